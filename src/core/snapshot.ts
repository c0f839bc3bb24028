/** Everything that can be shown of one customer on one day: (program, account, today) in, a value out. */
import { compute } from './compute.ts';
import { summary } from './summary.ts';
import type { Account, CalendarDate, Program, Snapshot } from './types.ts';

/** The snapshot of an account, from its ledger where it has one; a total that the shop gives wins over the ledger's. */
export function snapshot(program: Program, account: Account | undefined, today: CalendarDate): Snapshot {
  return summary(program, account, today, account?.ledger && compute(program, account.ledger, today));
}
