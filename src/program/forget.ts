import { forget as drafts } from './flows.ts';
import { forget as history } from './history.ts';
import { forgetLevels as levels } from './later.ts';

export { consent } from './later.ts';

/** Removes what this browser remembers of questions and levels, and what was written into forms. */
export function forget(): void {
  history();
  levels();
  drafts();
}
