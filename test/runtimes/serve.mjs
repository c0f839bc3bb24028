/** The server of the tests in Node, Deno and Bun, each with its own way to serve a handler. Prints its address. */
import process from 'node:process';
import { createEndpoint, openStore, serve } from '../../dist/server/index.js';

const { PORT, SETTINGS, DATABASE_URL, FOLDER } = process.env;
const store = await openStore({ databaseUrl: DATABASE_URL, folder: FOLDER });
/** The address of each connection, for runtimes that hand it over beside the request. */
const addresses = new WeakMap();
const handler = createEndpoint({ store, ...JSON.parse(SETTINGS), clientAddress: (request) => addresses.get(request) });
const port = Number(PORT);

const SERVE = {
  deno: () =>
    globalThis.Deno.serve({ port, hostname: '127.0.0.1', onListen: () => {} }, (request, { remoteAddr }) => {
      addresses.set(request, remoteAddr.hostname);
      return handler(request);
    }),
  bun: () =>
    globalThis.Bun.serve({
      port,
      hostname: '127.0.0.1',
      fetch: (request, server) => {
        addresses.set(request, server.requestIP(request)?.address);
        return handler(request);
      },
    }),
  node: () => serve({ fetch: handler, port }),
};
await SERVE['Deno' in globalThis ? 'deno' : 'Bun' in globalThis ? 'bun' : 'node']();
console.log('ready');
process.on('SIGTERM', () => store.close().then(() => process.exit(0)));
