/** docs/performance.md matches docs/bench.json, and docs/bench.json matches this build. */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { brotliCompressSync } from 'node:zlib';
import { goals, lastRun, PAGE, read, withReport } from './bench/report.ts';
import { median } from './bench/table.ts';

const root = new URL('../', import.meta.url);

test(`${PAGE} matches docs/bench.json`, () => {
  assert.equal(read(PAGE), withReport(read(PAGE), lastRun()), 'run: node --import tsx test/bench/report.ts');
});

test('the sizes of the last run are those of this build, within 3 %', () => {
  const sizes = (names: readonly string[]) =>
    names.reduce(
      (sum, name) => sum + brotliCompressSync(readFileSync(new URL(`dist/lojal${name}.js`, root))).length,
      0,
    );
  for (const [name, files] of [
    ['Lojal: page without a tag', ['']],
    ['Lojal: points + tier, preloaded', ['', '.base', '.balance']],
    ['Lojal: NPS, preloaded', ['', '.base', '.prompt', '.nps']],
    ['Lojal: review, preloaded', ['', '.base', '.prompt', '.review']],
    ['Lojal: all four, lojal.all.js', ['.all']],
  ] as const) {
    const was = median(
      lastRun().fast.find((one) => one.name === name),
      'brotli',
    );
    const is = sizes(files);
    assert.ok(Math.abs(is - was) < 0.03 * was, `${name}: ${is} bytes, when it was measured ${was}: run npm run bench`);
  }
});

test('every goal of the last run has a figure', () => {
  for (const { what, is } of goals(lastRun())) assert.ok(Number.isFinite(is), what);
});

test('docs/performance.md lists every file of the script tag except languages', () => {
  const told = read('docs/performance.md');
  const files = readdirSync(new URL('dist/', root)).filter((name) => /^lojal\.[a-z-]{3,}\.js$/.test(name));
  assert.ok(files.length > 15);
  for (const file of files)
    if (file !== 'lojal.all.js') assert.ok(told.includes(`\`${file}\``), `${file}: run npm run chunks`);
  assert.ok(existsSync(new URL('docs/growth.svg', root)));
});
