/**
 * Sends one answer. Tabs have no lock. Instead a tab claims the answer in the transaction that counts the try, and the
 * other tabs leave the answer alone for 15 seconds. A frozen page would keep a lock (locks survive the back-forward
 * cache), plain http has no locks, and a tab that waits for a lock misses the wake-up. A claim ends by itself. Without a
 * database two tabs may both send: the server's UNIQUE(id) keeps one.
 */
import { createApplyResponse } from './apply-response.ts';
import type { Context } from './context.ts';
import type { Pauses } from './pauses.ts';
import { policies } from './policies.ts';
import type { AnswerRecord } from './record.ts';
import { createSender } from './send.ts';
import { type Claim, claim, PENDING } from './transitions.ts';

/** `next` is called when an answer has left by `leave`, outside of the queue. */
export function createDelivery(context: Context, pauses: Pauses, next: () => void) {
  const { env, page, repository } = context;
  const sender = createSender(context);
  const applyResponse = createApplyResponse(context, pauses);

  /** One try. Whether the endpoint may get the next answer, or nothing when the answer was not there to be claimed. */
  async function deliver(answer: AnswerRecord, leaving = false): Promise<boolean | undefined> {
    const known = page.entry(answer.key);
    if (known.sending) return;
    let taken = leaving ? answer : undefined;
    const undo: Claim = { attempts: 0, resume: PENDING };
    const written = repository.change(answer.key, (found) => {
      const now = env.now();
      const waiting = policies.isWaiting(found, now);
      const { copy } = known;
      const due =
        found?.kind === 'answer' &&
        found.revision === answer.revision &&
        // Other words of this page that no storage has taken yet replace these.
        !(copy?.kind === 'answer' && copy.body !== found.body && policies.isNewer(copy, found)) &&
        policies.mayClaim(found, waiting, leaving) &&
        // An edit since then may be for another endpoint.
        !pauses.of(found)?.byServer;
      if (!leaving) taken = due ? found : undefined;
      if (!due) return found;
      undo.attempts = found.attempts + 1;
      undo.resume = found.attempts && waiting ? found : PENDING;
      return claim(found, now);
    });
    // Also where storage has lost the record: what has left gets no other body under its revision.
    if (leaving) page.remember(claim(answer, env.now()));
    else await written;
    if (!taken || context.stopped || known.sending) return;
    if (taken.state === 'draft' && !context.mayLeave(taken)) return;
    known.sending = true;
    try {
      return await applyResponse(taken, await sender.send(taken), undo);
    } finally {
      known.sending = false;
      if (leaving) next();
    }
  }

  /** Sends this page's untried answers, without waiting for a write: the page may be gone when a write ends. */
  function leave() {
    repository.nearby();
    for (const { seen } of page.entries()) {
      if (seen?.kind !== 'answer' || seen.attempts || seen.state === 'parked') continue;
      // What does not fit waits for the next visit.
      if (sender.fits(seen) && context.isSignedIn(seen) && !pauses.of(seen)?.byServer)
        deliver(seen, true).catch(() => {});
    }
  }

  return { deliver, leave };
}
