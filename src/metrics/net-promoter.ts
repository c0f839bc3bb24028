/**
 * The Net Promoter Score with its interval: the score interval for the difference of two shares of one multinomial distribution
 * (Tango, Statistics in Medicine 17, 1998, 891). Five promoters of five answers give 100 with an interval from 13 to 100.
 */
import { npsSegment } from '../loyalty/nps-score.ts';
import { type Estimate, noValue, scaled, Z95 } from './estimate.ts';

export interface NpsCounts {
  readonly promoters: number;
  readonly passives: number;
  readonly detractors: number;
}

/** Halvings of an interval of width 2: enough for every digit of a double. */
const HALVINGS = 60;

/** The test statistic for the hypothesis that the difference of the shares is `delta`. */
function tango(promoters: number, detractors: number, n: number, delta: number): number {
  const a = 2 * n;
  const b = -promoters - detractors + (2 * n - promoters + detractors) * delta;
  const c = -detractors * delta * (1 - delta);
  // The share of detractors that is most likely under the hypothesis.
  const q = (Math.sqrt(Math.max(0, b * b - 4 * a * c)) - b) / (2 * a);
  const variance = n * (2 * q + delta * (1 - delta));
  const distance = promoters - detractors - n * delta;
  if (variance > 0) return distance / Math.sqrt(variance);
  return distance === 0 ? 0 : distance * Number.POSITIVE_INFINITY;
}

/** Where a statistic that decreases from `from` to `until` passes `level`. */
function crossing(statistic: (delta: number) => number, level: number, from: number, until: number): number {
  let low = from;
  let high = until;
  for (let i = 0; i < HALVINGS; i++) {
    const middle = (low + high) / 2;
    if (statistic(middle) > level) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** The score from −100 to 100. */
export function npsEstimate({ promoters, passives, detractors }: NpsCounts, z = Z95): Estimate {
  const n = promoters + passives + detractors;
  if (Math.min(promoters, passives, detractors) < 0) return noValue('negative_count', n);
  if (n === 0) return noValue('no_answers');
  const value = (promoters - detractors) / n;
  const statistic = (delta: number) => tango(promoters, detractors, n, delta);
  const low = value === -1 ? -1 : crossing(statistic, z, -1, value);
  const high = value === 1 ? 1 : crossing(statistic, -z, value, 1);
  return scaled({ value, low, high, n }, 100);
}

/** The counts of scores, by how often each score 0–10 was given. `rejected` counts the answers that are no such score. */
export function npsCounts(histogram: ReadonlyMap<number, number>): NpsCounts & { readonly rejected: number } {
  const counts = { promoter: 0, passive: 0, detractor: 0, rejected: 0 };
  for (const [score, n] of histogram)
    counts[Number.isInteger(score) && score >= 0 && score <= 10 ? npsSegment(score) : 'rejected'] += n;
  return {
    promoters: counts.promoter,
    passives: counts.passive,
    detractors: counts.detractor,
    rejected: counts.rejected,
  };
}

/** The score of a question. A question that is not asked on 0 to 10 has none: the limits hold only there. */
export function npsOfScores(histogram: ReadonlyMap<number, number>, scale: readonly [number, number]): Estimate {
  return scale[0] === 0 && scale[1] === 10 ? npsEstimate(npsCounts(histogram)) : noValue('scale_mismatch');
}
