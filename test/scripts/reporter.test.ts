/** The reporter counts and names everything that failed. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';

const reporter = new URL('../helpers/reporter.js', import.meta.url).href;
const folder = mkdtempSync(join(tmpdir(), 'lojal-reporter-'));
after(() => rmSync(folder, { recursive: true, force: true }));

function report(text: string): string {
  const file = join(folder, 'one.test.mjs');
  writeFileSync(file, `import { before, describe, test } from 'node:test';\n${text}`);
  const env = { ...process.env, NODE_TEST_CONTEXT: undefined };
  return spawnSync(process.execPath, [`--test-reporter=${reporter}`, file], { encoding: 'utf8', env }).stdout;
}

test('a suite whose body throws is a failure', () => {
  const output = report(`
    test('one', () => {});
    describe('a kind', () => { throw new Error('no schema'); });`);
  assert.match(output, /FAILED .* › a kind\nError: no schema/);
  assert.match(output, /node tests: 1 passed, 1 failed/);
});

test('a suite whose hook throws is a failure', () => {
  const output = report(`
    describe('a page', () => { before(() => { throw new Error('no browser'); }); test('one', () => {}); });`);
  assert.match(output, /Error: no browser/);
  assert.doesNotMatch(output, / 0 failed/);
});

test('a suite with a failed test is not counted beside the test', () => {
  const output = report(
    `describe('a kind', () => { test('one', () => { throw new Error('wrong'); }); test('two', () => {}); });`,
  );
  assert.match(output, /FAILED .* › one\nError: wrong/);
  assert.match(output, /node tests: 1 passed, 1 failed/);
});
