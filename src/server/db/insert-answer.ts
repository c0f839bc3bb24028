import { eq, sql } from 'drizzle-orm';
import { sha256 } from '../digest.ts';
import { firstState } from '../moderation.ts';
import type { AnsweredEvent } from '../validate.ts';
import { compareAnswers, type InsertOutcome } from './compare-answers.ts';
import { type Database, selectRows } from './database.ts';
import { nextSeq, withSequence } from './sequence-lock.ts';
import { answersTable } from './tables.ts';

/**
 * Stores a valid answer: see `Store.insert`. Most answers are new. For these, one database function takes the shared
 * lock, checks for an erased id, and inserts the row. Each of its steps sees everything that was committed before, as in
 * a transaction, but in one round trip.
 *
 * @param subjectDigest key of the customer in the table of erased customers
 * @param rewarded whether a new answer is noted for its points. Default: `false`
 */
export async function insertAnswer(
  db: Database,
  event: AnsweredEvent,
  digest: string,
  verified: boolean,
  subjectDigest: string,
  rewarded = false,
): Promise<InsertOutcome> {
  const outcome = await insertNew(db, event, digest, verified, subjectDigest, rewarded);
  return outcome === 'there' ? resolveExisting(db, event, digest, verified) : outcome;
}

async function insertNew(
  db: Database,
  event: AnsweredEvent,
  digest: string,
  verified: boolean,
  subjectDigest: string,
  rewarded: boolean,
) {
  const values = sql`${JSON.stringify(event)}::jsonb, ${digest}, ${verified}, ${firstState(event)}, ${sha256(event.id)}`;
  const [row] = await selectRows<{ outcome: 'stored' | 'erased' | 'there' }>(
    db,
    sql`select lojal_insert(${values}, ${subjectDigest}, ${rewarded}) as outcome`,
  );
  if (!row) throw new Error('The database returned no outcome.');
  return row.outcome;
}

/** Handles an answer whose id is already stored. */
function resolveExisting(
  db: Database,
  event: AnsweredEvent,
  digest: string,
  verified: boolean,
): Promise<InsertOutcome> {
  const { id, type, source, subject = null, time, data } = event;
  const row = {
    type,
    source,
    subject,
    revision: data.revision,
    time,
    event,
    digest,
    verified,
    state: firstState(event),
  };
  return withSequence(db, 'shared', async (tx) => {
    const [stored] = await tx.select().from(answersTable).where(eq(answersTable.id, id)).for('update');
    // Only an erasure removes answers.
    if (!stored) return 'erased';
    const outcome = compareAnswers(stored, row);
    if (outcome === 'replaced') {
      await tx
        .update(answersTable)
        .set({ ...row, received: sql`clock_timestamp()`, seq: nextSeq })
        .where(eq(answersTable.id, id));
    }
    return outcome;
  });
}
