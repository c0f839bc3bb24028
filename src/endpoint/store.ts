import { createHmac } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { decide, erase } from './change.ts';
import { type Connection, connectFolder, connectServer } from './connect.ts';
import type { Outcome } from './judge.ts';
import { migrate } from './migrations.ts';
import type { Decision } from './moderation.ts';
import { readBound } from './order.ts';
import { put } from './put.ts';
import { type Filter, readApproved, readPage, type StoredAnswer } from './read.ts';
import { type Rate, spend, sweep } from './spend.ts';
import { settings } from './table.ts';
import type { AnswerEvent } from './validate.ts';

/** Keeps answers. Every method rejects if the database fails. */
export interface Store {
  /**
   * Keeps a valid answer, in one transaction: of many tries at once, one is stored.
   *
   * @param digest of the bytes as they were posted
   * @param verified whether a token proved the subject; `false`
   */
  put(event: AnswerEvent, digest: string, verified?: boolean): Promise<Outcome>;
  /**
   * Answers in the order in which they were last changed, at most `limit`. Whoever goes on from the last cursor misses
   * none, however many are being written.
   *
   * @param after the cursor of the last answer that the reader has; `0` for the start
   */
  page(after: string, limit: number, filter?: Filter): Promise<readonly StoredAnswer[]>;
  /** The cursor up to which every answer is there to be read, for `Filter.until`. */
  bound(): Promise<string>;
  /** Reviews of a product that the owner approved and the customer agreed to publish, newest first. */
  approved(product: string, limit: number): Promise<readonly StoredAnswer[]>;
  /** Decides about a review, which then comes last in the order of changes; the same decision again changes nothing. */
  decide(id: string, state: Decision): Promise<'decided' | 'unknown' | 'not-a-review'>;
  /**
   * Erases all answers of a subject, and what was counted for its limit. Of their ids only digests are remembered, for
   * 90 days, so that a late try of one is not stored.
   *
   * @returns how many answers there were
   */
  erase(subject: string): Promise<number>;
  /**
   * Counts one request of an address or a subject, of which only a keyed digest is kept, and no longer than it counts.
   *
   * @param key `address:…` or `subject:…`
   * @returns seconds until the next is allowed; 0 if this one is
   */
  spend(key: string, rate: Rate): Promise<number>;
  /** Resolves when the database answers. */
  ping(): Promise<void>;
  /** Waits for what is under way. */
  close(): Promise<void>;
}

/** How often what has expired is removed, in milliseconds. */
const SWEEP = 60_000;

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
  const connection = await (databaseUrl ? connectServer(databaseUrl) : connectFolder(folder));
  try {
    return await createStore(connection);
  } catch (error) {
    await connection.close();
    // The database's own words lie one level down, under the library's "Failed query: …".
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    throw new Error(`The database cannot be opened: ${cause instanceof Error ? cause.message : cause}`, { cause });
  }
}

/** A store over an open database, which it closes with itself. */
export async function createStore({ db, close }: Connection): Promise<Store> {
  await migrate(db);
  const [shared] = await db.select().from(settings);
  if (!shared) throw new Error('The table lojal_settings is empty.');
  const digest = (key: string) => createHmac('sha256', shared.salt).update(key).digest('base64url');
  let sweeping = Promise.resolve();
  const timer = setInterval(() => {
    // If it fails, the next one does it.
    sweeping = sweep(db).catch(() => undefined);
  }, SWEEP).unref();
  return {
    put: (event, bytes, verified = false) => put(db, event, bytes, verified),
    page: (...of) => readPage(db, ...of),
    bound: async () => String(await readBound(db)),
    approved: (...of) => readApproved(db, ...of),
    decide: (...of) => decide(db, ...of),
    erase: (subject) => erase(db, subject, digest(`subject:${subject}`)),
    spend: (key, rate) => spend(db, digest(key), rate),
    ping: async () => void (await db.execute(sql`select 1`)),
    close: async () => {
      clearInterval(timer);
      await sweeping;
      await close();
    },
  };
}
