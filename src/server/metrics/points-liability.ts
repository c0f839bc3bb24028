/** The points that customers hold, by the month in which they expire. */
import { replay } from '../../loyalty/ledger.ts';
import { endOf } from '../../loyalty/lots.ts';
import { worth } from '../../loyalty/money.ts';
import type { CalendarDate } from '../../loyalty/types.ts';
import { asProgram } from '../ledger/customer-state.ts';
import type { LedgerStore } from '../ledger/ledger-store.ts';
import type { PreviewRules } from '../ledger/preview-customers.ts';
import { entriesOf } from '../ledger/read-ledger.ts';
import { type FlowMonth, PointsFlow } from './points-flow.ts';

/** Customers in memory at a time. */
const BATCH = 100;

export interface LiabilityMonth {
  /** `YYYY-MM`; null for points that never expire. */
  readonly month: string | null;
  readonly points: number;
  readonly pending: number;
  /** Of `points`, in minor units; null in a program without `points.value`. */
  readonly worth: number | null;
}

export interface Liability extends Omit<LiabilityMonth, 'month'> {
  readonly customers: number;
  readonly months: readonly LiabilityMonth[];
  /** What was issued, redeemed and lost by expiry in each of the last twelve months, the oldest first. */
  readonly flow: readonly FlowMonth[];
}

/**
 * Computes every balance from its ledger. Points that were spent and then taken back, a debt, are not outstanding points.
 *
 * @param signal stops the work when nobody waits for it any more
 */
export async function pointsLiability(
  ledger: Pick<LedgerStore, 'ledgers'>,
  { program, rulesAt }: PreviewRules,
  today: CalendarDate,
  signal?: AbortSignal,
): Promise<Liability> {
  const { expireAfter, value } = program.points;
  const months = new Map<string | null, { points: number; pending: number }>();
  const flow = new PointsFlow(today, expireAfter);
  let customers = 0;
  for (let after = ''; ; ) {
    signal?.throwIfAborted();
    const batch = await ledger.ledgers(after, BATCH);
    for (const stored of batch) {
      let holds = 0;
      const entries = entriesOf(stored, rulesAt);
      const { lots } = replay(asProgram(program), entries, today);
      flow.add(entries, lots);
      for (const lot of lots) {
        const end = expireAfter && endOf(lot.at, expireAfter);
        if (end !== undefined && end <= today) continue;
        const points = lot.pending ? 0 : lot.left;
        const pending = lot.pending ? lot.points : 0;
        if (points + pending === 0) continue;
        const month = end?.slice(0, 7) ?? null;
        const sum = months.get(month) ?? { points: 0, pending: 0 };
        months.set(month, { points: sum.points + points, pending: sum.pending + pending });
        holds += points;
      }
      customers += +(holds > 0);
    }
    after = batch.at(-1)?.customer ?? after;
    if (batch.length < BATCH) break;
  }
  const worthOf = (points: number) => (value === undefined ? null : worth(points, value, program.currency));
  const rows = [...months]
    .sort(([a], [b]) => ((a ?? '~') < (b ?? '~') ? -1 : 1))
    .map(([month, { points, pending }]) => ({ month, points, pending, worth: worthOf(points) }));
  const sum = (key: 'points' | 'pending') => rows.reduce((total, row) => total + row[key], 0);
  return {
    customers,
    points: sum('points'),
    pending: sum('pending'),
    worth: worthOf(sum('points')),
    months: rows,
    flow: flow.months,
  };
}
