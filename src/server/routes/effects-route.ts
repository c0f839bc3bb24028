import { Hono } from 'hono';
import { addDays } from '../../loyalty/dates.ts';
import type { FullProgram } from '../../loyalty/types.ts';
import { effectOf } from '../../metrics/effect.ts';
import type { Holdout } from '../metrics/holdout-groups.ts';
import type { Env } from '../options.ts';
import { Problem } from '../problem.ts';
import type { InboxOptions } from './inbox-options.ts';
import { readMetricRequest } from './metric-request.ts';

/** Days over which messages are measured without `from`. */
const USUAL_DAYS = 90;

interface Measured extends Holdout {
  readonly kind: 'campaign' | 'message';
  readonly id: string;
  readonly name: unknown;
}

/** The campaigns and messages that leave customers out. A campaign is measured while it runs, a message in the period. */
function measuredOf(program: FullProgram, from: string, until: string): readonly Measured[] {
  const campaigns = program.campaigns
    .filter(({ holdout, from }) => holdout > 0 && from < until)
    .map(({ id, name, holdout, from, until: end }) => ({
      kind: 'campaign' as const,
      id,
      name,
      sample: `campaign:${id}`,
      share: holdout,
      from,
      until: end < until ? end : until,
    }));
  const messages = Object.entries(program.messages ?? {}).flatMap(([id, message]) => {
    const { holdout = 0 } = Object(message) as { holdout?: number };
    return holdout > 0
      ? [{ kind: 'message' as const, id, name: null, sample: `message:${id}`, share: holdout, from, until }]
      : [];
  });
  return [...campaigns, ...messages];
}

/** `/owner/effects`: what campaigns and messages changed in orders and revenue, against the customers who were left out. */
export function effectRoutes(options: InboxOptions): Hono<Env> {
  return new Hono<Env>()
    .get('/owner/effects', async (c) => {
      const { query, loaded, period, timeZone, today } = await readMetricRequest(c, options);
      const until = query.has('until') ? period.until : addDays(today, 1);
      const from = query.has('from') ? period.from : addDays(until, -USUAL_DAYS);
      const effects = [];
      for (const { kind, id, name, ...holdout } of measuredOf(loaded.program, from, until)) {
        const { treated, held } = await options.store.metrics.holdout(holdout, c.req.raw.signal);
        const wire = (group: typeof treated) => ({
          customers: group.orders.n,
          orders: group.orders.mean,
          revenue: group.revenue.mean,
        });
        effects.push({
          kind,
          id,
          ...(name !== null && { name }),
          holdout: holdout.share,
          from: holdout.from,
          until: holdout.until,
          with: wire(treated),
          without: wire(held),
          orders: effectOf(treated.orders, held.orders, holdout.share),
          revenue: effectOf(treated.revenue, held.revenue, holdout.share),
        });
      }
      return Response.json({ timeZone, currency: loaded.program.currency, effects });
    })
    .all('/owner/effects', () => {
      throw new Problem(405, 'This route accepts GET.', { headers: { Allow: 'GET, HEAD' } });
    });
}
