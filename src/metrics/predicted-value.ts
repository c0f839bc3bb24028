/** The revenue that is expected of customers within the next year: BG/NBD for the purchases, Gamma–Gamma for their value. */
import { activeProbability, type BgNbd, fitBgNbd, type PurchaseGroup, purchasesIfActive } from './bg-nbd.ts';
import type { MetricReason } from './estimate.ts';
import { expectedSpend, fitGammaGamma, type GammaGamma, type SpendGroup } from './gamma-gamma.ts';

/** The fewest customers with a second purchase for whom the models are fitted. */
const LEAST_REPEAT_CUSTOMERS = 100;

export interface ValueModel {
  readonly purchases: BgNbd;
  readonly spend: GammaGamma;
  readonly logLikelihood: { readonly purchases: number; readonly spend: number };
}

/** @returns the fitted models, or the reason why there are none */
export function fitValueModel(
  purchases: readonly PurchaseGroup[],
  spend: readonly SpendGroup[],
): ValueModel | { readonly reason: MetricReason } {
  const repeat = purchases.reduce((sum, { x, customers }) => sum + (x > 0 ? customers : 0), 0);
  const valued = spend.reduce((sum, { customers }) => sum + customers, 0);
  if (Math.min(repeat, valued) < LEAST_REPEAT_CUSTOMERS) return { reason: 'too_few_repeat_customers' };
  const bought = fitBgNbd(purchases);
  const spent = fitGammaGamma(spend);
  if (!bought.parameters || !spent.parameters) return { reason: 'not_converged' };
  return {
    purchases: bought.parameters,
    spend: spent.parameters,
    logLikelihood: { purchases: bought.logLikelihood, spend: spent.logLikelihood },
  };
}

/** The horizon, and the yearly discount. */
export interface Horizon {
  readonly weeks: number;
  readonly discount: number;
}

export const YEAR_AHEAD: Horizon = { weeks: 52, discount: 0.1 };

/**
 * Returns a function of a customer: repeat purchases, weeks from the first to the last and to the end of what is known, mean value
 * of repeat purchases. Its result is the expected revenue, in the unit of the mean value.
 */
export function valuePredictor(
  { purchases, spend }: Pick<ValueModel, 'purchases' | 'spend'>,
  { weeks, discount }: Horizon = YEAR_AHEAD,
): (x: number, last: number, until: number, mean: number) => number {
  // The discounted purchases of an active customer depend on x and until only, so that few sums serve all customers.
  const known = new Map<string, number>();
  const discounted = (x: number, until: number): number => {
    const key = `${x} ${until}`;
    let sum = known.get(key);
    if (sum === undefined) {
      sum = 0;
      let before = 0;
      for (let week = 1; week <= weeks; week++) {
        const all = purchasesIfActive(purchases, x, until, week);
        sum += (all - before) * (1 + discount) ** (-week / 52);
        before = all;
      }
      known.set(key, sum);
    }
    return sum;
  };
  return (x, last, until, mean) =>
    expectedSpend(spend, x, mean) * activeProbability(purchases, x, last, until) * discounted(x, until);
}
