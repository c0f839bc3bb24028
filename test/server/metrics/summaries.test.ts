/**
 * Random histories of orders, posted over HTTP: the summaries equal a rebuild, and the metrics equal a slow second program. `RUNS=1000`
 * is the full run; a failure prints its seed.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { repurchaseWithin } from '../../../src/metrics/kaplan-meier.ts';
import { upsellShare } from '../../../src/metrics/loyalty-index.ts';
import { histogramOf, percentileOf } from '../../../src/metrics/percentile.ts';
import { reactivatedCount, retentionEstimate } from '../../../src/metrics/retained.ts';
import { sweepPurchaseGaps } from '../../../src/server/metrics/purchase-gaps.ts';
import { close } from '../../metrics/close.ts';
import {
  activityOf,
  buyers,
  dayNumber,
  dayText,
  gapsOf,
  lapsingOf,
  lifeTable,
  type OracleOrder,
  productsOf,
  purchaseDays,
  retentionOf,
  rfmOf,
  statesOf,
} from '../../metrics/purchase-oracle.ts';
import { type Bench, withStores } from '../stores.ts';
import { ownerApi } from './owner-api.ts';

const RUNS = Number(process.env.RUNS ?? 12);
const ZONE = 'Europe/Stockholm';
const program = { currency: 'EUR', timeZone: ZONE, points: { perUnit: 1 } };
const TABLES = ['orders', 'entries', 'members', 'purchase_days', 'customer_products'].map((name) => `lojal_${name}`);

/** Days around a change of the clocks, and a year before. `late`: minutes after midnight in Stockholm, which is the day before in UTC. */
const posted = fc.record({
  id: fc.integer({ min: 0, max: 24 }),
  customer: fc.constantFrom('a', 'b', 'ü"\\', "o'c", 'd'),
  day: fc
    .oneof(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 420 }))
    .map((n) => dayNumber('2025-01-20') + n),
  late: fc.boolean(),
  cents: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 90_000 })),
  refunds: fc.array(fc.integer({ min: 1, max: 100 }), { maxLength: 2 }),
  status: fc.constantFrom('paid', 'paid', 'paid', 'pending', 'cancelled'),
  products: fc.array(fc.constantFrom('p1', 'p2', 'p"3', 'P4', 'ä', 'p5'), { maxLength: 3 }),
});
type Posted = typeof posted extends fc.Arbitrary<infer Order> ? Order : never;

function asOrder({ id, customer, day, late, cents, refunds, status, products }: Posted) {
  const paid = refunds.map((part, i) => ({
    id: `r${i}`,
    at: dayText(day),
    amount: Math.floor((cents * part) / 200) / 100,
  }));
  // 00:30 in Stockholm is 22:30 or 23:30 of the day before in UTC.
  const at = late ? localMoment(day) : dayText(day);
  return {
    id: `o${id}`,
    customer,
    at,
    currency: 'EUR',
    total: cents / 100,
    status,
    refunds: paid,
    lines: products.map((product, i) => ({ product, quantity: i + 1, total: 0 })),
  };
}

/** Half past midnight of a day in Stockholm, in UTC. */
function localMoment(day: number): string {
  for (const offset of [1, 2]) {
    const moment = new Date(day * 86_400_000 + (0.5 - offset) * 3_600_000);
    if (new Intl.DateTimeFormat('sv', { timeZone: ZONE }).format(moment) === dayText(day)) return moment.toISOString();
  }
  throw new Error('no such moment');
}

function asOracle({ customer, day, cents, refunds, status, products }: Posted): OracleOrder {
  const refunded = refunds.reduce((sum, part) => sum + Math.round((Math.floor((cents * part) / 200) / 100) * 100), 0);
  return {
    customer,
    day: dayText(day),
    cents,
    refunded,
    units: products.reduce((sum, _, i) => sum + i + 1, 0) || 1,
    products,
    isCancelled: status !== 'paid',
  };
}

async function summaries({ query }: Bench) {
  return {
    days: await query<Record<string, unknown>>(
      'select * from (select *, day::text as d, first::text as f, previous::text as p, next::text as n from lojal_purchase_days) all_days order by customer, d',
    ),
    products: await query(
      'select customer, product, day::text as day, nth from lojal_customer_products order by customer, product',
    ),
  };
}

/** The roll-up of the purchase days, and what it must be. */
async function rollUps({ query }: Bench) {
  const of = (rows: string) =>
    query(
      `select day::text as day, next::text as next, is_first, sum(customers)::int as customers, sum(orders)::int as orders,
         sum(net)::int as net from (${rows}) gaps group by 1, 2, 3 having sum(customers) <> 0 order by 1, 2, 3`,
    );
  return {
    kept: await of('select * from lojal_purchase_gaps union all select * from lojal_purchase_gap_changes'),
    counted: await of(
      `select day, coalesce(next, 'infinity') as next, nth = 1 as is_first, 1 as customers, orders, net from lojal_purchase_days`,
    ),
  };
}

withStores('the summaries of the metrics', (bench) => {
  test('random histories: equal to a rebuild and to a slow second program', async () => {
    const api = ownerApi(bench.store, program);
    const compare = async (given: readonly (readonly Posted[])[], isInOrder: boolean, edge: number, length: number) => {
      // In the order of their days, as in a shop, or in any order.
      const all = given.flat().sort((a, b) => a.day - b.day);
      const batches = isInOrder ? all.map((order, i) => [{ ...order, id: i }]) : given;
      await bench.query(`truncate ${TABLES.join(', ')}`);
      const now = new Map<number, Posted>();
      for (const batch of batches) {
        // One by one, too: most shops post each order.
        if (batch.length < 7) for (const order of batch) await api.orders([asOrder(order)]);
        else await api.orders(batch.map(asOrder));
        for (const order of batch) now.set(order.id, order);
        const { kept, counted } = await rollUps(bench);
        assert.deepEqual(kept, counted);
        if (edge % 2) await sweepPurchaseGaps(bench.db);
      }
      const orders = [...now.values()].map(asOracle);
      const kept = await summaries(bench);
      await bench.store.metrics.rebuild();
      assert.deepEqual(await summaries(bench), kept);
      await bench.query('truncate lojal_purchase_days, lojal_customer_products');
      await bench.store.metrics.rebuild();
      assert.deepEqual(await summaries(bench), kept);
      if (length % 2) await sweepPurchaseGaps(bench.db);
      const rollUp = await rollUps(bench);
      assert.deepEqual(rollUp.kept, rollUp.counted);

      const days = purchaseDays(orders);
      assert.equal(kept.days.length, [...days.values()].flat().length);
      // Periods that end before, on and after a purchase.
      const until = (all[edge % all.length]?.day ?? 0) + (edge % 3) - 1;
      const from = until - length;
      const query = `from=${dayText(from)}&until=${dayText(until)}`;
      const { metrics } = await api.get(`owner/metrics?${query}`);
      const inPeriod = [...days.values()].flat().filter(({ day }) => day >= from && day < until);
      const sum = (key: 'orders' | 'net') => inPeriod.reduce((total, one) => total + one[key], 0);
      close(
        [metrics.orders.value, metrics.revenue.value, metrics.customers.value],
        [sum('orders'), sum('net'), buyers(days, from, until).size],
        0,
      );
      const retention = retentionOf(days, from, until, length);
      close(metrics.retention.value, retentionEstimate(retention).value, 1e-12);
      close(metrics.reactivated.value, reactivatedCount(retention), 0);
      const narrow = retentionOf(days, from, until, 9);
      const windowed = (await api.get(`owner/metrics?${query}&window=9`)).metrics;
      close(
        [windowed.retention.value, windowed.reactivated.value],
        [retentionEstimate(narrow).value, reactivatedCount(narrow)],
        1e-12,
      );
      const { rows, longest } = lifeTable(days, until);
      close(metrics.repurchase90, repurchaseWithin(rows, 90, longest), 1e-12);
      close(metrics.upsellShare, upsellShare(productsOf(orders, until)), 1e-12);
      close(metrics.gapMedian.value, percentileOf(histogramOf(gapsOf(days, from, until)), 0.5), 1e-12);
      const values = statesOf(days, until).map(({ net }) => net);
      close(metrics.valueMedian.value, percentileOf(histogramOf(values), 0.5), 1e-12);
      const late = lapsingOf(days, until);
      if (metrics.lapsing.reason === undefined) close(metrics.lapsing.value, late.length, 0);
      const list = await api.get(`owner/lapsing?${query}`);
      assert.deepEqual(list.customers.map(({ id }: { id: string }) => id).sort(), late.sort());
      const activity = activityOf(days, until, 30);
      if (metrics.mau.reason === undefined)
        close([metrics.mau.value, metrics.dau.value], [activity.monthly, activity.meanDaily], 1e-12);
      const rfm = await api.get(`owner/rfm?${query}`);
      const expected = new Map<string, number>();
      for (const { segment } of rfmOf(days, until)) expected.set(segment, (expected.get(segment) ?? 0) + 1);
      for (const { segment, customers } of rfm.segments) assert.equal(customers, expected.get(segment) ?? 0, segment);
    };
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(posted, { minLength: 1, maxLength: 12 }), { minLength: 1, maxLength: 4 }),
        fc.boolean(),
        fc.nat({ max: 999 }),
        fc.integer({ min: 1, max: 120 }),
        compare,
      ),
      { numRuns: RUNS },
    );
  });

  test('erasing a customer erases the summaries, and an order that moves takes its day along', async () => {
    await bench.query(`truncate ${TABLES.join(', ')}`);
    const api = ownerApi(bench.store, program);
    const order = { currency: 'EUR', total: 10, status: 'paid', lines: [{ product: 'p', quantity: 1, total: 10 }] };
    const first = { ...order, id: 'o1', customer: 'a', at: '2026-03-01' };
    await api.orders([first, { ...order, id: 'o2', customer: 'a', at: '2026-03-09' }]);
    await api.orders([{ ...first, customer: 'b', at: '2026-03-05' }]);
    const rows = () =>
      bench.query('select customer, day::text as day, nth, next::text as next from lojal_purchase_days order by 1, 2');
    assert.deepEqual(await rows(), [
      { customer: 'a', day: '2026-03-09', nth: 1, next: null },
      { customer: 'b', day: '2026-03-05', nth: 1, next: null },
    ]);
    await bench.store.erase('a');
    await sweepPurchaseGaps(bench.db);
    const left = await bench.query('select day::text as day, customers::int as customers from lojal_purchase_gaps');
    assert.deepEqual(left, [{ day: '2026-03-05', customers: 1 }], 'nothing is left of the erased customer');
    assert.deepEqual(await bench.query('select from lojal_purchase_gap_changes'), []);
    assert.deepEqual(await rows(), [{ customer: 'b', day: '2026-03-05', nth: 1, next: null }]);
    const products = await bench.query<{ customer: string }>('select customer from lojal_customer_products');
    assert.deepEqual(
      products.map(({ customer }) => customer),
      ['b'],
    );
  });

  test('two orders on the first day, and a period that ends on the day of a purchase', async () => {
    await bench.query(`truncate ${TABLES.join(', ')}`);
    const api = ownerApi(bench.store, program);
    const order = (id: string, at: string, total: number, quantity: number) =>
      api.orders([
        {
          id,
          customer: 'a',
          at,
          currency: 'EUR',
          total,
          status: 'paid',
          lines: [{ product: id, quantity, total, cost: 0.1 }],
        },
      ]);
    await order('o1', '2026-03-01', 10, 0.1);
    await order('o2', '2026-03-01', 5, 0.2);
    await order('o3', '2026-03-11', 7, 1);
    const days = await bench.query(
      'select day::text as day, orders, units::text, cost::text, net::integer, first_net::integer as first, total::integer from lojal_purchase_days order by day',
    );
    assert.deepEqual(days, [
      { day: '2026-03-01', orders: 2, units: '0.3', cost: '0.2', net: 1500, first: 1500, total: 1500 },
      { day: '2026-03-11', orders: 1, units: '1', cost: '0.1', net: 700, first: 1500, total: 2200 },
    ]);
    const products = await bench.query('select product, nth from lojal_customer_products order by product');
    assert.deepEqual(products, [
      { product: 'o1', nth: 1 },
      { product: 'o2', nth: 2 },
      { product: 'o3', nth: 3 },
    ]);
    // The purchase of the 11th is not known on the 10th.
    const curve = async (until: string) => bench.store.metrics.life({ from: '2026-03-01', until, timeZone: ZONE });
    assert.deepEqual(await curve('2026-03-11'), { rows: [{ days: 9, bought: 0, censored: 1 }], longest: 9 });
    assert.deepEqual(await curve('2026-03-12'), { rows: [{ days: 10, bought: 1, censored: 0 }], longest: 10 });
    const { metrics } = await api.get('owner/metrics?from=2026-03-01&until=2026-03-11');
    assert.deepEqual([metrics.orders.value, metrics.revenue.value, metrics.gapMean.reason], [2, 1500, 'one_purchase']);
  });

  test('many requests at once leave exact summaries', async () => {
    await bench.query(`truncate ${TABLES.join(', ')}`);
    const api = ownerApi(bench.store, program);
    const post = (i: number) =>
      api.orders([
        {
          id: `o${i % 20}`,
          customer: `c${i % 3}`,
          at: `2026-02-${10 + (i % 7)}`,
          currency: 'EUR',
          total: i,
          status: i % 5 ? 'paid' : 'cancelled',
        },
        {
          id: `p${i % 20}`,
          customer: `c${(i + 1) % 3}`,
          at: `2026-02-${10 + (i % 5)}`,
          currency: 'EUR',
          total: i,
          status: 'paid',
        },
      ]);
    await Promise.all(Array.from({ length: 40 }, (_, i) => post(i)));
    const kept = await summaries(bench);
    assert.ok(kept.days.length > 3);
    await bench.store.metrics.rebuild();
    assert.deepEqual(await summaries(bench), kept);
  });
});
