/** Cells of CSV: no formula runs, and what was written is read back. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { escapeFormulas, restoreFormulas } from '../../src/server/formula-cells.ts';

const piece = fc.constantFrom('=', '+', '-', '@', '＝', '\t', '\r', '\n', ';', '"', ' ', '\u200b', ',', 'a', '1', '🎵');
const words = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(''));

test('a text without apostrophes is the same after it was written and read', () => {
  fc.assert(
    fc.property(words, (text) => {
      assert.equal(restoreFormulas(escapeFormulas(text)), text);
    }),
    { numRuns: 5_000 },
  );
});

test('an apostrophe that protects nothing stays', () => {
  for (const text of ["it's", "'quoted'", "rock 'n' roll", "'", "''a"])
    assert.equal(restoreFormulas(escapeFormulas(text)), text);
});

test('a text of line breaks alone takes no time', () => {
  // With a search for what stands before a sign, this took minutes, and anybody could stop an export with an answer.
  const text = `a${'\n'.repeat(100_000)}a`;
  const start = performance.now();
  assert.equal(restoreFormulas(escapeFormulas(text)), text);
  assert.ok(performance.now() - start < 2_000);
});
