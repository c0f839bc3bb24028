/** What a changed program does to customers, against a slow second implementation and by hand. */
import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { parseAccount } from '../../src/config/account-reader.ts';
import { parseProgram } from '../../src/config/program-reader.ts';
import { ProgramPreview, previewProgram } from '../../src/loyalty/preview-program.ts';
import type { Program } from '../../src/loyalty/types.ts';
import { history, programOf, rules, today } from '../rules/histories.ts';
import { oraclePoints, oracleTier, type RawEntry, type Rules } from './oracle.ts';

const DAY = '2026-06-01';

const programFrom = (json: unknown): Program => {
  const { value, faults } = parseProgram(json);
  assert.deepEqual(faults, []);
  return value;
};
const levels = (...all: readonly (readonly [string, number])[]) => ({
  levels: all.map(([id, from]) => ({ id, name: id, from })),
});
const customer = (id: string, spend: number, points = spend, more: readonly object[] = []) => ({
  id,
  account: parseAccount({ ledger: [{ id: 'o', at: '2026-01-01', kind: 'order', spend, points }, ...more] }, 'EUR')
    .value,
});
const preview = (before: object, after: object, ...customers: ReturnType<typeof customer>[]) =>
  previewProgram(programFrom(before), programFrom(after), customers, DAY);

test('the numbers of any customers under any two programs are those of the oracle', () => {
  let moved = 0;
  const value = 0.015;
  const worthOf = (points: number, places: number) =>
    points > 0 ? Number((BigInt(points) * 10n ** BigInt(places) * 15_000n) / 1_000_000n) : 0;
  const numbers = (ledger: readonly RawEntry[], made: Rules, day: string) => {
    const { spendable } = oraclePoints(ledger, made, day);
    const tier = oracleTier(ledger, made, day, false).index;
    return { spendable, tier, worth: worthOf(spendable, made.places) };
  };
  fc.assert(
    fc.property(rules, rules, fc.array(history, { maxLength: 6 }), today, (before, other, ledgers, day) => {
      const after = { ...other, places: before.places };
      const scale = after.metric === 'spend' ? 10 ** after.places : 1;
      after.froms = after.metric === 'orders' ? [0, 1, 3, 4] : [0, 10 * scale, 25 * scale, 60 * scale];
      const withValue = (made: Rules) => {
        const json = programOf(made) as { points: object };
        return programFrom({ ...json, points: { ...json.points, value } });
      };
      const { currency } = withValue(before);
      const customers = ledgers.map((ledger, i) => ({
        id: `c${i}`,
        account: parseAccount({ ledger }, currency).value,
      }));
      const effect = previewProgram(withValue(before), withValue(after), customers, day);
      const expected = ledgers.map((ledger, i) => ({
        id: `c${i}`,
        before: numbers(ledger, before, day),
        after: numbers(ledger, after, day),
      }));
      const sum = (key: 'before' | 'after', of: (one: ReturnType<typeof numbers>) => number) =>
        expected.reduce((total, one) => total + of(one[key]), 0);
      assert.equal(effect.customers, ledgers.length);
      assert.deepEqual(effect.points, {
        before: sum('before', ({ spendable }) => Math.max(0, spendable)),
        after: sum('after', ({ spendable }) => Math.max(0, spendable)),
      });
      assert.deepEqual(effect.debtors, {
        before: sum('before', ({ spendable }) => Number(spendable < 0)),
        after: sum('after', ({ spendable }) => Number(spendable < 0)),
      });
      assert.deepEqual(effect.liability, {
        before: worthOf(effect.points.before, before.places),
        after: worthOf(effect.points.after, after.places),
      });
      const up = expected.filter((one) => one.after.tier > one.before.tier).length;
      const down = expected.filter((one) => one.after.tier < one.before.tier).length;
      assert.deepEqual(effect.tiers, { up, down });
      moved += up + down;
      const changes = expected.filter((one) => JSON.stringify(one.before) !== JSON.stringify(one.after));
      assert.equal(effect.changed, changes.length);
      for (const one of changes) {
        const found = effect.changes.find(({ id }) => id === one.id);
        assert.deepEqual(found, {
          id: one.id,
          tier: { before: `l${one.before.tier}`, after: `l${one.after.tier}` },
          points: { before: one.before.spendable, after: one.after.spendable },
          worth: {
            ...(one.before.worth && { before: one.before.worth }),
            ...(one.after.worth && { after: one.after.worth }),
          },
        });
      }
    }),
    { numRuns: Number(process.env.RUNS ?? 1000) },
  );
  assert.ok(moved > 100, `${moved} customers changed tier`);
});

test('a program that is the same changes nothing', () => {
  const json = { points: { value: 0.01 }, tiers: levels(['a', 0], ['b', 100]) };
  assert.deepEqual(preview(json, { ...json, name: 'New' }, customer('c', 150), customer('d', 50)), {
    customers: 2,
    changed: 0,
    tiers: { up: 0, down: 0 },
    points: { before: 200, after: 200 },
    debtors: { before: 0, after: 0 },
    liability: { before: 200, after: 200 },
    changes: [],
  });
});

test('points that were earned stay when the points for later orders change', () => {
  const effect = preview({ points: { perUnit: 1 } }, { points: { perUnit: 5 } }, customer('c', 100));
  assert.deepEqual([effect.changed, effect.points], [0, { before: 100, after: 100 }]);
});

test('expiry, worth and debts', () => {
  const before = { points: { value: 0.01 } };
  const debt = customer('d', 10, 10, [{ id: 'r', at: '2026-01-02', kind: 'redeem', points: 30 }]);
  const shorter = preview(before, { points: { value: 0.02, expire: { after: 'P3M' } } }, customer('c', 100), debt);
  assert.deepEqual(shorter, {
    customers: 2,
    changed: 1,
    tiers: { up: 0, down: 0 },
    points: { before: 100, after: 0 },
    debtors: { before: 1, after: 1 },
    liability: { before: 100, after: 0 },
    changes: [{ id: 'c', tier: {}, points: { before: 100, after: 0 }, worth: { before: 100 } }],
  });
  const without = preview(before, {}, customer('c', 100), debt);
  assert.deepEqual(without.liability, { before: 100 });
  assert.deepEqual(without.changes, [
    { id: 'c', tier: {}, points: { before: 100, after: 100 }, worth: { before: 100 } },
  ]);
  assert.deepEqual(preview({}, before, debt).liability, { after: 0 });
  // By a shorter expiry, points are spent that had expired.
  const spent = customer('s', 100, 100, [{ id: 'r', at: '2026-05-01', kind: 'redeem', points: 60 }]);
  const { debtors, points } = preview({}, { points: { expire: { after: 'P3M' } } }, spent);
  assert.deepEqual(
    [debtors, points],
    [
      { before: 0, after: 1 },
      { before: 40, after: 0 },
    ],
  );
});

for (const [title, before, after, spend, tier, direction] of [
  ['a lower threshold', levels(['a', 0], ['b', 200]), levels(['a', 0], ['b', 100]), 150, ['a', 'b'], 'up'],
  ['a higher threshold', levels(['a', 0], ['b', 100]), levels(['a', 0], ['b', 200]), 150, ['b', 'a'], 'down'],
  ['a new level above', levels(['a', 0]), levels(['a', 0], ['b', 100]), 150, ['a', 'b'], 'up'],
  ['a new level below the same one', levels(['b', 100]), levels(['a', 0], ['b', 100]), 50, [undefined, 'a'], 'up'],
  ['a level that is gone', levels(['a', 0], ['b', 100]), levels(['a', 0]), 150, ['b', 'a'], 'down'],
  ['levels in another order', levels(['a', 0], ['b', 100]), levels(['b', 0], ['a', 100]), 150, ['b', 'a'], 'up'],
  [
    'all levels renamed, one more below',
    levels(['a', 0], ['b', 100]),
    levels(['x', 0], ['y', 50], ['z', 90]),
    150,
    ['b', 'z'],
    'up',
  ],
  ['no tiers any more', levels(['a', 0]), undefined, 150, ['a', undefined], 'down'],
  ['tiers where there were none', undefined, levels(['a', 0]), 150, [undefined, 'a'], 'up'],
  ['the first level is too high', levels(['a', 100]), levels(['a', 200]), 150, ['a', undefined], 'down'],
] as const)
  test(`a tier: ${title}`, () => {
    const effect = preview(before ? { tiers: before } : {}, after ? { tiers: after } : {}, customer('c', spend));
    const [from, to] = tier;
    assert.deepEqual(effect.changes[0]?.tier, {
      ...(from !== undefined && { before: from }),
      ...(to !== undefined && { after: to }),
    });
    assert.deepEqual(effect.tiers, { up: direction === 'up' ? 1 : 0, down: direction === 'down' ? 1 : 0 });
  });

test('an account that differs under the changed program', () => {
  const [{ account }, { account: after }] = [customer('c', 10), customer('c', 30)];
  const effect = previewProgram(programFrom({}), programFrom({}), [{ id: 'c', account, after }], DAY);
  assert.deepEqual(effect.points, { before: 10, after: 30 });
});

test('the list of customers is limited, those who change tier come first, and all are counted', () => {
  const json = { points: { value: 0.01 }, tiers: levels(['a', 0], ['b', 500]) };
  const after = { points: { value: 0.02 }, tiers: levels(['a', 0], ['b', 400]) };
  const made = new ProgramPreview(programFrom(json), programFrom(after), DAY, 3);
  for (let i = 0; i < 10; i++) made.add(customer(`c${i}`, 100 * i));
  const effect = made.result();
  // Without points, nothing changes for the first.
  assert.deepEqual([effect.customers, effect.changed, effect.tiers], [10, 9, { up: 1, down: 0 }]);
  assert.deepEqual(
    effect.changes.map(({ id }) => id),
    ['c4', 'c1', 'c2'],
  );
  const many = Array.from({ length: 1_200 }, (_, i) => customer(`c${i}`, 450));
  const whole = previewProgram(programFrom(json), programFrom(after), many, DAY);
  assert.deepEqual([whole.changed, whole.tiers.up, whole.changes.length], [1_200, 1_200, 1_000]);
});
