import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { npsScore, segment } from '../../src/core/nps.ts';
import { parseProgram } from '../../src/core/parse.ts';
import { near, standing } from '../../src/core/tiers.ts';
import type { Tiers } from '../../src/core/types.ts';

const level = (id: string, from: number) => ({ id, name: id, from, perks: [] });
const tiers: Tiers = {
  metric: 'orders',
  period: 'lifetime',
  months: 12,
  levels: [level('a', 0), level('b', 10), level('c', 30)],
};

test('a value stands in the level that it has reached', () => {
  const table: readonly [number, string, string | undefined, number, number][] = [
    [-5, 'a', 'b', 0, 15],
    [0, 'a', 'b', 0, 10],
    [5, 'a', 'b', 0.5, 5],
    [9, 'a', 'b', 0.9, 1],
    [10, 'b', 'c', 0, 20],
    [29, 'b', 'c', 0.95, 1],
    [30, 'c', undefined, 1, 0],
    [1e15, 'c', undefined, 1, 0],
  ];
  for (const [value, id, next, ratio, remaining] of table) {
    const at = standing(tiers, value);
    assert.deepEqual([at.level.id, at.next?.id, at.ratio, at.remaining], [id, next, ratio, remaining], String(value));
    assert.equal('keepUntil' in at, false);
  }
});

test('the ratio is 1 at the top alone', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: -100, max: 2e9 }),
      fc.integer({ min: 1, max: 1e9 }),
      fc.integer({ min: 1, max: 1e9 }),
      (value, b, more) => {
        const at = standing({ ...tiers, levels: [level('a', 0), level('b', b), level('c', b + more)] }, value);
        assert.equal(at.ratio === 1, !at.next);
        assert.ok(at.ratio >= 0 && at.remaining >= 0);
        assert.ok(value < 0 || at.level.from <= value);
      },
    ),
  );
});

test('a level kept from last year counts this year’s way from nothing', () => {
  const at = standing(tiers, 3, { index: 1, keepUntil: '2026-12-31' });
  assert.deepEqual([at.level.id, at.ratio, at.remaining, at.keepUntil], ['b', 0, 27, '2026-12-31']);
});

test('no levels at all are a nameless one', () => {
  assert.deepEqual(standing({ ...tiers, levels: [] }, 5).level, { id: '', name: '', from: 0, perks: [] });
});

test('near is four fifths of the way, and never at the top', () => {
  assert.deepEqual(
    [7, 8, 10, 26, 30].map((value) => near(standing(tiers, value))),
    [false, true, false, true, false],
  );
});

test('the segments and the score', () => {
  assert.deepEqual([0, 6, 7, 8, 9, 10].map(segment), [
    'detractor',
    'detractor',
    'passive',
    'passive',
    'promoter',
    'promoter',
  ]);
  assert.equal(npsScore([]), undefined);
  assert.equal(npsScore([10, 9, 8, 0]), 25);
  assert.equal(npsScore([0, 6]), -100);
  assert.equal(npsScore([10, 7, 0].flatMap((score) => Array(3).fill(score))), 0);
  assert.equal(npsScore([10, 8, 8]), 100 / 3);
});

test('what stands in for a missing level is none of the shop’s, whatever it calls its own', () => {
  const { tiers } = parseProgram({ tiers: { levels: [{ id: 'base', name: 'Base', from: 5 }] } }).value;
  assert.deepEqual(
    tiers?.levels.map(({ id }) => id),
    ['', 'base'],
  );
  assert.equal(parseProgram({ tiers: { levels: [{ id: '', name: 'None', from: 5 }] } }).value.tiers, undefined);
});
