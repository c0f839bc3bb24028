/** Stores answers that another database has exported, as they were there. */
import { eq, inArray, sql } from 'drizzle-orm';
import { sha256 } from '../digest.ts';
import { firstState, type ReviewState } from '../moderation.ts';
import type { AnsweredEvent } from '../validate.ts';
import { compareAnswers, type InsertOutcome, RESTORED } from './compare-answers.ts';
import { textArray } from './customer-lock.ts';
import { type Database, selectRows } from './database.ts';
import { nextSeq, withSequence } from './sequence-lock.ts';
import { answersTable, erasedTable } from './tables.ts';

/** An answer of an export. */
export interface ExportedAnswer {
  readonly event: AnsweredEvent;
  /** When it was received, RFC 3339. Default: now. */
  readonly received?: string | undefined;
  /** Whether a token proved the subject. */
  readonly verified: boolean;
  /** The state of a review. Default: that of a new one. */
  readonly state?: ReviewState | undefined;
}

/** Which answers were erased, or were written by a customer before the erasure. */
async function readErased(
  tx: Database,
  answers: readonly ExportedAnswer[],
  digestOf: (subject: string) => string,
): Promise<(event: AnsweredEvent) => boolean> {
  const ids = answers.map(({ event }) => sha256(event.id));
  const subjects = [...new Set(answers.flatMap(({ event: { subject } }) => (subject === undefined ? [] : [subject])))];
  const erasedIds = await tx
    .select({ digest: erasedTable.digest })
    .from(erasedTable)
    .where(inArray(erasedTable.digest, ids));
  const erasedSubjects = await selectRows<{ digest: string; at: number }>(
    tx,
    sql`select digest, extract(epoch from at)::float * 1000 as at from lojal_erased_subjects
        where digest = any(${textArray(subjects.map(digestOf))})`,
  );
  const byId = new Set(erasedIds.map(({ digest }) => digest));
  const until = new Map(erasedSubjects.map(({ digest, at }) => [digest, at]));
  return ({ id, subject, time }) =>
    byId.has(sha256(id)) || (subject !== undefined && Date.parse(time) <= (until.get(digestOf(subject)) ?? 0));
}

/** The columns of an answer. */
function rowOf({ event, received, verified, state }: ExportedAnswer) {
  const { id, type, source, subject = null, time, data } = event;
  return {
    id,
    type,
    source,
    subject,
    revision: data.revision,
    time,
    received: received ?? null,
    event,
    digest: RESTORED,
    verified,
    state: state ?? firstState(event),
  };
}

type Row = ReturnType<typeof rowOf>;

/** Appends answers, in this order. */
async function insertRows(tx: Database, rows: readonly Row[]): Promise<void> {
  if (rows.length === 0) return;
  await tx.execute(
    sql`insert into lojal_answers (id, type, source, subject, revision, time, received, event, digest, verified, state)
        select one.id, one.type, one.source, one.subject, one.revision, one.time,
          coalesce(one.received, clock_timestamp()), one.event, one.digest, one.verified, one.state
        from jsonb_array_elements(${JSON.stringify(rows)}::jsonb) with ordinality as given (value, n),
          jsonb_to_record(given.value) as one (id text, type text, source text, subject text, revision integer,
            time timestamptz, received timestamptz, event jsonb, digest text, verified boolean, state text)
        order by given.n on conflict do nothing`,
  );
}

async function replaceRow(tx: Database, { id, received, ...row }: Row): Promise<void> {
  await tx
    .update(answersTable)
    .set({ ...row, received: sql`coalesce(${received}::timestamptz, clock_timestamp())`, seq: nextSeq })
    .where(eq(answersTable.id, id));
}

export interface AnswerImport {
  /**
   * Stores answers of an export as they were: with the time of receipt, the state and whether the customer was proven. An answer
   * that is stored with the same revision, or a newer one, stays as it is. Answers that were erased are not stored.
   *
   * @param answers each id once
   * @param isDry changes nothing
   * @returns what became of each answer, in their order
   */
  restore(answers: readonly ExportedAnswer[], isDry: boolean): Promise<readonly RestoreOutcome[]>;
}

/** @param digestOf the keyed digest of an erased customer */
export const createAnswerImport = (db: Database, digestOf: (subject: string) => string): AnswerImport => ({
  restore: (answers, isDry) => restoreAnswers(db, answers, digestOf, isDry),
});

/** What became of an answer, and whether the state of its review here is another one, which stays. */
export interface RestoreOutcome {
  readonly outcome: InsertOutcome;
  readonly hasOtherState: boolean;
}

/** Stores answers in one transaction: see `AnswerImport`. */
function restoreAnswers(
  db: Database,
  answers: readonly ExportedAnswer[],
  digestOf: (subject: string) => string,
  isDry: boolean,
): Promise<readonly RestoreOutcome[]> {
  return withSequence(db, 'shared', async (tx) => {
    const isErased = await readErased(tx, answers, digestOf);
    const ids = answers.map(({ event }) => event.id);
    const found = await tx.select().from(answersTable).where(inArray(answersTable.id, ids)).for('update');
    const stored = new Map(found.map((row) => [row.id, row]));
    const fresh: Row[] = [];
    const outcomes: RestoreOutcome[] = [];
    for (const answer of answers) {
      const row = rowOf(answer);
      const before = stored.get(row.id);
      const outcome = isErased(answer.event) ? 'erased' : before ? compareAnswers(before, row) : 'stored';
      if (outcome === 'stored') fresh.push(row);
      if (outcome === 'replaced' && !isDry) await replaceRow(tx, row);
      outcomes.push({ outcome, hasOtherState: outcome === 'same' && before?.state !== row.state });
    }
    if (!isDry) await insertRows(tx, fresh);
    return outcomes;
  });
}
