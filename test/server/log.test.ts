import assert from 'node:assert/strict';
import { mock, test } from 'node:test';
import { createEndpoint, type LogEntry, type Store } from '../../src/server/index.ts';
import { checkHealth } from '../../src/server/routes/health.ts';
import { mint, nps, review } from './samples.ts';
import { ADDRESS, fakeStore, post, withStores } from './stores.ts';
import { identity, sign } from './tokens.ts';

const KEY = 'the-key-of-the-owner-0123456789abcdef';
const HEALTH = ADDRESS.replace('answers', 'health');

test('one log entry per request, with the pattern of the route', async () => {
  const entries: LogEntry[] = [];
  const start = performance.now();
  const store: Store = { ...fakeStore(), moderate: async () => 'decided' };
  const origins = ['https://shop.example'];
  const handler = createEndpoint({ store, origins, ownerKey: KEY, log: (entry) => entries.push(entry) });
  const event = nps();
  const ask = (path: string, method = 'GET') =>
    handler(new Request(`https://api.example${path}`, { method, headers: { origin: 'https://shop.example' } }));
  await post(handler, event);
  await post(handler, nps({}, { id: 'short' }));
  await ask(`/apps/lojal/answers/${mint()}?state=approved`, 'PATCH');
  await ask('/apps/lojal/account');
  await ask('/apps/lojal/health');
  await ask('/apps/lojal/health/live');
  await ask('/apps/lojal/answers', 'OPTIONS');
  await ask('/ana@shop.example');
  const approve = new Request(`${ADDRESS}/${event.id}`, {
    method: 'PATCH',
    headers: { authorization: `Bearer ${KEY}`, 'content-type': 'application/json', 'if-match': '"1"' },
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
      'info GET /apps/lojal/health/live 200',
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

test('the response and the log have the id of the request, from a proxy or a new one', async () => {
  const entries: LogEntry[] = [];
  const handler = createEndpoint({ store: fakeStore(), log: (entry) => entries.push(entry) });
  const ids: (string | null)[] = [];
  for (const given of [
    undefined,
    'proxy-0123456789',
    'short',
    'x'.repeat(65),
    'with spaces in it',
    'a\u00e5-0123456',
  ]) {
    const headers: Record<string, string> = given === undefined ? {} : { 'x-request-id': given };
    const response = await post(handler, nps(), headers);
    ids.push(response.headers.get('x-request-id'));
  }
  assert.deepEqual(
    entries.map(({ request }) => request),
    ids,
  );
  assert.equal(ids[1], 'proxy-0123456789');
  for (const [i, id] of ids.entries()) if (i !== 1) assert.match(id ?? '', /^[\w-]{16}$/);
  assert.equal(new Set(ids).size, ids.length);
});

test('by default only errors are logged, to stderr, one line of JSON each', async () => {
  const [error, log] = [mock.method(console, 'error', () => {}), mock.method(console, 'log', () => {})];
  try {
    const handler = createEndpoint({
      store: { ...fakeStore(), insert: () => Promise.reject(new TypeError('secret')) },
    });
    assert.equal((await post(handler, nps())).status, 500);
    assert.equal((await post(handler, nps({}, { id: 'short' }))).status, 422);
    assert.equal(error.mock.callCount(), 1);
    assert.equal(log.mock.callCount(), 0);
    const line = String(error.mock.calls[0]?.arguments[0]);
    assert.match(JSON.parse(line).error, /^TypeError at /);
    assert.doesNotMatch(line, /secret|\n/);
  } finally {
    mock.restoreAll();
  }
});

/** An error with a given stack. */
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
  test(`the log describes an error with ${what} by class, code and location`, async () => {
    const entries: LogEntry[] = [];
    const store: Store = { ...fakeStore(), insert: () => Promise.reject(error) };
    const handler = createEndpoint({ store, log: (entry) => entries.push(entry) });
    assert.equal((await post(handler, nps())).status, line.includes('ECONNRESET') ? 503 : 500);
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
  test(`a store that throws ${what} results in 500 and a logged error`, async () => {
    const entries: LogEntry[] = [];
    const store = { ...fakeStore(), insert: fails };
    const handler = createEndpoint({ store, origins: ['https://shop.example'], log: (entry) => entries.push(entry) });
    const response = await post(handler, nps(), { origin: 'https://shop.example' });
    assert.equal(response.status, 500);
    assert.equal(response.headers.get('access-control-allow-origin'), 'https://shop.example');
    assert.equal(response.headers.get('x-content-type-options'), 'nosniff');
    assert.match(entries.map(({ level, error }) => `${level} ${error}`).join('\n'), /^error Error at [^\n]*$/);
  });
}

test('a thrown string is logged by its type', async () => {
  const entries: LogEntry[] = [];
  const store: Store = { ...fakeStore(), countRequest: () => Promise.reject('secret') };
  assert.equal((await post(createEndpoint({ store, log: (entry) => entries.push(entry) }), nps())).status, 201);
  assert.deepEqual(
    entries.map(({ level, error }) => `${level} ${error}`),
    ['error string'],
  );
});

test('a failing log does not lose an answer', async () => {
  const log = () => {
    throw new Error('the disk is full');
  };
  const store = fakeStore();
  assert.equal((await post(createEndpoint({ store, log }), nps())).status, 201);
  assert.equal(store.events.length, 1);
});

test('an export that fails after its start is logged separately', async () => {
  const entries: LogEntry[] = [];
  const answer = { cursor: '1', received: '', verified: false, event: nps() as never };
  let pages = 0;
  const store: Store = {
    ...fakeStore(),
    committedCursor: async () => '9',
    page: async () => {
      if (pages++) throw new Error('gone');
      return Array(500).fill(answer);
    },
  };
  const handler = createEndpoint({ store, ownerKey: KEY, log: (entry) => entries.push(entry) });
  const response = await handler(new Request(ADDRESS, { headers: { authorization: `Bearer ${KEY}` } }));
  await assert.rejects(response.text(), /export failed/);
  assert.deepEqual(
    entries.map(({ level, status, error }) => [level, status, error?.split(' ')[0]]),
    [
      ['info', 200, undefined],
      ['error', 200, 'Error'],
    ],
  );
});

test('health: ok, failing, and timed out', async () => {
  const ask = async (ping: Store['ping']) => {
    const levels: string[] = [];
    const handler = createEndpoint({ store: { ...fakeStore(), ping }, log: ({ level }) => levels.push(level) });
    const response = await handler(new Request(HEALTH, { headers: { origin: 'https://anyone.example' } }));
    return [response.status, await response.text(), response.headers.get('cache-control'), ...levels];
  };
  assert.deepEqual(await ask(async () => {}), [200, '{"status":"ok"}', 'no-store', 'info']);
  for (const thrown of [new Error('postgres://u:secret@db'), 'postgres://u:secret@db', undefined]) {
    assert.deepEqual(await ask(() => Promise.reject(thrown)), [
      503,
      '{"status":"down","reason":"database"}',
      'no-store',
      'error',
    ]);
  }
  // A remaining timer would keep the process alive.
  const timers = () => process.getActiveResourcesInfo().filter((what) => what === 'Timeout').length;
  const before = timers();
  await Promise.all([ask(async () => {}), ask(() => Promise.reject(new Error('down')))]);
  assert.equal(timers(), before);
  mock.timers.enable({ apis: ['setTimeout'] });
  try {
    const silent = ask(() => new Promise(() => {}));
    mock.timers.tick(3_000);
    assert.deepEqual((await silent).slice(0, 2), [503, '{"status":"down","reason":"database"}']);
  } finally {
    mock.timers.reset();
  }
});

test('health: readiness needs the database, liveness does not, and a full disk is named', async () => {
  const full = Object.assign(new Error('Failed query'), { cause: Object.assign(new Error('x'), { code: '53100' }) });
  const away = Object.assign(new Error('x'), { code: 'ECONNREFUSED' });
  for (const [error, reason] of [
    [full, 'disk'],
    [away, 'database'],
  ] as const) {
    const store = { ...fakeStore(), ping: () => Promise.reject(error) };
    const handler = createEndpoint({ store, log: () => {} });
    const ask = async (path: string) => {
      const response = await handler(new Request(HEALTH + path));
      return [response.status, await response.json()];
    };
    for (const path of ['', '/ready']) assert.deepEqual(await ask(path), [503, { status: 'down', reason }]);
    assert.deepEqual(await ask('/live'), [200, { status: 'ok' }]);
  }
});

test('health: simultaneous requests share one check', async () => {
  let checks = 0;
  const ping = async () => {
    checks++;
    await new Promise((resolve) => setImmediate(resolve));
  };
  const handler = createEndpoint({ store: { ...fakeStore(), ping } });
  const all = await Promise.all(Array.from({ length: 20 }, () => handler(new Request(HEALTH))));
  assert.ok(all.every(({ status }) => status === 200));
  assert.equal(checks, 1);
  await handler(new Request(HEALTH));
  assert.equal(checks, 2);
});

test('the log contains why the database does not respond', async () => {
  const why = async (ping: Store['ping']) => (await checkHealth({ ...fakeStore(), ping }))?.message;
  assert.equal(await why(async () => {}), undefined);
  assert.equal(await why(() => Promise.reject(new Error('too many clients'))), 'too many clients');
  assert.equal(await why(() => Promise.reject('gone')), 'The database failed.');
  mock.timers.enable({ apis: ['setTimeout'] });
  try {
    const silent = why(() => new Promise(() => {}));
    mock.timers.tick(3_000);
    assert.equal(await silent, 'The database did not respond in time.');
  } finally {
    mock.timers.reset();
  }
});

withStores('The log', (bench) => {
  test('the log never contains a body, a token, a key, an address or a query, even if the database fails', async () => {
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
      review(
        { ...words, product: { id: 'zebra-1' }, order: 'zebra-2' },
        // After the erasure at the end of a round.
        { subject: 'zebra_subject', time: new Date(Date.now() + 60_000).toISOString() },
      );
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

    // The database quotes the row in its error message.
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
