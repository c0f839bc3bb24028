/** `PUT members`: what only the shop knows, and what a membership does to the points of an order. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createEndpoint, type Handler } from '../../../src/server/index.ts';
import { mint } from '../samples.ts';
import { noErrors, type ProblemBody, withStores } from '../stores.ts';
import { identity, sign } from '../tokens.ts';

const SHOP = 'shop-key-of-the-tests-0123456789ab';
const BASE = 'https://api.example/apps/lojal';
const program = {
  campaigns: [{ id: 'june', from: '2026-06-01', until: '2026-07-01', times: 1.5 }],
  membership: { name: 'Plus', price: 29, period: 'P1Y', times: 2 },
};

withStores('members', (bench) => {
  let made: Handler | undefined;
  const handler = () => {
    made ??= createEndpoint({ store: bench.store, program, shopKey: SHOP, identity, log: noErrors });
    return made;
  };
  const send = (path: string, body: unknown, method: string, key = SHOP) =>
    handler()(
      new Request(`${BASE}/${path}`, {
        method,
        headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    );
  const put = async (customer: string, body: unknown) => {
    const response = await send(`members/${encodeURIComponent(customer)}`, body, 'PUT');
    assert.equal(response.status, 200, await response.clone().text());
    return response.json();
  };
  const account = async (customer: string) => {
    const headers = { authorization: `Bearer ${await sign({ sub: customer })}` };
    const response = await handler()(new Request(`${BASE}/account`, { headers }));
    return (await response.json()) as { ledger: Record<string, unknown>[]; membership?: unknown };
  };

  test('a key that is absent stays, and null ends the membership', async () => {
    const customer = `${mint()}/ö`;
    assert.deepEqual(await put(customer, {}), { customer, tags: [] });
    const facts = { membership: { until: '2099-01-01' }, joined: '2020-02-29', tags: ['vip', 'späť'], cost: 12.5 };
    assert.deepEqual(await put(customer, facts), { customer, ...facts });
    assert.deepEqual(await put(customer, { tags: [] }), { customer, ...facts, tags: [] });
    assert.deepEqual((await account(customer)).membership, { until: '2099-01-01' });
    assert.deepEqual(await put(customer, { membership: null, cost: 0 }), {
      customer,
      joined: '2020-02-29',
      tags: [],
      cost: 0,
    });
    assert.equal((await account(customer)).membership, undefined);
  });

  test('a member earns more until the membership ends, together with a campaign, and the entry says why', async () => {
    const customer = mint();
    await put(customer, { membership: { until: '2026-06-15' } });
    for (const at of ['2026-05-31', '2026-06-14', '2026-06-15']) {
      const order = { id: `${customer}-${at}`, customer, at, currency: 'EUR', total: 49.9, status: 'paid' };
      assert.equal((await send('orders', order, 'POST')).status, 200);
    }
    const { ledger } = await account(customer);
    assert.deepEqual(
      ledger.map(({ points, base, factors, campaign, times }) => ({ points, base, factors, campaign, times })),
      [
        { points: 98, base: 49, factors: [{ by: 'membership', times: 2, points: 49 }], campaign: undefined, times: 2 },
        {
          points: 147,
          base: 49,
          factors: [
            { by: 'membership', times: 2, points: 49 },
            { by: 'campaign', id: 'june', times: 1.5, points: 49 },
          ],
          campaign: 'june',
          times: 3,
        },
        {
          points: 73,
          base: 49,
          factors: [{ by: 'campaign', id: 'june', times: 1.5, points: 24 }],
          campaign: 'june',
          times: 1.5,
        },
      ],
    );
  });

  test('what cannot be stored is named, and a customer may not write', async () => {
    for (const [body, path] of [
      [{ membership: { until: '2026-02-30' } }, 'membership.until'],
      [{ joined: 'yesterday' }, 'joined'],
      [{ tags: ['a', 'a'] }, 'tags'],
      [{ cost: -1 }, 'cost'],
      [{ price: 1 }, ''],
    ] as const) {
      const response = await send(`members/${mint()}`, body, 'PUT');
      assert.equal(response.status, 422, JSON.stringify(body));
      const { faults = [] } = (await response.json()) as ProblemBody;
      assert.ok(
        faults.some((fault) => fault.path === path),
        JSON.stringify(faults),
      );
    }
    assert.equal((await send('members/anna%40shop.example', {}, 'PUT')).status, 422);
    assert.equal((await send(`members/${mint()}`, {}, 'PUT', await sign())).status, 401);
  });
});
