/** Places in a program, and changes there. A change copies what contains it, and keeps the order of the keys. */

/** Keys and positions from the whole to a value. */
export type FormPath = readonly (string | number)[];

/** As the server writes places in its faults: `tiers.levels[2].from`. */
export const pathText = (path: FormPath): string =>
  path.map((key, i) => (typeof key === 'number' ? `[${key}]` : `${i > 0 ? '.' : ''}${key}`)).join('');

export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The own value of a key; undefined for anything that has none. */
const childOf = (value: unknown, key: string | number): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, key)
    ? (value as Readonly<Record<string | number, unknown>>)[key]
    : undefined;

export const valueAt = (root: unknown, path: FormPath): unknown => path.reduce(childOf, root);

/** A copy with one key set. An own key `__proto__` stays one. */
function withKey(object: Readonly<Record<string, unknown>>, key: string, value: unknown): Record<string, unknown> {
  const entries = Object.entries(object);
  const at = entries.findIndex(([name]) => name === key);
  if (at < 0) entries.push([key, value]);
  else entries[at] = [key, value];
  return Object.fromEntries(entries);
}

const withoutKey = (object: Readonly<Record<string, unknown>>, key: string): Record<string, unknown> =>
  Object.fromEntries(Object.entries(object).filter(([name]) => name !== key));

const isEmpty = (value: unknown): boolean => isRecord(value) && Object.keys(value).length === 0;

/**
 * The whole with another value at a place. What is missing on the way becomes an object.
 *
 * @param value `undefined` removes the key, or the item of a list
 * @param keep how many keys of the path lead to the last object that stays even when it is empty
 */
export function withValue(root: unknown, path: FormPath, value: unknown, keep = path.length): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return value;
  const inner = rest.length > 0 ? withValue(childOf(root, key), rest, value, keep - 1) : value;
  const isGone = inner === undefined || (value === undefined && rest.length > 0 && keep <= 0 && isEmpty(inner));
  if (Array.isArray(root))
    return isGone ? root.filter((_, i) => i !== key) : root.map((item, i) => (i === key ? inner : item));
  const object = isRecord(root) ? root : {};
  return isGone ? withoutKey(object, String(key)) : withKey(object, String(key), inner);
}

/** A list with one item at another position. */
export function withMoved<T>(list: readonly T[], from: number, to: number): T[] {
  const rest = list.filter((_, i) => i !== from);
  return [...rest.slice(0, to), ...list.slice(from, from + 1), ...rest.slice(to)];
}
