/** Counts the summaries of the metrics again from the orders. They never need it; a test and an owner can prove that. */
import { sql } from 'drizzle-orm';
import { textArray, withCustomers } from '../db/customer-lock.ts';
import { type Database, selectRows } from '../db/database.ts';
import { countProducts } from './customer-products.ts';
import { countPurchaseDays } from './purchase-days.ts';

/** Customers of a transaction. */
const BATCH = 500;

/** Counts the days and products of all customers again. Other changes of a customer wait for the customer's batch only. */
export async function rebuildSummaries(db: Database): Promise<void> {
  for (let after = ''; ; ) {
    const rows = await selectRows<{ customer: string }>(
      db,
      sql`select customer from lojal_members where customer > ${after} order by customer limit ${BATCH}`,
    );
    const names = rows.map(({ customer }) => customer);
    const last = names.at(-1);
    if (last === undefined) return;
    after = last;
    const ours = sql`customer = any(${textArray(names)})`;
    await withCustomers(db, names, async (tx) => {
      await countPurchaseDays(
        tx,
        names,
        sql`select customer, day from lojal_orders where ${ours} union select customer, day from lojal_purchase_days where ${ours}`,
      );
      await countProducts(tx, { added: [], changed: names, customers: names });
    });
  }
}
