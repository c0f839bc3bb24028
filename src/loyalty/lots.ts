/** The lots of a ledger while it is replayed: which points are left, spent, pending or expired, and the debt. */
import { addDays, addMonths, oldestCounting } from './dates.ts';
import type { Duration } from './duration.ts';
import type { CalendarDate, Entry, Metric, Points } from './types.ts';

export type Order = Extract<Entry, { kind: 'order' }>;

/** The points that can be spent, those that are pending, and those that expire next. */
export type Balance = Pick<Points, 'spendable' | 'pending' | 'expiring'>;

/** One order, bonus or added correction: the three metrics, net of refunds, and the state of its points. */
export interface Lot extends Record<Metric, number> {
  at: CalendarDate;
  /** The id of its entry. */
  id?: string;
  order?: Order;
  /** Whether the points cannot be spent yet. */
  pending?: boolean;
  /** The day from which pending points can be spent, where it is known. */
  available?: CalendarDate;
  /** Points that can be spent, unless they have expired. */
  left: number;
  /** Points that were spent, or were taken in place of spent points. */
  used: number;
  /** Money of refunds without `points`; absent when there are none. */
  refundedAuto?: number;
  /** Money and points of refunds with `points`; absent when there are none. */
  refundedExplicit?: number;
  taken: number;
  /** Index among the lots. */
  place: number;
}

/** The lots from which points were taken, with the number of points. */
export type Taken = [lot: Lot, points: number][];

export const blankLot = (at: CalendarDate): Lot => ({
  at,
  spend: 0,
  points: 0,
  orders: 0,
  left: 0,
  used: 0,
  taken: 0,
  place: 0,
});

/** The first day on which points of an entry dated `at` are gone. */
export const endOf = (at: CalendarDate, { months, days }: Duration): CalendarDate =>
  addDays(addMonths(at, months), days);

/** The oldest date: points of earlier entries have expired on `day`. The text sorts among dates, but may not be one. */
export const oldestKept = (day: CalendarDate, { months, days }: Duration): string =>
  oldestCounting(addDays(day, -days), months);

/** All numbers are points. */
export class Lots {
  /** Ascending by date. */
  readonly all: Lot[] = [];
  /** Points that were taken and not there. The next points pay them. */
  debt = 0;
  /** Index of the first lot that may have points left. */
  #first = 0;

  constructor(readonly expireAfter: Duration | undefined) {}

  /** Expires points. Returns the oldest date: points of earlier entries have expired on `day`. */
  expire(day: CalendarDate): string {
    const { all, expireAfter } = this;
    const from = expireAfter ? oldestKept(day, expireAfter) : '';
    for (let lot = all[this.#first]; lot && lot.at < from; lot = all[++this.#first]) lot.left = 0;
    return from;
  }

  /** Adds a lot. Its points can be spent at once, or are pending. */
  add(lot: Lot, pending: boolean | undefined, points = lot.points): void {
    lot.place = this.all.push(lot) - 1;
    if (pending) lot.pending = true;
    else this.open(lot, points);
  }

  /** Lets the points of a lot be spent. The first of them pay the debt. */
  open(lot: Lot, points: number): void {
    lot.pending = false;
    lot.used = Math.min(this.debt, points);
    lot.left = points - lot.used;
    this.debt -= lot.used;
    this.#first = Math.min(this.#first, lot.place);
  }

  /** Takes the oldest points. `taken` receives the lots, and how many points each of them gave. */
  take(points: number, taken?: Taken): void {
    const { all } = this;
    for (let lot = all[this.#first]; lot && points; lot = points ? all[++this.#first] : lot) {
      const some = Math.min(points, lot.left);
      lot.left -= some;
      lot.used += some;
      points -= some;
      if (some) taken?.push([lot, some]);
    }
    this.debt += points;
  }

  /**
   * Gives back what a redemption took.
   *
   * @param points of the redemption
   * @param from what `expire` returned for the day of the release
   */
  release(points: number, taken: Taken, from: string): void {
    let rest = points;
    for (const [lot, some] of taken) rest -= this.#giveBack(lot, Math.min(some, rest), from);
    rest -= this.#pay(rest);
    for (const lot of rest ? this.all : []) if (lot.at >= from) rest -= this.#giveBack(lot, rest, from);
    const owed = this.debt;
    this.debt = 0;
    this.take(owed);
  }

  /** The balance at the end of `today`. */
  count(today: CalendarDate): Balance {
    const { all, expireAfter } = this;
    const from = this.expire(today);
    let spendable = 0 - this.debt;
    let pending = 0;
    for (const lot of all) {
      spendable += lot.left;
      if (lot.pending && lot.at >= from) pending += lot.points;
    }
    const next = all.slice(this.#first).find((lot) => lot.left);
    if (!expireAfter || !next) return { spendable, pending };
    const on = endOf(next.at, expireAfter);
    const kept = oldestKept(on, expireAfter);
    let points = 0;
    for (const lot of all) if (lot.at < kept) points += lot.left;
    return { spendable, pending, expiring: { points, on } };
  }

  /** Returns how many of the points the debt took. */
  #pay(points: number): number {
    const paid = Math.min(this.debt, points);
    this.debt -= paid;
    return paid;
  }

  /** Gives spent points back to their lot; those of an expired lot are gone. Returns their number. */
  #giveBack(lot: Lot, points: number, from: string): number {
    const some = Math.min(points, lot.used);
    lot.used -= some;
    if (lot.at >= from) {
      lot.left += some;
      this.#first = Math.min(this.#first, lot.place);
    }
    return some;
  }
}
