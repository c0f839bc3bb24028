/** Upsell, and the loyalty index. */
import { counted, type Estimate, noValue } from './estimate.ts';
import { shareOf } from './wilson.ts';

/** Customers by how many distinct products they bought. */
export interface ProductCounts {
  readonly single: number;
  readonly multiple: number;
}

/** The share of customers with several products. */
export const upsellShare = ({ single, multiple }: ProductCounts): Estimate =>
  shareOf(multiple, single + multiple, 'no_customers');

/** Customers with several products for each customer with one: share / (1 − share), also at the ends of the interval. */
export function upsellRatio(counts: ProductCounts): Estimate {
  if (counts.single === 0 && counts.multiple > 0) return noValue('no_single_product_customers', counts.multiple);
  const share = upsellShare(counts);
  const odds = (part: number | null) => (part === null ? null : part / (1 - part));
  const value = share.value === null ? null : counts.multiple / counts.single;
  return { ...share, value, low: odds(share.low), high: odds(share.high) };
}

/**
 * The average of three numbers from 0 to 100: (NPS + 100) / 2, repurchases in percent, upsell in percent. Equal weights are a
 * convention. If one is missing, so is the index: an average of the rest would jump when a survey pauses.
 *
 * @param nps −100 to 100
 * @param repurchase share within 365 days
 * @param upsell share of customers with several products
 */
export function loyaltyIndex(nps: number | null, repurchase: number | null, upsell: number | null): Estimate {
  if (nps === null) return noValue('missing_component:nps');
  if (repurchase === null) return noValue('missing_component:repurchase');
  if (upsell === null) return noValue('missing_component:upsell');
  return counted(((nps + 100) / 2 + 100 * repurchase + 100 * upsell) / 3, 3);
}
