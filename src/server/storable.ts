/** Deeper values would exceed the stack of the database, or of a reader. */
const MAX_DEPTH = 32;

/** PostgreSQL stores neither NUL nor halves of surrogate pairs. */
const isText = (text: string) => !text.includes('\0') && !/\p{Cs}/u.test(text);

/** Whether the database can store a JSON value, with the fields that no schema describes. */
export function isStorable(value: unknown, depth = 0): boolean {
  if (typeof value === 'string') return isText(value);
  if (typeof value !== 'object' || value === null) return true;
  if (depth >= MAX_DEPTH) return false;
  return Object.entries(value).every(([name, inside]) => isText(name) && isStorable(inside, depth + 1));
}
