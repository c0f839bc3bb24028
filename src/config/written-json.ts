import type { Account, Program } from '../loyalty/types.ts';

/** The JSON that a program or an account was read from, with its overrides: parts that need every key read the JSON again. */
export const jsonOf = new WeakMap<Program | Account, unknown>();

/** Notes the JSON of what was read. */
export function keepJson<T extends Program | Account>(value: T, json: unknown): T {
  jsonOf.set(value, json);
  return value;
}
