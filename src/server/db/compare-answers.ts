/** The result of inserting an answer. Only `stored` and `replaced` change the database. */
export type InsertOutcome = 'stored' | 'replaced' | 'same' | 'older' | 'other-answer' | 'other-bytes' | 'erased';

/** The digest of an answer that was restored from an export, which does not tell the posted bytes. */
export const RESTORED = 'restored';

/** The fields that identify an answer and one revision of it. */
export interface AnswerIdentity {
  readonly type: string;
  readonly source: string;
  readonly subject: string | null;
  readonly revision: number;
  /** SHA-256 of the posted bytes, or `RESTORED`. */
  readonly digest: string;
}

/** Compares a posted answer with the stored answer of the same id. */
export function compareAnswers(
  stored: AnswerIdentity,
  posted: AnswerIdentity,
): Exclude<InsertOutcome, 'stored' | 'erased'> {
  if (stored.type !== posted.type || stored.source !== posted.source || stored.subject !== posted.subject) {
    return 'other-answer';
  }
  if (posted.revision < stored.revision) return 'older';
  if (posted.revision > stored.revision) return 'replaced';
  // A page that posts a restored answer again has the same answer: once an (id, revision) was sent, its body never changes.
  const isSame = [stored.digest, posted.digest].includes(RESTORED) || posted.digest === stored.digest;
  return isSame ? 'same' : 'other-bytes';
}
