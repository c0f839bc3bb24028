/** When a delivery that failed is tried again. */

const MINUTE = 60;
const HOUR = 60 * MINUTE;

/** The pauses after the first attempt, the second one and so on, in seconds: about three days together. */
export const RETRY_PAUSES: readonly number[] = [
  5,
  5 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  5 * HOUR,
  10 * HOUR,
  14 * HOUR,
  20 * HOUR,
  24 * HOUR,
];

/** The part of a pause that is random, so that receivers are not called by all processes and for all events at once. */
const JITTER = 0.2;

/** Bounds of `Retry-After`, in seconds. */
const LEAST_WAIT = 1;
const MOST_WAIT = 24 * HOUR;

/**
 * The seconds until the next attempt; nothing after the last one.
 *
 * @param attempts how many attempts there were, from 1
 * @param random from 0 to 1
 */
export function retryPause(attempts: number, random: number): number | undefined {
  const pause = RETRY_PAUSES[attempts - 1];
  return pause === undefined ? undefined : pause * (1 - JITTER / 2 + JITTER * random);
}

/**
 * The seconds that a receiver asks to wait: from 1 second to a day. Nothing for a header that is missing or makes no sense.
 *
 * @param header `Retry-After`: seconds, or an HTTP date
 * @param now milliseconds since 1970
 */
export function retryAfterSeconds(header: string | undefined, now: number): number | undefined {
  const text = header?.trim() ?? '';
  const seconds = /^\d{1,10}$/.test(text)
    ? Number(text)
    : /^[A-Za-z]{3}, .* GMT$/.test(text)
      ? (Date.parse(text) - now) / 1000
      : Number.NaN;
  return Number.isNaN(seconds) ? undefined : Math.min(MOST_WAIT, Math.max(LEAST_WAIT, seconds));
}
