/** Reads what customers read: texts by language, plural forms, replacements for built-in texts. */
import { FILLED_TEXT, MAP_KEYS, TEXT_LETTERS } from './config-limits.ts';
import { objectReader } from './object-reader.ts';
import { addFault, IGNORED, isObject, REST_IGNORED, type Reader, readProperty, refuse } from './reader.ts';
import type { Forms, Label, Strings, Text } from './vocabulary.ts';

export const LANGUAGE = /^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$/;
export const STRINGS_KEY = /^[A-Za-z][\w.-]{0,59}$/;
export const PLURALS = ['zero', 'one', 'two', 'few', 'many', 'other'] as const;

/** One string. The limit counts characters, not UTF-16 units, as JSON Schema does. */
export const readLine: Reader<string> = (value, log) => {
  if (typeof value !== 'string') return refuse(log, value, 'a text');
  if (value.length <= TEXT_LETTERS) return value;
  const letters = [...value.slice(0, 2 * TEXT_LETTERS + 1)];
  if (letters.length <= TEXT_LETTERS) return value;
  addFault(log, 'lojal/text-too-long', {
    found: String(value.length),
    accepted: String(TEXT_LETTERS),
    outcome: 'The rest was cut off',
  });
  return letters.slice(0, TEXT_LETTERS).join('');
};

/** A map without a prototype whose keys match `pattern`; an empty map is refused. */
function mapReader<T>(
  read: Reader<T>,
  pattern: RegExp,
  what: string,
  wanted: string,
): Reader<Readonly<Record<string, T>>> {
  return (source, log) => {
    if (!isObject(source)) return refuse(log, source, wanted);
    const made: Record<string, T> = Object.create(null);
    const keys = Object.keys(source);
    if (keys.length > MAP_KEYS)
      addFault(log, 'lojal/too-many', {
        found: `${keys.length} keys`,
        accepted: String(MAP_KEYS),
        outcome: REST_IGNORED,
      });
    for (const key of keys.slice(0, MAP_KEYS)) {
      if (!pattern.test(key)) {
        addFault(log, 'lojal/invalid-key', { path: `.${key.slice(0, 40)}`, accepted: what, outcome: IGNORED });
        continue;
      }
      const value = readProperty(read, source, key, log, IGNORED);
      if (value !== undefined) made[key] = value;
    }
    return Object.keys(made).length ? made : refuse(log, source, wanted);
  };
}

const byLanguage = <T>(read: Reader<T>, wanted: string) => mapReader(read, LANGUAGE, 'a language code', wanted);

/** Reads a string by `one` and any other value by `other`. */
const either =
  <A, B>(one: Reader<A>, other: Reader<B>): Reader<A | B> =>
  (value, log, made) =>
    (typeof value === 'string' ? one : other)(value, log, made);

export const readText: Reader<Text> = either(readLine, byLanguage(readLine, 'a text, or a text for each language'));

const readFilledLine: Reader<string> = (value, log, made) =>
  typeof value === 'string' && !value.trim() ? refuse(log, value, FILLED_TEXT) : readLine(value, log, made);
/** A text that is not only spaces. */
export const readFilledText: Reader<Text> = either(readFilledLine, byLanguage(readFilledLine, FILLED_TEXT));

const formsOf = <T extends Text>(read: Reader<T>) =>
  objectReader(
    { required: ['other'] },
    Object.fromEntries(PLURALS.map((category) => [category, read])),
  ) as Reader<Forms>;

const readForms = formsOf(readText);
const readPhrase = either(readLine, formsOf(readLine));
const readLabels = byLanguage(readPhrase, 'a text, plural forms, or one of them for each language');

export const readStrings: Reader<Strings> = byLanguage(
  mapReader(readPhrase, STRINGS_KEY, 'a name', 'a map of texts'),
  'a map of texts for each language',
);

/** The noun for points. "one" and "two" are languages too (Oneida, Tswapong): here they are plural categories. */
export const readLabel: Reader<Label> = (value, log, made) => {
  if (typeof value === 'string') return readLine(value, log, made);
  const plural = isObject(value) && Object.keys(value).some((key) => PLURALS.some((category) => category === key));
  return (plural ? readForms : readLabels)(value, log, made);
};
