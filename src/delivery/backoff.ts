/** How long to wait before the next try. Pure: chance and time are arguments. */

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const DAY = 24 * 60 * MINUTE;

/**
 * Full jitter, so that a shop's customers do not come back in step after an outage; in ms. From the eleventh failure
 * every 30 minutes: a server that is down for a day sees about 58 requests from a browser.
 * @param failures how many came before this one
 */
export const backoff = (failures: number, random: () => number): number =>
  failures < 10 ? random() * Math.min(5 * MINUTE, SECOND * 2 ** failures) : 30 * MINUTE;

/**
 * `Retry-After` in ms, from 1 s to 24 h; nothing when it is junk. Only what ends in GMT is taken for a date:
 * `Date.parse` makes a date of "-5" and of "soon 5".
 */
export function retryAfter(value: string | null, now: number): number | undefined {
  const wait = /^\s*\d+\s*$/.test(value ?? '')
    ? Number(value) * SECOND
    : / GMT\s*$/.test(value ?? '')
      ? Date.parse(value ?? '') - now
      : Number.NaN;
  return Number.isNaN(wait) ? undefined : Math.min(DAY, Math.max(SECOND, wait));
}
