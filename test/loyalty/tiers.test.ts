import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { parseProgram } from '../../src/config/program-reader.ts';
import { npsScore, npsSegment } from '../../src/loyalty/nps-score.ts';
import { near, standing } from '../../src/loyalty/tiers.ts';
import type { Tiers } from '../../src/loyalty/types.ts';

const level = (id: string, from: number) => ({ id, name: id, from, perks: [] });
const tiers: Tiers = {
  metric: 'orders',
  period: 'lifetime',
  months: 12,
  levels: [level('a', 0), level('b', 10), level('c', 30)],
};

test('the level is the highest one that the value reaches', () => {
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

test('the ratio is 1 only at the top level', () => {
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

test('progress of a level that is kept from last year starts at 0', () => {
  const at = standing(tiers, 3, { index: 1, keepUntil: '2026-12-31' });
  assert.deepEqual([at.level.id, at.ratio, at.remaining, at.keepUntil], ['b', 0, 27, '2026-12-31']);
});

test('without levels there is one level without a name', () => {
  assert.deepEqual(standing({ ...tiers, levels: [] }, 5).level, { id: '', name: '', from: 0, perks: [] });
});

test('near begins at a ratio of 0.8, and never holds at the top', () => {
  assert.deepEqual(
    [7, 8, 10, 26, 30].map((value) => near(standing(tiers, value))),
    [false, true, false, true, false],
  );
});

test('NPS segments and score', () => {
  assert.deepEqual([0, 6, 7, 8, 9, 10].map(npsSegment), [
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

test('the added base level differs from every level of the shop, whatever their ids', () => {
  const { tiers } = parseProgram({ tiers: { levels: [{ id: 'base', name: 'Base', from: 5 }] } }).value;
  assert.deepEqual(
    tiers?.levels.map(({ id }) => id),
    ['', 'base'],
  );
  assert.equal(parseProgram({ tiers: { levels: [{ id: '', name: 'None', from: 5 }] } }).value.tiers, undefined);
});
