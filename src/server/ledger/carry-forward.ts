/** A long ledger as one entry per day, so that a page loads little and computes the same numbers. */
import { replay } from '../../loyalty/ledger.ts';
import type { Lot } from '../../loyalty/lots.ts';
import type { CalendarDate, Entry, FullProgram } from '../../loyalty/types.ts';
import { asProgram } from './customer-state.ts';

type Carried = { -readonly [K in keyof CarriedEntry]: CarriedEntry[K] };
type CarriedEntry = Extract<Entry, { kind: 'carried' }>;

/** Adds a lot to the entry of its day. Points that become available on different days stay apart. */
function addLot(days: Map<string, Carried>, { at, points, spend, orders, left, pending, available }: Lot): void {
  const id = `carried:${at}${pending ? `:${available ?? 'pending'}` : ''}`;
  const waits = pending && (available ? { available } : { pending: true });
  const day = days.get(id) ?? { kind: 'carried', id, at, points: 0, spend: 0, orders: 0, left: 0, ...waits };
  day.points += points;
  day.spend += spend;
  day.orders += orders;
  day.left += pending ? 0 : left;
  days.set(id, day);
}

/**
 * Entries from which the points, the tier and their future follow as from the whole ledger.
 *
 * @param ledger without entries after `today`
 */
export function carryForward(program: FullProgram, ledger: readonly Entry[], today: CalendarDate): readonly Entry[] {
  const { lots, debt } = replay(asProgram(program), ledger, today);
  const days = new Map<string, Carried>();
  for (const lot of lots) addLot(days, lot);
  const entries: Entry[] = [...days.values()].filter(
    ({ points, spend, orders, left }) => points || spend || orders || left,
  );
  if (debt > 0) entries.push({ kind: 'adjust', id: 'carried:debt', at: today, points: -debt });
  return entries;
}
