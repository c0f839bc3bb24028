import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createEndpoint, type Store } from '../../src/server/index.ts';
import { Problem } from '../../src/server/problem.ts';
import { KEY, nps } from './samples.ts';
import { ADDRESS, fakeStore, type ProblemBody, post } from './stores.ts';
import { identity, sign } from './tokens.ts';

const SHOP = 'https://shop.example';
const origins = [SHOP, 'http://localhost:4173'];

const preflight = (origin: string) =>
  new Request(ADDRESS, {
    method: 'OPTIONS',
    headers: {
      origin,
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'authorization,content-type',
    },
  });

const strangers = [
  'null',
  '*',
  'https://evil.example',
  'https://shop.example.evil.example',
  'https://evilshop.example',
  'http://shop.example',
  'https://shop.example:8443',
  'https://SHOP.example',
  'https://shop.example/',
  'https://sub.shop.example',
  // The address of the request itself: the sender chooses the `Host` header.
  'http://api.example',
  'https://api.example',
];

for (const origin of strangers) {
  test(`a page of ${origin} may not post, preflight, or read the error`, async () => {
    const store = fakeStore();
    const handler = createEndpoint({ store, origins });
    for (const response of [await post(handler, nps(), { origin }), await handler(preflight(origin))]) {
      assert.equal(response.status, 403);
      assert.equal(response.headers.get('access-control-allow-origin'), null);
      assert.equal(response.headers.get('vary'), 'Origin');
      assert.match(((await response.json()) as ProblemBody).detail, /origin/);
    }
    assert.deepEqual(store.events, []);
  });
}

for (const origin of origins) {
  test(`a page of ${origin} may post and read every response`, async () => {
    const handler = createEndpoint({ store: fakeStore(), origins });
    const asked = await handler(preflight(origin));
    assert.equal(asked.status, 204);
    assert.equal(asked.headers.get('access-control-allow-methods'), 'GET, POST');
    assert.equal(asked.headers.get('access-control-allow-headers'), 'authorization, content-type');
    assert.equal(asked.headers.get('access-control-max-age'), '7200');
    const good = await post(handler, nps(), { origin, authorization: 'Bearer a.b.c' });
    assert.equal(good.status, 201);
    const bad = await post(handler, '{', { origin });
    assert.equal(bad.status, 400);
    for (const response of [asked, good, bad]) {
      assert.equal(response.headers.get('access-control-allow-origin'), origin);
      assert.equal(response.headers.get('access-control-allow-credentials'), null);
      assert.equal(response.headers.get('access-control-expose-headers'), 'Retry-After, X-Request-Id');
    }
  });
}

test('every response has caching and CORS headers', async () => {
  const handler = createEndpoint({ store: fakeStore(), origins });
  const elsewhere = new Request('https://api.example/');
  const all = [await post(handler, nps()), await handler(elsewhere), await handler(preflight(SHOP))];
  for (const { headers } of all.slice(0, 2)) {
    // No page sent the request.
    assert.equal(headers.get('access-control-allow-origin'), null);
    assert.equal(headers.get('access-control-expose-headers'), null);
  }
  for (const { headers } of all) {
    assert.equal(headers.get('vary'), 'Origin');
    assert.equal(headers.get('x-content-type-options'), 'nosniff');
    assert.equal(headers.get('cache-control'), 'no-store');
  }
});

const ALL = 'DELETE, GET, HEAD, OPTIONS, POST';
const elsewhere: readonly (readonly [string, string, number, string, string?])[] = [
  ['PUT', '/apps/lojal/answers', 405, 'This route accepts GET, POST and DELETE.', ALL],
  ['PATCH', '/apps/lojal/answers', 405, 'This route accepts GET, POST and DELETE.', ALL],
  ['GET', `/apps/lojal/answers/${'a'.repeat(16)}`, 405, 'This route accepts PATCH.', 'PATCH'],
  ['DELETE', `/apps/lojal/answers/${'-'.repeat(64)}`, 405, 'This route accepts PATCH.', 'PATCH'],
  ['POST', '/apps/lojal/account', 405, 'This route accepts GET.', 'GET, HEAD, OPTIONS'],
  ...[
    '/',
    '/apps/lojal',
    '/apps/lojal/answers/',
    `/apps/lojal/answers/${'a'.repeat(15)}`,
    `/apps/lojal/answers/${'a'.repeat(65)}`,
    '/apps/lojal/answers/aaaaaaaaaaaaaaa.',
    '/apps/lojal/%ff',
    '/answers',
  ].map((path) => ['GET', path, 404, 'There is no route at this address.'] as const),
];

for (const [method, path, status, says, allow] of elsewhere) {
  test(`${method} ${path} results in ${status}`, async () => {
    const handler = createEndpoint({ store: fakeStore(), ownerKey: KEY });
    const headers = { authorization: `Bearer ${KEY}` };
    const response = await handler(new Request(`https://api.example${path}`, { method, headers }));
    assert.equal(response.status, status);
    assert.equal(response.headers.get('allow'), allow ?? null);
    assert.equal(((await response.json()) as ProblemBody).detail, says);
  });
}

for (const [status, title] of [
  [400, 'Bad Request'],
  [401, 'Unauthorized'],
  [403, 'Forbidden'],
  [404, 'Not Found'],
  [405, 'Method Not Allowed'],
  [409, 'Conflict'],
  [410, 'Gone'],
  [412, 'Precondition Failed'],
  [413, 'Content Too Large'],
  [415, 'Unsupported Media Type'],
  [422, 'Unprocessable Content'],
  [428, 'Precondition Required'],
  [429, 'Too Many Requests'],
  [500, 'Internal Server Error'],
  [503, 'Service Unavailable'],
] as const) {
  test(`the title of ${status} is the one of RFC 9110`, async () => {
    const plain = new Problem(status, 'Why.').response();
    assert.equal(plain.status, status);
    assert.deepEqual(await plain.json(), { title, status, detail: 'Why.' });
    const faults = [{ path: 'a', message: 'b' }];
    const full = new Problem(status, 'Why.', { faults, headers: { Allow: 'GET' } }).response();
    assert.deepEqual(await full.json(), { title, status, detail: 'Why.', faults });
    assert.equal(full.headers.get('allow'), 'GET');
  });
}

test('the option `path` sets the prefix of the routes', async () => {
  const moved = createEndpoint({ store: fakeStore(), path: '/l' });
  const statusOf = async (path: string) => (await moved(new Request(`https://api.example${path}`))).status;
  assert.deepEqual(await Promise.all(['/l/answers', '/l/account', '/l/health'].map(statusOf)), [401, 401, 200]);
  assert.equal(await statusOf('/apps/lojal/answers'), 404);
});

test('an invalid origin is rejected at the start', () => {
  for (const origin of ['*', 'shop.example', 'https://shop.example/', 'https://Shop.example', 'null']) {
    const message = `"${origin}" is not an origin: write it as https://shop.example, without a path.`;
    assert.throws(() => createEndpoint({ store: fakeStore(), origins: [origin] }), { name: 'TypeError', message });
  }
});

test('a failing database results in 500, without contents in response and log', async () => {
  const secret = 'what the customer wrote';
  const cause = Object.assign(new Error(`Failing row contains (${secret})`), { code: '23514', detail: secret });
  const fails = () => Promise.reject(new Error(`Failed query: insert\n    at params: ${secret}:1:1`, { cause }));
  const lines: string[] = [];
  const store: Store = { ...fakeStore(), insert: fails, page: fails, committedCursor: fails };
  const handler = createEndpoint({ store, ownerKey: KEY, log: (entry) => lines.push(JSON.stringify(entry)) });
  const read = new Request(ADDRESS, { headers: { authorization: `Bearer ${KEY}` } });
  for (const response of [await post(handler, nps({ comment: secret })), await handler(read)]) {
    assert.equal(response.status, 500);
    const body = await response.text();
    const { status, detail } = JSON.parse(body) as ProblemBody;
    assert.equal(status, 500);
    assert.equal(detail, 'The server failed. Send the same request again later.');
    assert.doesNotMatch(body, /customer|query/);
  }
  assert.equal(lines.length, 2);
  for (const line of lines) {
    assert.match(line, /Error < Error 23514/);
    assert.doesNotMatch(line, /customer/);
  }
});

for (const [what, cause] of [
  ['cannot be reached', { code: 'ECONNREFUSED' }],
  ['drops the connection', { message: 'Connection terminated unexpectedly' }],
  ['has no free connection', { message: 'timeout exceeded when trying to connect' }],
  ['shuts down', { code: '57P01' }],
  ['cancels a slow statement', { code: '57014' }],
  ['has a full disk', { code: '53100' }],
  ['is a read-only replica', { code: '25006' }],
  ['is a folder on a full disk', { code: 'ENOSPC' }],
] as const) {
  test(`a database that ${what} results in 503 with Retry-After, for answers and for the export`, async () => {
    const fails = () => Promise.reject(new Error('Failed query', { cause: Object.assign(new Error('x'), cause) }));
    for (const countRequest of [async () => 0, fails]) {
      let inserts = 0;
      const insert = () => {
        inserts++;
        return fails();
      };
      const store: Store = { ...fakeStore(), insert, committedCursor: fails, countRequest };
      const handler = createEndpoint({ store, origins, ownerKey: KEY, log: () => {} });
      const read = new Request(ADDRESS, { headers: { authorization: `Bearer ${KEY}` } });
      for (const response of [await post(handler, nps(), { origin: SHOP }), await handler(read)]) {
        assert.equal(response.status, 503);
        assert.equal(response.headers.get('retry-after'), '10');
        const { detail } = (await response.json()) as ProblemBody;
        assert.equal(detail, 'The database is not available. Send the same request again later.');
      }
      // If the limiter has found the database away, no second timeout follows.
      assert.equal(inserts, countRequest === fails ? 0 : 1);
    }
  });
}

test("a failure of the shop's own functions is not reported as one of the database", async () => {
  const away = Object.assign(new Error('x'), { code: 'ECONNREFUSED' });
  const handler = createEndpoint({ store: fakeStore(), identity, account: () => Promise.reject(away), log: () => {} });
  const headers = { authorization: `Bearer ${await sign()}` };
  assert.equal((await handler(new Request(ADDRESS.replace('answers', 'account'), { headers }))).status, 500);
});
