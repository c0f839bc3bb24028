/** All numbers of a period beside those of the period before. */
import type { Estimate } from '../../metrics/estimate.ts';
import { METRIC_KEYS, type MetricKey } from '../../metrics/metric-keys.ts';
import { type Change, changeBetween, changeOfMeans } from '../../metrics/period-change.ts';
import type { ComputedMetrics } from './compute-metrics.ts';

/** `previous` and `change` are absent without a period to compare with. */
export interface ReportedMetric extends Estimate {
  readonly previous?: number | null;
  readonly change?: Change;
}

/** With the forecast. */
export interface WholeMetrics extends ComputedMetrics {
  readonly predicted: Estimate;
}

export function reportMetrics(
  current: WholeMetrics,
  previous?: WholeMetrics,
): Readonly<Record<MetricKey, ReportedMetric>> {
  const of = (metrics: WholeMetrics, key: MetricKey): Estimate =>
    key === 'valuePredicted' ? metrics.predicted : metrics.estimates[key];
  const changeOf = (before: WholeMetrics, key: MetricKey): Change | undefined =>
    key === 'ces' ? changeOfMeans(current.effort, before.effort) : changeBetween(of(current, key), of(before, key));
  const report = (key: MetricKey): ReportedMetric => {
    const estimate = of(current, key);
    if (!previous) return estimate;
    const change = changeOf(previous, key);
    return { ...estimate, previous: of(previous, key).value, ...(change && { change }) };
  };
  return Object.fromEntries(METRIC_KEYS.map((key) => [key, report(key)])) as Record<MetricKey, ReportedMetric>;
}
