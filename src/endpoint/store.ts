import { and, asc, eq, gt, sql } from 'drizzle-orm';
import { connectFolder, connectServer } from './connect.ts';
import { judge, type Outcome } from './judge.ts';
import { type Database, locks, migrate } from './migrations.ts';
import { answers } from './table.ts';
import type { AnswerEvent } from './validate.ts';

/** An answer as it was kept. */
export interface StoredAnswer {
  /** Goes up with every change; what comes after it is what `page` gives next. Decimal digits. */
  readonly cursor: string;
  /** When this revision came, RFC 3339. */
  readonly received: string;
  readonly event: AnswerEvent;
}

/** Keeps answers. Every method rejects if the database fails. */
export interface Store {
  /**
   * Keeps a valid answer, in one transaction: of many tries at once, one is stored.
   *
   * @param digest of the bytes as they were posted
   */
  put(event: AnswerEvent, digest: string): Promise<Outcome>;
  /**
   * Answers in the order in which they were last changed, at most `limit`.
   *
   * @param after the cursor of the last answer that the reader has; `0` for the start
   */
  page(after: string, limit: number, type?: string): Promise<readonly StoredAnswer[]>;
  /** Waits for what is under way. */
  close(): Promise<void>;
}

/**
 * Opens the store and brings its tables up to date.
 *
 * @param options.databaseUrl a PostgreSQL server, `postgres://…`
 * @param options.folder without a server: where PGlite keeps its files; `memory://` keeps nothing
 * @throws Error when the server cannot be reached, or another process has the folder open
 */
export async function openStore(
  options: { readonly databaseUrl?: string | undefined; readonly folder?: string | undefined } = {},
): Promise<Store> {
  const { databaseUrl, folder = '.data/answers' } = options;
  const { db, close } = await (databaseUrl ? connectServer(databaseUrl) : connectFolder(folder));
  try {
    await migrate(db);
  } catch (error) {
    await close();
    // The database's own words lie one level down, under the library's "Failed query: …".
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    throw new Error(`The database cannot be opened: ${cause instanceof Error ? cause.message : cause}`, { cause });
  }
  return { put: (event, digest) => put(db, event, digest), page: (...of) => page(db, ...of), close };
}

function put(db: Database, event: AnswerEvent, digest: string): Promise<Outcome> {
  const { id, type, source, subject = null, time, data } = event;
  const row = { type, source, subject, revision: data.revision, time, event, digest };
  const received = sql`clock_timestamp()`;
  return db.transaction(async (tx) => {
    // One writer at a time, so that `seq` rises in the order of the commits: a reader that has seen 7 will not miss a
    // 6 that was still under way.
    await tx.execute(sql`select pg_advisory_xact_lock(${sql.raw(String(locks.write))})`);
    const inserted = await tx
      .insert(answers)
      .values({ id, ...row, received })
      .onConflictDoNothing({ target: answers.id })
      .returning({ id: answers.id });
    if (inserted.length > 0) return 'stored';

    const [kept] = await tx.select().from(answers).where(eq(answers.id, id)).for('update');
    if (!kept) throw new Error('The answer was deleted while it came again.');
    const outcome = judge(kept, row);
    if (outcome === 'replaced') {
      const seq = sql`nextval(pg_get_serial_sequence('lojal_answers', 'seq'))`;
      await tx
        .update(answers)
        .set({ ...row, received, seq })
        .where(eq(answers.id, id));
    }
    return outcome;
  });
}

async function page(db: Database, after: string, limit: number, type?: string): Promise<readonly StoredAnswer[]> {
  const rows = await db
    .select({ seq: answers.seq, received: answers.received, event: answers.event })
    .from(answers)
    .where(and(gt(answers.seq, BigInt(after)), type === undefined ? undefined : eq(answers.type, type)))
    .orderBy(asc(answers.seq))
    .limit(limit);
  return rows.map(({ seq, received, event }) => ({ cursor: String(seq), received: received.toISOString(), event }));
}
