/** All numbers of a period: the database counts, `src/metrics` computes. */
import { addDays } from '../../loyalty/dates.ts';
import { activeDaysOf, engagementScore, stickinessOf } from '../../metrics/activity-rates.ts';
import { counted, type Estimate, noValue } from '../../metrics/estimate.ts';
import { repurchaseWithin } from '../../metrics/kaplan-meier.ts';
import { loyaltyIndex, upsellRatio, upsellShare } from '../../metrics/loyalty-index.ts';
import { type Moments, meanEstimate, momentsOf } from '../../metrics/mean.ts';
import type { MetricKey } from '../../metrics/metric-keys.ts';
import { npsCounts, npsEstimate } from '../../metrics/net-promoter.ts';
import { percentileOf } from '../../metrics/percentile.ts';
import { churnEstimate, reactivatedCount, retentionEstimate, simpleValue } from '../../metrics/retained.ts';
import { cesEstimate, csatEstimate, effortMoments } from '../../metrics/satisfaction.ts';
import type { Database } from '../db/database.ts';
import { type ActivityCounts, readActivity, WINDOWS } from './activity-counts.ts';
import { type AnswerScores, readScores } from './answer-scores.ts';
import { readProductCounts, readStates } from './customer-states.ts';
import { type LateOrders, readLateOrders } from './late-orders.ts';
import { readLifeTable } from './life-table.ts';
import { daysBetween, type MetricScope } from './metric-scope.ts';
import { countRetained, readPurchases, readTotals } from './period-totals.ts';
import { inTurn, twoAtOnce } from './run-reads.ts';

export type Estimates = Readonly<Record<Exclude<MetricKey, 'valuePredicted'>, Estimate>>;

export interface ComputedMetrics {
  readonly estimates: Estimates;
  /** Of the effort answers, for the change of their mean. */
  readonly effort: Moments;
  /** Answers that counted, by whether a token proved the customer. */
  readonly answers: { readonly verified: number; readonly unverified: number; readonly late: number };
  /** How purchases of the period changed after its end. */
  readonly changed: LateOrders;
}

/** What purchases and answers tell. The rest are daily counts. */
export interface CountedMetrics extends Omit<ComputedMetrics, 'estimates'> {
  readonly estimates: Omit<Estimates, 'responseRate'>;
}

export interface MetricSettings {
  /** Days before a date within which a customer of that date has bought. Default: the length of the period. */
  readonly window?: number | undefined;
  /** The names of the questions in the daily counts. */
  readonly questions: readonly string[];
}

/** Days of a year, in which the value and the churn of a customer are counted. */
const YEAR = 365;

/** What a customer does in 90 days to have the full engagement score. */
const TARGETS = { days: 3, units: 5 } as const;

function activityEstimates(counts: ActivityCounts, { until }: MetricScope) {
  const { monthly, monthlyDays, active, engagement, known, shopStart } = counts;
  const isPartial = (window: number) => shopStart === null || shopStart > addDays(until, -window);
  const daily = monthlyDays / WINDOWS.monthly;
  const whole = (window: number, estimate: () => Estimate) =>
    known > 0 && isPartial(window) ? noValue('partial_window', known) : estimate();
  const scores = new Map<number, number>();
  for (const { days, units, customers } of engagement) {
    const score = engagementScore(TARGETS, { days, units }).score ?? 0;
    scores.set(score, (scores.get(score) ?? 0) + customers);
  }
  const { histogram } = activeDaysOf(active, 0);
  return {
    dau: whole(WINDOWS.monthly, () => counted(daily, monthlyDays)),
    mau: whole(WINDOWS.monthly, () => counted(monthly)),
    stickiness: whole(WINDOWS.monthly, () => stickinessOf(daily, monthly)),
    l28: whole(WINDOWS.active, () => meanEstimate(momentsOf(histogram), 'no_active_users', [1, WINDOWS.active])),
    engagement: whole(WINDOWS.engagement, () => meanEstimate(momentsOf(scores), 'no_active_users', [0, 100])),
  };
}

/** Nobody bought twice, so there is no gap. */
function gapEstimates(gaps: ReadonlyMap<number, number>) {
  const { n, mean } = momentsOf(gaps);
  const median = percentileOf(gaps, 0.5);
  // The gaps of a customer depend on each other, so that no interval of them is honest.
  return median === null
    ? { gapMedian: noValue('one_purchase'), gapMean: noValue('one_purchase') }
    : { gapMedian: counted(median, n), gapMean: counted(mean, n) };
}

const answerEstimates = ({ scores }: AnswerScores) => ({
  nps: npsEstimate(npsCounts(scores.nps)),
  csat: csatEstimate(scores.csat),
  ces: cesEstimate(scores.ces),
});

/**
 * Computes the numbers that purchases and answers tell.
 *
 * @param window days before a date within which a customer of that date has bought. Default: the length of the period
 */
export async function computeMetrics(
  db: Database,
  scope: MetricScope,
  window = daysBetween(scope.from, scope.until),
): Promise<CountedMetrics> {
  const lastYear = { ...scope, from: addDays(scope.until, -YEAR) };
  const isYear = scope.from === lastYear.from;
  const read = scope.customers ? inTurn : twoAtOnce;
  const [scores, { totals, gaps }, retention, states, activity, life, products, changed] = await read([
    () => readScores(db, scope),
    () => readPurchases(db, scope),
    () => countRetained(db, scope, window),
    () => readStates(db, scope),
    () => readActivity(db, scope),
    () => readLifeTable(db, scope),
    () => readProductCounts(db, scope),
    () => readLateOrders(db, scope),
  ]);
  const [year, yearly] = await read([
    async () => (isYear ? totals : readTotals(db, lastYear)),
    async () => (isYear && window === YEAR ? retention : countRetained(db, lastYear, YEAR)),
  ]);
  const answers = answerEstimates(scores);
  const repurchase = (days: number) => repurchaseWithin(life.rows, days, life.longest);
  const share = upsellShare(products);
  const { customers, mean, sd, median, meanGap, lapsing } = states;
  return {
    estimates: {
      ...answers,
      retention: retentionEstimate(retention),
      churn: churnEstimate(retention),
      reactivated: counted(reactivatedCount(retention), retention.end),
      repurchase90: repurchase(90),
      repurchase180: repurchase(180),
      repurchase365: repurchase(365),
      upsellRatio: upsellRatio(products),
      upsellShare: share,
      loyaltyIndex: loyaltyIndex(answers.nps.value, repurchase(365).value, share.value),
      orders: counted(totals.orders),
      customers: counted(totals.customers),
      revenue: counted(totals.revenue, totals.orders),
      valueMean: meanEstimate({ n: customers, mean: mean ?? 0, sd }, 'no_customers'),
      valueMedian: median
        ? { value: median[0], low: median[1], high: median[2], n: customers }
        : noValue('no_customers'),
      valueSimple: simpleValue(year.customers > 0 ? year.revenue / year.customers : null, churnEstimate(yearly)),
      ...activityEstimates(activity, scope),
      ...gapEstimates(gaps),
      lapsing:
        customers === 0
          ? noValue('no_customers')
          : meanGap === null
            ? noValue('one_purchase', customers)
            : counted(lapsing, customers),
    },
    effort: effortMoments(scores.scores.ces),
    answers: { verified: scores.verified, unverified: scores.unverified, late: scores.late },
    changed,
  };
}
