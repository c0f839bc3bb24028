/** What the owner does with an answer. */
import { sql } from 'drizzle-orm';
import { writeAudit } from '../db/audit.ts';
import { type Database, selectRows } from '../db/database.ts';
import { writeDecision } from '../db/moderate.ts';
import { withSequence } from '../db/sequence-lock.ts';
import { type Decision, isReview } from '../moderation.ts';
import type { InboxAnswer } from './inbox-answer.ts';
import { type InboxRow, inboxColumns, inboxTables, toInboxAnswer } from './inbox-rows.ts';

/** What changes. A key that is absent stays; `null` removes a text. */
export interface AnswerChange {
  readonly state?: Decision | undefined;
  readonly reason?: string | null | undefined;
  readonly reply?: string | null | undefined;
  readonly handled?: boolean | undefined;
  readonly note?: string | null | undefined;
  readonly tags?: readonly string[] | undefined;
}

/** `unreachable`: a reply to a customer whom no token proved. Only an answer means that something was stored. */
export type HandleOutcome = InboxAnswer | 'unknown' | 'not-a-review' | 'other-revision' | 'unreachable';

/** The stored answer; nothing for an unknown id. */
export async function readInboxAnswer(db: Database, id: string): Promise<InboxAnswer | undefined> {
  const [row] = await selectRows<InboxRow>(db, sql`select ${inboxColumns} from ${inboxTables} where a.id = ${id}`);
  return row && toInboxAnswer(row);
}

/** Writes what customers do not see, and the reply. */
async function writeHandling(tx: Database, { id, event }: InboxAnswer, change: AnswerChange): Promise<void> {
  const { reason, reply, handled, note, tags } = change;
  const kept = (given: string | null | undefined, column: string) =>
    given === undefined ? sql.raw(`lojal_handling.${column}`) : sql`${given}::text`;
  const now = sql`clock_timestamp()`;
  await tx.execute(
    sql`insert into lojal_handling (answer, customer) values (${id}, ${event.subject ?? null}) on conflict (answer) do nothing`,
  );
  await tx.execute(
    sql`update lojal_handling set changed = ${now},
          reason = ${kept(reason, 'reason')}, note = ${kept(note, 'note')}, reply = ${kept(reply, 'reply')},
          replied = case when ${reply === undefined} then replied when ${reply ?? null}::text is null then null
            when reply = ${reply ?? null}::text then replied else ${now} end,
          handled = case when ${handled === undefined} then handled when ${handled ?? false} then ${now} end,
          tags = coalesce(${tags === undefined ? null : JSON.stringify(tags)}::jsonb, tags)
        where answer = ${id}`,
  );
}

/**
 * Changes an answer of the inbox in one transaction.
 *
 * @param revision the revision that the owner has read. If another one is stored, nothing changes
 * @param actor who changes it, for the audit log
 */
export function handleAnswer(
  db: Database,
  id: string,
  change: AnswerChange,
  revision: number,
  actor: string,
): Promise<HandleOutcome> {
  return withSequence(db, 'shared', async (tx) => {
    await tx.execute(sql`select 1 from lojal_answers where id = ${id} for update`);
    const stored = await readInboxAnswer(tx, id);
    if (!stored) return 'unknown';
    const { state } = change;
    if (state !== undefined && !isReview(stored.event.type)) return 'not-a-review';
    if (stored.revision !== revision) return 'other-revision';
    if (typeof change.reply === 'string' && !stored.reachable) return 'unreachable';
    if (state !== undefined) await writeDecision(tx, { ...stored, state: stored.state ?? null }, state, actor);
    await writeHandling(tx, stored, change);
    const changed = Object.keys(change).filter((key) => key !== 'state');
    if (changed.length > 0)
      await writeAudit(tx, { actor, action: 'handle', target: id, detail: { changed: changed.join(' '), revision } });
    return (await readInboxAnswer(tx, id)) ?? 'unknown';
  });
}
