/**
 * How many customers buy again within a number of days (Kaplan and Meier 1958). Customers whose first purchase is too recent count
 * for the days for which they were observed.
 */
import { type Estimate, noValue, Z95 } from './estimate.ts';

/** Customers whose second purchase came, or whose observation ended, after this number of days. */
export interface LifeTableRow {
  readonly days: number;
  readonly bought: number;
  /** Observed until now without a second purchase. */
  readonly censored: number;
}

/** The share that bought again within `days`, with the interval (Greenwood, log–log). */
export interface RepurchasePoint {
  readonly days: number;
  readonly rate: number;
  readonly low: number;
  readonly high: number;
  readonly se: number;
  /** Customers who were observed for this long without a second purchase before. */
  readonly atRisk: number;
}

/** @returns one point for each day on which a customer bought again, ascending */
export function repurchaseCurve(rows: readonly LifeTableRow[], z = Z95): readonly RepurchasePoint[] {
  let atRisk = rows.reduce((sum, { bought, censored }) => sum + bought + censored, 0);
  let survival = 1;
  let greenwood = 0;
  const points: RepurchasePoint[] = [];
  for (const { days, bought, censored } of [...rows].sort((a, b) => a.days - b.days)) {
    if (bought > 0) {
      survival *= 1 - bought / atRisk;
      greenwood += bought / (atRisk * (atRisk - bought));
      const se = Math.sqrt(greenwood);
      // Nobody is left: the interval of the logarithms does not exist, and the whole range is possible.
      const width = survival > 0 ? Math.exp((z * se) / Math.abs(Math.log(survival))) : Number.POSITIVE_INFINITY;
      points.push({
        days,
        rate: 1 - survival,
        low: survival > 0 ? 1 - survival ** (1 / width) : 0,
        high: survival > 0 ? 1 - survival ** width : 1,
        se: survival > 0 ? survival * se : 0,
        atRisk,
      });
    }
    atRisk -= bought + censored;
  }
  return points;
}

/** The most that may be known of few customers: fewer at risk make the far end of the curve unsafe. */
const isThin = (atRisk: number, customers: number): boolean => atRisk < Math.max(30, 0.05 * customers);

/**
 * The share that buys again within `window` days. `reason` is `thin_tail` where few customers were observed for that long: the value
 * then says what the oldest customers did.
 *
 * @param longest days since the first customer's first purchase
 */
export function repurchaseWithin(rows: readonly LifeTableRow[], window: number, longest: number): Estimate {
  const customers = rows.reduce((sum, { bought, censored }) => sum + bought + censored, 0);
  if (customers === 0) return noValue('no_customers');
  if (window > longest) return noValue('beyond_follow_up', customers);
  const atRisk = rows.reduce((sum, { days, bought, censored }) => sum + (days >= window ? bought + censored : 0), 0);
  const reason = isThin(atRisk, customers) ? ({ reason: 'thin_tail' } as const) : {};
  const last = repurchaseCurve(rows).findLast(({ days }) => days <= window);
  if (last) return { value: last.rate, low: last.low, high: last.high, n: customers, ...reason };
  // Nobody bought again, and the log–log interval needs an event. Exact upper end for those who were observed for that long.
  return { value: 0, low: 0, high: 1 - 0.025 ** (1 / Math.max(1, atRisk)), n: customers, ...reason };
}

/** The day on which this share has bought again; null where the curve does not get there. */
export const repurchaseQuantile = (rows: readonly LifeTableRow[], share: number): number | null =>
  repurchaseCurve(rows).find(({ rate }) => rate >= share - 1e-12)?.days ?? null;
