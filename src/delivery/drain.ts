/**
 * Sends what is due, one after the other, until nothing is. There is no lock between tabs: before it sends, a tab claims
 * the answer in the transaction that counts the try, and the others leave it alone for 15 seconds. A lock would be held
 * on by a frozen page (the back-forward cache keeps it), does not exist on plain http, and loses the wake-up of who came
 * while it was held; a claim ends by itself. Without a database two tabs may both send: the server's UNIQUE(id) holds.
 */
import { createConclusion } from './conclude.ts';
import type { Desk } from './desk.ts';
import type { Environment } from './environment.ts';
import type { OutboxOptions } from './letter.ts';
import { createSender } from './send.ts';
import { type Answer, expired, newer, type Pause, pauseKey, stamp, waits } from './slip.ts';
import type { Store } from './store.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
/** A little longer than one try may last. */
const CLAIM = 15 * SECOND;

export interface Drain {
  /** `eager`: something has changed (online again, the person asks), so our own patience ends. */
  start(eager?: boolean): void;
  /** Sends what this page has not tried yet, without waiting for a write: nobody may be here when it ends. */
  leave(): void;
  stop(): void;
}

export function createDrain(env: Environment, store: Store, desk: Desk, options: OutboxOptions): Drain {
  const sender = createSender(env, options.token);
  const pauses = new Map<string, Pause>();
  const conclude = createConclusion(env, store, desk, pauses);
  const flying = new Set<string>();
  let timer: unknown;
  let running = false;
  let again = false;
  let keen = false;

  /** Signed out, or in as somebody else: it waits for its own customer. An anonymous answer waits for nobody. */
  const strange = (answer: Answer) => answer.customer !== undefined && answer.customer !== options.customer?.();

  const pauseOf = (answer: Answer) => {
    const pause = pauses.get(pauseKey(answer.endpoint));
    return pause && waits(pause, env.now()) ? pause : undefined;
  };

  /** One try. Whether the endpoint may have the next one, or nothing when it was not ours to try. */
  async function deliver(answer: Answer, leaving = false): Promise<boolean | undefined> {
    if (flying.has(answer.key)) return;
    let taken = leaving ? answer : undefined;
    const claim = store.change(answer.key, (old) => {
      const now = env.now();
      const due = old?.kind === 'answer' && old.revision === answer.revision && (leaving || !waits(old, now));
      if (!leaving) taken = due ? old : undefined;
      if (!due) return old;
      const slip = stamp(old, now, { attempts: old.attempts + 1, nextAt: now + CLAIM });
      desk.learn(slip);
      return slip;
    });
    if (!leaving) await claim;
    if (!taken || desk.stopped || flying.has(answer.key)) return;
    flying.add(answer.key);
    try {
      return await conclude(taken, await sender.send(taken));
    } finally {
      flying.delete(answer.key);
      if (leaving) start();
    }
  }

  /** Looks at everything once, and sends what may go. Gives when to look next: now, if anything was sent. */
  async function pass(eager: boolean, halted: Set<string>): Promise<number> {
    let next = Number.POSITIVE_INFINITY;
    const queue: Answer[] = [];
    const slips = await store.all();
    for (const slip of slips.values()) {
      desk.learn(slip);
      if (expired(slip, env.now())) {
        void store.change(slip.key, (old) => (old && expired(old, env.now()) ? undefined : old));
      } else if (slip.kind === 'pause') {
        // One that only this page knows, because it could not be written, stays in force.
        if (newer(slip, pauses.get(slip.key))) pauses.set(slip.key, slip);
      } else if (slip.kind === 'answer') queue.push(slip);
      // Perhaps another tab has sent it.
      else if (desk.mine.has(slip.key)) desk.tell(slip, 'sent', 'durable');
    }
    // The least tried first: one answer that makes the server fail holds up no other.
    queue.sort((a, b) => a.attempts - b.attempts || a.created - b.created);
    for (const answer of queue) {
      if (desk.stopped) break;
      const { key, endpoint, attempts } = answer;
      const now = env.now();
      const pause = pauseOf(answer);
      // An answer's first try does not wait for our patience with the endpoint, unless that has failed ten times.
      const held = halted.has(endpoint) || (pause && (pause.hard || !(eager || (!attempts && pause.tries < 10))));
      if (answer.parked) continue;
      if (waits(answer, now)) {
        // Another tab is sending it, and this page's person waits for the outcome.
        const soon = attempts && desk.mine.has(key) && !desk.told.has(key);
        next = Math.min(next, soon ? now + SECOND : answer.nextAt);
      } else if (strange(answer) || held) {
        const kept = store.kept(key);
        if (desk.mine.has(key)) desk.tell(answer, kept === 'durable' ? 'queued' : 'failed', kept, 'it waits');
        if (held) next = Math.min(next, pause?.nextAt ?? now);
      } else {
        const more = await deliver(answer);
        if (more === undefined) continue;
        if (!more) halted.add(endpoint);
        next = 0;
      }
    }
    return next;
  }

  async function run() {
    const halted = new Set<string>();
    let next = env.now() + MINUTE;
    running = true;
    try {
      do {
        const eager = keen;
        again = keen = false;
        next = await pass(eager, halted);
      } while ((again || !next) && !desk.stopped);
    } catch {
      // A function of the shop's threw, or a patched one of the host's.
    }
    running = false;
    env.clearTimeout(timer);
    // No longer than an hour: what a device's clock says of a long time is worth little.
    if (next < Number.POSITIVE_INFINITY && !desk.stopped)
      timer = env.setTimeout(start, Math.min(HOUR, Math.max(50, next - env.now())));
  }

  function start(eager?: boolean) {
    keen ||= eager === true;
    again = true;
    if (!running && !desk.stopped) void run();
  }

  return {
    start,
    leave() {
      for (const slip of desk.mine.values()) {
        if (slip.kind !== 'answer' || slip.attempts || slip.parked) continue;
        // What does not fit waits for the next visit.
        if (sender.fits(slip) && !strange(slip) && !pauseOf(slip)?.hard) deliver(slip, true).catch(() => {});
      }
    },
    stop() {
      desk.stopped = true;
      env.clearTimeout(timer);
    },
  };
}
