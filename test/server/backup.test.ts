import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { createEndpoint, openStore, type Store } from '../../src/server/index.ts';
import { hasPostgres, run, startPostgres } from '../helpers/postgres.ts';
import { KEY, nps } from './samples.ts';
import { ADDRESS, post } from './stores.ts';

const place = mkdtempSync(join(tmpdir(), 'lojal-backup-'));
after(() => rmSync(place, { recursive: true, force: true }));

/** The ids of the export after a cursor, and the last cursor; the status if it is an error. */
async function read(store: Store, since = '0'): Promise<{ ids: string[]; cursor: string } | number> {
  const handler = createEndpoint({ store, ownerKey: KEY });
  const request = new Request(`${ADDRESS}?since=${since}`, { headers: { authorization: `Bearer ${KEY}` } });
  const response = await handler(request);
  if (!response.ok) return response.status;
  const lines = (await response.text())
    .split('\n')
    .slice(0, -1)
    .map((line): { id: string; lojalcursor: string } => JSON.parse(line));
  return { ids: lines.map(({ id }) => id), cursor: lines.at(-1)?.lojalcursor ?? since };
}

/**
 * Stores answers, makes a backup, stores more, and restores, as docs/server.md describes.
 *
 * @param open opens the database; `backup` and `restore` run while the database is closed
 */
async function roundTrip(open: () => Promise<Store>, backup: () => Promise<void>, restore: () => Promise<void>) {
  const add = async (store: Store) => {
    const event = nps();
    assert.equal((await post(createEndpoint({ store }), event)).status, 201);
    return event.id;
  };
  const cursorOf = async (store: Store) => {
    const all = await read(store);
    assert.ok(typeof all === 'object');
    return all.cursor;
  };
  const first = await open();
  const kept = await add(first);
  const valid = await cursorOf(first);
  await first.close();
  await backup();
  const second = await open();
  await add(second);
  const replaced = await cursorOf(second);
  await second.close();
  await restore();
  const third = await open();
  const news = [await add(third), await add(third)];
  assert.deepEqual(await read(third).then((all) => typeof all === 'object' && all.ids), [kept, ...news]);
  // Exactly what the reader does not have yet.
  assert.deepEqual(await read(third, valid).then((all) => typeof all === 'object' && all.ids), news);
  assert.equal(await read(third, replaced), 410);
  await third.close();
}

test('the folder of the embedded database is backed up and restored by copying', async () => {
  const [folder, copy] = [join(place, 'data'), join(place, 'copy')];
  await roundTrip(
    () => openStore({ folder }),
    async () => cpSync(folder, copy, { recursive: true }),
    async () => {
      rmSync(folder, { recursive: true });
      cpSync(copy, folder, { recursive: true });
    },
  );
});

if (hasPostgres()) {
  test('a PostgreSQL database is backed up and restored', async () => {
    const server = await startPostgres();
    const { databaseUrl } = server;
    const name = databaseUrl.split('/').at(-1);
    const elsewhere = databaseUrl.replace(/[^/]*$/, 'postgres');
    try {
      await roundTrip(
        () => openStore({ databaseUrl }),
        () => run(elsewhere, `create database ${name}_backup template ${name}`),
        async () => {
          await run(elsewhere, `drop database ${name} with (force)`);
          await run(elsewhere, `create database ${name} template ${name}_backup`);
        },
      );
    } finally {
      await run(elsewhere, `drop database if exists ${name}_backup`);
      await server.stop();
    }
  });
}
