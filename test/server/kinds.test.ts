import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { createEndpoint, type Handler } from '../../src/server/index.ts';
import { ces, choice, csat, exit, KEY, mint, nps } from './samples.ts';
import { ADDRESS, noErrors, post, withStores } from './stores.ts';

/** Surveys are stored like every other answer: one row, the highest revision, erased permanently. */

const owner = { authorization: `Bearer ${KEY}` };

const edits = [
  [csat, { score: 2 }],
  [ces, { score: 1 }],
  [choice, { choices: ['people'], texts: ['De som packar'], other: undefined }],
  [exit, { choices: ['other'], texts: ['Something else'], other: 'Moving house' }],
] as const;

withStores('The small questions', (bench) => {
  let handler: Handler;
  before(async () => {
    handler = createEndpoint({ store: bench.store, ownerKey: KEY, limits: false, log: noErrors });
    assert.equal((await post(handler, nps())).status, 201);
  });
  const read = async (query = ''): Promise<Record<string, unknown>[]> => {
    const response = await handler(new Request(ADDRESS + query, { headers: owner }));
    assert.equal(response.status, 200);
    return (await response.text())
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line));
  };
  const last = async () => (await bench.store.page('0', 10_000)).at(-1);

  for (const [sample, edit] of edits) {
    const { type } = sample();

    test(`${type}: stored once, replaced by an edit, never by an older revision or another kind`, async () => {
      const [id, before] = [mint(), await bench.count()];
      const first = sample({ revision: 2 }, { id });
      const second = JSON.parse(JSON.stringify(sample({ ...edit, revision: 3 }, { id })));
      for (const [event, status] of [
        [first, 201],
        [first, 200],
        [sample({ ...edit, revision: 2 }, { id }), 422],
        [sample({ revision: 1 }, { id }), 409],
        [nps({ revision: 3 }, { id }), 422],
        [second, 200],
        [first, 409],
      ] as const)
        assert.equal((await post(handler, event)).status, status, JSON.stringify(event));
      assert.equal(await bench.count(), before + 1);
      const kept = await last();
      assert.deepEqual(kept?.event, second);
      assert.equal(kept?.state, undefined);
    });

    test(`${type}: of fifty concurrent revisions the highest remains`, async () => {
      const [id, before] = [mint(), await bench.count()];
      const all = Array.from({ length: 50 }, (_, i) =>
        post(handler, sample({ revision: ((i * 37) % 50) + 1 }, { id })),
      );
      for (const { status } of await Promise.all(all)) assert.ok([200, 201, 409].includes(status), String(status));
      assert.equal(await bench.count(), before + 1);
      assert.equal((await last())?.event.data.revision, 50);
    });

    test(`${type}: the export filters by type, and the answer cannot be moderated`, async () => {
      const event = sample({ product: { id: 'lp-7' } });
      assert.equal((await post(handler, event)).status, 201);
      const all = await read();
      const lines = await read(`?type=${type}`);
      assert.deepEqual(
        lines,
        all.filter((line) => line.type === type),
      );
      assert.ok(lines.length > 0 && lines.length < all.length);
      const decision = {
        method: 'PATCH',
        headers: { ...owner, 'content-type': 'application/json', 'if-match': '"1"' },
      };
      const response = await handler(
        new Request(`${ADDRESS}/${event.id}`, { ...decision, body: JSON.stringify({ state: 'approved' }) }),
      );
      assert.equal(response.status, 409);
      assert.deepEqual(await bench.store.approved('lp-7', 10), []);
    });
  }

  test('erasing a customer erases these answers, and a late retry does not restore them', async () => {
    const subject = 'c_leaving';
    const mine = edits.map(([sample]) => sample({}, { subject }));
    for (const event of mine) assert.equal((await post(handler, event)).status, 201);
    const before = await bench.count();
    const response = await handler(new Request(`${ADDRESS}?subject=${subject}`, { method: 'DELETE', headers: owner }));
    assert.deepEqual(await response.json(), { erased: mine.length });
    for (const event of mine) {
      assert.equal((await post(handler, event)).status, 409);
      assert.equal((await post(handler, { ...event, data: { ...event.data, revision: 2 } })).status, 409);
    }
    assert.equal(await bench.count(), before - mine.length);
  });
});
