/**
 * Sends one answer. There is no lock between tabs: before it sends, a tab claims the answer in the transaction that
 * counts the try, and the others leave it alone for 15 seconds. A lock would be kept by a frozen page (it survives the
 * back-forward cache), does not exist on plain http, and loses the wake-up of who came while it was held; a claim ends by
 * itself. Without a database two tabs may both send: the server's UNIQUE(id) holds.
 */
import { type Claim, createConclusion } from './conclude.ts';
import type { Desk } from './desk.ts';
import type { Environment } from './environment.ts';
import type { OutboxOptions } from './letter.ts';
import { createSender } from './send.ts';
import { type Answer, outlasts, type Pause, pauseKey, type Slip, stamp, waits } from './slip.ts';
import type { Store } from './store.ts';

/** A little longer than one try may last, in ms. */
export const CLAIM = 15_000;

/** `next` is called when an answer has left by `leave`, outside of any drain. */
export function createDelivery(env: Environment, store: Store, desk: Desk, options: OutboxOptions, next: () => void) {
  const sender = createSender(env, options.token, strange);
  const pauses = new Map<string, Pause>();
  const conclude = createConclusion(env, store, desk, pauses);
  const flying = new Set<string>();

  /** Signed out, or in as somebody else: it waits for its own customer. An anonymous answer waits for nobody. */
  function strange({ customer }: Answer) {
    try {
      return customer !== undefined && !options.signedIn?.(customer);
    } catch {
      return true;
    }
  }

  const pauseOf = ({ endpoint, customer }: Answer) =>
    [pauseKey(endpoint), pauseKey(endpoint, customer)]
      .flatMap((key) => pauses.get(key) ?? [])
      .filter((pause) => waits(pause, env.now()))
      .sort((a, b) => +outlasts(b, a) || -1)[0];

  /**
   * What another tab, or a try of this one, was asked to wait for while this one was not looking. By the time, not by the
   * edits: they start anew after a success that the database did not learn of.
   */
  function heed(slips: Iterable<Slip> = store.glance().values()) {
    const now = env.now();
    for (const slip of slips) {
      const known = pauses.get(slip.key);
      if (slip.kind !== 'pause' || (known && !waits(slip, now))) continue;
      if (!known || !waits(known, now) || outlasts(slip, known)) pauses.set(slip.key, slip);
    }
  }

  /** One try. Whether the endpoint may have the next one, or nothing when it was not ours to try. */
  async function deliver(answer: Answer, leaving = false): Promise<boolean | undefined> {
    if (flying.has(answer.key)) return;
    let taken = leaving ? answer : undefined;
    const claim: Claim = { attempts: 0, covered: 0 };
    const written = store.change(answer.key, (old) => {
      const now = env.now();
      const due =
        old?.kind === 'answer' &&
        old.revision === answer.revision &&
        // A slow read may be from before somebody gave it up.
        !old.parked &&
        (leaving || !waits(old, now)) &&
        // An edit since may be for another endpoint.
        !pauseOf(old)?.hard;
      if (!leaving) taken = due ? old : undefined;
      if (!due) return old;
      claim.attempts = old.attempts + 1;
      // Only a page that leaves takes what waits, a draft or what another tab is sending.
      claim.covered = old.attempts && waits(old, now) ? old.nextAt : 0;
      const slip = stamp(old, now, { attempts: claim.attempts, nextAt: now + CLAIM });
      desk.learn(slip);
      return slip;
    });
    // Also where storage knows nothing of it any more: what has left gets no other bytes under its revision.
    if (leaving) desk.learn(stamp(answer, env.now(), { attempts: answer.attempts + 1 }));
    else await written;
    if (!taken || desk.stopped || flying.has(answer.key)) return;
    flying.add(answer.key);
    try {
      return await conclude(taken, await sender.send(taken), claim);
    } finally {
      flying.delete(answer.key);
      if (leaving) next();
    }
  }

  /** Sends what this page has not tried yet, without waiting for a write: nobody may be here when it ends. */
  function leave() {
    heed();
    for (const slip of desk.mine.values()) {
      if (slip.kind !== 'answer' || slip.attempts || slip.parked) continue;
      // What does not fit waits for the next visit.
      if (sender.fits(slip) && !strange(slip) && !pauseOf(slip)?.hard) deliver(slip, true).catch(() => {});
    }
  }

  return { deliver, strange, pauseOf, pauses, heed, leave };
}
