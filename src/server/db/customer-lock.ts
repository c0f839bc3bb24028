import { sql } from 'drizzle-orm';
import { type Database, selectRows } from './database.ts';

/** SQL for the texts of a list, as rows of `value`. One parameter, however long the list is. */
export const textRows = (texts: readonly string[]) => sql`jsonb_array_elements_text(${JSON.stringify(texts)}::jsonb)`;

/**
 * Runs a change of ledgers in one transaction that no other change of the same customers overlaps. Each customer has a row, which
 * the first change creates. Rows are locked in one order, so that two changes cannot wait for each other.
 */
export function withCustomers<Result>(
  db: Database,
  customers: readonly string[],
  change: (tx: Database) => Promise<Result>,
): Promise<Result> {
  const names = [...new Set(customers)];
  return db.transaction(async (tx) => {
    // A process that freezes here would block all changes of these customers.
    await tx.execute(sql`select set_config('idle_in_transaction_session_timeout', '20s', true)`);
    for (let locked = 0; locked < names.length; ) {
      await tx.execute(
        sql`insert into lojal_members (customer) select value from ${textRows(names)} order by value on conflict do nothing`,
      );
      // An erasure may have deleted a row while this statement waited for the lock.
      const rows = await selectRows(
        tx,
        sql`select customer from lojal_members where customer in (select value from ${textRows(names)})
            order by customer for update`,
      );
      locked = rows.length;
    }
    return change(tx);
  });
}
