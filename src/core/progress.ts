/** What a history counts for the tiers on one day, and how long that keeps its level. */
import { addMonths, dayBefore, oldest } from './dates.ts';
import type { Lot } from './ledger.ts';
import { reached } from './tiers.ts';
import type { CalendarDate, Tiers } from './types.ts';

export interface Progress {
  /** What the way to the next level counts: minor units for `spend`, else a count. */
  readonly value: number;
  readonly index: number;
  /** Last day on which the level is kept if nothing more is bought; absent for the base level and for `lifetime`. */
  readonly keepUntil?: CalendarDate | undefined;
}

/**
 * - `lifetime`: the sum of all lots.
 * - `rolling`: the sum of those of the last `months`; the level is kept until the day before the lot leaves without
 *   which the sum is too small.
 * - `calendar-year`: this year's sum; the level is the higher of what last year's and this year's reach, and is kept
 *   to the end of the year after the one that reached it.
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
  const from = period === 'rolling' ? oldest(today, months) : period === 'lifetime' ? '' : start(year);
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
