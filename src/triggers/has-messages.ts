import { jsonOf } from '../config/written-json.ts';
import type { ProgramData } from '../elements/shared/program-data.ts';

/** Whether a customer with this data could get a message. Looks at what the page gave, so that only then more is read. */
export function hasMessages(data: ProgramData | undefined): boolean {
  if (!data?.account) return false;
  try {
    return Object.hasOwn(Object(jsonOf.get(data.program)), 'messages');
  } catch {
    // A proxy that throws.
    return false;
  }
}
