import { lt, sql } from 'drizzle-orm';
import type { Database } from './database.ts';
import { erasedSubjectsTable, erasedTable, limitsTable } from './tables.ts';

/** A rate limit: `burst` requests at once, and `perMinute` requests per minute on average. */
export interface Rate {
  readonly burst: number;
  readonly perMinute: number;
}

/** How long digests of erased answers and customers are kept. A browser drops an answer after 30 days, but its clock may be wrong. */
const ERASED_RETENTION = sql`interval '90 days'`;

/**
 * Checks and counts one request in a single statement, so that all processes share one count. Uses the generic cell
 * rate algorithm (GCRA, ITU-T I.371), which stores one timestamp per key.
 *
 * rate-limiter-flexible, the common library, is not used: its PostgreSQL store counts fixed windows by the clock of each
 * process. That allows twice the limit at the border of two windows, and it has no burst separate from the rate.
 *
 * @returns seconds until the next request is allowed; 0 if this request is allowed. Only an allowed request is counted
 */
export async function spendToken(db: Database, key: string, { burst, perMinute }: Rate): Promise<number> {
  const step = sql`make_interval(secs => ${60 / perMinute}::float8)`;
  const reach = sql`make_interval(secs => ${((burst - 1) * 60) / perMinute}::float8)`;
  const counted = await db
    .insert(limitsTable)
    .values({ key, clear: sql`clock_timestamp() + ${step}` })
    .onConflictDoUpdate({
      target: limitsTable.key,
      set: { clear: sql`greatest(${limitsTable.clear}, clock_timestamp()) + ${step}` },
      setWhere: sql`${limitsTable.clear} <= clock_timestamp() + ${reach}`,
    })
    .returning({ key: limitsTable.key });
  if (counted.length > 0) return 0;
  const left = sql<number>`extract(epoch from ${limitsTable.clear} - ${reach} - clock_timestamp())::float8`;
  const [row] = await db.select({ left }).from(limitsTable).where(sql`${limitsTable.key} = ${key}`);
  return Math.max(row?.left ?? 0, 0.001);
}

/** Deletes expired limits and expired digests of erased answers and customers. */
export async function sweepRateLimits(db: Database): Promise<void> {
  await db.delete(limitsTable).where(lt(limitsTable.clear, sql`clock_timestamp()`));
  for (const table of [erasedTable, erasedSubjectsTable]) {
    await db.delete(table).where(lt(table.at, sql`now() - ${ERASED_RETENTION}`));
  }
}
