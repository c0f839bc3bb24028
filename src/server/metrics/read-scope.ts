/** Reads the query of a request for metrics. */
import { addDays, dayBefore, isDate } from '../../loyalty/dates.ts';
import type { CalendarDate } from '../../loyalty/types.ts';
import { Problem } from '../problem.ts';
import type { LoadedProgram } from '../program-source.ts';
import { daysBetween, type MetricPeriod, type MetricScope } from './metric-scope.ts';
import type { MetricStore } from './metric-store.ts';
import { customersOf, tierOfSegment } from './segment.ts';

/** Days of a period by default, and at most. */
const DEFAULT_DAYS = 30;
const MOST_DAYS = 3_660;

const fault = (detail: string) => new Problem(422, detail);

function readDay(query: URLSearchParams, name: string): CalendarDate | undefined {
  const value = query.get(name);
  if (value === null) return undefined;
  // The year 1 at the earliest, so that a period before it has days.
  if (!isDate(value) || value < '1900') throw fault(`${name} must be a date, as 2026-12-31.`);
  return value;
}

/** A whole number of a query; nothing if it is absent. */
export function readWhole(query: URLSearchParams, name: string, least: number, most: number): number | undefined {
  const value = query.get(name);
  if (value === null) return undefined;
  if (!/^\d{1,9}$/.test(value) || +value < least || +value > most)
    throw fault(`${name} must be a whole number from ${least} to ${most}.`);
  return Number(value);
}

/**
 * The period, and the part of it that is known. Default: the 30 days before today.
 *
 * @param today in the time zone of the program. Its purchases so far count; later days are not known
 * @throws Problem 422
 */
export function readPeriod(
  query: URLSearchParams,
  today: CalendarDate,
): MetricPeriod & { readonly asked: MetricPeriod } {
  const until = readDay(query, 'until') ?? today;
  const from = readDay(query, 'from') ?? addDays(until, -DEFAULT_DAYS);
  if (from >= until) throw fault('from must be before until: until is the first day that does not count.');
  if (daysBetween(from, until) > MOST_DAYS) throw fault(`A period has at most ${MOST_DAYS} days.`);
  const end = addDays(today, 1);
  const known = until > end ? end : until;
  if (from >= known) throw fault('from must not be after today: nothing is known yet.');
  return { from, until: known, asked: { from, until } };
}

/** @throws Problem 422 */
function readVerified(query: URLSearchParams): boolean | undefined {
  const value = query.get('verified');
  if (value !== null && value !== 'true' && value !== 'false') throw fault('verified must be true or false.');
  return value === null ? undefined : value === 'true';
}

/** What a scope depends on beside the query. */
export interface ScopeSource {
  readonly metrics: Pick<MetricStore, 'customersOfTier'>;
  readonly loaded: LoadedProgram;
  readonly timeZone: string;
}

/**
 * @param period of the request, or the one before
 * @throws Problem 422 for a segment that does not exist
 */
export async function readScope(
  query: URLSearchParams,
  period: MetricPeriod,
  { metrics, loaded, timeZone }: ScopeSource,
): Promise<MetricScope> {
  const segment = query.get('segment') ?? '';
  const { from, until } = period;
  const scope = { from, until, timeZone, verified: readVerified(query) };
  if (segment === '') return scope;
  const tier = tierOfSegment(segment, loaded.program.tiers?.levels.map(({ id }) => id) ?? []);
  if (tier === undefined) return { ...scope, customers: customersOf(segment, period, timeZone) };
  return { ...scope, customers: await metrics.customersOfTier(loaded, tier, dayBefore(until)) };
}

/** One of the values of a query. */
export function readOneOf<Value extends string>(
  query: URLSearchParams,
  name: string,
  values: readonly Value[],
  fallback?: Value,
): Value {
  const given = query.get(name) ?? fallback;
  const known = values.find((one) => one === given);
  if (known === undefined) throw fault(`${name} must be ${values.join(', ').replace(/, ([^,]*)$/, ' or $1')}.`);
  return known;
}
