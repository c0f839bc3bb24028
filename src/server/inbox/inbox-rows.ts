/** The rows of the inbox in SQL. Apart from `inbox-answer.ts`, whose types are public: those of the query builder are not. */
import { type SQL, sql } from 'drizzle-orm';
import type { InboxAnswer } from './inbox-answer.ts';

/** RFC 3339 in UTC with milliseconds, of a column. */
export const rfc3339 = (column: SQL): SQL =>
  sql`to_char(${column} at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** Microseconds since 1970 of a column, as text: a JavaScript date loses the last three digits. */
export const microseconds = (column: SQL): SQL => sql`(extract(epoch from ${column}) * 1000000)::bigint::text`;

/** An `InboxAnswer` as the database returns it: null for what is absent. */
export type InboxRow = { readonly [Key in keyof InboxAnswer]: InboxAnswer[Key] | null };

/** The columns of an `InboxRow`, from `lojal_answers a left join lojal_handling h`. */
export const inboxColumns: SQL = sql`
  a.id, a.event, ${rfc3339(sql`a.received`)} as received, a.verified, a.state, a.revision,
  coalesce(h.handled >= a.received, false) as handled, h.reason, h.note, coalesce(h.tags, '[]'::jsonb) as tags, h.reply,
  ${rfc3339(sql`h.replied`)} as "repliedAt", a.verified and a.subject is not null as reachable,
  ${microseconds(sql`a.received`)} || '-' || a.id as cursor`;

export const inboxTables: SQL = sql`lojal_answers a left join lojal_handling h on h.answer = a.id`;

/** Leaves out what is null. */
export const toInboxAnswer = (row: InboxRow): InboxAnswer =>
  Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)) as unknown as InboxAnswer;
