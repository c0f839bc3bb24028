/** The snapshot without the ledger's arithmetic: from totals, and from what a ledger came to if somebody computed it. */
import { pointsOf, reach } from './points.ts';
import type { Progress } from './progress.ts';
import { standingOf } from './tiers.ts';
import type { Account, CalendarDate, Program, Snapshot, Totals } from './types.ts';

/** What a ledger came to. */
export interface Computed {
  readonly totals: Totals;
  readonly progress: Progress | undefined;
}

/** The snapshot of `account`, whose totals win over the computed ones; what nobody knows is absent. */
export function summary(program: Program, account: Account = {}, today: CalendarDate, computed?: Computed): Snapshot {
  const { tiers } = program;
  const points = pointsOf(program, { ...computed?.totals, ...account }, today);
  const standing = tiers && standingOf(tiers, account, computed?.progress);
  return {
    program,
    ...(points && { points }),
    ...(standing && { standing }),
    rewards: reach(program.rewards, points?.spendable ?? 0),
  };
}
