import type { Forms, Label, Text } from '../loyalty/types.ts';
import type { en } from './en.ts';
import { baseTag } from './languages.ts';
import type { Language, Overrides } from './words.ts';

/**
 * What fills a `{placeholder}`. `n` also chooses the plural form; a number is written in the digits of the language. A
 * function gets what stands behind a point in the braces: `many` for `{amount.many}`.
 */
export type Values = Readonly<Record<string, string | number | ((form?: string) => string) | undefined>>;

/** One language as elements use it: the shop's texts, then those of the language file, and its digits. */
export class Locale {
  /** Whether the digits of the language file are what `Intl` writes for this tag. */
  readonly exact: boolean;

  /**
   * @param tag BCP 47 tag of the page, e.g. `en-GB`: numbers and dates follow it
   * @param words the closest language file; for English the words that the element uses
   */
  constructor(
    readonly tag: string,
    readonly words: Partial<Language> & typeof en,
    readonly overrides?: Overrides,
  ) {
    this.exact = words.tags.split(' ').includes(tag);
  }

  /** The text of a key, its placeholders filled. Without `n`, a text with plural forms takes `other`. */
  t(key: keyof Language, values: Values = {}): string {
    const text = this.text(this.own(key) ?? this.words[key], values.n as number | undefined);
    return text.replace(/\{(\w+)(?:\.(\w+))?\}/g, (whole, name, form) => {
      // `hasOwn`, because a shop's text may have the name of an inherited property in braces: `{constructor}`.
      const value = Object.hasOwn(values, name) ? values[name] : whole;
      return typeof value === 'number'
        ? this.number(value)
        : ((typeof value === 'function' ? value(form) : value) ?? whole);
    });
  }

  /** The shop's own text for a key. */
  own(key: string): string | Forms | undefined {
    return this.#find((tag) => this.overrides?.[tag]?.[key]);
  }

  /**
   * A text in this language: exact tag, base language, English, else the first one given.
   *
   * @param n the number that chooses the plural form, or the form itself; without it, `other`
   */
  text(text: Text | Label | undefined, n?: number | string): string {
    if (typeof text !== 'object') return text ?? '';
    const own = text as Readonly<Record<string, Label>>;
    return this.text(
      'other' in own
        ? (own[typeof n === 'number' ? this.#plural(n) : (n ?? 'other')] ?? own.other)
        : (this.#find((tag) => own[tag]) ?? own.en ?? Object.values(own)[0]),
      n,
    );
  }

  /** A number, grouped, with a minus sign (`Intl` writes a hyphen in some languages). */
  number(n: number): string {
    return this.exact ? this.grouped(String(n)) : new Intl.NumberFormat(this.tag).format(n).replace('-', '−');
  }

  /** Adds this language's separators to plain decimal digits. */
  grouped(plain: string): string {
    const [whole = '', part] = plain.split('.');
    const { marks } = this.words;
    const grouped = marks[2] && !/\d{5}/.test(whole) ? whole : whole.replace(/\B(?=(\d{3})+$)/g, marks[0] as string);
    return grouped.replace('-', '−') + (part ? marks[1] + part : '');
  }

  /** Looks a text up by exact tag, then by language. Norwegian may have its older tag. */
  #find<T>(at: (tag: string) => T | undefined): T | undefined {
    const base = baseTag(this.tag);
    return at(this.tag) ?? at(base) ?? (base === 'nb' ? at('no') : undefined);
  }

  #plural(n: number): keyof Forms {
    const { plural, tags } = this.words;
    // The short rules hold for whole numbers under a million, and not for a language that is shown in English words. A
    // region may have another rule for 0: Portugal and Brazil differ.
    const short = this.exact || (plural === 'one' && tags.startsWith(baseTag(this.tag)));
    if (!short || plural === 'intl' || n % 1 || n >= 1e6) return new Intl.PluralRules(this.tag).select(n);
    return n === 1 || (!n && plural === 'zero') ? 'one' : 'other';
  }
}
