/** Reads an object that another reader reads later. */
import { JSON_LEVELS } from './config-limits.ts';
import { isObject, type Reader, refuse } from './reader.ts';

/** Values that the object may hold. */
const MOST_VALUES = 1000;

const isDeeper = (value: unknown, levels: number): boolean =>
  typeof value === 'object' &&
  value !== null &&
  (!levels || Object.values(value).some((inner) => isDeeper(inner, levels - 1)));

/** A copy, as plain as JSON. A value that cannot be copied (a circle, too many values) throws, which is a fault. */
export const readJsonObject: Reader<Readonly<Record<string, unknown>>> = (value, log) => {
  let left = MOST_VALUES;
  const copy: unknown =
    isObject(value) &&
    JSON.parse(
      JSON.stringify(value, (key, inner: unknown) => {
        if (!left--) throw new RangeError();
        return key === '__proto__' ? undefined : inner;
      }),
    );
  return isObject(copy) && !isDeeper(copy, JSON_LEVELS)
    ? copy
    : refuse(log, value, `an object of at most ${JSON_LEVELS} levels`);
};
