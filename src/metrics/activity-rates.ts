/** Stickiness, active days and engagement. */
import { type Estimate, noValue } from './estimate.ts';

/**
 * The mean number of daily customers over the number of monthly customers: 1/30 to 1. A daily number above the monthly one is a
 * fault of the input.
 */
export function stickinessOf(meanDaily: number, monthly: number): Estimate {
  if (meanDaily < 0 || monthly < 0) return noValue('negative_count', monthly);
  if (meanDaily > monthly) return noValue('dau_exceeds_mau', monthly);
  if (monthly === 0) return noValue('no_active_users');
  return { value: meanDaily / monthly, low: null, high: null, n: monthly };
}

/** The active days of customers in a window. */
export interface ActiveDays {
  /** Customers by their number of active days, 0 included. */
  readonly histogram: ReadonlyMap<number, number>;
  readonly meanAmongActive: number | null;
  readonly meanAmongKnown: number | null;
}

/**
 * @param active customers by their number of active days, from 1
 * @param known all customers whose first purchase was before the end of the window
 */
export function activeDaysOf(active: ReadonlyMap<number, number>, known: number): ActiveDays {
  let customers = 0;
  let days = 0;
  for (const [value, times] of active) {
    customers += times;
    days += value * times;
  }
  const histogram = new Map([...active].sort(([a], [b]) => a - b));
  return {
    histogram: known > customers ? new Map([[0, known - customers], ...histogram]) : histogram,
    meanAmongActive: customers > 0 ? days / customers : null,
    meanAmongKnown: known > 0 ? days / known : null,
  };
}

/**
 * How near a customer is to the targets, 0 to 100. A component without a target, because nobody has it, is left out for everybody.
 *
 * @param values of the customer, by component. A missing value is 0
 */
export function engagementScore(
  targets: Readonly<Record<string, number | null>>,
  values: Readonly<Record<string, number | null>>,
): { readonly score: number | null; readonly used: readonly string[] } {
  const used = Object.keys(targets).filter((name) => (targets[name] ?? 0) > 0);
  const sum = used.reduce((total, name) => total + Math.min(1, (values[name] ?? 0) / (targets[name] ?? 1)), 0);
  return { score: used.length > 0 ? (100 * sum) / used.length : null, used };
}
