/** After a try: what the verdict does to the answer, to its endpoint, and what is said of it. */
import { backoff } from './backoff.ts';
import type { Desk } from './desk.ts';
import type { Environment } from './environment.ts';
import type { Sent } from './send.ts';
import { type Answer, bury, type Pause, pauseKey, type Slip, stamp } from './slip.ts';
import type { Store } from './store.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Gives a function that tells whether the endpoint may have the next answer now. `pauses` by key is kept up to date. */
export function createConclusion(env: Environment, store: Store, desk: Desk, pauses: Map<string, Pause>) {
  return async function conclude(answer: Answer, { verdict, status, wait }: Sent): Promise<boolean> {
    const now = env.now();
    const refused = verdict === 'refused';
    const gone = verdict === 'gone';
    const aside = refused || verdict === 'never';
    let parked = false;
    const kept = await store.change(answer.key, (old) => {
      // Meanwhile it may have been edited, or taken back.
      if (old?.kind !== 'answer' || old.revision !== answer.revision) return old;
      const refusals = (old.refusals ?? 0) + +refused;
      parked = verdict === 'never' || refusals > 2;
      const slip: Slip =
        verdict === 'done'
          ? // Removed last, and in the same transaction the tombstone takes its place.
            bury(old, now)
          : stamp(old, now, { refusals, parked, nextAt: refused ? now + 12 * HOUR : 0 });
      desk.learn(slip);
      return slip;
    });

    const { endpoint, customer } = answer;
    // A token that is not accepted is the customer's matter: it holds up nobody else's answers.
    const key = pauseKey(endpoint, verdict === 'identity' ? customer : '');
    if (verdict === 'done') {
      for (const key of [pauseKey(endpoint), pauseKey(endpoint, customer)])
        if (pauses.delete(key)) await store.change(key, () => undefined);
    } else if (!aside) {
      // All tabs leave the endpoint alone. Failures in a row belong to it, not to an answer: fifty answers cost as one.
      await store.change(key, (old) => {
        const last: Pause =
          old?.kind === 'pause'
            ? old
            : { v: 1, kind: 'pause', key, revision: 0, edit: 0, at: 0, nextAt: 0, tries: 0, hard: false };
        // A fresh token is asked for at most once a minute.
        const own = Math.max(backoff(last.tries, env.random), verdict === 'identity' ? MINUTE : 0);
        const nextAt = now + (gone ? HOUR : (wait ?? own));
        const slip = stamp(last, now, { nextAt, tries: last.tries + 1, hard: gone || !!wait });
        pauses.set(key, slip);
        return slip;
      });
      if (gone) env.warn(`lojal: ${endpoint} takes no answers (${status || 'redirect'}); next try in an hour`);
    }

    const outcome = verdict === 'done' ? 'sent' : kept === 'durable' && !parked ? 'queued' : 'failed';
    desk.tell(answer, outcome, kept, parked ? 'parked' : verdict, status);
    return aside || verdict === 'done';
  };
}
