import assert from 'node:assert/strict';
import test from 'node:test';
import { parseAccount } from '../../src/config/account-reader.ts';
import { parseProgram } from '../../src/config/program-reader.ts';
import { snapshot } from '../../src/loyalty/snapshot.ts';

const json = {
  currency: 'EUR',
  points: { perUnit: 1, value: 0.01 },
  tiers: {
    metric: 'spend',
    levels: [
      { id: 'a', name: 'A', from: 0 },
      { id: 'b', name: 'B', from: 200 },
    ],
  },
  rewards: [
    { id: 'big', name: 'Big', points: 2000 },
    { id: 'small', name: 'Small', points: 1000, url: '/r' },
  ],
};
const seen = (account: object | undefined, program: object = json, today = '2026-06-01') =>
  snapshot(parseProgram(program).value, account && parseAccount(account, 'EUR').value, today);
const points = { ...json, tiers: { ...json.tiers, metric: 'points' } };
const ledger = [
  { id: 'o', at: '2026-01-01', kind: 'order', spend: 300 },
  { id: 'r', at: '2026-01-02', kind: 'redeem', points: 150 },
];

test('a snapshot of totals', () => {
  const { points, standing, rewards } = seen({ id: 'c_1042', points: 1280, pending: 40, spend: 412.5, orders: 9 });
  assert.deepEqual(points, { spendable: 1280, pending: 40, lifetime: 1280, worth: 1280 });
  assert.deepEqual([standing?.level.id, standing?.value, standing?.ratio, standing?.remaining], ['b', 41250, 1, 0]);
  assert.deepEqual(
    rewards.map(({ reward, missing }) => [reward.id, missing]),
    [
      ['small', 0],
      ['big', 720],
    ],
  );
});

test('unknown facts are absent', () => {
  for (const account of [undefined, {}]) {
    const all = seen(account);
    assert.equal('points' in all || 'standing' in all, false);
    assert.deepEqual(
      all.rewards.map(({ missing }) => missing),
      [1000, 2000],
    );
  }
  assert.equal('standing' in seen({ points: 5 }), false);
  assert.equal('points' in seen({ spend: 5 }), false);
});

test('each total overrides the same figure of the ledger', () => {
  assert.deepEqual(seen({ ledger }).points, { spendable: 150, pending: 0, lifetime: 300, worth: 150 });
  assert.deepEqual(seen({ ledger, points: 7 }).points, { spendable: 7, pending: 0, lifetime: 300, worth: 7 });
  assert.equal(seen({ ledger, spend: 10 }).standing?.value, 1000);
  assert.equal(seen({ ledger, points: 7 }).standing?.value, 30000);
});

test('a tier by points counts earned points, not the balance', () => {
  assert.equal(seen({ ledger, points: 7 }, points).standing?.value, 300);
  assert.equal(seen({ points: 7, lifetime: 210 }, points).standing?.value, 210);
  assert.equal(seen({ points: 7 }, points).standing?.value, 7);
});

test('a total that overrides the ledger gives no keepUntil', () => {
  const rolling = { ...json, tiers: { ...json.tiers, period: 'rolling' } };
  assert.equal(seen({ ledger }, rolling).standing?.keepUntil, '2026-12-31');
  assert.equal(seen({ ledger, spend: 300 }, rolling).standing?.keepUntil, undefined);
});

test('expiring points are shown until the day on which they expire', () => {
  const account = { points: 100, expiring: 40, expires: '2026-06-02' };
  assert.deepEqual(seen(account).points?.expiring, { points: 40, on: '2026-06-02' });
  assert.equal(seen(account, json, '2026-06-02').points?.expiring, undefined);
});

test('a negative balance has no worth and increases the missing points of every reward', () => {
  const { points, rewards } = seen({ points: -20 });
  assert.deepEqual(points, { spendable: -20, pending: 0, lifetime: -20 });
  assert.equal(rewards[0]?.missing, 1020);
});
