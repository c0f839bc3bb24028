/**
 * Links of the Markdown pages in the built site. A page links to the file beside it, as GitHub reads it; files that are no
 * pages (code, data) are links to the repository once it has an address, and plain text until then.
 */
import { readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { PROJECT } from './sidebar.js';

const { repository } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));

/** The address of the repository, from package.json; nothing before publication. */
const REPOSITORY = (repository?.url ?? repository)?.replace(/^git\+/, '').replace(/\.git$/, '');

/** The anchor of a heading, as GitHub makes it: a link to a heading works in both places. */
export const headingAnchor = (heading) =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\- _]/gu, '')
    .trim()
    .replaceAll(' ', '-');

/** Where a relative link of a page of docs/ leads, as a path from the root of the project. */
const fromRoot = (page, target) => posix.normalize(posix.join('docs', posix.dirname(page), target));

/**
 * @param {string} page path of the page in docs/
 * @param {string} href the link as written
 * @returns {{ href: string } | { text: true } | undefined} a new address, or that the link stays plain text; nothing for a
 * link that stays as it is
 */
export function siteLink(page, href) {
  if (!href || /^([a-z]+:|#|\/)/.test(href)) return;
  const [path, anchor] = href.split('#');
  const target = fromRoot(page, path);
  const project = PROJECT.find(({ file }) => file === target);
  if (project) {
    const address = posix.relative(posix.dirname(page), `project/${project.page}.md`);
    return { href: `${address.startsWith('.') ? address : `./${address}`}${anchor ? `#${anchor}` : ''}` };
  }
  if (target === 'README.md') return { href: posix.relative(posix.dirname(page), 'index.md') };
  if (target.startsWith('docs/')) return;
  return REPOSITORY ? { href: `${REPOSITORY}/blob/main/${target}` } : { text: true };
}

/** A file of the root of the project, with its links as seen from docs/project/. */
export const projectPage = (text) =>
  text.replace(/\]\((?!https?:|#|mailto:)([^)\s]+)\)/g, (_, target) => {
    const path = posix.relative('docs/project', target.split('#')[0]);
    return `](${path}${target.includes('#') ? `#${target.split('#')[1]}` : ''})`;
  });

/** The plugin of markdown-it. It runs before VitePress turns `.md` into `.html` and checks what exists. */
export function projectLinks(md) {
  const renderOpen = md.renderer.rules.link_open;
  const renderClose = md.renderer.rules.link_close;
  md.renderer.rules.link_open = (tokens, i, options, env, self) => {
    const link = siteLink(env.relativePath ?? '', tokens[i].attrGet('href'));
    if (link && 'text' in link) {
      const close = tokens.findIndex((token, at) => at > i && token.type === 'link_close');
      tokens[close].meta = { text: true };
      return '';
    }
    if (link) tokens[i].attrSet('href', link.href);
    return renderOpen ? renderOpen(tokens, i, options, env, self) : self.renderToken(tokens, i, options);
  };
  md.renderer.rules.link_close = (tokens, i, options, env, self) => {
    if (tokens[i].meta?.text) return '';
    return renderClose ? renderClose(tokens, i, options, env, self) : self.renderToken(tokens, i, options);
  };
}
