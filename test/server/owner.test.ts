import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { createEndpoint, type Handler, type ReviewState } from '../../src/server/index.ts';
import { consent, mint, nps, review } from './samples.ts';
import { ADDRESS, noErrors, type ProblemBody, post, withStores } from './stores.ts';

const KEY = 'the key of the owner, 0123456789abcdef';
const OWNER_ONLY = "The owner's key is required, as Authorization: Bearer.";
const owner = { authorization: `Bearer ${KEY}` };

type Line = Record<string, unknown> & { id: string; lojalcursor: string; lojalstate?: ReviewState };

withStores("The owner's hand", (bench) => {
  let handler: Handler;
  before(() => {
    handler = createEndpoint({ store: bench.store, ownerKey: KEY, limits: false, log: noErrors });
  });
  const read = async (query = ''): Promise<Line[]> => {
    const text = await (await handler(new Request(ADDRESS + query, { headers: owner }))).text();
    return text
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line) as Line);
  };
  const stateOf = async (id: string) => (await read()).find((line) => line.id === id)?.lojalstate;
  const revisionOf = async (id: string) => {
    const line = (await read()).find((one) => one.id === id);
    return line ? (line.data as { revision: number }).revision : 1;
  };
  const decide = async (id: string, body: unknown, headers: Record<string, string> = {}) =>
    handler(
      new Request(`${ADDRESS}/${id}`, {
        method: 'PATCH',
        headers: {
          ...owner,
          'content-type': 'application/json',
          'if-match': `"${await revisionOf(id)}"`,
          ...headers,
        },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      }),
    );
  const erase = (query: string, headers: Record<string, string> = owner) =>
    handler(new Request(ADDRESS + query, { method: 'DELETE', headers }));

  for (const [data, state] of [
    [{}, 'pending'],
    [{ website: '', seconds: 2 }, 'pending'],
    [{ seconds: 86_400 }, 'pending'],
    [{ website: 'https://spam.example' }, 'suspect'],
    [{ website: ' ', seconds: 60 }, 'suspect'],
    [{ seconds: 1 }, 'suspect'],
    [{ seconds: 0 }, 'suspect'],
  ] as const) {
    test(`a review with ${JSON.stringify(data)} is ${state}, and the response does not say so`, async () => {
      const event = review(data);
      const response = await post(handler, event);
      assert.equal(response.status, 201);
      assert.deepEqual(await response.json(), { id: event.id, revision: 1, stored: true });
      assert.equal(await stateOf(event.id), state);
    });
  }

  for (const data of [
    { website: 'x'.repeat(201) },
    { website: 1 },
    { seconds: -1 },
    { seconds: 1.5 },
    { seconds: 86_401 },
  ]) {
    test(`${JSON.stringify(data).slice(0, 30)} is not valid, and means nothing on an NPS answer`, async () => {
      assert.equal((await post(handler, review(data))).status, 202);
      const event = nps(data);
      assert.equal((await post(handler, event)).status, 201);
      assert.equal(await stateOf(event.id), undefined);
    });
  }

  test('a decision is stored, moves the review to the end, and is revoked by an edit', async () => {
    const id = mint();
    assert.equal((await post(handler, review({}, { id }))).status, 201);
    await post(handler, nps());
    for (const state of ['approved', 'rejected', 'pending', 'approved'] as const) {
      const last = (await read()).at(-1)?.lojalcursor;
      const response = await decide(id, { state });
      assert.equal(response.status, 200);
      assert.deepEqual(await response.json(), { id, state });
      const news = await read(`?since=${last}`);
      assert.deepEqual(
        news.map((line) => [line.id, line.lojalstate]),
        [[id, state]],
      );
      // The same decision again changes nothing.
      assert.equal((await decide(id, { state })).status, 200);
      assert.deepEqual(await read(`?since=${news.at(-1)?.lojalcursor}`), []);
    }
    assert.equal((await post(handler, review({}, { id }))).status, 200);
    assert.equal(await stateOf(id), 'approved');
    assert.equal((await post(handler, review({ revision: 2, body: 'Edited' }, { id }))).status, 200);
    assert.equal(await stateOf(id), 'pending');
    await decide(id, { state: 'rejected' });
    assert.equal((await post(handler, review({ revision: 3, seconds: 0 }, { id }))).status, 200);
    assert.equal(await stateOf(id), 'suspect');
  });

  test('invalid decisions', async () => {
    const [one, other] = [review(), nps()];
    await post(handler, one);
    await post(handler, other);
    const approved = { state: 'approved' };
    const choice = 'state must be "approved" or "rejected" or "pending"';
    const key = 'x'.repeat(41);
    const refused: readonly [string, unknown, number, string, Record<string, string>?][] = [
      [mint(), approved, 404, 'There is no answer with this id.'],
      [other.id, approved, 409, 'Only reviews have a state.'],
      [one.id, { state: 'suspect' }, 422, choice],
      [one.id, { state: 'toString' }, 422, choice],
      [one.id, { state: ['approved'] }, 422, choice],
      [one.id, {}, 422, choice],
      [one.id, { state: 'approved', note: 'x' }, 422, 'note is not a known field'],
      [one.id, { state: 'approved', [key]: 'x' }, 422, `${key.slice(1)} is not a known field`],
      [one.id, '{"state":"approved","__proto__":{}}', 422, '__proto__ is not a known field'],
      [one.id, [], 422, 'the decision must be an object'],
      [one.id, null, 422, 'the decision must be an object'],
      [one.id, '"approved"', 422, 'the decision must be an object'],
      [one.id, '{', 400, 'The body is not JSON.'],
      [one.id, ' '.repeat(17 * 1024), 413, 'The body is larger than 16384 bytes.'],
      [one.id, approved, 415, 'The content type must be application/json, in UTF-8.', { 'content-type': 'text/plain' }],
      [one.id, approved, 401, OWNER_ONLY, { authorization: 'Bearer wrong' }],
      [one.id, approved, 403, 'Pages of this origin may not use this endpoint.', { origin: 'https://evil.example' }],
      ['short', approved, 404, 'There is no route at this address.'],
    ];
    for (const [id, body, status, says, headers] of refused) {
      const response = await decide(id, body, headers);
      assert.equal(response.status, status, JSON.stringify([id, body]).slice(0, 80));
      assert.equal(response.headers.get('content-type'), 'application/problem+json');
      const { detail, faults } = (await response.json()) as ProblemBody;
      assert.equal(detail, status === 422 ? `The decision is not valid: ${says}.` : says);
      const named = faults?.map(({ path, message }) => `${path || 'the decision'} ${message}`);
      assert.deepEqual(named, status === 422 ? [says] : undefined);
    }
    assert.equal(await stateOf(one.id), 'pending');
    assert.equal((await handler(new Request(`${ADDRESS}/${one.id}`, { headers: owner }))).status, 405);
  });

  test('the owner decides only about the revision that was read', async () => {
    const id = mint();
    await post(handler, review({}, { id }));
    const approve = (headers: Record<string, string>) =>
      handler(
        new Request(`${ADDRESS}/${id}`, {
          method: 'PATCH',
          headers: { ...owner, 'content-type': 'application/json', ...headers },
          body: '{"state":"approved"}',
        }),
      );
    // The customer edits after the owner has read.
    await post(handler, review({ revision: 2, body: 'Something else' }, { id }));
    for (const [headers, status, says] of [
      [{}, 428, 'If-Match is required, with the revision that was read: If-Match: "1".'],
      [{ 'if-match': '*' }, 400, 'If-Match must be one revision, for example "1".'],
      [{ 'if-match': '"1", "2"' }, 400, 'If-Match must be one revision, for example "1".'],
      [
        { 'if-match': '"1"' },
        412,
        'Another revision of this review is stored. Read the review again before you decide.',
      ],
      [{ 'if-match': '3' }, 412, 'Another revision of this review is stored. Read the review again before you decide.'],
    ] as const) {
      const response = await approve(headers);
      assert.equal(response.status, status, JSON.stringify(headers));
      assert.equal(((await response.json()) as ProblemBody).detail, says);
      assert.equal(await stateOf(id), 'pending');
    }
    const response = await approve({ 'if-match': '"2"' });
    assert.equal(response.status, 200);
    assert.equal(response.headers.get('etag'), '"2"');
    assert.equal(await stateOf(id), 'approved');
  });

  test('the export filters by state', async () => {
    const [approved, rejected] = [review(), review()];
    for (const event of [review(), review({ seconds: 0 }), approved, rejected, nps()]) await post(handler, event);
    await decide(approved.id, { state: 'approved' });
    await decide(rejected.id, { state: 'rejected' });
    const all = await read();
    for (const state of ['pending', 'suspect', 'approved', 'rejected']) {
      const some = await read(`?state=${state}`);
      assert.ok(some.length > 0, state);
      assert.deepEqual(
        some,
        all.filter((line) => line.lojalstate === state),
      );
    }
  });

  test('approved() returns approved reviews with consent, of one product, newest first', async () => {
    const product = { id: "a 'product'" };
    const ids: string[] = [];
    const add = async (data: object, state?: ReviewState) => {
      const event = review({ product, ...data });
      await post(handler, event);
      if (state) await decide(event.id, { state });
      ids.push(event.id);
      return event.id;
    };
    const first = await add({}, 'approved');
    await add({ consent: { ...consent, publish: false } }, 'approved');
    await add({});
    await add({}, 'rejected');
    await add({ product: { id: 'another' } }, 'approved');
    await add({ product: undefined }, 'approved');
    const second = await add({}, 'approved');
    const shown = async (limit: number) => (await bench.store.approved(product.id, limit)).map(({ event }) => event.id);
    assert.deepEqual(await shown(10), [second, first]);
    assert.deepEqual(await shown(1), [second]);
    await decide(second, { state: 'rejected' });
    assert.deepEqual(await shown(10), [first]);
  });

  test('approved() gives only what the customer chose to show', async () => {
    const product = { id: 'shown' };
    const names: readonly [object | undefined, object | undefined][] = [
      [
        { name: 'Ana Maria Lind', display: 'full' },
        { name: 'Ana Maria Lind', display: 'full' },
      ],
      [
        { name: ' Ana  Maria Lind ', display: 'initial' },
        { name: 'Ana Maria L.', display: 'initial' },
      ],
      [
        { name: 'Ana', display: 'initial' },
        { name: 'Ana', display: 'initial' },
      ],
      [
        { name: 'Zoë E\u0301ric', display: 'initial' },
        { name: 'Zoë E\u0301.', display: 'initial' },
      ],
      [{ name: 'Ana Lind', display: 'anonymous' }, { display: 'anonymous' }],
      [{ display: 'full' }, { display: 'anonymous' }],
      [undefined, undefined],
    ];
    for (const [author] of names) {
      const event = review({ product, author, secret: 'later', seconds: 60 }, { subject: 'c_77', lojalnew: 'x' });
      await post(handler, event);
      await decide(event.id, { state: 'approved' });
    }
    const shown = await bench.store.approved(product.id, 10);
    assert.deepEqual(
      shown.map(({ event }) => event.data.author),
      names.map(([, author]) => author).reverse(),
    );
    for (const { event } of shown) {
      const all = JSON.stringify(event);
      for (const hidden of ['c_77', '10042', 'later', 'lojalnew', 'seconds', 'You may publish']) {
        assert.ok(!all.includes(hidden), hidden);
      }
      assert.match(String(event.data.body), /^Sounds better/);
    }
  });

  test('erasing a subject leaves only digests, and a late retry does not restore an answer', async () => {
    const subject = "c_'; drop table lojal_answers; --å";
    const mine = [nps({}, { subject }), review({}, { subject }), review({}, { subject })];
    const others = [nps({}, { subject: 'c_2' }), nps({}, { subject: undefined })];
    for (const event of [...mine, ...others]) assert.equal((await post(handler, event)).status, 201);
    await bench.store.countRequest(`subject:${subject}`, { burst: 1, perMinute: 1 });
    assert.ok((await bench.store.countRequest(`subject:${subject}`, { burst: 1, perMinute: 1 })) > 0);
    const before = await bench.count();

    const response = await erase(`?subject=${encodeURIComponent(subject)}`);
    assert.equal(response.status, 200);
    assert.deepEqual(await response.json(), { erased: 3 });
    assert.equal(await bench.count(), before - 3);
    assert.equal(await bench.store.countRequest(`subject:${subject}`, { burst: 1, perMinute: 1 }), 0);
    await bench.query(`delete from lojal_limits`);

    for (const event of mine) {
      for (const late of [event, { ...event, data: { ...event.data, revision: 2 } }, { ...event, subject: 'c_3' }]) {
        const again = await post(handler, late);
        assert.equal(again.status, 409);
        const said = await again.text();
        assert.match(said, /"This answer was erased and is not stored again\."/);
        // The outbox reads such a text as "try again later".
        assert.doesNotMatch(said, /progress|processing|pending/i);
      }
    }
    assert.equal(await bench.count(), before - 3);
    assert.deepEqual(await (await erase(`?subject=${encodeURIComponent(subject)}`)).json(), { erased: 0 });
    for (const event of others) assert.equal((await post(handler, event)).status, 200);
    const later = nps({}, { subject, time: new Date(Date.now() + 1000).toISOString() });
    assert.equal((await post(handler, later)).status, 201);

    // Checks every table, including those of later versions.
    await erase(`?subject=${encodeURIComponent(subject)}`);
    const tables = await bench.query<{ name: string }>(
      `select table_name as name from information_schema.tables where table_name like 'lojal%'`,
    );
    assert.ok(tables.length >= 5);
    for (const { name } of tables) {
      const kept = JSON.stringify(await bench.query(`select * from ${name}`));
      for (const secret of ['drop table', ...mine.map(({ id }) => id), later.id])
        assert.ok(!kept.includes(secret), `${name}: ${secret}`);
    }
  });

  test('an answer that is posted during the erasure of its subject is erased or rejected', async () => {
    for (let round = 0; round < 20; round++) {
      const subject = `racer_${round}`;
      const events = Array.from({ length: 10 }, () => nps({}, { subject }));
      await Promise.all(events.map((event) => post(handler, event)));
      const late = Promise.all(
        events.map((event) => post(handler, { ...event, data: { ...event.data, revision: 2 } })),
      );
      assert.deepEqual(await (await erase(`?subject=${subject}`)).json(), { erased: 10 });
      for (const { status } of await late) assert.ok([200, 409].includes(status), String(status));
      assert.ok((await read()).every((line) => line.subject !== subject));
    }
  });

  test('invalid erasures, and erasures without the key', async () => {
    const before = await bench.count();
    const wrong = [
      '',
      '?subject=',
      '?subject=a@b',
      '?subject=c_2&type=x',
      '?subject=c_2&subject=c_3',
      '?Subject=c_2',
      '?id=1',
    ];
    for (const query of wrong) {
      const response = await erase(query);
      assert.equal(response.status, 400, query);
      assert.match(
        await response.text(),
        /"Erasure requires \?subject= with one customer's id and no other parameter\."/,
      );
    }
    assert.equal((await erase('?subject=c_2', {})).status, 401);
    assert.equal((await erase('?subject=c_2', { authorization: 'Bearer wrong' })).status, 401);
    assert.equal((await erase('?subject=c_2', { ...owner, origin: 'https://evil.example' })).status, 403);
    assert.equal(await bench.count(), before);
  });
});
