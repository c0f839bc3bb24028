import { lt, sql } from 'drizzle-orm';
import type { Database } from './migrations.ts';
import { erased, limits } from './table.ts';

/** How often something may happen: `burst` times at once, and `perMinute` times a minute in the long run. */
export interface Rate {
  readonly burst: number;
  readonly perMinute: number;
}

/** The outbox of a browser drops an answer after 30 days; its clock may be wrong. */
const REMEMBERED = sql`interval '90 days'`;

/**
 * Counts one request, in the one statement that also decides, so that any number of processes count as one: the
 * generic cell rate algorithm (GCRA; ITU-T I.371), which keeps a single moment for each key. Of the library that the
 * field uses, rate-limiter-flexible, its store for PostgreSQL counts fixed windows by the clock of each process: twice
 * the limit passes where two windows meet, and a burst is not another number than a rate.
 *
 * @returns seconds until the next one is allowed; 0 if this one is, and only then is it counted
 */
export async function spend(db: Database, key: string, { burst, perMinute }: Rate): Promise<number> {
  const step = sql`make_interval(secs => ${60 / perMinute}::float8)`;
  const reach = sql`make_interval(secs => ${((burst - 1) * 60) / perMinute}::float8)`;
  const counted = await db
    .insert(limits)
    .values({ key, clear: sql`clock_timestamp() + ${step}` })
    .onConflictDoUpdate({
      target: limits.key,
      set: { clear: sql`greatest(${limits.clear}, clock_timestamp()) + ${step}` },
      setWhere: sql`${limits.clear} <= clock_timestamp() + ${reach}`,
    })
    .returning({ key: limits.key });
  if (counted.length > 0) return 0;
  const left = sql<number>`extract(epoch from ${limits.clear} - ${reach} - clock_timestamp())::float8`;
  const [row] = await db.select({ left }).from(limits).where(sql`${limits.key} = ${key}`);
  return Math.max(row?.left ?? 0, 0.001);
}

/** Removes what is of no use any more: limits that nothing is used of, and ids that nobody will send again. */
export async function sweep(db: Database): Promise<void> {
  await db.delete(limits).where(lt(limits.clear, sql`clock_timestamp()`));
  await db.delete(erased).where(lt(erased.at, sql`now() - ${REMEMBERED}`));
}
