/** Keeps `lojal_purchase_days` equal to the orders. See `db/metric-tables.ts`. */
import { type SQL, sql } from 'drizzle-orm';
import { textArray } from '../db/customer-lock.ts';
import type { Database } from '../db/database.ts';

/** The orders that count as purchases: paid, and not refunded completely. An order that was free from the start counts. */
export const isCounted = (table: SQL): SQL =>
  sql`${table}.status = 'paid' and not (${table}.refunded > 0 and ${table}.refunded >= ${table}.total)`;

/** What is counted from the orders of the day, and what places the day among those of the customer. */
const COUNTED_COLUMNS = ['orders', 'units', 'net', 'cost', 'costed'] as const;
const COLUMNS = [...COUNTED_COLUMNS, 'nth', 'first', 'previous', 'next', 'first_net', 'total'] as const;

/**
 * Counts days again from the orders, and places them among the other days of their customers. The customers must be locked. Rows that
 * are right already are not written.
 *
 * @param customers those of the days. As a list, so that the database always reads by index
 * @param pairs a query of customers and days: `customer text, day date`
 */
export async function countPurchaseDays(tx: Database, customers: readonly string[], pairs: SQL): Promise<void> {
  const counted = sql.raw(COUNTED_COLUMNS.join(', '));
  const columns = sql.raw(COLUMNS.join(', '));
  const of = (row: string) => sql.raw(COLUMNS.map((column) => `${row}.${column}`).join(', '));
  const ours = textArray([...new Set(customers)]);
  await tx.execute(
    sql`with pairs as materialized (select distinct customer, day from (${pairs}) given),
      stored as materialized (select * from lojal_purchase_days where customer = any(${ours})),
      fresh as materialized (
        select found.customer, found.day, count(*)::integer as orders, sum(parts.units) as units,
          sum(found.total - found.refunded)::bigint as net,
          sum(case when parts.costed then parts.cost else 0 end) as cost,
          sum(case when parts.costed then found.total - found.refunded else 0 end)::bigint as costed
        from pairs join lojal_orders found on found.customer = pairs.customer and found.day = pairs.day,
          lateral (
            select coalesce(sum((line ->> 'quantity')::numeric), 1) as units,
              coalesce(sum((line ->> 'cost')::numeric), 0) as cost,
              coalesce(bool_and(line ? 'cost'), false) as costed
            from jsonb_array_elements(found.body -> 'lines') line
          ) parts
        where found.customer = any(${ours}) and ${isCounted(sql`found`)} group by found.customer, found.day
      ),
      gone as (
        delete from lojal_purchase_days rows using pairs
        where rows.customer = any(${ours}) and rows.customer = pairs.customer and rows.day = pairs.day and not exists (
          select from fresh where fresh.customer = rows.customer and fresh.day = rows.day
        )
      ),
      merged as (
        select customer, day, ${counted} from fresh
        union all
        select customer, day, ${counted} from stored where not exists (
          select from pairs where pairs.customer = stored.customer and pairs.day = stored.day
        )
      ),
      chain as (
        select customer, day, ${counted}, (row_number() over days)::integer as nth, first_value(day) over days as first,
          lag(day) over days as previous, lead(day) over days as next, first_value(net) over days as first_net,
          (sum(net) over days)::bigint as total
        from merged window days as (partition by customer order by day)
      )
      insert into lojal_purchase_days (customer, day, ${columns})
      select chain.customer, chain.day, ${of('chain')}
      from chain left join stored on stored.customer = chain.customer and stored.day = chain.day
      where stored.customer is null or (${of('chain')}) is distinct from (${of('stored')})
      on conflict (customer, day) do update set (${columns}) = (${of('excluded')})`,
  );
}
