import assert from 'node:assert/strict';
import { mock, test } from 'node:test';
import { readPage } from '../../src/server/db/queries.ts';
import { readRetention } from '../../src/server/db/retention.ts';
import { createStore } from '../../src/server/db/store.ts';
import { createEndpoint, type StoredAuditEntry } from '../../src/server/index.ts';
import { KEY, mint, nps, review } from './samples.ts';
import { ADDRESS, noErrors, openConnection, type ProblemBody, post, withStores } from './stores.ts';

const owner = { authorization: `Bearer ${KEY}` };

type Line = { id: string; subject?: string; lojalcursor: string; lojalverified: boolean };
const linesOf = async <Each = Line>(response: Response): Promise<Each[]> =>
  (await response.text())
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line));

withStores('Records', (bench) => {
  const open = () => createEndpoint({ store: bench.store, ownerKey: KEY, limits: false, log: noErrors });
  const ask = (query: string, method = 'GET') => open()(new Request(ADDRESS + query, { method, headers: owner }));

  test('an erasure refuses what the customer wrote before it, under any id, and takes what comes after', async () => {
    const handler = open();
    const at = (ms: number) => new Date(Date.now() + ms).toISOString();
    await post(handler, nps({}, { subject: 'c_1' }));
    assert.deepEqual(await (await ask('?subject=c_1', 'DELETE')).json(), { erased: 1 });
    for (const [subject, time, status] of [
      ['c_1', at(-1000), 409],
      ['c_1', at(-86_400_000), 409],
      ['c_1', at(60_000), 201],
      ['c_2', at(-1000), 201],
      [undefined, at(-1000), 201],
    ] as const) {
      assert.equal((await post(handler, nps({}, { subject, time }))).status, status, `${subject} ${time}`);
    }
    // The second erasure counts.
    assert.deepEqual(await (await ask('?subject=c_1', 'DELETE')).json(), { erased: 1 });
    // The customer's id itself is not kept.
    const [row] = await bench.query<{ digest: string }>('select digest from lojal_erased_subjects');
    assert.match(row?.digest ?? '', /^[\w-]{43}$/);
  });

  test('the export of one person contains their answers and nothing else', async () => {
    const handler = open();
    const subject = "c_'; --å";
    const mine = [nps({}, { subject }), review({}, { subject })];
    for (const event of [...mine, nps({}, { subject: 'c_other' }), nps({}, { subject: undefined })]) {
      assert.equal((await post(handler, event)).status, 201);
    }
    const lines = await linesOf(await ask(`?subject=${encodeURIComponent(subject)}`));
    assert.deepEqual(
      lines.map(({ id }) => id),
      mine.map(({ id }) => id),
    );
    const all = await linesOf(await ask(''));
    assert.deepEqual(await linesOf(await ask('?verified=true')), []);
    assert.deepEqual(await linesOf(await ask('?verified=false')), all);
    assert.equal((await ask('?subject=a@b')).status, 400);
    assert.equal((await ask('?verified=yes')).status, 400);
  });

  test('a filtered page is the same, however few rows one statement examines', async () => {
    const all = await bench.store.page('0', 10_000);
    const states = ['pending', undefined, 'approved'] as const;
    assert.ok(all.length > 5);
    for (const state of states) {
      for (const limit of [1, 3, 10_000]) {
        const filter = { verified: false, state };
        const expected = all.filter((one) => state === undefined || one.state === state).slice(0, limit);
        for (const window of [1, 2, 4, 10_000]) {
          assert.deepEqual(
            await readPage(bench.db, '0', limit, filter, window),
            expected,
            `${state} ${limit} ${window}`,
          );
        }
      }
    }
    const cursor = all[2]?.cursor ?? '';
    assert.deepEqual(await readPage(bench.db, cursor, 2, { verified: false }, 1), all.slice(3, 5));
  });

  test('NDJSON escapes the line separators that JSON does not, and drops attributes that only the server may set', async () => {
    const comment = 'a\u2028b\u2029c\u0085d';
    const event = nps({ comment }, { lojalstate: 'approved', lojalverified: true, lojalcursor: 'x', later: 1 });
    assert.equal((await post(open(), event)).status, 201);
    const text = await (await ask('')).text();
    assert.doesNotMatch(text, /[\u0085\u2028\u2029]/);
    const line = JSON.parse(text.trimEnd().split('\n').at(-1) ?? '');
    assert.equal(line.data.comment, comment);
    assert.deepEqual([line.lojalstate, line.lojalverified, line.later], [undefined, false, 1]);
    assert.notEqual(line.lojalcursor, 'x');
  });

  test('the audit log says who exported, decided and erased, without words of customers', async () => {
    const store = bench.store;
    const keys = [{ name: 'helpdesk', key: `helpdesk-${KEY}`, scopes: ['read', 'moderate', 'erase'] as const }];
    const handler = createEndpoint({ store, ownerKey: KEY, keys, limits: false });
    const desk = { authorization: `Bearer helpdesk-${KEY}`, 'content-type': 'application/json', 'if-match': '1' };
    const [kept, gone] = [review(), review({}, { subject: 'c_secret' })];
    for (const event of [kept, gone]) await post(handler, event);
    const start = (await linesOf<StoredAuditEntry>(await handler(audit(0)))).at(-1)?.id ?? '0';
    for (const { id } of [kept, gone]) {
      const body = '{"state":"approved"}';
      await handler(new Request(`${ADDRESS}/${id}`, { method: 'PATCH', headers: desk, body }));
      // The same decision again is no decision.
      await handler(new Request(`${ADDRESS}/${id}`, { method: 'PATCH', headers: desk, body }));
    }
    for (const query of ['subject=c_secret&state=approved', 'state=rejected']) {
      // The second one finds nothing, and is not listed.
      await (await handler(new Request(`${ADDRESS}?${query}`, { headers: owner }))).text();
    }
    await handler(new Request(`${ADDRESS}?subject=c_secret`, { method: 'DELETE', headers: desk }));
    await bench.store.moderate(kept.id, 'rejected', 1);
    const entries = await linesOf<StoredAuditEntry>(await handler(audit(start)));
    assert.deepEqual(
      entries.map(({ actor, action, target, detail }) => [actor, action, target, detail]),
      [
        ['helpdesk', 'moderate', kept.id, { state: 'approved', revision: 1 }],
        // The id of an erased answer is erased here too.
        ['helpdesk', 'moderate', undefined, { state: 'approved', revision: 1 }],
        ['owner', 'export', undefined, { state: 'approved', person: true }],
        ['helpdesk', 'erase', entries[3]?.target, { erased: 1 }],
        ['program', 'moderate', kept.id, { state: 'rejected', revision: 1 }],
      ],
    );
    for (const { at } of entries) assert.ok(Math.abs(Date.now() - Date.parse(at)) < 60_000, at);
    assert.doesNotMatch(JSON.stringify(entries), /c_secret|Warm and clear/);
  });

  test('after a restore, cursors of the replaced database get 410, others continue', async () => {
    const handler = open();
    const cursorOf = async () => (await linesOf(await ask(''))).at(-1)?.lojalcursor ?? '';
    await post(handler, nps());
    const before = await cursorOf();
    // The backup.
    for (const table of ['answers', 'epochs']) await bench.query(`create table saved_${table} as table lojal_${table}`);
    const [saved] = await bench.query<{ last: string }>('select last_value::text as last from lojal_answers_seq_seq');
    await post(handler, nps());
    const sameEpoch = await cursorOf();
    const later = await createStore(openConnection(bench.db));
    await post(handler, nps());
    const laterEpoch = await cursorOf();
    for (const cursor of [before, sameEpoch, laterEpoch]) assert.equal((await ask(`?since=${cursor}`)).status, 200);
    // The restore, and the start of a process.
    for (const table of ['answers', 'epochs']) {
      await bench.query(`delete from lojal_${table}`);
      await bench.query(`insert into lojal_${table} table saved_${table}`);
    }
    await bench.query(`select setval('lojal_answers_seq_seq', ${saved?.last})`);
    const restored = await createStore(openConnection(bench.db));
    // As many answers as the lost ones: the positions exist again.
    for (let i = 0; i < 4; i++) await post(handler, nps());
    const statuses: number[] = [];
    for (const cursor of [before, sameEpoch, laterEpoch, `${'0'.repeat(8)}-1`]) {
      statuses.push((await ask(`?since=${cursor}`)).status);
    }
    assert.deepEqual(statuses, [200, 410, 410, 410]);
    assert.equal((await linesOf(await ask(`?since=${before}`))).length, 4);
    const { detail } = (await (await ask(`?since=${laterEpoch}`)).json()) as ProblemBody;
    assert.match(detail, /^The database was restored from a backup .* read everything again, without since\.$/);
    for (const store of [later, restored]) await store.close();
  });

  test('erasing the last answers keeps cursors valid', async () => {
    const handler = open();
    await post(handler, nps({}, { subject: 'c_last' }));
    const cursor = (await linesOf(await ask(''))).at(-1)?.lojalcursor;
    await ask('?subject=c_last', 'DELETE');
    assert.equal((await ask(`?since=${cursor}`)).status, 200);
  });
});

withStores('Retention', (bench) => {
  test('deletes what is older than its duration, and nothing else', async () => {
    mock.timers.enable({ apis: ['setInterval'] });
    const keep = readRetention({ answers: 'P1Y2M', audit: 'P10D' });
    const store = await createStore(openConnection(bench.db), keep);
    const [old, young] = [mint(), mint()];
    try {
      for (const id of [old, young]) await store.insert(nps({}, { id }) as never, 'digest');
      const aged = [
        ['answers', 'received', '14 months 1 hour', '14 months -1 hour'],
        ['quarantine', 'received', '91 days', '89 days'],
        ['audit', 'at', '11 days', '9 days'],
      ] as const;
      for (const id of [old, young]) {
        await store.quarantine({ id, digest: id, body: '{}', faults: [], verified: false });
        await store.audit({ actor: 'owner', action: 'export', target: id });
      }
      for (const [table, column, ...ages] of aged) {
        const key = table === 'audit' ? 'target' : 'id';
        for (const [i, id] of [old, young].entries()) {
          await bench.query(
            `update lojal_${table} set ${column} = now() - interval '${ages[i]}' where ${key} = '${id}'`,
          );
        }
      }
      mock.timers.tick(60_000);
      await store.close();
      for (const [table] of aged) {
        const key = table === 'audit' ? 'target' : 'id';
        const left = await bench.query<{ id: string }>(`select ${key} as id from lojal_${table}`);
        assert.deepEqual(left, [{ id: young }], table);
      }
    } finally {
      mock.timers.reset();
    }
  });
});

test('a duration that is not one is refused', () => {
  for (const duration of ['24M', 'P', 'P0D', 'P1W', 'PT1H', 'P1M1Y', 'p1y', '', 'P-1Y', "P1Y'"]) {
    assert.throws(() => readRetention({ answers: duration }), {
      name: 'TypeError',
      message: 'keep.answers must be a duration in years, months or days, for example P24M or P90D.',
    });
  }
  assert.deepEqual(readRetention({}), { quarantine: 'P90D', audit: 'P24M' });
});

function audit(since: string | number): Request {
  return new Request(`${ADDRESS.replace('answers', 'audit')}?since=${since}`, { headers: owner });
}
