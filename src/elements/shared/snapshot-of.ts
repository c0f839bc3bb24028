import { summary } from '../../loyalty/summary.ts';
import type { Snapshot } from '../../loyalty/types.ts';
import type { ProgramData } from './program-data.ts';

const snapshots = new WeakMap<ProgramData, Snapshot>();

/**
 * The snapshot of a program's data, computed once for all elements.
 *
 * @param spendable points to spend, in place of the account's
 */
export function snapshotOf(data: ProgramData | undefined, spendable?: number): Snapshot | undefined {
  if (!data) return undefined;
  if (spendable !== undefined)
    return summary(data.program, { ...data.account, points: spendable }, data.today, data.computed);
  let snapshot = snapshots.get(data);
  if (!snapshot) {
    snapshot = summary(data.program, data.account, data.today, data.computed);
    snapshots.set(data, snapshot);
  }
  return snapshot;
}
