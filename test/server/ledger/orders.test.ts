/** `POST orders`, and the account that follows from it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createEndpoint, type Handler } from '../../../src/server/index.ts';
import { mint } from '../samples.ts';
import { noErrors, type ProblemBody, withStores } from '../stores.ts';
import { identity, sign } from '../tokens.ts';

const SHOP = 'shop-key-of-the-tests-0123456789ab';
const BASE = 'https://api.example/apps/lojal';
const program = {
  name: 'Nord Records Club',
  currency: 'EUR',
  timeZone: 'Europe/Stockholm',
  points: { perUnit: 1, expire: { after: 'P12M' } },
  tiers: {
    levels: [
      { id: 'bronze', name: 'Bronze', from: 0 },
      { id: 'gold', name: 'Gold', from: 100, times: 2 },
    ],
  },
};

const order = (id: string, customer: string, more: object = {}) => ({
  id,
  customer,
  at: '2026-02-03T10:00:00Z',
  currency: 'EUR',
  total: 49.9,
  status: 'paid',
  ...more,
});

interface Posted {
  readonly orders: readonly { id: string; customer: string; entries: readonly string[] }[];
}
interface WireAccount {
  readonly id: string;
  readonly ledger: readonly Record<string, unknown>[];
}

withStores('orders', (bench) => {
  let made: Handler | undefined;
  const handler = () => {
    made ??= createEndpoint({
      store: bench.store,
      program,
      shopKey: SHOP,
      identity,
      log: noErrors,
    });
    return made;
  };
  const send = (body: unknown, key = SHOP) =>
    handler()(
      new Request(`${BASE}/orders`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      }),
    );
  const post = async (body: unknown): Promise<Posted['orders']> => {
    const response = await send(body);
    assert.equal(response.status, 200, await response.clone().text());
    return ((await response.json()) as Posted).orders;
  };
  const account = async (customer: string): Promise<WireAccount> => {
    const headers = { authorization: `Bearer ${await sign({ sub: customer })}` };
    const response = await handler()(new Request(`${BASE}/account`, { headers }));
    assert.equal(response.status, 200);
    return (await response.json()) as WireAccount;
  };
  const names = () => [mint(), mint()] as const;

  test('an order becomes an entry of the account, once', async () => {
    const [id, customer] = names();
    assert.deepEqual(await post(order(id, customer)), [{ id, customer, entries: [`order:${id}`] }]);
    assert.deepEqual(await post(order(id, customer)), [{ id, customer, entries: [] }]);
    const { ledger, ...rest } = await account(customer);
    assert.deepEqual(rest, { id: customer, currency: 'EUR' });
    assert.deepEqual(ledger, [
      { id: `order:${id}`, at: '2026-02-03', kind: 'order', spend: 49.9, points: 49, rule: 'order' },
    ]);
  });

  test('a day is one of the program’s time zone', async () => {
    const [id, customer] = names();
    await post(order(id, customer, { at: '2026-02-03T23:30:00Z' }));
    assert.equal((await account(customer)).ledger[0]?.at, '2026-02-04');
  });

  test('a pending order is pending in the account and not in the ledger', async () => {
    const [id, customer] = names();
    assert.deepEqual((await post(order(id, customer, { status: 'pending' })))[0]?.entries, []);
    assert.deepEqual(
      (await account(customer)).ledger.map(({ id, pending }) => [id, pending]),
      [[`order:${id}`, true]],
    );
    await post(order(id, customer));
    assert.deepEqual(
      (await account(customer)).ledger.map(({ pending }) => pending),
      [undefined],
    );
  });

  test('the level at an order multiplies the points, also of orders in one request and in any order', async () => {
    const [id, customer] = names();
    const first = order(`${id}-1`, customer, { total: 120, at: '2026-02-01' });
    const second = order(`${id}-2`, customer, { at: '2026-02-02' });
    const booked = await post([second, first]);
    assert.deepEqual(
      booked.map(({ entries }) => entries),
      [[`order:${id}-2`], [`order:${id}-1`]],
    );
    const { ledger } = await account(customer);
    assert.deepEqual(
      ledger.map(({ points, base, times, factors }) => ({ points, base, times, factors })),
      [
        { points: 120, base: undefined, times: undefined, factors: undefined },
        { points: 98, base: 49, times: 2, factors: [{ by: 'tier', id: 'gold', times: 2, points: 49 }] },
      ],
    );
  });

  test('the same order twice in one request counts as its last state', async () => {
    const [id, customer] = names();
    const booked = await post([order(id, customer), order(id, customer, { total: 80 })]);
    assert.deepEqual(
      booked.map(({ entries }) => entries),
      [[`order:${id}`], [`order:${id}`]],
    );
    assert.equal((await account(customer)).ledger[0]?.spend, 80);
  });

  test('an order that belongs to another customer now leaves the former one', async () => {
    const [id, customer] = names();
    const other = mint();
    await post(order(id, customer));
    assert.deepEqual(await post(order(id, other)), [{ id, customer: other, entries: [`cancel:${id}`, `order:${id}`] }]);
    assert.deepEqual(
      (await account(customer)).ledger.map(({ id, points }) => [id, points]),
      [
        [`order:${id}`, 49],
        [`cancel:${id}`, 49],
      ],
    );
    assert.equal((await account(other)).ledger.length, 1);
  });

  test('an older state than the stored one changes nothing', async () => {
    const [id, customer] = names();
    const refunds = [{ id: 'r', at: '2026-02-05', amount: 10 }];
    await post(order(id, customer, { refunds, updated: '2026-02-05T10:00:00Z' }));
    assert.deepEqual((await post(order(id, customer, { updated: '2026-02-04T10:00:00Z' })))[0]?.entries, []);
    assert.equal((await account(customer)).ledger.length, 2);
  });

  test('all or none: one fault names its place and nothing is booked', async () => {
    const [id, customer] = names();
    const response = await send([
      order(id, customer),
      order('x', customer, { total: -1 }),
      order('y', customer, { at: 1 }),
    ]);
    assert.equal(response.status, 422);
    const { faults = [] } = (await response.json()) as ProblemBody;
    assert.ok(
      faults.some(({ path }) => path === '[1].total'),
      JSON.stringify(faults),
    );
    assert.ok(
      faults.some(({ path }) => path === '[2].at'),
      JSON.stringify(faults),
    );
    const foreign = await send([order(id, customer), order('z', customer, { currency: 'ZAR' })]);
    assert.equal(foreign.status, 422);
    assert.equal(((await foreign.json()) as ProblemBody).faults?.[0]?.path, '[1].currency');
    assert.deepEqual((await account(customer)).ledger, []);
  });

  test('orders need the key of the shop', async () => {
    assert.equal((await send(order(mint(), mint()), 'another-key-of-the-tests-012345678')).status, 401);
    const missing = await handler()(new Request(`${BASE}/orders`, { method: 'POST', body: '{}' }));
    assert.equal(missing.status, 401);
  });

  test('a hundred requests at once with the same orders book each order once', async () => {
    const [id, customer] = names();
    const friend = mint();
    const states = Array.from({ length: 100 }, (_, i) => [
      order(`${id}-a`, i % 2 ? customer : friend),
      order(`${id}-b`, i % 2 ? friend : customer),
    ]);
    await Promise.all(states.map((body, i) => post(i % 3 ? body : [...body].reverse())));
    const all = [...(await account(customer)).ledger, ...(await account(friend)).ledger];
    const net = all.reduce((sum, { kind, points }) => sum + (kind === 'order' ? 1 : -1) * Number(points), 0);
    assert.equal(net, 98);
    for (const { ledger } of [await account(customer), await account(friend)])
      assert.equal(new Set(ledger.map(({ id }) => id)).size, ledger.length);
  });

  test('the backend of the shop is not limited by its address; a wrong key is', async () => {
    const limited = createEndpoint({
      store: bench.store,
      program,
      shopKey: SHOP,
      limits: { address: { burst: 2, perMinute: 1 } },
      clientAddress: () => '192.0.2.7',
      log: noErrors,
    });
    const status = async (key: string) => {
      const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
      return (await limited(new Request(`${BASE}/orders`, { method: 'POST', headers, body: '[]' }))).status;
    };
    for (let i = 0; i < 10; i++) assert.equal(await status(SHOP), 200);
    assert.deepEqual([await status('wrong'), await status('wrong'), await status('wrong')], [401, 401, 429]);
  });

  test('the program is served with a tag', async () => {
    const first = await handler()(new Request(`${BASE}/program`));
    assert.deepEqual(await first.json(), program);
    const etag = first.headers.get('etag') ?? '';
    const again = await handler()(new Request(`${BASE}/program`, { headers: { 'if-none-match': etag } }));
    assert.equal(again.status, 304);
  });
});

test('a program with a fault stops the server', () => {
  const store = {} as never;
  assert.throws(() => createEndpoint({ store, program: { points: { perUnit: -1 } } }), /points\.perUnit/);
});
