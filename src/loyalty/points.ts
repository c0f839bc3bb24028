/** A customer's points, from totals of the shop or of a ledger. */
import { worth } from './money.ts';
import type { CalendarDate, Points, Program, Reach, Reward, Totals } from './types.ts';

/**
 * The points of the totals; nothing when `points` is not known. Points that expired on or before `today` are not
 * announced any more. Totals in another currency than the program's have no worth.
 */
export function pointsOf(
  { points: { value }, currency }: Program,
  { points, pending = 0, lifetime, expiring, expires = '', currency: foreign }: Totals,
  today: CalendarDate = '',
): Points | undefined {
  if (points === undefined) return;
  const money = value && points > 0 && !foreign ? worth(points, value, currency) : 0;
  return {
    spendable: points,
    pending,
    lifetime: lifetime ?? points,
    ...(expiring && expires > today && { expiring: { points: expiring, on: expires } }),
    ...(money && { worth: money }),
  };
}

/** Every reward, in the given order, with the points that are missing for it. */
export function reach(rewards: readonly Reward[], spendable: number): readonly Reach[] {
  return rewards.map((reward) => ({ reward, missing: Math.max(0, reward.points - spendable) }));
}
