/** Reads lists. */
import { addFault, REST_IGNORED, type Reader, readProperty, refuse } from './reader.ts';
import type { ListType } from './vocabulary.ts';

/**
 * A list of at most `maximum` items. An item that is refused is ignored, and so is an item that has the same value as
 * an earlier one under a key of `unique`.
 *
 * @param compared the value under a key of `unique`, as it is compared
 */
export function listReader(
  { noun, maximum, advised = maximum, minimum, unique }: ListType,
  read: Reader<unknown>,
  compared = (item: unknown, key: string): unknown => (item as Readonly<Record<string, unknown>>)[key],
): Reader<readonly unknown[]> {
  const outcome = `The ${noun} was ignored`;
  return (source, log) => {
    if (!Array.isArray(source)) return refuse(log, source, 'a list');
    if (source.length > maximum)
      addFault(log, 'lojal/too-many', {
        found: `${source.length} items`,
        accepted: String(maximum),
        outcome: REST_IGNORED,
      });
    const made: unknown[] = [];
    for (let i = 0; i < source.length && i < maximum; i++) {
      const item = readProperty(read, source, i, log, outcome);
      if (item === undefined) continue;
      const key = unique?.find((key) => made.some((other) => compared(other, key) === compared(item, key)));
      if (key) addFault(log, 'lojal/duplicate', { path: `[${i}].${key}`, found: noun, outcome });
      else made.push(item);
    }
    if (made.length < (minimum ?? 0)) return addFault(log, 'lojal/too-few', { accepted: `at least one ${noun}` });
    if (made.length > advised)
      addFault(log, 'lojal/hard-to-follow', {
        found: `${made.length} ${noun}s`,
        accepted: String(advised),
        outcome: 'All are used',
      });
    return made;
  };
}
