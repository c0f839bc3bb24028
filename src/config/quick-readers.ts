/**
 * What the quick check is made of. A reader gives the value with its defaults, or nothing where the value is missing and
 * has no default. It throws where a value does not fit; nothing is mended and nothing is named: that is the work of the
 * full reader.
 */
import { DURATION } from '../loyalty/duration.ts';
import { JSON_LEVELS, TEXT_LETTERS } from './config-limits.ts';

export type QuickReader = (value: unknown) => unknown;

/** Language tags, without the rarer forms that the full reader accepts. */
const LANGUAGE = /^[a-z]{2}(-[A-Z]{2})?$/;

const refuse = (): never => {
  throw refuse;
};

const reader =
  (fits: (value: never) => unknown, fallback?: unknown): QuickReader =>
  (value = fallback) =>
    value === undefined || fits(value as never) ? value : refuse();

export const required =
  (read: QuickReader): QuickReader =>
  (value) =>
    value === undefined ? refuse() : read(value);

/** @param scale the number of steps in a unit: 1 for integers, nothing for any number */
export const number = (minimum: number, maximum: number, scale?: number, fallback?: number): QuickReader =>
  reader(
    (value: unknown) =>
      typeof value === 'number' &&
      value >= minimum &&
      value <= maximum &&
      (!scale || Math.round(value * scale) / scale === value),
    fallback,
  );

export const oneOf = (values: readonly unknown[], fallback?: unknown): QuickReader =>
  reader((value: unknown) => values.includes(value), fallback);

export const matching = (pattern: RegExp, fallback?: string): QuickReader =>
  reader((value: unknown) => typeof value === 'string' && pattern.test(value), fallback);

/** Whether this is an object as JSON makes it. An object that inherits is for the full reader. */
const isPlain = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && [null, Object.prototype].includes(Object.getPrototypeOf(value));

const isLine = (value: unknown): boolean => typeof value === 'string' && value.length <= TEXT_LETTERS;

const isText = (value: unknown): boolean =>
  isLine(value) ||
  (isPlain(value) &&
    Object.keys(value).length > 0 &&
    Object.entries(value).every(([tag, one]) => LANGUAGE.test(tag) && isLine(one)));

const isJson = (value: unknown, levels: number): boolean =>
  typeof value !== 'object' ||
  (levels > 0 &&
    value !== null &&
    !Object.hasOwn(value, '__proto__') &&
    Object.values(value).every((inner) => isJson(inner, levels - 1)));

export const line = reader(isLine);
/** A text that customers read: one for every language, or one by language. */
export const localized = reader(isText);
export const jsonObject = reader((value) => isPlain(value) && isJson(value, JSON_LEVELS));
export const duration = matching(DURATION);

export const list =
  (item: QuickReader, minimum: number, maximum: number, unique: readonly string[] = [], fallback?: unknown) =>
  (value: unknown = fallback): unknown => {
    if (value === undefined) return value;
    if (!Array.isArray(value) || value.length < minimum || value.length > maximum) return refuse();
    return unique.some((key) => new Set(value.map((one) => one[key])).size < value.length)
      ? refuse()
      : // Not `Array.from`, which some hosts replace. The spread turns holes into `undefined`.
        [...value].map(required(item));
  };

/** @param late keys that the value may have and the result does not, separated by spaces */
export const object =
  (fields: Readonly<Record<string, QuickReader>>, fallback?: object, late = ''): QuickReader =>
  (value: unknown = fallback) => {
    if (value === undefined) return value;
    const known = [...Object.keys(fields), ...late.split(' ')];
    if (!isPlain(value) || !Object.keys(value).every((key) => known.includes(key))) return refuse();
    const read: Record<string, unknown> = {};
    // Not `for … in`: some hosts add enumerable properties to `Object.prototype`.
    for (const key of Object.keys(fields)) {
      const inner = fields[key]?.(Object.hasOwn(value, key) ? value[key] : undefined);
      if (inner !== undefined) read[key] = inner;
    }
    return read;
  };

const forms = object({ one: line, other: required(line) });
export const label: QuickReader = (value) => (value === undefined || isLine(value) ? value : forms(value));
