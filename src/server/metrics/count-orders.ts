/** Keeps the summaries of the metrics while orders change. */
import { sql } from 'drizzle-orm';
import type { Database } from '../db/database.ts';
import type { OrderState, WrittenOrders } from '../ledger/stored-orders.ts';
import { appendOrder, type NewPurchase } from './append-order.ts';
import { countProducts } from './customer-products.ts';
import { countPurchaseDays } from './purchase-days.ts';

/** An order that counts, of a state that was written; nothing for one that does not. */
function asPurchase({ body, normal }: OrderState): NewPurchase | undefined {
  const { customer, day, status, total, refunds } = normal;
  const refunded = refunds.reduce((sum, { amount }) => sum + amount, 0);
  if (status !== 'paid' || (refunded > 0 && refunded >= total)) return undefined;
  return { customer, day, net: total - refunded, lines: body.lines ?? [] };
}

/**
 * Counts what orders changed. Runs in their transaction, while their customers are locked.
 *
 * @param orders all orders of the change, those that were not written, too
 */
export async function countOrders(
  tx: Database,
  orders: readonly OrderState[],
  { days, added, changed }: WrittenOrders,
): Promise<void> {
  if (days.length === 0) return;
  const [single] = orders;
  if (single && orders.length === 1 && changed.length === 0) {
    const purchase = asPurchase(single);
    if (!purchase || (await appendOrder(tx, purchase))) return;
  }
  const customers = days.map(({ customer }) => customer);
  await countPurchaseDays(
    tx,
    customers,
    sql`select * from jsonb_to_recordset(${JSON.stringify(days)}::jsonb) as given (customer text, day date)`,
  );
  await countProducts(tx, { added, changed, customers });
}
