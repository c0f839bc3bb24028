/** Where points came from and went: what customers were given, redeemed and lost by expiry, month by month. */
import { addDays } from '../../loyalty/dates.ts';
import type { Duration } from '../../loyalty/duration.ts';
import { endOf, type Lot } from '../../loyalty/lots.ts';
import type { CalendarDate, Entry } from '../../loyalty/types.ts';

/** The months of the flow: the current one, and those before. */
const MONTHS = 12;

export interface FlowMonth {
  /** `YYYY-MM`. */
  readonly month: string;
  /** Of purchases and bonuses of the month, less what refunds took back; with pending points. */
  readonly issued: number;
  /** By redemptions of the month whose codes were not given back. */
  readonly redeemed: number;
  readonly expired: number;
}

type Sums = { -readonly [Key in Exclude<keyof FlowMonth, 'month'>]: number };

/** Adds up the ledgers of customers. */
export class PointsFlow {
  readonly #months = new Map<string, Sums>();
  readonly #today: CalendarDate;
  readonly #expireAfter: Duration | undefined;

  /** @param expireAfter how long points count; undefined: for ever */
  constructor(today: CalendarDate, expireAfter: Duration | undefined) {
    this.#today = today;
    this.#expireAfter = expireAfter;
    for (let day = today; this.#months.size < MONTHS; day = addDays(`${day.slice(0, 7)}-01`, -1))
      this.#months.set(day.slice(0, 7), { issued: 0, redeemed: 0, expired: 0 });
  }

  /** @param lots what the replay of the entries left, today */
  add(entries: readonly Entry[], lots: readonly Lot[]): void {
    const released = new Set<string>();
    /** A correction is a lot that no tier counts, so the lot names no points. */
    const corrections = new Map<string | undefined, number>();
    for (const entry of entries) {
      if (entry.kind === 'release' && entry.at <= this.#today) released.add(entry.of);
      if (entry.kind === 'adjust' && entry.points > 0) corrections.set(entry.id, entry.points);
    }
    for (const entry of entries)
      if (entry.kind === 'redeem' && !released.has(entry.id)) this.#count('redeemed', entry.at, entry.points);
    for (const { id, at, points, used } of lots) {
      const given = corrections.get(id) ?? points;
      this.#count('issued', at, given);
      const end = this.#expireAfter && endOf(at, this.#expireAfter);
      if (end && end <= this.#today) this.#count('expired', end, given - used);
    }
  }

  #count(key: keyof Sums, day: CalendarDate, points: number): void {
    const sums = day <= this.#today ? this.#months.get(day.slice(0, 7)) : undefined;
    if (sums) sums[key] += points;
  }

  /** The oldest month first. */
  get months(): readonly FlowMonth[] {
    return [...this.#months].map(([month, sums]) => ({ month, ...sums })).reverse();
  }
}
