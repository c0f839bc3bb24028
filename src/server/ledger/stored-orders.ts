/** Reads and writes the orders as they are now. */
import { sql } from 'drizzle-orm';
import type { ShopOrder } from '../../schema/shop-order.ts';
import { textArray } from '../db/customer-lock.ts';
import { type Database, selectRows } from '../db/database.ts';
import type { NormalOrder } from './normal-order.ts';

/** The stored orders, by id. */
export async function readOrders(db: Database, ids: readonly string[]): Promise<ReadonlyMap<string, ShopOrder>> {
  const rows = await selectRows<{ body: ShopOrder }>(
    db,
    sql`select body from lojal_orders where id = any(${textArray(ids)})`,
  );
  return new Map(rows.map(({ body }) => [body.id, body]));
}

/** An order as it was posted, and in the units of the arithmetic. */
export interface OrderState {
  readonly body: ShopOrder;
  readonly normal: NormalOrder;
}

/** Stores the orders. An order that is the same already is not written. */
export async function writeOrders(db: Database, orders: readonly OrderState[]): Promise<void> {
  const rows = orders.map(({ body, normal: { id, customer, day, status, total, refunds } }) => {
    const refunded = refunds.reduce((sum, { amount }) => sum + amount, 0);
    return { id, customer, day, status, total, refunded, updated: body.updated, body };
  });
  await db.execute(
    sql`insert into lojal_orders (id, customer, day, status, total, refunded, updated, body)
        select id, customer, day, status, total, refunded, updated, body
        from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as given (id text, customer text, day date, status text,
          total bigint, refunded bigint, updated timestamptz, body jsonb)
        on conflict (id) do update set customer = excluded.customer, day = excluded.day, status = excluded.status,
          total = excluded.total, refunded = excluded.refunded, updated = excluded.updated, body = excluded.body,
          received = clock_timestamp()
        where lojal_orders.body <> excluded.body`,
  );
}
