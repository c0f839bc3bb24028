import { eq } from 'drizzle-orm';
import { type Decision, isReview } from '../moderation.ts';
import { writeAudit } from './audit.ts';
import type { Database } from './database.ts';
import { nextSeq, withSequence } from './sequence-lock.ts';
import { answersTable } from './tables.ts';

/** The result of a decision. Only `decided` can change the database. */
export type ModerationOutcome = 'decided' | 'unknown' | 'not-a-review' | 'other-revision';

/** Stores a decision about a locked review, and notes who decided. The same state again changes nothing. */
export async function writeDecision(
  tx: Database,
  { id, state: before, revision }: { readonly id: string; readonly state: string | null; readonly revision: number },
  state: Decision,
  actor: string,
): Promise<void> {
  if (before === state) return;
  await tx.update(answersTable).set({ state, seq: nextSeq }).where(eq(answersTable.id, id));
  await writeAudit(tx, { actor, action: 'moderate', target: id, detail: { state, revision } });
}

/** See `Store.moderate`. */
export function moderateReview(
  db: Database,
  id: string,
  state: Decision,
  revision: number,
  actor: string,
): Promise<ModerationOutcome> {
  return withSequence(db, 'shared', async (tx) => {
    const [stored] = await tx
      .select({ type: answersTable.type, state: answersTable.state, revision: answersTable.revision })
      .from(answersTable)
      .where(eq(answersTable.id, id))
      .for('update');
    if (!stored) return 'unknown';
    if (!isReview(stored.type)) return 'not-a-review';
    if (stored.revision !== revision) return 'other-revision';
    await writeDecision(tx, { id, ...stored }, state, actor);
    return 'decided';
  });
}
