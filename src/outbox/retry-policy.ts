/** How long to wait before the next try. Pure functions: chance and time are arguments. */

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const DAY = 24 * 60 * MINUTE;

/**
 * The wait in ms. Full jitter, so that the customers of a shop do not all come back in the same moment after an outage.
 * From the eleventh failure on, 30 minutes: a server that is down for a day gets about 58 requests from a browser.
 * @param failures the number of failures before this one
 */
export const backoff = (failures: number, random: () => number): number =>
  failures < 10 ? random() * Math.min(5 * MINUTE, SECOND * 2 ** failures) : 30 * MINUTE;

/**
 * `Retry-After` in ms, from 1 s to 24 h; nothing when the value is invalid. A date must end in GMT, because `Date.parse`
 * also reads "-5" and "soon 5" as dates.
 */
export function parseRetryAfter(value: string | null, now: number): number | undefined {
  const wait = /^\s*\d+\s*$/.test(value ?? '')
    ? Number(value) * SECOND
    : / GMT\s*$/.test(value ?? '')
      ? Date.parse(value ?? '') - now
      : Number.NaN;
  return Number.isNaN(wait) ? undefined : Math.min(DAY, Math.max(SECOND, wait));
}
