import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { type Handler, openStore, type Store } from '../../src/endpoint/index.ts';
import { hasPostgres, type Postgres, startPostgres } from '../helpers/postgres.ts';

/** The store under test, open between the suite's `before` and `after`. */
export interface Bench {
  readonly store: Store;
  /** Nothing for PGlite. */
  readonly databaseUrl: string | undefined;
  /** Rows in the store. */
  count(): Promise<number>;
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
    let store: Store | undefined;
    let server: Postgres | undefined;
    before(async () => {
      server = await start();
      store = await openStore(server ? { databaseUrl: server.databaseUrl } : { folder: 'memory://' });
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
      get databaseUrl() {
        return server?.databaseUrl;
      },
      count: () => count(open()),
    });
  });
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

/** What a problem answer says. */
export interface ProblemBody {
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly faults?: readonly { readonly path: string; readonly message: string }[];
}
