import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { compareAnswers } from '../../src/server/db/compare-answers.ts';
import { createEndpoint, openStore } from '../../src/server/index.ts';
import { canTestPostgres, run, startPostgres } from '../helpers/postgres.ts';
import { nps } from './samples.ts';
import { count, post } from './stores.ts';

const place = mkdtempSync(join(tmpdir(), 'lojal-store-'));
after(() => rmSync(place, { recursive: true, force: true }));

test('the outcome for an id that is already stored', () => {
  const kept = { type: 't', source: 's', subject: 'c', revision: 2, digest: 'd' };
  assert.equal(compareAnswers(kept, kept), 'same');
  assert.equal(compareAnswers(kept, { ...kept, digest: 'e' }), 'other-bytes');
  assert.equal(compareAnswers(kept, { ...kept, digest: 'e', revision: 3 }), 'replaced');
  assert.equal(compareAnswers(kept, { ...kept, revision: 1 }), 'older');
  for (const other of [{ type: 'u' }, { source: 'x' }, { subject: null }, { subject: 'b' }]) {
    for (const revision of [1, 2, 3])
      assert.equal(compareAnswers(kept, { ...kept, revision, ...other }), 'other-answer');
  }
});

test('a folder keeps its answers, and only one store can open it', async () => {
  const folder = join(place, 'new', 'folder');
  const first = await openStore({ folder });
  const event = nps();
  assert.equal((await post(createEndpoint({ store: first }), event)).status, 201);

  const taken = /Another process has the folder .* open/;
  await assert.rejects(openStore({ folder }), taken);
  const index = new URL('../../src/server/index.ts', import.meta.url).href;
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

test('the error for an unreachable server names the server, without the password', async () => {
  await assert.rejects(openStore({ databaseUrl: 'postgres://u:geheim@127.0.0.1:1/x' }), (error: Error) => {
    assert.match(error.message, /^The database cannot be opened: .*ECONNREFUSED/);
    assert.doesNotMatch(error.message, /geheim/);
    assert.match(String((error.cause as Error | undefined)?.message), /ECONNREFUSED/);
    return true;
  });
});

if (canTestPostgres()) {
  test('an unusable database is closed, and the error contains its message', async () => {
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
      // A database with connections cannot be copied.
      const name = databaseUrl.split('/').at(-1);
      const elsewhere = databaseUrl.replace(/[^/]*$/, 'postgres');
      await run(elsewhere, `create database ${name}_copy template ${name}`);
      await run(elsewhere, `drop database ${name}_copy`);
    } finally {
      await server.stop();
    }
  });

  test('five processes open an empty database at once, and an answer posted to all is stored once', async () => {
    const server = await startPostgres();
    try {
      const { databaseUrl } = server;
      // A stricter isolation level and another time zone than the defaults.
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
      // A reader that continues from its cursor misses nothing while five processes write.
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

      // Broken connections do not end the process. Each fails at most one request.
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
