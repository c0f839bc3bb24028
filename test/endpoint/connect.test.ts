import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { test } from 'node:test';
import { openStore } from '../../src/endpoint/index.ts';
import { hasPostgres, startPostgres } from '../helpers/postgres.ts';
import { nps } from './samples.ts';

/** A way to a server that is cut where a statement passes that matches. */
async function throughCutter(databaseUrl: string) {
  const cut: { at: RegExp | undefined } = { at: undefined };
  const open = new Set<Socket>();
  const way = createServer((near) => {
    const { hostname, port } = new URL(databaseUrl);
    const far = connect(Number(port), hostname);
    for (const [one, other] of [[near, far] as const, [far, near] as const]) {
      open.add(one);
      one.on('error', () => undefined).on('close', () => other.destroy());
      one.on('data', (data) => {
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

if (hasPostgres()) {
  for (const at of [
    /begin/,
    /begin|set default/,
    /pg_advisory_xact_lock/,
    /from "lojal_answers"/,
    /commit/,
    /lojal_insert/,
  ]) {
    test(`connections that break at ${at} fail their request, and the store goes on`, async () => {
      const server = await startPostgres();
      const way = await throughCutter(server.databaseUrl);
      const store = await openStore({ databaseUrl: way.databaseUrl });
      try {
        assert.equal(await store.put(nps() as never, 'before'), 'stored');
        way.cut.at = at;
        // More than the pool has.
        for (let i = 0; i < 12; i++) {
          await assert.rejects(at.source === 'lojal_insert' ? store.put(nps() as never, 'cut') : store.page('0', 10));
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
}
