import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { Hono } from 'hono';
import { type ShopOrder, shopOrderSchema } from '../../schema/shop-order.ts';
import { compileLater } from '../compile-later.ts';
import type { Store } from '../db/store.ts';
import { calendarDay } from '../ledger/calendar-day.ts';
import type { KeyCheck } from '../middleware/api-keys.ts';
import { checkContentType, JSON_BODY, readBody, readJson } from '../middleware/body.ts';
import type { Env } from '../options.ts';
import { Problem } from '../problem.ts';
import type { LoadedProgram } from '../program-source.ts';
import { toFaults } from '../schema-faults.ts';
import { invalidBody } from '../validate.ts';

/** The most orders in one request. */
const MOST_ORDERS = 1_000;
/** The maximum size of a list of orders, in bytes: 8 MiB. */
const ORDERS_LIMIT = 8 * 1024 * 1024;

export interface OrderOptions {
  readonly store: Store;
  readonly keys: KeyCheck;
  readonly program: (() => Promise<LoadedProgram>) | undefined;
}

const ajv = () =>
  formats.default(new Ajv2020({ strict: true, allErrors: false, verbose: true, allowUnionTypes: true }));
const compile = compileLater(() => ajv().compile<ShopOrder>(shopOrderSchema));

/** @throws Problem 422 with the faults of all orders, each with the place of the order: `[3].total` */
export function checkOrders(bodies: readonly unknown[], many: boolean): readonly ShopOrder[] {
  const check = compile();
  const faults = bodies.flatMap((body, i) =>
    check(body) ? [] : toFaults(check.errors ?? [], many ? [String(i)] : []),
  );
  if (faults.length > 0) throw invalidBody(faults, 'The order');
  return bodies as readonly ShopOrder[];
}

/** @throws Problem 404 if the server has no program */
export async function needProgram(program: OrderOptions['program']): Promise<LoadedProgram> {
  if (!program) throw new Problem(404, 'This server has no program: give createEndpoint the option program.');
  return program();
}

/** `/orders`: the shop's backend posts orders as they are now. */
export function orderRoutes({ store, keys, program }: OrderOptions): Hono<Env> {
  return new Hono<Env>()
    .post('/orders', async (c) => {
      keys.require(c, 'shop');
      const { program: rules, rulesAt } = await needProgram(program);
      checkContentType(c.req.header('content-type') ?? null, JSON_BODY);
      const body = readJson(await readBody(c.req.raw, ORDERS_LIMIT));
      const many = Array.isArray(body);
      const bodies: readonly unknown[] = many ? body : [body];
      if (bodies.length > MOST_ORDERS) throw new Problem(422, `A request has at most ${MOST_ORDERS} orders.`);
      const changes = checkOrders(bodies, many).map((order, i) => ({
        id: order.id,
        customer: order.customer,
        path: many ? `[${i}]` : '',
        apply: () => order,
      }));
      const today = calendarDay(Date.now(), rules.timeZone);
      const orders = await store.ledger.changeOrders(rules, changes, today, rulesAt);
      return Response.json({ orders });
    })
    .all('/orders', () => {
      throw new Problem(405, 'This route accepts POST.', { headers: { Allow: 'POST' } });
    });
}
