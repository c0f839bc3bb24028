import { randomBytes } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { type Database, selectRows } from './database.ts';
import { withSequence } from './sequence-lock.ts';

/** Tells whether a cursor of an export still belongs to the database. */
export interface CursorEpochs {
  /** The id of the newest epoch. Read it after the cursors that it is given with. */
  epoch(): Promise<string>;
  /**
   * Whether a cursor was given by this database, and not by one that a restored backup has replaced.
   *
   * @param epoch the epoch that the cursor was given with
   * @param cursor decimal digits
   */
  isCurrent(epoch: string, cursor: string): Promise<boolean>;
}

/** The highest `seq` that was ever used. Erasing the last answers does not lower it. */
const LAST_SEQ = sql`(select last_value from lojal_answers_seq_seq)`;

/**
 * Begins an epoch: each store does when it opens. A backup contains the epochs before it, not those after it. A cursor from
 * an unknown epoch, or beyond the start of the next one, therefore comes from a database that the backup has replaced. The
 * same `seq` may stand for another answer now.
 */
export async function openEpoch(db: Database): Promise<void> {
  const id = randomBytes(4).toString('hex');
  await withSequence(db, 'exclusive', async (tx) => {
    await tx.execute(sql`insert into lojal_epochs (id, start) values (${id}, ${LAST_SEQ})`);
  });
}

export function createEpochs(db: Database): CursorEpochs {
  return {
    async epoch() {
      const [row] = await selectRows<{ id: string }>(db, sql`select id from lojal_epochs order by n desc limit 1`);
      if (!row) throw new Error('The table lojal_epochs is empty.');
      return row.id;
    },
    async isCurrent(epoch, cursor) {
      const [row] = await selectRows<{ valid: boolean }>(
        db,
        sql`select ${cursor}::bigint <= coalesce(
              (select next.start from lojal_epochs next where next.n > given.n order by next.n limit 1), ${LAST_SEQ}
            ) as valid
            from lojal_epochs given where given.id = ${epoch}`,
      );
      return row?.valid ?? false;
    },
  };
}
