/** Recency, frequency and value of all customers on the day before a date. */
import { type SQL, sql } from 'drizzle-orm';
import { addDays } from '../../loyalty/dates.ts';
import type { CalendarDate } from '../../loyalty/types.ts';
import { type RfmSegment, rfmSegment } from '../../metrics/rfm-score.ts';
import { type Database, selectRows } from '../db/database.ts';
import { inDays, isLastBefore, type MetricScope, ofScope } from './metric-scope.ts';

const SCORES = [1, 2, 3, 4, 5] as const;

/** The score of a column: 1 + ⌊5 · worse / n⌋, the same for equal values. */
const score = (column: SQL): SQL => sql`1 + 5 * (rank() over (order by ${column}) - 1) / count(*) over ()`;

/** A query of `customer, total, r, f, m` of the customers who bought before `until`. */
const scoredCustomers = (until: CalendarDate, ours: SQL): SQL =>
  sql`select days.customer, days.total, ${score(sql`days.day`)} as r, ${score(sql`days.nth`)} as f,
        ${score(sql`days.total`)} as m
      from lojal_purchase_days days where ${isLastBefore(until)} ${ours}`;

/** A query of the customers of a segment. */
export function customersOfRfm(segment: RfmSegment, until: CalendarDate): SQL {
  const pairs = SCORES.flatMap((r) =>
    SCORES.filter((f) => rfmSegment(r, f) === segment).map((f) => sql`(${r}::bigint, ${f}::bigint)`),
  );
  return sql`select customer from (${scoredCustomers(until, sql``)}) scored where (r, f) in (${sql.join(pairs, sql`, `)})`;
}

/** Customers with the same three scores. Money is in minor units, but `cost` is in major units, as in orders. */
export interface RfmCell {
  readonly r: number;
  readonly f: number;
  readonly m: number;
  readonly customers: number;
  /** Until now, and in the last 365 days. */
  readonly revenue: number;
  readonly year: number;
  /** The part of the last year's revenue whose costs are known, and these costs. */
  readonly costed: number;
  readonly cost: number;
  /** What serving customers cost in the last year, and of how many customers the shop has said so. */
  readonly service: number;
  readonly served: number;
}

export const readRfm = (db: Database, scope: MetricScope): Promise<readonly RfmCell[]> =>
  selectRows<RfmCell>(
    db,
    sql`with scored as (${scoredCustomers(scope.until, ofScope(scope, sql`days.customer`))}), year as (
          select days.customer, sum(days.net) as net, sum(days.costed) as costed, sum(days.cost) as cost
          from lojal_purchase_days days where ${inDays(addDays(scope.until, -365), scope.until)} group by days.customer
        )
        select r::integer, f::integer, m::integer, count(*)::float8 as customers, sum(total)::float8 as revenue,
          coalesce(sum(year.net), 0)::float8 as year, coalesce(sum(year.costed), 0)::float8 as costed,
          coalesce(sum(year.cost), 0)::float8 as cost, coalesce(sum(members.cost), 0)::float8 as service,
          count(members.cost)::float8 as served
        from scored left join year on year.customer = scored.customer
          left join lojal_members members on members.customer = scored.customer
        group by 1, 2, 3 order by 1, 2, 3`,
  );
