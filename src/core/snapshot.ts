/** Everything that can be shown of one customer on one day: (program, account, today) in, a value out. */
import { replay } from './ledger.ts';
import { progress } from './progress.ts';
import { type Computed, summary } from './summary.ts';
import type { Account, CalendarDate, Entry, Program, Snapshot } from './types.ts';

/** What a ledger says on one day; {@link summary} puts it together with the totals that the shop gave. */
export function compute(program: Program, ledger: readonly Entry[], today: CalendarDate): Computed {
  const { lots, spendable, pending, expiring } = replay(program, ledger, today);
  let earned = 0;
  for (const lot of lots) earned += lot.points;
  return {
    totals: {
      points: spendable,
      pending,
      earned,
      ...(expiring && { expiring: expiring.points, expires: expiring.on }),
    },
    progress: program.tiers && progress(program.tiers, lots, today),
  };
}

/** The snapshot of an account, from its ledger where it has one; a total that the shop gives wins over the ledger's. */
export function snapshot(program: Program, account: Account | undefined, today: CalendarDate): Snapshot {
  return summary(program, account, today, account?.ledger && compute(program, account.ledger, today));
}
