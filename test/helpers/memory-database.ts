import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { PGlite } from '@electric-sql/pglite';
import { drizzle } from 'drizzle-orm/pglite';
import { type Connection, embedded, SORTS_IN_MEMORY } from '../../src/server/db/connect.ts';
import { createStore, type Store } from '../../src/server/db/store.ts';

const modules = fileURLToPath(new URL('../../node_modules/', import.meta.url));
const { version } = JSON.parse(readFileSync(`${modules}@electric-sql/pglite/package.json`, 'utf8'));
const CACHE = `${modules}.cache/lojal/`;
const EMPTY = `${CACHE}pglite-${version}.tar`;

/**
 * Opens an empty embedded database in memory. To create its files takes PGlite three seconds of CPU, so the first test makes a
 * copy of an empty database, and all others start from the copy.
 */
export async function connectMemory(): Promise<Connection> {
  const lite = await PGlite.create({ loadDataDir: await emptyDatabase() });
  await lite.exec(SORTS_IN_MEMORY);
  return embedded(drizzle(lite), () => lite.close());
}

/** A store over an empty embedded database in memory. */
export const openMemoryStore = async (): Promise<Store> => createStore(await connectMemory());

async function emptyDatabase(): Promise<Blob> {
  if (existsSync(EMPTY)) return new Blob([readFileSync(EMPTY)]);
  const lite = await PGlite.create();
  const dump = await lite.dumpDataDir('none');
  await lite.close();
  mkdirSync(CACHE, { recursive: true });
  // Several processes may get here at once. Each writes the whole file, and the last one stays.
  const mine = `${EMPTY}.${process.pid}`;
  writeFileSync(mine, Buffer.from(await dump.arrayBuffer()));
  renameSync(mine, EMPTY);
  return dump;
}
