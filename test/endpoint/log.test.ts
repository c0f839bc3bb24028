import assert from 'node:assert/strict';
import { mock, test } from 'node:test';
import { checkHealth } from '../../src/endpoint/health.ts';
import { createEndpoint, type LogEntry, type Store } from '../../src/endpoint/index.ts';
import { mint, nps, review } from './samples.ts';
import { ADDRESS, fakeStore, post, withStores } from './stores.ts';
import { identity, sign } from './tokens.ts';

const KEY = 'the-key-of-the-owner';
const HEALTH = ADDRESS.replace('answers', 'health');

test('one entry a request says what became of it, by the pattern of its route', async () => {
  const entries: LogEntry[] = [];
  const start = performance.now();
  const store: Store = { ...fakeStore(), decide: async () => 'decided' };
  const handler = createEndpoint({ store, ownerKey: KEY, log: (entry) => entries.push(entry) });
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
  const approve = new Request(`${ADDRESS}/${event.id}`, {
    method: 'PATCH',
    headers: { authorization: `Bearer ${KEY}`, 'content-type': 'application/json' },
    body: '{"state":"approved"}',
  });
  await handler(approve);
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
      `info PATCH /apps/lojal/answers/:id 200 ${event.id}`,
      'info POST /apps/lojal/answers 403',
    ],
  );
  for (const entry of entries) {
    const { time, ms } = entry;
    assert.ok(!Object.values(entry).includes(undefined));
    assert.ok(Math.abs(Date.now() - Date.parse(time)) < 60_000);
    assert.ok(Number.isInteger(ms) && ms >= 0 && ms <= Math.ceil(performance.now() - start));
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

/** An error whose stack is what a test says it is. */
const thrown = (stack: string | undefined, more: object = {}) =>
  Object.assign(new TypeError('secret'), { stack, ...more });

const AT = '    at put (file.ts:1:2)';
const unspeakable: readonly [string, unknown, string][] = [
  ['its place', thrown(`TypeError: secret\n${AT}\n    at b`), 'TypeError at put (file.ts:1:2)'],
  ['no stack', thrown(undefined), 'TypeError'],
  ['a stack that does not begin with the message', thrown(`Other: secret\n${AT}`), 'TypeError'],
  ['a code', thrown(undefined, { code: '23505' }), 'TypeError 23505'],
  ['a code that is a sentence', thrown(undefined, { code: 'secret words' }), 'TypeError'],
  ['a code that is too long', thrown(undefined, { code: 'x'.repeat(41) }), 'TypeError'],
  ['a code in many lines', thrown(undefined, { code: 'secret\nword' }), 'TypeError'],
  ['a code that is a number', thrown(undefined, { code: 7 }), 'TypeError'],
  [
    'what caused it',
    thrown(undefined, { cause: Object.assign(thrown(`TypeError: secret\n${AT}`), { code: 'ECONNRESET' }) }),
    'TypeError < TypeError ECONNRESET at put (file.ts:1:2)',
  ],
  ['a cause that is no error', thrown(undefined, { cause: 'secret' }), 'TypeError'],
  [
    'a circle of causes',
    (() => {
      const circle = thrown(undefined);
      return Object.assign(circle, { cause: circle });
    })(),
    Array(5).fill('TypeError').join(' < '),
  ],
];

for (const [what, error, line] of unspeakable) {
  test(`the log is told of an error with ${what}, by kind, code and place`, async () => {
    const entries: LogEntry[] = [];
    const store: Store = { ...fakeStore(), put: () => Promise.reject(error) };
    const handler = createEndpoint({ store, log: (entry) => entries.push(entry) });
    assert.equal((await post(handler, nps())).status, 500);
    assert.deepEqual(
      entries.map((entry) => entry.error),
      [line],
    );
  });
}

for (const [what, fails] of [
  ['a word', () => Promise.reject('secret')],
  ['nothing', () => Promise.reject()],
  [
    'a word at once',
    () => {
      throw 'secret';
    },
  ],
] as const) {
  test(`a store that throws ${what} gives 500, and the log an error`, async () => {
    const entries: LogEntry[] = [];
    const handler = createEndpoint({ store: { ...fakeStore(), put: fails }, log: (entry) => entries.push(entry) });
    const response = await post(handler, nps(), { origin: 'https://api.example' });
    assert.equal(response.status, 500);
    assert.equal(response.headers.get('access-control-allow-origin'), 'https://api.example');
    assert.equal(response.headers.get('x-content-type-options'), 'nosniff');
    assert.match(entries.map(({ level, error }) => `${level} ${error}`).join('\n'), /^error Error at [^\n]*$/);
  });
}

test('a limiter that throws a word is told of by what a word is', async () => {
  const entries: LogEntry[] = [];
  const store: Store = { ...fakeStore(), spend: () => Promise.reject('secret') };
  assert.equal((await post(createEndpoint({ store, log: (entry) => entries.push(entry) }), nps())).status, 201);
  assert.deepEqual(
    entries.map(({ level, error }) => `${level} ${error}`),
    ['error string'],
  );
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
  // A timer that is left would keep a process alive that has nothing to do any more.
  const timers = () => process.getActiveResourcesInfo().filter((what) => what === 'Timeout').length;
  const before = timers();
  await Promise.all([ask(async () => {}), ask(() => Promise.reject(new Error('down')))]);
  assert.equal(timers(), before);
  mock.timers.enable({ apis: ['setTimeout'] });
  try {
    const silent = ask(() => new Promise(() => {}));
    mock.timers.tick(3_000);
    assert.deepEqual((await silent).slice(0, 2), [503, '{"status":"down"}']);
  } finally {
    mock.timers.reset();
  }
});

test('why the database does not answer', async () => {
  const why = async (ping: Store['ping']) => (await checkHealth({ ...fakeStore(), ping }))?.message;
  assert.equal(await why(async () => {}), undefined);
  assert.equal(await why(() => Promise.reject(new Error('too many clients'))), 'too many clients');
  assert.equal(await why(() => Promise.reject('gone')), 'The database failed.');
  mock.timers.enable({ apis: ['setTimeout'] });
  try {
    const silent = why(() => new Promise(() => {}));
    mock.timers.tick(3_000);
    assert.equal(await silent, 'The database did not answer in time.');
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
