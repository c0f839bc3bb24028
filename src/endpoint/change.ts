import { eq } from 'drizzle-orm';
import { sha256 } from './digest.ts';
import type { Database } from './migrations.ts';
import { type Decision, isReview } from './moderation.ts';
import { nextSeq, write } from './order.ts';
import { answers, erased, limits } from './table.ts';

/** See `Store.decide`. */
export function decide(db: Database, id: string, state: Decision): Promise<'decided' | 'unknown' | 'not-a-review'> {
  return write(db, 'shared', async (tx) => {
    const [kept] = await tx
      .select({ type: answers.type, state: answers.state })
      .from(answers)
      .where(eq(answers.id, id))
      .for('update');
    if (!kept) return 'unknown';
    if (!isReview(kept.type)) return 'not-a-review';
    if (kept.state !== state) await tx.update(answers).set({ state, seq: nextSeq }).where(eq(answers.id, id));
    return 'decided';
  });
}

/**
 * See `Store.erase`. Alone: a try of one of these answers that is under way is either erased with them, or comes after
 * and finds its id among the erased.
 *
 * @param limitKey of the subject, in the table of limits
 */
export function erase(db: Database, subject: string, limitKey: string): Promise<number> {
  return write(db, 'alone', async (tx) => {
    const gone = await tx.delete(answers).where(eq(answers.subject, subject)).returning({ id: answers.id });
    const digests = gone.map(({ id }) => ({ digest: sha256(id) }));
    // A statement takes at most 65,535 parameters.
    for (let from = 0; from < digests.length; from += 10_000) {
      await tx
        .insert(erased)
        .values(digests.slice(from, from + 10_000))
        .onConflictDoNothing();
    }
    await tx.delete(limits).where(eq(limits.key, limitKey));
    return gone.length;
  });
}
