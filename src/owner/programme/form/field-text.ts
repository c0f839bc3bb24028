/** What the inputs of the form show, and what they read. What an input cannot show, and read back the same, is edited as JSON. */
import { isDate } from '../../../loyalty/dates.ts';
import type { JsonSchema } from './json-schema.ts';

export type LeafKind = 'line' | 'number' | 'boolean' | 'choice' | 'date' | 'duration' | 'json';

export type DurationUnit = 'D' | 'W' | 'M' | 'Y';
export const DURATION_UNITS: readonly DurationUnit[] = ['D', 'W', 'M', 'Y'];

/** A duration of one unit, as two inputs show it. */
const ONE_UNIT = /^P([1-9]\d{0,3})([DWMY])$/;

export function durationParts(text: unknown): { readonly n: number; readonly unit: DurationUnit } | undefined {
  const found = typeof text === 'string' ? ONE_UNIT.exec(text) : null;
  return found ? { n: Number(found[1]), unit: found[2] as DurationUnit } : undefined;
}

/** `P90D`; undefined without a number. */
export const oneUnitDuration = (n: number, unit: DurationUnit): string | undefined =>
  Number.isInteger(n) && n > 0 && n < 10_000 ? `P${n}${unit}` : undefined;

const isDuration = ({ pattern }: JsonSchema): boolean => /^\^P\(\?=/.test(pattern ?? '');

/** The kind of a value that is neither an object nor a list, as the schema says it. */
function leafKind(schema: JsonSchema): LeafKind {
  if (schema.enum) return schema.enum.every((value) => typeof value === 'string') ? 'choice' : 'json';
  switch (schema.type) {
    case 'number':
    case 'integer':
      return 'number';
    case 'boolean':
      return 'boolean';
    case 'string':
      return schema.format === 'date' ? 'date' : isDuration(schema) ? 'duration' : 'line';
    default:
      return 'json';
  }
}

/** Whether the input of a kind shows a value so that it reads the same value. */
function shows(kind: LeafKind, schema: JsonSchema, value: unknown): boolean {
  switch (kind) {
    case 'number':
      return typeof value === 'number' && Number.isFinite(value) && !Object.is(value, -0);
    case 'boolean':
      return typeof value === 'boolean';
    case 'choice':
      return schema.enum?.includes(value) === true;
    case 'date':
      return isDate(value);
    case 'duration':
      return durationParts(value) !== undefined;
    // An input removes NUL, and a text area turns a carriage return into a line feed.
    case 'line':
      return typeof value === 'string' && !/[\r\0]/.test(value);
    default:
      return true;
  }
}

/** The kind of the input for a value; a text where only a text can show it, else JSON. */
export function kindFor(schema: JsonSchema, value: unknown): LeafKind {
  const kind = leafKind(schema);
  if (value === undefined || shows(kind, schema, value)) return kind;
  const isText = kind === 'date' || kind === 'duration';
  return isText && shows('line', schema, value) ? 'line' : 'json';
}

/** The text of an input. @param mark between the whole and the decimals of a number */
export function shownText(kind: LeafKind, value: unknown, mark = '.'): string {
  if (value === undefined) return '';
  if (kind === 'number') return String(value).replace('.', mark);
  return kind === 'json' ? JSON.stringify(value, null, 2) : String(value);
}

/** The mark of a language between the whole and the decimals, where an input reads it: a point or a comma. */
export function decimalMark(language: string): string {
  const parts = new Intl.NumberFormat(language).formatToParts(1.5);
  return parts.find(({ type }) => type === 'decimal')?.value === ',' ? ',' : '.';
}

/** A number as people write it, with a point or a comma. */
const NUMBER = /^[+-]?(\d+([.,]\d*)?|[.,]\d+)(e[+-]?\d+)?$/i;

/**
 * The value that a text gives. An empty text gives none, so the default holds.
 *
 * @throws SyntaxError for what is not JSON, RangeError for what is no number or no duration
 */
export function valueOfText(kind: LeafKind, text: string): unknown {
  if (text.trim() === '' && kind !== 'line') return undefined;
  switch (kind) {
    case 'json':
      return JSON.parse(text);
    case 'boolean':
      return text === 'true';
    case 'number':
      if (!NUMBER.test(text.trim()) || !Number.isFinite(Number(text.replace(',', '.'))))
        throw new RangeError('no number');
      return Number(text.replace(',', '.'));
    case 'duration':
      if (!durationParts(text)) throw new RangeError('no duration');
      return text;
    default:
      return text === '' ? undefined : text;
  }
}
