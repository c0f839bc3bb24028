/** Every relative link in the documentation leads to a file, and every anchor to a heading. */
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { sidebar } from '../../docs/.vitepress/sidebar.js';
import { PAGES, readPage } from './pages.ts';

const ROOT = new URL('../../', import.meta.url);

const withoutCode = (text: string): string => text.replace(/^ *```[\s\S]*?^ *```$/gm, '').replace(/`[^`\n]*`/g, '``');

/** The anchors of a page, as GitHub makes them from the headings. */
function anchors(text: string): Set<string> {
  const found = new Set<string>();
  for (const [, heading = ''] of text.replace(/^ *```[\s\S]*?^ *```$/gm, '').matchAll(/^#+ +(.*)$/gm)) {
    const slug = heading
      .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\- _]/gu, '')
      .trim()
      .replaceAll(' ', '-');
    let anchor = slug;
    for (let copy = 1; found.has(anchor); copy++) anchor = `${slug}-${copy}`;
    found.add(anchor);
  }
  return found;
}

for (const page of PAGES)
  test(`${page}: links and anchors resolve`, () => {
    const text = readPage(page);
    const broken: string[] = [];
    for (const [, target = ''] of withoutCode(text).matchAll(/\]\(<?([^)\s>]+)>?\)/g)) {
      if (/^[a-z]+:/.test(target)) continue;
      const [path = '', anchor] = target.split('#');
      const url = new URL(path || page.replace(/.*\//, ''), new URL(page, ROOT));
      if (!existsSync(url)) broken.push(target);
      else if (anchor && !anchors(readFileSync(url, 'utf8')).has(anchor)) broken.push(target);
    }
    assert.deepEqual(broken, []);
  });

test('every page in docs/ can be reached from README.md, or by the sidebar of the site', () => {
  const listed = sidebar().flatMap(({ items }) => items.map(({ link }) => `docs${link}.md`));
  const reached = new Set(['README.md', ...listed.filter((page) => PAGES.includes(page))]);
  for (const page of reached)
    for (const [, target = ''] of readPage(page).matchAll(/\]\(([^)#\s]+\.md)[^)]*\)/g)) {
      const path = new URL(target, new URL(page, ROOT)).href.slice(ROOT.href.length);
      if (PAGES.includes(path)) reached.add(path);
    }
  assert.deepEqual(
    PAGES.filter((page) => !reached.has(page)),
    [],
  );
});

test('a new page appears in the sidebar by itself, with its heading as its title', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lojal-docs-'));
  try {
    for (const [path, text] of [
      ['index', '# Lojal'],
      ['program', '# The `program`'],
      ['new', '# A new page'],
      ['platforms/shopify', '# Shopify\n\n## Steps'],
      ['platforms/astro', '# Astro'],
      ['other/page', 'no heading'],
    ] as const) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, `${path}.md`), text);
    }
    const groups = sidebar(pathToFileURL(`${folder}/`)).map(({ text, items }) => [text, items]);
    const { 'Your platform': platforms, Reference: reference, More: more } = Object.fromEntries(groups);
    assert.deepEqual(platforms, [
      { text: 'Astro', link: '/platforms/astro' },
      { text: 'Shopify', link: '/platforms/shopify' },
    ]);
    assert.deepEqual(reference, [{ text: 'The program', link: '/program' }]);
    assert.deepEqual(more, [
      { text: 'A new page', link: '/new' },
      { text: 'other/page', link: '/other/page' },
    ]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
