/** What a program would have cost with the orders of a shop: booked and counted by the code of the server. */
import { parseFullProgram } from '../config/full-program.ts';
import { earnedPoints } from '../loyalty/earning.ts';
import { worth } from '../loyalty/money.ts';
import { snapshot } from '../loyalty/snapshot.ts';
import type { CalendarDate, Entry, FullProgram } from '../loyalty/types.ts';
import type { ShopOrder } from '../schema/shop-order.ts';
import { bookOrder } from '../server/ledger/book-order.ts';
import { asProgram, earningContext } from '../server/ledger/customer-state.ts';
import { type NormalOrder, normalOrder } from '../server/ledger/normal-order.ts';

/** A tier, and how many customers would be in it on the last day. */
interface TierCount {
  readonly id: string;
  readonly name: unknown;
  readonly customers: number;
}

/** Money is in minor units. */
export interface CostReport {
  readonly currency: string;
  readonly orders: number;
  readonly customers: number;
  /** The first and the last day of the orders. The last one is the day of the report. */
  readonly from: CalendarDate;
  readonly until: CalendarDate;
  /** What was paid, after refunds. */
  readonly revenue: number;
  /** Points that the orders earned, without those that refunds took back. */
  readonly issued: number;
  /** Points that customers have on the last day: to spend, and pending. */
  readonly outstanding: number;
  /** What these are worth; absent in a program without `points.value`. */
  readonly issuedWorth?: number;
  readonly liability?: number;
  readonly tiers: readonly TierCount[];
}

/** Sums of an order entry and its refunds. */
const issuedBy = (entries: readonly Entry[]): number =>
  entries.reduce(
    (sum, { kind, points = 0 }: { kind: string; points?: number }) =>
      sum + (kind === 'order' ? points : kind === 'refund' ? -points : 0),
    0,
  );

const netOf = ({ total, refunds, status }: NormalOrder): number =>
  status === 'paid' ? total - refunds.reduce((sum, { amount }) => sum + amount, 0) : 0;

/** Collects orders, then counts. */
export class ProgrammeCost {
  readonly #program: FullProgram;
  readonly #orders = new Map<string, NormalOrder[]>();
  #count = 0;
  #from = '9999-12-31';
  #until = '';

  /** @param program the JSON of the program */
  constructor(program: unknown) {
    this.#program = parseFullProgram(program).value;
  }

  get currency(): string {
    return this.#program.currency;
  }

  /** @returns what keeps the order from being booked; nothing for a booked one */
  add(order: ShopOrder): string | undefined {
    const normal = normalOrder(order, this.#program);
    if (!('id' in normal)) return normal.map(({ path, message }) => `${path} ${message}`).join('; ');
    const own = this.#orders.get(normal.customer);
    if (own) own.push(normal);
    else this.#orders.set(normal.customer, [normal]);
    this.#count++;
    for (const day of [normal.day, ...normal.refunds.map((refund) => refund.day)])
      if (day > this.#until) this.#until = day;
    if (normal.day < this.#from) this.#from = normal.day;
    return undefined;
  }

  /** The ledger of a customer, as if the server had heard of each order on its day. */
  #ledger(orders: readonly NormalOrder[]): readonly Entry[] {
    const inOrder = [...orders].sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : a.id < b.id ? -1 : 1));
    const entries: Entry[] = [];
    for (const order of inOrder) {
      const context = earningContext(this.#program, order, {}, entries);
      const earn = (counted: number) => earnedPoints(this.#program, counted, context);
      entries.push(...bookOrder(this.#program, order, [], earn, this.#until));
    }
    return entries;
  }

  /** @param progress called with the number of customers that were counted */
  report(progress: (customers: number) => void = () => {}): CostReport {
    const { currency, points, tiers } = this.#program;
    const counts = new Map(tiers?.levels.map(({ id }) => [id, 0]));
    let [revenue, issued, outstanding, liability, n] = [0, 0, 0, 0, 0];
    for (const orders of this.#orders.values()) {
      const ledger = this.#ledger(orders);
      const now = snapshot(asProgram(this.#program), { ledger }, this.#until);
      revenue += orders.reduce((sum, order) => sum + netOf(order), 0);
      issued += issuedBy(ledger);
      const owned = Math.max(0, now.points?.spendable ?? 0) + (now.points?.pending ?? 0);
      outstanding += owned;
      if (points.value !== undefined) liability += worth(owned, points.value, currency);
      const level = now.standing?.level.id;
      if (level !== undefined) counts.set(level, (counts.get(level) ?? 0) + 1);
      progress(++n);
    }
    return {
      currency,
      orders: this.#count,
      customers: this.#orders.size,
      from: this.#from,
      until: this.#until,
      revenue,
      issued,
      outstanding,
      ...(points.value !== undefined && { issuedWorth: worth(issued, points.value, currency), liability }),
      tiers: tiers?.levels.map(({ id, name }) => ({ id, name, customers: counts.get(id) ?? 0 })) ?? [],
    };
  }
}
