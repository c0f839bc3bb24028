/** The snapshot without the ledger's arithmetic: from totals, and from what a ledger came to if somebody computed it. */
import { pointsOf, reach } from './points.ts';
import type { Progress } from './progress.ts';
import { standing } from './tiers.ts';
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
  const progress = computed?.progress;
  // For a tier counted in points, what can be spent is only the last resort: redeeming would lower it.
  const given = tiers && account[tiers.metric === 'points' ? 'earned' : tiers.metric];
  const value = given ?? progress?.value ?? (tiers?.metric === 'points' ? account.points : undefined);
  return {
    program,
    ...(points && { points }),
    ...(tiers && value !== undefined && { standing: standing(tiers, value, given === undefined ? progress : {}) }),
    rewards: reach(program.rewards, points?.spendable ?? 0),
  };
}
