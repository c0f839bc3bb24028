/** A number of the owner's page with its 95 % interval. */

/** Two-sided 95 % quantile of the normal distribution. */
export const Z95 = 1.959963984540054;

/** Why a number, or its interval, is not there. */
export type MetricReason =
  | 'no_answers'
  | 'no_answers_in_baseline'
  | 'scale_mismatch'
  | 'n_lt_2'
  | 'no_variation'
  | 'not_shown'
  | 'no_customers'
  | 'no_customers_at_start'
  | 'beyond_follow_up'
  | 'thin_tail'
  | 'no_single_product_customers'
  | `missing_component:${string}`
  | 'no_churn_observed'
  | 'no_active_users'
  | 'one_purchase'
  | 'too_few_repeat_customers'
  | 'not_converged'
  | 'dau_exceeds_mau'
  | 'negative_count'
  | 'part_exceeds_whole'
  | 'partial_window'
  | 'not_by_segment'
  | 'not_computed_yet';

/** `value` is null where nothing can be said; then `reason` says why. `low` and `high` are null for plain counts. */
export interface Estimate {
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
  /** How many answers, customers or gaps the value rests on. */
  readonly n: number;
  readonly reason?: MetricReason;
}

/** A number that cannot be given. */
export const noValue = (reason: MetricReason, n = 0): Estimate => ({ value: null, low: null, high: null, n, reason });

/** A number without an interval: everything was counted, or no interval is known. */
export const counted = (value: number, n = value): Estimate => ({ value, low: null, high: null, n });

/** The estimate with value and interval multiplied: a share as a percentage. */
export function scaled(estimate: Estimate, by: number): Estimate {
  const times = (value: number | null) => (value === null ? null : value * by);
  return { ...estimate, value: times(estimate.value), low: times(estimate.low), high: times(estimate.high) };
}
