import { type Context, Hono } from 'hono';
import { calendarDay } from '../ledger/calendar-day.ts';
import type { OrderChange } from '../ledger/change-orders.ts';
import { readBody, readJson } from '../middleware/body.ts';
import type { EndpointOptions, Env } from '../options.ts';
import { Problem } from '../problem.ts';
import { isSignedByPlatform } from '../webhooks/platform-signature.ts';
import { shopifyChange } from '../webhooks/shopify.ts';
import { type IgnoredOrder, UnusableData } from '../webhooks/unusable-data.ts';
import { wooCommerceChange } from '../webhooks/woocommerce.ts';
import { needProgram, type OrderOptions } from './orders.ts';

/** The maximum size of a payload, in bytes: 4 MiB. */
const PAYLOAD_LIMIT = 4 * 1024 * 1024;

type WebhookOptions = Pick<OrderOptions, 'store' | 'program'> & Pick<EndpointOptions, 'webhooks'>;

interface Platform {
  /** The secrets of the shop; several while one replaces another. */
  readonly secret: string | readonly string[] | undefined;
  /** The names of headers. */
  readonly signature: string;
  readonly topic: string;
  readonly change: (topic: string, payload: unknown, currency: string) => OrderChange | IgnoredOrder;
}

/** `/webhooks/shopify` and `/webhooks/woocommerce`: the platforms' own messages about orders. */
export function webhookRoutes({ store, program, webhooks = {} }: WebhookOptions): Hono<Env> {
  const receive = async (c: Context<Env>, { secret = [], signature, topic, change }: Platform): Promise<Response> => {
    const secrets = [secret].flat().filter((one) => one !== '');
    if (secrets.length === 0) throw new Problem(404, 'This server has no secret for these webhooks.');
    const body = await readBody(c.req.raw, PAYLOAD_LIMIT);
    if (!isSignedByPlatform(body, c.req.header(signature) ?? null, secrets))
      throw new Problem(401, 'The signature of the webhook is missing or wrong.');
    const { program: rules, rulesAt } = await needProgram(program);
    const named = c.req.header(topic);
    // WooCommerce tests an address with a form that has no topic.
    if (!named) return Response.json({ orders: [], ignored: 'The message has no topic.' });
    try {
      const found = change(named, readJson(body), rules.currency);
      // A message that changes nothing is a success: a platform ends webhooks that fail.
      if ('ignored' in found) return Response.json({ orders: [], ignored: found.ignored });
      const today = calendarDay(Date.now(), rules.timeZone);
      const orders = await store.ledger.changeOrders(rules, [found], today, rulesAt);
      return Response.json({ orders });
    } catch (error) {
      if (error instanceof UnusableData) throw new Problem(422, error.message);
      throw error;
    }
  };
  const shopify: Platform = {
    secret: webhooks.shopify,
    signature: 'x-shopify-hmac-sha256',
    topic: 'x-shopify-topic',
    change: shopifyChange,
  };
  const woocommerce: Platform = {
    secret: webhooks.woocommerce,
    signature: 'x-wc-webhook-signature',
    topic: 'x-wc-webhook-topic',
    change: wooCommerceChange,
  };
  const notAllowed = () => {
    throw new Problem(405, 'This route accepts POST.', { headers: { Allow: 'POST' } });
  };
  return new Hono<Env>()
    .post('/webhooks/shopify', (c) => receive(c, shopify))
    .all(notAllowed)
    .post('/webhooks/woocommerce', (c) => receive(c, woocommerce))
    .all(notAllowed);
}
