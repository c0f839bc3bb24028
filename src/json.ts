/** JSON that works on pages that patch the platform. Imports nothing, so each layer may use it. */

// Taken when this file loads, so that a host's later patches do not change them.
export const { parse } = JSON;
const { stringify } = JSON;

/**
 * JSON text of plain values. Written out, because on pages with Prototype.js `JSON.stringify` asks
 * `Array.prototype.toJSON` and makes a string of every list.
 */
export function toJson(value: unknown): string {
  if (Array.isArray(value)) {
    const items: string[] = [];
    for (const item of value) items.push(toJson(item));
    return `[${items.join(',')}]`;
  }
  // Halves of surrogate pairs and NUL cannot be stored as text; a phone's keyboard or a paste may bring them.
  if (typeof value === 'string') return stringify(value.replace(/\p{Cs}|\0/gu, ''));
  if (typeof value !== 'object' || value === null) return stringify(value) ?? 'null';
  const fields: string[] = [];
  for (const [key, field] of Object.entries(value))
    if (field !== undefined) fields.push(`${stringify(key)}:${toJson(field)}`);
  return `{${fields.join(',')}}`;
}
