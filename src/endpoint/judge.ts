/** What became of an answer. Only `stored` and `replaced` change anything. */
export type Outcome = 'stored' | 'replaced' | 'same' | 'older' | 'other-answer' | 'other-bytes' | 'erased';

/** What tells one answer, and one revision of it, from another. */
export interface Identity {
  readonly type: string;
  readonly source: string;
  readonly subject: string | null;
  readonly revision: number;
  /** Of the bytes as they were posted. */
  readonly digest: string;
}

/** Decides about an answer whose id is already there. */
export function judge(kept: Identity, posted: Identity): Exclude<Outcome, 'stored' | 'erased'> {
  if (kept.type !== posted.type || kept.source !== posted.source || kept.subject !== posted.subject) {
    return 'other-answer';
  }
  if (posted.revision < kept.revision) return 'older';
  if (posted.revision > kept.revision) return 'replaced';
  return posted.digest === kept.digest ? 'same' : 'other-bytes';
}
