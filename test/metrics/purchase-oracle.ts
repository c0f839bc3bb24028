/** Slow, obvious counts of purchases: every question goes through all orders of every customer. */
import { activeDaysOf, engagementScore } from '../../src/metrics/activity-rates.ts';
import type { CohortCell } from '../../src/metrics/cohort-table.ts';
import type { LifeTableRow } from '../../src/metrics/kaplan-meier.ts';
import { expectedGap, isLapsing } from '../../src/metrics/lapsing.ts';
import { histogramOf } from '../../src/metrics/percentile.ts';
import type { RetentionCounts } from '../../src/metrics/retained.ts';
import { rfmScore, rfmSegment } from '../../src/metrics/rfm-score.ts';

/** An order. Money in minor units; `isCancelled` and orders that were refunded completely are no purchases. */
export interface OracleOrder {
  readonly customer: string;
  /** `YYYY-MM-DD`. */
  readonly day: string;
  readonly cents?: number;
  readonly refunded?: number;
  readonly units?: number;
  readonly products?: readonly string[];
  readonly isCancelled?: boolean;
}

export const dayNumber = (day: string): number => Date.parse(`${day}T00:00:00Z`) / 86_400_000;
export const dayText = (number: number): string => new Date(number * 86_400_000).toISOString().slice(0, 10);

/** Whether the order is a purchase: an order that was free from the start is one. */
export const isPurchase = ({ cents = 0, refunded = 0, isCancelled }: OracleOrder): boolean =>
  !isCancelled && !(refunded > 0 && refunded >= cents);

export interface PurchaseDay {
  readonly day: number;
  readonly orders: number;
  readonly units: number;
  readonly net: number;
}

/** The purchase days of each customer, ascending. */
export function purchaseDays(orders: readonly OracleOrder[]): Map<string, PurchaseDay[]> {
  const customers = new Map<string, Map<number, PurchaseDay>>();
  for (const order of orders.filter(isPurchase)) {
    const days = customers.get(order.customer) ?? new Map<number, PurchaseDay>();
    customers.set(order.customer, days);
    const day = dayNumber(order.day);
    const { orders: n, units, net } = days.get(day) ?? { orders: 0, units: 0, net: 0 };
    const added = (order.cents ?? 0) - (order.refunded ?? 0);
    days.set(day, { day, orders: n + 1, units: units + (order.units ?? 1), net: net + added });
  }
  return new Map([...customers].map(([id, days]) => [id, [...days.values()].sort((a, b) => a.day - b.day)]));
}

type Days = ReadonlyMap<string, readonly PurchaseDay[]>;

/** Customers with a purchase day in [from, until). */
export function buyers(days: Days, from: number, until: number): Set<string> {
  return new Set([...days].filter(([, all]) => all.some(({ day }) => day >= from && day < until)).map(([id]) => id));
}

export function retentionOf(days: Days, start: number, end: number, window: number): RetentionCounts {
  const S = buyers(days, start - window, start);
  const E = buyers(days, end - window, end);
  const N = [...days].filter(([, [first]]) => first && first.day >= start && first.day < end).map(([id]) => id);
  return {
    start: S.size,
    end: E.size,
    acquired: N.length,
    acquiredAtEnd: N.filter((id) => E.has(id)).length,
    retained: [...S].filter((id) => E.has(id)).length,
  };
}

/** The first gap of every customer, as it is known on the day before `asOf`. */
export function lifeTable(days: Days, asOf: number): { rows: LifeTableRow[]; longest: number } {
  const rows = new Map<number, { bought: number; censored: number }>();
  let longest = 0;
  for (const all of days.values()) {
    const known = all.filter(({ day }) => day < asOf);
    const [first, second] = known;
    if (!first) continue;
    longest = Math.max(longest, asOf - 1 - first.day);
    const time = second ? second.day - first.day : asOf - 1 - first.day;
    const row = rows.get(time) ?? { bought: 0, censored: 0 };
    rows.set(time, row);
    if (second) row.bought++;
    else row.censored++;
  }
  return { rows: [...rows].map(([time, row]) => ({ days: time, ...row })), longest };
}

/** The gaps between purchase days that end in [from, until). */
export function gapsOf(days: Days, from: number, until: number): number[] {
  return [...days.values()].flatMap((all) =>
    all.slice(1).flatMap(({ day }, i) => (day >= from && day < until ? [day - (all[i] as PurchaseDay).day] : [])),
  );
}

/** What is known of each customer on the day before `asOf`. */
export function statesOf(days: Days, asOf: number) {
  return [...days].flatMap(([id, all]) => {
    const known = all.filter(({ day }) => day < asOf);
    const [first] = known;
    const last = known.at(-1);
    if (!first || !last) return [];
    const net = known.reduce((sum, one) => sum + one.net, 0);
    return [{ id, first: first.day, last: last.day, days: known.length, net, firstNet: first.net }];
  });
}

/** The customers who are lapsing, in no order. */
export function lapsingOf(days: Days, asOf: number): string[] {
  const states = statesOf(days, asOf);
  const gaps = states.reduce((sum, { first, last }) => sum + last - first, 0);
  const count = states.reduce((sum, one) => sum + one.days - 1, 0);
  if (count === 0) return [];
  return states
    .filter((one) => isLapsing(expectedGap(gaps / count, one.days, one.last - one.first), asOf - 1 - one.last))
    .map(({ id }) => id);
}

/** The scores of each customer. */
export function rfmOf(days: Days, asOf: number) {
  const states = statesOf(days, asOf);
  const score = (key: 'last' | 'days' | 'net', value: number) =>
    rfmScore(states.filter((one) => one[key] < value).length, states.length);
  return states.map((one) => {
    const [R, F, M] = [score('last', one.last), score('days', one.days), score('net', one.net)];
    return { id: one.id, net: one.net, R, F, M, segment: rfmSegment(R, F) };
  });
}

const month = (day: number): string => dayText(day).slice(0, 7);

export function cohortCells(days: Days): CohortCell[] {
  const cells = new Map<string, { cohort: string; month: string; ids: Set<string>; revenue: number }>();
  for (const [id, all] of days)
    for (const one of all) {
      const cohort = month((all[0] as PurchaseDay).day);
      const key = `${cohort} ${month(one.day)}`;
      const cell = cells.get(key) ?? { cohort, month: month(one.day), ids: new Set<string>(), revenue: 0 };
      cells.set(key, cell);
      cell.ids.add(id);
      cell.revenue += one.net;
    }
  return [...cells.values()].map(({ ids, ...cell }) => ({ ...cell, customers: ids.size }));
}

/** Purchase days of all customers in the `window` days before `asOf`. */
export function activityOf(days: Days, asOf: number, window: number) {
  const inWindow = [...days.values()].map((all) => all.filter(({ day }) => day >= asOf - window && day < asOf));
  const counts = inWindow.map((all) => all.length).filter((n) => n > 0);
  const known = [...days.values()].filter(([first]) => first && first.day < asOf).length;
  return {
    monthly: counts.length,
    meanDaily: counts.reduce((sum, n) => sum + n, 0) / window,
    activeDays: activeDaysOf(histogramOf(counts), known),
    known,
    engagement: inWindow
      .filter((all) => all.length > 0)
      .map(
        (all) =>
          engagementScore(
            { days: 3, seconds: null, actions: 5 },
            { days: all.length, seconds: null, actions: all.reduce((sum, { units }) => sum + units, 0) },
          ).score ?? 0,
      ),
  };
}

/** Customers by their number of distinct products before `asOf`. */
export function productsOf(orders: readonly OracleOrder[], asOf: number) {
  const products = new Map<string, Set<string>>();
  for (const order of orders.filter((one) => isPurchase(one) && dayNumber(one.day) < asOf))
    for (const product of order.products ?? [])
      products.set(order.customer, (products.get(order.customer) ?? new Set()).add(product));
  const sizes = [...products.values()].map(({ size }) => size);
  return { single: sizes.filter((n) => n === 1).length, multiple: sizes.filter((n) => n > 1).length };
}
