/**
 * The sidebar. A folder's pages are listed by themselves, and a page of docs/ that no group names stands in the last group:
 * a new page needs no entry here. The title of a page is its first heading.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';

const DOCS = new URL('../', import.meta.url);

/** Groups in their order. `folder`: all pages of that folder follow the named ones, in the order of their names. */
const GROUPS = [
  {
    text: 'Start',
    pages: ['start/get', 'start/static', 'start/server', 'start/npm', 'getting-started'],
    folder: 'start',
  },
  { text: 'Your platform', pages: ['frameworks'], folder: 'platforms' },
  {
    text: 'Tasks',
    pages: [
      'programs',
      'configure',
      'change-the-rules',
      'asking',
      'theming',
      'languages',
      'ledger',
      'move-data',
      'owner',
      'metrics',
      'webhooks',
      'troubleshooting',
    ],
  },
  { text: 'Elements', pages: ['elements'], folder: 'elements' },
  { text: 'Reference', pages: ['program', 'server'] },
  { text: 'Run it', pages: ['upgrade', 'remove', 'privacy'], folder: 'run' },
  { text: 'Evidence', pages: ['accessibility', 'performance', 'hosts', 'engines'] },
  { text: 'The project', pages: ['architecture'], folder: 'project' },
];

/** The first heading of a page. */
export function titleOf(page) {
  const text = readFileSync(new URL(`${page}.md`, DOCS), 'utf8');
  return (
    /^# +(.+)$/m
      .exec(text)?.[1]
      ?.replaceAll('`', '')
      .replace(/\\?<([^>]+)>/, '$1') ??
    /^title: *(.+)$/m.exec(text)?.[1] ??
    page
  );
}

const pagesIn = (folder) =>
  existsSync(new URL(folder, DOCS))
    ? readdirSync(new URL(folder, DOCS))
        .filter((name) => name.endsWith('.md') && !name.startsWith('['))
        .map((name) => `${folder}${name.slice(0, -3)}`)
        .sort()
    : [];

/** Pages that the reader meets on another way than the sidebar. */
const HIDDEN = ['index'];

const item = (page) => ({ text: titleOf(page), link: `/${page}` });

/** The groups with their pages: `[{ text, items: [{ text, link }] }]`. */
export function sidebar() {
  const named = new Set(GROUPS.flatMap(({ pages }) => pages));
  const groups = GROUPS.map(({ text, pages, folder }) => {
    const first = pages.filter((page) => existsSync(new URL(`${page}.md`, DOCS)));
    const others = folder ? pagesIn(`${folder}/`).filter((page) => !named.has(page)) : [];
    return { text, items: [...first, ...others].map(item) };
  });
  const project = groups.find(({ text }) => text === 'The project');
  project?.items.push(...PROJECT.map(({ page, title }) => ({ text: title, link: `/project/${page}` })));
  const listed = new Set(groups.flatMap(({ items }) => items.map(({ link }) => link.slice(1))));
  const others = pagesIn('').filter((page) => !listed.has(page) && !HIDDEN.includes(page));
  if (others.length) groups.push({ text: 'More', items: others.map(item) });
  return groups.filter(({ items }) => items.length);
}

/** Files of the project that are pages of the site too. */
export const PROJECT = [
  { page: 'changelog', file: 'CHANGELOG.md', title: 'Changes' },
  { page: 'security', file: 'SECURITY.md', title: 'Security' },
  { page: 'contributing', file: 'CONTRIBUTING.md', title: 'Contributing' },
  { page: 'releasing', file: 'RELEASING.md', title: 'Releasing' },
].filter(({ file }) => existsSync(new URL(`../${file}`, DOCS)));
