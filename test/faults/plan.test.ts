/** The fault endpoint: plans are reproducible, and the endpoint follows them. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { always, type Fault, listed, PASS, type Post, say, seeded } from './plan.ts';
import { openShop, type Shop } from './shop.ts';
import { type Back, openBack } from './store.ts';

let back: Back;
let shop: Shop;

before(async () => {
  back = await openBack();
  shop = await openShop(back);
});
after(async () => {
  await shop?.close();
  await back?.close();
});

const anyPost = {} as Post;
const first = (seed: number) => {
  const plan = seeded(seed);
  return Array.from({ length: 50 }, () => JSON.stringify(plan(anyPost))).join();
};

test('the same seed gives the same faults, another seed other faults', () => {
  assert.equal(first(7), first(7));
  assert.notEqual(first(7), first(8));
});

test('a list is followed in order, and its last fault repeats', () => {
  const plan = listed(say(500), PASS);
  assert.deepEqual([plan(anyPost), plan(anyPost), plan(anyPost)], [say(500), PASS, PASS]);
});

let number = 0;
function post(fault: Fault): { id: string; response: Promise<Response> } {
  shop.plan = always(fault);
  const id = String(++number).padStart(32, '0');
  const event = {
    specversion: '1.0',
    id,
    source: shop.url,
    type: 'lojal.nps.answered.v1',
    time: '2026-11-21T20:11:05.123Z',
    datacontenttype: 'application/json',
    data: { score: 9, product: `plan-${number}.`, lang: 'en', revision: 1 },
  };
  const headers = { 'content-type': 'application/cloudevents+json', origin: shop.url };
  const init = { method: 'POST', headers, body: JSON.stringify(event), redirect: 'manual' as const };
  return { id, response: fetch(`${shop.url}/apps/lojal/answers`, init) };
}
const stored = async () => (await back.rows(`plan-${number}.`)).length;

for (const kept of [false, true]) {
  const when = kept ? 'after' : 'before';
  test(`a connection is destroyed ${when} the insert`, async () => {
    await assert.rejects(post({ do: 'cut', stored: kept }).response);
    assert.equal(await stored(), Number(kept));
  });
  test(`a 500 comes ${when} the commit`, async () => {
    assert.equal((await post(say(500, {}, kept)).response).status, 500);
    assert.equal(await stored(), Number(kept));
  });
}

test('drip: the real response, slowly', async () => {
  const start = performance.now();
  const { id, response } = post({ do: 'drip', ms: 300 });
  const got = await response;
  assert.deepEqual([got.status, await got.json()], [201, { id, revision: 1, stored: true }]);
  assert.ok(performance.now() - start >= 250);
});

test('hush: the response has no CORS header', async () => {
  const open = await post(PASS).response;
  const hushed = await post({ do: 'hush' }).response;
  const header = 'access-control-allow-origin';
  assert.deepEqual([open.headers.get(header), hushed.headers.get(header), hushed.status], [shop.url, null, 201]);
});

test('followed redirects are counted', async () => {
  const response = await post({ do: 'redirect', status: 307 }).response;
  assert.deepEqual([response.status, shop.elsewhere], [307, 0]);
  await fetch(response.headers.get('location') ?? '', { method: 'POST' });
  assert.equal(shop.elsewhere, 1);
  assert.equal(await stored(), 0);
});

test('each post is recorded with its fault', async () => {
  const { id, response } = post(say(503));
  await response;
  const noted = shop.posts.at(-1);
  assert.deepEqual([noted?.id, noted?.revision, noted?.fault], [id, 1, say(503)]);
});
