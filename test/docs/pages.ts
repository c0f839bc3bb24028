/** The Markdown pages of the project and the snippets in them. */
import { readFileSync } from 'node:fs';
import { docsPages } from '../../scripts/docs-pages.js';

const ROOT = new URL('../../', import.meta.url);

/** Paths from the root of the project. */
export const PAGES: readonly string[] = [
  'README.md',
  'CONTRIBUTING.md',
  'CHANGELOG.md',
  'demo/README.md',
  'demo/data/README.md',
  ...docsPages(),
];

export const readPage = (path: string): string => readFileSync(new URL(path, ROOT), 'utf8');

export interface Snippet {
  /** `docs/server.md:12`, the line of the opening fence. */
  readonly name: string;
  readonly page: string;
  /** The word after the fence; empty for none. */
  readonly language: string;
  readonly code: string;
}

/** Every fenced block of every page. */
export const snippets: readonly Snippet[] = PAGES.flatMap((page) => {
  const text = readPage(page);
  return [...text.matchAll(/^( *)```(\w*)\n([\s\S]*?)^\1```$/gm)].map(
    ({ index, 1: indent = '', 2: language = '', 3: code = '' }) => ({
      name: `${page}:${text.slice(0, index).split('\n').length}`,
      page,
      language,
      code: code.replaceAll(new RegExp(`^${indent}`, 'gm'), ''),
    }),
  );
});

export const ofLanguage = (...languages: readonly string[]): readonly Snippet[] =>
  snippets.filter(({ language }) => languages.includes(language));
