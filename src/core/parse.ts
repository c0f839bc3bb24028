/** The door to reading: JSON text → value → program or account, and the faults on the way. */
import type { Fault } from './types.ts';

export { parseAccount } from './account.ts';
export { parseProgram } from './program.ts';

/** Bytes of UTF-8 that a program's JSON may have. */
export const PROGRAM_LIMIT = 32 * 1024;
/** Bytes of UTF-8 that an account's JSON may have. */
export const ACCOUNT_LIMIT = 8 * 1024 * 1024;

/** Reads JSON text of at most `limit` bytes; tell the two results apart by `'value' in result`. Never throws. */
export function parseText(text: string, limit: number): { readonly value: unknown } | Fault {
  const fault = (found: string, wanted: string): Fault => ({ path: 'the JSON', found, wanted });
  try {
    // A character is one to three bytes a UTF-16 unit: only between the two must they be counted.
    if (text.length > limit || (text.length * 3 > limit && new TextEncoder().encode(text).length > limit))
      return fault('too long', `at most ${limit / 1024} KiB are accepted, it was left out`);
    return { value: JSON.parse(text) };
  } catch (error) {
    return fault(`not readable (${error instanceof Error ? error.message.slice(0, 80) : ''})`, 'it was left out');
  }
}
