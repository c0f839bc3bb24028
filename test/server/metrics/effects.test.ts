/** What campaigns and messages changed, against the customers who were left out. */
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { addDays } from '../../../src/loyalty/dates.ts';
import { isSampled } from '../../../src/rules/sampling.ts';
import { createEndpoint, type Handler } from '../../../src/server/index.ts';
import { KEY, mint } from '../samples.ts';
import { noErrors, withStores } from '../stores.ts';

const BASE = 'https://api.example/apps/lojal';
const SHOP = 'shop-key-of-the-tests-0123456789ab';
const today = new Date().toISOString().slice(0, 10);
const start = addDays(today, -20);

interface Part {
  readonly change: { value: number; low: number | null; high: number | null; real: boolean | null } | null;
  readonly needed: number | null;
}
interface Effects {
  readonly currency: string;
  readonly effects: readonly {
    readonly kind: string;
    readonly id: string;
    readonly from: string;
    readonly until: string;
    readonly with: { customers: number; orders: number; revenue: number };
    readonly without: { customers: number; orders: number; revenue: number };
    readonly orders: Part;
    readonly revenue: Part;
  }[];
}

withStores('The effects of campaigns and messages', (bench) => {
  let handler: Handler;
  before(() => {
    handler = createEndpoint({
      store: bench.store,
      program: {
        timeZone: 'UTC',
        points: { perUnit: 1 },
        campaigns: [
          { id: 'june', name: 'Double points', from: start, until: addDays(today, 5), times: 2, holdout: 0.5 },
          { id: 'all', name: 'For everybody', from: start, until: today, times: 2 },
          { id: 'later', name: 'Later', from: addDays(today, 10), until: addDays(today, 20), times: 2, holdout: 0.5 },
        ],
        messages: { near: { within: 0.2 }, lapsed: { days: 60, holdout: 0.25 } },
      },
      ownerKey: KEY,
      shopKey: SHOP,
      limits: false,
      log: noErrors,
    });
  });
  const send = (method: string, route: string, body?: unknown, key = KEY) =>
    handler(
      new Request(`${BASE}/${route}`, {
        method,
        headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      }),
    );
  const read = async (route: string): Promise<Effects> => {
    const response = await send('GET', route);
    assert.equal(response.status, 200, await response.clone().text());
    return (await response.json()) as Effects;
  };
  const order = (customer: string, daysAgo: number, total: number) => ({
    id: mint(),
    customer,
    at: `${addDays(today, -daysAgo)}T12:00:00Z`,
    currency: 'EUR',
    total,
    status: 'paid',
  });

  test('both groups are those of the pages, with everybody who was known before', async () => {
    const empty = (await read('owner/effects')).effects;
    assert.deepEqual(
      empty.map(({ kind, id }) => [kind, id]),
      [
        ['campaign', 'june'],
        ['message', 'lapsed'],
      ],
    );
    assert.deepEqual(empty[0]?.revenue, { change: null, needed: null });

    const customers = Array.from({ length: 60 }, (_, i) => `c-${i}`);
    const isHeld = (customer: string) => isSampled(customer, 'campaign:june', 0.5);
    const orders = customers.flatMap((customer, i) => [
      order(customer, 40, 10),
      // Those who can get the campaign buy more; some customers do not buy at all.
      ...(i % 4 === 0 ? [] : [order(customer, 3, isHeld(customer) ? 20 : 60)]),
    ]);
    // A new customer is in no group: the campaign itself may have brought the customer.
    orders.push(order('new', 2, 999));
    assert.equal((await send('POST', 'orders', orders, SHOP)).status, 200);

    const [june] = (await read('owner/effects')).effects;
    assert.ok(june);
    const treated = customers.filter((one) => !isHeld(one));
    assert.deepEqual([june.with.customers, june.without.customers], [treated.length, 60 - treated.length]);
    const buys = (one: string) => Number(one.slice(2)) % 4 !== 0;
    assert.ok(Math.abs(june.with.revenue - (6_000 * treated.filter(buys).length) / treated.length) < 1e-6);
    assert.ok((june.revenue.change?.value ?? 0) > 1_000);
    assert.equal(june.revenue.change?.real, true);
    assert.ok((june.revenue.needed ?? 0) > 60);
    assert.equal(june.until, addDays(today, 1));
    const [short] = (await read(`owner/effects?until=${addDays(today, -5)}`)).effects;
    assert.equal(short?.with.revenue, 0);
  });

  test('only the owner reads the effects, and only with a query that makes sense', async () => {
    assert.equal((await send('GET', 'owner/effects', undefined, 'wrong')).status, 401);
    assert.equal((await send('GET', 'owner/effects', undefined, SHOP)).status, 403);
    assert.equal((await send('GET', 'owner/effects?from=x')).status, 422);
    assert.equal((await send('POST', 'owner/effects', {})).status, 405);
  });
});
