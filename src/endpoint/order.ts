import { max, type SQL, sql } from 'drizzle-orm';
import { type Database, ORDER_LOCK } from './migrations.ts';
import { answers } from './table.ts';

/** The next place at the end of the order. */
export const nextSeq: SQL = sql`nextval(pg_get_serial_sequence('lojal_answers', 'seq'))`;

/**
 * Runs a change of the answers in one transaction. `seq` rises in the order in which it is drawn, which is not that of
 * the commits: a reader that has seen 7 could miss a 6 that is still under way. So whoever draws one holds a lock, and
 * a reader asks by that very lock how far everything is committed. Writers share it: none waits for another, and the
 * database can flush many commits at once. Only an erasure has it alone.
 */
export function write<Result>(
  db: Database,
  mode: 'shared' | 'alone',
  change: (tx: Database) => Promise<Result>,
): Promise<Result> {
  const lock = sql.raw(mode === 'shared' ? 'pg_advisory_xact_lock_shared' : 'pg_advisory_xact_lock');
  return db.transaction(async (tx) => {
    // A process that is frozen here would stop all the others: the database lets go of it after ten seconds.
    await tx.execute(
      sql`select set_config('idle_in_transaction_session_timeout', '10s', true), ${lock}(${sql.raw(String(ORDER_LOCK))})`,
    );
    return change(tx);
  });
}

/** The highest `seq` up to which every answer is committed: for an instant no writer is between drawing and committing. */
export async function readBound(db: Database): Promise<bigint> {
  return write(db, 'alone', async (tx) => {
    const [row] = await tx.select({ seq: max(answers.seq) }).from(answers);
    return BigInt(row?.seq ?? 0);
  });
}
