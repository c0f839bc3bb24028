/** After a try: what the verdict does to the answer, to its endpoint, and what is said of it. */
import { backoff } from './backoff.ts';
import type { Desk } from './desk.ts';
import type { Environment } from './environment.ts';
import type { Sent } from './send.ts';
import { type Answer, bury, newer, type Pause, pauseKey, type Slip, stamp, waits } from './slip.ts';
import type { Store } from './store.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** What a try has written into the slip; the transaction may correct it while the try is under way. */
export interface Claim {
  /** The tries with this one. */
  attempts: number;
  /** Until when another tab's claim holds, which this one has covered, in ms since 1970; else 0. */
  covered: number;
}

/** Gives a function that tells whether the endpoint may have the next answer now. `pauses` by key is kept up to date. */
export function createConclusion(env: Environment, store: Store, desk: Desk, pauses: Map<string, Pause>) {
  return async function conclude(answer: Answer, { verdict, status, wait }: Sent, claim: Claim): Promise<boolean> {
    /** When it was heard. A frozen page goes on long after. */
    const heard = env.now();
    const refused = verdict === 'refused';
    const gone = verdict === 'gone';
    /** Until when it waits because the endpoint has said so, else 0. */
    const asked = (slip: Slip | undefined) =>
      slip?.kind === 'pause' && slip.hard && waits(slip, env.now()) ? slip.nextAt : 0;
    const aside = refused || verdict === 'never';
    let parked = false;
    let found: Slip | undefined;
    if (verdict === 'done') {
      const grave = bury(answer, heard, true);
      desk.learn(grave);
      if (newer(grave, desk.heard.get(answer.key))) desk.heard.set(answer.key, grave);
    }
    const kept = await store.change(answer.key, (old) => {
      found = old;
      if (old) desk.learn(old);
      // Meanwhile it may have been edited, or taken back.
      if (old?.kind !== 'answer' || old.revision !== answer.revision) return old;
      // Once an hour at most, and none from before the last: a slow database, or that of a frozen page, may see the same
      // refusal twice, by way of another tab. A last one that is still to come is from a clock that was ahead.
      const last = old.refusedAt ?? 0;
      const fresh = refused && (heard - last >= HOUR || last - env.now() >= HOUR);
      const refusals = (old.refusals ?? 0) + +fresh;
      const refusedAt = fresh ? heard : old.refusedAt;
      parked = verdict === 'never' || refusals > 2;
      // Our failure ends our claim, not that of a tab which is still at it.
      const free = old.attempts > claim.attempts ? old.nextAt : claim.covered;
      const slip: Slip =
        verdict === 'done'
          ? // Removed last, and in the same transaction the tombstone takes its place.
            bury(old, env.now(), true)
          : stamp(old, env.now(), {
              refusals,
              refusedAt,
              parked,
              nextAt: refused ? (refusedAt ?? 0) + 12 * HOUR : free,
            });
      desk.learn(slip);
      return slip;
    });

    const { endpoint, customer } = answer;
    // A token that is not accepted is the customer's matter: it holds up nobody else's answers.
    const key = pauseKey(endpoint, verdict === 'identity' ? customer : '');
    if (verdict === 'done') {
      for (const key of [pauseKey(endpoint), pauseKey(endpoint, customer)]) {
        const known = pauses.get(key);
        if (!known) continue;
        await store.change(key, (old) => {
          // What the endpoint has asked another tab for meanwhile holds, whatever it took from this one.
          if (asked(old) || asked(known)) return old;
          pauses.delete(key);
          return;
        });
      }
    } else if (!aside) {
      // All tabs leave the endpoint alone. Failures in a row belong to it, not to an answer: fifty answers cost as one.
      const known = pauses.get(key);
      await store.change(key, (old) => {
        const last: Pause =
          old?.kind === 'pause'
            ? // Keys that cannot be written may hide what this page has counted since.
              known && known.tries > old.tries
              ? known
              : old
            : { v: 1, kind: 'pause', key, revision: 0, edit: 0, at: 0, nextAt: 0, tries: 0, hard: false };
        // A fresh token is asked for at most once a minute.
        const own = Math.max(backoff(last.tries, env.random), verdict === 'identity' ? MINUTE : 0);
        const before = Math.max(asked(old), asked(known));
        // What the endpoint asks for is the least: one that is down for a day may say "in a second" each time.
        const patience = wait && last.tries < 10 ? wait : Math.max(wait ?? 0, own);
        const nextAt = Math.max(before, heard + (gone ? HOUR : patience));
        const slip = stamp(last, env.now(), { nextAt, tries: last.tries + 1, hard: gone || !!wait || before > 0 });
        pauses.set(key, slip);
        return slip;
      });
      if (gone)
        env.warn(
          `lojal: ${endpoint} takes no answers (${status || 'redirect'}), next try in an hour; write the address that takes POST: data-endpoint="/apps/lojal/answers"`,
        );
    }

    const sent = verdict === 'done' || (found?.kind === 'done' && found.sent);
    const outcome = sent ? 'sent' : found && kept === 'durable' && !parked ? 'queued' : 'failed';
    // Of what was taken back only one thing is still news: that it had left already.
    if (sent || found?.kind !== 'done')
      desk.tell(answer, outcome, found ? kept : 'refused', parked ? 'parked' : verdict, status);
    return aside || verdict === 'done';
  };
}
