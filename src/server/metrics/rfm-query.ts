/** Recency, frequency and value of all customers on the day before a date. */
import { type SQL, sql } from 'drizzle-orm';
import { addDays } from '../../loyalty/dates.ts';
import type { CalendarDate } from '../../loyalty/types.ts';
import { type RfmSegment, rfmSegment } from '../../metrics/rfm-score.ts';
import { type Database, selectRows } from '../db/database.ts';
import { inDays, isLastBefore, type MetricScope, ofScope } from './metric-scope.ts';

const SCORES = [1, 2, 3, 4, 5] as const;

/** The values above which a score begins: the last of each fifth. Four of these numbers have an exact product with a count of rows. */
const cuts = (column: string): SQL =>
  sql`percentile_disc(array[0.2, 0.4, 0.6, 0.8]) within group (order by ${sql.raw(column)}) as ${sql.raw(`${column}_cuts`)}`;

/** 1 + ⌊5 · worse / n⌋: one more for each cut below the value, and so the same for equal values. */
const score = (column: string): SQL =>
  sql.raw(
    `1 + ${SCORES.slice(0, 4)
      .map((i) => `(${column} > ${column}_cuts[${i}])::integer`)
      .join(' + ')}`,
  );

/** A query of `customer, total, r, f, m` of the customers who bought before `until`. */
const scoredCustomers = (until: CalendarDate, ours: SQL): SQL =>
  sql`select customer, total, ${score('day')} as r, ${score('nth')} as f, ${score('total')} as m
      from (
        select days.customer, days.day, days.nth, days.total from lojal_purchase_days days
        where ${isLastBefore(until)} ${ours}
      ) known, (
        select ${cuts('day')}, ${cuts('nth')}, ${cuts('total')} from lojal_purchase_days days
        where ${isLastBefore(until)} ${ours}
      ) fifths`;

/** A query of the customers of a segment. */
export function customersOfRfm(segment: RfmSegment, until: CalendarDate): SQL {
  const pairs = SCORES.flatMap((r) =>
    SCORES.filter((f) => rfmSegment(r, f) === segment).map((f) => sql`(${r}::integer, ${f}::integer)`),
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
          select days.customer, sum(days.net) as net, sum(days.costed) as costed, sum(days.cost::float8) as cost
          from lojal_purchase_days days where ${inDays(addDays(scope.until, -365), scope.until)} group by days.customer
        )
        select r, f, m, count(*)::float8 as customers, sum(total)::float8 as revenue,
          coalesce(sum(year.net), 0)::float8 as year, coalesce(sum(year.costed), 0)::float8 as costed,
          coalesce(sum(year.cost), 0)::float8 as cost, coalesce(sum(members.cost), 0)::float8 as service,
          count(members.cost)::float8 as served
        from scored left join year on year.customer = scored.customer
          left join lojal_members members on members.customer = scored.customer
        group by 1, 2, 3 order by 1, 2, 3`,
  );
