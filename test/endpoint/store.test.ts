import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { createEndpoint, openStore } from '../../src/endpoint/index.ts';
import { judge } from '../../src/endpoint/judge.ts';
import { hasPostgres, run, startPostgres } from '../helpers/postgres.ts';
import { nps } from './samples.ts';
import { count, post } from './stores.ts';

const place = mkdtempSync(join(tmpdir(), 'lojal-store-'));
after(() => rmSync(place, { recursive: true, force: true }));

test('what to do with an id that is there already', () => {
  const kept = { type: 't', source: 's', subject: 'c', revision: 2, digest: 'd' };
  assert.equal(judge(kept, kept), 'same');
  assert.equal(judge(kept, { ...kept, digest: 'e' }), 'other-bytes');
  assert.equal(judge(kept, { ...kept, digest: 'e', revision: 3 }), 'replaced');
  assert.equal(judge(kept, { ...kept, revision: 1 }), 'older');
  for (const other of [{ type: 'u' }, { source: 'x' }, { subject: null }, { subject: 'b' }]) {
    for (const revision of [1, 2, 3]) assert.equal(judge(kept, { ...kept, revision, ...other }), 'other-answer');
  }
});

test('a folder keeps its answers, and one store at a time has it', async () => {
  const folder = join(place, 'new', 'folder');
  const first = await openStore({ folder });
  const event = nps();
  assert.equal((await post(createEndpoint({ store: first }), event)).status, 201);

  const taken = /Another process has the folder .* open/;
  await assert.rejects(openStore({ folder }), taken);
  const index = new URL('../../src/endpoint/index.ts', import.meta.url).href;
  const script = `const { openStore } = await import('${index}'); await openStore({ folder: process.argv[1] });`;
  const other = spawnSync(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script, folder]);
  assert.equal(other.status, 1);
  assert.match(String(other.stderr), taken);

  await first.close();
  const second = await openStore({ folder });
  const kept = await second.page('0', 10);
  assert.deepEqual(
    kept.map((answer) => answer.event),
    [event],
  );
  assert.equal((await post(createEndpoint({ store: second }), event)).status, 200);
  assert.equal(await count(second), 1);
  await second.close();
});

test('a server that is not there is named, without its password', async () => {
  await assert.rejects(openStore({ databaseUrl: 'postgres://u:geheim@127.0.0.1:1/x' }), (error: Error) => {
    assert.match(error.message, /^The database cannot be opened: .*ECONNREFUSED/);
    assert.doesNotMatch(error.message, /geheim/);
    assert.match(String((error.cause as Error | undefined)?.message), /ECONNREFUSED/);
    return true;
  });
});

if (hasPostgres()) {
  test('a database that cannot be used is let go of, and its own words say why', async () => {
    const server = await startPostgres();
    try {
      const { databaseUrl } = server;
      const store = await openStore({ databaseUrl });
      await store.ping();
      await store.close();
      await assert.rejects(store.ping(), 'what is closed says that it is well');
      const cases: readonly [string, RegExp][] = [
        ['delete from lojal_settings', /^The database cannot be opened: The table lojal_settings is empty\.$/],
        ['drop table lojal_settings', /^The database cannot be opened: relation "lojal_settings" does not exist$/],
      ];
      for (const [statement, message] of cases) {
        await run(databaseUrl, statement);
        await assert.rejects(openStore({ databaseUrl }), { message });
      }
      // A database that anybody is connected to cannot be copied.
      const name = databaseUrl.split('/').at(-1);
      const elsewhere = databaseUrl.replace(/[^/]*$/, 'postgres');
      await run(elsewhere, `create database ${name}_copy template ${name}`);
      await run(elsewhere, `drop database ${name}_copy`);
    } finally {
      await server.stop();
    }
  });

  test('five processes open an empty database at once, and one answer sent to all is stored once', async () => {
    const server = await startPostgres();
    try {
      const { databaseUrl } = server;
      // As some are; who waited for the first process must see what it has done, and a time is a time anywhere.
      const strict = 'set default_transaction_isolation = serializable';
      await run(databaseUrl, `alter database ${databaseUrl.split('/').at(-1)} ${strict}`);
      await run(databaseUrl, `alter database ${databaseUrl.split('/').at(-1)} set timezone = 'Asia/Kathmandu'`);
      const stores = await Promise.all(Array.from({ length: 5 }, () => openStore({ databaseUrl })));
      const event = nps();
      const handlers = stores.map((store) => createEndpoint({ store, limits: false }));
      const all = await Promise.all(Array.from({ length: 20 }, () => handlers.map((h) => post(h, event))).flat());
      assert.equal(all.filter(({ status }) => status === 201).length, 1);
      assert.equal(all.filter(({ status }) => status === 200).length, 99);
      const [store] = stores;
      assert.ok(store);
      assert.equal(await count(store), 1);
      const [kept] = await store.page('0', 10);
      assert.ok(kept && Math.abs(Date.now() - Date.parse(kept.received)) < 60_000, kept?.received);

      const reader = await openStore({ databaseUrl });
      // A reader who goes on from its cursor while five processes write misses nothing.
      const posts = Array.from({ length: 40 }, () => handlers.map((handler) => post(handler, nps()))).flat();
      let writing = true;
      const written = Promise.all(posts).finally(() => {
        writing = false;
      });
      const seen = new Set<string>();
      for (let cursor = '0', last = false; !last; ) {
        last = !writing;
        for (const answer of await reader.page(cursor, 10_000)) {
          seen.add(answer.event.id);
          cursor = answer.cursor;
        }
      }
      assert.ok((await written).every(({ status }) => status === 201));
      assert.equal(seen.size, 201);
      await reader.close();

      // Connections that break do not end the process: each fails one request at most, the next gets a new one.
      const others = 'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database()';
      await run(databaseUrl, `${others} and pid <> pg_backend_pid()`);
      let rows: number | undefined;
      for (let tries = 0; rows === undefined && tries <= 10; tries++) rows = await count(store).catch(() => undefined);
      assert.equal(rows, 201);
      await Promise.all(stores.map((each) => each.close()));
    } finally {
      await server.stop();
    }
  });
}
