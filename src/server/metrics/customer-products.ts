/** Keeps `lojal_customer_products` equal to the orders. See `db/metric-tables.ts`. */
import { type SQL, sql } from 'drizzle-orm';
import { textArray } from '../db/customer-lock.ts';
import type { Database } from '../db/database.ts';
import { isCounted } from './purchase-days.ts';

/**
 * Adds the products of new orders, and counts the products of customers whose orders changed again from all their orders. The
 * customers must be locked. All lists are lists of values, so that the database always reads by index.
 *
 * @param added the ids of new orders
 * @param changed the customers whose stored orders changed
 * @param customers those, and the customers of new orders
 */
export async function countProducts(
  tx: Database,
  { added, changed, customers }: Record<'added' | 'changed' | 'customers', readonly string[]>,
): Promise<void> {
  const [ids, again, ours] = [added, changed, customers].map((list) => textArray([...new Set(list)]));
  const products = (those: SQL) =>
    sql`select found.customer, line ->> 'product' as product, found.day
        from lojal_orders found, jsonb_array_elements(found.body -> 'lines') line
        where ${those} and ${isCounted(sql`found`)}`;
  await tx.execute(
    sql`with stored as materialized (select * from lojal_customer_products where customer = any(${ours})),
      fresh as materialized (
        select customer, product, min(day) as day
        from (${products(sql`found.id = any(${ids})`)} union all ${products(sql`found.customer = any(${again})`)}) found
        group by customer, product
      ),
      gone as (
        delete from lojal_customer_products rows
        where rows.customer = any(${again}) and not exists (
          select from fresh where fresh.customer = rows.customer and fresh.product = rows.product
        )
      ),
      merged as (
        select customer, product, min(day) as day from (
          select customer, product, day from fresh
          union all
          select customer, product, day from stored where customer <> all(${again})
        ) known group by customer, product
      ),
      chain as (
        select customer, product, day,
          least(3, row_number() over (partition by customer order by day, product))::smallint as nth
        from merged
      )
      insert into lojal_customer_products (customer, product, day, nth)
      select chain.customer, chain.product, chain.day, chain.nth
      from chain left join stored on stored.customer = chain.customer and stored.product = chain.product
      where stored.customer is null or (chain.day, chain.nth) is distinct from (stored.day, stored.nth)
      on conflict (customer, product) do update set (day, nth) = (excluded.day, excluded.nth)`,
  );
}
