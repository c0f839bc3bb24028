/** What became of the deliveries of a receiver, for the owner. */
import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { type Database, selectRows } from '../db/database.ts';
import { utcText } from '../db/utc-text.ts';
import { TEST_EVENT } from './receiver.ts';

/** Entries of a page. */
const PAGE_SIZE = 100;

/** A delivery as the owner sees it. Times are RFC 3339. */
export interface DeliveryRecord {
  readonly id: string;
  /** The id of the event, which every attempt has as `webhook-id`. */
  readonly event: string;
  readonly type: string;
  /** `waiting`: for the message of the day. `reported`: the message of the day had it. */
  readonly state: 'pending' | 'delivered' | 'failed' | 'waiting' | 'reported';
  readonly attempts: number;
  /** The HTTP status of the last attempt. */
  readonly status?: number;
  /** Why the last attempt had no status. */
  readonly error?: string;
  readonly created: string;
  /** The last attempt or change. */
  readonly changed: string;
  /** The next attempt. */
  readonly next?: string;
}

export interface DeliveryLog {
  /**
   * The deliveries of a receiver, newest first, at most 100.
   *
   * @param before only those before this delivery
   */
  deliveries(receiver: string, before?: string): Promise<readonly DeliveryRecord[]>;
  /** Sends a delivery again, under the same id. Returns its state after that; nothing for an unknown one. */
  resend(receiver: string, delivery: string): Promise<'pending' | 'waiting' | 'reported' | undefined>;
  /** Sends a test event to one receiver. Returns the id of the delivery. */
  sendTest(receiver: string): Promise<string>;
}

async function deliveries(db: Database, receiver: string, before = '9223372036854775807') {
  const rows = await selectRows<Record<string, unknown>>(
    db,
    sql`select delivery.id::text, event, type, state, attempts, status, error, ${utcText('created')} as created,
          ${utcText('changed')} as changed, case when state = 'pending' then ${utcText('due')} end as next
        from lojal_deliveries delivery join lojal_events event on event.id = delivery.event
        where receiver = ${receiver} and delivery.id < ${before}::bigint order by delivery.id desc limit ${PAGE_SIZE}`,
  );
  return rows.map((row) => Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)) as never);
}

async function resend(db: Database, receiver: string, delivery: string) {
  const [row] = await selectRows<{ state: 'pending' | 'waiting' | 'reported' }>(
    db,
    sql`update lojal_deliveries set
          due = case when state in ('delivered', 'failed', 'pending') then clock_timestamp() else due end,
          attempts = case when state in ('delivered', 'failed') then 0 else attempts end,
          state = case when state in ('delivered', 'failed') then 'pending' else state end
        where id = ${delivery}::bigint and receiver = ${receiver} returning state`,
  );
  return row?.state;
}

async function sendTest(db: Database, receiver: string): Promise<string> {
  const [row] = await selectRows<{ id: string }>(
    db,
    sql`with event as (
          insert into lojal_events (id, type, data)
          values (${`evt_${randomUUID().replaceAll('-', '')}`}, ${TEST_EVENT}, '{}'::jsonb) returning id
        )
        insert into lojal_deliveries (event, receiver) select id, ${receiver} from event returning id::text`,
  );
  if (!row) throw new Error('The delivery was not stored.');
  return row.id;
}

export const createDeliveryLog = (db: Database): DeliveryLog => ({
  deliveries: (...of) => deliveries(db, ...of),
  resend: (...of) => resend(db, ...of),
  sendTest: (receiver) => sendTest(db, receiver),
});
