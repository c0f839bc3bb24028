import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { mock, test } from 'node:test';
import { createStore } from '../../src/server/db/store.ts';
import { createEndpoint, type EndpointOptions, type Store, serve } from '../../src/server/index.ts';
import { clientAddress, setPeer } from '../../src/server/middleware/client-address.ts';
import { nps } from './samples.ts';
import { ADDRESS, fakeStore, openConnection, post, withStores } from './stores.ts';
import { identity, sign } from './tokens.ts';

const SLOW = { burst: 3, perMinute: 1 };
const FREE = { burst: 1000, perMinute: 1000 };

/** A request from an address, with `X-Forwarded-For`. */
function from(address: string | undefined, forwarded?: string): Request {
  const request = new Request(ADDRESS, { headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded } });
  setPeer(request, address);
  return request;
}

const addresses: readonly [string | undefined, string | undefined, number, string | undefined][] = [
  ['203.0.113.7', undefined, 0, '203.0.113.7'],
  ['203.0.113.7', '198.51.100.1', 0, '203.0.113.7'],
  ['::ffff:203.0.113.7', undefined, 0, '203.0.113.7'],
  ['2001:db8:1:2:3:4:5:6', undefined, 0, '2001:db8:1:2::/64'],
  ['2001:0DB8:0001:0002::9', undefined, 0, '2001:db8:1:2::/64'],
  ['2001:db8::1', undefined, 0, '2001:db8:0:0::/64'],
  ['fe80::1%eth0', undefined, 0, 'fe80:0:0:0::/64'],
  ['::1', undefined, 0, '0:0:0:0::/64'],
  ['::2:3:4:5:6', undefined, 0, '0:0:0:2::/64'],
  ['1::2:3:4:5:6', undefined, 0, '1:0:0:2::/64'],
  ['2001:db8::5:6:7:8', undefined, 0, '2001:db8:0:0::/64'],
  ['1::ffff:203.0.113.7', undefined, 0, '1:0:0:0::/64'],
  ['::ffff:7:1', undefined, 0, '0:0:0:0::/64'],
  [undefined, undefined, 0, undefined],
  ['10.0.0.1', '1.1.1.1, 198.51.100.1', 1, '198.51.100.1'],
  ['10.0.0.1', '1.1.1.1, 198.51.100.1, 10.0.0.2', 2, '198.51.100.1'],
  ['10.0.0.1', '198.51.100.1', 2, '198.51.100.1'],
  ['10.0.0.1', '198.51.100.1:4711', 1, '198.51.100.1'],
  ['10.0.0.1', '[2001:db8:1:2::3]:4711', 1, '2001:db8:1:2::/64'],
  ['10.0.0.1', '1.1.1.1, 2001:db8:1:2::3', 1, '2001:db8:1:2::/64'],
  ['10.0.0.1', '1.1.1.1, [2001:db8:1:2::3]', 1, '2001:db8:1:2::/64'],
  ['10.0.0.1', '1.1.1.1, 198.51.100.1, ,', 1, '198.51.100.1'],
  // Invalid addresses are ignored, even if a part of them is valid.
  ['10.0.0.1', '1.1.1.1, unknown', 1, '10.0.0.1'],
  ['10.0.0.1', '2001:[db8::1]', 1, '10.0.0.1'],
  ['10.0.0.1', '[2001:db8:]:4711:1', 1, '10.0.0.1'],
  ['10.0.0.1', '::ffff:198.51.100.1:80', 1, '10.0.0.1'],
  ['10.0.0.1', '198.51.100:80.1', 1, '10.0.0.1'],
  ['10.0.0.1', '', 1, '10.0.0.1'],
  ['10.0.0.1', undefined, 1, '10.0.0.1'],
];

for (const [peer, forwarded, proxies, expected] of addresses) {
  test(`${peer}, forwarded for ${forwarded}, behind ${proxies} proxies: ${expected}`, () => {
    assert.equal(clientAddress(from(peer, forwarded), peer, proxies), expected);
  });
}

const rate = (name: string) =>
  `limits.${name} must be { burst, perMinute }, with burst at least 1 and perMinute above 0.`;
for (const [options, message] of [
  [{ trustedProxies: -1 }, 'trustedProxies must be an integer of at least 0.'],
  [{ trustedProxies: 1.5 }, 'trustedProxies must be an integer of at least 0.'],
  [{ limits: { address: { burst: 0, perMinute: 1 } } }, rate('address')],
  [{ limits: { address: { burst: 1.5, perMinute: 1 } } }, rate('address')],
  [{ limits: { network: { burst: 0, perMinute: 1 } } }, rate('network')],
  [{ limits: { subject: { burst: 1, perMinute: 0 } } }, rate('subject')],
  [{ limits: { subject: { burst: 1, perMinute: Number.NaN } } }, rate('subject')],
] as const) {
  test(`${JSON.stringify(options)} is rejected at the start`, () => {
    assert.throws(() => createEndpoint({ store: fakeStore(), ...options }), { name: 'TypeError', message });
  });
}

const OFFICE = { burst: 600, perMinute: 600 };
const PERSON = { burst: 60, perMinute: 60 };
const OWN = { burst: 1, perMinute: 0.5 };
for (const [what, limits, from, ...rates] of [
  ['as it is', undefined, '203.0.113.7', OFFICE, PERSON],
  ['with another rate of an address', { address: OWN }, '203.0.113.7', OWN, PERSON],
  ['with another rate of a customer', { subject: OWN }, '203.0.113.7', OFFICE, OWN],
  ['without limits', false, '203.0.113.7'],
  ['of an unknown address none', undefined, undefined, undefined, PERSON],
] as const) {
  test(`effective rates: ${what}`, async () => {
    const counted: unknown[] = [];
    const store: Store = {
      ...fakeStore(),
      countRequest: async (...of) => {
        counted.push(of);
        return 0;
      },
    };
    const handler = createEndpoint({ store, limits, clientAddress: () => from });
    assert.equal((await post(handler, nps())).status, 201);
    const [address, subject] = rates;
    assert.deepEqual(counted, [
      ...(address ? [['address:203.0.113.7', address]] : []),
      ...(subject ? [['subject:c_1042', subject]] : []),
    ]);
  });
}

test('an address over its limit is rejected before its body is read', async () => {
  const store = { ...fakeStore(), countRequest: async () => 1.2 };
  let read = false;
  const body = new ReadableStream(
    {
      pull(controller) {
        read = true;
        controller.close();
      },
    },
    { highWaterMark: 0 },
  );
  const handler = createEndpoint({ store, origins: ['https://shop.example'], clientAddress: () => '203.0.113.7' });
  const headers = { 'content-type': 'text/plain', origin: 'https://shop.example' };
  const response = await handler(
    new Request(ADDRESS, { method: 'POST', body, headers, duplex: 'half' } as RequestInit),
  );
  assert.equal(response.status, 429);
  assert.match(await response.text(), /"Too many requests\. Send the same request again later\."/);
  assert.equal(response.headers.get('retry-after'), '2');
  assert.equal(response.headers.get('access-control-allow-origin'), 'https://shop.example');
  assert.equal(response.headers.get('access-control-expose-headers'), 'Retry-After, X-Request-Id');
  assert.equal(read, false);
  const preflight = new Request(ADDRESS, { method: 'OPTIONS', headers: { origin: 'https://shop.example' } });
  assert.equal((await handler(preflight)).status, 204);
  assert.equal((await handler(new Request(ADDRESS.replace('answers', 'health')))).status, 200);
});

for (const kind of ['address', 'subject']) {
  test(`if counting by ${kind} fails, the request is allowed and the error is logged`, async () => {
    const lines: string[] = [];
    const countRequest = async (key: string) => {
      if (key.startsWith(kind)) throw new TypeError('the limiter is down');
      return 0;
    };
    const store = { ...fakeStore(), countRequest };
    const handler = createEndpoint({
      store,
      identity,
      account: (id) => ({ id }),
      clientAddress: () => '203.0.113.7',
      log: ({ level, status, error }) => lines.push(`${level} ${status} ${error?.split(' ')[0]}`),
    });
    const headers = { authorization: `Bearer ${await sign()}` };
    assert.equal((await post(handler, nps(), headers)).status, 201);
    assert.equal(store.events.length, 1);
    assert.equal((await handler(new Request(ADDRESS.replace('answers', 'account'), { headers }))).status, 200);
    assert.deepEqual(lines, ['error 201 TypeError', 'error 200 TypeError']);
  });
}

withStores('Limits', (bench) => {
  const endpoint = (more: Partial<EndpointOptions>) => createEndpoint({ store: bench.store, ...more });

  test('each address has its own burst, shared by all its customers', async () => {
    let address = '203.0.113.1';
    const handler = endpoint({ limits: { address: SLOW, subject: FREE }, clientAddress: () => address });
    const send = (subject?: string) => post(handler, nps({}, { subject }));
    const all = await Promise.all([send('a1'), send('a2'), send(), send('a4'), send('a5')]);
    assert.deepEqual(all.map(({ status }) => status).sort(), [201, 201, 201, 429, 429]);
    for (const response of all.filter(({ status }) => status === 429)) {
      const wait = Number(response.headers.get('retry-after'));
      assert.ok(Number.isInteger(wait) && wait > 50 && wait <= 60, `${wait}`);
      assert.match(await response.text(), /"title":"Too Many Requests"/);
    }
    address = '203.0.113.2';
    assert.equal((await send()).status, 201);
  });

  test('changing the /64 network of IPv6 does not escape the limit of the /48 network', async () => {
    let last = 0;
    const site = { burst: 5, perMinute: 1 };
    const limits = { address: SLOW, network: site, subject: FREE };
    const handler = endpoint({ limits, clientAddress: () => `2001:db8:7:${(last++).toString(16)}::1` });
    const statuses = await Promise.all(Array.from({ length: 8 }, async () => (await post(handler, nps())).status));
    assert.deepEqual(statuses.sort(), [...Array(5).fill(201), ...Array(3).fill(429)]);
    const other = endpoint({ limits, clientAddress: () => '2001:db8:8::1' });
    assert.equal((await post(other, nps())).status, 201);
  });

  test('each subject has its own burst from all addresses; requests without a subject are not counted', async () => {
    let last = 0;
    const handler = endpoint({ limits: { address: FREE, subject: SLOW }, clientAddress: () => `198.51.100.${last++}` });
    const send = (subject?: string) => post(handler, nps({}, { subject }));
    const all = await Promise.all(Array.from({ length: 8 }, () => send('s1')));
    assert.equal(all.filter(({ status }) => status === 201).length, 3);
    assert.equal(all.filter(({ status }) => status === 429).length, 5);
    for (let i = 0; i < 5; i++) assert.equal((await send()).status, 201);
    assert.equal((await send('s2')).status, 201);
    // Answers without an id are not counted, those for the quarantine are.
    const invalid = (data: object, more: object) => post(handler, nps(data, { subject: 's3', ...more }));
    for (let i = 0; i < 5; i++) assert.equal((await invalid({}, { id: 'short' })).status, 422);
    for (const status of [202, 202, 202, 429]) assert.equal((await invalid({ score: 11 }, {})).status, status);
  });

  test('requests for the account count towards the limit of the customer', async () => {
    const handler = endpoint({ limits: { subject: SLOW }, identity, account: (id) => ({ id }) });
    const headers = { authorization: `Bearer ${await sign({ sub: 's9' })}` };
    const statuses: number[] = [];
    for (let i = 0; i < 4; i++) {
      statuses.push((await handler(new Request(ADDRESS.replace('answers', 'account'), { headers }))).status);
    }
    assert.deepEqual(statuses, [200, 200, 200, 429]);
  });

  test('a request after the Retry-After time is allowed', async () => {
    const quick = { burst: 2, perMinute: 120 };
    const key = 'subject:patient';
    assert.equal(await bench.store.countRequest(key, quick), 0);
    assert.equal(await bench.store.countRequest(key, quick), 0);
    const wait = await bench.store.countRequest(key, quick);
    assert.ok(wait > 0 && wait <= 0.5, `${wait}`);
    await new Promise((resolve) => setTimeout(resolve, wait * 1000 + 5));
    assert.equal(await bench.store.countRequest(key, quick), 0);
  });

  test('fifty concurrent requests are counted exactly', async () => {
    const all = await Promise.all(
      Array.from({ length: 50 }, () => bench.store.countRequest('address:x', { burst: 7, perMinute: 1 })),
    );
    assert.equal(all.filter((wait) => wait === 0).length, 7);
  });
});

withStores('What is kept of an address', (bench) => {
  const rows = () => bench.query<{ key: string }>('select key from lojal_limits');

  test('only keyed digests are stored; expired limits and old erased ids are deleted', async () => {
    mock.timers.enable({ apis: ['setInterval'] });
    const store = await createStore(openConnection(bench.db));
    try {
      await store.countRequest('address:203.0.113.9', { burst: 5, perMinute: 60_000 });
      await store.countRequest('address:203.0.113.8', { burst: 5, perMinute: 1 });
      const keys = (await rows()).map(({ key }) => key);
      assert.equal(keys.length, 2);
      // Keyed: without the salt, a copy of the table cannot be searched by trying addresses.
      const [settings] = await bench.query<{ salt: string }>('select salt from lojal_settings');
      assert.ok(settings && settings.salt.length >= 64);
      const digest = (n: number) => createHmac('sha256', settings.salt).update(`address:203.0.113.${n}`);
      assert.deepEqual(keys.sort(), [8, 9].map((n) => digest(n).digest('base64url')).sort());
      // The first limit expires after a millisecond, less than one statement takes.
      await bench.query('select pg_sleep(0.01)');
      await bench.query(
        `insert into lojal_erased values ('old', now() - interval '91 days'), ('young', now() - interval '89 days')`,
      );
      mock.timers.tick(60_000);
    } finally {
      await store.close();
      mock.timers.reset();
    }
    assert.equal((await rows()).length, 1);
    assert.deepEqual(await bench.query('select digest from lojal_erased'), [{ digest: 'young' }]);
  });

  test('after a failed cleanup the next one deletes the rows', async () => {
    let broken = true;
    const fails = () => {
      throw new Error('down');
    };
    const db = new Proxy(bench.db, {
      get: (of, name) => (name === 'delete' && broken ? fails : Reflect.get(of, name)),
    });
    mock.timers.enable({ apis: ['setInterval'] });
    const store = await createStore(openConnection(db));
    try {
      await bench.query(`insert into lojal_limits values ('past', now() - interval '1 minute')`);
      mock.timers.tick(60_000);
      // An unhandled rejection would have ended the process.
      await new Promise((resolve) => setImmediate(resolve));
      broken = false;
      mock.timers.tick(60_000);
    } finally {
      await store.close();
      mock.timers.reset();
    }
    assert.ok(!(await rows()).some(({ key }) => key === 'past'));
  });

  test('a store without its salt does not open', async () => {
    await bench.query('create table kept as table lojal_settings');
    await bench.query('delete from lojal_settings');
    await assert.rejects(createStore(openConnection(bench.db)), /The table lojal_settings is empty/);
    await bench.query('insert into lojal_settings table kept');
  });
});

test('over a socket, the remote address counts, not X-Forwarded-For', async () => {
  const seen: string[] = [];
  const countRequest = async (key: string) => {
    seen.push(key);
    return 0;
  };
  const store = { ...fakeStore(), countRequest };
  const served = await serve({ fetch: createEndpoint({ store }) });
  await fetch(`${served.url}/apps/lojal/answers`, { headers: { 'x-forwarded-for': '1.2.3.4' } });
  await served.close();
  assert.deepEqual(seen, ['address:127.0.0.1']);
});
