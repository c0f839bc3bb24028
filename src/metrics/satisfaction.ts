/** Customer satisfaction and customer effort. */
import { type Estimate, noValue, scaled } from './estimate.ts';
import { type Moments, meanEstimate, momentsOf } from './mean.ts';
import { shareOf } from './wilson.ts';

/** The effort question goes from 1 to 7; 7 is easy. */
export const EFFORT_SCALE: readonly [number, number] = [1, 7];

/** The percentage that answered 4 or 5 of 1 to 5, by how often each was given. */
export function csatEstimate(histogram: ReadonlyMap<number, number>): Estimate {
  let n = 0;
  for (const [score, times] of histogram) if (Number.isInteger(score) && score >= 1 && score <= 5) n += times;
  return scaled(shareOf((histogram.get(4) ?? 0) + (histogram.get(5) ?? 0), n, 'no_answers'), 100);
}

/** Mean, deviation and number of the effort answers. Other values than 1 to 7 do not count. */
export const effortMoments = (histogram: ReadonlyMap<number, number>): Moments =>
  momentsOf(new Map([...histogram].filter(([score]) => score >= EFFORT_SCALE[0] && score <= EFFORT_SCALE[1])));

/**
 * The mean effort. Where nearly all answers are 7 and there are fewer than 50, the interval is too short (65 to 75 % instead of
 * 95 %): show the distribution beside it.
 */
export const cesEstimate = (histogram: ReadonlyMap<number, number>): Estimate =>
  meanEstimate(effortMoments(histogram), 'no_answers', EFFORT_SCALE);

/** What became of the invitations to answer. */
export interface Invitations {
  readonly answered: number;
  readonly dismissed: number;
  /** Neither, and the time to answer is over. */
  readonly noAction: number;
}

/** The share of the shown invitations that were answered. Open and undelivered invitations do not count. */
export function responseRate({ answered, dismissed, noAction }: Invitations): Estimate {
  if (Math.min(answered, dismissed, noAction) < 0) return noValue('negative_count');
  return shareOf(answered, answered + dismissed + noAction, 'not_shown');
}
