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
    pages: ['start/get', 'start/static', 'start/server', 'start/npm'],
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
      'doctor',
      'troubleshooting',
    ],
    folder: 'tasks',
  },
  { text: 'Elements', pages: ['elements'], folder: 'elements' },
  { text: 'Reference', pages: ['getting-started', 'program', 'server'] },
  { text: 'Run it', pages: ['container', 'runtimes', 'scale', 'integrity', 'upgrade', 'remove', 'privacy'] },
  { text: 'Evidence', pages: ['accessibility', 'performance', 'hosts', 'engines'] },
  { text: 'The project', pages: ['architecture'], folder: 'project' },
];

/** The first heading of the Markdown of a page, as text. */
const titleOf = (text) =>
  /^# +(.+)$/m
    .exec(text)?.[1]
    ?.replaceAll('`', '')
    .replace(/\\?<([^>]+)>/, '$1') ?? /^title: *(.+)$/m.exec(text)?.[1];

/** All pages of a folder and of the folders in it, as `start/static`. A page with brackets in its name shows other files. */
const pagesOf = (docs) =>
  readdirSync(docs, { recursive: true })
    .map((file) => String(file).split('\\').join('/'))
    .filter((file) => /^(?!\.vitepress\/|public\/)[^[]+\.md$/.test(file))
    .map((file) => file.slice(0, -3))
    .sort();

/** Pages that the reader meets on another way than the sidebar. */
const HIDDEN = ['index'];

/**
 * The groups with their pages: `[{ text, items: [{ text, link }] }]`.
 *
 * @param {URL} docs the folder of the pages
 */
export function sidebar(docs = DOCS) {
  const all = pagesOf(docs);
  const item = (page) => ({
    text: titleOf(readFileSync(new URL(`${page}.md`, docs), 'utf8')) ?? page,
    link: `/${page}`,
  });
  const left = new Set(all.filter((page) => !HIDDEN.includes(page)));
  const take = (pages) => pages.filter((page) => left.delete(page));
  const named = GROUPS.map(({ pages }) => take(pages));
  const groups = GROUPS.map(({ text, folder }, i) => {
    const others = folder ? take(all.filter((page) => page.startsWith(`${folder}/`))) : [];
    return { text, items: [...named[i], ...others].map(item) };
  });
  const project = groups.find(({ text }) => text === 'The project');
  project?.items.push(...PROJECT.map(({ page, title }) => ({ text: title, link: `/project/${page}` })));
  return [...groups, { text: 'More', items: [...left].map(item) }].filter(({ items }) => items.length);
}

/** Files of the project that are pages of the site too. */
export const PROJECT = [
  { page: 'changelog', file: 'CHANGELOG.md', title: 'Changes' },
  { page: 'security', file: 'SECURITY.md', title: 'Security' },
  { page: 'contributing', file: 'CONTRIBUTING.md', title: 'Contributing' },
  { page: 'releasing', file: 'RELEASING.md', title: 'Releasing' },
].filter(({ file }) => existsSync(new URL(`../${file}`, DOCS)));
