/**
 * The primary of a PostgreSQL with a synchronous standby is killed while orders, redemptions and answers arrive, and the address
 * moves to the standby: nothing that was confirmed is lost, and nothing is booked twice.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { createEndpoint, openStore } from '../../src/server/index.ts';
import { canTestPostgres, findBinaries } from '../helpers/postgres.ts';
import { type PostgresPair, startPostgresPair } from '../helpers/postgres-pair.ts';
import { KEY, mint, nps } from './samples.ts';
import type { ProblemBody } from './stores.ts';
import { identity, sign } from './tokens.ts';

const SHOP = 'shop-key-of-the-tests-0123456789ab';
const BASE = 'https://api.example/apps/lojal';
const CUSTOMERS = 12;
/** What each customer has at first: enough for every redemption. */
const FIRST = 5_000;
const REWARD = 3;
/** The server has 10 connections for customers. Some of its requests have to wait for one. */
const WORKERS = 12;
const program = { currency: 'EUR', rewards: [{ id: 'r', name: 'R', points: REWARD, kind: 'discount', value: 1 }] };
const below = (n: number) => Math.floor(Math.random() * n);

/** The rows of a query. */
async function rows(databaseUrl: string, query: string): Promise<readonly Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  return (await client.query(query).finally(() => client.end())).rows;
}

async function failOver(pair: PostgresPair): Promise<void> {
  await assert.rejects(
    openStore({ databaseUrl: pair.standbyUrl }),
    /^Error: The database cannot be opened: .*read-only/,
  );
  const store = await openStore({ databaseUrl: pair.databaseUrl });
  // Counting requests needs a table that a standby does not have.
  const rate = { burst: 100_000, perMinute: 100_000 };
  const handler = createEndpoint({
    store,
    program,
    identity,
    ownerKey: KEY,
    shopKey: SHOP,
    limits: { subject: rate },
    log: () => undefined,
  });
  const request = (method: string, path: string, key: string, body?: object) =>
    handler(
      new Request(`${BASE}/${path}`, {
        method,
        headers: {
          'content-type': path === 'answers' ? 'text/plain' : 'application/json',
          ...(key && { authorization: `Bearer ${key}` }),
        },
        ...(body && { body: JSON.stringify(body) }),
      }),
    );
  try {
    const customers = Array.from({ length: CUSTOMERS }, mint);
    const tokens = new Map(await Promise.all(customers.map(async (one) => [one, await sign({ sub: one })] as const)));
    /** What has been confirmed of each customer: the points, and the ids of the orders. */
    const confirmed = new Map(customers.map((one) => [one, { points: 0, orders: [] as string[] }]));
    const answers: string[] = [];
    const codes = new Set<string>();
    let refused = 0;
    let over = false;
    /** When the last request that was confirmed had been sent, for each worker. */
    const since: number[] = Array(WORKERS).fill(0);

    /** Sends a request until it is confirmed, as shops and browsers do. */
    async function deliver(worker: number, ...of: Parameters<typeof request>): Promise<Response> {
      for (;;) {
        const sent = performance.now();
        const response = await request(...of);
        if (response.ok) {
          since[worker] = sent;
          return response;
        }
        const { detail } = (await response.json()) as ProblemBody;
        assert.equal(response.status, 503, `${of[0]} ${of[1]}: ${detail}`);
        assert.equal(response.headers.get('retry-after'), '10');
        refused++;
        await pause(20 + below(80));
      }
    }
    async function buy(worker: number, customer: string, total: number): Promise<void> {
      const known = confirmed.get(customer);
      const lines = [{ product: `p${below(5)}`, quantity: 1, total }];
      const order = { id: mint(), customer, at: '2026-02-03', currency: 'EUR', total, lines };
      await deliver(worker, 'POST', 'orders', SHOP, { ...order, status: 'pending' });
      await deliver(worker, 'POST', 'orders', SHOP, { ...order, status: 'paid' });
      known?.orders.push(order.id);
      if (known) known.points += total;
      if (below(2)) return;
      const refunds = [{ id: 'r', at: '2026-02-04', amount: 1 }];
      await deliver(worker, 'POST', 'orders', SHOP, { ...order, status: 'paid', refunds });
      if (known) known.points -= 1;
    }
    const doing = [
      (worker: number, customer: string) => buy(worker, customer, 10 + below(90)),
      async (worker: number, customer: string) => {
        const body = { id: mint(), reward: 'r' };
        const response = await deliver(worker, 'POST', 'redemptions', tokens.get(customer) ?? '', body);
        const { code } = (await response.json()) as { code: string };
        assert.ok(!codes.has(code), 'no code twice');
        codes.add(code);
        const known = confirmed.get(customer);
        if (known) known.points -= REWARD;
      },
      async (worker: number, subject: string) => {
        const answer = nps({}, { subject });
        await deliver(worker, 'POST', 'answers', tokens.get(subject) ?? '', answer);
        answers.push(answer.id);
      },
    ];

    await Promise.all(customers.map((customer) => buy(0, customer, FIRST)));
    const workers = Array.from({ length: WORKERS }, async (_, worker) => {
      while (!over) {
        await doing[below(doing.length)]?.(worker, customers[below(CUSTOMERS)] as string);
        await pause(30);
      }
    });
    const trouble = async () => {
      const until = async (what: string, isTrue: () => boolean, seconds = 20) => {
        for (const end = performance.now() + seconds * 1_000; !isTrue(); await pause(10))
          assert.ok(performance.now() < end, what);
      };
      await until('the workers work', () => answers.length > 20 && codes.size > 20);
      const exported = await (await request('GET', 'answers', KEY)).text();
      const cursor = (JSON.parse(exported.trim().split('\n').at(-1) ?? '') as { lojalcursor: string }).lojalcursor;
      await pair.killPrimary();
      await until('requests are refused while nobody is there', () => refused > WORKERS / 2);
      pair.moveAddress();
      const { status } = await request('GET', 'health', '');
      assert.equal(status, 503, 'a standby cannot store');
      const before = refused;
      await until('the standby refuses requests', () => refused > before);
      await pair.promote();
      const promoted = performance.now();
      await until('orders are confirmed again', () => since.some((sent) => sent > promoted));
      const first = performance.now() - promoted;
      await until('all requests are confirmed again', () => since.every((sent) => sent > promoted));
      const all = performance.now() - promoted;
      return { exported, cursor, first: first / 1_000, all: all / 1_000 };
    };
    const [{ exported, cursor, first, all }] = await Promise.all([
      trouble().finally(() => {
        over = true;
      }),
      ...workers,
    ]);
    assert.ok(all < 12, `${all} s until each request was confirmed`);
    console.log(
      `failover: ${refused} requests refused; after the promotion the first was confirmed in ${first.toFixed(1)} s, all in ${all.toFixed(1)} s`,
    );

    for (const [customer, { points, orders }] of confirmed) {
      const response = await request('GET', 'account', tokens.get(customer) ?? '');
      const { ledger } = (await response.json()) as { ledger: { id: string; kind: string; points: number }[] };
      assert.equal(new Set(ledger.map(({ id }) => id)).size, ledger.length, 'each entry once');
      const booked = ledger.filter(({ kind }) => kind === 'order').map(({ id }) => id);
      assert.deepEqual(booked.sort(), orders.map((id) => `order:${id}`).sort());
      const balance = ledger.reduce((sum, { kind, points }) => sum + (kind === 'order' ? points : -points), 0);
      assert.equal(balance, points);
    }
    const stored = await rows(pair.standbyUrl, 'select id from lojal_answers');
    assert.deepEqual(stored.map(({ id }) => id).sort(), [...answers].sort(), 'each answer once');
    const issued = await rows(pair.standbyUrl, 'select code from lojal_redemptions');
    assert.deepEqual(issued.map(({ code }) => code).sort(), [...codes].sort(), 'each code once');
    const later = await (await request('GET', `answers?since=${cursor}`, KEY)).text();
    for (const id of answers)
      assert.ok(exported.includes(id) || later.includes(id), 'a reader that goes on misses no answer');

    const orders = [...confirmed.values()].reduce((sum, one) => sum + one.orders.length, 0);
    const counted = await request('GET', 'owner/metrics?from=2026-02-01&until=2026-03-01', KEY);
    const { metrics } = (await counted.json()) as { metrics: Record<string, { value: number }> };
    assert.equal(metrics.orders?.value, orders);
    const summaries = () =>
      Promise.all(
        ['purchase_days', 'customer_products'].map((name) =>
          rows(pair.standbyUrl, `select to_jsonb(one) as row from lojal_${name} one order by to_jsonb(one)::text`),
        ),
      );
    const kept = await summaries();
    assert.ok(
      kept.every(({ length }) => length > CUSTOMERS / 2),
      'there are numbers',
    );
    await store.metrics.rebuild();
    assert.deepEqual(await summaries(), kept, 'the numbers of the owner equal a rebuild');
  } finally {
    await store.close();
  }
}

if (canTestPostgres() && findBinaries())
  test('a failover to a synchronous standby loses and doubles nothing, and needs no restart', async () => {
    const pair = await startPostgresPair();
    await failOver(pair).finally(pair.stop);
  });
