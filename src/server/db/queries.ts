import { and, asc, desc, eq, gt, lte, type SQL, sql } from 'drizzle-orm';
import type { ReviewState } from '../moderation.ts';
import { publishedReview } from '../published-review.ts';
import type { AnsweredEvent } from '../validate.ts';
import type { Database } from './database.ts';
import { readCommittedSeq } from './sequence-lock.ts';
import { answersTable } from './tables.ts';

/** A stored answer. */
export interface StoredAnswer {
  /** The position in the order of changes, in decimal digits. Pass it to `page` to continue after this answer. */
  readonly cursor: string;
  /** When this revision was received, RFC 3339. */
  readonly received: string;
  /** Whether a token proved the event's `subject`. */
  readonly verified: boolean;
  /** The state of a review. Other answers have none. */
  readonly state?: ReviewState;
  readonly event: AnsweredEvent;
}

/** Selects answers. Without a condition: all. */
export interface AnswerFilter {
  readonly type?: string | undefined;
  readonly state?: ReviewState | undefined;
  /** Only answers of this customer. */
  readonly subject?: string | undefined;
  /** Only answers whose customer a token proved, or only the others. */
  readonly verified?: boolean | undefined;
  /** Only answers up to this cursor, from `committedCursor`. Default: the current one. */
  readonly until?: string | undefined;
}

/** Rows that one statement of a filtered page examines, so that no statement takes long, however large the table is. */
const WINDOW = 20_000;

/** See `Store.page`. */
export async function readPage(
  db: Database,
  after: string,
  limit: number,
  { type, state, subject, verified, until }: AnswerFilter = {},
  window = WINDOW,
): Promise<readonly StoredAnswer[]> {
  const bound = until === undefined ? await readCommittedSeq(db) : BigInt(until);
  const { seq } = answersTable;
  const filter = and(
    type === undefined ? undefined : eq(answersTable.type, type),
    state === undefined ? undefined : eq(answersTable.state, state),
    subject === undefined ? undefined : eq(answersTable.subject, subject),
    verified === undefined ? undefined : eq(answersTable.verified, verified),
  );
  const between = (from: bigint, to: bigint) => and(gt(seq, from), lte(seq, to), filter);
  // Without a filter every row counts, and customers have an index.
  if (!filter || subject !== undefined) return read(db, between(BigInt(after), bound), asc(seq), limit);
  const page: StoredAnswer[] = [];
  for (let from = BigInt(after); from < bound && page.length < limit; ) {
    const [last] = await db
      .select({ seq })
      .from(answersTable)
      .where(and(gt(seq, from), lte(seq, bound)))
      .orderBy(asc(seq))
      .offset(window - 1)
      .limit(1);
    const to = last?.seq ?? bound;
    page.push(...(await read(db, between(from, to), asc(seq), limit - page.length)));
    from = to;
  }
  return page;
}

/** See `Store.approved`. */
export async function readApproved(db: Database, product: string, limit: number): Promise<readonly StoredAnswer[]> {
  const reviews = await read(
    db,
    and(
      eq(answersTable.state, 'approved'),
      sql`${answersTable.event} #>> '{data,product,id}' = ${product}`,
      sql`${answersTable.event} #> '{data,consent,publish}' = 'true'`,
    ),
    desc(answersTable.received),
    limit,
  );
  return reviews.map((review) => ({ ...review, event: publishedReview(review.event) }));
}

async function read(db: Database, where: SQL | undefined, order: SQL, limit: number): Promise<readonly StoredAnswer[]> {
  const rows = await db.select().from(answersTable).where(where).orderBy(order).limit(limit);
  return rows.map(({ seq, received, verified, state, event }) => ({
    cursor: String(seq),
    received: received.toISOString(),
    verified,
    ...(state && { state }),
    event,
  }));
}
