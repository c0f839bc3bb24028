/** Keeps the summaries of the metrics while orders change. */
import { sql } from 'drizzle-orm';
import { textArray } from '../db/customer-lock.ts';
import type { Database } from '../db/database.ts';
import type { WrittenOrders } from '../ledger/stored-orders.ts';
import { countProducts } from './customer-products.ts';
import { countPurchaseDays } from './purchase-days.ts';

/** Counts what orders changed. Runs in their transaction, while their customers are locked. */
export async function countOrders(tx: Database, { days, added, changed }: WrittenOrders): Promise<void> {
  if (days.length === 0) return;
  await countPurchaseDays(
    tx,
    sql`select * from jsonb_to_recordset(${JSON.stringify(days)}::jsonb) as given (customer text, day date)`,
  );
  const ofChanged = sql`select unnest(${textArray(changed)}) as customer`;
  await countProducts(tx, sql`select unnest(${textArray(added)})`, ofChanged);
}
