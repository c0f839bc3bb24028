/** A server process, started by `startProcess` in `processes.ts`. Prints its URL when it listens. */
import { createEndpoint, type EndpointOptions, openStore, serve } from '../../src/server/index.ts';

type Options = Omit<EndpointOptions, 'store'> & { readonly databaseUrl: string };

const { databaseUrl, ...options } = JSON.parse(process.argv[2] ?? '{}') as Options;
const store = await openStore({ databaseUrl });
const served = await serve({ fetch: createEndpoint({ store, ...options }) });

process.once('SIGTERM', async () => {
  await served.close();
  await store.close();
  process.disconnect();
});
// Exit with the parent process.
process.once('disconnect', () => process.exit());

let peak = 0;
process.on('message', (wanted) => {
  if (wanted === 'watch') {
    globalThis.gc?.();
    const start = process.memoryUsage().rss;
    peak = 0;
    setInterval(() => {
      peak = Math.max(peak, process.memoryUsage().rss - start);
    }, 20).unref();
    process.send?.({ start });
  } else if (wanted === 'peak') process.send?.({ peak });
});
process.send?.({ url: served.url });
