/** An answer as the owner reads it: the event, and what the owner did with it. */
import { type SQL, sql } from 'drizzle-orm';
import type { ReviewState } from '../moderation.ts';
import type { AnsweredEvent } from '../validate.ts';

export interface InboxAnswer {
  readonly id: string;
  readonly event: AnsweredEvent;
  /** When this revision was received, RFC 3339. */
  readonly received: string;
  /** Whether a token proved the customer. */
  readonly verified: boolean;
  /** The state of a review. */
  readonly state?: ReviewState;
  readonly revision: number;
  /** Whether the owner is done with this revision. A later edit by the customer is not handled. */
  readonly handled: boolean;
  /** Why a review was decided as it is. */
  readonly reason?: string;
  /** A note that customers do not see. */
  readonly note?: string;
  readonly tags: readonly string[];
  /** What the shop's pages show to the customer. */
  readonly reply?: string;
  /** RFC 3339. */
  readonly repliedAt?: string;
  /** Whether a reply can reach the customer: the answer is of a customer whom a token proved. */
  readonly reachable: boolean;
  /** The position in the inbox, for `before`. */
  readonly cursor: string;
}

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
