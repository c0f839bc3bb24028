/** Sends the answers that are due, one after the other, and sets a timer for those that are due later. */
import type { Context } from './context.ts';
import { createDelivery } from './deliver.ts';
import { HOLD } from './hold.ts';
import { createPauses } from './pauses.ts';
import { policies } from './policies.ts';
import { type AnswerRecord, pauseKey } from './record.ts';
import { CLAIM, redate } from './transitions.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

export interface Queue {
  /** `eager`: something has changed (online again, the customer asks), so the outbox's own waiting time ends. */
  start(eager?: boolean): void;
  /** Sends this page's untried answers, without waiting for a write: the page may be gone when a write ends. */
  leave(): void;
  stop(): void;
}

export function createQueue(context: Context): Queue {
  const { env, page, repository, report } = context;
  const pauses = createPauses(context);
  const { deliver, leave } = createDelivery(context, pauses, start);
  let timer: unknown;
  /** A run is under way; `again` and `eagerly` are what has been asked of the next pass meanwhile. */
  let running = false;
  let again = false;
  let eagerly = false;

  /** Reads all records once, and sends what is due. Gives the time of the next pass, 0 when something was sent. */
  async function pass(eager: boolean, halted: Set<string>): Promise<number> {
    let next = Number.POSITIVE_INFINITY;
    const answers: AnswerRecord[] = [];
    const { records, complete } = await repository.all();
    if (complete) pauses.forget(records);
    for (const record of records.values()) {
      const { key, kind } = record;
      // Another tab may have sent the answer.
      if (kind === 'tombstone' && record.state === 'sent' && page.entry(key).own) report(record, 'sent', 'durable');
      if (policies.isExpired(record, env.now())) {
        void repository.change(key, (found) => (found && policies.isExpired(found, env.now()) ? undefined : found));
      } else if (kind === 'answer') answers.push(record);
    }
    // The least tried first: an answer that makes the server fail holds up no other answer.
    answers.sort((a, b) => a.attempts - b.attempts || a.created - b.created);
    for (const answer of answers) {
      if (context.stopped) break;
      const { key, endpoint, customer, attempts } = answer;
      const { seen, own, reported } = page.entry(key);
      const sender = pauseKey(endpoint, customer);
      const now = env.now();
      const pause = pauses.of(answer);
      // The first try of an answer does not wait for our own pause, unless the endpoint has failed ten times.
      const held = halted.has(sender) || (pause && (pause.byServer || !(eager || (!attempts && pause.failures < 10))));
      if (policies.isNewer(seen, answer)) {
        // An old copy: no storage has taken the newer record, or the database does not answer.
        void repository.change(key, (found) => (policies.isNewer(seen, found) ? seen : found));
        continue;
      }
      if (answer.state === 'parked') continue;
      if (redate(answer, now) !== answer) {
        void repository.change(key, (found) => redate(found, env.now()));
        next = Math.min(next, now + HOLD);
        continue;
      }
      if (policies.isWaiting(answer, now)) {
        // Another tab is sending this page's answer, and the customer waits for the outcome. Not after a 400.
        const soon = attempts && answer.nextAt - now <= CLAIM && own && !reported;
        next = Math.min(next, soon ? now + SECOND : answer.nextAt);
      } else if (!context.isSignedIn(answer) || held) {
        const kept = repository.durability(key);
        if (own) report(answer, kept === 'durable' ? 'queued' : 'failed', kept, 'it waits');
        if (held) next = Math.min(next, pause?.nextAt ?? now);
      } else {
        const more = await deliver(answer);
        // After fifty slow responses the next answer is sent minutes after storage was read.
        repository.nearby();
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
    /** The endpoints, by customer, that failed in this run: they get no more answers in it, unless something changes. */
    const halted = new Set<string>();
    let next = 0;
    running = true;
    try {
      do {
        const eager = eagerly;
        // The change came after the request that failed: the endpoint gets another try.
        if (eager) halted.clear();
        again = eagerly = false;
        next = await pass(eager, halted);
      } while ((again || !next) && !context.stopped);
    } catch {
      // A function that the host has patched threw.
      next = env.now() + MINUTE;
    }
    running = false;
    env.clearTimeout(timer);
    if (next === Number.POSITIVE_INFINITY || context.stopped) return;
    const wait = Math.max(50, next - env.now());
    // At most an hour, because a device's clock may jump. A little later by chance: of many tabs that wait for the same
    // moment, one asks, and the others learn from it.
    timer = env.setTimeout(start, Math.min(HOUR, wait) + env.random() * Math.min(2 * SECOND, wait / 20));
  }

  function start(eager?: boolean) {
    eagerly ||= eager === true;
    again = true;
    if (!running && !context.stopped) void run();
  }

  return {
    start,
    leave,
    stop() {
      context.stopped = true;
      env.clearTimeout(timer);
    },
  };
}
