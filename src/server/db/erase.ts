import { eq, inArray, sql } from 'drizzle-orm';
import { sha256 } from '../digest.ts';
import { eraseEvents } from '../receivers/sweep-deliveries.ts';
import { writeAudit } from './audit.ts';
import type { Database } from './database.ts';
import { withSequence } from './sequence-lock.ts';
import { answersTable, auditTable, erasedSubjectsTable, erasedTable, limitsTable, quarantineTable } from './tables.ts';

/** Rows of a statement, so that none runs into the time limit. A statement takes at most 65,535 parameters. */
const BATCH = 5_000;

/** Deletes the rows of a customer, and returns their ids. */
async function deleteRows(
  tx: Database,
  table: typeof answersTable | typeof quarantineTable,
  subject: string,
): Promise<string[]> {
  const ids: string[] = [];
  for (let size = BATCH; size === BATCH; ) {
    const some = tx.select({ id: table.id }).from(table).where(eq(table.subject, subject)).limit(BATCH);
    const rows = await tx.delete(table).where(inArray(table.id, some)).returning({ id: table.id });
    for (const { id } of rows) ids.push(id);
    size = rows.length;
  }
  return ids;
}

/** Deletes all that the ledger knows of a customer. Waits for a change of the ledger that is under way. */
async function eraseLedger(tx: Database, customer: string): Promise<void> {
  // A change of a new customer has a row that only an insert of the same row waits for.
  await tx.execute(sql`insert into lojal_members (customer) values (${customer}) on conflict do nothing`);
  await tx.execute(sql`delete from lojal_members where customer = ${customer}`);
  await eraseEvents(tx, customer);
  for (const table of [
    'entries',
    'orders',
    'purchase_days',
    'late_orders',
    'customer_products',
    'redemptions',
    'advocates',
    'actions',
    'unrewarded',
    'wishes',
  ])
    await tx.execute(sql`delete from ${sql.raw(`lojal_${table}`)} where customer = ${customer}`);
  await eraseClaims(tx, customer);
}

/** Deletes the invitations of a customer. Those that rewarded an advocate still count for the advocate, without the friend. */
async function eraseClaims(tx: Database, customer: string): Promise<void> {
  // Locked in the order in which the ledger locks them.
  const involved = sql`advocate = ${customer} or friend = ${customer}`;
  await tx.execute(sql`select 1 as one from lojal_claims where ${involved} order by id for update`);
  await tx.execute(
    sql`update lojal_entries set id = fresh.id, entry = jsonb_set(entry, '{id}', to_jsonb(fresh.id))
        from (select advocate, 'referral:' || gen_random_uuid() as id from lojal_claims
              where friend = ${customer} and state = 'rewarded') fresh
        where lojal_entries.customer = fresh.advocate and lojal_entries.id = 'referral:' || ${customer}`,
  );
  await tx.execute(
    sql`update lojal_claims set friend = null, order_id = null, used_order = null, code = null, code_key = null
        where friend = ${customer} and advocate <> ${customer} and state = 'rewarded'`,
  );
  await tx.execute(sql`delete from lojal_claims where ${involved}`);
}

/**
 * See `Store.erase`. The exclusive lock makes sure that a concurrent insert of the customer is either erased too, or finds
 * its id in the table of erased answers.
 *
 * @param keys keyed digests of the customer: in the table of limits, and in the table of erased customers
 */
export function eraseCustomer(
  db: Database,
  subject: string,
  keys: { readonly limit: string; readonly erased: string },
  actor: string,
): Promise<number> {
  return withSequence(db, 'exclusive', async (tx) => {
    const erased = await deleteRows(tx, answersTable, subject);
    const kept = await deleteRows(tx, quarantineTable, subject);
    const ids = [...new Set([...erased, ...kept])];
    for (let from = 0; from < ids.length; from += BATCH) {
      const some = ids.slice(from, from + BATCH);
      await tx
        .insert(erasedTable)
        .values(some.map((id) => ({ digest: sha256(id) })))
        .onConflictDoNothing();
      await tx.update(auditTable).set({ target: null }).where(inArray(auditTable.target, some));
    }
    // Refuses answers that were written before now and arrive later, under ids that were never stored.
    const at = sql`clock_timestamp()`;
    await tx
      .insert(erasedSubjectsTable)
      .values({ digest: keys.erased, at })
      .onConflictDoUpdate({ target: erasedSubjectsTable.digest, set: { at } });
    await eraseLedger(tx, subject);
    await tx.delete(limitsTable).where(eq(limitsTable.key, keys.limit));
    await writeAudit(tx, { actor, action: 'erase', target: keys.erased, detail: { erased: ids.length } });
    return erased.length;
  });
}
