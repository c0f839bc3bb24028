/** What the sender does from time to time: it deletes the log, and compares tiers. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'drizzle-orm';
import { loadProgram } from '../../../src/server/program-source.ts';
import { sweepDeliveries } from '../../../src/server/receivers/sweep-deliveries.ts';
import { mint, nps } from '../samples.ts';
import { withStores } from '../stores.ts';

const json = {
  timeZone: 'Europe/Stockholm',
  currency: 'EUR',
  points: { perUnit: 1 },
  tiers: {
    metric: 'spend',
    period: 'rolling',
    months: 12,
    levels: [
      { id: 'base', name: 'Base', from: 0 },
      { id: 'gold', name: 'Gold', from: 100 },
    ],
  },
};
const loaded = loadProgram(json);

withStores('work from time to time', (bench) => {
  const add = async (url: string) => {
    const outcome = await bench.store.receivers.add(
      { kind: 'standard', url, types: ['lojal.answer.received.v1'] },
      'test',
    );
    assert.ok(typeof outcome === 'object');
    return outcome.receiver.id;
  };
  const left = async () =>
    (await bench.query<{ id: string }>(`select data #>> '{answer,id}' as id from lojal_events order by at, id`)).map(
      ({ id }) => id,
    );

  test('old events, events of answers that are kept for less, and those of a deleted receiver are deleted', async () => {
    const [stays, goes] = [await add('https://hooks.example/1'), await add('https://hooks.example/2')];
    const answers = [nps(), nps(), nps()];
    const [old, week, fresh] = answers.map(({ id }) => id);
    for (const answer of answers) await bench.store.insert(answer as never, mint());
    const age = (id: string | undefined, days: number) =>
      bench.query(`update lojal_events set at = at - interval '${days} days' where data #>> '{answer,id}' = '${id}'`);
    await age(old, 31);
    await age(week, 8);
    await sweepDeliveries(bench.db, undefined);
    assert.deepEqual(await left(), [week, fresh]);
    await sweepDeliveries(bench.db, 'P7D');
    assert.deepEqual(await left(), [fresh]);
    assert.equal((await bench.store.receivers.deliveries(goes)).length, 1);
    await bench.store.receivers.remove(goes, 'test');
    await sweepDeliveries(bench.db, undefined);
    assert.equal((await bench.query('select 1 as one from lojal_deliveries')).length, 1);
    assert.deepEqual(await left(), [fresh]);
    await bench.store.receivers.remove(stays, 'test');
    await sweepDeliveries(bench.db, undefined);
    assert.deepEqual(await left(), []);
    assert.deepEqual(await bench.query('select id from lojal_deliveries'), []);
  });

  test('after February, events of answers go with the answers, not two days later', async () => {
    const receiver = await add('https://hooks.example/5');
    const event = async (id: string, at: string, data: object) => {
      await bench.query(
        `insert into lojal_events (id, type, data, at) values ('${id}', 'x', '${JSON.stringify(data)}', '${at}')`,
      );
      await bench.query(
        `insert into lojal_deliveries (event, receiver, state) values ('${id}', '${receiver}', 'delivered')`,
      );
    };
    await event('older', '2027-02-14T11:59:00Z', { answer: { id: 'older' } });
    await event('newer', '2027-02-14T12:01:00Z', { answer: { id: 'newer' } });
    await event('order', '2027-02-14T11:59:00Z', {});
    const now = sql`timestamptz '2027-03-14 12:00:00Z'`;
    const ids = async () =>
      (await bench.query<{ id: string }>('select id from lojal_events order by id')).map(({ id }) => id);
    await sweepDeliveries(bench.db, undefined, now);
    assert.deepEqual(await ids(), ['newer', 'older', 'order'], 'without a limit they stay for 30 days');
    await bench.store.maintenance.setRetention(1, 'owner');
    await sweepDeliveries(bench.db, 'P24M', now);
    assert.deepEqual(await ids(), ['newer', 'order']);
    await bench.store.maintenance.setRetention(null, 'owner');
    await bench.store.receivers.remove(receiver, 'test');
    await sweepDeliveries(bench.db, undefined);
  });

  test('of each receiver the newest 20,000 stay, and everything that is still to be sent', async () => {
    const [many, few] = [await add('https://hooks.example/3'), await add('https://hooks.example/4')];
    await bench.query(`insert into lojal_events (id, type, data) values ('evt_many', 'lojal.test.v1', '{}')`);
    const fill = (receiver: string, state: string, n: number) =>
      bench.query(
        `insert into lojal_deliveries (event, receiver, state) select 'evt_many', '${receiver}', '${state}' from generate_series(1, ${n})`,
      );
    await fill(many, 'pending', 3);
    await fill(many, 'delivered', 20_005);
    await fill(few, 'failed', 10);
    await sweepDeliveries(bench.db, undefined);
    const counts = await bench.query<{ receiver: string; state: string; n: number }>(
      'select receiver, state, count(*)::int as n from lojal_deliveries group by receiver, state',
    );
    const of = (receiver: string, state: string) =>
      counts.find((one) => one.receiver === receiver && one.state === state)?.n;
    assert.equal(of(many, 'pending'), 3);
    assert.equal(of(many, 'delivered'), 20_000);
    assert.equal(of(few, 'failed'), 10);
  });

  test('tiers that nobody wants to hear of are not kept', async () => {
    await bench.query(`insert into lojal_customer_tiers (customer, tier) values ('c_1', 'gold')`);
    await bench.query(`insert into lojal_tier_checks (customer, seq) values ('c_1', 1)`);
    await sweepDeliveries(bench.db, undefined);
    assert.deepEqual(await bench.query('select customer from lojal_customer_tiers'), []);
    assert.deepEqual(await bench.query('select customer from lojal_tier_checks'), []);
  });

  const listen = async () => {
    const outcome = await bench.store.receivers.add(
      { kind: 'standard', url: 'https://hooks.example/tiers', types: ['lojal.tier.changed.v1'] },
      'test',
    );
    assert.ok(typeof outcome === 'object');
  };
  const order = (customer: string, total: number) => {
    const id = mint();
    const body = { id, customer, at: '2026-02-03', currency: 'EUR', total, status: 'paid' as const };
    return bench.store.ledger.changeOrders(loaded.program, [{ id, customer, apply: () => body }], '2026-11-01');
  };

  // Here and not beside the other events: an endpoint compares tiers by itself, with the day of today.
  test('time changes a tier: one event, also where two processes compare', async () => {
    await listen();
    const [customer, stays] = [mint(), mint()];
    await order(customer, 100);
    const compare = (today: string) => bench.store.receivers.recordTierChanges(loaded, today);
    const told = async () =>
      (
        await bench.query<{ customer: string; data: unknown }>('select customer, data from lojal_events order by at')
      ).filter((one) => one.customer === customer || one.customer === stays);
    await compare('2026-11-01');
    assert.deepEqual(await told(), [{ customer, data: { from: 'base', to: 'gold' } }]);
    await order(stays, 20);
    await compare('2026-11-01');
    await compare('2026-11-02');
    assert.equal((await told()).length, 1);
    await Promise.all([compare('2027-03-01'), compare('2027-03-01'), compare('2027-03-01')]);
    await compare('2027-03-02');
    assert.deepEqual((await told()).slice(1), [{ customer, data: { from: 'gold', to: 'base' } }]);
    // Other rules, on the same day.
    const generous = loadProgram({
      ...json,
      tiers: {
        ...json.tiers,
        period: 'lifetime',
        levels: [json.tiers.levels[0], { id: 'gold', name: 'Gold', from: 10 }],
      },
    });
    await bench.store.receivers.recordTierChanges(generous, '2027-03-02');
    assert.deepEqual(
      (await told()).slice(2).map(({ data }) => data),
      Array(2).fill({ from: 'base', to: 'gold' }),
    );
  });
});
