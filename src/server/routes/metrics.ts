import { Hono } from 'hono';
import type { Store } from '../db/store.ts';
import type { KeyCheck } from '../middleware/api-keys.ts';
import type { RequestMetrics } from '../middleware/request-metrics.ts';
import type { Env } from '../options.ts';
import { Problem } from '../problem.ts';
import { checkHealth } from './health.ts';

interface MetricsOptions {
  readonly store: Store;
  readonly keys: KeyCheck;
  readonly metrics: RequestMetrics;
}

/** `/metrics`: the counters of this process, in the Prometheus text format. */
export function metricsRoutes({ store, keys, metrics }: MetricsOptions): Hono<Env> {
  return new Hono<Env>()
    .get('/metrics', async (c) => {
      keys.require(c, 'read');
      const isUp = (await checkHealth(store)) === undefined;
      const overdue = isUp ? await store.receivers.queue.overdueSeconds().catch(() => undefined) : undefined;
      return new Response(metrics.expose(isUp, overdue), {
        headers: { 'Content-Type': 'text/plain; version=0.0.4; charset=utf-8' },
      });
    })
    .all('/metrics', () => {
      throw new Problem(405, 'This route accepts GET.', { headers: { Allow: 'GET, HEAD' } });
    });
}
