import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { createEndpoint, type Handler } from '../../src/server/index.ts';
import { asked, choice, consent, exit, KEY, nps, review } from './samples.ts';
import { parse } from './sheet.ts';
import { ADDRESS, noErrors, post, withStores } from './stores.ts';

/** Text that a spreadsheet would run as a formula, and the text of its cell. */
const formulas: readonly [string, string][] = [
  ['=1+1', "'=1+1"],
  ['+1', "'+1"],
  ['-1', "'-1"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['\t=1', "'\t'=1"],
  ['\r=1', "'\r'=1"],
  ['\n=1', "'\n'=1"],
  ['\tx', "'\tx"],
  ['   =1', "   '=1"],
  ['\u00a0=1', "\u00a0'=1"],
  ['\u200b=1', "\u200b'=1"],
  ['\ufeff=1', "\ufeff'=1"],
  ['\u202e=1', "\u202e'=1"],
  ['\uff1d1', "'\uff1d1"],
  ['\uff0b1', "'\uff0b1"],
  ['\uff0d1', "'\uff0d1"],
  ['\uff20A', "'\uff20A"],
  ['fine;=cmd|x', "fine;'=cmd|x"],
  ['fine; =1', "fine; '=1"],
  ['fine;"=1+1"', 'fine;"\'=1+1"'],
  ['fine; "" "@x', 'fine; "" "\'@x'],
  ['one\n"=2"', 'one\n"\'=2"'],
  ['one\n=2', "one\n'=2"],
  ['one\r\n- two', "one\r\n'- two"],
  ['a\t@b', "a\t'@b"],
  ["'=1", "'=1"],
  ['a=b, c-d', 'a=b, c-d'],
  ['"=1"', '"=1"'],
  ['5 > 3, "so"', '5 > 3, "so"'],
  ['Åsa 🎵', 'Åsa 🎵'],
  ['', ''],
];

withStores('CSV', (bench) => {
  let handler: Handler;
  const read = async (query: string, headers: Record<string, string> = {}) => {
    const response = await handler(
      new Request(ADDRESS + query, { headers: { authorization: `Bearer ${KEY}`, ...headers } }),
    );
    assert.equal(response.status, 200);
    const bytes = Buffer.from(await response.arrayBuffer());
    return { response, bytes };
  };
  const table = async (query = '?format=csv') => {
    const { bytes } = await read(query);
    assert.deepEqual([...bytes.subarray(0, 3)], [0xef, 0xbb, 0xbf], 'no byte order mark');
    const [head = [], ...rows] = parse(bytes.subarray(3).toString('utf8'));
    return rows.map((row) => {
      assert.equal(row.length, head.length);
      return Object.fromEntries(row.map((cell, i) => [head[i], cell])) as Record<string, string>;
    });
  };

  before(async () => {
    handler = createEndpoint({ store: bench.store, ownerKey: KEY, limits: false, log: noErrors });
  });

  test('an empty store results in the header row', async () => {
    const { response, bytes } = await read('?format=csv');
    assert.match(bytes.toString('utf8'), /^\ufeffreceived,time,type,state,.*,cursor\r\n$/);
    assert.equal(response.headers.get('content-type'), 'text/csv; charset=utf-8; header=present');
    assert.equal(response.headers.get('content-disposition'), 'attachment; filename="lojal-answers.csv"');
  });

  test('each field is in its column', async () => {
    const answer = nps({ contact: true, product: 'Blue Lines' });
    const words = review({ seconds: 9 }, { subject: undefined });
    const nameless = nps({ product: { id: 'lp-8' } });
    for (const event of [nameless, answer, words]) assert.equal((await post(handler, event)).status, 201);
    const [zero = {}, one = {}, two = {}] = (await table()).slice(-3);
    assert.deepEqual([zero.product, zero.product_name], ['lp-8', '']);
    const { received, cursor, ...rest } = one;
    assert.ok(Math.abs(Date.now() - Date.parse(received ?? '')) < 60_000);
    assert.match(cursor ?? '', /^[0-9a-f]{8}-\d+$/);
    const empty = Object.fromEntries(Object.keys(rest).map((name) => [name, '']));
    const common = { source: 'https://shop.example', verified: 'false', revision: '1', time: answer.time };
    assert.deepEqual(rest, {
      ...empty,
      ...common,
      type: answer.type,
      id: answer.id,
      subject: 'c_1042',
      language: 'sv',
      score: '9',
      comment: 'Fast delivery',
      contact: 'true',
      product_name: 'Blue Lines',
    });
    assert.deepEqual(
      { ...two, received, cursor },
      {
        ...empty,
        ...common,
        received,
        cursor,
        type: words.type,
        id: words.id,
        state: 'pending',
        language: 'en',
        rating: '5',
        title: 'Warm and clear',
        body: 'Sounds better than the tape I wore out.\n🎵',
        author: 'Ana Lind',
        author_shown: 'initial',
        product: 'lp-7',
        product_name: 'Blue Lines',
        order: '10042',
        publish: 'true',
        publish_where: 'site, marketing',
        consent: consent.text,
        consent_version: consent.version,
        consent_at: consent.at,
        incentive: '50 points',
        purpose: 'review',
      },
    );
  });

  test('no cell of any column is a formula', async () => {
    for (const [typed] of formulas) {
      const name = typed || 'x';
      const own = { ...consent, text: name, version: name, scopes: [name] };
      const all = { title: typed, body: typed, order: typed, incentive: typed, consent: own };
      const event = review({ ...all, author: { name: typed, display: 'full' }, product: { id: name, name: typed } });
      assert.equal((await post(handler, event)).status, 201);
    }
    const rows = (await table()).slice(-formulas.length);
    assert.equal(rows.length, formulas.length);
    for (const [i, [typed, cell]] of formulas.entries()) {
      const row = rows[i] ?? {};
      for (const column of ['title', 'body', 'order', 'incentive', 'author', 'product_name']) {
        assert.equal(row[column], cell, `${JSON.stringify(typed)} in ${column}`);
      }
      for (const column of ['consent', 'consent_version', 'publish_where', 'product']) {
        assert.equal(row[column], cell || 'x', `${JSON.stringify(typed)} in ${column}`);
      }
    }
    // Where the semicolon is the separator, a spreadsheet ignores the quotes.
    const { bytes } = await read('?format=csv');
    for (const piece of bytes.toString('utf8').split(/[;\t\r\n]+/)) assert.doesNotMatch(piece, /^\s*[=+@-]/);
    // Such a spreadsheet also removes quotation marks at the start of a cell.
    for (const piece of bytes.toString('utf8').split(/;+/).slice(1)) assert.doesNotMatch(piece, /^[\s"]*[=+@-]/);
  });

  test('several pages have one header row and the same rows as NDJSON', async () => {
    // Not all at once: a server refuses what waits too long for a connection.
    for (let from = 0; from < 1100; from += 100) {
      const posts = Array.from({ length: 100 }, (_, i) => post(handler, nps({ comment: `number ${from + i}` })));
      for (const { status } of await Promise.all(posts)) assert.equal(status, 201);
    }
    const rows = await table();
    const lines = (await read('')).bytes.toString('utf8').trim().split('\n');
    assert.deepEqual(
      rows.map(({ id, cursor }) => [id, cursor]),
      lines.map((line) => [JSON.parse(line).id, JSON.parse(line).lojalcursor]),
    );
    assert.deepEqual(await table(`?format=csv&since=${rows[99]?.cursor}&type=lojal.nps.answered.v1`), rows.slice(100));
    assert.equal((await post(handler, review())).status, 201);
    const pending = await table('?format=csv&state=pending');
    assert.ok(pending.length > 0);
    assert.deepEqual(
      pending,
      (await table()).filter(({ state }) => state === 'pending'),
    );
  });

  test('Accept: text/csv selects CSV, unless the query names a format', async () => {
    const type = async (query: string, accept: string) =>
      (await read(query, { accept })).response.headers.get('content-type');
    assert.match((await type('', 'text/csv, */*;q=0.1')) ?? '', /^text\/csv/);
    assert.equal(await type('?format=ndjson', 'text/csv'), 'application/x-ndjson');
    assert.equal(await type('', '*/*'), 'application/x-ndjson');
  });

  test('no cell of a question or a choice is a formula', async () => {
    const last = (await table()).length;
    for (const [typed] of formulas) {
      const name = typed || 'x';
      const said = { ...asked, text: typed, version: name };
      assert.equal(
        (await post(handler, exit({ choices: [name], texts: [typed], other: typed, asked: said }))).status,
        201,
      );
    }
    for (const [i, row] of (await table()).slice(last).entries()) {
      const [typed, cell] = formulas[i] ?? [];
      for (const column of ['question', 'choice_texts', 'other'])
        assert.equal(row[column], cell, `${typed} in ${column}`);
      for (const column of ['question_version', 'choices'])
        assert.equal(row[column], cell || 'x', `${typed} in ${column}`);
    }
  });

  test('several choices are in one cell and are not separated by commas', async () => {
    const texts = ['Ljudet, alltid', '=1;-2', 'Något annat'];
    assert.equal((await post(handler, choice({ texts }))).status, 201);
    const row = (await table()).at(-1) ?? {};
    assert.equal(row.choices, 'sound | people | other');
    assert.equal(row.choice_texts, "Ljudet, alltid | =1;'-2 | Något annat");
    assert.equal(row.other, 'Omslagen');
  });
});
