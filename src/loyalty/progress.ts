/** Progress in the tiers from a ledger on one day, and how long the level is kept. */
import { addMonths, dayBefore, oldestCounting } from './dates.ts';
import type { Lot } from './lots.ts';
import { reached } from './tiers.ts';
import type { CalendarDate, Progress, Tiers } from './types.ts';

/**
 * - `lifetime`: the sum of all lots.
 * - `rolling`: the sum of the lots of the last `months`. The level is kept until the day before the sum falls below it,
 *   as lots become too old.
 * - `calendar-year`: this year's sum. The level is the higher of those that last year's and this year's sums reach, and
 *   is kept to the end of the year after the one in which it was reached.
 *
 * `lots` ascend by date, none of them after `today`.
 */
export function progress(
  { metric, period, months, levels }: Tiers,
  lots: readonly Lot[],
  today: CalendarDate,
): Progress {
  const sum = (from: string, to = '~'): number => {
    let total = 0;
    for (const lot of lots) if (lot.at >= from && lot.at < to) total += lot[metric];
    return total;
  };
  const year = +today.slice(0, 4);
  const start = (of: number): string => String(of).padStart(4, '0');
  const from = period === 'rolling' ? oldestCounting(today, months) : period === 'lifetime' ? '' : start(year);
  const value = sum(from);
  let index = reached(levels, value);
  if (period === 'calendar-year') {
    const now = index;
    index = Math.max(index, reached(levels, sum(start(year - 1), from)));
    return { value, index, keepUntil: index ? `${start(now < index ? year : year + 1)}-12-31` : undefined };
  }
  if (period === 'rolling' && index) {
    const needed = levels[index]?.from ?? 0;
    let rest = value;
    for (const lot of lots) {
      if (lot.at >= from) rest -= lot[metric];
      if (rest < needed) return { value, index, keepUntil: dayBefore(addMonths(lot.at, months)) };
    }
  }
  return { value, index };
}
