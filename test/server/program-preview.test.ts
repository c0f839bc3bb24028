/** The preview of a changed program, compared with what happens when the program is saved. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseAccount } from '../../src/config/account-reader.ts';
import { parseProgram } from '../../src/config/program-reader.ts';
import type { ProgramEffect } from '../../src/loyalty/preview-program.ts';
import { snapshot } from '../../src/loyalty/snapshot.ts';
import { createEndpoint, type Handler } from '../../src/server/index.ts';
import { nextDay } from '../loyalty/oracle.ts';
import { KEY } from './samples.ts';
import { noErrors, withStores } from './stores.ts';
import { identity, sign } from './tokens.ts';

const SHOP = 'shop-key-of-the-tests-0123456789ab';
const BASE = 'https://api.example/apps/lojal';
/** The programs of these tests have no time zone: their day is that of UTC. */
const utcDay = () => new Date().toISOString().slice(0, 10);

const level = fc.record({
  from: fc.constantFrom(0, 20, 50, 90, 150),
  times: fc.constantFrom(1, 2),
});
const programs = fc
  .record({
    perUnit: fc.constantFrom<number>(1, 2.5),
    value: fc.option(fc.constantFrom(0.01, 0.015), { nil: undefined, freq: 4 }),
    expire: fc.option(fc.constantFrom('P30D', 'P12M'), { nil: undefined }),
    available: fc.option(fc.constant('P14D'), { nil: undefined }),
    counts: fc.subarray(['tax', 'shipping']),
    metric: fc.constantFrom('spend', 'points', 'orders'),
    period: fc.constantFrom('lifetime', 'rolling'),
    levels: fc.uniqueArray(level, { selector: ({ from }) => from, minLength: 1, maxLength: 3 }),
  })
  .map(({ expire, available, metric, period, levels, ...points }) => ({
    points: {
      ...points,
      ...(expire && { expire: { after: expire } }),
      ...(available && { available: { after: available } }),
    },
    tiers: {
      metric,
      period,
      levels: levels
        .sort((a, b) => a.from - b.from)
        .map((one, i) => ({ id: `l${i}`, name: `L${i}`, ...one, from: metric === 'orders' ? i * 2 : one.from })),
    },
  }));
const orders = fc.array(
  fc.record({
    customer: fc.integer({ min: 0, max: 11 }).map((n) => `c${n}`),
    days: fc.oneof(fc.constantFrom(0, 1), fc.integer({ min: 0, max: 500 })),
    total: fc.integer({ min: 0, max: 9_000 }).map((n) => n / 100),
    part: fc.constantFrom(0, 0, 0.3, 1),
    status: fc.constantFrom('paid', 'paid', 'paid', 'pending', 'cancelled'),
  }),
  { minLength: 5, maxLength: 60 },
);

withStores('the preview of a program', (bench) => {
  const endpoint = () =>
    createEndpoint({ store: bench.store, ownerKey: KEY, shopKey: SHOP, identity, limits: false, log: noErrors });
  const send = async (handler: Handler, method: string, path: string, body: unknown, headers: object = {}) => {
    const key = path === 'orders' ? SHOP : KEY;
    const response = await handler(
      new Request(`${BASE}/${path}`, {
        method,
        headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json', ...headers },
        body: JSON.stringify(body),
      }),
    );
    assert.equal(response.status, 200, await response.clone().text());
    return response.json();
  };
  const empty = async () => {
    for (const table of ['programs', 'orders', 'entries', 'members']) await bench.query(`delete from lojal_${table}`);
    return endpoint();
  };
  /** All rows that a preview could change. */
  const rows = async () =>
    JSON.stringify(
      await Promise.all(
        ['programs', 'orders', 'entries', 'members', 'redemptions', 'claims', 'audit'].map((table) =>
          bench.query(`select * from lojal_${table} order by 1, 2`),
        ),
      ),
    );
  const numbersOf = async (handler: Handler, program: unknown, customer: string) => {
    const headers = { authorization: `Bearer ${await sign({ sub: customer })}` };
    const response = await handler(new Request(`${BASE}/account`, { headers }));
    const { value: account, faults } = parseAccount(await response.json(), 'EUR');
    assert.deepEqual(faults, []);
    const { points, standing } = snapshot(parseProgram(program).value, account, utcDay());
    return { tier: standing?.level.id || undefined, points: points?.spendable, worth: points?.worth };
  };

  test('is what happens when the program is saved, and changes nothing itself', async () => {
    let moved = 0;
    await fc.assert(
      fc.asyncProperty(programs, programs, orders, async (before, after, posted) => {
        const handler = await empty();
        const today = utcDay();
        // Two versions, so that orders of different days have different rules.
        await send(handler, 'PUT', 'owner/program', { program: before }, { 'if-none-match': '*' });
        await bench.query(`update lojal_programs set starts = '${nextDay(today, -100)}'`);
        const other = endpoint();
        const later = { ...before, points: { ...before.points, perUnit: 4 } };
        await send(other, 'PUT', 'owner/program', { program: later }, { 'if-match': '"1"' });
        await bench.query(`update lojal_programs set starts = '${nextDay(today, -50)}' where version = 2`);
        const shop = endpoint();
        await send(
          shop,
          'POST',
          'orders',
          posted.map(({ customer, days, total, part, status }, i) => ({
            id: `o${i}`,
            customer,
            at: nextDay(today, -days),
            currency: 'EUR',
            total,
            tax: Math.floor(total * 20) / 100,
            shipping: Math.floor(total * 10) / 100,
            status,
            refunds: part && total ? [{ id: 'r', at: today, amount: Math.floor(total * 100 * part) / 100 }] : [],
          })),
        );
        const customers = [...new Set(posted.map(({ customer }) => customer))].sort();
        const numbers = async (program: unknown) =>
          Promise.all(customers.map((customer) => numbersOf(shop, program, customer)));
        const earlier = await numbers(later);
        const stored = await rows();
        const effect = (await send(shop, 'POST', 'owner/program/preview', { program: after })) as ProgramEffect;
        assert.equal(await rows(), stored);
        assert.deepEqual(await numbers(later), earlier);
        await send(shop, 'PUT', 'owner/program', { program: after }, { 'if-match': '"2"' });
        const now = await numbers(after);
        if (utcDay() !== today) return;
        const sum = (all: typeof now, of: (one: (typeof now)[number]) => number | undefined) =>
          all.reduce((total, one) => total + Math.max(0, of(one) ?? 0), 0);
        assert.deepEqual(effect.points, {
          before: sum(earlier, ({ points }) => points),
          after: sum(now, ({ points }) => points),
        });
        // Rounded once, as in `owner/liability`.
        const worth = ({ points: { value } }: typeof before, points: number) =>
          value === undefined ? undefined : Math.floor((points * Math.round(value * 1000)) / 10);
        assert.deepEqual(
          [effect.liability.before, effect.liability.after],
          [worth(later, effect.points.before), worth(after, effect.points.after)],
        );
        assert.equal(effect.customers, customers.length);
        const changes = customers.flatMap((id, i) =>
          JSON.stringify(earlier[i]) === JSON.stringify(now[i]) ? [] : [{ id, before: earlier[i], after: now[i] }],
        );
        assert.deepEqual(
          effect.changes
            .map(({ id, tier, points, worth }) => ({
              id,
              before: { tier: tier.before, points: points.before, worth: worth.before },
              after: { tier: tier.after, points: points.after, worth: worth.after },
            }))
            .sort((a, b) => (a.id < b.id ? -1 : 1)),
          changes,
        );
        assert.equal(effect.changed, changes.length);
        moved += effect.tiers.up + effect.tiers.down;
      }),
      { numRuns: Number(process.env.RUNS ?? 30) },
    );
    assert.ok(moved > 10, `${moved} customers changed tier`);
  });

  test('10,000 customers with 40,000 orders take seconds, and two previews do not run at once', async () => {
    const handler = await empty();
    const tiers = {
      levels: [
        { id: 'a', name: 'A', from: 0 },
        { id: 'b', name: 'B', from: 150 },
      ],
    };
    const program = { points: { value: 0.01, expire: { after: 'P12M' } }, tiers };
    await send(handler, 'PUT', 'owner/program', { program }, { 'if-none-match': '*' });
    const today = utcDay();
    await bench.query(`insert into lojal_members (customer) select 'c' || n from generate_series(1, 10000) n`);
    await bench.query(
      `insert into lojal_entries (customer, id, at, kind, order_id, entry)
         select 'c' || n, 'order:' || n || '-' || k, day, 'order', n || '-' || k, jsonb_build_object('kind', 'order',
           'id', 'order:' || n || '-' || k, 'at', day, 'spend', money * 100, 'points', money, 'rule', 'order')
         from generate_series(1, 10000) n, generate_series(1, 4) k,
           lateral (select '${today}'::date - (n * 7 + k * 113) % 500 as day, 5 + (n * k * 7919 + n % 89) % 97 as money) made`,
    );
    const changed = {
      points: { value: 0.02, expire: { after: 'P6M' } },
      tiers: { levels: [tiers.levels[0], { ...tiers.levels[1], from: 60 }] },
    };
    const ask = () => send(handler, 'POST', 'owner/program/preview', { program: changed });
    const start = performance.now();
    const running = ask();
    const second = await handler(
      new Request(`${BASE}/owner/program/preview`, {
        method: 'POST',
        headers: { authorization: `Bearer ${KEY}`, 'content-type': 'application/json' },
        body: JSON.stringify({ program: changed }),
      }),
    );
    assert.deepEqual([second.status, second.headers.get('retry-after')], [503, '5']);
    const effect = (await running) as ProgramEffect;
    const ms = performance.now() - start;
    console.log(`a preview of 10,000 customers with 40,000 orders: ${ms.toFixed(0)} ms`);
    assert.ok(ms < 60_000, `${ms} ms`);
    assert.equal(effect.customers, 10_000);
    assert.equal(effect.changes.length, 1_000);
    assert.ok(
      effect.changed > 5_000 && effect.tiers.up > 1_000 && effect.tiers.down === 0,
      JSON.stringify(effect.tiers),
    );
    assert.ok(effect.changes.every(({ tier }) => tier.before === 'a' && tier.after === 'b'));
    await ask();
  });
});
