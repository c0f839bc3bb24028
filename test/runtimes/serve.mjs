/** The server of the tests in Node, Deno and Bun, each with its own way to serve a handler. Prints a line when it listens. */
import process from 'node:process';
import { createEndpoint, openStore, serve } from '../../dist/server/index.js';

const { PORT, SETTINGS, DATABASE_URL, FOLDER } = process.env;
const port = Number(PORT);
const hostname = '127.0.0.1';

const store = await openStore({ databaseUrl: DATABASE_URL, folder: FOLDER });

if ('Deno' in globalThis || 'Bun' in globalThis) {
  // A `Request` does not contain the address of its connection.
  const addresses = new WeakMap();
  const fetch = createEndpoint({ store, ...JSON.parse(SETTINGS), clientAddress: (request) => addresses.get(request) });
  const answer = (request, address) => {
    addresses.set(request, address);
    return fetch(request);
  };
  if ('Deno' in globalThis)
    globalThis.Deno.serve({ port, hostname, onListen: () => {} }, (request, { remoteAddr }) =>
      answer(request, remoteAddr.hostname),
    );
  else
    globalThis.Bun.serve({
      port,
      hostname,
      // A large export may pause for longer than ten seconds.
      idleTimeout: 60,
      fetch: (request, server) => answer(request, server.requestIP(request)?.address),
    });
} else await serve({ fetch: createEndpoint({ store, ...JSON.parse(SETTINGS) }), port, host: hostname });

console.log('ready');
process.on('SIGTERM', () => store.close().then(() => process.exit(0)));
