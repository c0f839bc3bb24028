/** Calendar dates, `YYYY-MM-DD` from year 0000 to 9999, which sort as text. No time of day and no time zone anywhere. */
import type { CalendarDate } from './types.ts';

const DATE = /^\d{4}-(?:0[1-9]|1[012])-(?:0[1-9]|[12]\d|3[01])$/;

/** ISO 8601 duration of years and months, each at most three digits, not all of them 0. */
const DURATION = /^P(?=.*[1-9])(?:(\d{1,3})Y)?(?:(\d{1,3})M)?$/;

const two = (number: number): string => (number < 10 ? '0' : '') + number;

/** Months since the year 0. */
const monthOf = (date: CalendarDate): number => +date.slice(0, 4) * 12 + +date.slice(5, 7) - 1;

const dayOf = (date: CalendarDate): number => +date.slice(8);

function lengthOf(month: number): number {
  const year = Math.floor(month / 12);
  const inYear = month % 12;
  // February, in the Gregorian rule; else 31 and 30 by turns, beginning anew in August.
  if (inYear === 1) return year % 4 || (year % 100 === 0 && year % 400) ? 28 : 29;
  return 31 - ((inYear % 7) % 2);
}

/** A text that sorts as a date does; a real date where the month has that day. Beyond the year 9999, its last day. */
function write(month: number, day: number): string {
  const year = Math.floor(month / 12);
  return year > 9999 ? '9999-12-31' : `${String(year).padStart(4, '0')}-${two((month % 12) + 1)}-${two(day)}`;
}

/** Whether this is a date that the calendar has. */
export function isDate(value: unknown): value is CalendarDate {
  // Every month has the first 28 days: the calendar is only asked for the last ones.
  return (
    typeof value === 'string' && DATE.test(value) && (dayOf(value) < 29 || dayOf(value) <= lengthOf(monthOf(value)))
  );
}

/** `date` + n months (n ≥ 0); the last day of that month where it does not have the day: 31 January + 1 month is 28 or 29 February. */
export function addMonths(date: CalendarDate, n: number): CalendarDate {
  const month = monthOf(date) + n;
  return write(month, Math.min(dayOf(date), lengthOf(month)));
}

/**
 * The boundary before which nothing counts any more on `day`: an entry dated d counts while day < `addMonths(d, n)`,
 * and this is so exactly when d ≥ `oldest(day, n)`. One look at the day in place of one at every entry. The text sorts
 * among dates but need not be one: on the last day of a month nothing of the month n months before is left, "…-32".
 */
export function oldest(day: CalendarDate, n: number): string {
  const month = monthOf(day);
  const inMonth = dayOf(day);
  return month < n ? '' : write(month - n, inMonth === lengthOf(month) ? 32 : inMonth + 1);
}

/** The day before. */
export function dayBefore(date: CalendarDate): CalendarDate {
  const month = monthOf(date);
  const day = dayOf(date);
  return day > 1 ? write(month, day - 1) : write(month - 1, lengthOf(month - 1));
}

/** `P12M`, `P1Y`, `P1Y6M` → months, above 0; nothing for weeks, days and whatever else. */
export function isoMonths(text: string): number | undefined {
  const found = DURATION.exec(text);
  return found ? +(found[1] ?? 0) * 12 + +(found[2] ?? 0) : undefined;
}
