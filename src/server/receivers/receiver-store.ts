/** The receivers of a store, their events and their deliveries. */
import type { CalendarDate } from '../../loyalty/types.ts';
import type { Database } from '../db/database.ts';
import type { LoadedProgram } from '../program-source.ts';
import { createDailyDigests, type DailyDigests } from './daily-digest.ts';
import { createDeliveryLog, type DeliveryLog } from './delivery-log.ts';
import { createDeliveryQueue, type DeliveryQueue } from './delivery-queue.ts';
import { recordExpiringPoints } from './expiring-points.ts';
import { createReceiverList, type ReceiverList } from './receiver-list.ts';
import { recordTierChanges } from './tier-changes.ts';

export interface ReceiverStore extends ReceiverList, DeliveryLog {
  readonly queue: DeliveryQueue;
  readonly digests: DailyDigests;
  /** Aborted when the store closes: nothing more is sent. */
  readonly closing: AbortSignal;
  /** The store waits for this work for a moment before it closes. */
  track(work: Promise<unknown>): void;
  /** Writes the events of customers whose tier has changed. Returns their number. */
  recordTierChanges(loaded: Pick<LoadedProgram, 'program' | 'etag'>, today: CalendarDate): Promise<number>;
  /** Writes the events of customers whose points expire soon. Returns their number. */
  recordExpiringPoints(loaded: LoadedProgram, today: CalendarDate): Promise<number>;
}

/** @returns the receivers, and a function that ends the sending */
export function createReceiverStore(db: Database): [ReceiverStore, () => Promise<unknown>] {
  const controller = new AbortController();
  const running = new Set<Promise<unknown>>();
  const store: ReceiverStore = {
    ...createReceiverList(db),
    ...createDeliveryLog(db),
    queue: createDeliveryQueue(db),
    digests: createDailyDigests(db),
    closing: controller.signal,
    track(work) {
      running.add(work);
      work.catch(() => undefined).finally(() => running.delete(work));
    },
    recordTierChanges: (...of) => recordTierChanges(db, ...of),
    recordExpiringPoints: (...of) => recordExpiringPoints(db, ...of),
  };
  return [
    store,
    () => {
      controller.abort();
      return Promise.allSettled(running);
    },
  ];
}
