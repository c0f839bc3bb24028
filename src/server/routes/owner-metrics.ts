import { type Context, Hono } from 'hono';
import type { CalendarDate } from '../../loyalty/types.ts';
import { counted, type Estimate, noValue } from '../../metrics/estimate.ts';
import { QUESTION_KINDS } from '../../registry.ts';
import type { Store } from '../db/store.ts';
import { reportMetrics, type WholeMetrics } from '../metrics/metric-report.ts';
import { type MetricPeriod, type MetricScope, periodBefore } from '../metrics/metric-scope.ts';
import { readOneOf, readScope, readWhole } from '../metrics/read-scope.ts';
import type { Env } from '../options.ts';
import { Problem } from '../problem.ts';
import type { LoadedProgram } from '../program-source.ts';
import { metricDetailRoutes } from './metric-details.ts';
import { type OwnerMetricsOptions, readMetricRequest } from './metric-request.ts';

/** How long after its request a response waits for a forecast, in ms. A small shop's is there by then. */
const PATIENCE = 400;

/** The questions of the program, as the daily counts name them. */
function questionsOf({ text }: LoadedProgram): readonly string[] {
  const { ask } = JSON.parse(text) as { ask?: unknown };
  return [...new Set([...QUESTION_KINDS, ...Object.keys(Object(ask))])];
}

/**
 * The mean forecast; of all customers only.
 *
 * @param patience how long to wait, in ms
 */
async function predictedOf(store: Store, scope: MetricScope, today: CalendarDate, patience: number): Promise<Estimate> {
  if (scope.customers) return noValue('not_by_segment');
  const late = new Promise<undefined>((resolve) => setTimeout(resolve, Math.max(0, patience), undefined).unref());
  // Today is not over, so its forecast would change.
  const computing = store.metrics.startPrediction(scope.until > today ? today : scope.until);
  // The other numbers do not need the forecast: its own route says why it failed.
  const outcome = await Promise.race([computing?.catch(() => undefined), late]);
  if (!outcome) return noValue('not_computed_yet');
  return 'reason' in outcome ? noValue(outcome.reason) : counted(outcome.value, outcome.customers);
}

/** `/owner/metrics` and the tables behind it. */
export function ownerMetricsRoutes(options: OwnerMetricsOptions): Hono<Env> {
  const { store } = options;

  async function metrics(c: Context<Env>): Promise<Response> {
    const request = await readMetricRequest(c, options);
    const { query, loaded, today, timeZone, period } = request;
    const isCompared = query.has('compare');
    if (isCompared) readOneOf(query, 'compare', ['previous']);
    const settings = { window: readWhole(query, 'window', 1, 3_660), questions: questionsOf(loaded) };
    const start = performance.now();
    const compute = async (of: MetricPeriod) => {
      const scope = await readScope(query, of, request);
      return { scope, computed: await store.metrics.compute(scope, settings) };
    };
    // A forecast takes long in a large shop, and would slow the other numbers down.
    const withForecast = async ({ scope, computed }: Awaited<ReturnType<typeof compute>>): Promise<WholeMetrics> => {
      const predicted = await predictedOf(store, scope, today, PATIENCE - (performance.now() - start));
      return { ...computed, predicted };
    };
    const before = periodBefore(period);
    const [now, then] = [await compute(period), isCompared ? await compute(before) : undefined];
    const [current, previous] = [await withForecast(now), then && (await withForecast(then))];
    return Response.json({
      ...period.asked,
      // The period before is over, so an earlier reader may have seen other numbers.
      ...(previous && { previous: before, previousAnswers: previous.answers, previousChanged: previous.changed }),
      timeZone,
      currency: loaded.program.currency,
      computed: new Date().toISOString(),
      answers: current.answers,
      changed: current.changed,
      metrics: reportMetrics(current, previous),
    });
  }

  return new Hono<Env>()
    .get('/owner/metrics', metrics)
    .all('/owner/metrics', () => {
      throw new Problem(405, 'This route accepts GET.', { headers: { Allow: 'GET, HEAD' } });
    })
    .route('', metricDetailRoutes(options));
}
