/** A number for each week or month of a period. */
import { addDays, addMonths } from '../../loyalty/dates.ts';
import type { CalendarDate } from '../../loyalty/types.ts';
import { counted, type Estimate } from '../../metrics/estimate.ts';
import { npsCounts, npsEstimate } from '../../metrics/net-promoter.ts';
import { cesEstimate, csatEstimate } from '../../metrics/satisfaction.ts';
import { Problem } from '../problem.ts';
import type { ScoredKind } from './answer-scores.ts';
import type { MetricPeriod, MetricScope } from './metric-scope.ts';
import type { MetricStore } from './metric-store.ts';

/** What there is a series of. */
export const SERIES = ['nps', 'csat', 'ces', 'orders', 'customers', 'revenue'] as const;
export type SeriesKey = (typeof SERIES)[number];

const MOST_STEPS = 130;

const isScored = (key: SeriesKey): key is ScoredKind => key === 'nps' || key === 'csat' || key === 'ces';

/** The Monday of a week. */
function mondayOf(day: CalendarDate): CalendarDate {
  return addDays(day, -((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7));
}

/**
 * The weeks, from Monday, or months of a period. The first and the last may be parts.
 *
 * @throws Problem 422 for more steps than a chart shows
 */
export function stepsOfPeriod({ from, until }: MetricPeriod, step: 'week' | 'month'): readonly MetricPeriod[] {
  const steps: MetricPeriod[] = [];
  for (let start = from; start < until; ) {
    const next = step === 'week' ? addDays(mondayOf(start), 7) : addMonths(`${start.slice(0, 7)}-01`, 1);
    const end = next < until ? next : until;
    steps.push({ from: start, until: end });
    start = end;
  }
  if (steps.length > MOST_STEPS) throw new Problem(422, `A series has at most ${MOST_STEPS} steps. Use step=month.`);
  return steps;
}

/** The number of one step; for scores with the answers that arrived after the step. */
export async function seriesValue(
  metrics: Pick<MetricStore, 'scores' | 'totals'>,
  scope: MetricScope,
  key: SeriesKey,
): Promise<Estimate & { readonly late?: number }> {
  if (!isScored(key)) {
    const totals = await metrics.totals(scope);
    return counted(totals[key], totals.orders);
  }
  const { scores, late } = await metrics.scores(scope, [key]);
  if (key === 'nps') return { ...npsEstimate(npsCounts(scores.nps)), late };
  return { ...(key === 'csat' ? csatEstimate(scores.csat) : cesEstimate(scores.ces)), late };
}
