/** Sends to one receiver what is due: a few deliveries at a time, so that one that hangs does not hold up the next ones. */
import type { AttemptResult, ClaimedDelivery, DeliveryQueue } from './delivery-queue.ts';

export interface DeliveryLane {
  /** Resolves when nothing is due and nothing is being sent. */
  readonly ended: Promise<void>;
  /** Looks at the queue again now. */
  poke(): void;
}

interface LaneOptions {
  readonly receiver: string;
  /** The most attempts at a time. */
  readonly most: number;
  readonly queue: DeliveryQueue;
  readonly attempt: (delivery: ClaimedDelivery) => Promise<AttemptResult>;
  /** Called for each attempt, once its result is stored. */
  readonly onAttempt: (result: AttemptResult) => void;
  readonly signal: AbortSignal;
}

export function startLane({ receiver, most, queue, attempt, onAttempt, signal }: LaneOptions): DeliveryLane {
  const running = new Set<Promise<void>>();
  let results: AttemptResult[] = [];
  let poke = () => {};

  function start(delivery: ClaimedDelivery): void {
    const run = attempt(delivery)
      .then((result) => {
        // An attempt that was cut short is made again, by the next process.
        if (result.state === 'delivered' || !signal.aborted) results.push(result);
      })
      // The claim ends by itself.
      .catch(() => undefined)
      .finally(() => running.delete(run));
    running.add(run);
  }

  async function store(): Promise<void> {
    const known = results;
    if (known.length === 0) return;
    results = [];
    await queue.finish(receiver, known);
    for (const result of known) onAttempt(result);
  }

  async function send(): Promise<void> {
    for (;;) {
      const poked = new Promise<void>((resolve) => {
        poke = resolve;
      });
      await store();
      const free = most - running.size;
      const claimed = free > 0 && !signal.aborted ? await queue.claim(receiver, free) : [];
      for (const delivery of claimed) start(delivery);
      // An attempt may have ended while the database worked.
      if (results.length > 0) continue;
      if (running.size === 0) return;
      await Promise.race([poked, ...running]);
    }
  }

  return { ended: send(), poke: () => poke() };
}
