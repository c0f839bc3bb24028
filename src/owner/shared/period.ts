import { addDays } from '../../loyalty/dates.ts';
import type { HashRoute } from '../app/hash-route.ts';

/** The lengths of a period that the owner can choose, in days. */
export const PERIOD_DAYS = [30, 90, 365] as const;
const USUAL = 90;

/** Calendar days from `from` to before `until`. */
export interface ShownPeriod {
  readonly days: number;
  readonly from: string;
  readonly until: string;
}

/** The day of today in a time zone, or in that of a browser that does not know the zone. The server cuts a period that ends later. */
function dayIn(timeZone: string, now: Date): string {
  // `sv` writes dates as `YYYY-MM-DD`.
  const options = { year: 'numeric', month: '2-digit', day: '2-digit' } as const;
  try {
    return new Intl.DateTimeFormat('sv', { ...options, timeZone }).format(now);
  } catch {
    return new Intl.DateTimeFormat('sv', options).format(now);
  }
}

/**
 * The period of an address: `#/scores?days=365`. The answers of today count.
 *
 * @param timeZone of the shop
 */
export function periodOf({ query }: HashRoute, timeZone: string, now = new Date()): ShownPeriod {
  const days = daysOf(query);
  const until = addDays(dayIn(timeZone, now), 1);
  return { days, from: addDays(until, -days), until };
}

/** The length of the period that the parameters of an address name, in days. */
export const daysOf = (query: URLSearchParams): number =>
  PERIOD_DAYS.find((one) => String(one) === query.get('days')) ?? USUAL;

/** The parameters of a request for a period. @param whose further parameters: whose answers count. Empty for all */
export const periodQuery = ({ from, until }: ShownPeriod, whose = ''): string =>
  `from=${from}&until=${until}${whose && `&${whose}`}`;

/** The period of an address: the same object as before if it is the same period, so that what depends on it loads once. */
export function shownPeriod(before: ShownPeriod | undefined, route: HashRoute, timeZone: string): ShownPeriod {
  const period = periodOf(route, timeZone);
  return before?.from === period.from && before.until === period.until ? before : period;
}
