/**
 * Sends what is due. Each receiver has a lane of its own, so that a slow one does not hold up the others. Any number of processes can
 * send from one database.
 */
import { setMaxListeners } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import type { Store } from '../db/store.ts';
import { calendarDay, SERVER_ZONE } from '../ledger/calendar-day.ts';
import type { LoadedProgram } from '../program-source.ts';
import { type AttemptTools, attempt } from './attempt.ts';
import { type DeliveryLane, startLane } from './delivery-lane.ts';
import type { AttemptResult, DeliveryQueue } from './delivery-queue.ts';
import { createPostWebhook, type PostOptions } from './post-webhook.ts';
import { isForPeople } from './receiver.ts';
import { createSendMail, type MailOptions } from './send-mail.ts';

/** Attempts at a time for a program. Services for people allow few messages. */
const AT_ONCE = 8;
/** Milliseconds after a change until its events are sent: changes that come together are sent together. */
const WAKE_DELAY = 200;
/** The longest and the shortest time between two looks at the queue, in milliseconds. */
const LONGEST_REST = 60_000;
const SHORTEST_REST = 1_000;
/** For how long `sendDue` waits for receivers, in milliseconds. */
const PATIENCE = 20_000;
/** The hour of the day, in the time zone of the program, from which the message of the day is sent. */
const DIGEST_HOUR = 8;

export interface SenderOptions extends PostOptions {
  readonly store: Pick<Store, 'receivers'>;
  /** Rejects while there is no program. */
  readonly program: () => Promise<LoadedProgram>;
  readonly mail?: MailOptions | undefined;
  /** Called for each attempt. */
  readonly onAttempt?: ((result: AttemptResult) => void) | undefined;
  readonly onError?: ((error: unknown) => void) | undefined;
  /** Default: that of the store. */
  readonly queue?: DeliveryQueue | undefined;
  /** Milliseconds since 1970. Default: the clock of this process. */
  readonly now?: (() => number) | undefined;
}

export interface DeliverySender {
  /** Sends soon what is due, and from then on whatever becomes due. */
  wake(): void;
  /** Sends what is due. Waits for slow receivers, but not for long. Returns the number of successful deliveries. */
  sendDue(): Promise<number>;
}

export function createDeliverySender(options: SenderOptions): DeliverySender {
  const { store, program, mail, onAttempt, onError = () => {}, now = Date.now } = options;
  const { receivers } = store;
  const { queue = receivers.queue } = options;
  const signal = receivers.closing;
  // Each attempt listens.
  setMaxListeners(0, signal);
  const tools: AttemptTools = {
    post: createPostWebhook(options),
    sendMail: mail && createSendMail(mail),
    digests: receivers.digests,
    now,
    signal,
  };
  const lanes = new Map<string, DeliveryLane>();
  let delivered = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let timerAt = Number.POSITIVE_INFINITY;

  const current = () => program().catch(() => undefined);

  /** Starts a lane for each receiver that has none. */
  async function startLanes(): Promise<void> {
    const loaded = await current();
    for (const { id, kind } of await queue.dueReceivers()) {
      const known = lanes.get(id);
      known?.poke();
      if (known || signal.aborted) continue;
      const lane = startLane({
        receiver: id,
        most: isForPeople(kind) ? 1 : AT_ONCE,
        queue,
        attempt: (delivery) => attempt(delivery, loaded?.program, tools),
        onAttempt: (result) => {
          if (result.state === 'delivered') delivered++;
          onAttempt?.(result);
        },
        signal,
      });
      lanes.set(id, lane);
      const ended = lane.ended.catch(onError).finally(() => lanes.delete(id));
      receivers.track(ended);
      ended.then(rest).catch(onError);
    }
  }

  /** Writes the events that nobody's request writes: changes of tiers, points that expire soon, and the message of the day. */
  async function prepare(): Promise<void> {
    const loaded = await current();
    const { timeZone } = loaded?.program ?? {};
    const today = calendarDay(now(), timeZone);
    if (loaded) {
      await receivers.recordTierChanges(loaded, today);
      await receivers.recordExpiringPoints(loaded, today);
    }
    const hour = new Intl.DateTimeFormat('en', {
      hour: 'numeric',
      hourCycle: 'h23',
      timeZone: timeZone ?? SERVER_ZONE,
    });
    if (Number(hour.format(now())) >= DIGEST_HOUR) await receivers.digests.open(today);
  }

  async function run(): Promise<void> {
    if (signal.aborted || !(await queue.isUsed())) return;
    await prepare().catch(onError);
    await startLanes();
  }

  /** Looks at the queue again when the next delivery is due. */
  async function rest(): Promise<void> {
    if (signal.aborted) return;
    const seconds = (await queue.isUsed()) ? await queue.secondsToNext() : undefined;
    schedule(Math.max(SHORTEST_REST, Math.min(LONGEST_REST, (seconds ?? Number.POSITIVE_INFINITY) * 1000)));
  }

  function schedule(ms: number): void {
    const at = performance.now() + ms;
    if (at >= timerAt || signal.aborted) return;
    clearTimeout(timer);
    timerAt = at;
    timer = setTimeout(() => {
      timerAt = Number.POSITIVE_INFINITY;
      receivers.track(
        run()
          .then(rest)
          .catch((error: unknown) => {
            // The database is away. What is due stays due.
            if (!signal.aborted) onError(error);
            schedule(LONGEST_REST);
          }),
      );
    }, ms).unref();
  }
  signal.addEventListener('abort', () => clearTimeout(timer), { once: true });

  return {
    wake: () => schedule(WAKE_DELAY),
    async sendDue() {
      const before = delivered;
      await run();
      const ended = Promise.allSettled([...lanes.values()].map((lane) => lane.ended));
      await Promise.race([ended, pause(PATIENCE, undefined, { ref: false })]);
      return delivered - before;
    },
  };
}
