import type { Locale } from '../../locales/locale.ts';
import type { Duration } from '../../loyalty/duration.ts';

/** A duration in words, in the nominative: "14 days", "1 year", "1 month, 2 days". */
export function durationWords(locale: Locale, { months, days }: Duration): string {
  const years = months % 12 === 0;
  const unit = (n: number, name: string): string[] =>
    n > 0 ? [new Intl.NumberFormat(locale.tag, { style: 'unit', unit: name, unitDisplay: 'long' }).format(n)] : [];
  const parts = [...unit(years ? months / 12 : months, years ? 'year' : 'month'), ...unit(days, 'day')];
  return parts.join(locale.t('comma'));
}
