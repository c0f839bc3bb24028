/** Texts of a program: written once, by number, or by language. */
import type { TextShape } from './form-node.ts';
import { isRecord } from './form-path.ts';

/** A language tag: `sv`, `pt-BR`. A key like `one` is a plural form. */
const LANGUAGE_TAG = /^[a-z]{2}(-[A-Za-z0-9]{2,8})*$/;

/** Whether every value of an object is a text by a language. */
const isByLanguage = (value: Readonly<Record<string, unknown>>): boolean =>
  Object.keys(value).length > 0 &&
  Object.entries(value).every(
    ([key, text]) => LANGUAGE_TAG.test(key) && (typeof text === 'string' || (isRecord(text) && 'other' in text)),
  );

/** The languages in which a program has texts, in the order of their first text. */
export function languagesOf(program: unknown): string[] {
  const found = new Set<string>();
  const look = (value: unknown): void => {
    if (Array.isArray(value)) for (const item of value) look(item);
    if (!isRecord(value)) return;
    if (isByLanguage(value)) for (const key of Object.keys(value)) found.add(key);
    else for (const item of Object.values(value)) look(item);
  };
  look(program);
  return [...found];
}

/** The first text of a value, whatever its shape. */
function firstText(value: unknown): string {
  if (typeof value === 'string') return value;
  if (!isRecord(value)) return '';
  for (const one of [value.other, ...Object.values(value)]) {
    const text = firstText(one);
    if (text) return text;
  }
  return '';
}

/** A text in a language, else in the first one that it has; empty for what is no text. */
export function textIn(value: unknown, language: string): string {
  if (typeof value === 'string') return value;
  if (!isRecord(value)) return '';
  const own = Object.hasOwn(value, language) ? value[language] : Object.values(value)[0];
  return typeof own === 'string' ? own : '';
}

/** A text in another shape. What the new shape has no place for is left out. */
export function reshaped(value: unknown, shape: TextShape, language: string): unknown {
  switch (shape) {
    case 'once':
      return firstText(value);
    case 'byNumber':
      return { one: firstText(isRecord(value) ? (value.one ?? value) : value), other: firstText(value) };
    case 'byLanguage':
      return { [language]: firstText(value) };
  }
}
