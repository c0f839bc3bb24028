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

/** The day in the browser's time zone. The server cuts a period that ends after today. */
function localDay(now: Date): string {
  const two = (n: number) => String(n).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/** The period of an address: `#/scores?days=365`. The answers of today count. */
export function periodOf({ query }: HashRoute, now = new Date()): ShownPeriod {
  const days = PERIOD_DAYS.find((one) => String(one) === query.get('days')) ?? USUAL;
  const until = addDays(localDay(now), 1);
  return { days, from: addDays(until, -days), until };
}

/** The parameters of a request for a period. */
export const periodQuery = ({ from, until }: ShownPeriod): string => `from=${from}&until=${until}`;

/** The period of an address: the same object as before if it is the same period, so that what depends on it loads once. */
export function shownPeriod(before: ShownPeriod | undefined, route: HashRoute): ShownPeriod {
  const period = periodOf(route);
  return before?.from === period.from && before.until === period.until ? before : period;
}
