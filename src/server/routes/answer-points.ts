import type { FullProgram } from '../../loyalty/types.ts';
import { rewardedBy } from '../ledger/answer-rewards.ts';
import { calendarDay } from '../ledger/calendar-day.ts';
import type { LedgerStore } from '../ledger/ledger-store.ts';
import { firstState } from '../moderation.ts';
import { Problem } from '../problem.ts';
import type { LoadedProgram } from '../program-source.ts';
import type { AnsweredEvent } from '../validate.ts';

/** Gives the points of an answer that was stored. Never rejects: the next tick gives what is missing. */
type GivePoints = (ledger: LedgerStore) => Promise<void>;

/**
 * How the points of a posted answer are given; nothing for an answer that gives none: without a rule, and for a review that looks
 * automated. What the answer says does not matter.
 *
 * @param event an answer whose customer a token has proved
 */
export async function pointsOfAnswer(
  event: AnsweredEvent,
  program: (() => Promise<LoadedProgram>) | undefined,
  onError: (error: unknown) => void,
): Promise<GivePoints | undefined> {
  const { id, type, subject } = event;
  const when = rewardedBy(type);
  if (!program || !when || subject === undefined || firstState(event) === 'suspect') return undefined;
  let rules: FullProgram;
  try {
    rules = (await program()).program;
  } catch (error) {
    // A shop without a program gives no points.
    if (error instanceof Problem && error.status === 404) return undefined;
    // The answer is stored all the same, and noted for its points.
    onError(error);
    return async () => {};
  }
  if (!rules.earn.some((rule) => rule.when === when)) return undefined;
  return async (ledger) => {
    try {
      await ledger.rewardAnswer(rules, { answer: id, customer: subject }, calendarDay(Date.now(), rules.timeZone));
    } catch (error) {
      onError(error);
    }
  };
}
