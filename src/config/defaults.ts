/** Fills in the defaults of a declaration. */
import type { ValueType } from './vocabulary.ts';

/** A copy of `value`, which the declaration accepts, with the default of each key that is missing. */
export function withDefaults(type: ValueType, value: unknown): unknown {
  if (type.type === 'list') return (value as readonly unknown[]).map((item) => withDefaults(type.items, item));
  if (type.type !== 'object') return value;
  const given = value as Readonly<Record<string, unknown>>;
  return Object.fromEntries(
    Object.entries(type.fields).flatMap(([key, field]) => {
      const inner = Object.hasOwn(given, key) ? given[key] : field.default;
      return inner === undefined ? [] : [[key, withDefaults(field, inner)]];
    }),
  );
}
