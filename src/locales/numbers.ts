import { digits } from '../loyalty/money.ts';
import type { CalendarDate, Label } from '../loyalty/types.ts';
import type { Locale } from './locale.ts';

/**
 * An amount with `{n}` in the place of its number: "{n} beans". A form may leave the number out ("one point"). The shop's
 * nouns may be without `{n}`: then the number comes first, with a no-break space.
 *
 * @param n the number that chooses the form, or the form itself
 */
export function amountText(
  locale: Locale,
  n: number | string,
  label: Label | undefined,
  key: 'points' | 'orders' = 'points',
): string {
  const forms = label ?? locale.own(key) ?? locale.words[key];
  return (locale.text(forms).includes('{n}') ? '' : '{n}\u00a0') + locale.text(forms, n);
}

/**
 * A count with its noun: "1 bean", "2 beans".
 *
 * @param form the plural form of the noun, where a sentence needs another than the number has
 */
export function count(
  locale: Locale,
  n: number,
  label?: Label,
  key: 'points' | 'orders' = 'points',
  form?: string,
): string {
  return amountText(locale, form ?? n, label, key).replace('{n}', locale.number(n));
}

/** A number from a million on in short: "1.2M". */
export function compact(locale: Locale, n: number): string {
  return Math.abs(n) < 1e6
    ? locale.number(n)
    : new Intl.NumberFormat(locale.tag, { notation: 'compact', maximumFractionDigits: 1 }).format(n).replace('-', '−');
}

/** An amount of money given in minor units. */
export function money(locale: Locale, minor: number, currency: string): string {
  const places = digits(currency);
  const { exact, words } = locale;
  const list = (words.symbols as string).split(' ');
  const at = list.indexOf(currency);
  // Languages differ in where they put a minus beside a symbol. Negative amounts are rare, so `Intl` writes them.
  if (!exact || at < 0 || minor < 0)
    return new Intl.NumberFormat(locale.tag, {
      style: 'currency',
      currency,
      minimumFractionDigits: places,
      maximumFractionDigits: places,
    })
      .format(minor / 10 ** places)
      .replace('-', '−');
  const amount = locale.grouped((minor / 10 ** places).toFixed(places));
  const symbol = list[at + 1] as string;
  return (words.money as string).replace(/[#¤]/g, (mark) => (mark === '#' ? amount : symbol));
}

/**
 * A date in words, with its year. Not for the first paint: it starts `Intl`.
 *
 * @param word stands before the date and elides before 8 and 11, as Italian does: "del 7 marzo", "dell’8 marzo"
 */
export function date(locale: Locale, on: CalendarDate, word = ''): string {
  const { first = '1' } = locale.words;
  const text = new Intl.DateTimeFormat(locale.tag, { dateStyle: 'long', timeZone: 'UTC' })
    .format(Date.parse(on))
    .replace(/^1(?= )/, first);
  return (word && word + (/^(8|11) /.test(text) ? 'l’' : ' ')) + text;
}
