import { summary } from '../core/summary.ts';
import type { Snapshot } from '../core/types.ts';
import type { Data } from './link.ts';

const made = new WeakMap<Data, Snapshot>();

/** The snapshot of what a program knows: made once, however many elements show it. */
export function snapshotOf(data: Data | undefined): Snapshot | undefined {
  if (!data) return undefined;
  let snapshot = made.get(data);
  if (!snapshot) {
    snapshot = summary(data.program, data.account, data.today, data.computed);
    made.set(data, snapshot);
  }
  return snapshot;
}
