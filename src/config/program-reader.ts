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

/** The program that any value stands for. A value without a fault is one that JSON Schema `program` accepts. */
export function parseProgram(json: unknown, declaration: ObjectType = programDeclaration): Parsed<Program> {
  const read = readerOf(declaration, (type: ValueType) =>
    type.type === 'object' && type === declaration.fields.tiers ? tiersReader(type) : undefined,
  );
  const { value, faults } = parse(read, json, 'the program', withDefaults(declaration, {}));
  return { value: completeProgram(value as DefaultedProgram), faults };
}
