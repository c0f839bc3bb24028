import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mock, test } from 'node:test';
import { checkFreeSpace, DiskWatch } from '../../src/server/db/disk.ts';
import { createStore } from '../../src/server/db/store.ts';
import { isDiskFull, isUnavailable } from '../../src/server/db/unavailable.ts';
import { openStore } from '../../src/server/index.ts';
import { nps } from './samples.ts';
import { openConnection, withStores } from './stores.ts';

const full = () => Promise.reject(Object.assign(new Error('no space left'), { code: '53100' }));

test('a folder with space passes, a folder that is gone does not', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'lojal-disk-'));
  await checkFreeSpace(folder);
  rmSync(folder, { recursive: true });
  await assert.rejects(checkFreeSpace(folder), { code: 'ENOENT' });
});

test('a full disk is remembered for 30 seconds, or until something is stored', async () => {
  mock.timers.enable({ apis: ['Date'] });
  try {
    const watch = new DiskWatch(async () => {});
    await watch.check();
    await assert.rejects(watch.observe(() => Promise.reject(new Error('a bad row'))));
    await watch.check();
    await assert.rejects(watch.observe(full));
    await assert.rejects(watch.check(), isDiskFull);
    assert.equal(await watch.observe(async () => 'stored'), 'stored');
    await watch.check();
    await assert.rejects(watch.observe(full));
    mock.timers.tick(29_999);
    await assert.rejects(watch.check(), isDiskFull);
    mock.timers.tick(1);
    await watch.check();
  } finally {
    mock.timers.reset();
  }
});

test('without space no statement runs, and the space is measured once a second', async () => {
  let [measured, ran] = [0, 0];
  const statement = async () => ran++;
  const little = new DiskWatch(async () => full());
  await assert.rejects(little.observe(statement), isDiskFull);
  await assert.rejects(little.check(), isDiskFull);
  assert.equal(ran, 0);
  const enough = new DiskWatch(async () => {
    measured++;
  });
  for (let i = 0; i < 5; i++) await enough.observe(statement);
  assert.deepEqual([measured, ran], [1, 5]);
});

withStores('The health of a database', (bench) => {
  test('is bad on a disk that is almost full', async () => {
    const checkSpace = () => Promise.reject(Object.assign(new Error('almost full'), { code: 'ENOSPC' }));
    const store = await createStore({ ...openConnection(bench.db), checkSpace });
    await assert.rejects(store.ping(), isDiskFull);
    const failure = await store.insert(nps() as never, 'digest').catch((error: unknown) => error);
    assert.ok(isUnavailable(failure), String(failure));
    await store.close();
  });

  test('is bad if answers fail for lack of space, although small changes succeed', async () => {
    const db = new Proxy(bench.db, {
      get: (of, name) => (name === 'execute' && failing ? full : Reflect.get(of, name)),
    });
    let failing = false;
    const store = await createStore(openConnection(db));
    await store.ping();
    failing = true;
    await assert.rejects(store.insert(nps() as never, 'digest'));
    await assert.rejects(store.ping(), isDiskFull);
    failing = false;
    assert.equal(await store.insert(nps() as never, 'digest'), 'stored');
    await store.ping();
    await store.close();
  });

  test('is bad if the database takes no changes', async () => {
    if (!bench.databaseUrl) return;
    const store = await openStore({ databaseUrl: bench.databaseUrl });
    await store.ping();
    // As after a failover: the sessions end, and the new ones reach a replica.
    await bench.query(`do $$ begin
      execute format('alter database %I set default_transaction_read_only = on', current_database()); end $$`);
    await bench.query(`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid()`);
    await assert.rejects(store.ping());
    const failure = await store.insert(nps() as never, 'digest').catch((error: unknown) => error);
    assert.ok(isUnavailable(failure), String(failure));
    await store.close();
  });
});
