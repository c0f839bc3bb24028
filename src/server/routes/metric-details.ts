import { type Context, Hono } from 'hono';
import { addDays } from '../../loyalty/dates.ts';
import { digits } from '../../loyalty/money.ts';
import { activeDaysOf } from '../../metrics/activity-rates.ts';
import { cohortTable } from '../../metrics/cohort-table.ts';
import { repurchaseCurve, repurchaseQuantile } from '../../metrics/kaplan-meier.ts';
import { percentileOf } from '../../metrics/percentile.ts';
import { PREDICTION_HORIZON } from '../../metrics/prediction.ts';
import { rfmSegments } from '../../metrics/rfm-map.ts';
import { shareOf } from '../../metrics/wilson.ts';
import type { ReceptionSums } from '../db/seen-counts.ts';
import { SCORED } from '../metrics/answer-scores.ts';
import { SERIES, seriesValue, stepsOfPeriod } from '../metrics/metric-series.ts';
import { pointsLiability } from '../metrics/points-liability.ts';
import { readOneOf, readScope, readWhole } from '../metrics/read-scope.ts';
import type { Env } from '../options.ts';
import { Problem } from '../problem.ts';
import { type MetricRequest, type OwnerMetricsOptions, readMetricRequest } from './metric-request.ts';
import { receivedNames } from './seen-route.ts';

type Detail = (request: MetricRequest, signal: AbortSignal) => Promise<object>;

/** Months of a cohort table by default, and at most. */
const COHORTS = { usual: 24, most: 60 } as const;
/** Customers in a list by default, and at most. */
const LAPSING = { usual: 100, most: 1_000 } as const;

const numbers = (histogram: ReadonlyMap<number, number>) =>
  [...histogram].sort(([a], [b]) => a - b).map(([value, n]) => ({ value, n }));

/** The tables and lists behind the metrics: `/owner/cohorts`, `/owner/rfm` and others. */
export function metricDetailRoutes(options: OwnerMetricsOptions): Hono<Env> {
  const { metrics, ledger } = options.store;
  const scopeOf = (request: MetricRequest) => readScope(request.query, request.period, request);
  let isCounting = false;

  const details: Readonly<Record<string, Detail>> = {
    cohorts: async (request) => {
      const months = readWhole(request.query, 'months', 1, COHORTS.most) ?? COHORTS.usual;
      const scope = await scopeOf(request);
      let since = `${scope.until.slice(0, 7)}-01`;
      for (let month = 0; month < months; month++) since = `${addDays(since, -1).slice(0, 7)}-01`;
      const cells = await metrics.cohorts(scope, since);
      return { until: scope.until, cohorts: cohortTable(cells, scope.until) };
    },
    rfm: async (request) => {
      const scale = 10 ** digits(request.loaded.program.currency);
      const scope = await scopeOf(request);
      const cells = (await metrics.rfm(scope)).map((cell) => ({ ...cell, cost: Math.round(cell.cost * scale) }));
      const customers = cells.reduce((sum, cell) => sum + cell.customers, 0);
      return { until: scope.until, customers, segments: rfmSegments(cells), cells };
    },
    distribution: async (request) => {
      const of = readOneOf(request.query, 'of', [...SCORED, 'gap', 'lness']);
      const scope = await scopeOf(request);
      const period = { of, from: scope.from, until: scope.until };
      if (of === 'lness') {
        const { active, known } = await metrics.activity(scope);
        const { histogram, meanAmongActive, meanAmongKnown } = activeDaysOf(active, known);
        return {
          of,
          from: addDays(scope.until, -28),
          until: scope.until,
          n: known,
          meanAmongActive,
          meanAmongKnown,
          values: numbers(histogram),
        };
      }
      const histogram = of === 'gap' ? await metrics.gaps(scope) : (await metrics.scores(scope, [of])).scores[of];
      const n = [...histogram.values()].reduce((sum, one) => sum + one, 0);
      const [p25, p50, p75, p90] = [0.25, 0.5, 0.75, 0.9].map((p) => percentileOf(histogram, p));
      return { ...period, n, p25, p50, p75, p90, values: numbers(histogram) };
    },
    series: async (request) => {
      const of = readOneOf(request.query, 'of', SERIES);
      const step = readOneOf(request.query, 'step', ['week', 'month'], 'month');
      const steps = [];
      const scope = await scopeOf(request);
      for (const part of stepsOfPeriod(request.period, step))
        steps.push({ ...part, ...(await seriesValue(metrics, { ...scope, ...part }, of)) });
      return { of, step, ...request.period.asked, steps };
    },
    repurchase: async (request) => {
      const scope = await scopeOf(request);
      const { rows, longest } = await metrics.life(scope);
      const customers = rows.reduce((sum, { bought, censored }) => sum + bought + censored, 0);
      const [p10, p25, p50] = [0.1, 0.25, 0.5].map((share) => repurchaseQuantile(rows, share));
      return { until: scope.until, customers, longest, p10, p25, p50, points: repurchaseCurve(rows) };
    },
    lapsing: async (request) => {
      const limit = readWhole(request.query, 'limit', 1, LAPSING.most) ?? LAPSING.usual;
      const { query, period, today } = request;
      // Who has bought today is not leaving.
      const known = query.has('until') ? period : { ...period, until: addDays(today, 1) };
      const scope = await scopeOf({ ...request, period: { ...period, ...known } });
      const { meanGap, lapsing, customers } = await metrics.states(scope);
      const list = meanGap === null ? [] : await metrics.lapsing(scope, meanGap, limit);
      return { until: scope.until, known: customers, lapsing, meanGap, customers: list };
    },
    prediction: async ({ period, today }) => {
      const until = period.until > today ? today : period.until;
      return { until, ...PREDICTION_HORIZON, ...(await metrics.prediction(until)) };
    },
    receptions: async ({ loaded, period }) => {
      const { program } = loaded;
      // Nobody answers a message.
      const names = receivedNames(program).filter((name) => !name.startsWith('message:'));
      const sums = await options.store.receptions(period.from, period.until, names);
      // A question that was shown on the last day before the period may be answered in the period.
      const rate = ({ shown, answered }: ReceptionSums) => shareOf(answered, Math.max(shown, answered), 'not_shown');
      const questions = sums.map((one) => ({ ...one, rate: rate(one) }));
      return { ...period.asked, measured: program.measure === true, questions };
    },
    liability: async ({ loaded, today }, signal) => {
      if (isCounting) throw new Problem(503, 'The points are being counted.', { headers: { 'Retry-After': '5' } });
      isCounting = true;
      try {
        return { today, ...(await pointsLiability(ledger, loaded, today, signal)) };
      } finally {
        isCounting = false;
      }
    },
  };

  const app = new Hono<Env>();
  for (const [name, detail] of Object.entries(details)) {
    app
      .get(`/owner/${name}`, async (c: Context<Env>) => {
        const request = await readMetricRequest(c, options);
        const { timeZone, loaded } = request;
        const body = await detail(request, c.req.raw.signal);
        return Response.json({ timeZone, currency: loaded.program.currency, ...body });
      })
      .all(`/owner/${name}`, () => {
        throw new Problem(405, 'This route accepts GET.', { headers: { Allow: 'GET, HEAD' } });
      });
  }
  return app;
}
