import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { CloudEvent } from 'cloudevents';
import { createEndpoint, type Handler, type Store } from '../../src/endpoint/index.ts';
import { mint, nps, review } from './samples.ts';
import { ADDRESS, post, withStores } from './stores.ts';

const KEY = 'the key of the owner, å';

const REVIEW = 'lojal.review.answered.v1';

type Line = Record<string, unknown> & { id: string; lojalreceived: string; lojalcursor: string };

async function read(handler: Handler, query = ''): Promise<Line[]> {
  const headers = { authorization: `Bearer ${Buffer.from(KEY).toString('latin1')}` };
  const response = await handler(new Request(ADDRESS + query, { headers }));
  assert.equal(response.status, 200);
  assert.equal(response.headers.get('content-type'), 'application/x-ndjson');
  const text = await response.text();
  assert.ok(text === '' || text.endsWith('\n'));
  return text
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as Line);
}

withStores('The export', (bench) => {
  let handler: Handler;
  const edited = mint();
  const posted = [
    nps({ score: 3 }, { id: edited }),
    ...Array.from({ length: 1250 }, (_, i) => (i % 5 ? nps({ comment: `line\nbreak ${i}` }) : review())),
    nps({ score: 4, revision: 2 }, { id: edited }),
  ];

  before(async () => {
    // A header holds bytes, so a key that is not ASCII comes as its UTF-8 bytes read as Latin-1.
    handler = createEndpoint({ store: bench.store, ownerKey: Buffer.from(KEY).toString('latin1'), limits: false });
    assert.deepEqual(await read(handler), []);
    // The middle by one statement, as each alone would be.
    const middle = posted.slice(20, -20);
    for (const event of posted.slice(0, 20)) assert.ok((await post(handler, event)).ok);
    await bench.query(
      `select lojal_insert(event, 'digest', false, case event ->> 'type' when '${REVIEW}' then 'pending' end, '')
       from jsonb_array_elements($$${JSON.stringify(middle)}$$) with ordinality as posted (event, n) order by n`,
    );
    for (const event of posted.slice(-20)) assert.ok((await post(handler, event)).ok);
  });

  test('it has each answer once, as it was posted, in the order of the last change', async () => {
    const lines = await read(handler);
    assert.deepEqual(
      lines.map(({ lojalreceived, lojalcursor, lojalverified, lojalstate, ...event }) => event),
      posted.slice(1),
    );
    for (const line of lines) assert.equal(line.lojalstate, line.type === REVIEW ? 'pending' : undefined);
    for (const { lojalreceived } of lines) assert.ok(Math.abs(Date.now() - Date.parse(lojalreceived)) < 60_000);
  });

  test('each line is a valid CloudEvent', async () => {
    for (const line of await read(handler)) assert.ok(new CloudEvent(line, true).validate());
  });

  test('it goes on from a cursor, and by type', async () => {
    const lines = await read(handler);
    const cursor = lines.at(100)?.lojalcursor;
    assert.deepEqual(await read(handler, `?since=${cursor}`), lines.slice(101));
    assert.deepEqual(await read(handler, `?since=${lines.at(-1)?.lojalcursor}`), []);
    const reviews = await read(handler, `?type=${REVIEW}`);
    assert.deepEqual(
      reviews,
      lines.filter(({ type }) => type === REVIEW),
    );
    assert.equal(reviews.length, 250);
  });

  test('a query that cannot be meant is refused', async () => {
    for (const query of [
      "?since=1'or'1",
      '?since=-1',
      '?since=9999999999999999999999',
      '?since=',
      '?type=x',
      '?state=open',
      '?format=xls',
    ]) {
      const headers = { authorization: `bearer ${Buffer.from(KEY).toString('latin1')}` };
      assert.equal((await handler(new Request(ADDRESS + query, { headers }))).status, 400, query);
    }
  });

  test('without the key it is closed, and nothing is read', async () => {
    const reads: string[] = [];
    const store: Store = {
      ...bench.store,
      bound: async () => {
        reads.push('bound');
        return '0';
      },
    };
    const wrong = ['', 'Bearer', 'Bearer ', 'Bearer wrong', 'Basic a2V5', 'key', 'Bearer key2', 'Bearer keykey'];
    for (const ownerKey of ['key', '', undefined]) {
      const closed = createEndpoint({ store, ownerKey });
      for (const authorization of ownerKey ? wrong : [...wrong, 'Bearer undefined', 'Bearer key']) {
        const response = await closed(new Request(ADDRESS, { headers: { authorization } }));
        assert.equal(response.status, 401, `${ownerKey}: ${authorization}`);
        assert.match(response.headers.get('www-authenticate') ?? '', /^Bearer/);
      }
      assert.equal((await closed(new Request(ADDRESS))).status, 401);
    }
    assert.deepEqual(reads, []);
  });

  test('it holds a page of answers at a time', async () => {
    let asked = 0;
    const store: Store = {
      ...bench.store,
      page: (after, limit, filter) => {
        asked++;
        assert.ok(limit <= 500);
        return bench.store.page(after, limit, filter);
      },
    };
    const headers = { authorization: 'Bearer key' };
    const response = await createEndpoint({ store, ownerKey: 'key' })(new Request(ADDRESS, { headers }));
    const reader = response.body?.getReader();
    assert.equal(asked, 1);
    await reader?.read();
    assert.ok(asked <= 2, `${asked} pages for one read`);
    await reader?.cancel();
    assert.ok(asked <= 2);
  });
});
