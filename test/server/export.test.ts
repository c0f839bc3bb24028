import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { CloudEvent } from 'cloudevents';
import { QUESTION_KINDS } from '../../src/registry.ts';
import { createEndpoint, type Handler, type Store } from '../../src/server/index.ts';
import { KEY, mint, nps, review } from './samples.ts';
import { ADDRESS, fakeStore, type ProblemBody, post, withStores } from './stores.ts';

const LATIN_KEY = 'the key of the owner, å, 0123456789abcdef';

const REVIEW = 'lojal.review.answered.v1';

type Line = Record<string, unknown> & { id: string; lojalreceived: string; lojalcursor: string };

async function read(handler: Handler, query = ''): Promise<Line[]> {
  const headers = { authorization: `Bearer ${Buffer.from(LATIN_KEY).toString('latin1')}` };
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
    // A header contains bytes: a non-ASCII key arrives as UTF-8 bytes decoded as Latin-1.
    handler = createEndpoint({
      store: bench.store,
      ownerKey: Buffer.from(LATIN_KEY).toString('latin1'),
      limits: false,
    });
    assert.deepEqual(await read(handler), []);
    // One statement inserts the middle part.
    const middle = posted.slice(20, -20);
    for (const event of posted.slice(0, 20)) assert.ok((await post(handler, event)).ok);
    await bench.query(
      `select lojal_insert(event, 'digest', false, case event ->> 'type' when '${REVIEW}' then 'pending' end, '')
       from jsonb_array_elements($$${JSON.stringify(middle)}$$) with ordinality as posted (event, n) order by n`,
    );
    for (const event of posted.slice(-20)) assert.ok((await post(handler, event)).ok);
  });

  test('contains each answer once, as it was posted, in the order of the last change', async () => {
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

  test('continues from a cursor, and filters by type', async () => {
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
    // Nothing matches: the export is empty.
    assert.deepEqual(await read(handler, '?state=rejected'), []);
  });

  test('an invalid query is rejected', async () => {
    const since = 'since must be the lojalcursor of an earlier line.';
    for (const [query, says] of [
      ["?since=1'or'1", since],
      ['?since=-1', since],
      ['?since=9999999999999999999999', since],
      ['?since=', since],
      ['?type=x', `type must be ${QUESTION_KINDS.map((kind) => `lojal.${kind}.answered.v1`).join(' or ')}.`],
      ['?state=open', 'state must be pending or suspect or approved or rejected.'],
      ['?state=', 'state must be pending or suspect or approved or rejected.'],
      ['?format=xls', 'format must be ndjson or csv.'],
    ] as const) {
      const headers = { authorization: `bearer ${Buffer.from(LATIN_KEY).toString('latin1')}` };
      const response = await handler(new Request(ADDRESS + query, { headers }));
      assert.equal(response.status, 400, query);
      assert.equal(((await response.json()) as ProblemBody).detail, says);
    }
  });

  test('without the key the request is rejected and nothing is read', async () => {
    const reads: string[] = [];
    const store: Store = {
      ...bench.store,
      committedCursor: async () => {
        reads.push('cursor');
        return '0';
      },
    };
    const wrong = ['', 'Bearer', 'Bearer ', 'Bearer wrong', 'Basic a2V5', KEY, `Bearer ${KEY}2`, `Bearer ${KEY}${KEY}`];
    for (const ownerKey of [KEY, '', undefined]) {
      const closed = createEndpoint({ store, ownerKey });
      for (const authorization of ownerKey ? wrong : [...wrong, 'Bearer undefined', `Bearer ${KEY}`]) {
        const response = await closed(new Request(ADDRESS, { headers: { authorization } }));
        assert.equal(response.status, 401, `${ownerKey}: ${authorization}`);
        assert.equal(response.headers.get('www-authenticate'), 'Bearer realm="lojal"');
      }
      assert.equal((await closed(new Request(ADDRESS))).status, 401);
    }
    assert.deepEqual(reads, []);
  });

  test('a page ends at the given cursor', async () => {
    const until = await bench.store.committedCursor();
    assert.equal((await post(handler, nps())).status, 201);
    const pages = [await bench.store.page('0', 10_000, { until }), await bench.store.page('0', 10_000)];
    const [bounded = [], all = []] = pages;
    assert.deepEqual(bounded, all.slice(0, -1));
    assert.equal(bounded.at(-1)?.cursor, until);
  });
});

/** A store with pages; counts the reads. */
function paged(pages: readonly number[]) {
  const asked: [string, number, string | undefined][] = [];
  let cursor = 0;
  const store: Store = {
    ...fakeStore(),
    committedCursor: async () => String(pages.reduce((sum, size) => sum + size, 0)),
    page: async (after, limit, filter) => {
      asked.push([after, limit, filter?.until]);
      const size = pages[asked.length - 1] ?? 0;
      return Array.from({ length: size }, () => ({
        cursor: String(++cursor),
        received: '',
        verified: false,
        event: nps() as never,
      }));
    },
  };
  return { store, asked };
}

const open = { headers: { authorization: `Bearer ${KEY}` } };
/** Resolves when everything that needs no further read is done. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

test('the export reads one page ahead of the client', async () => {
  const { store, asked } = paged([500, 500, 500, 500]);
  const response = await createEndpoint({ store, ownerKey: KEY })(new Request(ADDRESS, open));
  const reader = response.body?.getReader();
  assert.ok(reader);
  for (const pages of [1, 2, 3]) {
    await settled();
    assert.equal(asked.length, pages);
    await reader.read();
  }
  await reader.cancel();
  await settled();
  assert.equal(asked.length, 4);
});

test('each page starts at the end of the previous one, and the last page is read once', async () => {
  const { store, asked } = paged([500, 500, 7]);
  const response = await createEndpoint({ store, ownerKey: KEY })(new Request(ADDRESS, open));
  assert.equal((await response.text()).trim().split('\n').length, 1007);
  assert.deepEqual(asked, [
    ['0', 500, '1007'],
    ['500', 500, '1007'],
    ['1000', 500, '1007'],
  ]);
});

test('the export ends, even if answers keep arriving', async () => {
  let last = 0;
  const answer = { received: '', verified: false, event: nps() as never };
  const store: Store = {
    ...fakeStore(),
    committedCursor: async () => String(++last),
    page: async (after) => [{ ...answer, cursor: String(Number(after) + 1) }],
  };
  const response = await createEndpoint({ store, ownerKey: KEY })(new Request(ADDRESS, open));
  const cursors = (await response.text())
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line).lojalcursor);
  assert.deepEqual(
    cursors,
    Array.from({ length: 100 }, (_, i) => `epoch000-${i + 1}`),
  );
});

for (const [accept, type] of [
  ['text/csv', 'text/csv; charset=utf-8; header=present'],
  ['TEXT/CSV;q=0.9, */*;q=0.1', 'text/csv; charset=utf-8; header=present'],
  ['*/*', 'application/x-ndjson'],
  ['text/csvy', 'application/x-ndjson'],
  ['context/csv', 'application/x-ndjson'],
  [undefined, 'application/x-ndjson'],
] as const) {
  test(`Accept: ${accept} results in ${type}`, async () => {
    const headers = { ...open.headers, ...(accept !== undefined && { accept }) };
    const handler = createEndpoint({ store: fakeStore(), ownerKey: KEY });
    const response = await handler(new Request(ADDRESS, { headers }));
    assert.equal(response.headers.get('content-type'), type);
    assert.equal(response.headers.get('content-disposition') !== null, type.startsWith('text/csv'));
  });
}
