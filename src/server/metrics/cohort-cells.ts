/** Customers by the month of their first purchase and the months since. */
import { sql } from 'drizzle-orm';
import type { CalendarDate } from '../../loyalty/types.ts';
import type { CohortCell } from '../../metrics/cohort-table.ts';
import { type Database, selectRows } from '../db/database.ts';
import { date, type MetricScope, ofScope } from './metric-scope.ts';

/** @param since the first day of the first cohort */
export const readCohortCells = (
  db: Database,
  scope: MetricScope,
  since: CalendarDate,
): Promise<readonly CohortCell[]> =>
  selectRows<CohortCell>(
    db,
    // A customer counts in a month by the first purchase day in it.
    sql`select to_char(cohort, 'YYYY-MM') as cohort, to_char(month, 'YYYY-MM') as month, customers, revenue from (
          select date_trunc('month', days.first::timestamp) as cohort, date_trunc('month', days.day::timestamp) as month,
            (count(*) filter (where days.previous is null
              or days.previous < date_trunc('month', days.day::timestamp)))::float8 as customers,
            sum(days.net)::float8 as revenue
          from lojal_purchase_days days
          where days.first >= ${date(since)} and days.day < ${date(scope.until)} ${ofScope(scope, sql`days.customer`)}
          group by 1, 2
        ) cells order by 1, 2`,
  );
