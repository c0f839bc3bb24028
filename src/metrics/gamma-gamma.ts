/** The Gamma–Gamma model of the value of a purchase (Fader and Hardie 2013). Values are in any unit of money. */
import { isBounded, type ModelFit } from './bg-nbd.ts';
import { lnGamma } from './gamma-function.ts';
import { minimize } from './minimize.ts';

export interface GammaGamma {
  readonly p: number;
  readonly q: number;
  readonly gamma: number;
}

/** Customers with `x` repeat purchases of this mean value (above 0). */
export interface SpendGroup {
  readonly x: number;
  readonly mean: number;
  readonly customers: number;
}

export function gammaGammaLogLikelihood({ p, q, gamma }: GammaGamma, groups: readonly SpendGroup[]): number {
  const fixed = q * Math.log(gamma) - lnGamma(q);
  const byX = new Map<number, number>();
  let sum = 0;
  for (const { x, mean, customers } of groups) {
    let common = byX.get(x);
    if (common === undefined) {
      common = lnGamma(p * x + q) - lnGamma(p * x) + fixed + p * x * Math.log(x);
      byX.set(x, common);
    }
    sum += customers * (common + (p * x - 1) * Math.log(mean) - (p * x + q) * Math.log(gamma + x * mean));
  }
  return sum;
}

/** The most likely parameters. None where the mean value is not finite (q ≤ 1). */
export function fitGammaGamma(groups: readonly SpendGroup[]): ModelFit<GammaGamma> {
  const size = groups.reduce((sum, { customers }) => sum + customers, 0);
  const scale = groups.reduce((sum, { mean, customers }) => sum + mean * customers, 0) / (size || 1) || 1;
  // Money is scaled to about 1, so that the bounds mean the same in every currency.
  const small = groups.map((group) => ({ ...group, mean: group.mean / scale }));
  const read = (logs: readonly number[]): GammaGamma => {
    const [p = 1, q = 1, gamma = 1] = logs.map(Math.exp);
    return { p, q, gamma };
  };
  const outside = (logs: readonly number[]) => !logs.every((log) => Math.abs(log) < 20);
  const cost = (logs: readonly number[]) =>
    outside(logs) ? Number.POSITIVE_INFINITY : -gammaGammaLogLikelihood(read(logs), small);
  const { at, value, hasConverged } = minimize(cost, [1.5, 1.2, -0.5]);
  const { p, q, gamma } = read(at);
  const isUsable = hasConverged && isBounded(at) && q > 1;
  return {
    logLikelihood: -value - size * Math.log(scale),
    ...(isUsable && { parameters: { p, q, gamma: gamma * scale } }),
  };
}

/** The value of a purchase that is expected of a customer with `x` repeat purchases of the mean value `mean`. */
export const expectedSpend = ({ p, q, gamma }: GammaGamma, x: number, mean: number): number =>
  x > 0 ? (p * (gamma + x * mean)) / (p * x + q - 1) : (p * gamma) / (q - 1);
