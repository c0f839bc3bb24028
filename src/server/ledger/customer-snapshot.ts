import { snapshot } from '../../loyalty/snapshot.ts';
import type { Snapshot } from '../../loyalty/types.ts';
import type { LoadedProgram } from '../program-source.ts';
import { calendarDay } from './calendar-day.ts';
import { asProgram } from './customer-state.ts';
import type { LedgerStore } from './ledger-store.ts';

/** Points, tier and rewards of a customer today. */
export async function customerSnapshot(
  store: Pick<LedgerStore, 'ledger'>,
  { program, rulesAt }: Pick<LoadedProgram, 'program' | 'rulesAt'>,
  customer: string,
): Promise<Snapshot> {
  const ledger = await store.ledger(program, customer, rulesAt);
  return snapshot(asProgram(program), { ledger }, calendarDay(Date.now(), program.timeZone));
}

/** The id of a customer's tier today; nothing for a program without tiers. */
export const tierOf = async (...of: Parameters<typeof customerSnapshot>): Promise<string | undefined> =>
  (await customerSnapshot(...of)).standing?.level.id;
