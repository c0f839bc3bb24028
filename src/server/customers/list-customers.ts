/** The customers of a segment, the most recent purchase first. */
import { type SQL, sql } from 'drizzle-orm';
import { dayBefore } from '../../loyalty/dates.ts';
import type { CalendarDate } from '../../loyalty/types.ts';
import { type Database, selectRows } from '../db/database.ts';
import { likeLiteral } from '../db/like-literal.ts';
import { gapExpected, isLapsingOn } from '../metrics/customer-states.ts';
import { date, isLastBefore, type MetricScope, ofScope } from '../metrics/metric-scope.ts';

/** Which customers. */
export interface CustomerFilter {
  /** The days and the segment. */
  readonly scope: MetricScope;
  /** Of all customers, in days; null where nobody has bought twice. */
  readonly meanGap: number | null;
  /** Only customers who have waited much longer than usual, or those for whom the usual time has just passed. */
  readonly late?: 'lapsing' | 'due' | undefined;
  /** A part of the id. */
  readonly q?: string | undefined;
}

/** A customer who has bought. Money is in minor units. */
export interface ListedCustomer {
  readonly id: string;
  readonly first: CalendarDate;
  readonly last: CalendarDate;
  /** Purchase days. */
  readonly purchases: number;
  readonly revenue: number;
  /** Days after which the next purchase is expected; null where nobody has bought twice. */
  readonly expectedGap: number | null;
}

/** The place of a customer in the list. */
export interface CustomerPlace {
  readonly last: CalendarDate;
  readonly id: string;
}

/** Whether the expected gap of such a row has passed on the day before `until`. */
const isDueOn = ({ until }: MetricScope, gap: SQL): SQL =>
  sql`(${date(dayBefore(until))} - days.day) > ${gapExpected(gap)}`;

/** Returns at most `limit` customers after a place. */
export async function listCustomers(
  db: Database,
  { scope, meanGap, late, q }: CustomerFilter,
  limit: number,
  after?: CustomerPlace,
): Promise<readonly ListedCustomer[]> {
  if (late && meanGap === null) return [];
  const gap = sql`${meanGap}::float8`;
  const parts: readonly SQL[] = [
    isLastBefore(scope.until),
    ...(late === 'lapsing' ? [isLapsingOn(scope, gap)] : []),
    ...(late === 'due' ? [isDueOn(scope, gap), sql`not ${isLapsingOn(scope, gap)}`] : []),
    ...(q === undefined ? [] : [sql`days.customer ilike ${`%${likeLiteral(q)}%`}`]),
    ...(after
      ? [sql`(days.day < ${date(after.last)} or days.day = ${date(after.last)} and days.customer > ${after.id})`]
      : []),
  ];
  return selectRows<ListedCustomer>(
    db,
    sql`select days.customer as id, days.first::text as first, days.day::text as last, days.nth as purchases,
          days.total::float8 as revenue, ${meanGap === null ? sql`null` : gapExpected(gap)} as "expectedGap"
        from lojal_purchase_days days
        where ${sql.join([...parts], sql` and `)} ${ofScope(scope, sql`days.customer`)}
        order by days.day desc, days.customer limit ${limit}`,
  );
}
