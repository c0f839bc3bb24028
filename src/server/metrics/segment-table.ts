/** Finds the customers of a segment once for all statements of a request. */
import { sql } from 'drizzle-orm';
import type { Database } from '../db/database.ts';
import type { MetricScope } from './metric-scope.ts';

/**
 * Runs statements about the customers of the scope. The customers of a segment are kept in a temporary table with statistics: within
 * each statement, the database would find them again, sometimes once for each row.
 */
export function withSegment<Result, Scope extends MetricScope>(
  db: Database,
  scope: Scope,
  work: (db: Database, scope: Scope) => Promise<Result>,
): Promise<Result> {
  const { customers } = scope;
  if (!customers) return work(db, scope);
  return db.transaction(async (tx) => {
    await tx.execute(sql`create temporary table lojal_segment (customer text primary key) on commit drop`);
    await tx.execute(
      sql`insert into lojal_segment (customer) select * from (${customers}) given on conflict do nothing`,
    );
    await tx.execute(sql`analyze lojal_segment`);
    return work(tx, { ...scope, customers: sql`select customer from lojal_segment` });
  });
}
