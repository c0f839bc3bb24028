import { Socket } from 'node:net';
import type { Pool, PoolClient } from 'pg';
import type { Database } from './database.ts';
import { checkFreeSpace } from './disk.ts';
import { openDataFolder } from './folder.ts';

/** An open database and a function to close it. Only the driver in use is loaded. */
export interface Connection {
  readonly db: Database;
  /** Whether the database is the embedded one. Default: `false`. */
  readonly isEmbedded?: boolean;
  /** Runs statements that may take long, as an update of the tables does, without the limits of `Timeouts`. */
  unlimited<Result>(work: (db: Database) => Promise<Result>): Promise<Result>;
  /** @throws Error with the code `ENOSPC` if the disk is known to be almost full */
  checkSpace(): Promise<void>;
  /** Waits for running statements, but not for a database that does not respond. */
  close(): Promise<void>;
}

/** Limits in milliseconds, chosen so that the store works again at most ten seconds after a network recovers. */
export interface Timeouts {
  /** To open a connection, or to wait for a free one. */
  readonly connect: number;
  /** For the database to finish a statement. The database cancels the statement. */
  readonly statement: number;
  /** Without a byte from the database. The connection is dropped: a silent network reports no error. */
  readonly silence: number;
  /** For `close()`, until open connections are dropped. */
  readonly close: number;
}

const TIMEOUTS: Timeouts = { connect: 5_000, statement: 7_000, silence: 8_000, close: 3_000 };

/** Statements of the metrics sort more than fits into the memory that is the default. */
export const SORTS_IN_MEMORY = `set work_mem = '32MB'`;

/** Connects to a PostgreSQL server through a pool of ten connections. */
export async function connectServer(databaseUrl: string, timeouts: Timeouts = TIMEOUTS): Promise<Connection> {
  const [{ default: pg }, { drizzle }] = await Promise.all([import('pg'), import('drizzle-orm/node-postgres')]);
  const sockets = new Set<Socket>();
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    max: 10,
    connectionTimeoutMillis: timeouts.connect,
    // Before the socket's own timeout, so that an idle connection ends in the regular way.
    idleTimeoutMillis: timeouts.silence / 2,
    stream: () => {
      const socket = new Socket().setKeepAlive(true, timeouts.silence);
      socket.setTimeout(timeouts.silence, () => socket.destroy());
      sockets.add(socket.once('close', () => sockets.delete(socket)));
      return socket;
    },
    // A statement that waited for a lock must see everything that was committed before. The default of a database may
    // be a stricter isolation level. Statements of the metrics compile for longer than they run. Not startup parameters: PgBouncer
    // rejects them.
    onConnect: (client) =>
      client.query(
        `set default_transaction_isolation = 'read committed'; set jit = off; ${SORTS_IN_MEMORY}; set statement_timeout = ${timeouts.statement}`,
      ),
  });
  // The pool drops an idle connection that breaks. Without a listener, its error would end the process.
  pool.on('error', () => undefined);
  releaseBrokenClients(pool);
  return {
    db: drizzle(pool),
    checkSpace: async () => {},
    unlimited: async (work) => {
      const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: timeouts.connect });
      client.on('error', () => undefined);
      await client.connect();
      try {
        await client.query(`set default_transaction_isolation = 'read committed'`);
        return await work(drizzle(client));
      } finally {
        await client.end();
      }
    },
    close: async () => {
      const cut = setTimeout(() => {
        for (const socket of sockets) socket.destroy();
      }, timeouts.close);
      await pool.end();
      clearTimeout(cut);
    },
  };
}

/**
 * Returns a connection that breaks while in use to the pool, which drops it. Without a listener, its error would end the
 * process. drizzle-orm does not release a connection that breaks at `begin`; ten of them would exhaust the pool.
 */
function releaseBrokenClients(pool: Pool): void {
  const inUse = new Set<PoolClient>();
  pool.on('acquire', (client) => inUse.add(client));
  pool.on('release', (_, client) => inUse.delete(client));
  pool.on('connect', (client) => {
    client.on('error', (error) => {
      if (!inUse.has(client)) return;
      client.release(error);
      // The current user releases the client too. The pool would throw at the second release.
      client.release = () => undefined;
    });
  });
}

/**
 * Opens PGlite, an embedded PostgreSQL, in a folder. Creates the folder if necessary.
 *
 * @param folder a path, or `memory://` to keep nothing
 * @throws Error if the folder cannot be used: see `openDataFolder`
 */
export async function connectFolder(folder: string): Promise<Connection> {
  const [{ PGlite }, { drizzle }] = await Promise.all([import('@electric-sql/pglite'), import('drizzle-orm/pglite')]);
  if (folder.startsWith('memory://')) {
    const lite = await PGlite.create(folder);
    await lite.exec(SORTS_IN_MEMORY);
    return embedded(drizzle(lite), () => lite.close());
  }
  const { path, ready, check, release } = await openDataFolder(folder);
  try {
    const lite = await PGlite.create(path);
    await ready();
    await lite.exec(SORTS_IN_MEMORY);
    // PGlite opens its files by path. If the folder was moved, a new database may be at the path.
    const { query, transaction } = lite;
    lite.query = async (...of) => {
      check();
      return query.apply(lite, of) as never;
    };
    lite.transaction = async (...of) => {
      check();
      return transaction.apply(lite, of) as never;
    };
    return embedded(
      drizzle(lite),
      () => lite.close().finally(release),
      async () => {
        check();
        await checkFreeSpace(path);
      },
    );
  } catch (error) {
    release();
    // The file system inside PGlite throws errors without a message.
    if (error instanceof Error && error.message) throw error;
    throw new Error(`The embedded database does not start in the folder ${path}.`, { cause: error });
  }
}

/** A connection to an open PGlite. */
export function embedded(db: Database, close: () => Promise<void>, checkSpace = async () => {}): Connection {
  return { db, isEmbedded: true, unlimited: (work) => work(db), checkSpace, close };
}
