/** Points that the owner gives to a customer or takes away. */
import { sql } from 'drizzle-orm';
import type { CalendarDate, Entry } from '../../loyalty/types.ts';
import { writeAudit } from '../db/audit.ts';
import { tryWithCustomer } from '../db/customer-lock.ts';
import { type Database, selectRows } from '../db/database.ts';
import { appendEntries } from '../ledger/entries.ts';
import { adjustEntryId } from '../ledger/entry-ids.ts';
import { isKnownCustomer } from './known-customer.ts';

export interface PointAdjustment {
  /** Chosen by the owner's page: the same one again changes nothing. */
  readonly id: string;
  readonly customer: string;
  /** Above 0 to give, below 0 to take. */
  readonly points: number;
  /** The customer reads it. */
  readonly why: string;
}

/** `other`: the id belongs to another adjustment. */
export type AdjustOutcome = { readonly entry: Entry; readonly isNew: boolean } | 'other' | undefined;

/** Appends the adjustment to the ledger. Returns nothing for an unknown customer. */
export function adjustPoints(
  db: Database,
  { id, customer, points, why }: PointAdjustment,
  today: CalendarDate,
  actor: string,
): Promise<AdjustOutcome> {
  return tryWithCustomer<Exclude<AdjustOutcome, undefined>>(db, customer, async (tx) => {
    const entry: Entry = { kind: 'adjust', id: adjustEntryId(id), at: today, points, why };
    const [known] = await selectRows<{ entry: Entry }>(
      tx,
      sql`select entry from lojal_entries where customer = ${customer} and id = ${entry.id}`,
    );
    if (known) {
      const { points: before, why: reason } = known.entry as { points?: number; why?: string };
      return before === points && reason === why ? { entry: known.entry, isNew: false } : 'other';
    }
    if (!(await isKnownCustomer(tx, customer))) return undefined;
    await appendEntries(tx, [{ customer, entry }]);
    // The audit log never names a customer.
    await writeAudit(tx, { actor, action: 'adjust', detail: { points } });
    return { entry, isNew: true };
  });
}
