import { and, asc, desc, eq, gt, lte, type SQL, sql } from 'drizzle-orm';
import type { Database } from './migrations.ts';
import type { ReviewState } from './moderation.ts';
import { readBound } from './order.ts';
import { answers } from './table.ts';
import type { AnswerEvent } from './validate.ts';

/** An answer as it was kept. */
export interface StoredAnswer {
  /** Goes up with every change; what comes after it is what `page` gives next. Decimal digits. */
  readonly cursor: string;
  /** When this revision came, RFC 3339. */
  readonly received: string;
  /** Whether a token proved the event's `subject`. */
  readonly verified: boolean;
  /** Of a review; no other answer has one. */
  readonly state?: ReviewState;
  readonly event: AnswerEvent;
}

/** Which answers are wanted; all of them where nothing is said. */
export interface Filter {
  readonly type?: string | undefined;
  readonly state?: ReviewState | undefined;
  /** A cursor that `bound` gave: nothing after it. Without it, `page` asks for one itself. */
  readonly until?: string | undefined;
}

/** See `Store.page`. */
export async function readPage(
  db: Database,
  after: string,
  limit: number,
  { type, state, until }: Filter = {},
): Promise<readonly StoredAnswer[]> {
  const bound = until === undefined ? await readBound(db) : BigInt(until);
  return read(
    db,
    and(
      gt(answers.seq, BigInt(after)),
      lte(answers.seq, bound),
      type === undefined ? undefined : eq(answers.type, type),
      state === undefined ? undefined : eq(answers.state, state),
    ),
    asc(answers.seq),
    limit,
  );
}

/** See `Store.approved`. */
export function readApproved(db: Database, product: string, limit: number): Promise<readonly StoredAnswer[]> {
  return read(
    db,
    and(
      eq(answers.state, 'approved'),
      sql`${answers.event} #>> '{data,product,id}' = ${product}`,
      sql`${answers.event} #> '{data,consent,publish}' = 'true'`,
    ),
    desc(answers.received),
    limit,
  );
}

async function read(db: Database, where: SQL | undefined, order: SQL, limit: number): Promise<readonly StoredAnswer[]> {
  const rows = await db.select().from(answers).where(where).orderBy(order).limit(limit);
  return rows.map(({ seq, received, verified, state, event }) => ({
    cursor: String(seq),
    received: received.toISOString(),
    verified,
    ...(state && { state }),
    event,
  }));
}
