/** The steps of a ledger in the order in which they are replayed. */
import type { CalendarDate, Entry } from './types.ts';

/** The points of an order or bonus become available. */
interface Availability {
  readonly kind: 'available';
  /** Of the order or bonus. */
  readonly id: string;
  readonly at: CalendarDate;
  /** The date of the order or bonus. */
  readonly since: CalendarDate;
}

type Step = Entry | Availability;

const RANK = { order: 0, bonus: 0, carried: 0, available: 1, refund: 2, redeem: 3, adjust: 3, release: 4 };

/** Corrections that add points come with the earnings. */
const rankOf = (step: Step): number => (step.kind === 'adjust' && step.points > 0 ? 0 : RANK[step.kind]);

const compare = (a: string, b: string): number => (a < b ? -1 : +(a > b));

/** The oldest points become available first, so that they pay a debt first. */
const sinceOf = (step: Step): string => (step.kind === 'available' ? step.since : '');

/** The entries up to `today`, and the days on which points become available, in order. */
export function stepsOf(ledger: readonly Entry[], today: CalendarDate): readonly Step[] {
  const steps: Step[] = [];
  for (const entry of ledger) {
    if (entry.at > today) continue;
    steps.push(entry);
    const { available = '', pending } = entry as { available?: CalendarDate; pending?: boolean };
    if (!pending && available > entry.at && available <= today)
      steps.push({ kind: 'available', id: entry.id, at: available, since: entry.at });
  }
  return steps.sort(
    (a, b) => compare(a.at, b.at) || rankOf(a) - rankOf(b) || compare(sinceOf(a), sinceOf(b)) || compare(a.id, b.id),
  );
}
