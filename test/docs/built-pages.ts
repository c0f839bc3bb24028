/** Reads the pages of the built site: their anchors, and where their links and pictures lead. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The paths of the files of a folder, with slashes. */
export const filesIn = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true }).map((name) => String(name).split('\\').join('/'));

export interface BuiltPage {
  readonly path: string;
  readonly html: string;
  readonly ids: ReadonlySet<string>;
  /** Addresses that the page loads or leads to, as written. */
  readonly links: readonly string[];
}

const decoded = (text: string): string => text.replaceAll('&amp;', '&').replaceAll('&#x2F;', '/');

export function builtPages(folder: string): readonly BuiltPage[] {
  return filesIn(folder)
    .filter((path) => path.endsWith('.html'))
    .map((path) => {
      const html = readFileSync(join(folder, path), 'utf8');
      const ids = new Set([...html.matchAll(/\sid="([^"]+)"/g)].map(([, id = '']) => decoded(id)));
      const links = [...html.matchAll(/\s(?:href|src)="([^"]*)"/g)].map(([, link = '']) => decoded(link));
      return { path, html, ids, links };
    });
}

/**
 * The links of the site that lead nowhere: `page → link`.
 *
 * @param base the folder on the host, with slashes
 */
export function brokenLinks(folder: string, base: string): readonly string[] {
  const files = new Set(filesIn(folder));
  const pages = new Map(builtPages(folder).map((page) => [page.path, page]));
  const host = 'http://site';
  return [...pages.values()].flatMap(({ path, links }) =>
    links.flatMap((link) => {
      const url = new URL(link, `${host}${base}${path}`);
      if (url.origin !== host) return [];
      const file = decodeURIComponent(url.pathname).slice(base.length) || 'index.html';
      if (!url.pathname.startsWith(base) || !files.has(file)) return [`${path} → ${link}`];
      const anchor = decodeURIComponent(url.hash.slice(1));
      // The link to the content is for the keyboard; its target is a part of every page.
      return anchor && !pages.get(file)?.ids.has(anchor) ? [`${path} → ${link}`] : [];
    }),
  );
}
