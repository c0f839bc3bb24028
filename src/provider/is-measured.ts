import { jsonOf } from '../config/written-json.ts';
import type { PageProgram } from './page-programs.ts';

/** Whether the program wants to be told how questions and messages are received, and there is a server to tell. */
export function isMeasured({ data, server, test }: PageProgram): boolean {
  try {
    return Boolean(server && data && !test) && Object(data && jsonOf.get(data.program)).measure === true;
  } catch {
    // A getter of the shop that throws.
    return false;
  }
}
