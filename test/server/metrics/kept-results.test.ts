/**
 * Metrics are kept until their data change. Random histories through two processes: both always give what a process that keeps nothing
 * gives. `RUNS=300` is the full run; a failure prints its seed.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { connectServer } from '../../../src/server/db/connect.ts';
import { createStore, type Store } from '../../../src/server/db/store.ts';
import { createMetricStore } from '../../../src/server/metrics/metric-store.ts';
import { sweepMetricChanges } from '../../../src/server/metrics/result-cache.ts';
import { mint, nps } from '../samples.ts';
import { type Bench, openConnection, withStores } from '../stores.ts';
import { ownerApi } from './owner-api.ts';

const RUNS = Number(process.env.RUNS ?? 6);
const program = { currency: 'EUR', timeZone: 'Europe/Stockholm', points: { perUnit: 1 } };
const TABLES = [
  'answers',
  'orders',
  'entries',
  'members',
  'purchase_days',
  'customer_products',
  'erased',
  'erased_subjects',
];
const MARCH = ['2026-03-01', '2026-04-01'] as const;

const day = (n: number) => new Date(Date.parse('2026-03-20') + n * 86_400_000).toISOString().slice(0, 10);
const customer = fc.constantFrom('a', 'b', 'c');
const step = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      what: fc.constant('order' as const),
      id: fc.nat({ max: 8 }),
      customer,
      day: fc.nat({ max: 40 }),
      cents: fc.nat({ max: 5_000 }),
      refunded: fc.constantFrom(0, 0, 0, 0.5, 1),
      status: fc.constantFrom('paid', 'paid', 'paid', 'cancelled'),
      products: fc.subarray(['p1', 'p2', 'p3']),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      what: fc.constant('answer' as const),
      // Midnight in Stockholm is 22:00 or 23:00 in UTC.
      time: fc.record({ day: fc.nat({ max: 40 }), hour: fc.constantFrom(12, 21, 22, 23) }),
      score: fc.nat({ max: 10 }),
      customer: fc.option(customer, { nil: undefined }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('cost' as const), customer, cost: fc.nat({ max: 9 }) }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('erase' as const), customer }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('sweep' as const), all: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('rebuild' as const) }) },
);
type Step = typeof step extends fc.Arbitrary<infer One> ? One : never;

/** The same database in another process. */
const another = async ({ databaseUrl, db }: Bench): Promise<Store> =>
  createStore(databaseUrl === undefined ? openConnection(db) : await connectServer(databaseUrl));

withStores('kept metrics', (bench) => {
  const clear = () => bench.query(`truncate ${TABLES.map((name) => `lojal_${name}`).join(', ')} cascade`);
  // Not over HTTP: each request of a new process would start a thread for the forecast.
  const read = async ({ metrics }: Store, [from, until]: readonly [string, string]) => {
    const scope = { from, until, timeZone: program.timeZone };
    const all = await metrics.compute(scope, { questions: ['nps'] });
    return {
      ...{ ...all, scores: await metrics.scores(scope, ['nps']), totals: await metrics.totals(scope) },
      ...{ life: await metrics.life(scope), states: await metrics.states(scope), gaps: await metrics.gaps(scope) },
      ...{ cohorts: await metrics.cohorts(scope, '2026-01-01'), lapsing: await metrics.lapsing(scope, 20, 9) },
      ...{ activity: await metrics.activity(scope), rfm: await metrics.rfm(scope) },
    };
  };

  const setCost = (customer: string, cost: number) =>
    bench.query(
      `insert into lojal_members (customer, cost) values ('${customer}', ${cost}) on conflict (customer) do update set cost = excluded.cost`,
    );

  async function apply(store: Store, one: Step): Promise<void> {
    if (one.what === 'order') {
      const { id, customer, cents, refunded, status, products } = one;
      const at = day(one.day);
      const amount = Math.floor(cents * refunded) / 100;
      await ownerApi(store, program).orders([
        {
          ...{ id: `o${id}`, customer, at, currency: 'EUR', total: cents / 100, status },
          refunds: amount > 0 ? [{ id: 'r', at, amount }] : [],
          lines: products.map((product) => ({ product, quantity: 1, total: 0 })),
        },
      ]);
    } else if (one.what === 'answer') {
      const time = `${day(one.time.day)}T${one.time.hour}:30:00Z`;
      const event = { ...nps({ score: one.score }, { time }), subject: one.customer };
      // What an erased customer wrote before is refused.
      const outcome = await store.insert(JSON.parse(JSON.stringify(event)) as never, mint());
      assert.ok(outcome === 'stored' || outcome === 'erased', outcome);
    } else if (one.what === 'cost') await setCost(one.customer, one.cost);
    else if (one.what === 'erase') await store.erase(one.customer);
    else if (one.what === 'rebuild') await store.metrics.rebuild();
    else {
      if (one.all) await bench.query(`update lojal_metric_changes set at = at - interval '1 day'`);
      await sweepMetricChanges(bench.db);
    }
  }

  test('random histories: two processes give what a process that keeps nothing gives', async () => {
    const other = await another(bench);
    const period = fc.tuple(fc.nat({ max: 42 }), fc.integer({ min: 1, max: 25 }));
    const compare = async (steps: readonly Step[], periods: readonly (readonly [number, number])[]) => {
      await clear();
      const all = periods.map(([end, length]) => [day(end - length), day(end)] as const);
      for (const [i, one] of steps.entries()) {
        await apply(i % 2 ? other : bench.store, one);
        const period = all[i % all.length] ?? MARCH;
        const expected = await read({ ...bench.store, metrics: createMetricStore(bench.db) }, period);
        assert.deepEqual(await read(bench.store, period), expected, `${JSON.stringify(one)} ${period}`);
        assert.deepEqual(await read(other, period), expected, `the other process: ${JSON.stringify(one)} ${period}`);
      }
    };
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 5, maxLength: 12 }),
        fc.array(period, { minLength: 1, maxLength: 2 }),
        compare,
      ),
      { numRuns: RUNS },
    );
    await other.close();
  });

  /** Changes a purchase day behind the back of the triggers, so that numbers that are kept differ from numbers that are computed. */
  const tamper = async () => {
    await bench.query('alter table lojal_purchase_days disable trigger lojal_purchase_days_update');
    await bench.query('update lojal_purchase_days set net = net + 1');
    await bench.query('alter table lojal_purchase_days enable trigger lojal_purchase_days_update');
  };
  const order = (id: string, at: string, total: number, customer = 'a') =>
    ownerApi(bench.store, program).orders([{ id, customer, at, currency: 'EUR', total, status: 'paid' }]);
  const revenue = async (until: string = MARCH[1]) => {
    return (await read(bench.store, [MARCH[0], until])).estimates.revenue.value;
  };

  test('an order of a later day keeps the numbers of a closed period, an order of the period does not', async () => {
    await clear();
    await order('o1', '2026-03-05', 10);
    assert.equal(await revenue(), 1_000);
    await tamper();
    // The next purchase of the same customer changes the row of the former one.
    await order('o2', '2026-04-01', 20);
    await order('o3', '2026-04-01', 30);
    assert.equal(await revenue(), 1_000);
    await sweepMetricChanges(bench.db);
    assert.equal(await revenue(), 1_000);
    assert.equal(await revenue('2026-04-02'), 6_001);
    await order('o4', '2026-03-31', 40);
    assert.equal(await revenue(), 5_001);
  });

  test('each answer of a period counts at once, and each change of an answer', async () => {
    await clear();
    const event = nps({ score: 9 }, { time: '2026-03-31T21:59:59Z', subject: 'a' });
    const score = async () => (await read(bench.store, MARCH)).estimates.nps.value;
    assert.equal(await score(), null);
    await bench.store.insert(event as never, mint());
    assert.equal(await score(), 100);
    await bench.store.insert({ ...event, data: { ...event.data, score: 0, revision: 2 } } as never, mint());
    assert.equal(await score(), -100);
    await bench.store.erase('a');
    assert.equal(await score(), null);
  });

  test('old changes are merged by day, and numbers of a closed period are kept all the same', async () => {
    await clear();
    await order('o1', '2026-03-05', 10);
    assert.equal(await revenue(), 1_000);
    await tamper();
    const age = async () => {
      await bench.query(`update lojal_metric_changes set at = at - interval '1 day'`);
      await sweepMetricChanges(bench.db);
    };
    for (const [i, at] of ['2026-04-01', '2026-04-02', '2026-04-01'].entries()) {
      await order(`later${i}`, at, 20, 'b');
      await age();
    }
    assert.equal(await revenue(), 1_000);
    const each = 'select kind, moment, count(*) from lojal_metric_changes';
    assert.deepEqual(await bench.query(`${each} where not is_merged group by 1, 2`), []);
    assert.deepEqual(await bench.query(`${each} group by 1, 2 having count(*) > 1`), []);
    await order('o2', '2026-03-31', 40);
    await age();
    assert.equal(await revenue(), 5_001);
  });

  test('a database that was restored keeps numbers again, although its former transactions have higher numbers', async () => {
    await clear();
    await order('o1', '2026-03-05', 10);
    await bench.query(
      `insert into lojal_metric_changes values ('9000000000', 'purchase', '2026-01-01', now() - interval '1 day', true)`,
    );
    await sweepMetricChanges(bench.db);
    assert.equal(await revenue(), 1_000);
    await tamper();
    assert.equal(await revenue(), 1_000);
    await order('o2', '2026-03-06', 20);
    assert.equal(await revenue(), 3_001);
  });

  test('an order that is written while the numbers are read counts from its commit', async () => {
    // An embedded database has one connection.
    if (bench.databaseUrl === undefined) return;
    await clear();
    await order('o1', '2026-03-05', 10);
    let committed: Promise<void> = Promise.resolve();
    let open: () => void = () => {};
    const written = new Promise<void>((resolve) => {
      committed = bench.db.transaction(async (tx) => {
        await tx.execute(sql`update lojal_purchase_days set net = net + 500`);
        resolve();
        await new Promise<void>((end) => {
          open = end;
        });
      });
    });
    await written;
    assert.equal(await revenue(), 1_000);
    // Later transactions commit first.
    await order('o2', '2026-05-05', 10, 'b');
    assert.equal(await revenue(), 1_000);
    open();
    await committed;
    assert.equal(await revenue(), 1_500);
  });
});
