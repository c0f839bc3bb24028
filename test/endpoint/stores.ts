import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { sql } from 'drizzle-orm';
import { type Connection, connectFolder, connectServer } from '../../src/endpoint/connect.ts';
import type { Handler, LogEntry, Store } from '../../src/endpoint/index.ts';
import type { Database } from '../../src/endpoint/migrations.ts';
import { createStore } from '../../src/endpoint/store.ts';
import { hasPostgres, type Postgres, startPostgres } from '../helpers/postgres.ts';

/** The store under test, open between the suite's `before` and `after`. */
export interface Bench {
  readonly store: Store;
  /** Nothing for PGlite. */
  readonly databaseUrl: string | undefined;
  /** Rows in the store. */
  count(): Promise<number>;
  readonly db: Database;
  /** Runs one statement on the store's own database. */
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
    before(async () => {
      server = await start();
      connection = await (server ? connectServer(server.databaseUrl) : connectFolder('memory://'));
      store = await createStore(connection);
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
      query: (statement) => query(connection, statement),
    });
  });
}

async function query<Row>(connection: Connection | undefined, statement: string): Promise<readonly Row[]> {
  assert.ok(connection, 'the database is not open yet');
  // Both drivers answer so, but their common interface does not say it.
  const { rows } = (await connection.db.execute(sql.raw(statement))) as unknown as { rows: Row[] };
  return rows;
}

/** Rows in a store, through its own door. */
export async function count(store: Store): Promise<number> {
  return (await store.page('0', 10_000)).length;
}

/** A store in memory without a database, for tests of what comes before it. */
export function fakeStore(): Store & { readonly events: unknown[] } {
  const events: unknown[] = [];
  return {
    events,
    put: async (event) => {
      events.push(event);
      return 'stored';
    },
    page: async () => [],
    bound: async () => '0',
    approved: async () => [],
    decide: async () => 'unknown',
    erase: async () => 0,
    spend: async () => 0,
    ping: async () => {},
    close: async () => {},
  };
}

export const ADDRESS = 'https://api.example/apps/lojal/answers';

/** Posts a body the way the widget does, unless told otherwise. */
export function post(handler: Handler, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
  return handler(
    new Request(ADDRESS, {
      method: 'POST',
      headers: { 'content-type': 'application/cloudevents+json', ...headers },
      body: typeof body === 'string' || body instanceof Uint8Array ? (body as BodyInit) : JSON.stringify(body),
    }),
  );
}

/** A log for handlers of which nothing is to fail. */
export function noErrors(entry: LogEntry): void {
  assert.notEqual(entry.level, 'error', JSON.stringify(entry));
}

/** What a problem answer says. */
export interface ProblemBody {
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly faults?: readonly { readonly path: string; readonly message: string }[];
}
