/** Reads and appends the entries of ledgers. */
import { sql } from 'drizzle-orm';
import type { Entry } from '../../loyalty/types.ts';
import { textArray } from '../db/customer-lock.ts';
import { type Database, selectRows } from '../db/database.ts';

/** An entry of a customer's ledger. Money is in minor units. */
export interface LedgerRow {
  readonly customer: string;
  readonly entry: Entry;
  /** The order that an order entry, a refund or a cancellation is of. */
  readonly order?: string | undefined;
}

/**
 * The entries of customers, oldest first.
 *
 * @param orders reads the entries of these orders alone
 */
export async function readEntries(
  db: Database,
  customers: readonly string[],
  orders?: readonly string[],
): Promise<readonly LedgerRow[]> {
  const ofOrders = orders ? sql`and order_id = any(${textArray(orders)})` : sql``;
  const rows = await selectRows<LedgerRow & { order: string | null }>(
    db,
    sql`select customer, entry, order_id as "order" from lojal_entries
        where customer = any(${textArray(customers)}) ${ofOrders} order by seq`,
  );
  return rows.map(({ order, ...row }) => ({ ...row, ...(order !== null && { order }) }));
}

/**
 * Appends entries, in this order. Call it while the customers are locked.
 *
 * @throws the error of the database if a ledger has an entry with the same id
 */
export async function appendEntries(db: Database, added: readonly LedgerRow[]): Promise<void> {
  if (added.length === 0) return;
  await db.execute(
    sql`insert into lojal_entries (customer, id, at, kind, order_id, entry)
        select one.customer, one.entry ->> 'id', (one.entry ->> 'at')::date, one.entry ->> 'kind', one."order", one.entry
        from jsonb_array_elements(${JSON.stringify(added)}::jsonb) with ordinality as given (value, n),
          jsonb_to_record(given.value) as one (customer text, entry jsonb, "order" text)
        order by given.n`,
  );
}
