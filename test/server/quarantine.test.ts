import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { createEndpoint, type Handler, type Store } from '../../src/server/index.ts';
import { KEY, mint, nps } from './samples.ts';
import { ADDRESS, fakeStore, noErrors, type ProblemBody, post, withStores } from './stores.ts';

const owner = { authorization: `Bearer ${KEY}` };
const QUARANTINE = ADDRESS.replace('answers', 'quarantine');

type Kept = { id: string; body: string; faults: { path: string }[]; received: string; subject?: string };

withStores('The quarantine', (bench) => {
  let handler: Handler;
  before(() => {
    handler = createEndpoint({ store: bench.store, ownerKey: KEY, limits: false, log: noErrors });
  });
  const list = async (): Promise<Kept[]> => {
    const response = await handler(new Request(QUARANTINE, { headers: owner }));
    assert.equal(response.headers.get('content-type'), 'application/x-ndjson');
    return (await response.text())
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line));
  };
  const replay = async () =>
    (await handler(new Request(`${QUARANTINE}/replay`, { method: 'POST', headers: owner }))).json();

  test('an answer of a newer widget is kept, listed and stored once its fields are valid', async () => {
    const before = await bench.count();
    const event = nps({ score: 12, words: 'å \u2028 \ud83c\udfb5', revision: 3 });
    const response = await post(handler, event);
    assert.equal(response.status, 202);
    assert.deepEqual(await response.json(), {
      id: event.id,
      revision: 3,
      stored: true,
      quarantined: true,
      detail: 'The event is not valid: data.score must be <= 10.',
      faults: [{ path: 'data.score', message: 'must be <= 10' }],
    });
    // A retry changes nothing.
    assert.equal((await post(handler, event)).status, 202);
    assert.equal(await bench.count(), before);
    const [kept, ...others] = await list();
    assert.ok(kept);
    assert.deepEqual(others, []);
    assert.deepEqual(JSON.parse(kept.body), event);
    assert.deepEqual([kept.id, kept.subject, kept.faults[0]?.path], [event.id, 'c_1042', 'data.score']);
    assert.ok(Math.abs(Date.now() - Date.parse(kept.received)) < 60_000);
    // This version still cannot read the answer.
    assert.deepEqual(await replay(), { replayed: 0, left: 1 });
    // A later version can, here after a correction by the shop.
    await bench.query(`update lojal_quarantine set body = replace(body, '"score":12', '"score":10')`);
    assert.deepEqual(await replay(), { replayed: 1, left: 0 });
    assert.deepEqual(await list(), []);
    assert.deepEqual((await bench.store.page('0', 10_000)).at(-1)?.event, {
      ...event,
      data: { ...event.data, score: 10 },
    });
    assert.deepEqual(await replay(), { replayed: 0, left: 0 });
  });

  test('anything with an id is kept, whatever else is in it', async () => {
    const bodies = [
      { id: mint() },
      { id: mint(), type: 'lojal.video.answered.v2', data: { revision: 1, video: 'x' } },
      { id: mint(), subject: { a: 1 }, time: 7, data: [] },
      { id: mint(), subject: 'c_\u0000', data: { revision: 'x' } },
      nps({ later: '\u0000 \ud83d' }),
      nps({}, { subject: 'c_9', time: '+275760-09-13T00:00:00Z' }),
    ];
    for (const body of bodies) assert.equal((await post(handler, body)).status, 202, JSON.stringify(body));
    assert.deepEqual(
      (await list()).map(({ body }) => JSON.parse(body)),
      bodies,
    );
    const deep = `{"id":"${mint()}","data":${'['.repeat(7000)}${']'.repeat(7000)}}`;
    assert.equal((await post(handler, deep)).status, 202);
    assert.equal((await list()).at(-1)?.body, deep);
    assert.deepEqual(await replay(), { replayed: 0, left: bodies.length + 1 });
  });

  test('erasing a customer empties the quarantine of their answers, and refuses those written before', async () => {
    const mine = nps({ score: 12 }, { subject: 'c_gone' });
    assert.equal((await post(handler, mine)).status, 202);
    const before = (await list()).length;
    await handler(new Request(`${ADDRESS}?subject=c_gone`, { method: 'DELETE', headers: owner }));
    assert.equal((await list()).length, before - 1);
    const early = nps({ score: 12 }, { subject: 'c_gone', time: new Date(Date.now() - 60_000).toISOString() });
    for (const late of [mine, early, { ...mine, id: mint(), time: 'unknown' }]) {
      assert.equal((await post(handler, late)).status, 409);
    }
    const fresh = nps({ score: 12 }, { subject: 'c_gone', time: new Date(Date.now() + 60_000).toISOString() });
    assert.equal((await post(handler, fresh)).status, 202);
  });
});

test('a full quarantine asks for a later retry, and the routes need their keys', async () => {
  const store: Store = { ...fakeStore(), quarantine: async () => 'full' };
  const keys = [{ name: 'reader', key: `reader-${KEY}`, scopes: ['read'] as const }];
  const handler = createEndpoint({ store, ownerKey: KEY, keys });
  const response = await post(handler, nps({ score: 12 }));
  assert.equal(response.status, 503);
  assert.equal(response.headers.get('retry-after'), '3600');
  assert.match(((await response.json()) as ProblemBody).detail, /^Too many answers that are not valid/);
  const statusOf = async (path: string, method: string, headers = {}) =>
    (await handler(new Request(ADDRESS.replace('answers', path), { method, headers }))).status;
  const reader = { authorization: `Bearer reader-${KEY}` };
  for (const [path, method, headers, status] of [
    ['quarantine', 'GET', {}, 401],
    ['quarantine', 'GET', reader, 200],
    ['quarantine', 'POST', owner, 405],
    ['quarantine/replay', 'POST', {}, 401],
    ['quarantine/replay', 'POST', reader, 403],
    ['quarantine/replay', 'POST', owner, 200],
    ['quarantine/replay', 'GET', owner, 405],
    ['audit', 'GET', {}, 401],
    ['audit', 'GET', reader, 200],
    ['audit', 'DELETE', owner, 405],
    ['audit?since=x', 'GET', owner, 400],
  ] as const) {
    assert.equal(await statusOf(path, method, headers), status, `${method} ${path}`);
  }
});
