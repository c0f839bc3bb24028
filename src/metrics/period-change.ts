/** The change of a number between two periods, with its interval. Overlapping single intervals are not a test of a change. */
import type { Estimate } from './estimate.ts';
import type { Moments } from './mean.ts';
import { tQuantile } from './student-t.ts';

/** `real`: whether the interval excludes 0; null where there is no interval. */
export interface Change {
  readonly value: number;
  readonly low: number | null;
  readonly high: number | null;
  readonly real: boolean | null;
}

const withInterval = (value: number, low: number, high: number): Change => ({
  value,
  low,
  high,
  real: low > 0 || high < 0,
});

/**
 * The interval from the two single intervals (MOVER: Zou and Donner 2008; for shares: Newcombe 1998). Nothing where one of the
 * numbers is missing; without an interval where one of the intervals is missing.
 */
export function changeBetween(current: Estimate, baseline: Estimate): Change | undefined {
  const { value, low, high } = current;
  const { value: former, low: formerLow, high: formerHigh } = baseline;
  if (value === null || former === null) return undefined;
  const change = value - former;
  if (low === null || high === null || formerLow === null || formerHigh === null)
    return { value: change, low: null, high: null, real: null };
  return withInterval(
    change,
    change - Math.hypot(value - low, formerHigh - former),
    change + Math.hypot(high - value, former - formerLow),
  );
}

/** The change of a mean by Welch's t. Nothing where a mean is missing. */
export function changeOfMeans(current: Moments, baseline: Moments): Change | undefined {
  if (current.n === 0 || baseline.n === 0) return undefined;
  const value = current.mean - baseline.mean;
  if (current.sd === null || baseline.sd === null) return { value, low: null, high: null, real: null };
  const a = current.sd ** 2 / current.n;
  const b = baseline.sd ** 2 / baseline.n;
  if (a + b === 0) return { value, low: null, high: null, real: null };
  const degrees = (a + b) ** 2 / (a ** 2 / (current.n - 1) + b ** 2 / (baseline.n - 1));
  const half = tQuantile(degrees) * Math.sqrt(a + b);
  return withInterval(value, value - half, value + half);
}
