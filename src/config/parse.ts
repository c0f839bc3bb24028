/** Parses JSON text within limits. */
import type { Fault, FaultCode } from './parsed.ts';
import { IGNORED } from './reader.ts';

/** Bytes of UTF-8 that a program's JSON may have. */
export const PROGRAM_LIMIT = 32 * 1024;
/** Bytes of UTF-8 that an account's JSON may have. */
export const ACCOUNT_LIMIT = 8 * 1024 * 1024;

/** Reads JSON text of at most `limit` bytes: `{ value }`, or a fault where the text is too long or no JSON. Never throws. */
export function parseText(text: string, limit: number): { readonly value: unknown } | Fault {
  const fault = (code: FaultCode, found: string, accepted: string): Fault => ({
    code,
    path: 'the JSON',
    found,
    accepted,
    outcome: IGNORED,
  });
  try {
    // A UTF-16 unit takes one to three bytes. Only a text between the two bounds has to be encoded to be counted.
    if (text.length > limit || (text.length * 3 > limit && new TextEncoder().encode(text).length > limit))
      return fault('lojal/json-too-long', '', `at most ${limit / 1024} KiB`);
    return { value: JSON.parse(text) };
  } catch (error) {
    return fault('lojal/invalid-json', error instanceof Error ? error.message.slice(0, 80) : '', '');
  }
}
