import type { Metric, MetricChange } from '../api/owner-data.ts';

export interface MovedMetric {
  readonly key: string;
  readonly value: number;
  readonly n: number;
  readonly previous: number | undefined;
  readonly change: MetricChange;
}

/**
 * The metrics that moved most. Units differ, so a change is measured by the half-width of its own interval: 1 is the border of
 * a real change. Real changes come first.
 *
 * @param knows whether the page can show a metric
 */
export function movedMost(
  metrics: Readonly<Record<string, Metric>>,
  most: number,
  knows: (key: string) => boolean,
): MovedMetric[] {
  const moved: (MovedMetric & { readonly size: number })[] = [];
  for (const [key, { value, n, previous, change }] of Object.entries(metrics)) {
    if (!knows(key) || typeof value !== 'number' || !change || !Number.isFinite(change.value)) continue;
    const { low, high } = change;
    // An interval without a width comes from a single customer or answer, and says nothing.
    const half = low === null || high === null ? Number.POSITIVE_INFINITY : (high - low) / 2;
    const size = half > 0 ? Math.abs(change.value) / half : 0;
    if (size > 0) moved.push({ key, value, n, previous: previous ?? undefined, change, size });
  }
  moved.sort((a, b) => Number(b.change.real) - Number(a.change.real) || b.size - a.size || (a.key < b.key ? -1 : 1));
  return moved.slice(0, most);
}
