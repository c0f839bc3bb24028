/**
 * The queue of deliveries. A process claims a delivery for a moment that is longer than an attempt takes: no other process sends it
 * meanwhile, and if the process ends, another one sends it afterwards.
 */
import { type SQL, sql } from 'drizzle-orm';
import { type Database, selectRows } from '../db/database.ts';
import { utcText } from '../db/utc-text.ts';
import type { ReceiverTarget, StoredEvent } from './receiver.ts';

/** For how long a delivery is claimed, in seconds. An attempt takes at most 15. */
export const LEASE_SECONDS = 40;

/**
 * A receiver that fails for so long is turned off: three days, less what chance takes from the pauses (see `RETRY_PAUSES`). The first
 * failures of a delivery do not count: the failure before may have been long ago.
 */
const FAILING_HOURS = 66;
const FAILING_ATTEMPTS = 3;

/** A delivery that this process sends. */
export interface ClaimedDelivery {
  readonly id: string;
  /** With this one. */
  readonly attempts: number;
  readonly event: StoredEvent;
  readonly target: ReceiverTarget;
}

interface ClaimedRow extends Omit<StoredEvent, 'id'>, Omit<ReceiverTarget, 'secrets'> {
  readonly attempts: number;
  readonly event: string;
  readonly secret: string | null;
  readonly former: string | null;
}

/** What an attempt led to. */
export interface AttemptResult {
  readonly id: string;
  readonly attempts: number;
  /** `waiting`: for the message of the day. `pending`: is tried again after `pause` seconds. */
  readonly state: 'delivered' | 'failed' | 'pending' | 'waiting';
  readonly pause?: number | undefined;
  /** The HTTP status. */
  readonly status?: number | undefined;
  /** Why there was no status; for owners, without words of customers. */
  readonly error?: string | undefined;
  /** Seconds for which the receiver asked to be left alone. */
  readonly receiverPause?: number | undefined;
}

export interface DeliveryQueue {
  /** Whether there is a receiver, also one that is turned off. */
  isUsed(): Promise<boolean>;
  /** The receivers of deliveries that are due. */
  dueReceivers(): Promise<readonly Pick<ReceiverTarget, 'id' | 'kind'>[]>;
  /** Seconds until the next delivery is due; nothing without one. */
  secondsToNext(): Promise<number | undefined>;
  /** For how many seconds the oldest delivery is due; 0 if none is. */
  overdueSeconds(): Promise<number>;
  /** Claims at most `limit` deliveries of a receiver that are due. */
  claim(receiver: string, limit: number): Promise<readonly ClaimedDelivery[]>;
  /** Stores results, and what they say about the receiver. A result that comes after its claim was over changes nothing. */
  finish(receiver: string, results: readonly AttemptResult[]): Promise<void>;
}

/** @param shift milliseconds by which the queue is ahead of the clock of the database: for tests of what takes days */
export function createDeliveryQueue(db: Database, shift: () => number = () => 0): DeliveryQueue {
  const now = (): SQL => sql`(clock_timestamp() + make_interval(secs => ${shift() / 1000}::float))`;
  const active = () => sql`receiver.enabled and (receiver.paused_until is null or receiver.paused_until <= ${now()})`;
  const firstDue = sql`(select min(due) from lojal_deliveries where lojal_deliveries.receiver = receiver.id and state = 'pending')`;
  const readNumber = async (query: SQL) => (await selectRows<{ n: number | null }>(db, query))[0]?.n ?? undefined;

  return {
    isUsed: async () => (await selectRows(db, sql`select 1 as one from lojal_receivers limit 1`)).length > 0,
    dueReceivers: () =>
      selectRows(db, sql`select id, kind from lojal_receivers receiver where ${active()} and ${firstDue} <= ${now()}`),
    secondsToNext: () =>
      readNumber(
        sql`select extract(epoch from min(greatest(first, paused_until)) - ${now()})::float as n from (
              select ${firstDue} as first, paused_until from lojal_receivers receiver where enabled) receiver
            where first is not null`,
      ),
    overdueSeconds: async () => {
      const seconds = await readNumber(
        sql`select extract(epoch from ${now()} - min(${firstDue}))::float as n from lojal_receivers receiver where enabled`,
      );
      return Math.max(0, seconds ?? 0);
    },
    claim: async (receiver, limit) => {
      const rows = await selectRows<ClaimedRow>(
        db,
        sql`with claimed as (
              select id from lojal_deliveries where receiver = ${receiver} and state = 'pending' and due <= ${now()}
                and exists (select from lojal_receivers receiver where id = ${receiver} and ${active()})
              order by due, id limit ${limit} for update skip locked
            )
            update lojal_deliveries delivery set attempts = attempts + 1, changed = ${now()},
              due = ${now()} + make_interval(secs => ${LEASE_SECONDS})
            from claimed, lojal_events event, lojal_receivers receiver
            where delivery.id = claimed.id and event.id = delivery.event and receiver.id = ${receiver}
            returning delivery.id::text, delivery.attempts, event.id as event, event.type, event.customer, event.data,
              ${utcText('event.at')} as at, receiver.kind, receiver.url, receiver.secret,
              case when receiver.former_until > ${now()} then receiver.former_secret end as former`,
      );
      const claimed = rows.map(({ id, attempts, event, type, customer, data, at, kind, url, secret, former }) => ({
        id,
        attempts,
        event: { id: event, type, customer, data, at },
        target: { id: receiver, kind, url, secrets: [secret, former].filter((one) => one !== null) },
      }));
      return claimed.sort((a, b) => Number(a.id) - Number(b.id));
    },
    finish: async (receiver, results) => {
      await selectRows(
        db,
        sql`update lojal_deliveries delivery set state = given.state, status = given.status, error = given.error,
              changed = ${now()}, due = ${now()} + make_interval(secs => coalesce(given.pause, 0))
            from jsonb_to_recordset(${JSON.stringify(results)}::jsonb) as given
              (id bigint, attempts integer, state text, status integer, error text, pause float)
            where delivery.id = given.id and delivery.attempts = given.attempts and delivery.state = 'pending'`,
      );
      const tried = results.filter(({ state }) => state !== 'waiting');
      if (tried.length === 0) return;
      if (tried.some(({ state }) => state === 'delivered'))
        await db.execute(
          sql`update lojal_receivers set failing_since = null where id = ${receiver} and failing_since is not null`,
        );
      const failed = tried.filter(({ state }) => state !== 'delivered');
      if (failed.length === 0) return;
      const pause = Math.max(0, ...failed.map(({ receiverPause = 0 }) => receiverPause));
      const isGone = failed.some(({ status }) => status === 410);
      const isOld = failed.some(({ attempts }) => attempts >= FAILING_ATTEMPTS);
      const isOver = sql`(${isOld} and failing_since <= ${now()} - make_interval(hours => ${FAILING_HOURS}))`;
      await db.execute(
        sql`update lojal_receivers set failing_since = coalesce(failing_since, ${now()}),
              paused_until = case when ${pause}::float > 0 then ${now()} + make_interval(secs => ${pause}::float) else paused_until end,
              disabled_at = case when ${isGone} or ${isOver} then ${now()} end,
              disabled_reason = case when ${isGone} then 'gone' when ${isOver} then 'failing' end,
              enabled = not (${isGone} or coalesce(${isOver}, false))
            where id = ${receiver} and enabled`,
      );
    },
  };
}
