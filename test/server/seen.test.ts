/** Counts of how questions and messages were received: what is counted, what is refused, and what nobody can fill. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createEndpoint, type Handler } from '../../src/server/index.ts';
import { calendarDay } from '../../src/server/ledger/calendar-day.ts';
import { noErrors, type ProblemBody, withStores } from './stores.ts';

const SITE = 'https://shop.example';
const program = {
  timeZone: 'Pacific/Kiritimati',
  measure: true,
  ask: { why: { kind: 'choice' } },
  messages: { near: {} },
};

withStores('counts of questions and messages', (bench) => {
  const create = (of: object | undefined = program, limits: object | false = false): Handler =>
    createEndpoint({
      store: bench.store,
      ...(of && { program: of }),
      origins: [SITE],
      limits: limits as never,
      clientAddress: () => '203.0.113.7',
      log: noErrors,
    });
  const send = (by: Handler, body: unknown, headers: Record<string, string> = {}, method = 'POST') =>
    by(
      new Request('https://api.example/apps/lojal/seen', {
        method,
        headers: { origin: SITE, 'content-type': 'text/plain', ...headers },
        ...(method === 'POST' && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      }),
    );
  const shown = (name: string, version = '', what = 'shown') => ({ name, version, what });
  const rows = () =>
    bench.query<{ day: string; name: string; version: string; what: string; count: number }>(
      'select day::text as day, name, version, what, count::int as count from lojal_seen order by name, version, what',
    );
  const clear = () => bench.query('delete from lojal_seen');

  test('each request adds one to the count of the day in the time zone of the program', async () => {
    const by = create();
    const zone = { timeZone: program.timeZone };
    const before = new Date().toLocaleDateString('sv', zone);
    for (const body of [shown('nps'), shown('nps'), shown('why', '2026-11'), shown('message:near', '', 'dismissed')]) {
      const response = await send(by, body);
      assert.equal(response.status, 204, await response.clone().text());
      assert.equal(await response.text(), '');
      assert.equal(response.headers.get('access-control-allow-origin'), SITE);
    }
    const stored = await rows();
    const after = new Date().toLocaleDateString('sv', zone);
    assert.ok(
      stored.every(({ day }) => day === before || day === after),
      JSON.stringify(stored),
    );
    assert.deepEqual(
      stored.map(({ name, version, what, count }) => [name, version, what, count]),
      [
        ['message:near', '', 'dismissed', 1],
        ['nps', '', 'shown', 2],
        ['why', '2026-11', 'shown', 1],
      ],
    );
    await clear();
  });

  test('the table has no column for a customer, an address or a time', async () => {
    const columns = await bench.query<{ column_name: string }>(
      "select column_name from information_schema.columns where table_name = 'lojal_seen' order by 1",
    );
    assert.deepEqual(
      columns.map(({ column_name }) => column_name),
      ['count', 'day', 'name', 'version', 'what'],
    );
  });

  test('simultaneous requests lose no count', async () => {
    const by = create();
    const all = await Promise.all(Array.from({ length: 40 }, () => send(by, shown('nps', 'x', 'answered'))));
    assert.deepEqual(new Set(all.map(({ status }) => status)), new Set([204]));
    assert.deepEqual(
      (await rows()).map(({ count }) => count),
      [40],
    );
    await clear();
  });

  test('a program that does not measure, or none, has no such route', async () => {
    for (const of of [{ ...program, measure: false }, { timeZone: 'UTC' }])
      assert.equal((await send(create(of), shown('nps'))).status, 404);
    assert.deepEqual(await rows(), []);
  });

  test('other bodies are refused with their faults and change nothing', async () => {
    const by = create();
    for (const [body, status, path] of [
      [{ ...shown('nps'), what: 'seen' }, 422, 'what'],
      [{ ...shown('nps'), customer: 'c_1' }, 422, ''],
      [{ name: 'nps', what: 'shown' }, 422, 'version'],
      [shown(''), 422, 'name'],
      [shown('x'.repeat(61)), 422, 'name'],
      [shown('nps', 'x'.repeat(41)), 422, 'version'],
      [{ ...shown('nps'), name: 7 }, 422, 'name'],
      [shown('a\0b'), 422, 'name'],
      ['{"name":"\\ud800","version":"","what":"shown"}', 422, 'name'],
      [[shown('nps')], 422, ''],
      ['null', 422, ''],
      ['{', 400, undefined],
      ['', 400, undefined],
      [`"${'x'.repeat(17_000)}"`, 413, undefined],
    ] as const) {
      const response = await send(by, body);
      const text = await response.text();
      assert.equal(response.status, status, `${JSON.stringify(body)} ${text}`);
      const { faults = [] } = JSON.parse(text) as ProblemBody;
      if (path !== undefined)
        assert.ok(
          faults.some((one) => one.path === path),
          text,
        );
    }
    assert.equal((await send(by, shown('nps'), { 'content-type': 'text/html' })).status, 415);
    assert.equal((await send(by, shown('nps'), { origin: 'https://evil.example' })).status, 403);
    assert.equal((await send(by, undefined, {}, 'GET')).status, 405);
    assert.equal((await send(by, undefined, {}, 'OPTIONS')).status, 204);
    assert.deepEqual(await rows(), []);
  });

  test('names that nobody has configured fill the table up to a limit, and keep no other out', async () => {
    const by = create();
    const statuses = new Map<number, number>();
    await bench.query(
      "insert into lojal_seen select current_date + d, 'junk-' || i, 'v' || i, 'shown', 1 from generate_series(1, 195) i, generate_series(-1, 1) d",
    );
    for (let i = 196; i < 206; i++) {
      const { status } = await send(by, shown(`junk-${i}`, `v${i}`));
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
    }
    assert.deepEqual(Object.fromEntries(statuses), { 204: 5, 429: 5 });
    for (let i = 0; i < 25; i++) {
      // Beyond the limit the version is left out, so that invented ones do not keep the question itself out.
      assert.equal((await send(by, shown('why', `v${i}`))).status, 204);
    }
    const refused = await send(by, shown('junk-999'));
    assert.deepEqual([refused.status, refused.headers.get('retry-after')], [429, '3600']);
    const ofWhy = (await rows()).filter(({ name }) => name === 'why');
    assert.equal(ofWhy.length, 21);
    assert.equal(Number(ofWhy.find(({ version }) => version === '')?.count), 5);
    // What is there already goes on being counted, and every way to receive it.
    for (const body of [shown('junk-1', 'v1'), shown('junk-1', 'v1', 'abandoned'), shown('why', 'v0', 'answered')])
      assert.equal((await send(by, body)).status, 204);
    assert.equal((await send(by, shown('nps'))).status, 204);
    assert.equal((await send(by, shown('message:near'))).status, 204);
    const on = calendarDay(Date.now(), program.timeZone);
    assert.equal((await rows()).filter(({ day }) => day === on).length, 200 + 21 + 2 + 2);
    await clear();
  });

  test('the limit of an address holds', async () => {
    const by = create(program, { address: { burst: 3, perMinute: 1 } });
    const all: number[] = [];
    for (let i = 0; i < 5; i++) all.push((await send(by, shown('nps'))).status);
    assert.deepEqual(all, [204, 204, 204, 429, 429]);
    await clear();
  });
});
