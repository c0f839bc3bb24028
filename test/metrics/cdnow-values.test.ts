/** The metrics of the real purchases in demo/data. The expected values were computed by two other programs. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { stickinessOf } from '../../src/metrics/activity-rates.ts';
import { activeProbability, expectedPurchases, fitBgNbd } from '../../src/metrics/bg-nbd.ts';
import { cohortTable } from '../../src/metrics/cohort-table.ts';
import { expectedSpend, fitGammaGamma } from '../../src/metrics/gamma-gamma.ts';
import { repurchaseCurve, repurchaseQuantile, repurchaseWithin } from '../../src/metrics/kaplan-meier.ts';
import { expectedGap } from '../../src/metrics/lapsing.ts';
import { loyaltyIndex, upsellRatio, upsellShare } from '../../src/metrics/loyalty-index.ts';
import { npsCounts, npsEstimate } from '../../src/metrics/net-promoter.ts';
import { histogramOf, percentileOf } from '../../src/metrics/percentile.ts';
import { changeBetween } from '../../src/metrics/period-change.ts';
import { valuePredictor } from '../../src/metrics/predicted-value.ts';
import {
  churnEstimate,
  formulaRetention,
  reactivatedCount,
  relationYears,
  retentionEstimate,
} from '../../src/metrics/retained.ts';
import { cesEstimate, csatEstimate, effortMoments, responseRate } from '../../src/metrics/satisfaction.ts';
import { wilsonInterval } from '../../src/metrics/wilson.ts';
import { CDNOW_END, cdnowOrders } from './cdnow-orders.ts';
import { close } from './close.ts';
import {
  activityOf,
  buyers,
  cohortCells,
  dayNumber,
  gapsOf,
  lapsingOf,
  lifeTable,
  purchaseDays,
  retentionOf,
  rfmOf,
  statesOf,
} from './purchase-oracle.ts';

const sample = JSON.parse(readFileSync(new URL('cdnow-values.json', import.meta.url), 'utf8'));
const orders = cdnowOrders();
const days = purchaseDays(orders);
const END = dayNumber(CDNOW_END);
const EXACT = 1e-9;
/** Ends of intervals that were found by bisection, and numbers that were written with 12 digits. */
const FOUND = 1e-7;
const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0);
const ends = ({ low, high }: { low: number | null; high: number | null }) => [low, high];

test('activity: stickiness of months and of 30 days, active days of 28', () => {
  for (const [month, expected] of Object.entries<Record<string, number>>(sample.activity_calendar_month)) {
    const start = dayNumber(`${month}-01`);
    const { monthly, meanDaily } = activityOf(days, start + (expected.days as number), expected.days as number);
    close(monthly, expected.mau, 0, month);
    close(stickinessOf(meanDaily, monthly).value, expected.stickiness, EXACT, month);
  }
  for (const [day, expected] of Object.entries<Record<string, number>>(sample.activity_trailing_30)) {
    const { monthly, meanDaily } = activityOf(days, dayNumber(day), 30);
    close([monthly, meanDaily], [expected.mau, expected.mean_dau], EXACT, day);
    close(stickinessOf(meanDaily, monthly).value, expected.stickiness, EXACT, day);
  }
  for (const [day, expected] of Object.entries<Record<string, number>>(sample.lness_28)) {
    const { activeDays, known } = activityOf(days, dayNumber(day), 28);
    const { 0: zero, ...histogram } = Object.fromEntries(activeDays.histogram);
    close([known, zero, histogram], [expected.known_customers, expected.zero, expected.histogram], 0, day);
    close(activeDays.meanAmongActive, expected.mean_among_active, EXACT, day);
    close(activeDays.meanAmongKnown, expected.mean_among_known, EXACT, day);
  }
});

test('time between purchases', () => {
  const expected = sample.time_between_purchases;
  const gaps = gapsOf(days, 0, END);
  const histogram = histogramOf(gaps);
  close(gaps.length, expected.purchase_day_gaps.n, 0);
  close(sum(gaps) / gaps.length, expected.purchase_day_gaps.mean, EXACT);
  const quartiles = [0.25, 0.5, 0.75, 0.9].map((p) => percentileOf(histogram, p));
  close(quartiles, expected.purchase_day_gaps.p25_p50_p75_p90, EXACT);
  const { rows } = lifeTable(days, END);
  const { p10, p25, p50, p75 } = expected.first_gap_kaplan_meier;
  close(
    [0.1, 0.25, 0.5, 0.75].map((share) => repurchaseQuantile(rows, share)),
    [p10, p25, p50, p75],
    0,
  );
});

test('repurchase: Kaplan–Meier with its interval on three days', () => {
  const { by_purchase_day: lifetime } = sample.repurchase.lifetime;
  close(wilsonInterval(lifetime.repeat, 2357), lifetime.wilson95, FOUND);
  for (const [day, windows] of Object.entries<Record<string, Record<string, unknown>>>(sample.repurchase.windows)) {
    const { rows, longest } = lifeTable(days, dayNumber(day));
    for (const [window, expected] of Object.entries(windows)) {
      const found = repurchaseWithin(rows, Number(window), longest);
      const { rate, greenwood_se: se, ci95 } = (expected.kaplan_meier ?? { rate: null }) as Record<string, unknown>;
      close(found.value, rate, EXACT, `${day} ${window}`);
      if (rate === null) assert.equal(found.reason, 'beyond_follow_up');
      else {
        close(ends(found), ci95, FOUND, `${day} ${window}`);
        const point = repurchaseCurve(rows).findLast((one) => one.days <= Number(window));
        close(point?.se, se, EXACT, `${day} ${window}`);
      }
    }
  }
});

test('few customers at the end of the curve are reported', () => {
  const { rows, longest } = lifeTable(days, dayNumber('1997-07-01'));
  assert.equal(repurchaseWithin(rows, 180, longest).reason, 'thin_tail');
  assert.equal(repurchaseWithin(rows, 90, longest).reason, undefined);
});

test('upsell by units', () => {
  const units = [...days.values()].map((all) => sum(all.map((one) => one.units)));
  const counts = { single: units.filter((n) => n === 1).length, multiple: units.filter((n) => n > 1).length };
  const { multi, single, ratio, share } = sample.upsell_by_units;
  close([counts.multiple, counts.single], [multi, single], 0);
  close([upsellRatio(counts).value, upsellShare(counts).value], [ratio, share], EXACT);
});

test('cohorts', () => {
  const rows = cohortTable(cohortCells(days), CDNOW_END);
  const found = rows.map(({ cohort, size, active, revenue }) => [
    cohort,
    { size, active, revenue_cents: revenue, retention: active.map((n) => n / size) },
  ]);
  close(Object.fromEntries(found), sample.cohorts_monthly, EXACT);
});

test('retention of every quarter with four windows', () => {
  for (const rows of Object.values<Record<string, unknown>[]>(sample.retention))
    for (const { start, end, active_window_days: window, reason, ...expected } of rows) {
      const counts = retentionOf(days, dayNumber(String(start)), dayNumber(String(end)), Number(window));
      const retention = retentionEstimate(counts);
      const found = {
        S: counts.start,
        E: counts.end,
        N: counts.acquired,
        N_active_at_end: counts.acquiredAtEnd,
        retained: counts.retained,
        reactivated: reactivatedCount(counts),
        retention: retention.value,
        churn: churnEstimate(counts).value,
        crr_formula: formulaRetention(counts),
        crr_formula_N_active: formulaRetention({ ...counts, acquired: counts.acquiredAtEnd }),
      };
      close(found, expected, EXACT, `${start} ${window}`);
      assert.equal(retention.reason ?? null, reason);
    }
});

test('value: historic and simple', () => {
  const { historic, simple } = sample.clv;
  const states = statesOf(days, END);
  const values = states.map(({ net }) => net);
  close(sum(values), historic.sum_cents, 0);
  close(sum(values) / values.length, historic.mean_cents, EXACT);
  const found = [0.25, 0.5, 0.75, 0.9].map((p) => percentileOf(histogramOf(values), p));
  close(found, historic.p25_p50_p75_p90_cents, EXACT);
  const recent = buyers(days, END - 365, END).size;
  const spent = sum(
    [...days.values()]
      .flat()
      .filter(({ day }) => day >= END - 365)
      .map(({ net }) => net),
  );
  close([recent, spent / recent], [simple.buyers_last_365, simple.value_per_buyer_last_365_cents], EXACT);
  const churn = churnEstimate(retentionOf(days, dayNumber('1998-01-01'), END, 180));
  close(churn.value, simple.half_year_churn_W180, EXACT);
  const years = relationYears(churn.value ?? 0, 0.5);
  close(years, simple.expected_relation_years_from_churn, EXACT);
  close((spent / recent) * (years ?? 0), simple.churn_based_clv_cents, EXACT);
});

test('RFM: scores, segments and their revenue', () => {
  const all = rfmOf(days, END);
  const count = (keys: readonly (string | number)[]) => {
    const counts: Record<string, number> = {};
    for (const key of keys) counts[key] = (counts[key] ?? 0) + 1;
    return counts;
  };
  const { R, F, M, segments, cells, segment_revenue_cents: revenue } = sample.rfm;
  close(count(all.map((one) => one.R)), R, 0);
  close(count(all.map((one) => one.F)), F, 0);
  close(count(all.map((one) => one.M)), M, 0);
  close(count(all.map((one) => one.segment)), segments, 0);
  close(count(all.map((one) => `${one.R}${one.F}${one.M}`)), cells, 0);
  for (const [segment, cents] of Object.entries(revenue))
    close(sum(all.filter((one) => one.segment === segment).map((one) => one.net)), cents, 0, segment);
});

test('engagement and lapsing', () => {
  const { engagement, known } = activityOf(days, END, 90);
  const expected = sample.engagement_90d;
  close(engagement.length, expected.active, 0);
  close(sum(engagement) / engagement.length, expected.mean_among_active, EXACT);
  close(sum(engagement) / known, expected.mean_among_all, EXACT);
  assert.equal(engagement.filter((score) => score === 100).length, expected.full_score);
  assert.equal(lapsingOf(days, END).length, sample.models_full.lapsing_as_of.shrunk_mean_x_ln10);
});

/** Answers by a rule of the customer's number and of the month of the first order. */
function survey(month?: string) {
  const scores = { nps: [] as number[], csat: [] as number[], ces: [] as number[] };
  const shown = { answered: 0, dismissed: 0, noAction: 0 };
  for (const [customer, [first]] of days) {
    const id = Number(customer);
    if (month && new Date((first?.day ?? 0) * 86_400_000).toISOString().slice(0, 7) !== month) continue;
    shown[id % 3 === 0 ? 'answered' : id % 3 === 1 && id % 2 === 0 ? 'dismissed' : 'noAction']++;
    if (id % 3 !== 0) continue;
    scores.nps.push([10, 9, 8, 10, 9, 7, 10, 3, 9, 6, 8][(7 * id + 3) % 11] as number);
    scores.csat.push(((3 * id + 1) % 5) + 1);
    scores.ces.push(((4 * id + 2) % 7) + 1);
  }
  return { ...scores, shown };
}

test('answers: NPS, its change, CSAT, CES, response rate, loyalty index', () => {
  const expected = sample.synthetic_survey;
  const { nps, csat, ces, shown } = survey();
  const rate = responseRate(shown);
  close([rate.n, rate.value, ends(rate)], [expected.shown, expected.response_rate, expected.response_wilson95], FOUND);
  const estimate = npsEstimate(npsCounts(histogramOf(nps)));
  close(
    [estimate.n, estimate.value, ends(estimate)],
    [expected.nps.n, expected.nps.nps, expected.nps.score_ci95],
    FOUND,
  );
  const [january, march] = ['01', '03'].map((month) =>
    npsEstimate(npsCounts(histogramOf(survey(`1997-${month}`).nps))),
  );
  assert.ok(january && march);
  close(ends(january), expected.nps_cohort_1997_01.score_ci95, FOUND);
  const change = changeBetween(march, january);
  const { change: value, ci95, significant_95: real } = expected.nps_change;
  close([change?.value, change && ends(change), change?.real], [value, ci95, real], FOUND);
  const satisfied = csatEstimate(histogramOf(csat));
  close([satisfied.value, ends(satisfied)], [expected.csat.score, expected.csat.wilson95], FOUND);
  const effort = cesEstimate(histogramOf(ces));
  close([effort.value, ends(effort)], [expected.ces.mean, expected.ces.t_ci95], FOUND);
  close(effortMoments(histogramOf(ces)).sd, expected.ces.sd, EXACT);
  const index = loyaltyIndex(estimate.value, 1139 / 2357, 1683 / 2357);
  close(index.value, sample.loyalty_index.honest_0_100, EXACT);
});

/** Customers as the models see them on a day. */
function modelInput(asOf: number) {
  const states = statesOf(days, asOf).map((one) => ({
    ...one,
    x: one.days - 1,
    tx: (one.last - one.first) / 7,
    T: (asOf - 1 - one.first) / 7,
    mean: one.days > 1 ? (one.net - one.firstNet) / (one.days - 1) / 100 : 0,
  }));
  const purchases = states.map(({ x, tx, T }) => ({ x, last: tx, until: T, customers: 1 }));
  const spend = states.filter(({ x, mean }) => x > 0 && mean > 0).map(({ x, mean }) => ({ x, mean, customers: 1 }));
  return { states, purchases, spend };
}

for (const [name, asOf] of [
  ['models_calibration_39_weeks', dayNumber('1997-10-01')],
  ['models_full', END],
] as const)
  test(`BG/NBD and Gamma–Gamma: ${name}`, () => {
    const expected = sample[name];
    const { states, purchases, spend } = modelInput(asOf);
    const bought = fitBgNbd(purchases);
    const spent = fitGammaGamma(spend);
    const { log_likelihood: boughtLikelihood, ...boughtParameters } = expected.bgnbd;
    const { p, q, gamma, log_likelihood: spentLikelihood } = expected.gamma_gamma;
    assert.ok(bought.parameters && spent.parameters);
    close(bought.parameters, boughtParameters, 1e-4);
    close(spent.parameters, { p, q, gamma }, 1e-4);
    close(bought.logLikelihood, boughtLikelihood, 1e-7);
    close(spent.logLikelihood, spentLikelihood, 1e-7);
    const model = { purchases: bought.parameters, spend: spent.parameters };
    if (name === 'models_calibration_39_weeks') {
      for (const [point, values] of Object.entries<Record<string, number>>(expected.reference_points_bgnbd)) {
        const [x = 0, tx = 0, T = 0] = (point.match(/[\d.]+/g) ?? []).map(Number);
        close(activeProbability(model.purchases, x, tx, T), values.p_alive, 1e-4, point);
        close(expectedPurchases(model.purchases, x, tx, T, 39), values.expected_39w, 1e-4, point);
      }
      const predicted = sum(states.map(({ x, tx, T }) => expectedPurchases(model.purchases, x, tx, T, 39)));
      const actual = sum(
        [...days.values()].map((all) => all.filter(({ day }) => day >= asOf && day < asOf + 273).length),
      );
      const { holdout_39w: holdout } = expected;
      close([predicted, actual], [holdout.predicted_bgnbd, holdout.actual_purchase_days], 1e-4);
      const revenue = sum(
        states.map(
          ({ x, tx, T, mean }) =>
            expectedPurchases(model.purchases, x, tx, T, 39) * expectedSpend(model.spend, x, mean),
        ),
      );
      close(revenue, holdout.predicted_revenue_bg_gg, 1e-4);
      const rule = expected.lapsing_rules.shrunk_mean_x_ln10;
      const flagged = lapsingOf(days, asOf);
      const later = buyers(days, asOf, asOf + 273);
      close(
        [flagged.length, flagged.filter((id) => later.has(id)).length],
        [rule.flagged, rule.flagged_bought_later],
        0,
      );
    } else {
      const predict = valuePredictor(model);
      const values = states.map(({ x, tx, T, mean }) => predict(x, tx, T, mean));
      close(sum(values), expected.predictive_clv_52w.discounted_sum, 1e-4);
      close(sum(values) / values.length, expected.predictive_clv_52w.discounted_mean, 1e-4);
      const undiscounted = valuePredictor(model, { weeks: 52, discount: 0 });
      const plain = sum(states.map(({ x, tx, T, mean }) => undiscounted(x, tx, T, mean)));
      close(plain, expected.predictive_clv_52w.undiscounted_sum, 1e-4);
      for (const [id, one] of Object.entries<Record<string, number>>(expected.customers_examples)) {
        const state = states.find((each) => Number(each.id) === Number(id));
        assert.ok(state);
        close([state.x, state.tx, state.T, state.mean], [one.x, one.tx_weeks, one.T_weeks, one.zbar], 1e-6, id);
        close(predict(state.x, state.tx, state.T, state.mean), one.clv_52w, 1e-4, id);
      }
    }
    const gap = expected.mean_gap_days_G0 ?? expected.lapsing_as_of.mean_gap_days_G0;
    const gaps = gapsOf(days, 0, asOf);
    close(sum(gaps) / gaps.length, gap, 1e-6);
    assert.ok(expectedGap(gap, 1, 0) === gap);
  });
