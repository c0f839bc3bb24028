import { Socket } from 'node:net';
import type { Pool, PoolClient } from 'pg';
import type { Database } from './database.ts';

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

export interface ServerPool {
  readonly db: Database;
  close(): Promise<void>;
}

/**
 * Opens a pool of connections to a PostgreSQL server. The first statement opens the first connection.
 *
 * @param max connections at a time
 * @param settings statements that each connection begins with
 */
export async function openPool(
  databaseUrl: string,
  max: number,
  timeouts: Timeouts,
  settings: string,
): Promise<ServerPool> {
  const [{ default: pg }, { drizzle }] = await Promise.all([import('pg'), import('drizzle-orm/node-postgres')]);
  const sockets = new Set<Socket>();
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    max,
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
    // be a stricter isolation level. Not startup parameters: PgBouncer rejects them.
    onConnect: (client) =>
      client.query(
        `set default_transaction_isolation = 'read committed'; ${settings}; set statement_timeout = ${timeouts.statement}`,
      ),
  });
  // The pool drops an idle connection that breaks. Without a listener, its error would end the process.
  pool.on('error', () => undefined);
  releaseBrokenClients(pool);
  return {
    db: drizzle(pool),
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
