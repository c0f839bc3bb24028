/** A server that keeps the program in its database, with the owner's page and the script of the shop. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { sql } from 'drizzle-orm';
import { withOwnerPage } from '../../src/cli/owner-page-files.ts';
import { withScriptFiles } from '../../src/cli/script-files.ts';
import { createEndpoint } from '../../src/server/app.ts';
import { createStore } from '../../src/server/db/store.ts';
import type { Store } from '../../src/server/index.ts';
import { serve } from '../../src/server/serve.ts';
import { connectMemory } from '../helpers/memory-database.ts';
import { KEY } from '../server/samples.ts';
import { noErrors } from '../server/stores.ts';

const DIST = fileURLToPath(new URL('../../dist', import.meta.url));
const SHOP_KEY = 'shop-key-of-the-tests-0123456789';
export const READER = 'reader-key-of-the-tests-0123456789';
const PATH = '/apps/lojal';

/** The program of the demo: in two languages, with tiers, rewards, ways to earn, invitations and questions. */
export const demo = JSON.parse(readFileSync(new URL('../../demo/lojal.json', import.meta.url), 'utf8')) as {
  readonly name: string;
  readonly points: object;
};

export interface ProgrammeServer {
  /** The address of the page. */
  readonly url: string;
  /** Sends a request with the owner's key. */
  send(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Response>;
  /** Saves a program as the next version. */
  save(program: unknown, version: number): Promise<void>;
  /** The saved program that holds today, as JSON text. */
  saved(): Promise<string>;
  /** Orders of 20, 40, … 200 dollars: one for each customer, paid today. */
  order(customers: number): Promise<void>;
  close(): Promise<void>;
}

export interface ProgrammeServers {
  /**
   * Empties the database, and starts a server.
   *
   * @param program given as a value, in place of the database
   * @param hasScript whether the server has `lojal.js`
   */
  start(program?: object, hasScript?: boolean): Promise<ProgrammeServer>;
  close(): Promise<void>;
}

/** Servers over one database, one after the other. */
export async function openProgrammeServers(): Promise<ProgrammeServers> {
  const connection = await connectMemory();
  const store = await createStore(connection);
  return {
    async start(program, hasScript = true) {
      for (const table of ['programs', 'orders', 'entries', 'members'])
        await connection.db.execute(sql.raw(`delete from lojal_${table}`));
      return startServer(store, hasScript, program);
    },
    close: () => store.close(),
  };
}

async function startServer(store: Store, hasScript: boolean, program?: object): Promise<ProgrammeServer> {
  const keys = [{ name: 'reader', key: READER, scopes: ['read' as const] }];
  const endpoint = createEndpoint({
    store,
    ownerKey: KEY,
    shopKey: SHOP_KEY,
    keys,
    limits: false,
    log: noErrors,
    ...(program && { program }),
  });
  const { url, close } = await serve({
    fetch: withOwnerPage(hasScript ? withScriptFiles(endpoint, DIST, PATH) : endpoint, `${DIST}/owner`, PATH),
  });
  const request = (key: string, method: string, path: string, body?: unknown, headers: Record<string, string> = {}) =>
    fetch(`${url}${PATH}/${path}`, {
      method,
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json', ...headers },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  const send: ProgrammeServer['send'] = (method, path, body, headers) => request(KEY, method, path, body, headers);
  return {
    url: `${url}${PATH}/owner/`,
    send,
    async save(given, version) {
      const condition: Record<string, string> =
        version === 1 ? { 'if-none-match': '*' } : { 'if-match': `"${version - 1}"` };
      const response = await send('PUT', 'owner/program', { program: given }, condition);
      assert.equal(response.status, 200, await response.clone().text());
    },
    async saved() {
      const { program: found } = (await (await send('GET', 'owner/program')).json()) as { program: unknown };
      return JSON.stringify(found);
    },
    async order(customers) {
      const at = new Date().toISOString();
      const orders = [...Array(customers).keys()].map((i) => ({
        id: `o${i}`,
        customer: `c_${i}`,
        at,
        currency: 'USD',
        total: 20 * (1 + (i % 10)),
        status: 'paid',
      }));
      const response = await request(SHOP_KEY, 'POST', 'orders', orders);
      assert.equal(response.status, 200, await response.clone().text());
    },
    close,
  };
}
