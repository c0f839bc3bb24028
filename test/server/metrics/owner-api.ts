/** Requests of an owner and of a shop to a server under test. */
import assert from 'node:assert/strict';
import { createEndpoint, type Handler, type Store } from '../../../src/server/index.ts';

const OWNER = 'owner-key-of-the-metrics-0123456789';
const SHOP = 'shop-key-of-the-metrics-0123456789ab';
const BASE = 'https://api.example/apps/lojal';

// biome-ignore lint/suspicious/noExplicitAny: the bodies have many shapes, and a wrong one fails its test
type Body = any;

export interface OwnerApi {
  readonly handler: Handler;
  /** The body of a response with status 200. */
  get(path: string): Promise<Body>;
  /** The status and the detail of a refused request. */
  refused(path: string, headers?: Record<string, string>): Promise<{ status: number; detail: string }>;
  /** Posts orders, at most 1,000 a request. */
  orders(orders: readonly object[]): Promise<void>;
}

export function ownerApi(store: Store, program: object): OwnerApi {
  let failed = '';
  const handler = createEndpoint({
    store,
    program,
    ownerKey: OWNER,
    shopKey: SHOP,
    limits: false,
    log: ({ error }) => {
      if (error !== undefined) failed = JSON.stringify(error);
    },
  });
  const authorization = `Bearer ${OWNER}`;
  return {
    handler,
    async get(path) {
      const response = await handler(new Request(`${BASE}/${path}`, { headers: { authorization } }));
      assert.equal(response.status, 200, `${path}: ${await response.clone().text()} ${failed}`);
      return response.json();
    },
    async refused(path, headers = { authorization }) {
      const response = await handler(new Request(`${BASE}/${path}`, { headers }));
      const { detail } = (await response.json()) as { detail: string };
      return { status: response.status, detail };
    },
    async orders(orders) {
      for (let from = 0; from < orders.length; from += 1_000) {
        const response = await handler(
          new Request(`${BASE}/orders`, {
            method: 'POST',
            headers: { 'content-type': 'application/json', authorization: `Bearer ${SHOP}` },
            body: JSON.stringify(orders.slice(from, from + 1_000)),
          }),
        );
        assert.equal(response.status, 200, `${await response.clone().text()} ${failed}`);
      }
    },
  };
}
