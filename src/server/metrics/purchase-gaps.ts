/** Purchases by their day and the customer's next purchase day. See `db/purchase-gap-tables.ts`. */
import { type SQL, sql } from 'drizzle-orm';
import type { Database } from '../db/database.ts';
import type { MetricScope } from './metric-scope.ts';

/**
 * A table `gaps` of `day, next, is_first, customers, orders, net`: from the roll-up for all customers, from the purchase days for a
 * segment. `next` is 'infinity' without a next purchase. Rows of the roll-up can cancel each other out: sum them.
 */
export const purchaseGaps = ({ customers }: Pick<MetricScope, 'customers'>): SQL =>
  customers
    ? sql`(select day, coalesce(next, 'infinity') as next, nth = 1 as is_first, 1 as customers, orders, net
          from lojal_purchase_days where customer in (${customers})) gaps`
    : sql`(select * from lojal_purchase_gaps union all select * from lojal_purchase_gap_changes) gaps`;

/** A sum of a column as a number of JavaScript; zero without rows. */
export const sumOf = (column: 'customers' | 'orders' | 'net', condition?: SQL): SQL =>
  sql`coalesce(sum(gaps.${sql.raw(column)}::float8)${condition ? sql` filter (where ${condition})` : sql``}, 0)`;

/** Adds the changes since the last run to the roll-up. Readers see both, so the numbers stay as they are. */
export const sweepPurchaseGaps = (db: Database): Promise<void> =>
  db.transaction(async (tx) => {
    // One process at a time. Writers of changes do not wait.
    await tx.execute(sql`lock table lojal_purchase_gaps in share row exclusive mode`);
    await tx.execute(
      sql`with changes as (delete from lojal_purchase_gap_changes returning *)
          insert into lojal_purchase_gaps as gaps
            select day, next, is_first, sum(customers), sum(orders), sum(net) from changes group by 1, 2, 3
          on conflict (day, next, is_first) do update set customers = gaps.customers + excluded.customers,
            orders = gaps.orders + excluded.orders, net = gaps.net + excluded.net`,
    );
    await tx.execute(sql`delete from lojal_purchase_gaps where customers = 0 and orders = 0 and net = 0`);
  });
