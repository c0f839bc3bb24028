/** Counts of the purchases in a period. */
import { type SQL, sql } from 'drizzle-orm';
import { addDays } from '../../loyalty/dates.ts';
import type { CalendarDate } from '../../loyalty/types.ts';
import type { RetentionCounts } from '../../metrics/retained.ts';
import { type Database, selectRows } from '../db/database.ts';
import { date, isLastBefore, type MetricPeriod, type MetricScope, ofScope } from './metric-scope.ts';
import { purchaseGaps, sumOf } from './purchase-gaps.ts';

/** `revenue` is in minor units. */
export interface PeriodTotals {
  readonly orders: number;
  readonly customers: number;
  readonly revenue: number;
}

const isLast = (until: CalendarDate): SQL => sql`gaps.next >= ${date(until)}`;

const isIn = (column: 'day' | 'next', { from, until }: MetricPeriod): SQL =>
  sql`(gaps.${sql.raw(column)} >= ${date(from)} and gaps.${sql.raw(column)} < ${date(until)})`;

export async function readTotals(db: Database, scope: MetricScope): Promise<PeriodTotals> {
  const [row] = await selectRows<PeriodTotals>(
    db,
    sql`select ${sumOf('orders')} as orders, ${sumOf('customers', isLast(scope.until))} as customers, ${sumOf('net')} as revenue
        from ${purchaseGaps(scope)} where ${isIn('day', scope)}`,
  );
  return row ?? { orders: 0, customers: 0, revenue: 0 };
}

/** The totals of a period, and the gaps between purchase days that ended in it: how often each number of days. */
export interface PeriodPurchases {
  readonly totals: PeriodTotals;
  readonly gaps: ReadonlyMap<number, number>;
}

export async function readPurchases(db: Database, scope: MetricScope): Promise<PeriodPurchases> {
  const ends = isIn('next', scope);
  const rows = await selectRows<{ gap: number; n: number }>(
    db,
    sql`select gaps.next - gaps.day as gap, ${sumOf('customers')} as n from ${purchaseGaps(scope)}
        where ${ends} group by 1 having ${sumOf('customers')} > 0`,
  );
  return { totals: await readTotals(db, scope), gaps: new Map(rows.map(({ gap, n }) => [gap, n])) };
}

/** @param window days before a date within which a customer of that date has bought */
export const countRetained = (db: Database, scope: MetricScope, window: number): Promise<RetentionCounts> =>
  addDays(scope.until, -window) === scope.from
    ? retainedOfPeriod(db, scope, window)
    : retainedOfWindow(db, scope, window);

/** With a window as long as the period: the next purchase says whether a customer stayed, and new customers are customers at the end. */
async function retainedOfPeriod(db: Database, scope: MetricScope, window: number): Promise<RetentionCounts> {
  const { from, until } = scope;
  const before = { from: addDays(from, -window), until: from };
  const starts = sql`${isIn('day', before)} and ${isLast(from)}`;
  const acquired = sumOf('customers', sql`gaps.is_first and ${isIn('day', scope)}`);
  const [row] = await selectRows<RetentionCounts>(
    db,
    sql`select ${sumOf('customers', starts)} as start, ${sumOf('customers', sql`${isIn('day', scope)} and ${isLast(until)}`)} as end,
          ${sumOf('customers', sql`${starts} and gaps.next < ${date(until)}`)} as retained,
          ${acquired} as acquired, ${acquired} as "acquiredAtEnd"
        from ${purchaseGaps(scope)} where gaps.day >= ${date(before.from)} and gaps.day < ${date(until)}`,
  );
  return row ?? NOBODY;
}

const NOBODY: RetentionCounts = { start: 0, end: 0, acquired: 0, acquiredAtEnd: 0, retained: 0 };

/** Whether a row is the last one of its customer before `end`, and within the window. */
const isActiveAt = (end: CalendarDate, window: number): SQL =>
  sql`(days.day >= ${date(addDays(end, -window))} and ${isLastBefore(end)})`;

async function retainedOfWindow(db: Database, scope: MetricScope, window: number): Promise<RetentionCounts> {
  const { from, until } = scope;
  const [starts, ends] = [isActiveAt(from, window), isActiveAt(until, window)];
  const all = sql`lojal_purchase_days days where days.day >= ${date(addDays(from, -window))} and days.day < ${date(until)}
      ${ofScope(scope, sql`days.customer`)}`;
  const count = (condition: SQL) => sql`(count(*) filter (where ${condition}))::float8`;
  const [row] = await selectRows<RetentionCounts>(
    db,
    sql`select ${count(starts)} as start, ${count(ends)} as end,
          (select count(*) from (select days.customer from ${all} and ${starts}) starting
            join (select days.customer from ${all} and ${ends}) ending on ending.customer = starting.customer)::float8 as retained,
          ${count(sql`days.nth = 1 and days.day >= ${date(from)}`)} as acquired,
          ${count(sql`${ends} and days.first >= ${date(from)}`)} as "acquiredAtEnd"
        from ${all}`,
  );
  return row ?? NOBODY;
}
