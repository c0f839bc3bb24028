/** What is known of all customers together on the day before a date: value, and who is lapsing. */
import { type SQL, sql } from 'drizzle-orm';
import { dayBefore } from '../../loyalty/dates.ts';
import { Z95 } from '../../metrics/estimate.ts';
import { LAPSING_FACTOR, PRIOR_GAPS } from '../../metrics/lapsing.ts';
import type { ProductCounts } from '../../metrics/loyalty-index.ts';
import { type Database, selectRows } from '../db/database.ts';
import { date, isLastBefore, type MetricScope, ofScope } from './metric-scope.ts';

/** Money is in minor units. A number is null where there are no customers, or too few. */
export interface CustomerStates {
  readonly customers: number;
  readonly mean: number | null;
  readonly sd: number | null;
  /** The median with its 95 % interval. */
  readonly median: readonly [value: number, low: number, high: number] | null;
  /** Mean gap between purchase days; null where nobody bought twice. */
  readonly meanGap: number | null;
  readonly lapsing: number;
}

/** The expected gap of a row of `lojal_purchase_days`, as `expectedGap` computes it. */
export const gapExpected = (meanGap: SQL): SQL =>
  sql`((${PRIOR_GAPS}::float8 * ${meanGap} + (days.day - days.first)) / (${PRIOR_GAPS}::float8 + days.nth - 1))`;

/** Whether the customer of such a row is lapsing on the day before `until`. */
export const isLapsingOn = (scope: Pick<MetricScope, 'until'>, meanGap: SQL): SQL =>
  sql`(${date(dayBefore(scope.until))} - days.day) > ${LAPSING_FACTOR}::float8 * ${gapExpected(meanGap)}`;

export async function readStates(db: Database, scope: MetricScope): Promise<CustomerStates> {
  // The ranks of the interval of a median, as parts of all: 1/2 ± z / (2 √n).
  const half = sql`${Z95 / 2}::float8 / sqrt(greatest(1, (select count(*) from days)))`;
  const [row] = await selectRows<CustomerStates>(
    db,
    sql`with days as materialized (
          select days.day, days.first, days.nth, days.total::float8 as total from lojal_purchase_days days
          where ${isLastBefore(scope.until)} ${ofScope(scope, sql`days.customer`)}
        ), gap as (select sum(day - first)::float8 / nullif(sum(nth - 1), 0) as mean from days)
        select count(*)::float8 as customers, avg(days.total) as mean, stddev_samp(days.total) as sd,
          percentile_cont((select array[0.5, greatest(0, 0.5 - ${half}), least(1, 0.5 + ${half})]))
            within group (order by days.total) as median,
          (select mean from gap) as "meanGap",
          (count(*) filter (where ${isLapsingOn(scope, sql`(select mean from gap)`)}))::float8 as lapsing
        from days`,
  );
  return row ?? { customers: 0, mean: null, sd: null, median: null, meanGap: null, lapsing: 0 };
}

/** Customers by their number of distinct products before `until`. */
export async function readProductCounts(db: Database, scope: MetricScope): Promise<ProductCounts> {
  const [row] = await selectRows<{ bought: number; several: number }>(
    db,
    sql`select (count(*) filter (where nth = 1))::float8 as bought, (count(*) filter (where nth = 2))::float8 as several
        from lojal_customer_products products
        where nth < 3 and day < ${date(scope.until)} ${ofScope(scope, sql`products.customer`)}`,
  );
  const { bought = 0, several = 0 } = row ?? {};
  return { single: bought - several, multiple: several };
}
