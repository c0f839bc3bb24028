import { createHmac } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { createLedgerStore, type LedgerStore } from '../ledger/ledger-store.ts';
import type { Decision } from '../moderation.ts';
import type { AnsweredEvent } from '../validate.ts';
import { type AuditLog, createAuditLog } from './audit.ts';
import { checkDatabase } from './check-database.ts';
import type { InsertOutcome } from './compare-answers.ts';
import { type Connection, connectFolder, connectServer } from './connect.ts';
import { DiskWatch } from './disk.ts';
import { type CursorEpochs, createEpochs, openEpoch } from './epochs.ts';
import { eraseCustomer } from './erase.ts';
import { insertAnswer } from './insert-answer.ts';
import { migrate } from './migrations.ts';
import { type ModerationOutcome, moderateReview } from './moderate.ts';
import { createProgramStore, type ProgramStore } from './program-store.ts';
import { createQuarantine, type Quarantine } from './quarantine.ts';
import { type AnswerFilter, readApproved, readPage, type StoredAnswer } from './queries.ts';
import { type Rate, spendToken, sweepRateLimits } from './rate-limits.ts';
import { type AnswerImport, createAnswerImport } from './restore-answers.ts';
import { type Retention, readRetention, sweepRetention } from './retention.ts';
import { createSeenCounts, type SeenCounts } from './seen-counts.ts';
import { readCommittedSeq } from './sequence-lock.ts';
import { settingsTable } from './tables.ts';

/** The database of answers. Every method rejects if the database fails. */
export interface Store extends AnswerImport, AuditLog, CursorEpochs, Quarantine, SeenCounts {
  /** The ledgers of the customers. */
  readonly ledger: LedgerStore;
  /** The versions of the program that the owner saved. */
  readonly programs: ProgramStore;
  /**
   * Stores a valid answer in one transaction. Of simultaneous requests with the same answer, one is stored.
   *
   * @param digest SHA-256 of the posted bytes, in hexadecimal
   * @param verified whether a token proved the subject. Default: `false`
   * @param rewarded whether a new answer is noted for its points, in the same transaction. Default: `false`
   */
  insert(event: AnsweredEvent, digest: string, verified?: boolean, rewarded?: boolean): Promise<InsertOutcome>;
  /**
   * Returns at most `limit` answers in the order of their last change. A reader that continues from the last cursor
   * misses none, even while answers are being written.
   *
   * @param after the cursor of the last answer already read; `0` for the start
   */
  page(after: string, limit: number, filter?: AnswerFilter): Promise<readonly StoredAnswer[]>;
  /** The cursor up to which every answer is committed, for `AnswerFilter.until`. */
  committedCursor(): Promise<string>;
  /**
   * Reviews of a product that the owner approved and that the customer agreed to publish, newest first. Each contains only
   * what the customer agreed to show.
   */
  approved(product: string, limit: number): Promise<readonly StoredAnswer[]>;
  /**
   * Sets the state of a review and moves it to the end of the order of changes. The same state again changes nothing.
   *
   * @param revision the revision that the owner has read. If another one is stored, nothing changes
   * @param actor who decides, for the audit log. Default: `program`
   */
  moderate(id: string, state: Decision, revision: number, actor?: string): Promise<ModerationOutcome>;
  /**
   * Erases all answers of a customer, also those in quarantine, and the rate limit. For 90 days digests remain: a
   * late retry is not stored again, and neither is anything that the customer wrote before the erasure.
   *
   * @param actor who erases, for the audit log. Default: `program`
   * @returns the number of erased answers
   */
  erase(subject: string, actor?: string): Promise<number>;
  /**
   * Counts one request of an address or a subject. Stores only a keyed digest of the key, until the limit expires.
   *
   * @param key `address:…` or `subject:…`
   * @returns seconds until the next request is allowed; 0 if this one is
   */
  countRequest(key: string, rate: Rate): Promise<number>;
  /** Resolves if the database responds and stores something. Rejects on a full disk and on a read-only replica. */
  ping(): Promise<void>;
  /** Waits for running statements, then closes the database. */
  close(): Promise<void>;
}

/** How often expired rows are deleted, and how long `close()` waits for that, in milliseconds. */
const [SWEEP_INTERVAL, SWEEP_PATIENCE] = [60_000, 2_000];

/**
 * Opens the database and updates its tables.
 *
 * @param options.databaseUrl a PostgreSQL server: `postgres://…`
 * @param options.folder without `databaseUrl`: the folder of the embedded database. Default: `.data/answers`.
 * `memory://` keeps nothing
 * @param options.keep how long answers are kept
 * @throws Error if the server cannot be reached, or the folder cannot be used: another store has it open, other users can read
 * it, or it contains other files
 */
export async function openStore(
  options: {
    readonly databaseUrl?: string | undefined;
    readonly folder?: string | undefined;
    readonly keep?: Retention | undefined;
  } = {},
): Promise<Store> {
  const { databaseUrl, folder = '.data/answers', keep } = options;
  const retention = readRetention(keep ?? {});
  const connection = await (databaseUrl ? connectServer(databaseUrl) : connectFolder(folder));
  try {
    return await createStore(connection, retention);
  } catch (error) {
    await connection.close();
    // The library wraps the database's message in "Failed query: …".
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    throw new Error(`The database cannot be opened: ${cause instanceof Error ? cause.message : cause}`, { cause });
  }
}

/** Creates a store on an open database. The store closes the database. */
export async function createStore(
  { db, unlimited, checkSpace, close }: Connection,
  keep: Retention = readRetention({}),
): Promise<Store> {
  await unlimited(migrate);
  const [shared] = await db.select().from(settingsTable);
  if (!shared) throw new Error('The table lojal_settings is empty.');
  await openEpoch(db);
  const digest = (key: string) => createHmac('sha256', shared.salt).update(key).digest('base64url');
  const disk = new DiskWatch(checkSpace);
  let sweeping = Promise.resolve();
  const timer = setInterval(() => {
    // If one run fails, the next one deletes the rows.
    sweeping = sweepRateLimits(db)
      .then(() => sweepRetention(db, keep))
      .catch(() => undefined);
  }, SWEEP_INTERVAL).unref();
  const erasedKey = (subject: string) => digest(`erased:${subject}`);
  return {
    ...createAuditLog(db),
    ...createAnswerImport(db, erasedKey),
    ...createEpochs(db),
    ...createQuarantine(db, erasedKey),
    ...createSeenCounts(db),
    ledger: createLedgerStore(db),
    programs: createProgramStore(db),
    insert: (event, bytes, verified = false, rewarded = false) =>
      disk.observe(() => insertAnswer(db, event, bytes, verified, erasedKey(event.subject ?? ''), rewarded)),
    page: (...of) => readPage(db, ...of),
    committedCursor: async () => String(await readCommittedSeq(db)),
    approved: (...of) => readApproved(db, ...of),
    moderate: (id, state, revision, actor = 'program') => moderateReview(db, id, state, revision, actor),
    erase: (subject, actor = 'program') =>
      eraseCustomer(db, subject, { limit: digest(`subject:${subject}`), erased: erasedKey(subject) }, actor),
    countRequest: (key, rate) => spendToken(db, digest(key), rate),
    ping: () => checkDatabase(db, disk),
    close: async () => {
      clearInterval(timer);
      // A statement of the cleanup may wait for a database that does not respond.
      await Promise.race([sweeping, setTimeout(SWEEP_PATIENCE, undefined, { ref: false })]);
      await close();
    },
  };
}
