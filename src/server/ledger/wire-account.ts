/** The account of a customer as pages receive it, from the ledger of the server. */
import { toMajor } from '../../loyalty/money.ts';
import type { Entry, FullProgram } from '../../loyalty/types.ts';
import type { LedgerStore } from './ledger-store.ts';

/** An entry as JSON: money is in major units. */
export type WireEntry = Readonly<Record<string, unknown>> & { readonly id: string };

export function wireEntry(entry: Entry, currency: string): WireEntry {
  return 'spend' in entry ? { ...entry, spend: toMajor(entry.spend, currency) } : entry;
}

/** The JSON of `lojal/schema/account.json`. A customer without an order has an empty ledger. */
export async function wireAccount(
  store: Pick<LedgerStore, 'ledger'>,
  program: FullProgram,
  customer: string,
): Promise<Readonly<Record<string, unknown>>> {
  const { currency } = program;
  const ledger = await store.ledger(program, customer);
  return { id: customer, currency, ledger: ledger.map((entry) => wireEntry(entry, currency)) };
}
