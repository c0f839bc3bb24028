/** The full reader of programs. */
import { toMinor } from '../loyalty/money.ts';
import type { Program } from '../loyalty/types.ts';
import { completeProgram, type DefaultedProgram } from './complete.ts';
import { withDefaults } from './defaults.ts';
import { listReader } from './list-reader.ts';
import { objectReader } from './object-reader.ts';
import type { Parsed } from './parsed.ts';
import { programDeclaration } from './program-declaration.ts';
import { addFault, parse, type Reader } from './reader.ts';
import { readerOf } from './value-reader.ts';
import type { ListType, ObjectType, ValueType } from './vocabulary.ts';

interface WrittenLevel {
  readonly id: string;
  readonly from: number;
}

/** Levels in ascending order. Where tiers count money, levels that are less than a minor unit apart are the same. */
function levelsReader(type: ListType, metric: unknown, currency: string): Reader<readonly unknown[]> {
  const spend = metric === 'spend';
  const level = readerOf(type.items, (one) =>
    one.type === 'number' && one.unit === 'metric' && !spend
      ? readerOf({ ...one, unit: 'money', integer: true })
      : undefined,
  );
  const read = listReader(type, level, (item, key) => {
    const { id, from } = item as WrittenLevel;
    return key === 'id' ? id : spend ? toMinor(from, currency) : from;
  });
  return (value, log, made) => {
    const levels = read(value, log, made) as readonly WrittenLevel[] | undefined;
    const sorted = levels && [...levels].sort((a, b) => a.from - b.from);
    if (sorted?.some((one, i) => one !== levels?.[i]))
      addFault(log, 'lojal/levels-unsorted', {
        found: sorted.map(({ id }) => id).join(', '),
        outcome: 'The levels were sorted',
      });
    return sorted;
  };
}

/** Tiers of the program that was read so far, because `from` depends on its currency. */
const tiersReader =
  (type: ObjectType): Reader<unknown> =>
  (value, log, { currency }) => {
    const fields = Object.entries(type.fields).map(([key, field]): [string, Reader<unknown>] => [
      key,
      field.type === 'list'
        ? (value, log, made) => levelsReader(field, made.metric, String(currency).toUpperCase())(value, log, made)
        : readerOf(field),
    ]);
    const defaults = withDefaults(type, {}) as Record<string, unknown>;
    return objectReader(type, Object.fromEntries(fields), defaults)(value, log, {});
  };

/** A copy of what was read of a declaration, without the late keys. */
function withoutLate(type: ValueType, value: unknown): unknown {
  if (type.type === 'list') return (value as readonly unknown[]).map((item) => withoutLate(type.items, item));
  if (type.type !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value as object)
      .filter(([key]) => !type.fields[key]?.late)
      .map(([key, inner]) => [key, withoutLate(type.fields[key] as ValueType, inner)]),
  );
}

/** Reads a program with all its keys, as the shop wrote them. */
export function readWrittenProgram(json: unknown, declaration: ObjectType = programDeclaration): Parsed<unknown> {
  const read = readerOf(declaration, (type: ValueType) =>
    type.type === 'object' && type === declaration.fields.tiers ? tiersReader(type) : undefined,
  );
  return parse(read, json, 'the program', withDefaults(declaration, {}));
}

/** The program that any value stands for, as pages use it. A value without a fault is one that JSON Schema `program` accepts. */
export function parseProgram(json: unknown, declaration: ObjectType = programDeclaration): Parsed<Program> {
  const { value, faults } = readWrittenProgram(json, declaration);
  return { value: completeProgram(withoutLate(declaration, value) as DefaultedProgram), faults };
}
