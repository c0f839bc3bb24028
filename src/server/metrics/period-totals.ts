/** Counts of the purchases in a period. */
import { type SQL, sql } from 'drizzle-orm';
import { addDays } from '../../loyalty/dates.ts';
import type { CalendarDate } from '../../loyalty/types.ts';
import type { RetentionCounts } from '../../metrics/retained.ts';
import { type Database, selectRows } from '../db/database.ts';
import { date, inDays, isLastBefore, type MetricScope, ofScope } from './metric-scope.ts';

/** `revenue` is in minor units. */
export interface PeriodTotals {
  readonly orders: number;
  readonly customers: number;
  readonly revenue: number;
}

export async function readTotals(db: Database, scope: MetricScope): Promise<PeriodTotals> {
  const [row] = await selectRows<PeriodTotals>(
    db,
    sql`select coalesce(sum(days.orders), 0)::float8 as orders,
          (count(*) filter (where days.next is null or days.next >= ${date(scope.until)}))::float8 as customers,
          coalesce(sum(days.net), 0)::float8 as revenue
        from lojal_purchase_days days
        where ${inDays(scope.from, scope.until)} ${ofScope(scope, sql`days.customer`)}`,
  );
  return row ?? { orders: 0, customers: 0, revenue: 0 };
}

/** The totals of a period, and the gaps between purchase days that ended in it: how often each number of days. */
export interface PeriodPurchases {
  readonly totals: PeriodTotals;
  readonly gaps: ReadonlyMap<number, number>;
}

/** One pass over the purchase days of the period. */
export async function readPurchases(db: Database, scope: MetricScope): Promise<PeriodPurchases> {
  const rows = await selectRows<PeriodTotals & { gap: number | null; n: number }>(
    db,
    sql`select days.day - days.previous as gap, count(*)::float8 as n, sum(days.orders)::float8 as orders,
          (count(*) filter (where days.next is null or days.next >= ${date(scope.until)}))::float8 as customers,
          sum(days.net::float8) as revenue
        from lojal_purchase_days days
        where ${inDays(scope.from, scope.until)} ${ofScope(scope, sql`days.customer`)} group by 1`,
  );
  const sum = (key: keyof PeriodTotals) => rows.reduce((total, row) => total + row[key], 0);
  return {
    totals: { orders: sum('orders'), customers: sum('customers'), revenue: sum('revenue') },
    gaps: new Map(rows.flatMap(({ gap, n }) => (gap === null ? [] : [[gap, n] as const]))),
  };
}

/** Whether a row is the last one of its customer before `end`, and within the window. */
const isActiveAt = (end: CalendarDate, window: number): SQL =>
  sql`(days.day >= ${date(addDays(end, -window))} and ${isLastBefore(end)})`;

/** @param window days before a date within which a customer of that date has bought */
export async function countRetained(db: Database, scope: MetricScope, window: number): Promise<RetentionCounts> {
  const { from, until } = scope;
  const [starts, ends] = [isActiveAt(from, window), isActiveAt(until, window)];
  const all = sql`lojal_purchase_days days where days.day >= ${date(addDays(from, -window))} and days.day < ${date(until)}
      ${ofScope(scope, sql`days.customer`)}`;
  const count = (condition: SQL) => sql`(count(*) filter (where ${condition}))::float8`;
  // With a window as long as the period, the next purchase says whether the customer stayed.
  const isWhole = addDays(until, -window) === from;
  const retained = isWhole
    ? count(sql`${starts} and days.next < ${date(until)}`)
    : sql`(select count(*) from (select days.customer from ${all} and ${starts}) starting
          join (select days.customer from ${all} and ${ends}) ending on ending.customer = starting.customer)::float8`;
  const [row] = await selectRows<RetentionCounts>(
    db,
    sql`select ${count(starts)} as start, ${count(ends)} as end, ${retained} as retained,
          ${count(sql`days.nth = 1 and days.day >= ${date(from)}`)} as acquired,
          ${count(sql`${ends} and days.first >= ${date(from)}`)} as "acquiredAtEnd"
        from ${all}`,
  );
  return row ?? { start: 0, end: 0, acquired: 0, acquiredAtEnd: 0, retained: 0 };
}
