/** A mean with the interval of Student's t distribution. */
import { type Estimate, type MetricReason, noValue } from './estimate.ts';
import { tQuantile } from './student-t.ts';

/** What is kept of numbers: how many, their mean, and their standard deviation (n − 1); null for fewer than two. */
export interface Moments {
  readonly n: number;
  readonly mean: number;
  readonly sd: number | null;
}

/** The moments of numbers, by how often each was given. */
export function momentsOf(histogram: ReadonlyMap<number, number>): Moments {
  let n = 0;
  let sum = 0;
  for (const [value, times] of histogram) {
    n += times;
    sum += value * times;
  }
  const mean = n > 0 ? sum / n : 0;
  let squares = 0;
  for (const [value, times] of histogram) squares += times * (value - mean) ** 2;
  return { n, mean, sd: n > 1 ? Math.sqrt(squares / (n - 1)) : null };
}

/**
 * The mean with its interval, cut to `scale`. Without variation there is no interval.
 *
 * @param empty the reason where there is no number
 */
export function meanEstimate(
  { n, mean, sd }: Moments,
  empty: MetricReason,
  scale?: readonly [number, number],
): Estimate {
  if (n === 0) return noValue(empty);
  if (sd === null) return { value: mean, low: null, high: null, n, reason: 'n_lt_2' };
  if (sd === 0) return { value: mean, low: null, high: null, n, reason: 'no_variation' };
  const half = (tQuantile(n - 1) * sd) / Math.sqrt(n);
  const [least, most] = scale ?? [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  return { value: mean, low: Math.max(least, mean - half), high: Math.min(most, mean + half), n };
}
