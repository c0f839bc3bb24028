/** Days that come back every year. */
import { addDays, isDate } from '../../loyalty/dates.ts';
import type { CalendarDate } from '../../loyalty/types.ts';

/** A month and a day: `MM-DD`. */
export type MonthDay = string;

/** A month and a day of the calendar as text; nothing if no year has that day. */
export function monthDay(month: number, day: number): MonthDay | undefined {
  const text = `${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  // A leap year has every day.
  return isDate(`2000-${text}`) ? text : undefined;
}

/** The day in a year. Where the year has no 29 February, 28 February. */
function dayInYear(of: MonthDay, year: number): CalendarDate {
  const start = `${String(year).padStart(4, '0')}-`;
  return isDate(start + of) ? start + of : `${start}02-28`;
}

/** The first such day on or after `from`. */
export function nextYearly(of: MonthDay, from: CalendarDate): CalendarDate {
  const year = Number(from.slice(0, 4));
  const day = dayInYear(of, year);
  return day >= from ? day : dayInYear(of, year + 1);
}

/** The first anniversary of a day on or after `from`. The day itself is none. */
export function nextAnniversary(first: CalendarDate, from: CalendarDate): CalendarDate {
  const after = addDays(first, 1);
  return nextYearly(first.slice(5), from > after ? from : after);
}
