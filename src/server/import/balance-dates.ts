/** The day on which imported points count as earned, so that the program lets them expire when the other system would have. */
import { addMonths, dayBefore, isDate } from '../../loyalty/dates.ts';
import { oldestKept } from '../../loyalty/lots.ts';
import type { CalendarDate, FullProgram } from '../../loyalty/types.ts';
import { UnusableData } from '../webhooks/unusable-data.ts';

/** The first date that does not sort before a text as `oldestKept` gives it. */
const dateFrom = (text: string): CalendarDate => (isDate(text) ? text : addMonths(`${String(text).slice(0, 7)}-01`, 1));

/**
 * @param at the day of the balance, if the file has one
 * @param expires the first day on which the points are gone, if the file has one. It wins over `at`, because it is what the
 * customer was promised. Without `points.expire` in the program nothing expires, and it is ignored
 * @returns the day; nothing for points that have expired
 * @throws UnusableData where the points would expire on another day than the file says
 */
export function dayOfBalance(
  { points: { expireAfter } }: Pick<FullProgram, 'points'>,
  today: CalendarDate,
  at: CalendarDate = today,
  expires?: CalendarDate,
): CalendarDate | undefined {
  if (expires !== undefined && expires <= today) return undefined;
  if (at > today) throw new UnusableData('The date of the points is in the future.');
  if (!expireAfter) return at;
  if (expires === undefined) {
    if (at < oldestKept(today, expireAfter))
      throw new UnusableData(
        'By `points.expire` of the program, points of this date have expired. Leave the date out, and the points count from today.',
      );
    return at;
  }
  const day = dateFrom(oldestKept(dayBefore(expires), expireAfter));
  if (day > today)
    throw new UnusableData(
      'The points expire later than `points.expire` of the program lets points of today expire. Leave the date out, or change the program.',
    );
  return day;
}
