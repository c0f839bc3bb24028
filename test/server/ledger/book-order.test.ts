/** The entries that bring a ledger to the state of an order. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseFullProgram } from '../../../src/config/full-program.ts';
import { earnedPoints } from '../../../src/loyalty/earning.ts';
import { replay } from '../../../src/loyalty/ledger.ts';
import type { Entry, FullProgram } from '../../../src/loyalty/types.ts';
import type { ShopOrder } from '../../../src/schema/shop-order.ts';
import { bookOrder } from '../../../src/server/ledger/book-order.ts';
import { asProgram } from '../../../src/server/ledger/customer-state.ts';
import { type NormalOrder, normalOrder } from '../../../src/server/ledger/normal-order.ts';

const TODAY = '2026-06-30';

function programOf(json: object): FullProgram {
  const { value, faults } = parseFullProgram(json);
  assert.deepEqual(faults, []);
  return value;
}
const plain = programOf({ currency: 'EUR', points: { perUnit: 1 } });

const order = (more: Partial<ShopOrder> = {}): ShopOrder => ({
  id: '10042',
  customer: 'c_1',
  at: '2026-02-03',
  currency: 'EUR',
  total: 49.9,
  status: 'paid',
  ...more,
});

function normal(body: ShopOrder, program = plain): NormalOrder {
  const read = normalOrder(body, program);
  assert.ok('status' in read, JSON.stringify(read));
  return read;
}

/** Posts states one after the other. Returns the ledger after each. */
function post(states: readonly ShopOrder[], program = plain, ledger: readonly Entry[] = []): readonly Entry[] {
  let entries = ledger;
  for (const state of states) {
    const read = normal(state, program);
    const earn = (counted: number) =>
      earnedPoints(program, counted, { day: read.day, isMember: false, isHeldOut: () => false, lines: read.lines });
    entries = [...entries, ...bookOrder(program, read, entries, earn, TODAY)];
  }
  return entries;
}
const ids = (entries: readonly Entry[]) => entries.map(({ id }) => id);
const balance = (entries: readonly Entry[], program = plain) => replay(asProgram(program), entries, '2026-12-31');
const totals = (entries: readonly Entry[], program = plain) => {
  const { lots, spendable } = balance(entries, program);
  const sum = (key: 'spend' | 'orders' | 'points') => lots.reduce((all, lot) => all + lot[key], 0);
  return { spendable, spend: sum('spend'), orders: sum('orders'), points: sum('points') };
};
const refund = (id: string, amount: number, at = '2026-03-01') => ({ id, at, amount });

test('a paid order is booked once, however often it is posted', () => {
  const ledger = post([order(), order(), order()]);
  assert.deepEqual(ledger, [
    { kind: 'order', id: 'order:10042', at: '2026-02-03', spend: 4990, points: 49, rule: 'order' },
  ]);
});

test('a pending order earns nothing, and is booked when it is paid', () => {
  assert.deepEqual(post([order({ status: 'pending' })]), []);
  assert.deepEqual(ids(post([order({ status: 'pending' }), order()])), ['order:10042']);
});

test('a refund takes back its part, once', () => {
  const once = order({ refunds: [refund('r1', 10)] });
  const ledger = post([order(), once, once]);
  assert.deepEqual(ids(ledger), ['order:10042', 'refund:10042:r1']);
  assert.deepEqual(totals(ledger), { spendable: 39, spend: 3990, orders: 1, points: 39 });
  const twice = order({ refunds: [refund('r1', 10), refund('r2', 39.9)] });
  assert.deepEqual(totals(post([order(), once, twice])), { spendable: 0, spend: 0, orders: 0, points: 0 });
});

test('an order that arrives refunded has the ledger of one that was refunded later', () => {
  const last = order({ refunds: [refund('r1', 10), refund('r2', 5)] });
  assert.deepEqual(post([last]), post([order(), order({ refunds: [refund('r1', 10)] }), last]));
});

test('a cancelled order gives back what is left, and counts again when it is paid again', () => {
  const cancelled = order({ status: 'cancelled' });
  const ledger = post([order(), order({ refunds: [refund('r1', 10)] }), { ...cancelled, refunds: [refund('r1', 10)] }]);
  assert.deepEqual(ids(ledger), ['order:10042', 'refund:10042:r1', 'cancel:10042']);
  assert.deepEqual(totals(ledger), { spendable: 0, spend: 0, orders: 0, points: 0 });
  const again = post([order(), cancelled, cancelled, order(), order()]);
  assert.deepEqual(ids(again), ['order:10042', 'cancel:10042', 'order.2:10042']);
  assert.deepEqual(totals(again), { spendable: 49, spend: 4990, orders: 1, points: 49 });
  assert.deepEqual(ids(post([order(), cancelled, order(), cancelled])).at(-1), 'cancel.2:10042');
});

test('a changed total, day or refund is booked anew', () => {
  for (const changed of [
    order({ total: 80 }),
    order({ total: 20 }),
    order({ at: '2026-02-04' }),
    order({ refunds: [refund('r1', 4)] }),
    order({ refunds: [] }),
  ]) {
    const ledger = post([order({ refunds: [refund('r1', 10)] }), changed, changed]);
    assert.deepEqual(totals(ledger), totals(post([changed])), JSON.stringify(changed));
    assert.equal(ids(ledger).filter((id) => id.startsWith('order')).length, 2);
  }
});

test('points of shipping and tax follow `counts`, and refunds take shipping last', () => {
  const goods = programOf({ points: { counts: [] } });
  const state = order({ total: 65, tax: 10, shipping: 5 });
  assert.deepEqual(totals(post([state], goods)), { spendable: 50, spend: 5000, orders: 1, points: 50 });
  // The goods with their tax are paid back: 60 of 65.
  const back = { ...state, refunds: [refund('r', 60)] };
  assert.deepEqual(totals(post([state, back], goods)), { spendable: 0, spend: 0, orders: 0, points: 0 });
  const half = { ...state, refunds: [refund('r', 30)] };
  assert.equal(totals(post([state, half], goods)).spendable, 25);
  assert.equal(totals(post([state], programOf({ points: { counts: ['tax', 'shipping'] } }))).spendable, 65);
  assert.equal(totals(post([state])).spendable, 60);
});

test('an order in another currency, with too many decimals or too much refunded, is refused with the key', () => {
  const paths = (body: ShopOrder) => {
    const read = normalOrder(body, plain, '[3]');
    return 'status' in read ? [] : read.map(({ path }) => path);
  };
  assert.deepEqual(paths(order({ currency: 'ZAR' })), ['[3].currency']);
  assert.deepEqual(paths(order({ total: 49.999 })), ['[3].total']);
  assert.deepEqual(paths(order({ tax: 60, shipping: 70 })), ['[3].tax', '[3].shipping']);
  assert.deepEqual(paths(order({ refunds: [refund('a', 40), refund('a', 40)] })), ['[3].refunds', '[3].refunds']);
});

test('a factor is kept in the entry, and the points are the base and what each factor added', () => {
  const program = programOf({
    points: { perUnit: 1, available: { after: 'P14D' } },
    campaigns: [
      { id: 'june', from: '2026-02-01', until: '2026-02-04', times: 2 },
      { id: 'less', from: '2026-02-01', until: '2026-02-04', times: 1.5 },
      { id: 'past', from: '2026-01-01', until: '2026-02-03', times: 9 },
    ],
  });
  assert.deepEqual(post([order()], program), [
    {
      kind: 'order',
      id: 'order:10042',
      at: '2026-02-03',
      spend: 4990,
      points: 98,
      rule: 'order',
      available: '2026-02-17',
      base: 49,
      times: 2,
      factors: [{ by: 'campaign', id: 'june', times: 2, points: 49 }],
      campaign: 'june',
    },
  ]);
});

test('ids that contain the separators never collide', () => {
  const a = post([order({ id: 'a', refunds: [refund('b:c', 5)] })]);
  const b = post([order({ id: 'a:b', refunds: [refund('c', 5)] })]);
  assert.equal(new Set([...ids(a), ...ids(b)]).size, 4);
});

const amount = fc.integer({ min: 0, max: 20_000 }).map((cents) => cents / 100);
const state = fc
  .record({
    total: amount,
    status: fc.constantFrom('pending', 'paid', 'cancelled'),
    refunds: fc.uniqueArray(fc.record({ id: fc.constantFrom('r1', 'r2', 'r3'), amount }), { selector: ({ id }) => id }),
    at: fc.constantFrom('2026-02-03', '2026-02-04'),
  })
  .map(({ refunds, total, ...rest }) => {
    let left = Math.round(total * 100);
    const some = refunds.flatMap(({ id, amount }) => {
      const cents = Math.min(left, Math.round(amount * 100));
      left -= cents;
      return cents ? [refund(id, cents / 100)] : [];
    });
    return order({ ...rest, total, refunds: some } as Partial<ShopOrder>);
  });

test('after any states, the totals are those of the last state alone', () => {
  const programs = [plain, programOf({ points: { perUnit: 0.7, counts: [] } })];
  fc.assert(
    fc.property(fc.array(state, { minLength: 1, maxLength: 8 }), fc.constantFrom(...programs), (states, program) => {
      const ledger = post(states, program);
      assert.equal(new Set(ids(ledger)).size, ledger.length, 'each id once');
      const last = states.at(-1) as ShopOrder;
      assert.deepEqual(totals(ledger, program), totals(post([last], program), program));
      assert.deepEqual(post([last], program, ledger), ledger, 'the same state again adds nothing');
    }),
    { numRuns: Number(process.env.RUNS ?? 3000) },
  );
});
