/** Reads what the routes of the metrics have in common. */
import type { Context } from 'hono';
import type { CalendarDate } from '../../loyalty/types.ts';
import type { Store } from '../db/store.ts';
import { calendarDay, SERVER_ZONE } from '../ledger/calendar-day.ts';
import type { MetricPeriod } from '../metrics/metric-scope.ts';
import { readPeriod, type ScopeSource } from '../metrics/read-scope.ts';
import type { KeyCheck } from '../middleware/api-keys.ts';
import type { Env } from '../options.ts';
import type { LoadedProgram } from '../program-source.ts';

export interface OwnerMetricsOptions {
  readonly store: Store;
  readonly keys: KeyCheck;
  readonly program: () => Promise<LoadedProgram>;
}

/** What a route needs to know of a request. */
export interface MetricRequest extends ScopeSource {
  readonly query: URLSearchParams;
  readonly today: CalendarDate;
  readonly period: MetricPeriod & { readonly asked: MetricPeriod };
}

/**
 * Reads the query of a request of the owner.
 *
 * @throws Problem 401 or 403 without the owner's key, 422 for a query that cannot be read
 */
export async function readMetricRequest(
  c: Context<Env>,
  { store, keys, program }: OwnerMetricsOptions,
): Promise<MetricRequest> {
  keys.require(c, 'read');
  const query = new URL(c.req.url).searchParams;
  const loaded = await program();
  const timeZone = loaded.program.timeZone ?? SERVER_ZONE;
  const today = calendarDay(Date.now(), timeZone);
  return { metrics: store.metrics, query, loaded, today, timeZone, period: readPeriod(query, today) };
}
