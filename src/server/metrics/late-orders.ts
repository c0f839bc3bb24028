/** How purchases of a period changed after its end. */
import { type SQL, sql } from 'drizzle-orm';
import { type Database, selectRows } from '../db/database.ts';
import { date, inDays, type MetricScope, ofScope } from './metric-scope.ts';
import { isCounted } from './purchase-days.ts';

/** Orders, and what they changed: `revenue` is in minor units, below 0 where it fell. */
export interface LateCount {
  readonly orders: number;
  readonly revenue: number;
}

/** The numbers of orders and revenue at the end of the period were those of now without these. */
export interface LateOrders {
  /** Orders that count now and did not at the end: they arrived or were paid later. */
  readonly late: LateCount;
  /** Orders that counted at the end and do not now: cancelled, or refunded completely. */
  readonly cancelled: LateCount;
  /** Orders that still count, with another amount: refunded in part, or corrected. */
  readonly refunded: LateCount;
}

/**
 * A statement that logs what written orders change on days that are over. An order of today, nearly every one, adds no row.
 *
 * @param former `id, customer, day, status, total, refunded` of the written orders as they were; `written`: as they are
 */
export function logLateOrders(former: SQL, written: SQL, timeZone: string): SQL {
  const counted = (rows: SQL, sign: SQL) =>
    sql`select id, customer, day, ${sign} as orders, ${sign} * (total - refunded) as net from (${rows}) found where ${isCounted(sql`found`)}`;
  return sql`insert into lojal_late_orders (order_id, customer, day, orders, net)
      select id, customer, day, sum(orders), sum(net) from (
        ${counted(former, sql`-1`)} union all ${counted(written, sql`1`)}
      ) changes
      where day < (clock_timestamp() at time zone ${timeZone})::date
      group by id, customer, day having sum(orders) <> 0 or sum(net) <> 0`;
}

export async function readLateOrders(db: Database, scope: MetricScope): Promise<LateOrders> {
  const kind = sql`case when orders > 0 then 'late' when orders < 0 then 'cancelled' else 'refunded' end`;
  const rows = await selectRows<LateCount & { kind: keyof LateOrders }>(
    db,
    sql`select ${kind} as kind, count(*)::float8 as orders, sum(net)::float8 as revenue from (
          select days.order_id, sum(days.orders) as orders, sum(days.net) as net from lojal_late_orders days
          where ${inDays(scope.from, scope.until)} ${ofScope(scope, sql`days.customer`)}
            and days.at >= (${date(scope.until)}::timestamp at time zone ${scope.timeZone})
          group by days.order_id
        ) changed where orders <> 0 or net <> 0 group by 1`,
  );
  const none = { orders: 0, revenue: 0 };
  const counts = { late: none, cancelled: none, refunded: none };
  for (const { kind, orders, revenue } of rows) counts[kind] = { orders, revenue };
  return counts;
}
