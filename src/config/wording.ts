/**
 * Readers of the settings of a question: what the page or the program's `ask` says about its words. Each gives a value
 * that can be used, or nothing. A getter of the shop that throws is not caught here.
 */
import { FILLED_TEXT, TEXT_LETTERS, URL_LETTERS, VERSION_TEXT } from './config-limits.ts';
import { versionDeclaration } from './version-declaration.ts';
import type { Text, Value } from './vocabulary.ts';
import type { wordingDeclaration } from './wording-declaration.ts';

/** Reads a setting, and says in words what is accepted. */
export type SettingReader<T> = readonly [read: (value: unknown) => T | undefined, accepted: string];

/** A link in the thanks. */
export type NextLink = NonNullable<Value<typeof wordingDeclaration>['next']>;

/** An own property; nothing for one that is inherited or cannot be read. */
export function own(source: unknown, key: string): unknown {
  try {
    return Object.hasOwn(source as object, key) ? (source as Readonly<Record<string, unknown>>)[key] : undefined;
  } catch {
    // Not an object, or a getter that throws.
    return undefined;
  }
}

/** Whether the value is a text of 1 to `most` characters that are not all spaces. */
export const isFilledText = (value: unknown, most = TEXT_LETTERS): value is string =>
  typeof value === 'string' && value.trim() !== '' && value.length <= most;

/** A text, or one by language. A copy: a later change to the shop's object changes nothing here. */
export function readTextSetting(value: unknown): Text | undefined {
  if (isFilledText(value)) return value;
  if (typeof value !== 'object' || !value || Array.isArray(value)) return undefined;
  const texts = Object.keys(value).map((tag) => [tag, own(value, tag)] as const);
  return texts.length && texts.every(([, one]) => isFilledText(one)) ? (Object.fromEntries(texts) as Text) : undefined;
}

/** The shop's own question. `{name}` in the text stands for the shop or product that is asked about. */
export const question: SettingReader<Text> = [readTextSetting, FILLED_TEXT];

/** The shop's name for its wording. */
export const version: SettingReader<string> = [
  (value) => (typeof value === 'string' && versionDeclaration.pattern.test(value) ? value : undefined),
  VERSION_TEXT,
];

export const flag: SettingReader<boolean> = [
  (value) => (typeof value === 'boolean' ? value : undefined),
  'true or false',
];

/** The link in the thanks. Its `url` is as the shop wrote it: check the address before linking it. */
export const next: SettingReader<NextLink> = [
  (value) => {
    const [text, url] = [readTextSetting(own(value, 'text')), own(value, 'url')];
    return text !== undefined && isFilledText(url, URL_LETTERS) ? { text, url } : undefined;
  },
  '{ text, url }',
];
