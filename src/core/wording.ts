/**
 * Readers of what an entry of the asking rules says of a question's words. Each gives a value that can be used, or
 * nothing; a getter of the shop's that throws is let through.
 */
import type { Text } from './types.ts';

/** How a value is read, and what to say is accepted where it cannot be. */
export type Reader<T> = readonly [read: (value: unknown) => T | undefined, accepted: string];

/** A link in the thanks. */
export interface Next {
  readonly text: Text;
  /** As the shop wrote it: whoever links it checks it. */
  readonly url: string;
}

/** A property that the object itself has; nothing for one that is inherited or cannot be read. */
export function own(source: unknown, key: string): unknown {
  try {
    return Object.hasOwn(source as object, key) ? (source as Readonly<Record<string, unknown>>)[key] : undefined;
  } catch {
    // Not an object at all, or a getter that throws.
    return undefined;
  }
}

/** Whether it is a text of 1 to `most` characters that are not all spaces. */
export const isLine = (value: unknown, most = 500): value is string =>
  typeof value === 'string' && value.trim() !== '' && value.length <= most;

/** A text, or one by language. Copied, so that what the shop's script does to its object later changes nothing here. */
export function readText(value: unknown): Text | undefined {
  if (isLine(value)) return value;
  if (typeof value !== 'object' || !value || Array.isArray(value)) return undefined;
  const texts = Object.keys(value).map((tag) => [tag, own(value, tag)] as const);
  return texts.length && texts.every(([, one]) => isLine(one)) ? (Object.fromEntries(texts) as Text) : undefined;
}

/** The shop's own question. `{name}` in it stands for who or what is asked about. */
export const question: Reader<Text> = [readText, 'a text of 1 to 500 characters, or one by language,'];

/** The shop's name for its wording. */
export const version: Reader<string> = [
  (value) => (isLine(value, 40) ? value : undefined),
  'a text of 1 to 40 characters',
];

export const flag: Reader<boolean> = [(value) => (typeof value === 'boolean' ? value : undefined), 'true or false'];

export const next: Reader<Next> = [
  (value) => {
    const [text, url] = [readText(own(value, 'text')), own(value, 'url')];
    return text !== undefined && isLine(url, 2000) ? { text, url } : undefined;
  },
  '{ text, url }',
];
