import { max, type SQL, sql } from 'drizzle-orm';
import type { Database } from './database.ts';
import { ORDER_LOCK } from './migrations.ts';
import { answersTable } from './tables.ts';

/** SQL for the next `seq`. */
export const nextSeq: SQL = sql`nextval(pg_get_serial_sequence('lojal_answers', 'seq'))`;

/**
 * Runs a change of answers in one transaction, under an advisory lock.
 *
 * Transactions may commit in another order than they took their `seq`: a reader that has seen 7 could miss a 6 that
 * is not committed yet. Therefore each writer holds a shared lock, and a reader takes the exclusive lock for a moment to
 * learn up to which `seq` everything is committed. Writers do not wait for each other, and the database can flush many
 * commits at once. An erasure takes the exclusive lock too.
 */
export function withSequence<Result>(
  db: Database,
  mode: 'shared' | 'exclusive',
  change: (tx: Database) => Promise<Result>,
): Promise<Result> {
  const lock = sql.raw(mode === 'shared' ? 'pg_advisory_xact_lock_shared' : 'pg_advisory_xact_lock');
  return db.transaction(async (tx) => {
    // A process that freezes here would block all others. The database ends its transaction after five seconds.
    await tx.execute(
      sql`select set_config('idle_in_transaction_session_timeout', '5s', true), ${lock}(${sql.raw(String(ORDER_LOCK))})`,
    );
    return change(tx);
  });
}

/** The highest `seq` up to which every answer is committed. */
export async function readCommittedSeq(db: Database): Promise<bigint> {
  return withSequence(db, 'exclusive', async (tx) => {
    const [row] = await tx.select({ seq: max(answersTable.seq) }).from(answersTable);
    return BigInt(row?.seq ?? 0);
  });
}
