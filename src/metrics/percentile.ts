/** Percentiles with linear interpolation (type 7, as `percentile_cont` in SQL). */

/**
 * The percentile of numbers that are given as counts; null for none.
 *
 * @param p from 0 to 1
 */
export function percentileOf(histogram: ReadonlyMap<number, number>, p: number): number | null {
  const sorted = [...histogram].filter(([, times]) => times > 0).sort(([a], [b]) => a - b);
  const n = sorted.reduce((sum, [, times]) => sum + times, 0);
  if (n === 0) return null;
  const at = (index: number): number => {
    let before = 0;
    for (const [value, times] of sorted) {
      before += times;
      if (index < before) return value;
    }
    return sorted.at(-1)?.[0] ?? 0;
  };
  const position = (n - 1) * p;
  const low = Math.floor(position);
  const value = at(low);
  return position === low ? value : value + (position - low) * (at(low + 1) - value);
}

/** How often each number occurs. */
export function histogramOf(values: Iterable<number>): Map<number, number> {
  const histogram = new Map<number, number>();
  for (const value of values) histogram.set(value, (histogram.get(value) ?? 0) + 1);
  return histogram;
}
