import { eq, sql } from 'drizzle-orm';
import { sha256 } from './digest.ts';
import { judge, type Outcome } from './judge.ts';
import type { Database } from './migrations.ts';
import { firstState } from './moderation.ts';
import { nextSeq, write } from './order.ts';
import { answers, erased } from './table.ts';
import type { AnswerEvent } from './validate.ts';

/** Leaves the transaction, and nothing of it. */
class Erased extends Error {}

/** Keeps a valid answer: see `Store.put`. */
export async function put(db: Database, event: AnswerEvent, digest: string, verified: boolean): Promise<Outcome> {
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
  const received = sql`clock_timestamp()`;
  const gone = sql<boolean>`exists (select from ${erased} where ${erased.digest} = ${sha256(id)})`;
  try {
    return await write(db, 'shared', async (tx) => {
      const [inserted] = await tx
        .insert(answers)
        .values({ id, ...row, received })
        .onConflictDoNothing({ target: answers.id })
        // Asked in the same statement: nearly no answer was erased, and each one would wait for the question.
        .returning({ gone });
      if (inserted?.gone) throw new Erased();
      if (inserted) return 'stored';

      const [kept] = await tx.select().from(answers).where(eq(answers.id, id)).for('update');
      // An erasure has the order alone, so that it cannot come between the two statements.
      if (!kept) throw new Error('An answer was deleted by something else while it came again.');
      const outcome = judge(kept, row);
      if (outcome === 'replaced') {
        await tx
          .update(answers)
          .set({ ...row, received, seq: nextSeq })
          .where(eq(answers.id, id));
      }
      return outcome;
    });
  } catch (error) {
    if (error instanceof Erased) return 'erased';
    throw error;
  }
}
