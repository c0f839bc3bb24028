/** The Wilson score interval of a share (Wilson 1927). It never has width 0, and never leaves 0 to 1. */
import { type Estimate, type MetricReason, noValue, Z95 } from './estimate.ts';

/** The 95 % interval of a share: `part` of `n` (n > 0). */
export function wilsonInterval(part: number, n: number, z = Z95): readonly [low: number, high: number] {
  const p = part / n;
  const centre = (p + z ** 2 / (2 * n)) / (1 + z ** 2 / n);
  const half = (z / (1 + z ** 2 / n)) * Math.sqrt((p * (1 - p)) / n + z ** 2 / (4 * n ** 2));
  // Rounding may pass the bounds by the last digit.
  return [part === 0 ? 0 : Math.max(0, centre - half), part === n ? 1 : Math.min(1, centre + half)];
}

/**
 * A share with its interval.
 *
 * @param empty the reason where there is nothing to divide by
 */
export function shareOf(part: number, n: number, empty: MetricReason): Estimate {
  if (part < 0 || n < 0) return noValue('negative_count', n);
  if (part > n) return noValue('part_exceeds_whole', n);
  if (n === 0) return noValue(empty);
  const [low, high] = wilsonInterval(part, n);
  return { value: part / n, low, high, n };
}
