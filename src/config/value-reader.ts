/** The full reader of a declaration: it reads every value that can be used, and names what cannot. */
import { isDate } from '../loyalty/dates.ts';
import { readDuration } from '../loyalty/duration.ts';
import { withDefaults } from './defaults.ts';
import { FORMATS } from './formats.ts';
import { readJsonObject } from './json-reader.ts';
import { listReader } from './list-reader.ts';
import { objectReader } from './object-reader.ts';
import { addFault, type Reader, readProperty, refuse, show } from './reader.ts';
import { readFilledText, readLabel, readLine, readStrings, readText } from './text-readers.ts';
import type { NumberType, ObjectType, ValueType } from './vocabulary.ts';

/** A string for which `accepts` holds. */
const stringReader =
  (accepts: (text: string) => boolean, wanted: string): Reader<string> =>
  (value, log) =>
    typeof value === 'string' && accepts(value) ? value : refuse(log, value, wanted);

/** A number from `minimum` to `maximum`; −0 is read as 0. */
function numberReader({ minimum, maximum, integer, decimals }: NumberType): Reader<number> {
  const wanted = `a ${integer ? 'whole ' : ''}number from ${minimum} to ${maximum}`;
  return (value, log) => {
    if (!(typeof value === 'number' && value >= minimum && value <= maximum && (!integer || value % 1 === 0)))
      return refuse(log, value, wanted);
    const rounded = decimals ? Math.round(value * 10 ** decimals) / 10 ** decimals : value + 0;
    if (rounded !== value)
      addFault(log, 'lojal/too-precise', {
        found: show(value),
        accepted: `at most ${decimals} decimals`,
        outcome: `${rounded} is used`,
      });
    return rounded;
  };
}

const boolean: Reader<boolean> = (value, log) =>
  typeof value === 'boolean' ? value : refuse(log, value, 'true or false');

/** A reader of some of the values that a declaration holds, in place of the one that follows from the vocabulary. */
export type Override = (type: ValueType) => Reader<unknown> | undefined;

/** The reader of the values of `type`. */
export function readerOf(type: ValueType, override: Override = () => undefined): Reader<unknown> {
  const other = override(type);
  if (other) return other;
  switch (type.type) {
    case 'number':
      return numberReader(type);
    case 'boolean':
      return boolean;
    case 'enum':
      return stringReader((text) => type.values.includes(text), `one of ${type.values.join(', ')}`);
    case 'string':
      return stringReader((text) => type.pattern.test(text), FORMATS[type.format]);
    case 'date':
      return stringReader(isDate, 'a date YYYY-MM-DD');
    case 'duration':
      return stringReader(
        (text) => readDuration(text) !== undefined,
        'a duration of years, months, weeks and days, for example P12M or P90D',
      );
    case 'line':
      return readLine;
    case 'text':
      return type.filled ? readFilledText : readText;
    case 'label':
      return readLabel;
    case 'strings':
      return readStrings;
    case 'json':
      return readJsonObject;
    case 'list':
      return listReader(type, readerOf(type.items, override));
    case 'object':
      return objectReader(type, fieldReaders(type, override), withDefaults(type, {}) as Record<string, unknown>);
    case 'variants':
      return variantsReader(type.kinds, override);
  }
}

const fieldReaders = ({ fields }: ObjectType, override: Override): Record<string, Reader<unknown>> =>
  Object.fromEntries(Object.entries(fields).map(([key, field]) => [key, readerOf(field, override)]));

/** One of several objects, by `kind`. A fault of a list's item says the item's own id, by which a shop finds the item. */
function variantsReader(kinds: Readonly<Record<string, ObjectType>>, override: Override): Reader<unknown> {
  const readKind = readerOf({ type: 'enum', values: Object.keys(kinds) });
  const readers = new Map(
    Object.entries(kinds).map(([kind, type]) => [
      kind,
      objectReader(type, { kind: () => kind, ...fieldReaders(type, override) }),
    ]),
  );
  return (source, log, made) => {
    if (typeof source !== 'object' || !source) return refuse(log, source, 'an object');
    const before = log.faults.length;
    const kind = readProperty(readKind, source, 'kind', log, '') as string | undefined;
    const value = kind === undefined ? undefined : readers.get(kind)?.(source, log, made);
    // No copy of the faults where an entry has none: a ledger has thousands.
    if (log.faults.length > before)
      for (const fault of log.faults.slice(before)) fault.path = idOf(source) + fault.path;
    return value;
  };
}

/** The id of an object, as a path shows it. */
export const idOf = (source: object): string =>
  'id' in source && typeof source.id === 'string' ? ` (${source.id.slice(0, 40)})` : '';
