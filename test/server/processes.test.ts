import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openStore } from '../../src/server/index.ts';
import { canTestPostgres, type Postgres, startPostgres } from '../helpers/postgres.ts';
import { type EndpointProcess, startProcess } from './processes.ts';
import { KEY, mint, nps, review } from './samples.ts';

const owner = { authorization: `Bearer ${KEY}` };
const words = { 'content-type': 'application/json', 'if-match': '"1"' };

type Line = { id: string; lojalcursor: string; lojalstate?: string };

async function send({ address }: EndpointProcess, event: object): Promise<number> {
  const body = JSON.stringify(event);
  const response = await fetch(address, { method: 'POST', body, headers: { 'content-type': 'text/plain' } });
  await response.arrayBuffer();
  return response.status;
}

async function read({ address }: EndpointProcess, query = ''): Promise<Line[]> {
  const text = await (await fetch(address + query, { headers: owner })).text();
  return text
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as Line);
}

if (canTestPostgres()) {
  let server: Postgres;
  let two: readonly [EndpointProcess, EndpointProcess];
  const start = (limits: false | { address: { burst: number; perMinute: number } } = false) =>
    startProcess({ databaseUrl: server.databaseUrl, ownerKey: KEY, limits });

  before(async () => {
    server = await startPostgres();
    two = await Promise.all([start(), start()]);
  });
  after(async () => {
    for (const one of two ?? []) await one?.stop();
    await server?.stop();
  });

  test('a hundred concurrent posts of one answer to two processes create one row', async () => {
    const event = nps();
    const all = await Promise.all(Array.from({ length: 50 }, () => two.map((one) => send(one, event))).flat());
    assert.deepEqual(all.sort(), [...Array(99).fill(200), 201]);
    for (const one of two) assert.equal((await read(one)).filter(({ id }) => id === event.id).length, 1);
  });

  test('each process sees what the other one stored, moderated and erased', async () => {
    const [one, other] = two;
    const id = mint();
    assert.equal(await send(one, review({}, { id, subject: 'c_two' })), 201);
    const [line] = (await read(other)).slice(-1);
    assert.deepEqual([line?.id, line?.lojalstate], [id, 'pending']);
    const body = JSON.stringify({ state: 'approved' });
    const decided = await fetch(`${other.address}/${id}`, { method: 'PATCH', body, headers: { ...owner, ...words } });
    assert.equal(decided.status, 200);
    assert.deepEqual(await read(one, `?since=${line?.lojalcursor}&state=approved`), (await read(one)).slice(-1));
    const erased = await fetch(`${one.address}?subject=c_two`, { method: 'DELETE', headers: owner });
    assert.deepEqual(await erased.json(), { erased: 1 });
    assert.ok((await read(other)).every((each) => each.id !== id));
    assert.equal(await send(other, review({}, { id, subject: 'c_two' })), 409);
  });

  test('a reader that continues from its cursor misses nothing while two processes write', async () => {
    const [one, other] = two;
    const from = (await read(one)).at(-1)?.lojalcursor ?? '0';
    const ids = Array.from({ length: 600 }, mint);
    let writing = true;
    const written = Promise.all(
      Array.from({ length: 20 }, async (_, writer) => {
        for (let i = writer; i < ids.length; i += 20) {
          assert.equal(await send(two[i % 2] ?? one, nps({ score: 1 }, { id: ids[i] })), 201);
          if (i % 3 === 0) assert.equal(await send(other, nps({ score: 2, revision: 2 }, { id: ids[i] })), 200);
        }
      }),
    ).finally(() => {
      writing = false;
    });
    const reader = await openStore({ databaseUrl: server.databaseUrl });
    const seen = new Map<string, number>();
    // The store counts positions; the export adds the epoch.
    let cursor = from.split('-').at(-1) ?? '0';
    let pages = 0;
    for (let last = false, empty = false; !(last && empty); pages++) {
      last = !writing;
      const answers = await reader.page(cursor, 7);
      empty = answers.length === 0;
      for (const { event, cursor: next } of answers) {
        seen.set(event.id, event.data.revision);
        assert.ok(BigInt(next) > BigInt(cursor));
        cursor = next;
      }
    }
    await reader.close();
    await written;
    assert.ok(pages > 50, `only ${pages} pages`);
    assert.deepEqual(
      ids.map((id) => seen.get(id)),
      ids.map((_, i) => (i % 3 === 0 ? 2 : 1)),
    );
  });

  test('two processes share one rate limit', async () => {
    const pair = await Promise.all([1, 2].map(() => start({ address: { burst: 10, perMinute: 1 } })));
    try {
      const all = await Promise.all(Array.from({ length: 15 }, () => pair.map((one) => send(one, nps()))).flat());
      assert.equal(all.filter((status) => status === 201).length, 10);
      assert.equal(all.filter((status) => status === 429).length, 20);
    } finally {
      for (const one of pair) await one.stop();
    }
  });

  test('a terminated process leaves no answer incomplete', async () => {
    const ending = await start();
    const events = Array.from({ length: 200 }, () => nps());
    const acknowledged = new Set<string>();
    const uncertain: object[] = [];
    let stopped: Promise<number | null> | undefined;
    await Promise.all(
      events.map(async (event) => {
        const status = await send(ending, event).catch(() => undefined);
        if (status === 201) acknowledged.add(event.id);
        else uncertain.push(event);
        // During the requests.
        if (acknowledged.size === 20) stopped ??= ending.stop();
      }),
    );
    assert.equal(await stopped, 0, 'it did not end well');
    assert.ok(acknowledged.size >= 20);
    const kept = (await read(two[0])).map(({ id }) => id);
    for (const id of acknowledged) assert.equal(kept.filter((each) => each === id).length, 1);
    for (const event of uncertain) assert.ok([200, 201].includes(await send(two[1], event)));
    const all = (await read(two[0])).map(({ id }) => id);
    for (const { id } of events) assert.equal(all.filter((each) => each === id).length, 1);
    console.log(`told to end: ${acknowledged.size} of 200 acknowledged, the others stored by the second process`);
  });
}
