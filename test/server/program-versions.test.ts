/** Versions of the program: saved by the owner, and used from their day. */
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { mock, test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import type { ProgramEffect } from '../../src/loyalty/preview-program.ts';
import { createEndpoint, type Handler } from '../../src/server/index.ts';
import { KEY, mint } from './samples.ts';
import { noErrors, type ProblemBody, withStores } from './stores.ts';
import { identity, sign } from './tokens.ts';

const SHOP = 'shop-key-of-the-tests-0123456789ab';
const READER = 'reader-key-of-the-tests-0123456789';
const BASE = 'https://api.example/apps/lojal';
const first = { name: 'Club', timeZone: 'Europe/Stockholm', points: { perUnit: 1 } };
const NONE = { 'if-none-match': '*' };

interface SavedBody {
  readonly program: unknown;
  readonly version: number;
  readonly versions: readonly { version: number; from: string; saved: string }[];
}

withStores('versions of the program', (bench) => {
  const endpoint = (more: object = {}): Handler =>
    createEndpoint({
      store: bench.store,
      ownerKey: KEY,
      shopKey: SHOP,
      keys: [{ name: 'reader', key: READER, scopes: ['read'] }],
      identity,
      limits: false,
      log: noErrors,
      ...more,
    });
  const send = (handler: Handler, method: string, path: string, body?: unknown, headers: object = {}, key = KEY) =>
    handler(
      new Request(`${BASE}/${path}`, {
        method,
        headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json', ...headers },
        ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      }),
    );
  const put = (handler: Handler, body: unknown, headers: object = NONE, key = KEY) =>
    send(handler, 'PUT', 'owner/program', body, headers, key);
  const match = (version: number) => ({ 'if-match': `"${version}"` });
  const saved = async (answer: Promise<Response>): Promise<SavedBody> => {
    const response = await answer;
    assert.equal(response.status, 200, await response.clone().text());
    return (await response.json()) as SavedBody;
  };
  const faultsOf = async (answer: Promise<Response>, status = 422): Promise<ProblemBody> => {
    const response = await answer;
    assert.equal(response.status, status, await response.clone().text());
    return (await response.json()) as ProblemBody;
  };
  const order = (id: string, customer: string, at: string, more: object = {}) => ({
    id,
    customer,
    at,
    currency: 'EUR',
    total: 100,
    status: 'paid',
    ...more,
  });
  const post = async (handler: Handler, ...orders: object[]): Promise<readonly (readonly string[])[]> => {
    const response = await send(handler, 'POST', 'orders', orders, {}, SHOP);
    assert.equal(response.status, 200, await response.clone().text());
    const body = (await response.json()) as { orders: { entries: string[] }[] };
    return body.orders.map(({ entries }) => entries);
  };
  const pointsOf = async (handler: Handler, customer: string) => {
    const response = await handler(
      new Request(`${BASE}/account`, { headers: { authorization: `Bearer ${await sign({ sub: customer })}` } }),
    );
    assert.equal(response.status, 200, await response.clone().text());
    const { ledger } = (await response.json()) as { ledger: { id: string; points: number; pending?: boolean }[] };
    return Object.fromEntries(ledger.map(({ id, points }) => [id, points]));
  };
  /** Without a program, an order or an entry. */
  const empty = async (): Promise<Handler> => {
    for (const table of ['programs', 'orders', 'entries', 'members']) await bench.query(`delete from lojal_${table}`);
    return endpoint();
  };
  /** Runs at another time. */
  const at = async <Result>(time: string, run: () => Promise<Result>): Promise<Result> => {
    mock.timers.enable({ apis: ['Date'], now: Date.parse(time) });
    try {
      return await run();
    } finally {
      mock.timers.reset();
    }
  };

  test('the first program, its tag, and the next one', async () => {
    const handler = await empty();
    assert.equal((await send(handler, 'GET', 'owner/program')).status, 404);
    assert.equal((await send(handler, 'GET', 'program')).status, 404);
    assert.equal((await send(handler, 'POST', 'orders', [], {}, SHOP)).status, 404);
    const response = await at('2026-06-01T22:30:00Z', () => put(handler, { program: first }));
    assert.equal(response.headers.get('etag'), '"1"');
    const body = (await response.json()) as SavedBody;
    assert.deepEqual({ ...body, versions: body.versions.map(({ saved: _, ...one }) => one) }, {
      program: first,
      version: 1,
      // The day in Stockholm.
      versions: [{ version: 1, from: '2026-06-02' }],
    } as never);
    assert.match(body.versions[0]?.saved ?? '', /^20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/);
    assert.deepEqual(await (await send(handler, 'GET', 'program')).json(), first);
    const second = { ...first, name: 'Other' };
    const after = await saved(put(handler, { program: second }, match(1)));
    assert.deepEqual([after.program, after.version, after.versions.length], [second, 2, 2]);
    const read = await send(handler, 'GET', 'owner/program', undefined, {}, READER);
    assert.equal(read.headers.get('etag'), '"2"');
    assert.deepEqual(await read.json(), after);
    const served = await send(handler, 'GET', 'program');
    assert.deepEqual(await served.json(), second);
    const [entry] = (await bench.store.auditPage('0', 5_000)).slice(-1);
    assert.deepEqual(
      [entry?.actor, entry?.action, entry?.detail?.version, entry?.detail?.from],
      ['owner', 'program', 2, after.versions[1]?.from],
    );
  });

  test('each version can be read as it was saved', async () => {
    const handler = await empty();
    // The order of the keys is the shop's.
    const odd = { points: { value: 0.01, perUnit: 2 }, name: 'Club' };
    await saved(put(handler, { program: odd, from: '2099-01-01' }));
    await saved(put(handler, { program: first, from: '2099-01-01' }, match(1)));
    const read = (version: string, key = KEY, method = 'GET') =>
      send(handler, method, `owner/program/versions/${version}`, undefined, {}, key);
    const body = (await (await read('1', READER)).json()) as { program: unknown; saved: string };
    assert.equal(JSON.stringify(body.program), JSON.stringify(odd));
    assert.deepEqual({ ...body, program: 0, saved: 0 }, { program: 0, version: 1, from: '2099-01-01', saved: 0 });
    for (const version of ['0', '3', '01', '1.0', '-1', 'x', '%00', '1e0', '99999999999999999999'])
      assert.equal((await read(version)).status, 404, version);
    assert.equal((await read('1', 'wrong')).status, 401);
    assert.equal((await read('1', SHOP)).status, 403);
    assert.equal((await read('1', KEY, 'PUT')).status, 405);
    const file = endpoint({ program: first });
    assert.equal((await send(file, 'GET', 'owner/program/versions/1')).status, 404);
  });

  test('a program is saved only over the version that was read', async () => {
    const handler = await empty();
    const body = { program: first };
    assert.equal((await put(handler, body, match(1))).status, 412, 'none is saved');
    assert.match((await faultsOf(put(handler, body, {}), 428)).detail, /If-None-Match: \*/);
    await saved(put(handler, body));
    assert.equal((await put(handler, body)).status, 412, 'one is saved');
    assert.equal((await put(handler, body, {})).status, 428);
    assert.equal((await put(handler, body, match(0))).status, 412);
    assert.equal((await put(handler, body, match(2))).status, 412);
    assert.equal((await put(handler, body, { 'if-match': '*' })).status, 400);
    assert.equal((await put(handler, body, match(1), SHOP)).status, 403);
    assert.equal((await put(handler, body, match(1), READER)).status, 403);
    assert.equal((await put(handler, body, match(1), 'wrong')).status, 401);
    assert.equal((await send(handler, 'GET', 'owner/program', undefined, {}, 'wrong')).status, 401);
    assert.equal((await send(handler, 'POST', 'owner/program/preview', body, {}, READER)).status, 403);
    assert.equal((await send(handler, 'DELETE', 'owner/program')).status, 405);
    assert.equal((await send(handler, 'GET', 'owner/program/preview')).status, 405);
    assert.equal((await bench.query('select 1 from lojal_programs')).length, 1);
  });

  test('of owners who save at once, in two processes, one saves', async () => {
    const handlers = [await empty(), endpoint(), endpoint(), endpoint()];
    for (const headers of [NONE, match(1), match(2)]) {
      const answers = await Promise.all(
        handlers.map((handler, i) => put(handler, { program: { ...first, name: `Club ${i}` } }, headers)),
      );
      assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 412, 412, 412]);
    }
    assert.equal((await bench.query('select 1 from lojal_programs')).length, 3);
    const program = { currency: 'EUR', timeZone: null, text: '{}' };
    for (const version of [0, 2, 4])
      assert.equal(await bench.store.programs.saveVersion(version, '2026-06-01', program, 'owner'), 'stale');
  });

  test('a process that has not saved uses the new program within seconds', async () => {
    const [handler, other] = [await empty(), endpoint()];
    await saved(put(handler, { program: first }));
    const name = async () => ((await (await send(other, 'GET', 'program')).json()) as { name: string }).name;
    assert.equal(await name(), 'Club');
    await saved(put(handler, { program: { ...first, name: 'New' } }, match(1)));
    const start = performance.now();
    while ((await name()) !== 'New') {
      assert.ok(performance.now() - start < 10_000);
      await setTimeout(100);
    }
  });

  test('a version holds from midnight of its day in the time zone of the program', async () => {
    const handler = await empty();
    const program = { ...first, timeZone: 'Pacific/Auckland' };
    const next = { ...program, points: { perUnit: 3 } };
    const later = { ...program, points: { perUnit: 5 } };
    await at('2026-06-01T09:00:00Z', () => saved(put(handler, { program })));
    const body = await at('2026-06-01T10:00:00Z', async () => {
      await saved(put(handler, { program: later, from: '2026-06-03' }, match(1)));
      return saved(put(handler, { program: next, from: '2026-06-02' }, match(2)));
    });
    // What is saved for another day does not hold yet, and the list has it.
    assert.deepEqual([body.program, body.version], [program, 1]);
    assert.deepEqual(
      body.versions.map(({ version, from }) => [version, from]),
      [
        [1, '2026-06-01'],
        [2, '2026-06-03'],
        [3, '2026-06-02'],
      ],
    );
    const served = (time: string, path = 'program') =>
      at(time, async () => (await send(handler, 'GET', path)).json() as Promise<SavedBody & typeof program>);
    // Midnight in Auckland is noon of the day before in UTC.
    for (const [time, version, perUnit] of [
      ['2026-06-01T11:59:59.999Z', 1, 1],
      ['2026-06-01T12:00:00Z', 3, 3],
      ['2026-06-02T11:59:59Z', 3, 3],
      ['2026-06-02T12:00:00Z', 2, 5],
      ['2027-01-01T00:00:00Z', 2, 5],
    ] as const) {
      assert.equal((await served(time)).points.perUnit, perUnit, time);
      assert.equal((await served(time, 'owner/program')).version, version, time);
    }
    // The order counts by its own time, whenever it arrives.
    const [customer, id] = [mint(), mint()];
    await at('2026-06-05T00:00:00Z', () =>
      post(
        handler,
        order(`${id}-1`, customer, '2026-06-01T11:59:59Z'),
        order(`${id}-2`, customer, '2026-06-02T00:00:00+12:00'),
        order(`${id}-3`, customer, '2026-06-02'),
        order(`${id}-4`, customer, '2026-06-03'),
        // Before the first version, the first one.
        order(`${id}-0`, customer, '2019-06-01'),
      ),
    );
    const points = await pointsOf(handler, customer);
    assert.deepEqual(
      [0, 1, 2, 3, 4].map((n) => points[`order:${id}-${n}`]),
      [100, 100, 300, 300, 500],
    );
  });

  test('the day of a program', async () => {
    const handler = await empty();
    const save = (from: unknown, headers: object) =>
      at('2026-06-01T12:00:00Z', () => put(handler, { program: first, from }, headers));
    for (const from of ['2026-05-31', '2026-02-30', '2026-6-1', 20260601, null, ''])
      assert.equal((await faultsOf(save(from, NONE))).faults?.[0]?.path, 'from', String(from));
    assert.equal((await saved(save('2026-06-01', NONE))).versions[0]?.from, '2026-06-01');
    // West of the first program it is the day before, when that program already holds.
    const west = { ...first, timeZone: 'Pacific/Honolulu' };
    const body = await at('2026-06-01T01:00:00Z', () => saved(put(handler, { program: west }, match(1))));
    assert.equal(body.versions[1]?.from, '2026-06-01');
  });

  test('an order of a platform is booked by the version of its day', async () => {
    await empty();
    const secret = 'shpss_of_the_tests_0123456789';
    const handler = endpoint({ webhooks: { shopify: secret } });
    await at('2026-06-01T12:00:00Z', () => saved(put(handler, { program: first })));
    await at('2026-06-02T12:00:00Z', () =>
      saved(put(handler, { program: { ...first, points: { perUnit: 3 } } }, match(1))),
    );
    const body = JSON.stringify({
      id: 77,
      created_at: '2026-06-01T23:59:59+02:00',
      updated_at: '2026-06-01T23:59:59+02:00',
      currency: 'EUR',
      financial_status: 'paid',
      total_price: '100.00',
      total_price_set: { shop_money: { amount: '100.00', currency_code: 'EUR' } },
      total_tax: '0.00',
      customer: { id: 7 },
      line_items: [],
      refunds: [],
    });
    const headers = {
      'x-shopify-topic': 'orders/paid',
      'x-shopify-hmac-sha256': createHmac('sha256', secret).update(body).digest('base64'),
    };
    const response = await send(handler, 'POST', 'webhooks/shopify', body, headers);
    assert.equal(response.status, 200, await response.clone().text());
    assert.deepEqual(await pointsOf(handler, '7'), { 'order:77': 100 });
  });

  test('an order keeps what it earned, and a refund takes that back, under any later rules', async () => {
    const handler = await empty();
    const tiers = { levels: [{ id: 'a', name: 'A', from: 0, times: 2 }] };
    const old = { ...first, points: { perUnit: 2, counts: ['tax', 'shipping'] }, tiers };
    const next = { ...first, points: { perUnit: 1, counts: [] } };
    await saved(put(handler, { program: old }));
    const today = (await saved(send(handler, 'GET', 'owner/program'))).versions[0]?.from ?? '';
    const [customer, id] = [mint(), mint()];
    const sold = (more: object = {}) => order(id, customer, today, { tax: 20, shipping: 10, ...more });
    await post(handler, sold(), order(`${id}-old`, customer, '2020-01-01', { tax: 20 }));
    assert.deepEqual(await pointsOf(handler, customer), { [`order:${id}`]: 400, [`order:${id}-old`]: 400 });
    // On the same day: the new version replaces the one by which the orders were booked.
    await saved(put(handler, { program: next }, match(1)));
    assert.deepEqual(await post(handler, sold(), order(`${id}-old`, customer, '2020-01-01', { tax: 20 })), [[], []]);
    const half = [{ id: 'r', at: today, amount: 50 }];
    assert.deepEqual(await post(handler, sold({ refunds: half })), [[`refund:${id}:r`]]);
    assert.deepEqual(await post(handler, sold({ refunds: half })), [[]]);
    const whole = [...half, { id: 's', at: today, amount: 50 }];
    assert.deepEqual(await post(handler, sold({ refunds: whole })), [[`refund:${id}:s`]]);
    assert.deepEqual(
      await post(handler, order(`${id}-old`, customer, '2020-01-01', { tax: 20, status: 'cancelled' })),
      [[`cancel:${id}-old`]],
    );
    const { [`order:${id}`]: earned, ...rest } = await pointsOf(handler, customer);
    assert.equal(earned, 400);
    assert.deepEqual(
      [rest[`refund:${id}:r`], rest[`refund:${id}:s`], rest[`cancel:${id}-old`]],
      [200, 200, 400],
      'all of it',
    );
    // A new order, and one whose total changed, are booked by the rules of their day.
    assert.deepEqual(await post(handler, order(`${id}-new`, customer, today, { tax: 20 })), [[`order:${id}-new`]]);
    assert.equal((await pointsOf(handler, customer))[`order:${id}-new`], 80);
  });

  test('an order that is not paid yet is shown, and then booked, by the rules of its day', async () => {
    const handler = await empty();
    const [customer, id] = [mint(), mint()];
    await at('2026-06-01T12:00:00Z', () => saved(put(handler, { program: first })));
    await at('2026-06-02T12:00:00Z', () =>
      saved(put(handler, { program: { ...first, points: { perUnit: 3 } } }, match(1))),
    );
    const body = (status: string) => [
      order(`${id}-1`, customer, '2026-06-01', { status }),
      order(`${id}-2`, customer, '2026-06-02', { status }),
    ];
    for (const status of ['pending', 'paid']) {
      await post(handler, ...body(status));
      assert.deepEqual(await pointsOf(handler, customer), { [`order:${id}-1`]: 100, [`order:${id}-2`]: 300 }, status);
    }
  });

  test('tiers of the day multiply, where only an earlier version has them', async () => {
    const handler = await empty();
    const [customer, id] = [mint(), mint()];
    const levels = [
      { id: 'a', name: 'A', from: 0 },
      { id: 'b', name: 'B', from: 50, times: 3 },
    ];
    await at('2026-06-01T12:00:00Z', () => saved(put(handler, { program: { ...first, tiers: { levels } } })));
    await at('2026-06-02T12:00:00Z', () => saved(put(handler, { program: first }, match(1))));
    await post(handler, order(`${id}-1`, customer, '2026-05-01'));
    await post(handler, order(`${id}-2`, customer, '2026-06-01'), order(`${id}-3`, customer, '2026-06-02'));
    const points = await pointsOf(handler, customer);
    assert.deepEqual([points[`order:${id}-2`], points[`order:${id}-3`]], [300, 100]);
  });

  test('the currency can change until there is an order', async () => {
    const handler = await empty();
    await at('2026-06-01T12:00:00Z', () => saved(put(handler, { program: first })));
    const kronor = { ...first, currency: 'SEK' };
    await at('2026-06-02T12:00:00Z', () => saved(put(handler, { program: kronor }, match(1))));
    // The orders of all earlier days are in the new currency.
    const [customer, id] = [mint(), mint()];
    await post(handler, order(id, customer, '2026-05-01', { currency: 'SEK' }));
    const { faults } = await faultsOf(put(handler, { program: first }, match(2)));
    assert.equal(faults?.[0]?.path, 'program.currency');
    assert.equal((await faultsOf(send(handler, 'POST', 'owner/program/preview', { program: first }))).status, 422);
    await saved(put(handler, { program: { ...kronor, currency: 'sek' } }, match(2)));
    // Neither is it forgotten where the orders were booked by a file.
    await bench.query('delete from lojal_programs');
    const other = endpoint();
    assert.equal((await faultsOf(put(other, { program: first }))).faults?.[0]?.path, 'program.currency');
    await saved(put(other, { program: kronor }));
    // Points without an order can have become a reward with an amount of money.
    await empty();
    const last = endpoint();
    await saved(put(last, { program: kronor }));
    await bench.query(
      `insert into lojal_entries (customer, id, at, kind, entry) values ('c', 'a', '2026-06-01', 'adjust', '{}')`,
    );
    assert.equal((await faultsOf(put(last, { program: first }, match(1)))).faults?.[0]?.path, 'program.currency');
  });

  test('a program with a fault is not saved, and the response names every fault with its place', async () => {
    const handler = await empty();
    const wrong = {
      points: { perUnit: -1, expire: { after: 'soon' } },
      tiers: {
        levels: [
          { id: 'a', name: 'A', from: 5 },
          { id: 'a', name: 'B', from: 'x' },
        ],
      },
      rewards: [{ id: 'r', name: 'R', points: 0, url: '/r' }],
      colour: 'red',
      ask: { nps: { sample: 2 } },
    };
    for (const answer of [
      put(handler, { program: wrong }),
      send(handler, 'POST', 'owner/program/preview', { program: wrong }),
    ]) {
      const { faults = [] } = await faultsOf(answer);
      const paths = faults.map(({ path }) => path);
      for (const path of [
        'program.points.perUnit',
        'program.points.expire.after',
        'program.tiers.levels[1].from',
        'program.rewards[0].points',
        'program.colour',
        'program.ask.nps.sample',
      ])
        assert.ok(paths.includes(path), `${path} in ${paths}`);
      for (const { message } of faults) assert.ok(message.length > 5 && !message.includes('undefined'), message);
    }
    assert.equal((await bench.query('select 1 from lojal_programs')).length, 0);
  });

  test('hostile bodies are refused, and the server goes on', async () => {
    const handler = await empty();
    const deep = (n: number) => '['.repeat(n) + ']'.repeat(n);
    const nested = (n: number) => `${'{"a":'.repeat(n)}1${'}'.repeat(n)}`;
    const bodies: readonly (readonly [string, number])[] = [
      ['', 400],
      ['{', 400],
      ['null', 422],
      ['[]', 422],
      ['{}', 422],
      ['{"program":null}', 422],
      // The path of a file is no program here.
      ['{"program":"lojal.json"}', 422],
      ['{"program":{},"form":"2099-01-01"}', 422],
      ['{"program":{},"__proto__":{"from":"2099-01-01"}}', 422],
      ['{"program":{"__proto__":{"currency":"SEK"}}}', 422],
      ['{"program":{"points":{"__proto__":{"perUnit":9}}}}', 422],
      ['{"program":{"constructor":{"prototype":{}}}}', 422],
      ['{"program":{"ask":{"__proto__":{"kind":"nps"}}}}', 422],
      ['{"program":{"points":{"perUnit":1e999}}}', 422],
      ['{"program":{"points":{"value":1e308}}}', 422],
      ['{"program":{"timeZone":"Mars/Olympus"}}', 422],
      ['{"program":{"timeZone":"../etc"}}', 422],
      ['{"program":{"name":"a","name":7}}', 422],
      [`{"program":${deep(8_000)}}`, 422],
      [`{"program":{"rewards":${deep(8_000)}}}`, 422],
      [`{"program":{"ask":${nested(5_000)}}}`, 422],
      [`{"program":{"x":${nested(5_000)}}}`, 422],
      [deep(16_000), 422],
      [`{"program":{"name":"${'x'.repeat(34_000)}"}}`, 413],
      [`{"program":{}${' '.repeat(40_000)}}`, 413],
    ];
    for (const [body, status] of bodies)
      for (const [method, path] of [
        ['PUT', 'owner/program'],
        ['POST', 'owner/program/preview'],
      ] as const) {
        const response = await send(handler, method, path, body, NONE);
        assert.equal(response.status, status, `${method} ${body.slice(0, 80)}: ${await response.clone().text()}`);
      }
    assert.equal(
      (await send(handler, 'PUT', 'owner/program', '{"program":{}}', { ...NONE, 'content-type': 'text/plain' })).status,
      415,
    );
    assert.equal((await bench.query('select 1 from lojal_programs')).length, 0);
    assert.equal(({} as { currency?: string }).currency, undefined);
  });

  test('a program of 32 KiB is saved and served as it was written, one byte more is not', async () => {
    const handler = await empty();
    const perk = 'å'.repeat(242);
    const level = (i: number) => ({ id: `l${i}`, name: `L${i}`, from: i * 10, perks: Array(11).fill(perk) });
    const make = (name: string) => ({ name, tiers: { levels: Array.from({ length: 6 }, (_, i) => level(i)) } });
    const rest = 32 * 1024 - Buffer.byteLength(JSON.stringify(make('')));
    assert.ok(rest > 0 && rest < 500, `${rest}`);
    const program = make('x'.repeat(rest));
    assert.equal((await put(handler, { program: make('x'.repeat(rest + 1)), from: '2999-01-01' })).status, 413);
    assert.deepEqual((await saved(put(handler, { program, from: '2999-01-01' }))).program, program);
    assert.equal(await (await send(handler, 'GET', 'program')).text(), JSON.stringify(program));
  });

  test('a program that the shop gives is shown, and changed where it is given', async () => {
    await empty();
    const handler = endpoint({ program: first });
    const read = await send(handler, 'GET', 'owner/program');
    assert.deepEqual(await read.json(), { program: first, versions: [] });
    assert.equal(read.headers.get('etag'), (await send(handler, 'GET', 'program')).headers.get('etag'));
    const { detail } = await faultsOf(put(handler, { program: first }), 409);
    assert.match(detail, /value or a file/);
    // Versions in the database do not count.
    await saved(put(endpoint(), { program: { ...first, points: { perUnit: 9 } } }));
    const [customer, id] = [mint(), mint()];
    await post(handler, order(id, customer, '2026-06-01', { tax: 20 }));
    assert.deepEqual(await pointsOf(handler, customer), { [`order:${id}`]: 100 });
    // Orders that are not paid yet are previewed by the posted program, whatever their day.
    await post(handler, order(`${id}-2`, customer, '2026-06-01', { status: 'pending' }));
    const body = { program: { ...first, tiers: { metric: 'points', levels: [{ id: 'a', name: 'A', from: 700 }] } } };
    const see = async (perUnit: number) => {
      const program = { ...body.program, points: { perUnit } };
      const response = await send(handler, 'POST', 'owner/program/preview', { program });
      assert.equal(response.status, 200, await response.clone().text());
      return ((await response.json()) as ProgramEffect).tiers.up;
    };
    assert.deepEqual([await see(1), await see(6)], [0, 1]);
    // Another program at the next start: what was booked stays.
    const other = endpoint({ program: { ...first, points: { perUnit: 3, counts: [] } } });
    assert.deepEqual(await post(other, order(id, customer, '2026-06-01', { tax: 20 })), [[]]);
  });
});
