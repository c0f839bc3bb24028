import { Hono } from 'hono';
import type { Store } from '../db/store.ts';
import { isDiskFull } from '../db/unavailable.ts';
import type { ServerFigures } from '../maintenance/server-figures.ts';
import type { KeyCheck } from '../middleware/api-keys.ts';
import type { RequestMetrics } from '../middleware/request-metrics.ts';
import type { Env } from '../options.ts';
import { Problem } from '../problem.ts';
import { checkHealth } from './health.ts';

interface HealthCheckOptions {
  readonly store: Store;
  readonly keys: KeyCheck;
  readonly metrics: RequestMetrics;
}

/** `bad`: somebody should act now; `warn`: soon; `none`: nothing is known, or the server does not use it. */
type CheckState = 'ok' | 'warn' | 'bad' | 'none';

/** One thing that can be wrong. `facts` are the figures behind the state. */
interface HealthCheck {
  readonly name: string;
  readonly state: CheckState;
  readonly facts?: Readonly<Record<string, string | number | readonly string[] | null>>;
}

const QUARTER_HOUR = 900;
const HOUR = 3_600;
const DAY = 86_400;
/** Memory of the process beyond which a small machine is short of it: 1 GiB. */
const MUCH_MEMORY = 2 ** 30;

/** `warn` from the first bound on, `bad` from the second. */
const graded = (value: number, warn: number, bad: number): CheckState =>
  value >= bad ? 'bad' : value >= warn ? 'warn' : 'ok';

function requestCheck({ requests, errors }: { readonly requests: number; readonly errors: number }): HealthCheck {
  const share = requests > 0 ? errors / requests : 0;
  // A single failure is no pattern.
  const state = errors > 1 && share >= 0.05 ? 'bad' : errors > 0 ? 'warn' : 'ok';
  return { name: 'requests', state, facts: { requests, errors } };
}

function databaseChecks({ migrations, deliveries, quarantine, tick }: ServerFigures, overdue: number): HealthCheck[] {
  const { waiting, failed, turnedOff } = deliveries;
  const tickState = tick && (tick.failed.length > 0 ? 'bad' : graded(tick.age, 2 * HOUR, DAY));
  return [
    { name: 'migrations', state: migrations.done === migrations.known ? 'ok' : 'bad', facts: { ...migrations } },
    {
      name: 'deliveries',
      state: turnedOff > 0 ? 'bad' : failed > 0 ? 'warn' : 'ok',
      facts: { waiting, failed, turnedOff },
    },
    { name: 'overdue', state: graded(overdue, QUARTER_HOUR, HOUR), facts: { seconds: Math.round(overdue) } },
    { name: 'tick', state: tickState ?? 'none', facts: { at: tick?.at ?? null, failed: tick?.failed ?? [] } },
    { name: 'quarantine', state: quarantine > 0 ? 'warn' : 'ok', facts: { n: quarantine } },
  ];
}

/** `/owner/health`: what can be wrong with the server, for the owner. The figures of requests and memory are of this process. */
export function healthCheckRoutes({ store, keys, metrics }: HealthCheckOptions): Hono<Env> {
  return new Hono<Env>()
    .get('/owner/health', async (c) => {
      keys.require(c, 'read');
      const fault = await checkHealth(store);
      const memory = process.memoryUsage().rss;
      const checks: HealthCheck[] = [
        {
          name: 'database',
          state: fault ? 'bad' : 'ok',
          facts: { reason: fault ? (isDiskFull(fault) ? 'disk' : 'database') : null },
        },
        requestCheck(metrics.lastHour()),
        { name: 'memory', state: memory >= MUCH_MEMORY ? 'warn' : 'ok', facts: { bytes: memory } },
      ];
      if (!fault) {
        const [figures, overdue] = await Promise.all([
          store.maintenance.figures(),
          store.receivers.queue.overdueSeconds(),
        ]);
        checks.splice(1, 0, ...databaseChecks(figures, overdue));
      }
      const started = new Date(Date.now() - process.uptime() * 1000).toISOString();
      return Response.json({ checked: new Date().toISOString(), started, checks });
    })
    .all('/owner/health', () => {
      throw new Problem(405, 'This route accepts GET.', { headers: { Allow: 'GET, HEAD' } });
    });
}
