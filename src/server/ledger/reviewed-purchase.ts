/** Which purchase a review is for. A customer can name any order and any product in a review; only what they have paid for counts. */
import { sql } from 'drizzle-orm';
import { type Database, selectRows } from '../db/database.ts';

/** What a review names. */
export interface ReviewedItem {
  readonly order?: string | undefined;
  readonly product?: { readonly id?: string } | undefined;
}

/**
 * The order, or else the product, if a paid order of the customer shows that they bought it; else an empty text, as of a review that
 * names nothing. Call it while the customer is locked.
 */
export async function reviewedPurchase(
  tx: Database,
  customer: string,
  { order = '', product }: ReviewedItem,
): Promise<string> {
  const line = product?.id ?? '';
  const [row] = await selectRows<{ from: string }>(
    tx,
    sql`select case
          when exists (select from lojal_orders where id = ${order} and customer = ${customer} and status = 'paid')
            then ${order}::text
          when exists (select from lojal_orders where customer = ${customer} and status = 'paid'
              and body -> 'lines' @> ${JSON.stringify([{ product: line }])}::jsonb) then ${line}::text
          else '' end as "from"`,
  );
  return row?.from ?? '';
}
