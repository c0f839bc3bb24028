import { forget as drafts } from './flows.ts';
import { forget as history } from './history.ts';
import { forget as levels } from './seen.ts';

export { consent } from './seen.ts';

/** Removes what this browser remembers of questions and levels, and what was written into forms. */
export function forget(): void {
  history();
  levels();
  drafts();
}
