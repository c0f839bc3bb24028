/** Places a number among levels. */
import { BASE } from './base-level.ts';
import type { Account, CalendarDate, Level, Progress, Standing, Tiers } from './types.ts';

/** Index of the level that `value` reaches. A value equal to `from` is in the level; a value below all levels gives 0. */
export function reached(levels: readonly Level[], value: number): number {
  let index = 0;
  while (value >= (levels[index + 1]?.from ?? Number.POSITIVE_INFINITY)) index++;
  return index;
}

/**
 * The standing at `value` (minor units for `spend`, else a count). `kept` adds what the value does not tell: the level
 * from last year's sum, and the last day of the level.
 */
export function standing(
  { metric, period, levels }: Tiers,
  value: number,
  kept: { readonly index?: number | undefined; readonly keepUntil?: CalendarDate | undefined } = {},
): Standing {
  const index = kept.index ?? reached(levels, value);
  const level = levels[index] ?? BASE;
  const next = levels[index + 1];
  const ratio = next ? Math.min(1, Math.max(0, (value - level.from) / (next.from - level.from))) : 1;
  return {
    metric,
    period,
    levels,
    value,
    index,
    level,
    ...(next && { next }),
    ratio,
    remaining: next ? Math.max(0, next.from - value) : 0,
    ...(kept.keepUntil && { keepUntil: kept.keepUntil }),
  };
}

/** The standing of an account, whose totals win over its ledger; nothing when the metric of the tiers is not known. */
export function standingOf(tiers: Tiers, account: Account, progress: Progress | undefined): Standing | undefined {
  const { metric } = tiers;
  // Spendable points are the last choice for tiers that count points, because redeeming lowers them.
  const given = account[metric === 'points' ? 'lifetime' : metric];
  const value = given ?? progress?.value ?? (metric === 'points' ? account.points : undefined);
  return value === undefined ? undefined : standing(tiers, value, given === undefined ? progress : {});
}

/** Whether the next level is near: at least 80 % of the way. */
export function near({ ratio, next }: Standing): boolean {
  return !!next && ratio >= 0.8;
}
