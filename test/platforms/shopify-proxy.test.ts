/** The app proxy of Shopify: who is signed in to the shop, by a signed query, in exchange for a token. */
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import fc from 'fast-check';
import { readPlatforms } from '../../src/cli/platform-settings.ts';
import { createEndpoint, type Handler, openStore, type Store } from '../../src/server/index.ts';
import { readProxyQuery, signProxyQuery } from '../../src/server/shopify/proxy-query.ts';
import { identity } from '../server/tokens.ts';
import { shopifyOrder } from './shopify-order.ts';

const BASE = 'https://loyalty.example/apps/lojal';
const SECRET = 'shpss_of_the_tests_0123456789abcdef';
const SHOP = 'nord-records.myshopify.com';
const now = () => Math.floor(Date.now() / 1000);

type Pairs = readonly (readonly [string, string])[];
const text = (pairs: Pairs) => new URLSearchParams(pairs.map(([name, value]) => [name, value])).toString();

/** What Shopify signs, from its documentation and not from the code under test. */
function hmac(pairs: Pairs, secret = SECRET): string {
  const values = new Map<string, string[]>();
  for (const [name, value] of pairs) values.set(name, [...(values.get(name) ?? []), value]);
  const sorted = [...values].map(([name, all]) => `${name}=${all.join(',')}`).sort();
  return createHmac('sha256', secret).update(sorted.join('')).digest('hex');
}

const given = (more: Readonly<Record<string, string>> = {}): Pairs =>
  Object.entries({
    shop: SHOP,
    logged_in_customer_id: '207119551',
    path_prefix: '/apps/lojal',
    timestamp: String(now()),
    ...more,
  });
const signed = (pairs: Pairs, secret = SECRET): Pairs => [...pairs, ['signature', hmac(pairs, secret)]];

test('the signature is that of the example in the documentation', () => {
  const query = new URLSearchParams(
    'extra=1&extra=2&shop=shop-name.myshopify.com&logged_in_customer_id=1&path_prefix=%2Fapps%2Fawesome_reviews&timestamp=1317327555',
  );
  const signature = '4c68c8624d737112c91818c11017d24d334b524cb5c2b8ba08daa056f7395ddb';
  assert.equal(signProxyQuery(query, 'hush'), signature);
  query.set('signature', signature);
  assert.equal(signProxyQuery(query, 'hush'), signature);
});

describe('GET shopify/token', () => {
  let store: Store;
  let handler: Handler;
  before(async () => {
    store = await openStore({ folder: 'memory://' });
    handler = createEndpoint({
      store,
      identity,
      program: { currency: 'EUR' },
      shopifyProxy: { secret: ['shpss_the_next_secret_0123456789ab', SECRET], shop: SHOP },
      webhooks: { shopify: SECRET },
      // Shopify asks from its own addresses, for all customers.
      clientAddress: () => '203.0.113.7',
      limits: { address: { burst: 60, perMinute: 1 } },
      log: () => undefined,
    });
  });
  after(() => store.close());
  const ask = (pairs: Pairs, init: RequestInit = {}) =>
    handler(new Request(`${BASE}/shopify/token?${text(pairs)}`, init));

  test('an order comes by webhook, and the token of its customer opens the account with its points', async () => {
    const body = JSON.stringify(shopifyOrder({ id: 450789469, customer: 207119551, total: '49.90' }));
    const order = await handler(
      new Request(`${BASE}/webhooks/shopify`, {
        method: 'POST',
        headers: {
          'x-shopify-topic': 'orders/paid',
          'x-shopify-hmac-sha256': createHmac('sha256', SECRET).update(body).digest('base64'),
        },
        body,
      }),
    );
    assert.equal(order.status, 200, await order.text());
    const response = await ask(signed(given()));
    assert.equal(response.status, 200);
    assert.equal(response.headers.get('cache-control'), 'no-store');
    assert.equal(response.headers.get('access-control-allow-origin'), null);
    const headers = { authorization: `Bearer ${await response.text()}` };
    const account = (await (await handler(new Request(`${BASE}/account`, { headers }))).json()) as {
      id: string;
      ledger: readonly { id: string; points: number }[];
    };
    assert.equal(account.id, '207119551');
    assert.deepEqual(
      account.ledger.map(({ id, points }) => [id, points]),
      [['order:450789469', 49]],
    );
  });

  test('a guest gets an empty text, also for an id that only looks empty', async () => {
    const response = await ask(signed(given({ logged_in_customer_id: '' })));
    assert.deepEqual([response.status, await response.text()], [200, '']);
    for (const id of [' ', '0', '00', '207119551 ', '+1', '1e3', 'c_1', '１', '1'.repeat(21)])
      assert.equal((await ask(signed(given({ logged_in_customer_id: id })))).status, 401, id);
  });

  test('the order of the parameters does not matter, and all customers come from one address', async () => {
    const pairs = signed(given());
    for (let turn = 0; turn < 70; turn += 1) {
      const turned = [...pairs.slice(turn % pairs.length), ...pairs.slice(0, turn % pairs.length)];
      assert.equal((await ask(turn % 2 ? turned : [...turned].reverse())).status, 200);
    }
  });

  test('a query that Shopify did not sign for this shop in the last minute gets no token', async () => {
    const pairs = given();
    const without = (name: string) => given().filter(([one]) => one !== name);
    const refused: Readonly<Record<string, Pairs>> = {
      'no signature': pairs,
      'an empty signature': [...pairs, ['signature', '']],
      'the secret of another app': signed(pairs, 'shpss_of_another_app_0123456789abcdef'),
      'an empty secret': signed(pairs, ''),
      'another customer': [...given({ logged_in_customer_id: '42' }), ['signature', hmac(pairs)]],
      'another shop of the same app': signed(given({ shop: 'other.myshopify.com' })),
      'a host that begins like a shop': signed(given({ shop: `${SHOP}.evil.example` })),
      'no timestamp': signed(without('timestamp')),
      'an old timestamp': signed(given({ timestamp: String(now() - 90) })),
      'a timestamp of tomorrow': signed(given({ timestamp: String(now() + 86_400) })),
      'a timestamp in milliseconds': signed(given({ timestamp: String(Date.now()) })),
      'no customer at all': signed(without('logged_in_customer_id')),
      'no shop': signed(without('shop')),
      'no path': signed(without('path_prefix')),
      'a customer twice': signed([...pairs, ['logged_in_customer_id', '42']]),
      'a customer twice, the other one first': signed([['logged_in_customer_id', '42'], ...pairs]),
      'a signature twice': [...signed(pairs), ['signature', hmac(pairs)]],
      'an unknown parameter': signed([...pairs, ['extra', '1']]),
      'a parameter of another case': signed([...without('shop'), ['Shop', SHOP]]),
    };
    for (const [what, query] of Object.entries(refused)) assert.equal((await ask(query)).status, 401, what);
    assert.equal((await ask(signed(pairs), { method: 'POST' })).status, 405);
  });

  test('a text that was signed for other parameters is not read as these', async () => {
    // A visitor adds parameters to the address in the shop. Shopify signs them together with its own, without anything between.
    const guest = given({ logged_in_customer_id: '' });
    const visitor: Pairs = [['a', 'logged_in_customer_id=42m='], ...guest];
    const signature = hmac(visitor);
    const time = new Map(guest).get('timestamp') ?? '';
    const forged: Pairs = [
      ['a', ''],
      ['logged_in_customer_id', '42'],
      ['m', 'logged_in_customer_id='],
      ['path_prefix', '/apps/lojal'],
      ['shop', SHOP],
      ['timestamp', time],
    ];
    assert.equal(hmac(forged), signature, 'the attack is real: both have one signature');
    assert.equal((await ask([...forged, ['signature', signature]])).status, 401);
    assert.equal((await ask([...visitor, ['signature', signature]])).status, 401);
  });

  test('who guesses signatures is stopped, and Shopify is not', async () => {
    const guess = (): Pairs => [...given({ logged_in_customer_id: '42' }), ['signature', hmac([['guess', 'x']])]];
    let status = 401;
    for (let turn = 0; turn < 70 && status === 401; turn += 1) status = (await ask(guess())).status;
    assert.equal(status, 429);
    assert.equal((await ask(signed(given()))).status, 200);
  });
});

test('of all queries, only those that Shopify writes are read', () => {
  const names = ['shop', 'logged_in_customer_id', 'path_prefix', 'timestamp', 'a', 'm', 'timestamp1'];
  const value = fc.oneof(
    fc.constantFrom('', '42', SHOP, '/apps/lojal', '1700000000', 'logged_in_customer_id=42', '42shop=', '42,7'),
    fc.string({ maxLength: 8 }),
  );
  const shopify = fc.record({ customer: fc.constantFrom('', '42'), path: fc.constantFrom('/apps/lojal', '/a/b-c_1') });
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.constantFrom(...names), value), { maxLength: 6 }),
      shopify,
      (more, { customer, path }) => {
        const own: Pairs = [
          ['shop', SHOP],
          ['logged_in_customer_id', customer],
          ['path_prefix', path],
          ['timestamp', '1700000000'],
        ];
        const read = (pairs: Pairs) =>
          readProxyQuery(new URLSearchParams(text(signed(pairs))), {
            secrets: [SECRET],
            shop: SHOP,
            now: 1_700_000_030,
          });
        assert.equal(read(own), customer);
        // Whatever a visitor adds: no token, or the token of the customer whom Shopify names.
        if (more.length > 0) assert.equal(read([...more, ...own]), undefined);
      },
    ),
    { numRuns: 300 },
  );
});

test('options that cannot work are refused at the start', async () => {
  const store = await openStore({ folder: 'memory://' });
  const make = (shopifyProxy: object, more: object = {}) =>
    createEndpoint({ store, identity, shopifyProxy: { secret: SECRET, shop: SHOP, ...shopifyProxy }, ...more });
  try {
    assert.throws(() => make({ shop: 'nord-records.example' }), /must be the domain at Shopify/);
    assert.throws(() => make({ shop: `https://${SHOP}` }), /must be the domain at Shopify/);
    assert.throws(() => make({ secret: 'hush' }), /too weak/);
    assert.throws(() => make({ secret: [] }), /is missing/);
    assert.throws(() => make({}, { identity: undefined }), /needs the option identity/);
    const key = { kty: 'OKP', crv: 'Ed25519', x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo' };
    const publicOnly = { identity: { algorithm: 'EdDSA', key, audience: 'lojal' } };
    assert.throws(() => make({}, publicOnly), /shopifyProxy.sign is missing/);
    assert.ok(make({ sign: async () => 'token' }, publicOnly));
    const off = await createEndpoint({ store, identity })(new Request(`${BASE}/shopify/token`));
    assert.equal(off.status, 404);
  } finally {
    await store.close();
  }
});

test('`lojal serve` takes the app from the environment, and its webhooks by the same secret', () => {
  const env = { SHOPIFY_APP_SECRET: SECRET, SHOPIFY_SHOP: SHOP };
  assert.deepEqual(readPlatforms(env), {
    webhooks: { shopify: [SECRET], woocommerce: undefined },
    shopifyProxy: { secret: SECRET, shop: SHOP },
  });
  assert.deepEqual(readPlatforms({ SHOPIFY_WEBHOOK_SECRET: 'a', WOOCOMMERCE_WEBHOOK_SECRET: 'b' }), {
    webhooks: { shopify: ['a'], woocommerce: 'b' },
  });
  assert.throws(() => readPlatforms({ SHOPIFY_SHOP: SHOP }), /belong together/);
  assert.throws(() => readPlatforms({ SHOPIFY_APP_SECRET: SECRET }), /belong together/);
});
