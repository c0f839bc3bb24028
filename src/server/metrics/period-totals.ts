/** Counts of the purchases in a period. */
import { sql } from 'drizzle-orm';
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

/** The gaps between purchase days that ended in the period: how often each number of days. */
export async function readGaps(db: Database, scope: MetricScope): Promise<ReadonlyMap<number, number>> {
  const rows = await selectRows<{ gap: number; n: number }>(
    db,
    sql`select days.day - days.previous as gap, count(*)::float8 as n from lojal_purchase_days days
        where ${inDays(scope.from, scope.until)} and days.previous is not null ${ofScope(scope, sql`days.customer`)}
        group by 1`,
  );
  return new Map(rows.map(({ gap, n }) => [gap, n]));
}

/** @param window days before a date within which a customer of that date has bought */
export async function countRetained(db: Database, scope: MetricScope, window: number): Promise<RetentionCounts> {
  const active = (end: CalendarDate) =>
    sql`select days.customer, days.first, days.next from lojal_purchase_days days
        where days.day >= ${date(addDays(end, -window))} and ${isLastBefore(end)} ${ofScope(scope, sql`days.customer`)}`;
  // With a window as long as the period, the next purchase says whether the customer stayed.
  const isWholePeriod = addDays(scope.until, -window) === scope.from;
  const retained = isWholePeriod
    ? sql`select count(*) from starting where next < ${date(scope.until)}`
    : sql`select count(*) from starting join ending on ending.customer = starting.customer`;
  const [row] = await selectRows<RetentionCounts>(
    db,
    sql`with starting as (${active(scope.from)}), ending as (${active(scope.until)})
        select (select count(*) from starting)::float8 as start, (select count(*) from ending)::float8 as end,
          (select count(*) from lojal_purchase_days days
            where days.nth = 1 and ${inDays(scope.from, scope.until)} ${ofScope(scope, sql`days.customer`)})::float8 as acquired,
          (select count(*) from ending where first >= ${date(scope.from)})::float8 as "acquiredAtEnd",
          (${retained})::float8 as retained`,
  );
  return row ?? { start: 0, end: 0, acquired: 0, acquiredAtEnd: 0, retained: 0 };
}
