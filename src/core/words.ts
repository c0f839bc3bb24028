/** Readers for what people read and follow: texts by language, plural forms, links, names of things. */
import { attempt, complain, isObject, type Read, refuse, shape, word } from './read.ts';
import type { Forms, Label, Text } from './types.ts';

const MOST_LETTERS = 500;
const MOST_KEYS = 500;

/** An identifier, in whole characters. */
export const ID = /^.{1,200}$/su;
const LANGUAGE = /^[a-z]{2,8}(-[a-z\d]{1,8})*$/i;
const KEY = /^[a-z][\w.-]{0,59}$/i;

/**
 * `https:`, `http:` on this machine, or on the shop's own site. Neither white space nor a backslash: a browser drops
 * the one and turns the other, so that `/\shop.example` leads to another site.
 */
const LINK =
  /^(?:https:\/\/[^\s\\/?#]|http:\/\/(?:localhost|127\.0\.0\.1|\[::1\])(?![^:/?#])|\/(?!\/)|\.\/|[?#])[^\s\\]{0,2000}$/u;

export const id: Read<string> = word('a text of 1 to 200 characters', (text) => (ID.test(text) ? text : undefined));

export const link: Read<string> = word('a link with https: or on this site', (text) =>
  LINK.test(text) ? text : undefined,
);

/** One string. Characters, not halves of them, are counted, as JSON Schema does. */
export const line: Read<string> = (value, log) => {
  if (typeof value !== 'string') return refuse(log, value, 'a text');
  if (value.length <= MOST_LETTERS) return value;
  const letters = [...value.slice(0, 2 * MOST_LETTERS + 1)];
  if (letters.length <= MOST_LETTERS) return value;
  complain(log, `${value.length} characters long`, `${MOST_LETTERS} are accepted, the rest was cut`);
  return letters.slice(0, MOST_LETTERS).join('');
};

/** A map without a prototype, of values under keys that `fits` lets through; an empty one is nothing. */
function map<T>(read: Read<T>, fits: RegExp, what: string, wanted: string): Read<Readonly<Record<string, T>>> {
  return (source, log) => {
    if (!isObject(source)) return refuse(log, source, wanted);
    const made: Record<string, T> = Object.create(null);
    const keys = Object.keys(source);
    if (keys.length > MOST_KEYS)
      complain(log, `${keys.length} long`, `${MOST_KEYS} are accepted, the rest was left out`);
    for (const key of keys.slice(0, MOST_KEYS)) {
      if (!fits.test(key)) {
        complain(log, `under a key that is not ${what}`, 'it was left out', `.${key.slice(0, 40)}`);
        continue;
      }
      const value = attempt(read, source, key, log, 'it was left out');
      if (value !== undefined) made[key] = value;
    }
    return Object.keys(made).length ? made : refuse(log, source, wanted);
  };
}

const byLanguage = <T>(read: Read<T>, wanted = 'a text, or one by language,') =>
  map(read, LANGUAGE, 'a language', wanted);

/** A reader of either: `one` for a string, `other` for the rest. */
const either =
  <A, B>(one: Read<A>, other: Read<B>): Read<A | B> =>
  (value, log, made) =>
    (typeof value === 'string' ? one : other)(value, log, made);

export const text: Read<Text> = either(line, byLanguage(line));

const forms = <T extends Text>(read: Read<T>) =>
  shape<{ zero?: T; one?: T; two?: T; few?: T; many?: T; other: T }>(
    { zero: read, one: read, two: read, few: read, many: read, other: read },
    ['other'],
  );

const formsOfTexts: Read<Forms> = forms(text);
export const strings = byLanguage(map(either(line, forms(line)), KEY, 'a name', 'a map of texts'), 'a map by language');
const labels = byLanguage(either(line, forms(line)), 'a text, plural forms, or one of them by language,');

/** The noun for points. "one" and "two" are languages too (Oneida, Tswapong): here they are plural categories. */
export const label: Read<Label> = (value, log, made) => {
  if (typeof value === 'string') return line(value, log, made);
  const plural = isObject(value) && Object.keys(value).some((key) => /^(zero|one|two|few|many|other)$/.test(key));
  return (plural ? formsOfTexts : labels)(value, log, made);
};
