/** Small cases whose values follow from the definitions in docs/metrics.md. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { activeDaysOf, engagementScore, stickinessOf } from '../../src/metrics/activity-rates.ts';
import { activeProbability, expectedPurchases } from '../../src/metrics/bg-nbd.ts';
import { cohortTable } from '../../src/metrics/cohort-table.ts';
import { noValue } from '../../src/metrics/estimate.ts';
import { expectedSpend } from '../../src/metrics/gamma-gamma.ts';
import { repurchaseWithin } from '../../src/metrics/kaplan-meier.ts';
import { expectedGap, isLapsing, LAPSING_FACTOR } from '../../src/metrics/lapsing.ts';
import { loyaltyIndex, upsellRatio, upsellShare } from '../../src/metrics/loyalty-index.ts';
import { npsCounts, npsEstimate, npsOfScores } from '../../src/metrics/net-promoter.ts';
import { histogramOf, percentileOf } from '../../src/metrics/percentile.ts';
import { changeBetween } from '../../src/metrics/period-change.ts';
import {
  churnEstimate,
  formulaRetention,
  reactivatedCount,
  retentionEstimate,
  simpleValue,
} from '../../src/metrics/retained.ts';
import { rfmScore } from '../../src/metrics/rfm-score.ts';
import { cesEstimate, csatEstimate, effortMoments, responseRate } from '../../src/metrics/satisfaction.ts';
import { calendarDay } from '../../src/server/ledger/calendar-day.ts';
import { close } from './close.ts';
import {
  cohortCells,
  dayNumber,
  lifeTable,
  type OracleOrder,
  productsOf,
  purchaseDays,
  retentionOf,
} from './purchase-oracle.ts';

interface Case {
  readonly id: string;
  readonly metric: string;
  // biome-ignore lint/suspicious/noExplicitAny: the cases have many shapes, and a wrong one fails its test
  readonly input: any;
  readonly expected: Record<string, unknown>;
}

const { cases } = JSON.parse(readFileSync(new URL('small-cases.json', import.meta.url), 'utf8')) as { cases: Case[] };

const interval = ({ low, high }: { low: number | null; high: number | null }) => (low === null ? null : [low, high]);
const without = (reason: string | undefined) => (reason && reason !== 'thin_tail' ? { reason } : {});

function readOrders(given: readonly Record<string, unknown>[], zone: string): OracleOrder[] {
  return given.map(({ customer, at, cents, refunded_cents }) => ({
    customer: String(customer),
    day: calendarDay(String(at), zone),
    cents: Number(cents ?? 100),
    refunded: Number(refunded_cents ?? 0),
  }));
}

type Compute = (input: Case['input']) => Record<string, unknown>;

function npsParts(histogram: ReadonlyMap<number, number>, scale: [number, number] = [0, 10]) {
  const estimate = npsOfScores(histogram, scale);
  const { promoters, passives, detractors } = npsCounts(histogram);
  const counts = estimate.n > 0 ? { promoters, passives, detractors } : {};
  return { n: estimate.n, ...counts, nps: estimate.value, ci95: interval(estimate), ...without(estimate.reason) };
}

const COMPUTE: Readonly<Record<string, Compute>> = {
  nps: ({ answers, scale }) => npsParts(histogramOf(answers), scale),
  nps_change: ({ baseline, current }) => {
    const [before, now] = [npsEstimate(baseline), npsEstimate(current)];
    const change = changeBetween(now, before);
    if (!change) return { change: null, ci95: null, significant: null, reason: 'no_answers_in_baseline' };
    const parts = (counts: Record<string, number>, one: typeof now) => ({
      n: one.n,
      ...counts,
      nps: one.value,
      ci95: interval(one),
    });
    return {
      baseline: parts(baseline, before),
      current: parts(current, now),
      change: change.value,
      ci95: interval(change),
      significant: change.real,
    };
  },
  csat: ({ answers }) => {
    const estimate = csatEstimate(histogramOf(answers));
    return {
      n: estimate.n,
      top2: answers.filter((one: number) => one > 3).length,
      csat: estimate.value,
      ci95: interval(estimate),
    };
  },
  ces: ({ answers }) => {
    const estimate = cesEstimate(histogramOf(answers));
    const { sd } = effortMoments(histogramOf(answers));
    return { n: estimate.n, mean: estimate.value, sd, ci95: interval(estimate), ...without(estimate.reason) };
  },
  response_rate: ({ invitations }) => {
    const {
      closed_answered: answered = 0,
      closed_dismissed: dismissed = 0,
      closed_no_action: noAction = 0,
    } = invitations;
    const estimate = responseRate({ answered, dismissed, noAction });
    const rate = { response_rate: estimate.value, ci95: interval(estimate), ...without(estimate.reason) };
    if (estimate.n === 0) return { shown: 0, ...rate };
    const pending = invitations.open_unanswered;
    const counts = { shown: estimate.n, answered, dismissed, no_action: noAction, pending };
    return { ...counts, dismiss_rate: dismissed / estimate.n, ...rate };
  },
  retention: ({ orders, start, end, timezone, active_window_days }) => {
    const days = purchaseDays(readOrders(orders, timezone));
    const counts = retentionOf(days, dayNumber(start), dayNumber(end), active_window_days);
    const retention = retentionEstimate(counts);
    const numbers = { S: counts.start, E: counts.end, N: counts.acquired, retained: counts.retained };
    const rates = {
      retention: retention.value,
      churn: churnEstimate(counts).value,
      crr_formula: formulaRetention(counts),
    };
    return counts.start === 0
      ? { ...numbers, ...rates, ...without(retention.reason) }
      : { ...numbers, N_active_at_end: counts.acquiredAtEnd, reactivated: reactivatedCount(counts), ...rates };
  },
  repurchase: ({ orders, as_of, window_days, timezone = 'UTC' }) => {
    const days = purchaseDays(readOrders(orders, timezone));
    const asOf = dayNumber(as_of);
    const { rows, longest } = lifeTable(days, asOf);
    const estimate = repurchaseWithin(rows, window_days, longest);
    const all = [...days.values()].map((one) => ({
      isConverted: one.length > 1 && (one[1]?.day ?? 0) - (one[0]?.day ?? 0) <= window_days,
      isEligible: asOf - 1 - (one[0]?.day ?? 0) >= window_days,
    }));
    const eligible = all.filter((one) => one.isEligible);
    const converted = all.filter((one) => one.isConverted).length;
    const share = (part: number, n: number) => (n > 0 ? part / n : null);
    const [only] = days.values();
    return {
      customers: days.size,
      converted,
      naive_rate: share(converted, days.size),
      eligible: eligible.length,
      eligible_converted: eligible.filter((one) => one.isConverted).length,
      eligible_rate: share(eligible.filter((one) => one.isConverted).length, eligible.length),
      kaplan_meier_rate: estimate.value,
      gap_days: (only?.[1]?.day ?? 0) - (only?.[0]?.day ?? 0),
      historic_clv_cents: only?.reduce((sum, { net }) => sum + net, 0),
      ...without(estimate.reason),
    };
  },
  upsell: ({ customers }) => {
    const orders = Object.entries(customers as Record<string, string[]>).map(([customer, products]) => ({
      customer,
      day: '2024-01-01',
      products,
    }));
    const counts = productsOf(orders, dayNumber('2024-01-02'));
    const ratio = upsellRatio(counts);
    return {
      multi: counts.multiple,
      single: counts.single,
      ratio: ratio.value,
      share: upsellShare(counts).value,
      ...without(ratio.reason),
    };
  },
  loyalty_index: ({ nps, repurchase_rate, upsell_share }) => {
    const { value, reason } = loyaltyIndex(nps, repurchase_rate, upsell_share);
    return { index: value, ...without(reason) };
  },
  clv: ({ orders }) => {
    const days = purchaseDays(readOrders(orders, 'UTC'));
    const values = [...days].map(([id, all]) => [id, all.reduce((sum, { net }) => sum + net, 0)] as const);
    const histogram = histogramOf(values.map(([, net]) => net));
    const mean = values.reduce((sum, [, net]) => sum + net, 0) / values.length;
    return { historic_cents: Object.fromEntries(values), mean_cents: mean, median_cents: percentileOf(histogram, 0.5) };
  },
  clv_simple: ({ value_per_customer_year_cents, annual_churn }) => {
    const { value, reason } = simpleValue(value_per_customer_year_cents, {
      value: annual_churn,
      low: 0,
      high: 0,
      n: 9,
    });
    return { relation_years: value, clv_cents: value, reason };
  },
  stickiness: ({ dau, mau, active_days }) => {
    const { value, reason } = active_days ? stickinessOf(0, 0) : stickinessOf(dau, mau);
    return active_days ? { mau: 0, mean_dau: 0, stickiness: value, reason } : { stickiness: value, error: reason };
  },
  lness: ({ known_customers, active_days }) => {
    const { histogram, meanAmongActive, meanAmongKnown } = activeDaysOf(
      histogramOf(Object.values(active_days as Record<string, number>)),
      known_customers,
    );
    return {
      histogram: Object.fromEntries(histogram),
      mean_among_active: meanAmongActive,
      mean_among_known: meanAmongKnown,
    };
  },
  cohort_table: ({ orders, as_of, timezone }) =>
    Object.fromEntries(
      cohortTable(cohortCells(purchaseDays(readOrders(orders, timezone))), as_of).map(({ cohort, size, active }) => [
        cohort,
        { size, active },
      ]),
    ),
  rfm: ({ frequency }) => {
    const all = Object.entries(frequency as Record<string, number>);
    const score = (value: number) => rfmScore(all.filter(([, other]) => other < value).length, all.length);
    return { F: Object.fromEntries(all.map(([id, value]) => [id, score(value)])) };
  },
  days_between: ({ timezone, a, b }) => {
    const days = [calendarDay(a, timezone), calendarDay(b, timezone)];
    return { local_days: days, gap_days: dayNumber(days[1] as string) - dayNumber(days[0] as string) };
  },
  lapsing: ({ G0, customers }) => {
    const all = Object.entries(customers as Record<string, Record<string, number>>).map(([id, one]) => {
      const gap = expectedGap(G0, one.purchase_days as number, one.first_to_last as number);
      return [id, LAPSING_FACTOR * gap, isLapsing(gap, one.since_last as number)] as const;
    });
    return {
      threshold_days: Object.fromEntries(all.map(([id, threshold]) => [id, threshold])),
      lapsing: Object.fromEntries(all.map(([id, , lapsing]) => [id, lapsing])),
    };
  },
  engagement: ({ targets, customer }) => {
    const { score, used } = engagementScore(targets, customer);
    return { score, components_used: used };
  },
  bgnbd: ({ x, t_x, T, t, ...model }) => ({
    p_alive: activeProbability(model, x, t_x, T),
    expected_purchase_days: expectedPurchases(model, x, t_x, T, t),
  }),
  gamma_gamma: ({ customers, ...model }) => ({
    expected_spend: Object.fromEntries(
      Object.entries(customers as Record<string, { x: number; mean?: number }>).map(([id, { x, mean = 0 }]) => [
        id,
        expectedSpend(model, x, mean),
      ]),
    ),
  }),
};

test('there are 33 cases', () => assert.equal(cases.length, 33));

for (const { id, metric, input, expected } of cases)
  test(`case ${id}`, () => {
    const computed = COMPUTE[metric]?.(input);
    assert.ok(computed, `${metric} is computed`);
    // Compares what the case expects. The cases are rounded to 6 decimals.
    for (const [key, value] of Object.entries(expected)) close(computed[key], value, 6e-7, key);
    // A value with a reason that the case does not expect.
    if (!('reason' in expected)) assert.equal(computed.reason, undefined);
  });

test('a missing value in a change has no interval and is not called real', () => {
  assert.equal(
    changeBetween(noValue('no_answers'), npsEstimate({ promoters: 3, passives: 0, detractors: 0 })),
    undefined,
  );
});
