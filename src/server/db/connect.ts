import type { Database } from './database.ts';
import { checkFreeSpace } from './disk.ts';
import { openDataFolder } from './folder.ts';
import { openPool, type Timeouts } from './server-pool.ts';

/** An open database and a function to close it. Only the driver in use is loaded. */
export interface Connection {
  readonly db: Database;
  /**
   * For numbers over all orders, which may take up to a minute. Has connections of its own, so that orders and answers do not wait.
   * Default: `db`.
   */
  readonly patient?: Database;
  /** Whether the database is the embedded one. Default: `false`. */
  readonly isEmbedded?: boolean;
  /** Runs statements that may take long, as an update of the tables does, without the limits of `Timeouts`. */
  unlimited<Result>(work: (db: Database) => Promise<Result>): Promise<Result>;
  /** @throws Error with the code `ENOSPC` if the disk is known to be almost full */
  checkSpace(): Promise<void>;
  /** Waits for running statements, but not for a database that does not respond. */
  close(): Promise<void>;
}

const TIMEOUTS: Timeouts = { connect: 5_000, statement: 7_000, silence: 8_000, close: 3_000 };

/** For numbers over all orders, in milliseconds. */
const PATIENT = { statement: 60_000, silence: 65_000 };

/** Connections of each kind. */
const [MOST, MOST_PATIENT] = [10, 4];

/** Statements of the metrics sort more than fits into the memory that is the default. */
export const SORTS_IN_MEMORY = `set work_mem = '32MB'`;

/** Connects to a PostgreSQL server through two pools. */
export async function connectServer(databaseUrl: string, timeouts: Timeouts = TIMEOUTS): Promise<Connection> {
  const [{ default: pg }, { drizzle }] = await Promise.all([import('pg'), import('drizzle-orm/node-postgres')]);
  // Statements of the numbers compile for longer than they run.
  const settings = `set jit = off; ${SORTS_IN_MEMORY}`;
  const [usual, patient] = await Promise.all([
    openPool(databaseUrl, MOST, timeouts, settings),
    openPool(databaseUrl, MOST_PATIENT, { ...timeouts, ...PATIENT }, settings),
  ]);
  return {
    db: usual.db,
    patient: patient.db,
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
      await Promise.all([usual.close(), patient.close()]);
    },
  };
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
  return { db, patient: db, isEmbedded: true, unlimited: (work) => work(db), checkSpace, close };
}
