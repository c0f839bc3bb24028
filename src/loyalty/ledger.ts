/**
 * Replays a ledger up to one day: what every order and bonus is worth on that day, and how many points are left of it.
 *
 * - Later entries do not count. On one day, earnings come first, then points that become available, refunds,
 *   redemptions and releases; of two alike, the one with the lower id, and of points that become available, the oldest. So the
 *   same entries give the same numbers in any order.
 * - A redemption takes the oldest points that have not expired. Missing points are a debt, which the next earnings pay.
 * - A release gives the points of its redemption back to the lots from which they were taken. Points of lots that have
 *   expired are gone. Points that meanwhile were taken elsewhere, because the order was refunded, pay the debt, then
 *   return to the oldest lots with spent points.
 * - A correction adds a lot that no tier counts, or takes points like a redemption.
 * - A carried entry is a lot, or several of one day, in the state in which a server found them.
 * - A refund lowers its order on the date of the order, from the date of the refund on. The points are taken from those
 *   left of the order; for points that were already spent, the oldest other points are taken, else they are a debt.
 *   Expired points are not taken again.
 * - Points of a pending order, and points before their day `available`, cannot be spent, and are pending until they
 *   expire. The money, the points and the order count for the tier as those of any other order.
 */
import { stepsOf } from './ledger-steps.ts';
import { type Balance, blankLot, type Lot, Lots, type Order, type Taken } from './lots.ts';
import { earn, prorate } from './money.ts';
import type { CalendarDate, Entry, Program } from './types.ts';

type Refund = Extract<Entry, { kind: 'refund' }>;

/** A ledger on one day. `lots` ascend by date. */
export interface Replay extends Balance {
  readonly lots: readonly Lot[];
  /** Points that were taken and not there. */
  readonly debt: number;
}

/** Sets the metrics of an order net of its refunds. Any refund cancels an order of 0. */
export function applyRefunds(lot: Lot, { spend, points }: Order, { currency, points: { perUnit } }: Program): void {
  const { refundedAuto, refundedExplicit } = lot;
  const refunded = (refundedAuto ?? 0) + (refundedExplicit ?? 0);
  const paid = Math.max(0, spend - (refundedAuto ?? 0));
  // Points that the shop set shrink in proportion to the money.
  const own = refundedAuto === undefined ? points : points && paid && prorate(points, paid, spend);
  lot.points = Math.max(0, (own ?? earn(paid, perUnit, currency)) - lot.taken);
  lot.spend = Math.max(0, spend - refunded);
  lot.orders = +(refunded < spend || (refundedAuto ?? refundedExplicit) === undefined);
}

/** Lowers the order of a refund. Returns how many of its points were spent, so that others are to be taken. */
export function refund(lot: Lot, { spend, points }: Refund, program: Program): number {
  const before = lot.points;
  if (points === undefined) lot.refundedAuto = (lot.refundedAuto ?? 0) + spend;
  else {
    lot.refundedExplicit = (lot.refundedExplicit ?? 0) + spend;
    lot.taken += points;
  }
  // A refund dated before its order is kept in the lot until the order is replayed.
  if (lot.order) applyRefunds(lot, lot.order, program);
  const lost = before - lot.points;
  const unspent = Math.min(lost, lot.left);
  // A pending order has no points left or used, so only its own points become fewer.
  const spent = Math.min(lost - unspent, lot.used);
  lot.left -= unspent;
  lot.used -= spent;
  return spent;
}

/** Replays `ledger`, whose ids are unique as from `parseAccount`, up to the end of `today`. */
export function replay(program: Program, ledger: readonly Entry[], today: CalendarDate): Replay {
  const lots = new Lots(program.points.expireAfter);
  /** Lots of orders that have a refund. No other order is looked up again. */
  const refunded = new Map<string, Lot>();
  /** Lots with points that become available later, by the id of the order or bonus. */
  const waiting = new Map<string, Lot>();
  /** What redemptions took that are given back later. No other redemption is recorded. */
  const released = new Map<string, { points: number; taken: Taken }>();

  const steps = stepsOf(ledger, today);
  for (const step of steps)
    if (step.kind === 'refund') refunded.set(step.of, blankLot(step.at));
    else if (step.kind === 'release') released.set(step.of, { points: 0, taken: [] });
  for (const step of steps) {
    const { kind, at, id } = step;
    if (kind === 'order' || kind === 'bonus' || kind === 'carried') {
      const lot = (kind === 'order' && refunded.get(id)) || blankLot(at);
      lot.at = at;
      lot.id = id;
      if (kind === 'order') {
        lot.order = step;
        applyRefunds(lot, step, program);
      } else lot.points = step.points;
      if (kind === 'carried') {
        lot.spend = step.spend;
        lot.orders = step.orders;
      }
      const unpaid = kind !== 'bonus' && step.pending;
      const waits = !unpaid && (step.available ?? at) > at;
      if (waits) {
        lot.available = step.available;
        waiting.set(id, lot);
      }
      lots.add(lot, unpaid || waits, kind === 'carried' ? step.left : lot.points);
      continue;
    }
    const from = lots.expire(at);
    if (kind === 'available') {
      const lot = waiting.get(id);
      if (lot && lot.at >= from) lots.open(lot, lot.points);
    } else if (kind === 'redeem') {
      const release = released.get(id);
      if (release) release.points = step.points;
      lots.take(step.points, release?.taken);
    } else if (kind === 'adjust') {
      if (step.points > 0) lots.add({ ...blankLot(at), id }, false, step.points);
      else lots.take(-step.points);
    } else if (kind === 'release') {
      const { points, taken } = released.get(step.of) ?? { points: 0, taken: [] };
      // A second release has no effect.
      released.set(step.of, { points: 0, taken: [] });
      lots.release(points, taken, from);
    } else lots.take(refund(refunded.get(step.of) ?? blankLot(at), step, program));
  }
  return { lots: lots.all, debt: lots.debt, ...lots.count(today) };
}
