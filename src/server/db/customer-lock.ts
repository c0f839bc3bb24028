import { type SQL, sql } from 'drizzle-orm';
import { type Database, selectRows } from './database.ts';

/** SQL for a list of texts: one parameter, however long the list is. Both drivers take the array as PostgreSQL writes it. */
export function textArray(texts: readonly string[]): SQL {
  const items = texts.map((text) => `"${text.replace(/["\\]/g, '\\$&')}"`);
  return sql`${`{${items.join(',')}}`}::text[]`;
}

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
    for (let locked = 0; locked < names.length; ) {
      await tx.execute(
        sql`insert into lojal_members (customer) select value from unnest(${textArray(names)}) value order by value on conflict do nothing`,
      );
      // An erasure may have deleted a row while this statement waited for the lock.
      const rows = await selectRows(
        tx,
        // A process that freezes here would block all changes of these customers: the database ends its transaction.
        sql`select customer, set_config('idle_in_transaction_session_timeout', '20s', true) from lojal_members
            where customer = any(${textArray(names)}) order by customer for update`,
      );
      locked = rows.length;
    }
    return change(tx);
  });
}

class NothingChanged extends Error {}

/**
 * As `withCustomers`, for a change that may find nothing to do: then the transaction is rolled back, so that a customer who was erased
 * meanwhile gets no row.
 *
 * @param change returns nothing if there is nothing to do
 */
export async function tryWithCustomer<Result>(
  db: Database,
  customer: string,
  change: (tx: Database) => Promise<Result | undefined>,
): Promise<Result | undefined> {
  try {
    return await withCustomers(db, [customer], async (tx) => {
      const result = await change(tx);
      if (result === undefined) throw new NothingChanged();
      return result;
    });
  } catch (error) {
    if (error instanceof NothingChanged) return undefined;
    throw error;
  }
}
