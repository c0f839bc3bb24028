import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { insertAnswer } from '../../src/server/db/insert-answer.ts';
import { createEndpoint, type Handler } from '../../src/server/index.ts';
import { refused } from './refused.ts';
import { consent, mint, nps, review } from './samples.ts';
import { type Bench, noErrors, type ProblemBody, post, withStores } from './stores.ts';

const encode = (text: string) => new TextEncoder().encode(text);

withStores('Answers', (bench: Bench) => {
  let handler: Handler;
  before(() => {
    handler = createEndpoint({ store: bench.store, origins: ['https://shop.example'], limits: false, log: noErrors });
  });

  for (const [what, body, status, says, headers] of refused) {
    test(`${what} is rejected with ${status}, and nothing is stored`, async () => {
      const before = await bench.count();
      const response = await post(handler, body, headers);
      assert.equal(response.status, status);
      const problem = (await response.json()) as ProblemBody & { quarantined?: true };
      assert.match(problem.detail, says);
      if (status === 202) assert.equal(problem.quarantined, true);
      else {
        assert.equal(response.headers.get('content-type'), 'application/problem+json');
        assert.equal(problem.status, status);
      }
      if (status === 422 || status === 202)
        assert.ok(problem.faults && problem.faults.length > 0 && problem.faults.length <= 20);
      assert.equal(await bench.count(), before);
    });
  }

  for (const type of ['application/cloudevents+json', 'Application/CloudEvents+JSON; charset=UTF-8', 'text/plain']) {
    test(`both events are stored with content type ${type}`, async () => {
      for (const event of [nps(), review(), nps({ product: 'Blue Lines' }), nps({ product: { id: '7' } })]) {
        const response = await post(handler, event, { 'content-type': type, origin: 'https://shop.example' });
        assert.equal(response.status, 201);
        assert.deepEqual(await response.json(), { id: event.id, revision: 1, stored: true });
        assert.deepEqual((await bench.store.page('0', 10_000)).at(-1)?.event, event);
      }
    });
  }

  const last = async () => (await bench.store.page('0', 10_000)).at(-1)?.event.data;

  test('of a duplicate field, the last value is validated and stored', async () => {
    const json = JSON.stringify(nps());
    const before = await bench.count();
    assert.equal((await post(handler, json.replace('"score":9', '"score":3,"score":99'))).status, 202);
    assert.equal((await post(handler, json.replace('"score":9', '"score":9,"score":"9"'))).status, 202);
    assert.equal(await bench.count(), before);
    assert.equal((await post(handler, json.replace('"score":9', '"score":99,"score":3'))).status, 201);
    assert.equal((await last())?.score, 3);
  });

  test('unusual but valid spellings are accepted', async () => {
    for (const [from, to, score] of [
      ['"score":9', '"score":9.0', 9],
      ['"score":9', '"score":-0', 0],
      ['"score":9', '"score":0.7e1', 7],
      ['"score"', '"\\u0073core"', 9],
      [/^/, '\ufeff', 9],
      [/^/, ' \r\n\t', 9],
    ] as const) {
      assert.equal((await post(handler, JSON.stringify(nps()).replace(from, to))).status, 201, to);
      assert.equal((await last())?.score, score);
    }
  });

  test('text of every kind is stored unchanged', async () => {
    const odd = [
      '\u202e\u200b\ufeff\ufffe\u{10ffff}',
      'e\u0301 é',
      '\u0001\u001b[31m',
      '\\u0000 \\x00',
      '{{x}} %s $1 $' + '{x}',
      '<b onclick=x>',
    ];
    for (const comment of odd) {
      assert.equal((await post(handler, nps({ comment }))).status, 201);
      assert.equal((await last())?.comment, comment);
    }
  });

  test('a body of exactly 16 KiB is accepted', async () => {
    const json = JSON.stringify(review());
    const full = json + ' '.repeat(16 * 1024 - encode(json).byteLength);
    assert.equal((await post(handler, full)).status, 201);
    assert.equal((await post(handler, `${full} `)).status, 413);
  });

  test('an answer is stored, repeated, edited, late, and posted with a used id', async () => {
    const id = mint();
    const before = await bench.count();
    const other = [{ path: 'id', message: 'belongs to another answer' }];
    const bytes = [{ path: 'data.revision', message: 'is already stored with different content' }];
    const older = [{ path: 'data.revision', message: 'is older than the stored revision' }];
    const steps: readonly [object, number, RegExp?, object?][] = [
      [nps({ score: 7, revision: 2 }, { id }), 201],
      [nps({ score: 7, revision: 2 }, { id }), 200],
      [nps({ score: 6, revision: 2 }, { id }), 422, /^This revision is already stored with different content/, bytes],
      [nps({ score: 5, revision: 1 }, { id }), 409, /^A newer revision/, older],
      [nps({ score: 4, revision: 3 }, { id, subject: 'c_1' }), 422, /^This id belongs/, other],
      [nps({ score: 4, revision: 3 }, { id, subject: undefined }), 422, /^This id belongs/, other],
      [nps({ score: 4, revision: 3 }, { id, source: 'https://b.example' }), 422, /^This id belongs/, other],
      [review({ revision: 3 }, { id }), 422, /^This id belongs/, other],
      [nps({ score: 8, revision: 5 }, { id }), 200],
      [nps({ score: 7, revision: 2 }, { id }), 409, /^A newer revision/, older],
    ];
    for (const [event, status, detail, faults] of steps) {
      const response = await post(handler, event);
      assert.equal(response.status, status);
      const said = (await response.json()) as ProblemBody;
      if (detail) {
        assert.match(said.detail, detail);
        assert.deepEqual(said.faults, faults);
      } else assert.equal((said as { stored?: true }).stored, true);
    }
    assert.equal(await bench.count(), before + 1);
    assert.equal((await bench.store.page('0', 10_000)).at(-1)?.event.data.score, 8);
  });

  test('a hundred concurrent posts of one answer create one row', async () => {
    const before = await bench.count();
    const event = nps();
    const all = await Promise.all(Array.from({ length: 100 }, () => post(handler, event)));
    const statuses = all.map(({ status }) => status).sort();
    assert.deepEqual(statuses, [...Array(99).fill(200), 201]);
    assert.equal(await bench.count(), before + 1);
  });

  test('of a hundred concurrent revisions the highest remains', async () => {
    const id = mint();
    const before = await bench.count();
    const all = Array.from({ length: 100 }, (_, i) => post(handler, nps({ revision: ((i * 37) % 100) + 1 }, { id })));
    for (const { status } of await Promise.all(all)) assert.ok([200, 201, 409].includes(status), String(status));
    assert.equal(await bench.count(), before + 1);
    const kept = (await bench.store.page('0', 10_000)).find(({ event }) => event.id === id);
    assert.equal(kept?.event.data.revision, 100);
  });

  /** The database of the store, with another result of the first insert. */
  const saying = (...rows: object[]) =>
    new Proxy(bench.db, {
      get: (of, name) => (name === 'execute' ? async () => ({ rows }) : Reflect.get(of, name)),
    });

  test('an answer that is erased between the insert and the comparison is not stored again', async () => {
    const before = await bench.count();
    assert.equal(await insertAnswer(saying({ outcome: 'there' }), nps() as never, 'digest', false, ''), 'erased');
    assert.equal(await bench.count(), before);
  });

  test('without an outcome from the database, the response does not say "stored"', async () => {
    await assert.rejects(insertAnswer(saying(), nps() as never, 'digest', false, ''), /no outcome/);
  });

  test('SQL in text fields is stored as text', async () => {
    const sql = `'); drop table lojal_answers; -- $1 \\' "`;
    const short = sql.slice(0, 40);
    const event = review(
      {
        title: sql,
        body: sql,
        author: { name: sql, display: 'full' },
        product: { id: sql, name: sql },
        order: sql,
        consent: { ...consent, text: sql, version: short, scopes: [short] },
        incentive: sql,
      },
      { subject: sql },
    );
    assert.equal((await post(handler, event)).status, 201);
    assert.equal((await post(handler, nps({ comment: sql, product: sql }, { subject: sql }))).status, 201);
    assert.deepEqual((await bench.store.page('0', 10_000)).at(-2)?.event, event);
  });
});
