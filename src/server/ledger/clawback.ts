/** Refunds that take at most the points that are there. */
import { replay } from '../../loyalty/ledger.ts';
import type { CalendarDate, Entry, FullProgram } from '../../loyalty/types.ts';
import { asProgram } from './customer-state.ts';

type Refund = Extract<Entry, { kind: 'refund' }>;

/**
 * The entries to append, with refunds that leave no new debt where `points.clawback` is `to-zero`.
 *
 * @param ledger the entries so far
 */
export function limitClawback(
  program: FullProgram,
  ledger: readonly Entry[],
  added: readonly Entry[],
  today: CalendarDate,
): readonly Entry[] {
  if (program.points.clawback === 'below-zero') return added;
  const made = added.map((entry): Entry => (entry.kind === 'refund' ? { ...entry, points: 0 } : entry));
  const debt = (day: CalendarDate) => Math.max(0, -replay(asProgram(program), [...ledger, ...made], day).spendable);
  for (const [i, entry] of added.entries()) {
    if (entry.kind !== 'refund') continue;
    const day = entry.at > today ? entry.at : today;
    const before = debt(day);
    made[i] = entry;
    const points = Math.max(0, (entry.points ?? 0) - (debt(day) - before));
    made[i] = { ...entry, points } satisfies Refund;
  }
  return made;
}
