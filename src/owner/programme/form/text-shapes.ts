/** Texts of a program: written once, by number, or by language. */
import type { TextShape } from './form-node.ts';
import { isRecord } from './form-path.ts';

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
