/** Looks at what the page gave, so that more is read only where it is needed. */
import { jsonOf } from '../config/written-json.ts';
import type { ProgramData } from '../elements/shared/program-data.ts';

/** A list of the account as it was written; an empty one for anything else. */
function listOf(data: ProgramData | undefined, key: 'ask' | 'replies'): readonly unknown[] {
  try {
    const list = Object(data?.account && jsonOf.get(data.account))[key];
    return Array.isArray(list) ? list : [];
  } catch {
    // A getter of the shop that throws.
    return [];
  }
}

/** The names of the questions that the shop wants the customer to be asked. */
export const wishesOf = (data: ProgramData | undefined): readonly string[] =>
  listOf(data, 'ask').filter((name) => typeof name === 'string');

/** Whether a customer with this data could get a message, or be asked what the shop wants. */
export function hasMessages(data: ProgramData | undefined): boolean {
  if (!data?.account) return false;
  try {
    return (
      Object.hasOwn(Object(jsonOf.get(data.program)), 'messages') ||
      listOf(data, 'replies').length + listOf(data, 'ask').length > 0
    );
  } catch {
    // A proxy that throws.
    return false;
  }
}
