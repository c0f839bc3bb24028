import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { test } from 'node:test';
import { sql } from 'drizzle-orm';
import { connectServer } from '../../src/server/db/connect.ts';
import { isUnavailable } from '../../src/server/db/unavailable.ts';
import { openStore } from '../../src/server/index.ts';
import { canTestPostgres, startPostgres } from '../helpers/postgres.ts';
import { nps } from './samples.ts';

/** A proxy to a database that cuts the connection at a matching statement, or drops every byte. */
async function throughCutter(databaseUrl: string) {
  const cut: { at: RegExp | undefined; silent: boolean } = { at: undefined, silent: false };
  const open = new Set<Socket>();
  const way = createServer((near) => {
    const { hostname, port } = new URL(databaseUrl);
    const far = connect(Number(port), hostname);
    // A connection that has once been silent stays so, as after a firewall has forgotten it.
    let silent = false;
    for (const [one, other] of [[near, far] as const, [far, near] as const]) {
      open.add(one);
      one.on('error', () => undefined).on('close', () => other.destroy());
      one.on('data', (data) => {
        silent ||= cut.silent;
        if (silent) return;
        if (one === near && cut.at?.test(data.toString('latin1'))) near.destroy();
        else other.write(data);
      });
    }
  }).listen(0, '127.0.0.1');
  await once(way, 'listening');
  const url = new URL(databaseUrl);
  url.port = String((way.address() as AddressInfo).port);
  const close = () => {
    for (const socket of open) socket.destroy();
    way.close();
  };
  return { databaseUrl: url.href, cut, close };
}

if (canTestPostgres()) {
  for (const at of [
    /begin/,
    /begin|set default/,
    /pg_advisory_xact_lock/,
    /from "lojal_answers"/,
    /commit/,
    /lojal_insert/,
  ]) {
    test(`a connection that breaks at ${at} fails one request, and the store continues`, async () => {
      const server = await startPostgres();
      const way = await throughCutter(server.databaseUrl);
      const store = await openStore({ databaseUrl: way.databaseUrl });
      try {
        assert.equal(await store.insert(nps() as never, 'before'), 'stored');
        way.cut.at = at;
        // More than the size of the pool.
        for (let i = 0; i < 12; i++) {
          await assert.rejects(
            at.source === 'lojal_insert' ? store.insert(nps() as never, 'cut') : store.page('0', 10),
          );
        }
        way.cut.at = undefined;
        assert.equal((await store.page('0', 10)).length, 1);
        await store.close();
      } finally {
        way.close();
        await server.stop();
      }
    });
  }

  test('a network that falls silent fails requests in time, and the store recovers within 10 s', async () => {
    const server = await startPostgres();
    const way = await throughCutter(server.databaseUrl);
    const store = await openStore({ databaseUrl: way.databaseUrl });
    const seconds = (since: number) => (performance.now() - since) / 1000;
    try {
      await Promise.all(Array.from({ length: 12 }, () => store.insert(nps() as never, 'before')));
      way.cut.silent = true;
      const start = performance.now();
      const failed = await Promise.allSettled(Array.from({ length: 12 }, () => store.insert(nps() as never, 'during')));
      const failure = seconds(start);
      assert.ok(failed.every(({ status }) => status === 'rejected'));
      for (const one of failed) assert.ok(one.status === 'rejected' && isUnavailable(one.reason), String(one));
      assert.ok(failure < 10, `${failure} s until the requests failed`);
      // These are under way when the network recovers.
      const late = Array.from({ length: 12 }, () => store.insert(nps() as never, 'late').catch(() => undefined));
      await new Promise((resolve) => setTimeout(resolve, 500));
      way.cut.silent = false;
      const healed = performance.now();
      while ((await store.insert(nps() as never, 'after').catch(() => undefined)) !== 'stored');
      const recovery = seconds(healed);
      assert.ok(recovery < 10, `${recovery} s until the first request succeeded`);
      await Promise.all(late);
      way.cut.silent = true;
      const stuck = store.insert(nps() as never, 'closing').catch(() => undefined);
      await new Promise((resolve) => setTimeout(resolve, 100));
      const closing = performance.now();
      await store.close();
      const closed = seconds(closing);
      assert.ok(closed < 5, `${closed} s until closed`);
      await stuck;
      console.log(
        `silent network: requests failed after ${failure.toFixed(1)} s, recovery ${recovery.toFixed(1)} s, close ${closed.toFixed(1)} s`,
      );
    } finally {
      way.close();
      await server.stop();
    }
  });

  test('numbers may take longer than orders, and neither waits for the other', async () => {
    const server = await startPostgres();
    const timeouts = { connect: 5_000, statement: 300, silence: 2_000, close: 1_000 };
    const { db, patient, close } = await connectServer(server.databaseUrl, timeouts);
    try {
      assert.ok(patient);
      const start = performance.now();
      const numbers = Array.from({ length: 8 }, () => patient.execute(sql`select pg_sleep(1)`));
      await db.execute(sql`select 1`);
      assert.ok(performance.now() - start < 900, 'the connections of orders are free');
      await assert.rejects(db.execute(sql`select pg_sleep(1)`));
      await Promise.all(numbers);
    } finally {
      await close();
      await server.stop();
    }
  });
}
