/** Computes totals and progress from a ledger. A separate file, because an account of totals does not load it. */
import { replay } from './ledger.ts';
import { progress } from './progress.ts';
import type { Computed } from './summary.ts';
import type { CalendarDate, Entry, Program } from './types.ts';

/** The totals and the progress of a ledger on one day. `summary` merges them with the totals that the shop gave. */
export function compute(program: Program, ledger: readonly Entry[], today: CalendarDate): Computed {
  const { lots, spendable, pending, expiring } = replay(program, ledger, today);
  let lifetime = 0;
  for (const lot of lots) lifetime += lot.points;
  return {
    totals: {
      points: spendable,
      pending,
      lifetime,
      ...(expiring && { expiring: expiring.points, expires: expiring.on }),
    },
    progress: program.tiers && progress(program.tiers, lots, today),
  };
}
