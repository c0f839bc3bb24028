/** The customer's points from totals, whether the shop or a ledger gave them. */
import { worth } from './money.ts';
import type { CalendarDate, Points, Program, Reach, Reward, Totals } from './types.ts';

/**
 * The points that totals tell of; nothing when they do not say how many can be spent. What was to expire by `today`
 * is old news and left out.
 */
export function pointsOf(
  { points: { value }, currency }: Program,
  { points, pending = 0, earned, expiring, expires = '' }: Totals,
  today: CalendarDate = '',
): Points | undefined {
  if (points === undefined) return;
  const money = value && points > 0 ? worth(points, value, currency) : 0;
  return {
    spendable: points,
    pending,
    lifetime: earned ?? points,
    ...(expiring && expires > today && { expiring: { points: expiring, on: expires } }),
    ...(money && { worth: money }),
  };
}

/** Every reward, in the order given, and how many points are missing to it with `spendable` points. */
export function reach(rewards: readonly Reward[], spendable: number): readonly Reach[] {
  return rewards.map((reward) => ({ reward, missing: Math.max(0, reward.points - spendable) }));
}
