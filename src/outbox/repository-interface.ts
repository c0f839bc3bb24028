/** What the rest of the outbox sees of the repository. */
import type { Durability } from './outbound-answer.ts';
import type { OutboxRecord } from './record.ts';

/**
 * Gets the newest copy and gives the record to keep: another one, the same one (nothing is written) or none (deleted).
 * `certain`: a record that is not passed does not exist anywhere.
 */
export type Edit = (found: OutboxRecord | undefined, certain: boolean) => OutboxRecord | undefined;
/** Where a record is kept. */
export type Kept = Exclude<Durability, 'refused'>;

export interface Repository {
  /** All records. `complete` is false when the database did not answer, so that other tabs' changes may be missing. */
  all(): Promise<{ readonly records: Map<string, OutboxRecord>; readonly complete: boolean }>;
  /** The records that can be read without waiting: those that are in the database alone are missing. */
  nearby(): Map<string, OutboxRecord>;
  /** Runs `edit` at once on the copies nearby, and again inside the transaction, whose result counts. Never rejects. */
  change(key: string, edit: Edit): Promise<Kept>;
  /** Where the record is since its last change here. */
  durability(key: string): Kept;
  clear(): Promise<void>;
  close(): void;
}
