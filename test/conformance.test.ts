/** docs/accessibility.md covers every criterion, and the tests that it names exist. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';

/** The criteria of WCAG 2.2 at levels A and AA: their numbers by guideline. */
const CRITERIA: Readonly<Record<string, readonly number[]>> = {
  '1.1': [1],
  '1.2': [1, 2, 3, 4, 5],
  '1.3': [1, 2, 3, 4, 5],
  '1.4': [1, 2, 3, 4, 5, 10, 11, 12, 13],
  '2.1': [1, 2, 4],
  '2.2': [1, 2],
  '2.3': [1],
  '2.4': [1, 2, 3, 4, 5, 6, 7, 11],
  '2.5': [1, 2, 3, 4, 7, 8],
  '3.1': [1, 2],
  '3.2': [1, 2, 3, 4, 6],
  '3.3': [1, 2, 3, 4, 7, 8],
  '4.1': [2, 3],
};

const rows = readFileSync(new URL('../docs/accessibility.md', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => /^\| \d/.test(line))
  .map((line) => line.split('|').map((cell) => cell.trim()));

test('every criterion of levels A and AA has one row, in order', () => {
  const all = Object.entries(CRITERIA).flatMap(([guideline, numbers]) => numbers.map((n) => `${guideline}.${n}`));
  assert.equal(all.length, 55);
  assert.deepEqual(
    rows.map(([, criterion = '']) => criterion.split(' ')[0]),
    all,
  );
  for (const [, criterion, level = '', verdict = '', why] of rows) {
    assert.match(level, /^AA?$/, criterion);
    assert.match(verdict, /^(supports|not applicable|the shop)$/, criterion);
    assert.ok(why || verdict === 'the shop', `${criterion} says why`);
  }
});

test('the named tests exist', () => {
  const files = new Set(
    readdirSync(new URL('.', import.meta.url), { recursive: true }).map((file) => String(file).replace(/.*[\\/]/, '')),
  );
  const named = rows.flatMap((cells) => [...(cells[5] ?? '').matchAll(/`([^`]+)`/g)].map(([, file = '']) => file));
  assert.ok(named.length > 30);
  for (const file of named) assert.ok(files.has(file), file);
});
