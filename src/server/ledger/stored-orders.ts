/** Reads and writes the orders as they are now. */
import { sql } from 'drizzle-orm';
import type { ShopOrder } from '../../schema/shop-order.ts';
import { textArray } from '../db/customer-lock.ts';
import { type Database, selectRows } from '../db/database.ts';
import { logLateOrders } from '../metrics/late-orders.ts';
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

/** What the summaries of the metrics have to count again. */
export interface WrittenOrders {
  /** The customers and days of the orders that were written, as they are now and as they were. */
  readonly days: readonly { readonly customer: string; readonly day: string }[];
  /** The ids of the orders that are new. */
  readonly added: readonly string[];
  /** The customers of stored orders that changed, now and before. */
  readonly changed: readonly string[];
}

interface WrittenRow {
  readonly id: string;
  readonly customer: string;
  readonly day: string;
  readonly former: string | null;
  readonly former_day: string | null;
}

/**
 * Stores the orders. An order that is the same already is not written.
 *
 * @param timeZone in which days end. IANA
 */
export async function writeOrders(
  db: Database,
  orders: readonly OrderState[],
  timeZone: string,
): Promise<WrittenOrders> {
  const rows = orders.map(({ body, normal: { id, customer, day, status, total, refunds } }) => {
    const refunded = refunds.reduce((sum, { amount }) => sum + amount, 0);
    return { id, customer, day, status, total, refunded, updated: body.updated, body };
  });
  const written = await selectRows<WrittenRow>(
    db,
    // All parts of the statement see the table as it was before.
    sql`with given as (
          select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as given (id text, customer text, day date,
            status text, total bigint, refunded bigint, updated timestamptz, body jsonb)
        ), former as materialized (
          select id, customer, day, status, total, refunded from lojal_orders where id = any(${textArray(rows.map(({ id }) => id))})
        ), written as (
          insert into lojal_orders (id, customer, day, status, total, refunded, updated, body)
          select id, customer, day, status, total, refunded, updated, body from given
          on conflict (id) do update set customer = excluded.customer, day = excluded.day, status = excluded.status,
            total = excluded.total, refunded = excluded.refunded, updated = excluded.updated, body = excluded.body,
            received = clock_timestamp()
          where lojal_orders.body <> excluded.body
          returning id, customer, day, status, total, refunded
        ), late as (
          ${logLateOrders(sql`select former.* from former join written using (id)`, sql`select * from written`, timeZone)}
        )
        select written.id, written.customer, written.day::text, former.customer as former, former.day::text as former_day
        from written left join former on former.id = written.id`,
  );
  const days = written.flatMap(({ customer, day, former, former_day: formerDay }) =>
    former === null || formerDay === null
      ? [{ customer, day }]
      : [
          { customer, day },
          { customer: former, day: formerDay },
        ],
  );
  return {
    days,
    added: written.filter(({ former }) => former === null).map(({ id }) => id),
    changed: written.flatMap(({ customer, former }) => (former === null ? [] : [customer, former])),
  };
}
