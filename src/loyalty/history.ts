/** The history of a customer's points: what each entry gave or took, and what is left of it today. */
import { applyRefunds, refund, replay } from './ledger.ts';
import { stepsOf } from './ledger-steps.ts';
import { blankLot, endOf, type Lot } from './lots.ts';
import type { CalendarDate, Entry, Program } from './types.ts';

/** What became of the points that an entry gave. */
export type PointsState = 'pending' | 'left' | 'spent' | 'expired';

/** One entry, and its points today. */
export interface HistoryItem {
  readonly entry: Entry;
  /** What the entry gave, or took with a minus. A release gives what its redemption took. */
  readonly points: number;
  /** Absent for an entry that takes points, and where it is not known. */
  readonly state?: PointsState;
  /** How many of the points can still be spent. */
  readonly left?: number;
  /** The day from which pending points can be spent; absent where it is not known. */
  readonly available?: CalendarDate;
  /** The first day without the points that are left; absent where they never expire. */
  readonly expires?: CalendarDate;
}

/** What each refund took from its order, and each release gave back, by the id of the entry. A second release gives nothing. */
function movedBy(program: Program, steps: ReturnType<typeof stepsOf>): ReadonlyMap<string, number> {
  const refunded = new Set(steps.flatMap((step) => (step.kind === 'refund' ? [step.of] : [])));
  const lots = new Map<string, Lot>();
  for (const step of refunded.size > 0 ? steps : [])
    if (step.kind === 'order' && refunded.has(step.id)) {
      const lot = { ...blankLot(step.at), order: step };
      applyRefunds(lot, step, program);
      lots.set(step.id, lot);
    }
  const moved = new Map<string, number>();
  const redeemed = new Map<string, number>();
  for (const step of steps) {
    if (step.kind === 'redeem') redeemed.set(step.id, step.points);
    else if (step.kind === 'release') {
      moved.set(step.id, redeemed.get(step.of) ?? 0);
      redeemed.delete(step.of);
    } else if (step.kind === 'refund') {
      const lot = lots.get(step.of);
      const before = lot?.points ?? 0;
      if (lot) refund(lot, step, program);
      moved.set(step.id, before - (lot?.points ?? 0));
    }
  }
  return moved;
}

/** The state of the points of a lot on `today`. */
function stateOf({ pending, left, at, available }: Lot, { points: { expireAfter } }: Program, today: CalendarDate) {
  const expires = expireAfter && endOf(at, expireAfter);
  if (expires && expires <= today) return { state: 'expired', left: 0 } as const;
  if (pending) return { state: 'pending', ...(available && { available }), ...(expires && { expires }) } as const;
  return left > 0
    ? ({ state: 'left', left, ...(expires && { expires }) } as const)
    : ({ state: 'spent', left: 0 } as const);
}

/**
 * The entries up to `today`, newest first; of one day, those that come later in the ledger first.
 *
 * @param ledger whose ids are unique as from `parseAccount`
 */
export function history(program: Program, ledger: readonly Entry[], today: CalendarDate): readonly HistoryItem[] {
  const lots = new Map(replay(program, ledger, today).lots.map((lot) => [lot.id, lot]));
  const moved = movedBy(program, stepsOf(ledger, today));
  const item = (entry: Entry): HistoryItem => {
    const { kind } = entry;
    if (kind === 'refund') return { entry, points: 0 - (moved.get(entry.id) ?? 0) };
    if (kind === 'redeem') return { entry, points: 0 - entry.points };
    if (kind === 'release') return { entry, points: moved.get(entry.id) ?? 0 };
    const lot = lots.get(entry.id);
    if (!lot) return { entry, points: entry.kind === 'adjust' ? entry.points : 0 };
    if (kind === 'carried') return { entry, points: entry.left, ...stateOf(lot, program, today) };
    return { entry, points: pointsOfEntry(program, entry), ...stateOf(lot, program, today) };
  };
  const shown = ledger.map((entry, place) => ({ entry, place })).filter(({ entry }) => entry.at <= today);
  shown.sort((a, b) => (a.entry.at < b.entry.at ? 1 : a.entry.at > b.entry.at ? -1 : b.place - a.place));
  return shown.map(({ entry }) => item(entry));
}

/** What an entry gave on its day, before refunds. */
function pointsOfEntry(program: Program, entry: Extract<Entry, { kind: 'order' | 'bonus' | 'adjust' }>): number {
  if (entry.kind !== 'order') return entry.points;
  const lot = blankLot(entry.at);
  applyRefunds(lot, entry, program);
  return lot.points;
}
