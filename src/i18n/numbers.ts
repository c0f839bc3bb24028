import { digits } from '../core/money.ts';
import type { CalendarDate, Forms, Label } from '../core/types.ts';
import type { Locale } from './locale.ts';

/** The shop's noun for its points, or our own for points and orders, in the form that goes with `n`. */
export function noun(locale: Locale, n: number, label: Label | undefined, key: 'points' | 'orders'): string {
  return locale.text(label ?? locale.own(key) ?? (locale.words[key] as Forms), n);
}

/** A count with its noun: "1 bean", "2 beans". */
export function count(locale: Locale, n: number, label?: Label, key: 'points' | 'orders' = 'points'): string {
  return `${locale.number(n)} ${noun(locale, n, label, key)}`;
}

/** From a million on short for the eye: "1.2M". */
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
  // Languages differ in where a minus stands beside a symbol; less than nothing is rare.
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

/** A date in words, with its year. Not for the first paint: it starts `Intl`. */
export function date(locale: Locale, on: CalendarDate): string {
  return new Intl.DateTimeFormat(locale.tag, { dateStyle: 'long', timeZone: 'UTC' }).format(Date.parse(on));
}
