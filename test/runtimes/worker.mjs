/**
 * The server in workerd. A connection belongs to the request that opened it, so each request opens a store of its own and closes it
 * afterwards.
 */
import { createEndpoint, openStore } from '../../dist/server/index.js';

export default {
  async fetch(request, { DATABASE_URL, SETTINGS }, context) {
    const store = await openStore({ databaseUrl: DATABASE_URL });
    try {
      return await createEndpoint({ store, ...JSON.parse(SETTINGS) })(request);
    } finally {
      context.waitUntil(store.close());
    }
  },
};
