import type { OwnerWords } from '../../locales/en.owner.ts';
import { digits } from '../../loyalty/money.ts';

/** `section.key` of the words. */
export type OwnerKey = {
  [S in keyof OwnerWords]: `${S}.${keyof OwnerWords[S] & string}`;
}[keyof OwnerWords];

type Entry = string | { readonly one?: string; readonly other: string };

const DAY = 86_400_000;

/** The words of one language, and its numbers, dates and money. */
export class Translator {
  readonly #words: OwnerWords;
  readonly #plural: Intl.PluralRules;

  /** @param tag the BCP 47 tag that numbers and dates follow */
  constructor(
    readonly tag: string,
    words: OwnerWords,
  ) {
    this.#words = words;
    this.#plural = new Intl.PluralRules(tag);
  }

  /** The text of a key, its `{placeholders}` filled. The number `n` chooses the plural form. */
  t(key: OwnerKey, values: Readonly<Record<string, string | number>> = {}): string {
    const [section = '', name = ''] = key.split('.');
    const entry = (this.#words as unknown as Readonly<Record<string, Readonly<Record<string, Entry>>>>)[section]?.[
      name
    ];
    const form = typeof entry === 'object' && this.#plural.select(Number(values.n ?? 0)) === 'one' ? 'one' : 'other';
    const text = typeof entry === 'object' ? (entry[form] ?? entry.other) : (entry ?? key);
    return text.replace(/\{(\w+)\}/g, (whole, hole: string) => {
      const value = Object.hasOwn(values, hole) ? values[hole] : whole;
      return typeof value === 'number' ? this.number(value) : (value ?? whole);
    });
  }

  /** Whether there is a text for a name that the server gave, e.g. a metric of a later version. */
  has(key: string): key is OwnerKey {
    const [section = '', name = ''] = key.split('.');
    const words = this.#words as unknown as Readonly<Record<string, object>>;
    return Object.hasOwn(words, section) && Object.hasOwn(words[section] ?? {}, name);
  }

  number(value: number, decimals = 0): string {
    return this.#write(value, { maximumFractionDigits: decimals, minimumFractionDigits: decimals });
  }

  /** With a plus or a minus sign, none for 0. */
  signed(value: number, decimals = 0): string {
    return `${Number(value.toFixed(decimals)) > 0 ? '+' : ''}${this.number(value, decimals)}`;
  }

  /** @param share 0.42 for 42 % */
  percent(share: number, decimals = 0): string {
    return this.#write(share, { style: 'percent', maximumFractionDigits: decimals });
  }

  money(minor: number, currency: string): string {
    const options = { style: 'currency', currency, currencyDisplay: 'narrowSymbol' } as const;
    const amount = minor / 10 ** digits(currency);
    // Large amounts are read without cents.
    const whole = Math.abs(amount) >= 1000 || Number.isInteger(amount) ? { maximumFractionDigits: 0 } : {};
    return this.#write(amount, { ...options, ...whole });
  }

  /** A number that is rounded to 0 has no minus sign. */
  #write(value: number, options: Intl.NumberFormatOptions): string {
    const shown = new Intl.NumberFormat(this.tag, { ...options, signDisplay: 'negative' });
    return shown.format(value).replace('-', '−');
  }

  /** A calendar day, `2026-11-27`. */
  day(date: string): string {
    return this.#date(`${date.slice(0, 10)}T00:00:00Z`, { dateStyle: 'medium', timeZone: 'UTC' }) ?? date;
  }

  /** A month, `2026-11`. */
  month(month: string): string {
    return this.#date(`${month}-01T00:00:00Z`, { month: 'long', year: 'numeric', timeZone: 'UTC' }) ?? month;
  }

  /** A moment with its time of day. */
  moment(time: string): string {
    return this.#date(time, { dateStyle: 'medium', timeStyle: 'short' }) ?? time;
  }

  /** How long ago: minutes, hours or days, and the date from a week on. */
  ago(time: string, now = Date.now()): string {
    const passed = Date.parse(time) - now;
    if (!Number.isFinite(passed)) return time;
    if (passed < -7 * DAY || passed > DAY) return this.#date(time, { dateStyle: 'medium' }) ?? time;
    const relative = new Intl.RelativeTimeFormat(this.tag, { numeric: 'auto' });
    const minutes = Math.round(passed / 60_000);
    if (minutes > -60) return relative.format(Math.min(0, minutes), 'minute');
    if (minutes > -24 * 60) return relative.format(Math.round(minutes / 60), 'hour');
    return relative.format(Math.round(passed / DAY), 'day');
  }

  #date(time: string, options: Intl.DateTimeFormatOptions): string | undefined {
    const at = Date.parse(time);
    return Number.isNaN(at) ? undefined : new Intl.DateTimeFormat(this.tag, options).format(at);
  }
}
