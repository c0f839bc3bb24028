/** What keeps a server in order: notes of the staff, the owner's limit of retention, exports of everything, and the checks of its health. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { createEndpoint, type Handler, type StoredAuditEntry } from '../../src/server/index.ts';
import { MOST_NOTES } from '../../src/server/maintenance/note-store.ts';
import { sweepOwnerRetention } from '../../src/server/maintenance/owner-retention.ts';
import { createHourCounts } from '../../src/server/middleware/hour-counts.ts';
import { KEY, mint, nps } from './samples.ts';
import { fakeStore, noErrors, post, withStores } from './stores.ts';

const READER = 'reader-key-of-the-tests-0123456789';
const SHOP = 'shop-key-of-the-tests-0123456789ab';
const BASE = 'https://api.example/apps/lojal';
const program = { currency: 'EUR', points: { perUnit: 1 } };

const send = (handler: Handler, method: string, path: string, body?: unknown, key = KEY) =>
  handler(
    new Request(`${BASE}/${path}`, {
      method,
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    }),
  );
async function read<Body>(response: Response | Promise<Response>, status = 200): Promise<Body> {
  const given = await response;
  assert.equal(given.status, status, await given.clone().text());
  return (await given.json()) as Body;
}

interface Check {
  readonly name: string;
  readonly state: string;
  readonly facts: Readonly<Record<string, unknown>>;
}

withStores('maintenance', (bench) => {
  const open = (): Handler =>
    createEndpoint({
      store: bench.store,
      program,
      ownerKey: KEY,
      shopKey: SHOP,
      keys: [{ name: 'reader', key: READER, scopes: ['read'] }],
      limits: false,
      log: noErrors,
    });
  const audit = async (action: string): Promise<StoredAuditEntry[]> =>
    (await bench.store.auditPage('0', 5_000)).filter((entry) => entry.action === action);

  test('a note is written once, read by everybody with a key, and deleted by those who may', async () => {
    const handler = open();
    const note = {
      id: mint(),
      author: 'Åsa <b>',
      text: `Parcel office closed 🎄\n\u202E<img src=x onerror="alert(1)"> ');--`,
    };
    const [one, two] = await Promise.all([1, 2].map(() => send(handler, 'POST', 'owner/notes', note)));
    assert.deepEqual([one?.status, two?.status].sort(), [200, 201]);
    const { notes } = await read<{ notes: (typeof note & { key: string; at: string })[] }>(
      send(handler, 'GET', 'owner/notes', undefined, READER),
    );
    assert.deepEqual(
      notes.map(({ at, ...rest }) => rest),
      [{ ...note, key: 'owner' }],
    );
    assert.ok(Math.abs(Date.parse(notes[0]?.at ?? '') - Date.now()) < 60_000);
    await read(send(handler, 'POST', 'owner/notes', { ...note, text: 'Something else' }), 409);
    await read(send(handler, 'POST', 'owner/notes', { ...note, id: mint() }, READER), 403);
    await read(send(handler, 'DELETE', `owner/notes/${note.id}`, undefined, READER), 403);
    await read(send(handler, 'DELETE', `owner/notes/${note.id}`));
    await read(send(handler, 'DELETE', `owner/notes/${note.id}`), 404);
    await read(send(handler, 'DELETE', 'owner/notes/%00'), 404);
    for (const bad of [
      '[]',
      '{',
      { ...note, id: 'short' },
      { ...note, id: 7 },
      { ...note, text: ' \n\u200B' },
      { ...note, text: 'x'.repeat(1_001) },
      { ...note, text: 'a\0b' },
      { ...note, text: 'a\uD800' },
      { ...note, text: { toString: 'x' } },
      { ...note, author: 'x'.repeat(61) },
      { ...note, author: undefined },
      { ...note, at: '2020-01-01' },
    ]) {
      const { status } = await send(handler, 'POST', 'owner/notes', bad);
      assert.ok(status === 422 || status === 400, `${status} ${JSON.stringify(bad)}`);
    }
    assert.equal((await send(handler, 'PUT', 'owner/notes', note)).status, 405);
  });

  test('there are at most so many notes, whoever writes at the same time', async () => {
    await bench.query(
      `insert into lojal_notes (id, author, key_name, body) select 'n' || n, 'A', 'owner', 'x' from generate_series(1, ${MOST_NOTES - 2}) n`,
    );
    const handler = open();
    const sent = [1, 2, 3, 4, 5].map(() =>
      send(handler, 'POST', 'owner/notes', { id: mint(), author: 'A', text: 'x' }).then(({ status }) => status),
    );
    assert.deepEqual((await Promise.all(sent)).sort(), [201, 201, 409, 409, 409]);
    await bench.query('delete from lojal_notes');
  });

  /** Answers of so many days ago. */
  const fill = (n: number, days: number) =>
    bench.query(
      `insert into lojal_answers (id, type, source, subject, revision, time, received, event, digest)
       select 'old-${days}-${mint()}-' || n, 'lojal.nps.answered.v1', 'x', 'c_1', 1, now(), now() - interval '${days} days',
         '${JSON.stringify(nps())}'::jsonb, 'd' from generate_series(1, ${n}) n`,
    );
  const answers = async () =>
    (await bench.query<{ n: number }>('select count(*)::int as n from lojal_answers'))[0]?.n ?? -1;

  test('nothing is deleted until the owner says so; then what the preview said, in batches, and nothing of the ledger', async () => {
    const handler = open();
    await post(handler, nps());
    const order = { id: 'o1', customer: 'c_1', at: '2019-01-01T00:00:00Z', currency: 'EUR', total: 50, status: 'paid' };
    await read(send(handler, 'POST', 'orders', [order], SHOP));
    await fill(4_100, 400);
    await fill(3, 300);
    for (const statement of [
      `insert into lojal_quarantine (id, digest, received, body, faults, verified)
         values ('q', 'd', now() - interval '400 days', '{}', '[]', false)`,
      `insert into lojal_wishes (customer, question, type, at) values
         ('c_1', 'nps', 'lojal.nps.answered.v1', now() - interval '400 days'), ('c_2', 'nps', 'lojal.nps.answered.v1', now())`,
      `insert into lojal_handling (answer, note)
         select id, 'a note' from lojal_answers where received < now() - interval '399 days' limit 5`,
    ])
      await bench.query(statement);
    const ledger = () => bench.query('select customer, id, entry from lojal_entries order by 1, 2');
    const before = await ledger();
    assert.ok(before.length > 0);
    await sweepOwnerRetention(bench.db);
    assert.equal(await answers(), 4_104);
    const { deletes } = await read<{ deletes: object }>(send(handler, 'GET', 'owner/retention/preview?months=12'));
    assert.deepEqual(deletes, { answers: 4_100, quarantine: 1, wishes: 1 });
    assert.equal(await answers(), 4_104, 'a preview deletes nothing');
    await read(send(handler, 'PUT', 'owner/retention', { months: 12 }, READER), 403);
    const { months } = await read<{ months: number }>(send(handler, 'PUT', 'owner/retention', { months: 12 }));
    assert.equal(months, 12);
    await Promise.all([sweepOwnerRetention(bench.db), sweepOwnerRetention(bench.db)]);
    assert.equal(await answers(), 4);
    assert.deepEqual(await bench.query('select id from lojal_quarantine'), []);
    assert.deepEqual(await bench.query('select customer from lojal_wishes'), [{ customer: 'c_2' }]);
    assert.deepEqual(await bench.query('select answer from lojal_handling'), []);
    assert.deepEqual(await ledger(), before);
    const entries = await audit('retention');
    assert.deepEqual(
      entries.map(({ actor, detail }) => [actor, detail]),
      [
        ['owner', { months: 12 }],
        ['server', { months: 12, answers: 2_000, quarantine: 1, wishes: 1 }],
        ['server', { months: 12, answers: 2_000 }],
        ['server', { months: 12, answers: 100 }],
      ],
    );
    // Once a day: what has grown old meanwhile waits.
    await fill(1, 400);
    await sweepOwnerRetention(bench.db);
    assert.equal(await answers(), 5);
    // A changed limit is a new run.
    await read(send(handler, 'PUT', 'owner/retention', { months: 6 }));
    await sweepOwnerRetention(bench.db);
    assert.equal(await answers(), 1);
  });

  test('an owner who turns the limit off is obeyed at once, also during a run', async () => {
    const handler = open();
    await fill(6_000, 400);
    await bench.store.maintenance.setRetention(1, 'owner');
    const run = sweepOwnerRetention(bench.db);
    await read(send(handler, 'PUT', 'owner/retention', { months: null }));
    const left = await answers();
    await run;
    assert.equal(await answers(), left);
    await sweepOwnerRetention(bench.db);
    assert.equal(await answers(), left);
    await bench.query('delete from lojal_answers');
  });

  test('a limit is a whole number of months, or none', async () => {
    const handler = open();
    for (const bad of [
      {},
      { months: 0 },
      { months: 121 },
      { months: 1.5 },
      { months: '12' },
      { months: 12, at: 1 },
      '[]',
    ])
      assert.equal((await send(handler, 'PUT', 'owner/retention', bad)).status, 422, JSON.stringify(bad));
    for (const bad of ['', '0', '121', '1e1', '-1', '12%00', "1'"])
      assert.equal((await send(handler, 'GET', `owner/retention/preview?months=${bad}`)).status, 400, bad);
    assert.deepEqual(await read(send(handler, 'GET', 'owner/retention', undefined, READER)), {
      months: null,
      server: { quarantine: 'P90D', audit: 'P24M' },
    });
  });

  test('everything can be downloaded, and the server says when it last was', async () => {
    const handler = open();
    await post(handler, nps());
    type Kinds = { database: string; kinds: { kind: string; last: string | null }[] };
    const { database, kinds } = await read<Kinds>(send(handler, 'GET', 'owner/export'));
    assert.equal(database, bench.databaseUrl ? 'postgresql' : 'embedded');
    assert.deepEqual(
      kinds.map(({ kind, last }) => [kind, last]),
      ['answers', 'orders', 'ledger', 'codes', 'members'].map((kind) => [kind, null]),
    );
    // What nobody has read to the end is no backup. It is in the audit log all the same.
    for (const { kind } of kinds) {
      await send(handler, 'HEAD', `owner/export/${kind}`, undefined, READER);
      await (await send(handler, 'GET', `owner/export/${kind}`, undefined, READER)).body?.cancel();
    }
    assert.deepEqual((await read<Kinds>(send(handler, 'GET', 'owner/export'))).kinds, kinds);
    assert.equal((await audit('export')).filter(({ detail }) => detail?.all === 'members').length, 2);
    for (const { kind } of kinds) {
      const response = await send(handler, 'GET', `owner/export/${kind}`, undefined, READER);
      assert.equal(response.status, 200);
      assert.match(response.headers.get('content-disposition') ?? '', new RegExp(`filename="lojal-${kind}\\.ndjson"`));
      const lines = (await response.text()).split('\n').slice(0, -1);
      const first = lines[0] === undefined ? undefined : JSON.parse(lines[0]);
      if (kind === 'orders') assert.deepEqual([first.id, first.total], ['o1', 50]);
      if (kind === 'ledger') assert.deepEqual([first.customer, first.spend], ['c_1', 50]);
      if (kind === 'answers') assert.equal(first.type, 'lojal.nps.answered.v1');
    }
    const after = await read<Kinds>(send(handler, 'GET', 'owner/export'));
    for (const { kind, last } of after.kinds) assert.ok(Date.now() - Date.parse(last ?? '') < 60_000, kind);
    // A part of the answers is not everything.
    await bench.query('delete from lojal_audit');
    await (
      await handler(
        new Request(`${BASE}/answers?type=lojal.nps.answered.v1`, { headers: { authorization: `Bearer ${KEY}` } }),
      )
    ).text();
    const part = await read<Kinds>(send(handler, 'GET', 'owner/export'));
    assert.equal(part.kinds[0]?.last, null);
    await read(send(handler, 'GET', 'owner/export/passwords'), 404);
    assert.equal((await handler(new Request(`${BASE}/owner/export/orders`))).status, 401);
  });

  test('the checks say what is wrong, and nothing is wrong before', async () => {
    const handler = open();
    const check = async (name: string): Promise<Check | undefined> => {
      const { checks } = await read<{ checks: Check[] }>(send(handler, 'GET', 'owner/health', undefined, READER));
      return checks.find((one) => one.name === name);
    };
    assert.equal((await check('tick'))?.state, 'none');
    await read(send(handler, 'POST', 'tick', {}, SHOP));
    for (const name of ['database', 'migrations', 'deliveries', 'overdue', 'tick', 'quarantine', 'requests'])
      assert.equal((await check(name))?.state, 'ok', name);
    await bench.query(`update lojal_runs set at = at - interval '3 hours'`);
    assert.equal((await check('tick'))?.state, 'warn');
    await bench.store.maintenance.recordTick(['birthdays']);
    assert.deepEqual((await check('tick'))?.facts.failed, ['birthdays']);
    assert.equal((await check('tick'))?.state, 'bad');
    for (const statement of [
      // Paused, so that no sender that is still awake takes the delivery.
      `insert into lojal_receivers (id, kind, url, types, paused_until)
         values ('r1', 'standard', 'https://r.example', '{x}', now() + interval '1 day')`,
      `insert into lojal_events (id, type, data) values ('e1', 'x', '{}')`,
      `insert into lojal_deliveries (event, receiver, due) values ('e1', 'r1', now() - interval '2 hours')`,
      `insert into lojal_deliveries (event, receiver, state) values ('e1', 'r1', 'failed')`,
    ])
      await bench.query(statement);
    assert.equal((await check('overdue'))?.state, 'bad');
    assert.deepEqual((await check('deliveries'))?.facts, { waiting: 1, failed: 1, turnedOff: 0 });
    assert.equal((await check('deliveries'))?.state, 'warn');
    await bench.query('insert into lojal_migrations select max(version) + 1 from lojal_migrations');
    assert.equal((await check('migrations'))?.state, 'bad');
    await bench.query('delete from lojal_migrations where version = (select max(version) from lojal_migrations)');
    assert.equal((await handler(new Request(`${BASE}/owner/health`))).status, 401);
  });
});

test('a database that is away leaves the checks that need none', async () => {
  const store = { ...fakeStore(), ping: () => Promise.reject(new Error('down')) };
  const handler = createEndpoint({ store, ownerKey: KEY, limits: false, log: () => {} });
  const { checks } = await read<{ checks: Check[] }>(send(handler, 'GET', 'owner/health'));
  assert.deepEqual(
    checks.map(({ name, state }) => [name, state]),
    [
      ['database', 'bad'],
      ['requests', 'ok'],
      ['memory', 'ok'],
    ],
  );
});

test('an hour is counted by minute, and forgotten', () => {
  const steps = fc.array(fc.tuple(fc.oneof(fc.nat(1), fc.nat(130)), fc.boolean()), { maxLength: 200 });
  fc.assert(
    fc.property(steps, (requests) => {
      let minute = 0;
      const hour = createHourCounts(() => minute * 60_000 + 59_000);
      const all: { at: number; isError: boolean }[] = [];
      for (const [step, isError] of requests) {
        minute += step;
        hour.add(isError);
        all.push({ at: minute, isError });
        const recent = all.filter(({ at }) => at > minute - 60);
        const errors = recent.filter((one) => one.isError).length;
        assert.deepEqual(hour.sum(), { requests: recent.length, errors });
      }
    }),
  );
});
