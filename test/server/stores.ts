import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { sql } from 'drizzle-orm';
import { type Connection, connectServer } from '../../src/server/db/connect.ts';
import type { Database } from '../../src/server/db/database.ts';
import { createStore } from '../../src/server/db/store.ts';
import type { Handler, LogEntry, Store } from '../../src/server/index.ts';
import { connectMemory } from '../helpers/memory-database.ts';
import { hasPostgres, type Postgres, startPostgres } from '../helpers/postgres.ts';

/** The store under test, open from `before` to `after` of the suite. */
export interface Bench {
  readonly store: Store;
  /** Undefined for PGlite. */
  readonly databaseUrl: string | undefined;
  /** The number of rows. */
  count(): Promise<number>;
  readonly db: Database;
  /** Resolves when the senders of webhooks, which start by themselves, do nothing. Receivers that exist may start them again. */
  idle(): Promise<void>;
  /** Runs one statement on the database of the store. */
  query<Row>(statement: string): Promise<readonly Row[]>;
}

/** Runs the same tests over PGlite and over a real PostgreSQL. */
export function withStores(title: string, tests: (bench: Bench) => void): void {
  suite(`${title}, on PGlite`, async () => undefined, tests);
  const missing = 'PostgreSQL is not installed, so only PGlite was tested. apt-get install postgresql adds it.';
  if (hasPostgres()) suite(`${title}, on PostgreSQL`, startPostgres, tests);
  else if (process.env.CI) test(`${title}, on PostgreSQL`, () => assert.fail(missing));
  else console.log(`${title}: ${missing}`);
}

function suite(title: string, start: () => Promise<Postgres | undefined>, tests: (bench: Bench) => void): void {
  describe(title, () => {
    let connection: Connection | undefined;
    let store: Store | undefined;
    let server: Postgres | undefined;
    const work: Promise<unknown>[] = [];
    before(async () => {
      server = await start();
      connection = await (server ? connectServer(server.databaseUrl) : connectMemory());
      store = await createStore(connection);
      const { receivers } = store;
      const track = (one: Promise<unknown>) => {
        work.push(one);
        receivers.track(one);
      };
      store = { ...store, receivers: { ...receivers, track } };
    });
    after(async () => {
      await store?.close();
      await server?.stop();
    });
    const open = (): Store => {
      assert.ok(store, 'the store is not open yet');
      return store;
    };
    tests({
      get store() {
        return open();
      },
      get db() {
        assert.ok(connection, 'the database is not open yet');
        return connection.db;
      },
      get databaseUrl() {
        return server?.databaseUrl;
      },
      count: () => count(open()),
      idle: async () => {
        while (work.length > 0) await Promise.allSettled(work.splice(0));
      },
      query: (statement) => query(connection, statement),
    });
  });
}

async function query<Row>(connection: Connection | undefined, statement: string): Promise<readonly Row[]> {
  assert.ok(connection, 'the database is not open yet');
  // Both drivers return `rows`, but their common interface has no type for it.
  const { rows } = (await connection.db.execute(sql.raw(statement))) as unknown as { rows: Row[] };
  return rows;
}

/** The number of rows, read through the store. */
export async function count(store: Store): Promise<number> {
  return (await store.page('0', 10_000)).length;
}

/** A connection to an open database, which `close()` leaves open. */
export const openConnection = (db: Database): Connection => ({
  db,
  unlimited: (work) => work(db),
  checkSpace: async () => {},
  close: async () => {},
});

/** A store without a database, for tests of the layers above it. */
export function fakeStore(): Store & { readonly events: unknown[] } {
  const events: unknown[] = [];
  return {
    events,
    insert: async (event) => {
      events.push(event);
      return 'stored';
    },
    restore: async () => [],
    page: async () => [],
    committedCursor: async () => '0',
    approved: async () => [],
    moderate: async () => 'unknown',
    erase: async () => 0,
    countRequest: async () => 0,
    epoch: async () => 'epoch000',
    isCurrent: async () => true,
    audit: async () => {},
    auditPage: async () => [],
    quarantine: async () => 'kept',
    quarantined: async () => [],
    release: async () => {},
    countSeen: async () => true,
    receptions: async () => [],
    // No test of this store has a program.
    ledger: {} as Store['ledger'],
    // No test of this store reads the inbox.
    inbox: {} as Store['inbox'],
    customers: {} as Store['customers'],
    // No test of this store signs in.
    sessions: { start: async () => ({ secret: '', expires: '' }), read: async () => undefined, end: async () => {} },
    metrics: {} as Store['metrics'],
    programs: { versionsAfter: async () => [], saveVersion: async () => 'stale' },
    receivers: {
      queue: { isUsed: async () => false, overdueSeconds: async () => 0 },
      closing: new AbortController().signal,
      track: () => {},
    } as unknown as Store['receivers'],
    maintenance: {} as Store['maintenance'],
    ping: async () => {},
    close: async () => {},
  };
}

export const ADDRESS = 'https://api.example/apps/lojal/answers';

/** Posts a body as the widget does. */
export function post(handler: Handler, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
  return handler(
    new Request(ADDRESS, {
      method: 'POST',
      headers: { 'content-type': 'application/cloudevents+json', ...headers },
      body: typeof body === 'string' || body instanceof Uint8Array ? (body as BodyInit) : JSON.stringify(body),
    }),
  );
}

/** A log for handlers that must not fail. */
export function noErrors(entry: LogEntry): void {
  assert.notEqual(entry.level, 'error', JSON.stringify(entry));
}

/** The body of an error response. */
export interface ProblemBody {
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly faults?: readonly { readonly path: string; readonly message: string }[];
}
