import assert from 'node:assert/strict';
import { mock, test } from 'node:test';
import { createEndpoint, type LogEntry, type Store } from '../../src/endpoint/index.ts';
import { mint, nps, review } from './samples.ts';
import { ADDRESS, fakeStore, post, withStores } from './stores.ts';
import { identity, sign } from './tokens.ts';

const KEY = 'the-key-of-the-owner';
const HEALTH = ADDRESS.replace('answers', 'health');

test('one entry a request says what became of it, by the pattern of its route', async () => {
  const entries: LogEntry[] = [];
  const handler = createEndpoint({ store: fakeStore(), ownerKey: KEY, log: (entry) => entries.push(entry) });
  const event = nps();
  const ask = (path: string, method = 'GET') =>
    handler(new Request(`https://api.example${path}`, { method, headers: { origin: 'https://api.example' } }));
  await post(handler, event);
  await post(handler, nps({ score: 11 }));
  await ask(`/apps/lojal/answers/${mint()}?state=approved`, 'PATCH');
  await ask('/apps/lojal/account');
  await ask('/apps/lojal/health');
  await ask('/apps/lojal/answers', 'OPTIONS');
  await ask('/ana@shop.example');
  await post(handler, event, { origin: 'https://evil.example' });
  assert.deepEqual(
    entries.map(({ level, method, route, status, id }) => [level, method, route, status, id].join(' ').trim()),
    [
      `info POST /apps/lojal/answers 201 ${event.id}`,
      'info POST /apps/lojal/answers 422',
      'info PATCH /apps/lojal/answers/:id 401',
      'info GET /apps/lojal/account 401',
      'info GET /apps/lojal/health 200',
      'info OPTIONS /apps/lojal/answers 204',
      'info GET /* 404',
      'info POST /apps/lojal/answers 403',
    ],
  );
  for (const { time, ms } of entries) {
    assert.ok(Math.abs(Date.now() - Date.parse(time)) < 60_000);
    assert.ok(Number.isInteger(ms) && ms >= 0);
  }
});

test('as it is, what failed goes to the standard error stream, one line of JSON each, and nothing else', async () => {
  const [error, log] = [mock.method(console, 'error', () => {}), mock.method(console, 'log', () => {})];
  try {
    const handler = createEndpoint({ store: { ...fakeStore(), put: () => Promise.reject(new TypeError('secret')) } });
    assert.equal((await post(handler, nps())).status, 500);
    assert.equal((await post(handler, nps({ score: 11 }))).status, 422);
    assert.equal(error.mock.callCount(), 1);
    assert.equal(log.mock.callCount(), 0);
    const line = String(error.mock.calls[0]?.arguments[0]);
    assert.match(JSON.parse(line).error, /^TypeError at /);
    assert.doesNotMatch(line, /secret|\n/);
  } finally {
    mock.restoreAll();
  }
});

test('a log that fails loses no answer', async () => {
  const log = () => {
    throw new Error('the disk is full');
  };
  const store = fakeStore();
  assert.equal((await post(createEndpoint({ store, log }), nps())).status, 201);
  assert.equal(store.events.length, 1);
});

test('an export that breaks off is an entry of its own', async () => {
  const entries: LogEntry[] = [];
  const answer = { cursor: '1', received: '', verified: false, event: nps() as never };
  let pages = 0;
  const store: Store = {
    ...fakeStore(),
    bound: async () => '9',
    page: async () => {
      if (pages++) throw new Error('gone');
      return Array(500).fill(answer);
    },
  };
  const handler = createEndpoint({ store, ownerKey: KEY, log: (entry) => entries.push(entry) });
  const response = await handler(new Request(ADDRESS, { headers: { authorization: `Bearer ${KEY}` } }));
  await assert.rejects(response.text(), /broke off/);
  assert.deepEqual(
    entries.map(({ level, status, error }) => [level, status, error?.split(' ')[0]]),
    [
      ['info', 200, undefined],
      ['error', 200, 'Error'],
    ],
  );
});

test('health: well, failing, and silent for too long', async () => {
  const ask = async (ping: Store['ping']) => {
    const levels: string[] = [];
    const handler = createEndpoint({ store: { ...fakeStore(), ping }, log: ({ level }) => levels.push(level) });
    const response = await handler(new Request(HEALTH, { headers: { origin: 'https://anyone.example' } }));
    return [response.status, await response.text(), response.headers.get('cache-control'), ...levels];
  };
  assert.deepEqual(await ask(async () => {}), [200, '{"status":"ok"}', 'no-store', 'info']);
  for (const thrown of [new Error('postgres://u:secret@db'), 'postgres://u:secret@db', undefined]) {
    assert.deepEqual(await ask(() => Promise.reject(thrown)), [503, '{"status":"down"}', 'no-store', 'error']);
  }
  mock.timers.enable({ apis: ['setTimeout'] });
  try {
    const silent = ask(() => new Promise(() => {}));
    mock.timers.tick(3_000);
    assert.deepEqual((await silent).slice(0, 2), [503, '{"status":"down"}']);
  } finally {
    mock.timers.reset();
  }
});

withStores('The log', (bench) => {
  test('no word of a body, a token, a key, an address or a query is in it, also when the database fails', async () => {
    const entries: LogEntry[] = [];
    const log = (entry: LogEntry) => entries.push(entry);
    const clientAddress = () => '203.0.113.77';
    const all = {
      store: bench.store,
      ownerKey: KEY,
      identity,
      clientAddress,
      log,
      limits: { subject: { burst: 4, perMinute: 1 } },
    };
    const handler = createEndpoint({ ...all, account: () => Promise.reject(new Error('about zebra')) });
    const token = await sign({ sub: 'zebra_subject' });
    const authorization = `Bearer ${token}`;
    const words = { title: 'zebra title', body: 'zebra body', author: { name: 'zebra name', display: 'full' } };
    const event = () =>
      review({ ...words, product: { id: 'zebra-1' }, order: 'zebra-2' }, { subject: 'zebra_subject' });
    const round = async () => {
      await post(handler, event(), { authorization });
      await post(handler, event(), { authorization: `${authorization}zebra` });
      await post(handler, JSON.stringify(event()).replace('"rating":5', '"rating":"zebra","zebra":1'), {
        authorization,
      });
      await post(handler, 'zebra', { authorization });
      for (const path of [
        'answers?since=zebra',
        'answers?type=zebra',
        'answers/zebra_zebra_zebra',
        'account?zebra',
        'zebra',
        'health?zebra',
      ]) {
        for (const key of [KEY, token]) {
          await handler(
            new Request(`https://api.example/apps/lojal/${path}`, { headers: { authorization: `Bearer ${key}` } }),
          );
        }
      }
      const headers = { authorization: `Bearer ${KEY}` };
      await handler(new Request(`${ADDRESS}?subject=zebra_subject`, { method: 'DELETE', headers }));
    };
    await round();
    const fine = entries.length;
    assert.ok(fine > 15);
    assert.ok(entries.some(({ status }) => status === 201));

    // The database quotes the row in its complaint.
    await bench.query(`alter table lojal_answers add constraint no check (source = '') not valid`);
    await round();
    await bench.query('alter table lojal_answers rename to elsewhere');
    await bench.query('alter table lojal_limits rename to elsewhere_2');
    await round();
    assert.ok(
      entries.some(({ error }) => error?.includes('23514')),
      'no constraint failed',
    );
    assert.ok(
      entries.some(({ error }) => error?.includes('42P01')),
      'no table was missing',
    );
    const text = JSON.stringify(entries);
    for (const secret of ['zebra', KEY, token.split('.')[1] as string, '203.0.113', 'Bearer', 'since', 'insert into']) {
      assert.ok(!text.includes(secret), `${secret} in ${text}`);
    }
  });
});
