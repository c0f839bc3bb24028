/** The effect of a changed program on the customers of the database. */
import { type PreviewCustomer, type ProgramEffect, ProgramPreview } from '../../loyalty/preview-program.ts';
import type { CalendarDate, FullProgram } from '../../loyalty/types.ts';
import { asProgram } from './customer-state.ts';
import type { LedgerStore } from './ledger-store.ts';
import { type CustomerLedger, entriesOf } from './read-ledger.ts';
import type { RulesAt } from './rules-at.ts';

/** Customers in memory at a time. */
const PREVIEW_BATCH = 100;

/** The rules of today, and those by which orders are booked. */
export interface PreviewRules {
  readonly program: FullProgram;
  readonly rulesAt: RulesAt;
}

function asCustomer(stored: CustomerLedger, before: PreviewRules, after: PreviewRules): PreviewCustomer {
  const { customer: id, unpaid } = stored;
  const account = { ledger: entriesOf(stored, before.rulesAt) };
  // Booked orders keep what they earned. Orders that are not paid yet may earn by the changed rules.
  return { id, account, ...(unpaid.length > 0 && { after: { ledger: entriesOf(stored, after.rulesAt) } }) };
}

/**
 * Computes the accounts of all customers under both programs. Changes nothing.
 *
 * @param signal stops the work when nobody waits for it any more
 */
export async function previewCustomers(
  ledger: Pick<LedgerStore, 'ledgers'>,
  before: PreviewRules,
  after: PreviewRules,
  today: CalendarDate,
  signal?: AbortSignal,
): Promise<ProgramEffect> {
  const preview = new ProgramPreview(asProgram(before.program), asProgram(after.program), today);
  let last = '';
  for (;;) {
    signal?.throwIfAborted();
    const batch = await ledger.ledgers(last, PREVIEW_BATCH);
    for (const stored of batch) preview.add(asCustomer(stored, before, after));
    last = batch.at(-1)?.customer ?? last;
    if (batch.length < PREVIEW_BATCH) return preview.result();
  }
}
