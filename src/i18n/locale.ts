import type { Forms, Label, Text } from '../core/types.ts';
import type { en } from './en.ts';
import { base, type Language } from './languages.ts';

/** What may be put into a `{placeholder}`; `n` also chooses the plural form. */
export type Values = Readonly<Record<string, string | number>>;

/** The shop's own words, by language and key; plural forms where ours may have them. */
export type Overrides = Readonly<Record<string, Readonly<Record<string, string | Forms>>>>;

/** One language as elements use it: the shop's words over ours, and digits as `Intl` writes them. */
export class Locale {
  /** Whether the language file's digits are what `Intl` would write for this tag. */
  readonly exact: boolean;

  /**
   * @param tag BCP 47 tag of the page, e.g. `en-GB`: numbers and dates follow it
   * @param words of the closest language we have; for English those that the element uses
   */
  constructor(
    readonly tag: string,
    readonly words: Partial<Language> & typeof en,
    readonly overrides?: Overrides,
  ) {
    this.exact = words.tags.split(' ').includes(tag);
  }

  /** The text of a key, its placeholders filled. Numbers among the values are written in the language's digits. */
  t(key: keyof Language, values: Values = {}): string {
    return this.text(this.own(key) ?? this.words[key], values.n as number).replace(/\{(\w+)\}/g, (whole, name) => {
      // A word in braces may also be the name of something that every object inherits.
      const value = Object.hasOwn(values, name) ? values[name] : whole;
      return typeof value === 'number' ? this.number(value) : (value ?? whole);
    });
  }

  /** The shop's own words under a key, if it has any. */
  own(key: keyof Language): string | Forms | undefined {
    return this.#find((tag) => this.overrides?.[tag]?.[key]);
  }

  /** A text of the shop in this language: exact tag, base language, English, else the first one given. */
  text(text: Text | Label | undefined, n = 0): string {
    if (typeof text !== 'object') return text ?? '';
    const own = text as Readonly<Record<string, Label>>;
    return this.text(
      'other' in own
        ? (own[this.#plural(n)] ?? own.other)
        : (this.#find((tag) => own[tag]) ?? own.en ?? Object.values(own)[0]),
      n,
    );
  }

  /** A number, grouped, with a real minus (some languages' `Intl` writes a hyphen). */
  number(n: number): string {
    return this.exact ? this.grouped(String(n)) : new Intl.NumberFormat(this.tag).format(n).replace('-', '−');
  }

  /** Plain decimal digits with this language's separators. */
  grouped(plain: string): string {
    const [whole = '', part] = plain.split('.');
    const { marks } = this.words;
    const grouped = marks[2] && !/\d{5}/.test(whole) ? whole : whole.replace(/\B(?=(\d{3})+$)/g, marks[0] as string);
    return grouped.replace('-', '−') + (part ? marks[1] + part : '');
  }

  /** What a shop has for this language; Norwegian may go by its older tag. */
  #find<T>(at: (tag: string) => T | undefined): T | undefined {
    const general = base(this.tag);
    return at(this.tag) ?? at(general) ?? (general === 'nb' ? at('no') : undefined);
  }

  #plural(n: number): keyof Forms {
    const { plural, tags } = this.words;
    // The small rules are right for whole numbers under a million. Not for a language in English words; and of nought
    // Portugal thinks otherwise than Brazil.
    const small = this.exact || (plural === 'one' && tags.startsWith(base(this.tag)));
    if (!small || plural === 'intl' || n % 1 || n >= 1e6) return new Intl.PluralRules(this.tag).select(n);
    return n === 1 || (!n && plural === 'zero') ? 'one' : 'other';
  }
}
