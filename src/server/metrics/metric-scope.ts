/** What a request for metrics is about: days, time zone, and the customers. */
import { type SQL, sql } from 'drizzle-orm';
import { addDays } from '../../loyalty/dates.ts';
import type { CalendarDate } from '../../loyalty/types.ts';

/** Half-open days. `until` is at most the day after today: later days are not known. */
export interface MetricPeriod {
  readonly from: CalendarDate;
  readonly until: CalendarDate;
}

export interface MetricScope extends MetricPeriod {
  /** IANA name. */
  readonly timeZone: string;
  /** A query of the customers who count; absent for all. */
  readonly customers?: SQL | undefined;
  /** Only answers whose customer was proven, or only others; absent for all. */
  readonly verified?: boolean | undefined;
}

/** Days from one date to another. */
export const daysBetween = (from: CalendarDate, until: CalendarDate): number =>
  Math.round((Date.parse(until) - Date.parse(from)) / 86_400_000);

/** The period of the same length before. */
export function periodBefore({ from, until }: MetricPeriod): MetricPeriod {
  return { from: addDays(from, -daysBetween(from, until)), until: from };
}

export const date = (day: CalendarDate): SQL => sql`${day}::date`;

/** A condition of SQL that holds for the customers of the scope. */
export const ofScope = ({ customers }: Pick<MetricScope, 'customers'>, column: SQL): SQL =>
  customers ? sql`and ${column} in (${customers})` : sql``;

/** Rows of `lojal_purchase_days days` in the period. */
export const inDays = (from: CalendarDate, until: CalendarDate): SQL =>
  sql`days.day >= ${date(from)} and days.day < ${date(until)}`;

/** The last row of each customer before `until`: the state of the customer on that day. */
export const isLastBefore = (until: CalendarDate): SQL =>
  sql`days.day < ${date(until)} and (days.next is null or days.next >= ${date(until)})`;
