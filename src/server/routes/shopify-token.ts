import { Hono } from 'hono';
import type { Env } from '../options.ts';
import { Problem } from '../problem.ts';
import type { ShopifyProxy } from '../shopify/shopify-proxy.ts';

/** `GET shopify/token`: the token of the customer who is signed in to the shop, as text. An empty text for a guest. */
export function shopifyTokenRoutes(proxy: ShopifyProxy | undefined): Hono<Env> {
  return new Hono<Env>()
    .get('/shopify/token', async (c) => {
      if (!proxy) throw new Problem(404, 'This server has no app proxy: the option shopifyProxy is missing.');
      const customer = proxy.customerOf(c.req.raw);
      if (customer === undefined)
        throw new Problem(401, 'Shopify did not sign this request for this shop within the last minute.');
      return c.text(customer && (await proxy.sign(customer)));
    })
    .all('/shopify/token', () => {
      throw new Problem(405, 'This route accepts GET.', { headers: { Allow: 'GET' } });
    });
}
