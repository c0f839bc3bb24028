import { mkdir, realpath } from 'node:fs/promises';
import type { Pool, PoolClient } from 'pg';
import { holdFolder } from './hold.ts';
import type { Database } from './migrations.ts';

/** An open database and the way to close it. Each driver is loaded only where it is used. */
export interface Connection {
  readonly db: Database;
  close(): Promise<void>;
}

/** A PostgreSQL server, or anything that speaks its protocol, through a pool of ten connections. */
export async function connectServer(databaseUrl: string): Promise<Connection> {
  const [{ default: pg }, { drizzle }] = await Promise.all([import('pg'), import('drizzle-orm/node-postgres')]);
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    max: 10,
    connectionTimeoutMillis: 10_000,
    // A statement after a wait for a lock must see all that was committed before the lock was given. A database may be
    // set to more isolation than that.
    onConnect: (client) => client.query(`set default_transaction_isolation = 'read committed'`),
  });
  // A connection that breaks while idle leaves the pool by itself. Unheard, its error would end the process.
  pool.on('error', () => undefined);
  letGoOfBroken(pool);
  return { db: drizzle(pool), close: () => pool.end() };
}

/**
 * Returns a connection that breaks in use to the pool, which drops it. Nobody else hears that error, which unheard would
 * end the process; and where it breaks at the `begin` of a transaction, drizzle-orm keeps it: after ten of them the pool
 * would have none left.
 */
function letGoOfBroken(pool: Pool): void {
  const inUse = new Set<PoolClient>();
  pool.on('acquire', (client) => inUse.add(client));
  pool.on('release', (_, client) => inUse.delete(client));
  pool.on('connect', (client) => {
    client.on('error', (error) => {
      if (!inUse.has(client)) return;
      client.release(error);
      // Whoever still has it will return it too, which a pool takes for a mistake.
      client.release = () => undefined;
    });
  });
}

/**
 * PGlite, PostgreSQL inside this process, in a folder that is made if it is not there.
 *
 * @param folder a path, or `memory://` to keep nothing
 * @throws Error when another process has the folder open
 */
export async function connectFolder(folder: string): Promise<Connection> {
  const [{ PGlite }, { drizzle }] = await Promise.all([import('@electric-sql/pglite'), import('drizzle-orm/pglite')]);
  let path = folder;
  let release = async () => {};
  if (!folder.startsWith('memory://')) {
    await mkdir(folder, { recursive: true });
    path = await realpath(folder);
    release = await holdFolder(path);
  }
  try {
    const lite = await PGlite.create(path);
    return { db: drizzle(lite), close: () => lite.close().finally(release) };
  } catch (error) {
    await release();
    throw error;
  }
}
