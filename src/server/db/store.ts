import { createHmac } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { type CustomerStore, createCustomerStore } from '../customers/customer-store.ts';
import { createInboxStore, type InboxStore } from '../inbox/inbox-store.ts';
import { createLedgerStore, type LedgerStore } from '../ledger/ledger-store.ts';
import { createMaintenanceStore, type MaintenanceStore } from '../maintenance/maintenance-store.ts';
import { createMetricStore, type MetricStore } from '../metrics/metric-store.ts';
import type { Decision } from '../moderation.ts';
import { createReceiverStore, type ReceiverStore } from '../receivers/receiver-store.ts';
import type { AnsweredEvent } from '../validate.ts';
import { type AuditLog, createAuditLog } from './audit.ts';
import { checkDatabase } from './check-database.ts';
import type { InsertOutcome } from './compare-answers.ts';
import type { Connection } from './connect.ts';
import { DiskWatch } from './disk.ts';
import { type CursorEpochs, createEpochs, openEpoch } from './epochs.ts';
import { eraseCustomer } from './erase.ts';
import { insertAnswer } from './insert-answer.ts';
import { migrate } from './migrations.ts';
import { type ModerationOutcome, moderateReview } from './moderate.ts';
import { createProgramStore, type ProgramStore } from './program-store.ts';
import { createQuarantine, type Quarantine } from './quarantine.ts';
import { type AnswerFilter, readApproved, readPage, type StoredAnswer } from './queries.ts';
import { type Rate, spendToken } from './rate-limits.ts';
import { type AnswerImport, createAnswerImport } from './restore-answers.ts';
import { type Retention, readRetention } from './retention.ts';
import { createSeenCounts, type SeenCounts } from './seen-counts.ts';
import { readCommittedSeq } from './sequence-lock.ts';
import { createSessionStore, type SessionStore } from './sessions.ts';
import { startSweeping } from './start-sweeping.ts';
import { settingsTable } from './tables.ts';

/** The database of answers. Every method rejects if the database fails. */
export interface Store extends AnswerImport, AuditLog, CursorEpochs, Quarantine, SeenCounts {
  /** The ledgers of the customers. */
  readonly ledger: LedgerStore;
  /** The counts behind the owner's numbers. */
  readonly metrics: MetricStore;
  /** The versions of the program that the owner saved. */
  readonly programs: ProgramStore;
  /** What the owner reads and changes of one customer. */
  readonly customers: CustomerStore;
  /** The answers as the owner works on them. */
  readonly inbox: InboxStore;
  /** Browsers in which the owner is signed in. */
  readonly sessions: SessionStore;
  /** The addresses that get webhooks, and what is sent to them. */
  readonly receivers: ReceiverStore;
  /** Notes of the staff, how long data is kept, and the health of the server. */
  readonly maintenance: MaintenanceStore;
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
   * Erases all of a customer, also answers in quarantine, and the rate limit. For 90 days digests remain, so that nothing that
   * the customer wrote before the erasure is stored again.
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

/** How long `close()` waits for work in the background, in milliseconds. */
const PATIENCE = 2_000;

/** Creates a store on an open database. The store closes the database. */
export async function createStore(
  { db, patient = db, unlimited, checkSpace, close, isEmbedded = false }: Connection,
  keep: Retention = readRetention({}),
): Promise<Store> {
  await unlimited(migrate);
  const [shared] = await db.select().from(settingsTable);
  if (!shared) throw new Error('The table lojal_settings is empty.');
  await openEpoch(db);
  const digest = (key: string) => createHmac('sha256', shared.salt).update(key).digest('base64url');
  const disk = new DiskWatch(checkSpace);
  const stopSweeping = startSweeping(db, keep, isEmbedded);
  const [receivers, stopSending] = createReceiverStore(db);
  const erasedKey = (subject: string) => digest(`erased:${subject}`);
  return {
    ...createAuditLog(db),
    ...createAnswerImport(db, erasedKey),
    ...createEpochs(db),
    ...createQuarantine(db, erasedKey),
    ...createSeenCounts(db),
    ledger: createLedgerStore(db),
    metrics: createMetricStore(patient),
    programs: createProgramStore(db),
    sessions: createSessionStore(db),
    inbox: createInboxStore(db),
    customers: createCustomerStore(db),
    receivers,
    maintenance: createMaintenanceStore(db, keep, isEmbedded),
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
      // A statement of the cleanup may wait for a database that does not respond, and a webhook for its receiver.
      await Promise.race([
        Promise.all([stopSweeping(), stopSending()]),
        setTimeout(PATIENCE, undefined, { ref: false }),
      ]);
      await close();
    },
  };
}
