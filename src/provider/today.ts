import { report } from '../diagnostics/report.ts';
import type { ProgramData } from '../elements/shared/program-data.ts';

const two = (n: number): string => String(n).padStart(2, '0');

/**
 * Today's date, `YYYY-MM-DD`, in a time zone of the IANA database; without one, or in one that the browser does not know,
 * in the time zone of the device; the latter is reported. Does not throw where the page has replaced `Date` or `Intl`.
 */
export function today(timeZone?: string): string {
  const now = new Date();
  try {
    if (timeZone) {
      // Swedish dates are written as in ISO 8601.
      const text = now.toLocaleDateString('sv', { timeZone });
      if (/^\d{4}-\d\d-\d\d$/.test(text)) return text;
    }
  } catch (error) {
    if (error instanceof RangeError) report('lojal-program', 'lojal/time-zone-unknown', String(timeZone));
  }
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/**
 * Today's date for the data of a program, in the shop's time zone. Totals without a date are the same on every day: for
 * them `Intl` is not called, whose first call takes 100 ms on a slow phone.
 */
export const todayOf = ({ program, account }: Pick<ProgramData, 'program' | 'account'>): string =>
  today(account?.ledger || account?.expires ? program.timeZone : undefined);
