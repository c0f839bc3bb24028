/** Builds the snapshot from totals and, where it was computed, from the result of a ledger. */
import { pointsOf, reach } from './points.ts';
import { standingOf } from './tiers.ts';
import type { Account, CalendarDate, Program, Progress, Snapshot, Totals } from './types.ts';

/** The result of a ledger. */
export interface Computed {
  readonly totals: Totals;
  readonly progress: Progress | undefined;
}

/** The snapshot of `account`, whose totals win over the computed ones. Unknown values are absent. */
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
