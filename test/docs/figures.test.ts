/** The sizes that the pages name are those of the build. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { measuredFiles } from '../../scripts/size.js';
import { PAGES, readPage } from './pages.ts';

const files = measuredFiles();
const sum = (kind: 'plain' | 'brotli', names: readonly string[] = [...files.keys()]): number =>
  names.reduce((all, name) => all + (files.get(name)?.[kind] ?? 0), 0);
const languages = [...files.keys()].flatMap((name) => /^lojal\.([a-z]{2})\.js$/.exec(name)?.[1] ?? []);

/** As a page rounds it: one decimal. */
const kB = (bytes: number): string => (bytes / 1000).toFixed(1);

test('a size behind the name of a file is that of the file with Brotli', () => {
  const told = PAGES.flatMap((page) =>
    [...readPage(page).matchAll(/`(lojal[\w.-]*\.js)`,? \((\d+(?:\.\d+)?) kB\)/g)].map(
      ([, file = '', size = '']) => [page, file, size] as const,
    ),
  );
  assert.ok(told.length >= 6, `${told.length} sizes were found`);
  const wrong = told.filter(([, file, size]) => Math.abs(sum('brotli', [file]) / 1000 - Number(size)) > 0.06);
  assert.deepEqual(
    wrong.map(([page, file, size]) => `${page}: ${file} has ${kB(sum('brotli', [file]))} kB, not ${size}`),
    [],
  );
});

test('the sizes of a language are those of the build', () => {
  for (const page of ['docs/languages.md', 'docs/performance.md']) {
    const [, ...told] = /([\d.]+) kB\D+?([\d.]+) kB\D+?([\d.]+) kB/.exec(
      /(?:language has three|A language except).*$/m.exec(readPage(page))?.[0] ?? '',
    ) ?? [''];
    for (const [i, part] of ['', '.ask', '.club'].entries())
      for (const language of languages.filter((one) => one !== 'ar')) {
        const size = sum('brotli', [`lojal.${language}${part}.js`]) / 1000;
        assert.ok(
          Math.abs(size - Number(told[i])) < 0.25,
          `${page}: ${told[i]} kB, lojal.${language}${part}.js ${size}`,
        );
      }
  }
});

test('docs/start/static.md says how many files there are to copy, and how large they are', () => {
  const [, count = '', size = ''] = /about (\d+) files, ([\d.]+) MB/.exec(readPage('docs/start/static.md')) ?? [];
  assert.ok(Math.abs(files.size - Number(count)) <= 5, `${files.size} files`);
  assert.ok(Math.abs(sum('plain') / 1e6 - Number(size)) < 0.06, `${sum('plain')} bytes`);
});
