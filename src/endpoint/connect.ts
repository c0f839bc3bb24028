import { mkdir, realpath } from 'node:fs/promises';
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
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 10, connectionTimeoutMillis: 10_000 });
  // A connection that breaks while idle leaves the pool by itself. Unheard, its error would end the process.
  pool.on('error', () => undefined);
  return { db: drizzle(pool), close: () => pool.end() };
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
