/** Where a number stands among levels. */
import type { Progress } from './progress.ts';
import type { Account, CalendarDate, Level, Standing, Tiers } from './types.ts';

/** What stands in for a missing level at 0: it has no name, elements say "no level yet", and no id that a shop's level may have. */
export const BASE: Level = { id: '', name: '', from: 0, perks: [] };

/** Index of the level that `value` has reached; exactly at `from` is in the level. Below all of them: 0. */
export function reached(levels: readonly Level[], value: number): number {
  let index = 0;
  while (value >= (levels[index + 1]?.from ?? Number.POSITIVE_INFINITY)) index++;
  return index;
}

/**
 * The standing at `value` (minor units for `spend`, else a count). `kept` says what a value alone cannot: the level
 * that last year's sum still gives, and until when the level is kept.
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

/** The standing of an account, whose totals win over what its ledger came to; nothing when what the tiers count is not known. */
export function standingOf(tiers: Tiers, account: Account, progress: Progress | undefined): Standing | undefined {
  const { metric } = tiers;
  // For a tier counted in points, what can be spent is only the last resort: redeeming would lower it.
  const given = account[metric === 'points' ? 'earned' : metric];
  const value = given ?? progress?.value ?? (metric === 'points' ? account.points : undefined);
  return value === undefined ? undefined : standing(tiers, value, given === undefined ? progress : {});
}

/** Whether the next level is near enough to tell: four fifths of the way. */
export function near({ ratio, next }: Standing): boolean {
  return !!next && ratio >= 0.8;
}
