/** Keeps `lojal_customer_products` equal to the orders. See `db/metric-tables.ts`. */
import { type SQL, sql } from 'drizzle-orm';
import type { Database } from '../db/database.ts';
import { isCounted } from './purchase-days.ts';

/**
 * Adds the products of new orders, and counts the products of customers whose orders changed again from all their orders. The
 * customers must be locked.
 *
 * @param added the ids of new orders
 * @param changed the customers whose stored orders changed
 */
export async function countProducts(tx: Database, added: SQL, changed: SQL): Promise<void> {
  await tx.execute(
    sql`with changed as materialized (select distinct customer from (${changed}) given),
      fresh as materialized (
        select found.customer, line ->> 'product' as product, min(found.day) as day
        from lojal_orders found, jsonb_array_elements(found.body -> 'lines') line
        where ${isCounted(sql`found`)} and (found.id in (${added}) or found.customer in (select customer from changed))
        group by found.customer, line ->> 'product'
      ),
      gone as (
        delete from lojal_customer_products stored using changed
        where stored.customer = changed.customer and not exists (
          select from fresh where fresh.customer = stored.customer and fresh.product = stored.product
        )
      ),
      merged as (
        select customer, product, min(day) as day from (
          select customer, product, day from fresh
          union all
          select customer, product, day from lojal_customer_products
          where customer in (select customer from fresh) and customer not in (select customer from changed)
        ) both_sides group by customer, product
      ),
      chain as (
        select customer, product, day,
          least(3, row_number() over (partition by customer order by day, product))::smallint as nth
        from merged
      )
      insert into lojal_customer_products (customer, product, day, nth)
      select chain.customer, chain.product, chain.day, chain.nth
      from chain left join lojal_customer_products stored
        on stored.customer = chain.customer and stored.product = chain.product
      where stored.customer is null or (chain.day, chain.nth) is distinct from (stored.day, stored.nth)
      on conflict (customer, product) do update set (day, nth) = (excluded.day, excluded.nth)`,
  );
}
