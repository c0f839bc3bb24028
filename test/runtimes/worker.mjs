/**
 * The server in workerd. A connection belongs to the request that opened it, so each request opens a store of its own and closes it
 * afterwards.
 */
import { compileSchemas, createEndpoint, openStore } from '../../dist/server/index.js';

// workerd generates code only while a program starts.
compileSchemas();

export default {
  async fetch(request, { DATABASE_URL, SETTINGS }, context) {
    const store = await openStore({ databaseUrl: DATABASE_URL });
    const response = await createEndpoint({
      store,
      ...JSON.parse(SETTINGS),
      // The platform writes the header.
      clientAddress: (from) => from.headers.get('cf-connecting-ip') ?? undefined,
    })(request);
    // An export is read from the database while it is sent.
    const { readable, writable } = new TransformStream();
    const sent = response.body?.pipeTo(writable) ?? Promise.resolve();
    context.waitUntil(sent.catch(() => {}).then(() => store.close()));
    return new Response(response.body && readable, response);
  },
};
