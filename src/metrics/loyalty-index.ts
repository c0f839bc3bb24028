/** Upsell, and the loyalty index. */
import { counted, type Estimate, noValue } from './estimate.ts';
import { shareOf } from './wilson.ts';

/** Customers by how many distinct products they bought. */
export interface ProductCounts {
  readonly single: number;
  readonly multiple: number;
}

/** Customers with several products for each customer with one. */
export function upsellRatio({ single, multiple }: ProductCounts): Estimate {
  if (single + multiple === 0) return noValue('no_customers');
  return single === 0
    ? noValue('no_single_product_customers', multiple)
    : counted(multiple / single, single + multiple);
}

/** The share of customers with several products. */
export const upsellShare = ({ single, multiple }: ProductCounts): Estimate =>
  shareOf(multiple, single + multiple, 'no_customers');

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
