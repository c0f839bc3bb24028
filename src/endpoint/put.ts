import { eq, sql } from 'drizzle-orm';
import { sha256 } from './digest.ts';
import { judge, type Outcome } from './judge.ts';
import type { Database } from './migrations.ts';
import { firstState } from './moderation.ts';
import { nextSeq, write } from './order.ts';
import { answers } from './table.ts';
import type { AnswerEvent } from './validate.ts';

/**
 * Keeps a valid answer: see `Store.put`. Nearly every one is new, and is stored by a single statement, a function in
 * the database: it takes its share of the order, looks whether the id was erased, and inserts the row if there is none.
 * Each step of it sees what was committed before, as in a transaction of several requests, at the price of one.
 */
export async function put(db: Database, event: AnswerEvent, digest: string, verified: boolean): Promise<Outcome> {
  const outcome = await insert(db, event, digest, verified);
  return outcome === 'there' ? settle(db, event, digest, verified) : outcome;
}

async function insert(db: Database, event: AnswerEvent, digest: string, verified: boolean) {
  const values = sql`${JSON.stringify(event)}::jsonb, ${digest}, ${verified}, ${firstState(event)}, ${sha256(event.id)}`;
  const result = await db.execute(sql`select lojal_insert(${values}) as outcome`);
  // Both drivers answer so, but their common interface does not say it.
  const [row] = (result as unknown as { rows: readonly { outcome: 'stored' | 'erased' | 'there' }[] }).rows;
  if (!row) throw new Error('The database did not say what it did.');
  return row.outcome;
}

/** Decides about an answer whose id is there already. */
function settle(db: Database, event: AnswerEvent, digest: string, verified: boolean): Promise<Outcome> {
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
  return write(db, 'shared', async (tx) => {
    const [kept] = await tx.select().from(answers).where(eq(answers.id, id)).for('update');
    // Nothing but an erasure takes an answer away.
    if (!kept) return 'erased';
    const outcome = judge(kept, row);
    if (outcome === 'replaced') {
      await tx
        .update(answers)
        .set({ ...row, received: sql`clock_timestamp()`, seq: nextSeq })
        .where(eq(answers.id, id));
    }
    return outcome;
  });
}
