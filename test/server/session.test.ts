/** The owner signs in once with a key; the browser keeps a cookie. */
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { createEndpoint, type EndpointOptions, type Handler } from '../../src/server/index.ts';
import { noErrors, withStores } from './stores.ts';

const KEY = 'the key of the owner, 0123456789abcdef';
const HELP = 'a key of the help desk, 0123456789abcd';
const SHOP = 'https://loyalty.example';
const OWN = { 'sec-fetch-site': 'same-origin', origin: SHOP };

withStores('The session of the owner', (bench) => {
  let handler: Handler;
  const create = (more: Partial<EndpointOptions> = {}) =>
    createEndpoint({
      store: bench.store,
      ownerKey: KEY,
      keys: [{ name: 'help', key: HELP, scopes: ['erase'] }],
      limits: false,
      log: noErrors,
      ...more,
    });
  before(() => {
    handler = create();
  });
  const send = (method: string, route: string, headers: Record<string, string> = OWN, body?: unknown) =>
    handler(
      new Request(`${SHOP}/apps/lojal/${route}`, {
        method,
        headers: { ...headers, ...(body !== undefined && { 'content-type': 'application/json' }) },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      }),
    );
  /** Signs in. Returns the header `Cookie` of later requests. */
  async function signIn(headers: Record<string, string> = OWN): Promise<string> {
    const response = await send('POST', 'owner/session', headers, { key: KEY });
    assert.equal(response.status, 200, await response.clone().text());
    return (response.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  }

  test('the key gives a cookie that no script reads and no other site sends', async () => {
    const response = await send('POST', 'owner/session', OWN, { key: KEY });
    const { name, scopes, expires } = (await response.json()) as { name: string; scopes: string[]; expires: string };
    assert.equal(name, 'owner');
    assert.ok(scopes.includes('moderate'));
    const days = (Date.parse(expires) - Date.now()) / 86_400_000;
    assert.ok(days > 13.9 && days < 14.1, `${days} days`);
    const cookie = response.headers.get('set-cookie') ?? '';
    for (const part of ['HttpOnly', 'SameSite=Strict', 'Secure', 'Path=/apps/lojal', 'Max-Age=1209600'])
      assert.match(cookie, new RegExp(part), cookie);
    assert.doesNotMatch(cookie, new RegExp(KEY.slice(0, 8)));
    const stored = JSON.stringify(await bench.query('select * from lojal_sessions'));
    assert.ok(!stored.includes(cookie.split(/[=;]/)[1] ?? '-'), 'the database keeps the cookie itself');
    assert.ok(!stored.includes(KEY), 'the database keeps the key');
  });

  test('the names and scopes of the keys, and no key', async () => {
    const response = await send('GET', 'owner/keys', { ...OWN, cookie: await signIn() });
    const text = await response.text();
    assert.deepEqual(JSON.parse(text).keys[1], { name: 'help', scopes: ['erase'] });
    assert.equal(JSON.parse(text).keys[0].name, 'owner');
    for (const key of [KEY, HELP]) assert.ok(!text.includes(key), text);
    assert.equal((await send('GET', 'owner/keys')).status, 401);
    assert.equal((await send('GET', 'owner/keys', { authorization: `Bearer ${HELP}` })).status, 403);
    assert.equal((await send('POST', 'owner/keys', OWN, {})).status, 405);
  });

  test('a page without encryption gets a cookie that the browser accepts there', async () => {
    const response = await send('POST', 'owner/session', { ...OWN, origin: 'http://127.0.0.1:4173' }, { key: KEY });
    assert.doesNotMatch(response.headers.get('set-cookie') ?? '', /Secure/);
  });

  test('the cookie opens what the key opens, until the owner signs out', async () => {
    const cookie = await signIn();
    const signedIn = { 'sec-fetch-site': 'same-origin', cookie };
    assert.equal((await send('GET', 'owner/session', signedIn)).status, 200);
    assert.equal((await send('GET', 'audit', signedIn)).status, 200);
    assert.equal((await send('DELETE', 'owner/session', { ...OWN, cookie })).status, 204);
    assert.equal((await send('GET', 'owner/session', signedIn)).status, 401);
    assert.equal((await send('GET', 'audit', signedIn)).status, 401);
  });

  test('two browsers are two sessions', async () => {
    const [one, two] = [await signIn(), await signIn()];
    assert.notEqual(one, two);
    await send('DELETE', 'owner/session', { ...OWN, cookie: one });
    assert.equal((await send('GET', 'audit', { 'sec-fetch-site': 'same-origin', cookie: two })).status, 200);
  });

  const strangers: Readonly<Record<string, Record<string, string>>> = {
    'another site': { 'sec-fetch-site': 'cross-site' },
    'a subdomain of the same site': { 'sec-fetch-site': 'same-site' },
    'a program without the header': {},
  };
  for (const [site, headers] of Object.entries(strangers))
    test(`${site} cannot use the cookie or sign in`, async () => {
      const cookie = await signIn();
      for (const [method, route] of [
        ['GET', 'audit'],
        ['GET', 'owner/session'],
        ['DELETE', 'answers?subject=c_1'],
      ] as const)
        assert.equal((await send(method, route, { ...headers, cookie })).status, 401, `${method} ${route}`);
      assert.equal((await send('POST', 'owner/session', headers, { key: KEY })).status, 403);
      assert.equal((await send('DELETE', 'owner/session', { ...headers, cookie })).status, 403);
      assert.equal((await send('GET', 'audit', { 'sec-fetch-site': 'same-origin', cookie })).status, 200);
    });

  test('a wrong key, a key that may not read, and no key give no cookie', async () => {
    for (const [key, status] of [
      [`${KEY}x`, 401],
      ['', 401],
      [HELP, 403],
      [7, 401],
      [null, 401],
    ] as const) {
      const response = await send('POST', 'owner/session', OWN, { key });
      assert.equal(response.status, status, String(key));
      assert.equal(response.headers.get('set-cookie'), null);
    }
    for (const body of ['x', [], null]) assert.equal((await send('POST', 'owner/session', OWN, body)).status, 401);
  });

  test('a made-up or expired cookie is none, and a removed key ends its sessions', async () => {
    const cookie = await signIn();
    const read = (cookie: string) => send('GET', 'audit', { 'sec-fetch-site': 'same-origin', cookie });
    assert.equal((await read('lojal_owner=made-up')).status, 401);
    assert.equal((await read('lojal_owner=')).status, 401);
    handler = create({ ownerKey: `${KEY}, new` });
    assert.equal((await read(cookie)).status, 401);
    handler = create();
    assert.equal((await read(cookie)).status, 200);
    await bench.query("update lojal_sessions set expires = clock_timestamp() - interval '1 second'");
    assert.equal((await read(cookie)).status, 401);
    await signIn();
    assert.equal((await bench.query('select 1 from lojal_sessions where expires < now()')).length, 0);
  });

  test('a header comes before the cookie', async () => {
    const cookie = await signIn();
    const headers = { 'sec-fetch-site': 'same-origin', cookie, authorization: 'Bearer wrong' };
    assert.equal((await send('GET', 'audit', headers)).status, 401);
  });

  test('other methods are told what the route accepts', async () => {
    const response = await send('PUT', 'owner/session', OWN, {});
    assert.equal(response.status, 405);
    assert.equal(response.headers.get('allow'), 'DELETE, GET, HEAD, POST');
  });
});
