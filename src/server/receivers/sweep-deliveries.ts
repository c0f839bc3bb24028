/** Deletes deliveries that are too old, and what no receiver is to get any more. */
import { type SQL, sql } from 'drizzle-orm';
import type { Database } from '../db/database.ts';
import { ownerBound } from '../maintenance/owner-retention.ts';
import { TIER_CHANGED } from './receiver.ts';

/** Events are kept for this time, and of each receiver so many of the newest deliveries. */
const KEPT_DAYS = 30;
const KEPT_DELIVERIES = 20_000;

/**
 * No event of an answer is kept longer than answers are.
 *
 * @param answers how long the server keeps answers (`Retention`). The owner's limit is in the database
 */
export async function sweepDeliveries(
  db: Database,
  answers: string | undefined,
  now: SQL = sql`clock_timestamp()`,
): Promise<void> {
  await db.execute(sql`delete from lojal_events where at < ${now} - make_interval(days => ${KEPT_DAYS})`);
  // The later one; a limit that is not set is null.
  const bound = sql`greatest(${ownerBound(now)}, ${now} - ${answers ?? null}::interval)`;
  await db.execute(sql`delete from lojal_events where data ? 'answer' and at < ${bound}`);
  await db.execute(
    // Materialized: else the position is looked up for each row.
    sql`with bound as materialized (
          select id as receiver, (select id from lojal_deliveries newest where newest.receiver = lojal_receivers.id
            order by id desc offset ${KEPT_DELIVERIES} limit 1) as last from lojal_receivers
        )
        delete from lojal_deliveries delivery using bound where delivery.receiver = bound.receiver
          and delivery.id <= bound.last and state in ('delivered', 'failed', 'reported')`,
  );
  await db.execute(
    sql`delete from lojal_deliveries where not exists (select from lojal_receivers where id = lojal_deliveries.receiver)`,
  );
  await db.execute(
    sql`delete from lojal_events where not exists (select from lojal_deliveries where event = lojal_events.id)`,
  );
  await db.execute(sql`delete from lojal_expiry_notices where expires < current_date - 2`);
  // Where nobody wants changes of tiers, the tiers grow old.
  for (const table of ['tier_checks', 'customer_tiers', 'tier_rounds'])
    await db.execute(
      sql`delete from ${sql.raw(`lojal_${table}`)} where not exists (
            select from lojal_receivers where enabled and ${TIER_CHANGED} = any(types))`,
    );
}

/**
 * Deletes what is to be sent about a customer. Call it in the erasure, once no change of the ledger is under way and before the
 * invitations are deleted.
 */
export async function eraseEvents(tx: Database, customer: string): Promise<void> {
  await tx.execute(
    sql`delete from lojal_events where customer = ${customer} or data ->> 'invitation' in (
          select id from lojal_claims where advocate = ${customer} or friend = ${customer} or used_order in (
            select id from lojal_orders where customer = ${customer}))`,
  );
  for (const table of ['tier_checks', 'customer_tiers', 'expiry_notices'])
    await tx.execute(sql`delete from ${sql.raw(`lojal_${table}`)} where customer = ${customer}`);
}
