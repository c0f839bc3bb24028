import type { SQL } from 'drizzle-orm';
import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core';

/** The interface that both database drivers share. */
export type Database = PgDatabase<PgQueryResultHKT>;

/** Runs a query and returns its rows. Both drivers return `rows`, but their common interface has no type for it. */
export async function selectRows<Row>(db: Database, query: SQL): Promise<readonly Row[]> {
  const result = await db.execute(query);
  return (result as unknown as { readonly rows: readonly Row[] }).rows;
}

/** Whether a statement failed because a unique value exists already. The library wraps the error of the database. */
export function isDuplicate(error: unknown): boolean {
  const { code, cause } = Object(error) as { code?: unknown; cause?: unknown };
  return code === '23505' || (cause !== undefined && isDuplicate(cause));
}
