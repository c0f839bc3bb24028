/** The customers who are lapsing, one by one. */
import { sql } from 'drizzle-orm';
import { dayBefore } from '../../loyalty/dates.ts';
import type { CalendarDate } from '../../loyalty/types.ts';
import { type Database, selectRows } from '../db/database.ts';
import { gapExpected, isLapsingOn } from './customer-states.ts';
import { date, isLastBefore, type MetricScope, ofScope } from './metric-scope.ts';

/** Days, and money in minor units. */
export interface LapsingCustomer {
  readonly id: string;
  /** The day of the last purchase, and the days since. */
  readonly last: CalendarDate;
  readonly sinceLast: number;
  /** Days after which the next purchase was expected. */
  readonly expectedGap: number;
  /** Purchase days. */
  readonly purchases: number;
  readonly revenue: number;
}

/**
 * The customers who bought last most recently come first: they are the likeliest to come back.
 *
 * @param meanGap of all customers, in days
 */
export const readLapsing = (
  db: Database,
  scope: MetricScope,
  meanGap: number,
  limit: number,
): Promise<readonly LapsingCustomer[]> => {
  const gap = sql`${meanGap}::float8`;
  return selectRows<LapsingCustomer>(
    db,
    sql`select days.customer as id, days.day::text as last, ${date(dayBefore(scope.until))} - days.day as "sinceLast",
          ${gapExpected(gap)} as "expectedGap", days.nth as purchases, days.total::float8 as revenue
        from lojal_purchase_days days
        where ${isLastBefore(scope.until)} and ${isLapsingOn(scope, gap)} ${ofScope(scope, sql`days.customer`)}
        order by days.day desc, days.total desc, days.customer limit ${limit}`,
  );
};
