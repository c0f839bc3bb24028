/** What the points of a customer's order depend on: the level, the membership and the hold-outs. */
import type { EarningContext } from '../../loyalty/earning.ts';
import { replay } from '../../loyalty/ledger.ts';
import { progress } from '../../loyalty/progress.ts';
import type { CalendarDate, Entry, FullLevel, FullProgram, Program } from '../../loyalty/types.ts';
import { isSampled } from '../../rules/sampling.ts';
import { isCancelId } from './entry-ids.ts';
import type { Member } from './members.ts';
import type { NormalOrder } from './normal-order.ts';

/** The same program for the arithmetic of a ledger, which reads no late key. */
export const asProgram = (program: FullProgram): Program => program;

/** Whether what an order earns or gives back depends on the rest of the ledger. */
export const needsLedger = ({ tiers, campaigns, points }: FullProgram): boolean =>
  points.clawback === 'to-zero' ||
  (tiers !== undefined && (tiers.levels.some(({ times }) => times !== 1) || campaigns.some((one) => one.tiers)));

/** The entries without the bookings that were taken back as a whole: an order that was booked anew must not count twice. */
function withoutCancelled(entries: readonly Entry[]): readonly Entry[] {
  const cancelled = new Set(
    entries.flatMap((entry) => (entry.kind === 'refund' && isCancelId(entry.id) ? [entry.of] : [])),
  );
  if (cancelled.size === 0) return entries;
  return entries.filter((entry) => !cancelled.has(entry.kind === 'refund' ? entry.of : entry.id));
}

/** The level on a day, from the entries up to that day. */
export function levelOn(program: FullProgram, entries: readonly Entry[], day: CalendarDate): FullLevel | undefined {
  const { tiers } = program;
  return tiers?.levels[progress(tiers, replay(asProgram(program), withoutCancelled(entries), day).lots, day).index];
}

/** @param others the entries of the ledger without those of the order */
export function earningContext(
  program: FullProgram,
  { customer, day, lines }: NormalOrder,
  { memberUntil = '' }: Member,
  others: readonly Entry[],
): EarningContext {
  return {
    day,
    level: needsLedger(program) ? levelOn(program, others, day) : undefined,
    isMember: day < memberUntil,
    isHeldOut: ({ id, holdout }) => isSampled(customer, `campaign:${id}`, holdout),
    lines,
  };
}
