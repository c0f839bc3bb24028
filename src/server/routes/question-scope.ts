/** Reads the scope of a request about a question: the days and the customers. */
import { addDays } from '../../loyalty/dates.ts';
import { calendarDay, SERVER_ZONE } from '../ledger/calendar-day.ts';
import type { MetricScope } from '../metrics/metric-scope.ts';
import { readScope } from '../metrics/read-scope.ts';
import { Problem } from '../problem.ts';
import { type InboxOptions, programOrNothing } from './inbox-options.ts';
import { isDay, readFlag } from './inbox-query.ts';

/** Days of the period without `from`. */
const USUAL_DAYS = 90;

/**
 * `from`, `until`, `segment` and `verified`, as the metrics have them.
 *
 * @throws Problem 400 or 422 for a query that cannot be read, 404 for a segment where the owner has saved no program
 */
export async function readQuestionScope(
  query: URLSearchParams,
  { store, program }: InboxOptions,
): Promise<MetricScope> {
  const timeZone = (await programOrNothing(program))?.program.timeZone ?? SERVER_ZONE;
  const tomorrow = addDays(calendarDay(Date.now(), timeZone), 1);
  const until = query.get('until') || tomorrow;
  const from = query.get('from') || (isDay(until) ? addDays(until, -USUAL_DAYS) : until);
  if (!isDay(from) || !isDay(until) || from >= until)
    throw new Problem(400, 'from and until must be days, as 2026-12-31, from before until.');
  const scope = { from, until, timeZone, verified: readFlag('verified', query.get('verified') || undefined) };
  if (!query.get('segment')) return scope;
  // Nobody knows in which segment a customer is after today.
  const known = { from, until: until > tomorrow ? tomorrow : until };
  const source = { metrics: store.metrics, loaded: await program(), timeZone };
  return { ...scope, customers: (await readScope(query, known, source)).customers };
}
