/** Reads objects. */
import { addFault, type FaultLog, IGNORED, isObject, type Reader, readProperty, refuse } from './reader.ts';
import { nearest } from './suggestion.ts';
import type { ObjectType } from './vocabulary.ts';

/**
 * An object of these fields and no others. Without a required field the whole object is refused, with the fault of that
 * field alone. Any other field that is missing or refused takes its value in `defaults`.
 */
export function objectReader(
  { required = [], together }: Pick<ObjectType, 'required' | 'together'>,
  fields: Readonly<Record<string, Reader<unknown>>>,
  defaults: Readonly<Record<string, unknown>> = {},
): Reader<Readonly<Record<string, unknown>>> {
  const known = Object.keys(fields);
  const readers = Object.entries(fields).map(([key, read]) => {
    const otherwise = defaults[key];
    const needed = required.includes(key);
    const outcome = otherwise === undefined || typeof otherwise === 'object' ? IGNORED : `${otherwise} is used`;
    return [key, read, needed, needed ? '' : outcome] as const;
  });
  return (source, log) => {
    if (!isObject(source)) return refuse(log, source, 'an object');
    const made: Record<string, unknown> = { ...defaults };
    const { faults } = log;
    const start = faults.length;
    let taken = 0;
    for (const [key, read, needed, outcome] of readers) {
      const before = faults.length;
      const value = readProperty(read, source, key, log, outcome, made, !needed);
      if (value !== undefined) {
        made[key] = value;
        taken++;
      } else if (needed) {
        faults.splice(start, before - start);
        return;
      }
    }
    const keys = Object.keys(source);
    if (keys.length > taken)
      for (const key of keys)
        if (!Object.hasOwn(fields, key))
          addFault(log, 'lojal/unknown-key', {
            path: `.${key.slice(0, 40)}`,
            found: nearest(key, known),
            accepted: known.join(', '),
            outcome: IGNORED,
          });
    if (together) removeSingle(together, made, log);
    return made;
  };
}

/** Removes the key of an incomplete pair. */
function removeSingle([first, second]: readonly [string, string], made: Record<string, unknown>, log: FaultLog): void {
  if ((made[first] === undefined) === (made[second] === undefined)) return;
  const [single, missing] = made[first] === undefined ? [second, first] : [first, second];
  addFault(log, 'lojal/incomplete-pair', { path: `.${single}`, found: missing, outcome: IGNORED });
  delete made[single];
}
