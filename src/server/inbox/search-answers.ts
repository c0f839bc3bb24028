/** Searches the answers for the owner, newest first. */

import { type SQL, sql } from 'drizzle-orm';
import { textArray } from '../db/customer-lock.ts';
import { type Database, selectRows } from '../db/database.ts';
import { likeLiteral } from '../db/like-literal.ts';
import { SERVER_ZONE } from '../ledger/calendar-day.ts';
import type { ReviewState } from '../moderation.ts';
import type { InboxAnswer } from './inbox-answer.ts';
import { type InboxRow, inboxColumns, inboxTables, microseconds, toInboxAnswer } from './inbox-rows.ts';

/** Which answers the owner wants to see. Without a condition: all. */
export interface InboxFilter {
  /** A part of the customer's words, of the product's name, or of an id. Upper and lower case are the same. */
  readonly q?: string | undefined;
  /** Types of events. */
  readonly types?: readonly string[] | undefined;
  /** The least and the greatest score or number of stars. */
  readonly score?: readonly [number, number] | undefined;
  /** Whether the customer is unhappy: 0–6 on a scale to 10, 1–2 of 5, 1–3 of 7. */
  readonly unhappy?: boolean | undefined;
  /** Whether the customer may be contacted about the answer. A guest may have written an address. */
  readonly contact?: boolean | undefined;
  readonly state?: ReviewState | undefined;
  /** The id or the name of a product. */
  readonly product?: string | undefined;
  /** A language, with its regions: `sv`. */
  readonly lang?: string | undefined;
  readonly subject?: string | undefined;
  /** The ids of the customers whose answers are wanted. */
  readonly subjects?: readonly string[] | undefined;
  readonly verified?: boolean | undefined;
  readonly handled?: boolean | undefined;
  /** Received on or after this day. */
  readonly from?: string | undefined;
  /** Received before this day. */
  readonly until?: string | undefined;
  /** The IANA time zone in which `from` and `until` begin. Default: UTC. */
  readonly timeZone?: string | undefined;
}

/** A page of the inbox. */
export interface InboxPage {
  readonly answers: readonly InboxAnswer[];
  /** The cursor of the next page; nothing after the last one. */
  readonly next?: string;
}

/** Rows that one statement examines, so that no statement takes long, however many answers there are. */
const WINDOW = 20_000;

const data = (key: string): SQL => sql`a.event #>> ${sql.raw(`'{data,${key}}'`)}`;

/** The score of an answer: of a review the stars. */
const score = sql`coalesce(a.event #>> '{data,score}', a.event #>> '{data,rating}')::numeric`;

const isUnhappy = sql`case a.type
  when 'lojal.nps.answered.v1' then ${score} <= 6
  when 'lojal.ces.answered.v1' then ${score} <= 3
  when 'lojal.csat.answered.v1' then ${score} <= 2
  when 'lojal.review.answered.v1' then ${score} <= 2
  else false end`;

function conditions(filter: InboxFilter): readonly SQL[] {
  const { q, types, score: range, unhappy, contact, state, product, lang, subject, verified, handled } = filter;
  const { subjects, from, until, timeZone = SERVER_ZONE } = filter;
  const midnight = (day: string) => sql`${day}::date::timestamp at time zone ${timeZone}`;
  const words = sql`concat_ws(' ', ${data('comment')}, ${data('title')}, ${data('body')}, ${data('other')}, ${data('texts')},
    ${data('author,name')}, ${data('product,name')}, ${data('product')}, a.subject, a.id, h.note, h.tags::text)`;
  return [
    q !== undefined && sql`${words} ilike ${`%${likeLiteral(q)}%`}`,
    types && sql`a.type = any(${textArray(types)})`,
    range && sql`${score} between ${range[0]} and ${range[1]}`,
    unhappy !== undefined && sql`(${isUnhappy}) = ${unhappy}`,
    contact !== undefined && sql`coalesce(a.event #> '{data,contact}' = 'true', false) = ${contact}`,
    state !== undefined && sql`a.state = ${state}`,
    product !== undefined &&
      sql`${product} in (${data('product,id')}, ${data('product,name')}, case jsonb_typeof(a.event #> '{data,product}') when 'string' then ${data('product')} end)`,
    lang !== undefined && sql`lower(${data('lang')}) || '-' like ${`${likeLiteral(lang.toLowerCase())}-%`}`,
    subject !== undefined && sql`a.subject = ${subject}`,
    subjects && sql`a.subject = any(${textArray(subjects)})`,
    verified !== undefined && sql`a.verified = ${verified}`,
    handled !== undefined && sql`coalesce(h.handled >= a.received, false) = ${handled}`,
    from !== undefined && sql`a.received >= ${midnight(from)}`,
    until !== undefined && sql`a.received < ${midnight(until)}`,
  ].filter((one): one is SQL => Boolean(one));
}

const all = (parts: readonly SQL[]): SQL => (parts.length > 0 ? sql.join([...parts], sql` and `) : sql`true`);

/** Before the position of a cursor, in the order of the inbox. */
function isBefore(cursor: string): SQL {
  const [micros = '', ...id] = cursor.split('-');
  return sql`(a.received, a.id) < (timestamptz 'epoch' + ${micros}::bigint * interval '1 microsecond', ${id.join('-')})`;
}

/**
 * Returns at most `limit` answers, newest first.
 *
 * @param before the cursor of the last answer of the page before
 */
export async function searchAnswers(
  db: Database,
  filter: InboxFilter,
  limit: number,
  before?: string,
  window = WINDOW,
): Promise<InboxPage> {
  const wanted = all(conditions(filter));
  const found: InboxAnswer[] = [];
  const newest = sql`order by a.received desc, a.id desc`;
  for (let cursor = before; ; ) {
    const start = cursor === undefined ? sql`true` : isBefore(cursor);
    const [last] = await selectRows<{ cursor: string }>(
      db,
      sql`select ${microseconds(sql`a.received`)} || '-' || a.id as cursor from lojal_answers a
          where ${start} ${newest} offset ${window - 1} limit 1`,
    );
    const end = last ? sql`not ${isBefore(last.cursor)}` : sql`true`;
    const rows = await selectRows<InboxRow>(
      db,
      sql`select ${inboxColumns} from ${inboxTables}
          where ${start} and ${end} and ${wanted} ${newest} limit ${limit + 1 - found.length}`,
    );
    found.push(...rows.map(toInboxAnswer));
    if (found.length > limit) {
      const answers = found.slice(0, limit);
      const next = answers.at(-1)?.cursor;
      return { answers, ...(next !== undefined && { next }) };
    }
    if (!last) return { answers: found };
    cursor = last.cursor;
  }
}

/** The number of answers, at most `most`. */
export async function countAnswers(db: Database, filter: InboxFilter, most: number): Promise<number> {
  const [row] = await selectRows<{ n: number }>(
    db,
    sql`select count(*)::int as n from (select 1 from ${inboxTables} where ${all(conditions(filter))} limit ${most}) found`,
  );
  return row?.n ?? 0;
}
