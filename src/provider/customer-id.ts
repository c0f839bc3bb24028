import { CUSTOMER_LETTERS } from '../config/config-limits.ts';

/** What templates write in place of an id when nobody is signed in, or when the template was not filled in. */
const NOBODY = /^(undefined|null|nil|none|nan|true|false|[0-]+|\[object .*)$|\{[{%]|<%|\$\{/i;
/** What the server accepts as the subject of an answer: no `@`, no control character. */
const ID = new RegExp(`^[^@\\0-\\x1f\\x7f-\\x9f]{1,${CUSTOMER_LETTERS}}$`, 'u');

/** The shop's id of a customer, as text without surrounding white space. Returns nothing for a value that is no id: a guest. */
export function customerIdOf(value: unknown): string | undefined {
  const id = /string|number|bigint/.test(typeof value) ? String(value).trim() : '';
  return ID.test(id) && !NOBODY.test(id) ? id : undefined;
}
