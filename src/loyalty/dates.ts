/** Arithmetic on calendar dates, `YYYY-MM-DD` from year 0000 to 9999. They sort as text and have no time zone. */
import type { CalendarDate } from './types.ts';

const DATE = /^\d{4}-(?:0[1-9]|1[012])-(?:0[1-9]|[12]\d|3[01])$/;

const two = (number: number): string => (number < 10 ? '0' : '') + number;

/** Months since the year 0. */
const monthOf = (date: CalendarDate): number => +date.slice(0, 4) * 12 + +date.slice(5, 7) - 1;

const dayOf = (date: CalendarDate): number => +date.slice(8);

function lengthOf(month: number): number {
  const year = Math.floor(month / 12);
  const inYear = month % 12;
  // February by the Gregorian rule. Other months alternate between 31 and 30 days, from January and again from August.
  if (inYear === 1) return year % 4 || (year % 100 === 0 && year % 400) ? 28 : 29;
  return 31 - ((inYear % 7) % 2);
}

/** A text that sorts as a date, and is a date where the month has that day; 9999-12-31 for later years. */
function write(month: number, day: number): string {
  const year = Math.floor(month / 12);
  return year > 9999 ? '9999-12-31' : `${String(year).padStart(4, '0')}-${two((month % 12) + 1)}-${two(day)}`;
}

/** Whether the value is a date of the calendar. */
export function isDate(value: unknown): value is CalendarDate {
  // Every month has 28 days, so the length of the month is computed only for later days.
  return (
    typeof value === 'string' && DATE.test(value) && (dayOf(value) < 29 || dayOf(value) <= lengthOf(monthOf(value)))
  );
}

/** `date` plus n months (n ≥ 0). Where that month is shorter, its last day: 31 January + 1 month is 28 or 29 February. */
export function addMonths(date: CalendarDate, n: number): CalendarDate {
  const month = monthOf(date) + n;
  return write(month, Math.min(dayOf(date), lengthOf(month)));
}

/** `date` plus n days; n may be below 0. An empty text, which sorts before every date, for days before the year 0. */
export function addDays(date: CalendarDate, n: number): CalendarDate {
  let month = monthOf(date);
  let day = dayOf(date) + n;
  while (day > lengthOf(month)) day -= lengthOf(month++);
  while (day < 1 && month >= 0) day += lengthOf(--month);
  return month < 0 ? '' : write(month, day);
}

/**
 * The oldest date that still counts on `day`: an entry dated d counts while day < `addMonths(d, n)`, which holds exactly
 * when d ≥ `oldestCounting(day, n)`. Computed once, in place of a date for every entry. The text sorts among dates but
 * may not be one: on the last day of a month, all entries of the month n months before are too old, so it ends in 32.
 */
export function oldestCounting(day: CalendarDate, n: number): string {
  const month = monthOf(day);
  const inMonth = dayOf(day);
  return !day || month < n ? '' : write(month - n, inMonth === lengthOf(month) ? 32 : inMonth + 1);
}

/** The day before. */
export const dayBefore = (date: CalendarDate): CalendarDate => addDays(date, -1);
