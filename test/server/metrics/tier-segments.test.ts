/** The customers of a tier, against a slow second program: what each customer had spent on the day before the period ended. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { createMetricStore } from '../../../src/server/metrics/metric-store.ts';
import { TierSegments } from '../../../src/server/metrics/tier-segments.ts';
import { loadProgram } from '../../../src/server/program-source.ts';
import { dayNumber, dayText } from '../../metrics/purchase-oracle.ts';
import { withStores } from '../stores.ts';
import { ownerApi } from './owner-api.ts';

const RUNS = Number(process.env.RUNS ?? 5);
const TIERS = [
  { id: 'bronze', name: 'Bronze', from: 0 },
  { id: 'silver-1', name: 'Silver', from: 100 },
  { id: "g'o:ld", name: 'Gold', from: 300 },
];
const program = { currency: 'EUR', timeZone: 'UTC', points: { perUnit: 1 }, tiers: { metric: 'spend', levels: TIERS } };
const START = dayNumber('2026-03-01');

const posted = fc.record({
  customer: fc.constantFrom<string>('a', "b'", 'c"\\', 'd', 'e'),
  day: fc.nat({ max: 20 }),
  total: fc.integer({ min: 1, max: 200 }),
  refund: fc.option(fc.record({ after: fc.nat({ max: 10 }), part: fc.constantFrom(0.25, 1) }), { nil: undefined }),
  paid: fc.constantFrom(true, true, true, false),
});
type Posted = typeof posted extends fc.Arbitrary<infer One> ? One : never;

const asOrder = ({ customer, day, total, refund, paid }: Posted, i: number) => ({
  ...{ id: `o${i}`, customer, at: dayText(START + day), currency: 'EUR', total, status: paid ? 'paid' : 'pending' },
  refunds: refund ? [{ id: 'r', at: dayText(START + day + refund.after), amount: total * refund.part }] : [],
});

/** The tier of each customer at the end of a day: money counts on the day of the order, and is taken back on the day of the refund. */
function tiersOn(orders: readonly Posted[], day: number): Map<string, string> {
  const spent = new Map<string, number>(orders.map(({ customer }) => [customer, 0]));
  for (const { customer, paid, total, refund, ...order } of orders) {
    if (order.day > day) continue;
    // An order that is not paid yet counts as a whole: the customer sees the tier so, too.
    const back = paid && refund && order.day + refund.after <= day ? total * refund.part : 0;
    spent.set(customer, (spent.get(customer) ?? 0) + total - back);
  }
  return new Map([...spent].map(([id, sum]) => [id, TIERS.filter(({ from }) => sum >= from).at(-1)?.id ?? '']));
}

withStores('the segments of tiers', (bench) => {
  const clear = () =>
    bench.query('truncate lojal_orders, lojal_entries, lojal_members, lojal_purchase_days, lojal_customer_products');

  test('random orders: each tier has the customers that the spend of the day says', async () => {
    const compare = async (orders: readonly Posted[], end: number) => {
      await clear();
      const api = ownerApi({ ...bench.store, metrics: createMetricStore(bench.db) }, program);
      await api.orders(orders.map(asOrder));
      const tiers = tiersOn(orders, end - 1);
      const period = `from=${dayText(START - 5)}&until=${dayText(START + end)}`;
      for (const { id } of TIERS) {
        const query = `${period}&segment=${encodeURIComponent(`tier:${id}`)}`;
        const counted = orders.filter(
          (one) => tiers.get(one.customer) === id && one.paid && one.refund?.part !== 1 && one.day < end,
        );
        const { metrics } = await api.get(`owner/metrics?${query}`);
        assert.equal(metrics.orders.value, counted.length, id);
        assert.equal(metrics.customers.value, new Set(counted.map(({ customer }) => customer)).size, id);
        const list = await api.get(`owner/customers?${query}`);
        const expected = [...new Set(counted.map(({ customer }) => customer))].sort();
        assert.deepEqual(list.customers.map((one: { id: string }) => one.id).sort(), expected);
      }
    };
    await fc.assert(
      fc.asyncProperty(fc.array(posted, { minLength: 1, maxLength: 15 }), fc.integer({ min: 1, max: 25 }), compare),
      { numRuns: RUNS },
    );
  });

  test('more customers than a batch are all found, and the tiers of a day are kept for a minute', async () => {
    await clear();
    const api = ownerApi(bench.store, program);
    const order = (i: number) => ({
      customer: `c${i}`,
      day: 1,
      total: i % 2 ? 100 : 99,
      refund: undefined,
      paid: true,
    });
    await api.orders(Array.from({ length: 230 }, (_, i) => asOrder(order(i), i)));
    let now = 0;
    const segments = new TierSegments(bench.db, () => now);
    const size = async () => {
      const rows = await bench.db.execute(await segments.customersOf(loadProgram(program), 'silver-1', '2026-03-20'));
      return (rows as unknown as { rows: unknown[] }).rows.length;
    };
    assert.equal(await size(), 115);
    await api.orders([asOrder(order(1_001), 1_001)]);
    now += 59_000;
    assert.equal(await size(), 115);
    now += 1_000;
    assert.equal(await size(), 116);
  });

  test('a tier that does not exist is refused with the tiers that do', async () => {
    const { status, detail } = await ownerApi(bench.store, program).refused('owner/metrics?segment=tier:platinum');
    assert.equal(status, 422);
    assert.match(detail, /one of bronze, silver-1, g'o:ld/);
    const none = await ownerApi(bench.store, { ...program, tiers: undefined }).refused('owner/rfm?segment=tier:bronze');
    assert.match(none.detail, /no tiers/);
  });
});
