/**
 * The vocabulary of the declarations. A declaration is plain data that says what a shop may write; the type, the JSON
 * Schema, the quick check, the full reader, the defaults and the reference pages derive from it. Types only: this file
 * adds nothing to the build.
 */

/** A text that customers read: one string for every language, or a string by language tag. */
export type Text = string | Readonly<Record<string, string>>;

/** A noun by CLDR plural category. Every language has `other`. */
export type Forms = { readonly [category in Intl.LDMLPluralRule]?: Text } & { readonly other: Text };

/** The shop's word for points: a text, its plural forms, or plural forms by language. */
export type Label = Text | Forms | Readonly<Record<string, string | Forms>>;

/** The shop's replacements for built-in texts: language tag → key → text or plural forms. */
export type Strings = Readonly<Record<string, Readonly<Record<string, string | Forms>>>>;

/** A calendar date, `YYYY-MM-DD`. */
export type CalendarDate = string;

interface Declared {
  /** The value where none is written. `{}` for an object: the defaults of its keys. */
  readonly default?: unknown;
  /**
   * Whether the key is left out of what pages use. The quick check takes any value for a late key, so that only the parts of a page
   * that earn and redeem load its reader.
   */
  readonly late?: true;
}

export interface NumberType extends Declared {
  readonly type: 'number';
  readonly minimum: number;
  readonly maximum: number;
  readonly integer?: true;
  /** The most decimals. */
  readonly decimals?: 6;
  /** `money`: major units of the currency. `metric`: money where tiers count `spend`, else an integer. */
  readonly unit?: 'money' | 'metric';
  /** Defaults that depend on the kind of question. */
  readonly defaultByKind?: Readonly<Record<string, number>>;
}

export type Format = 'currency' | 'customer' | 'event' | 'id' | 'language' | 'link' | 'path' | 'time-zone' | 'version';

export interface StringType extends Declared {
  readonly type: 'string';
  /** With the flag `u` alone, because a JSON Schema has no flags. */
  readonly pattern: RegExp;
  /** Names what the pattern accepts. `formats.ts` says the same in words, which most visitors need not load. */
  readonly format: Format;
}

export interface EnumType extends Declared {
  readonly type: 'enum';
  readonly values: readonly string[];
}

/**
 * Values that need no further facts. `line` is one string of at most 500 characters, `json` an object of at most 5
 * levels that another reader reads, `duration` an ISO 8601 duration of years, months, weeks and
 * days.
 */
export interface PlainType extends Declared {
  readonly type: 'boolean' | 'date' | 'duration' | 'json' | 'label' | 'line' | 'strings' | 'text';
  /** `text`: whether a string of spaces alone is refused. */
  readonly filled?: true;
}

export interface ListType extends Declared {
  readonly type: 'list';
  /** An item, in messages. */
  readonly noun: string;
  readonly items: ValueType;
  readonly minimum?: 1;
  readonly maximum: number;
  /** The full reader takes more items, up to `maximum`, and warns. */
  readonly advised?: number;
  /** Keys whose values differ in all items. */
  readonly unique?: readonly string[];
}

export interface ObjectType extends Declared {
  readonly type: 'object';
  readonly fields: Readonly<Record<string, ValueType>>;
  readonly required?: readonly string[];
  /** Two keys of which neither is written without the other. */
  readonly together?: readonly [string, string];
}

/** One of several objects, told apart by the key `kind`. */
export interface VariantsType extends Declared {
  readonly type: 'variants';
  readonly kinds: Readonly<Record<string, ObjectType>>;
}

export type ValueType = NumberType | StringType | EnumType | PlainType | ListType | ObjectType | VariantsType;

/** Which keys a value has. Those of a page are without the late ones. */
type Keys = 'page' | 'all';
type Fields<T, Of extends Keys = 'all'> = T extends { fields: infer F }
  ? { [K in keyof F as Of extends 'all' ? K : F[K] extends { late: true } ? never : K]: F[K] }
  : never;
type Required<T> = T extends { required: readonly (infer K)[] } ? K : never;
/** Keys that are always there: required ones, and ones with a default. */
type Present<T> = {
  [K in keyof Fields<T>]: K extends Required<T> ? K : Fields<T>[K] extends { default: unknown } ? K : never;
}[keyof Fields<T>];

interface PlainValues {
  boolean: boolean;
  date: CalendarDate;
  duration: string;
  json: Readonly<Record<string, unknown>>;
  label: Label;
  line: string;
  number: number;
  string: string;
  strings: Strings;
  text: Text;
}

/** The type of the values of a declaration, after defaults are filled in. */
export type Value<T, Of extends Keys = 'page'> = T extends { type: infer Name extends keyof PlainValues }
  ? PlainValues[Name]
  : T extends { type: 'enum'; values: readonly (infer V)[] }
    ? V
    : T extends { type: 'list'; items: infer Item }
      ? readonly Value<Item, Of>[]
      : T extends { type: 'variants'; kinds: infer Kinds }
        ? { [K in keyof Kinds]: { readonly kind: K } & Value<Kinds[K], Of> }[keyof Kinds]
        : { readonly [K in keyof Fields<T, Of> as K extends Present<T> ? K : never]: Value<Fields<T, Of>[K], Of> } & {
            readonly [K in keyof Fields<T, Of> as K extends Present<T> ? never : K]?: Value<Fields<T, Of>[K], Of>;
          };

/** A description, and an example as JSON where one helps. */
export interface Doc {
  readonly description: string;
  readonly example?: string;
}

/** The descriptions of a declaration: one for every key, or the file does not compile. */
export type Docs<T> = T extends { type: 'object'; fields: infer F }
  ? Doc & { readonly fields: { readonly [K in keyof F]: Docs<F[K]> } }
  : T extends { type: 'list'; items: infer Item extends { type: 'object' | 'variants' } }
    ? Doc & { readonly items: Docs<Item> }
    : T extends { type: 'variants'; kinds: infer Kinds }
      ? { readonly kinds: { readonly [K in keyof Kinds]: Docs<Kinds[K]> } }
      : string | Doc;
