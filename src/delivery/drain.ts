/** Sends what is due, one after the other, until nothing is; then sets the timer for what is due later. */
import { CLAIM, createDelivery } from './deliver.ts';
import type { Desk } from './desk.ts';
import type { Environment } from './environment.ts';
import type { OutboxOptions } from './letter.ts';
import { type Answer, expired, newer, pauseKey, waits } from './slip.ts';
import type { Store } from './store.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

export interface Drain {
  /** `eager`: something has changed (online again, the person asks), so our own patience ends. */
  start(eager?: boolean): void;
  /** Sends what this page has not tried yet, without waiting for a write: nobody may be here when it ends. */
  leave(): void;
  stop(): void;
}

export function createDrain(env: Environment, store: Store, desk: Desk, options: OutboxOptions): Drain {
  const { deliver, strange, pauseOf, pauses, heed, leave } = createDelivery(env, store, desk, options, start);
  let timer: unknown;
  let running = false;
  let again = false;
  let keen = false;

  /** Looks at everything once, and sends what may go. Gives when to look next: now, if anything was sent. */
  async function pass(eager: boolean, halted: Set<string>): Promise<number> {
    let next = Number.POSITIVE_INFINITY;
    const queue: Answer[] = [];
    const { slips, whole } = await store.all();
    // Another tab's success ends a pause for all, but not what the endpoint has asked for.
    if (whole) for (const { key, hard } of pauses.values()) if (!hard && !slips.has(key)) pauses.delete(key);
    for (const slip of slips.values()) {
      desk.learn(slip);
      // Perhaps another tab has sent it.
      if (slip.kind === 'done' && slip.sent && desk.mine.has(slip.key)) desk.tell(slip, 'sent', 'durable');
      if (expired(slip, env.now())) {
        void store.change(slip.key, (old) => (old && expired(old, env.now()) ? undefined : old));
      } else if (slip.kind === 'answer') queue.push(slip);
    }
    heed(slips.values());
    heed();
    // The least tried first: one answer that makes the server fail holds up no other.
    queue.sort((a, b) => a.attempts - b.attempts || a.created - b.created);
    for (const answer of queue) {
      if (desk.stopped) break;
      const { key, endpoint, customer, attempts } = answer;
      const sender = pauseKey(endpoint, customer);
      const now = env.now();
      const pause = pauseOf(answer);
      // An answer's first try does not wait for our patience with the endpoint, unless that has failed ten times.
      const held = halted.has(sender) || (pause && (pause.hard || !(eager || (!attempts && pause.tries < 10))));
      const heard = desk.heard.get(key);
      if (newer(heard, answer)) {
        // It has risen again: its tombstone found no room, or is in a database that does not answer.
        void store.change(key, (old) => (newer(heard, old) ? heard : old));
        continue;
      }
      if (answer.parked) continue;
      if (waits(answer, now)) {
        // Another tab is sending it, and this page's person waits for the outcome: not for half a day after a 400.
        const soon = attempts && answer.nextAt - now <= CLAIM && desk.mine.has(key) && !desk.told.has(key);
        next = Math.min(next, soon ? now + SECOND : answer.nextAt);
      } else if (strange(answer) || held) {
        const kept = store.kept(key);
        if (desk.mine.has(key)) desk.tell(answer, kept === 'durable' ? 'queued' : 'failed', kept, 'it waits');
        if (held) next = Math.min(next, pause?.nextAt ?? now);
      } else {
        const more = await deliver(answer);
        // With fifty slow responses before it, the next one is sent minutes after the look at storage.
        heed();
        if (more === undefined) {
          // Another tab was quicker.
          next = Math.min(next, now + SECOND);
          continue;
        }
        if (!more) halted.add(sender);
        next = 0;
      }
    }
    return next;
  }

  async function run() {
    const halted = new Set<string>();
    let next = 0;
    running = true;
    try {
      do {
        const eager = keen;
        again = keen = false;
        next = await pass(eager, halted);
      } while ((again || !next) && !desk.stopped);
    } catch {
      // A patched function of the host's threw.
      next = env.now() + MINUTE;
    }
    running = false;
    env.clearTimeout(timer);
    if (next === Number.POSITIVE_INFINITY || desk.stopped) return;
    const wait = Math.max(50, next - env.now());
    // No longer than an hour: what a device's clock says of a long time is worth little. And a little by chance: of many
    // tabs that wait for the same moment one asks, and the others learn from it.
    timer = env.setTimeout(start, Math.min(HOUR, wait) + env.random() * Math.min(2 * SECOND, wait / 20));
  }

  function start(eager?: boolean) {
    keen ||= eager === true;
    again = true;
    if (!running && !desk.stopped) void run();
  }

  return {
    start,
    leave,
    stop() {
      desk.stopped = true;
      env.clearTimeout(timer);
    },
  };
}
