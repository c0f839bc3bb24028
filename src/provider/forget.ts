import { forgetHistory } from '../triggers/history-storage.ts';
import { forgetVisit } from '../triggers/visit.ts';
import { forgetDrafts } from './drafts.ts';
import { FORGET_KEY } from './forget-key.ts';
import { forgetClaim } from './kept-claim.ts';
import { forgetAnswers } from './page-outbox.ts';
import type { PageProgram } from './page-programs.ts';

/**
 * Removes from this tab and its storage the answers, the half-given answers, an accepted invitation, the history of questions and the levels seen.
 *
 * @param tell whether the other tabs do the same: they receive the change of a key that exists for a moment
 */
export async function forgetAll(program: PageProgram, tell: boolean): Promise<void> {
  // While the page finds out who the customer is, a half-given answer has no key. Its form starts over as for another customer.
  if (program.waiting) {
    program.changes++;
    program.hadCustomer = true;
    for (const element of program.served) element.requestUpdate();
  }
  forgetVisit();
  forgetHistory();
  program.unkept.clear();
  forgetDrafts();
  forgetClaim();
  await Promise.all([import('./seen-levels.ts').then(({ forgetLevels }) => forgetLevels()), forgetAnswers(program)]);
  if (!tell) return;
  try {
    localStorage.setItem(FORGET_KEY, String(Math.random()));
    localStorage.removeItem(FORGET_KEY);
  } catch {
    // Storage is denied: the tabs share nothing.
  }
}
