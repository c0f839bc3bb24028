/** What changed a period after its end, against a slow second program that compares every order of before and after. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { withStores } from '../stores.ts';
import { ownerApi } from './owner-api.ts';

const RUNS = Number(process.env.RUNS ?? 12);
const program = { currency: 'EUR', timeZone: 'Europe/Stockholm', points: { perUnit: 1 } };
const [FROM, UNTIL] = ['2026-02-01', '2026-03-01'];
const FEBRUARY = `owner/metrics?from=${FROM}&until=${UNTIL}`;

const state = fc.record({
  id: fc.nat({ max: 6 }),
  customer: fc.constantFrom('a', 'b', "c'"),
  // Before, in and after the period.
  at: fc.constantFrom('2026-01-31', FROM, '2026-02-14', '2026-02-14', '2026-02-28', UNTIL),
  cents: fc.nat({ max: 900 }),
  refunded: fc.constantFrom(0, 0, 0, 0.5, 1),
  status: fc.constantFrom<'paid' | 'pending' | 'cancelled'>('paid', 'paid', 'paid', 'pending', 'cancelled'),
});
type State = typeof state extends fc.Arbitrary<infer One> ? One : never;

const refundOf = ({ cents, refunded }: State): number => Math.floor(cents * refunded);
const asOrder = (one: State) => ({
  ...{
    id: `o${one.id}`,
    customer: one.customer,
    at: one.at,
    currency: 'EUR',
    total: one.cents / 100,
    status: one.status,
  },
  refunds: refundOf(one) > 0 ? [{ id: 'r', at: one.at, amount: refundOf(one) / 100 }] : [],
});

/** What an order counts in the period; nothing for one that does not. */
function netOf(one: State | undefined): number | undefined {
  if (one?.status !== 'paid' || one.at < FROM || one.at >= UNTIL) return undefined;
  const back = refundOf(one);
  return back > 0 && back >= one.cents ? undefined : one.cents - back;
}

function changesOf(before: ReadonlyMap<number, State>, after: ReadonlyMap<number, State>) {
  const changed = {
    late: { orders: 0, revenue: 0 },
    cancelled: { orders: 0, revenue: 0 },
    refunded: { orders: 0, revenue: 0 },
  };
  for (const id of after.keys()) {
    const [was, is] = [netOf(before.get(id)), netOf(after.get(id))];
    const kind = was === undefined ? 'late' : is === undefined ? 'cancelled' : 'refunded';
    if (was === is) continue;
    changed[kind].orders++;
    changed[kind].revenue += (is ?? 0) - (was ?? 0);
  }
  return changed;
}

withStores('orders that change a period after its end', (bench) => {
  const clear = () =>
    bench.query(
      'truncate lojal_orders, lojal_entries, lojal_members, lojal_purchase_days, lojal_customer_products, lojal_late_orders',
    );

  test('random changes: their number and amount lead back to the numbers at the end', async () => {
    const api = ownerApi(bench.store, program);
    const compare = async (first: readonly State[], then: readonly (readonly State[])[]) => {
      await clear();
      const before = new Map(first.map((one) => [one.id, one]));
      await api.orders([...before.values()].map(asOrder));
      // As if they had arrived before the end.
      await bench.query(`update lojal_late_orders set at = '2026-02-28T22:59:59.999Z'`);
      const start = await api.get(FEBRUARY);
      assert.deepEqual(start.changed, changesOf(before, before));
      const after = new Map(before);
      for (const batch of then) {
        const orders = [...new Map(batch.map((one) => [one.id, one])).values()];
        await api.orders(orders.map(asOrder));
        // The same states again change nothing.
        await api.orders(orders.map(asOrder));
        for (const one of orders) after.set(one.id, one);
        const { metrics, changed } = await api.get(FEBRUARY);
        assert.deepEqual(changed, changesOf(before, after));
        const { late, cancelled, refunded } = changed;
        assert.equal(metrics.orders.value - late.orders + cancelled.orders, start.metrics.orders.value);
        const revenue = late.revenue + cancelled.revenue + refunded.revenue;
        assert.equal(metrics.revenue.value - revenue, start.metrics.revenue.value);
      }
      // For a reader of March, February is the period before.
      const march = await api.get(`owner/metrics?from=${UNTIL}&until=2026-03-29&compare=previous`);
      assert.deepEqual(march.previousChanged, changesOf(before, after));
      assert.deepEqual(march.previousAnswers, { verified: 0, unverified: 0, late: 0 });
    };
    const batch = fc.array(state, { minLength: 1, maxLength: 6 });
    await fc.assert(fc.asyncProperty(batch, fc.array(batch, { minLength: 1, maxLength: 3 }), compare), {
      numRuns: RUNS,
    });
  });

  const order = { id: 'o1', customer: 'a', currency: 'EUR', total: 10, status: 'paid' };

  test('an order of today adds nothing, whatever becomes of it today', async () => {
    await clear();
    const api = ownerApi(bench.store, program);
    for (const status of ['pending', 'paid', 'cancelled', 'paid'])
      await api.orders([{ ...order, at: new Date().toISOString(), status }]);
    assert.deepEqual(await bench.query('select * from lojal_late_orders'), []);
  });

  test('the period ends at midnight in the time zone of the program', async () => {
    await clear();
    const api = ownerApi(bench.store, program);
    await api.orders([{ ...order, at: '2026-02-28' }]);
    for (const [at, orders] of [
      ['2026-02-28T22:59:59.999Z', 0],
      ['2026-02-28T23:00:00Z', 1],
    ] as const) {
      await bench.query(`update lojal_late_orders set at = '${at}'`);
      assert.equal((await api.get(FEBRUARY)).changed.late.orders, orders);
    }
  });

  test('a segment has the changes of its customers, and an erasure leaves none', async () => {
    await clear();
    const api = ownerApi(bench.store, program);
    await api.orders([
      { ...order, at: '2026-01-02' },
      { ...order, id: 'o2', at: '2026-02-02' },
      { ...order, id: 'o3', customer: 'b', total: 7, at: '2026-02-03' },
    ]);
    const late = async (query = '') => (await api.get(`${FEBRUARY}${query}`)).changed.late;
    assert.deepEqual(await late(), { orders: 2, revenue: 1_700 });
    assert.deepEqual(await late('&segment=returning'), { orders: 1, revenue: 1_000 });
    assert.deepEqual(await late('&segment=new'), { orders: 1, revenue: 700 });
    await bench.store.erase('a');
    assert.deepEqual(await late(), { orders: 1, revenue: 700 });
    const rows = await bench.query<{ customer: string }>('select customer from lojal_late_orders');
    assert.deepEqual(rows, [{ customer: 'b' }]);
  });
});
