/** Customers who are likely to leave: longer without a purchase than nine in ten of their expected gaps. */

/** Gaps of the average customer that are added to the customer's own, so that two purchases do not decide alone. */
export const PRIOR_GAPS = 2;

/** An exponentially distributed gap exceeds this multiple of its mean once in ten times. */
export const LAPSING_FACTOR = Math.LN10;

/**
 * The days until the next purchase that are expected of a customer.
 *
 * @param meanGap of all customers, in days
 * @param purchaseDays of the customer
 * @param firstToLast days between the first and the last purchase
 */
export const expectedGap = (meanGap: number, purchaseDays: number, firstToLast: number): number =>
  (PRIOR_GAPS * meanGap + firstToLast) / (PRIOR_GAPS + purchaseDays - 1);

/** Whether a customer with this expected gap is lapsing, `sinceLast` days after the last purchase. */
export const isLapsing = (gap: number, sinceLast: number): boolean => sinceLast > LAPSING_FACTOR * gap;
