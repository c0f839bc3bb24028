/** Answers of an export come back in: the same ids, times and states, nothing twice. */
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { type AnswerLine, readAnswer, readAnswerLines } from '../../src/server/import/answer-lines.ts';
import { createEndpoint, type Store } from '../../src/server/index.ts';
import { openMemoryStore } from '../helpers/memory-database.ts';
import { asked, ces, choice, consent, csat, exit, KEY, mint, nps, review } from './samples.ts';
import { ADDRESS, noErrors, post, withStores } from './stores.ts';

const endpointOf = (store: Store) => createEndpoint({ store, ownerKey: KEY, limits: false, log: noErrors });

async function exported(store: Store, format: 'ndjson' | 'csv'): Promise<string> {
  const headers = { authorization: `Bearer ${KEY}` };
  const response = await endpointOf(store)(new Request(`${ADDRESS}?format=${format}`, { headers }));
  assert.equal(response.status, 200);
  return response.text();
}

async function readFile(text: string, isCsv: boolean) {
  const chunks = async function* () {
    // Chunks that end within a character.
    const bytes = Buffer.from(text);
    for (let from = 0; from < bytes.length; from += 1013) yield bytes.subarray(from, from + 1013);
  };
  const lines: AnswerLine[] = [];
  for await (const line of readAnswerLines(chunks(), isCsv, {})) {
    assert.ok(!('message' in line), JSON.stringify(line));
    lines.push(line);
  }
  return lines.map(({ value }) => readAnswer(value));
}

/** The lines without what belongs to the database. */
const withoutCursor = (text: string) =>
  text.split('\n').map((line) => line.replace(/"lojalcursor":"[^"]*",?/, '').replace(/,[0-9a-z]{8}-\d+\r?$/, ''));

/** Answers of all kinds, with words that are hard for CSV. */
const answers = [
  nps({ comment: '=1+1; "quoted"\r\n-next, line', contact: true, product: 'Nord Plus', asked }),
  nps({ score: 0, product: { id: '-7', name: '@home' } }, { subject: '+c_7' }),
  review({ purpose: 'testimonial', consent: { ...consent, publish: false, scopes: [] }, body: '\t=x' }),
  review({ author: { display: 'anonymous' }, product: undefined, order: '007', rating: 1 }, { subject: undefined }),
  csat({ score: 1, comment: undefined }),
  ces(),
  choice(),
  choice({ choices: ['a'], texts: [''], other: undefined }),
  exit(),
];

withStores('The import of answers', (bench) => {
  let source: Store;
  before(async () => {
    source = bench.store;
    const endpoint = endpointOf(source);
    for (const answer of answers) assert.equal((await post(endpoint, answer)).status, 201);
    await source.moderate(answers[2]?.id ?? '', 'approved', 1);
    await bench.query(
      `update lojal_answers set received = '2025-06-01T08:09:10.123Z', verified = true where id = '${answers[1]?.id}'`,
    );
  });

  for (const [format, isCsv] of [
    ['ndjson', false],
    ['csv', true],
  ] as const)
    test(`${format}: an empty store exports the same after it`, async (t) => {
      const text = await exported(source, format);
      const target = await openMemoryStore();
      t.after(() => target.close());
      const read = await readFile(text, isCsv);
      assert.equal(read.length, answers.length);
      assert.ok((await target.restore(read, true)).every(({ outcome }) => outcome === 'stored'));
      assert.equal((await target.page('0', 100)).length, 0, 'a dry run stores nothing');
      assert.ok((await target.restore(read, false)).every(({ outcome }) => outcome === 'stored'));
      assert.deepEqual(withoutCursor(await exported(target, format)), withoutCursor(text));
      const before = await exported(target, 'ndjson');
      assert.ok((await target.restore(read, false)).every(({ outcome }) => outcome === 'same'));
      assert.equal(await exported(target, 'ndjson'), before, 'the same file again changes nothing');
      // The page of a customer may post an answer again whose confirmation it did not get.
      assert.equal((await post(endpointOf(target), answers[0])).status, 200);
    });

  test('CSV restores the events but for what it does not have', async () => {
    const fromCsv = await readFile(await exported(source, 'csv'), true);
    const fromJson = await readFile(await exported(source, 'ndjson'), false);
    for (const [i, { event }] of fromJson.entries()) {
      const product = event.data.product as { url?: string } | undefined;
      if (product?.url) delete product.url;
      assert.deepEqual(fromCsv[i]?.event, event);
    }
  });

  test('an edit is newer than what is stored, and a decision here stays', async () => {
    const id = mint();
    const restore = async (data: object, more: object = {}) =>
      (await bench.store.restore([{ event: review(data, { id }) as never, verified: false, ...more }], false))[0];
    assert.deepEqual(await restore({}, { state: 'approved' }), { outcome: 'stored', hasOtherState: false });
    assert.deepEqual(await restore({}, { state: 'rejected' }), { outcome: 'same', hasOtherState: true });
    assert.equal(
      (await restore({ revision: 3 }, { state: 'rejected', received: '2025-01-02T03:04:05Z' }))?.outcome,
      'replaced',
    );
    assert.equal((await restore({ revision: 2 }))?.outcome, 'older');
    const stored = (await bench.store.page('0', 1000)).find(({ event }) => event.id === id);
    assert.deepEqual([stored?.state, stored?.received], ['rejected', '2025-01-02T03:04:05.000Z']);
    const other = await bench.store.restore([{ event: nps({}, { id }) as never, verified: false }], false);
    assert.equal(other[0]?.outcome, 'other-answer');
  });

  test('an erased customer and an erased answer do not come back', async () => {
    const subject = mint();
    const event = nps({}, { subject }) as never;
    await bench.store.restore([{ event, verified: true }], false);
    await bench.store.erase(subject);
    const again = async (event: object) =>
      (await bench.store.restore([{ event: event as never, verified: true }], false))[0]?.outcome;
    assert.equal(await again(event), 'erased');
    assert.equal(await again(nps({}, { subject, time: '2026-01-01T00:00:00Z' })), 'erased');
    assert.equal(await again({ ...Object(event), subject: undefined }), 'erased');
    assert.equal(await again(nps({}, { subject, time: '2999-01-01T00:00:00Z' })), 'stored');
  });

  test('a reader of the export gets restored answers as news', async () => {
    const cursor = await bench.store.committedCursor();
    const events = Array.from({ length: 5 }, () => nps() as never);
    await bench.store.restore(
      events.map((event) => ({ event, verified: false })),
      false,
    );
    const page = await bench.store.page(cursor, 10);
    assert.deepEqual(
      page.map(({ event }) => event),
      events,
    );
  });
});

test('lines that are no answers are refused in a sentence', () => {
  const refused = (value: unknown, words: RegExp) => assert.throws(() => readAnswer(value), words);
  refused(null, /type must be/);
  refused({ ...nps(), id: 'short' }, /id/);
  refused(nps({ score: 11 }), /data\.score/);
  refused({ ...nps(), lojalreceived: 'yesterday' }, /lojalreceived must be a moment/);
  refused({ ...nps(), lojalverified: 'yes' }, /lojalverified must be true or false/);
  refused({ ...nps(), lojalstate: 'approved' }, /only a review has one/);
  refused({ ...review(), lojalstate: 'shown' }, /lojalstate must be pending or/);
  const { event, verified } = readAnswer({ ...nps({}, { subject: undefined }), lojalverified: true, lojalother: 1 });
  assert.equal(verified, false, 'nobody proved a customer who is not named');
  assert.ok(!('lojalother' in event), 'only the server speaks for these attributes');
});

test('a CSV file without a needed column, and lines that are not JSON, are named', async () => {
  const read = async (text: string, isCsv: boolean) => {
    const chunks = async function* () {
      yield Buffer.from(text);
    };
    const found: string[] = [];
    for await (const row of readAnswerLines(chunks(), isCsv, {}))
      found.push('message' in row ? `${row.line}: ${row.message}` : `${row.line}: read`);
    return found;
  };
  assert.match((await read('id,type\n1,x\n', true)).join(), /^1: The file has no column for time, source, language/);
  assert.match((await read('', true)).join(), /empty/);
  assert.deepEqual(await read('{}\n\nnot json\n{"a":1}', false), ['1: read', '3: The line is not JSON.', '4: read']);
  assert.match((await read(`{}\n{"a":"${'x'.repeat(1024 * 1024)}`, false)).join(), /2: The line is longer/);
});
