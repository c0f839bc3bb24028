/**
 * Replays a customer's history up to one day: what every order and bonus has come to by then, and what is left of it.
 *
 * - Entries after the day do not count. On one day earnings come before refunds before redemptions, then by id, so
 *   that no two people who hold the same entries see different numbers.
 * - Redemption takes the oldest points that have not expired. What is missing is a debt; the next earnings fill it.
 * - A refund lowers its order in the order's own place in time, from the refund's own day on. Points taken back come
 *   out of what is left of that order; for what was spent of it the oldest other points step in, else it is a debt;
 *   what had expired is not taken again.
 * - A pending order's points cannot be spent, and are pending until they expire; its money, its points and the order
 *   itself count for the tier like another's.
 */
import { addMonths, oldest } from './dates.ts';
import { earn, share } from './money.ts';
import type { CalendarDate, Entry, Metric, Program } from './types.ts';

type Order = Extract<Entry, { kind: 'order' }>;

/** What one order or bonus has come to: the three metrics, net of refunds, and what became of the points. */
export interface Lot extends Record<Metric, number> {
  at: CalendarDate;
  order?: Order;
  /** Points that can still be spent, unless they have expired. */
  left: number;
  /** Points that were spent, or stepped in for others that were. */
  used: number;
  /** Refunded money of refunds that leave the points to us, once there is one. */
  unsaid?: number;
  /** Refunded money and points of refunds that say how many points go, once there is one. */
  said?: number;
  taken: number;
}

/** A history on one day. Points; `lots` ascend by date. */
export interface Replay {
  readonly lots: readonly Lot[];
  readonly spendable: number;
  readonly pending: number;
  /** Points that are lost next, and the first day on which they are gone. */
  readonly expiring?: { readonly points: number; readonly on: CalendarDate };
}

const RANK = { order: 0, bonus: 0, refund: 1, redeem: 2 };

const compare = (a: string, b: string): number => (a < b ? -1 : +(a > b));

/** Brings an order's metrics to what its refunds have left of it. An order of 0 is refunded by any refund. */
function settle(lot: Lot, { spend, points }: Order, { currency, points: { perUnit } }: Program): void {
  const { unsaid, said } = lot;
  const refunded = (unsaid ?? 0) + (said ?? 0);
  const paid = Math.max(0, spend - (unsaid ?? 0));
  // The shop's own number of points shrinks as the money does.
  const own = unsaid === undefined ? points : points && paid && share(points, paid, spend);
  lot.points = Math.max(0, (own ?? earn(paid, perUnit, currency)) - lot.taken);
  lot.spend = Math.max(0, spend - refunded);
  lot.orders = +(refunded < spend || (unsaid ?? said) === undefined);
}

/** Replays `ledger` (no two entries with one id, as `parseAccount` gives it) up to the end of `today`. */
export function replay(program: Program, ledger: readonly Entry[], today: CalendarDate): Replay {
  const { expireAfter } = program.points;
  const lots: Lot[] = [];
  /** The lots of orders that have a refund, which alone are looked up again. */
  const refunded = new Map<string, Lot>();
  /** No lot before this one has anything left. */
  let first = 0;
  let debt = 0;

  const expire = (day: CalendarDate): string => {
    const from = expireAfter ? oldest(day, expireAfter) : '';
    for (let lot = lots[first]; lot && lot.at < from; lot = lots[++first]) lot.left = 0;
    return from;
  };
  const take = (points: number): void => {
    for (let lot = lots[first]; lot && points; lot = points ? lots[++first] : lot) {
      const some = Math.min(points, lot.left);
      lot.left -= some;
      lot.used += some;
      points -= some;
    }
    debt += points;
  };
  const blank = (at: CalendarDate): Lot => ({ at, spend: 0, points: 0, orders: 0, left: 0, used: 0, taken: 0 });
  const add = (lot: Lot): void => {
    if (!lot.order?.pending) {
      lot.used = Math.min(debt, lot.points);
      lot.left = lot.points - lot.used;
      debt -= lot.used;
    }
    lots.push(lot);
  };

  const entries = ledger
    .filter(({ at }) => at <= today)
    .sort((a, b) => compare(a.at, b.at) || RANK[a.kind] - RANK[b.kind] || compare(a.id, b.id));
  for (const entry of entries) if (entry.kind === 'refund') refunded.set(entry.of, blank(entry.at));
  for (const entry of entries) {
    const { kind, at } = entry;
    if (kind === 'bonus') add({ ...blank(at), points: entry.points });
    else if (kind === 'order') {
      const lot = refunded.get(entry.id) ?? blank(at);
      lot.at = at;
      lot.order = entry;
      settle(lot, entry, program);
      add(lot);
    } else {
      expire(at);
      if (kind === 'redeem') take(entry.points);
      else {
        // A refund dated before its order waits in the lot until the order comes.
        const lot = refunded.get(entry.of) ?? blank(at);
        const before = lot.points;
        if (entry.points === undefined) lot.unsaid = (lot.unsaid ?? 0) + entry.spend;
        else {
          lot.said = (lot.said ?? 0) + entry.spend;
          lot.taken += entry.points;
        }
        if (lot.order) settle(lot, lot.order, program);
        const lost = before - lot.points;
        const unspent = Math.min(lost, lot.left);
        // Of a pending order nothing is left and nothing used: its points only become fewer.
        const spent = Math.min(lost - unspent, lot.used);
        lot.left -= unspent;
        lot.used -= spent;
        take(spent);
      }
    }
  }

  const from = expire(today);
  let spendable = 0 - debt;
  let pending = 0;
  for (const lot of lots) {
    spendable += lot.left;
    if (lot.order?.pending && lot.at >= from) pending += lot.points;
  }
  const next = lots.slice(first).find((lot) => lot.left);
  if (!expireAfter || !next) return { lots, spendable, pending };
  const on = addMonths(next.at, expireAfter);
  const kept = oldest(on, expireAfter);
  let points = 0;
  for (const lot of lots) if (lot.at < kept) points += lot.left;
  return { lots, spendable, pending, expiring: { points, on } };
}
