/** Computes all that elements show of one customer on one day. */
import { compute } from './compute.ts';
import { summary } from './summary.ts';
import type { Account, CalendarDate, Program, Snapshot } from './types.ts';

/** The snapshot of an account, from its ledger where there is one. A total that the shop gives wins over the ledger's. */
export function snapshot(program: Program, account: Account | undefined, today: CalendarDate): Snapshot {
  return summary(program, account, today, account?.ledger && compute(program, account.ledger, today));
}
