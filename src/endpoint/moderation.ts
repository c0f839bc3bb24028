import { reviewAnswered } from '../schema/review-answered.ts';
import type { AnswerEvent } from './validate.ts';

/**
 * Where a review stands. One that looks like a program's work is `suspect`, any other `pending`, until the owner has
 * decided; only an `approved` one may be shown. An edit starts again.
 */
export type ReviewState = 'pending' | 'suspect' | 'approved' | 'rejected';

/** What an owner may decide; `pending` takes a decision back. */
export type Decision = Exclude<ReviewState, 'suspect'>;

export const decisions: readonly Decision[] = ['approved', 'rejected', 'pending'];
export const states: readonly ReviewState[] = ['pending', 'suspect', 'approved', 'rejected'];

/** Nobody fills in a review faster, in seconds. */
const FASTEST = 2;

export const isReview = (type: string): boolean => type === reviewAnswered.properties.type.const;

/** The state of an answer that has just come; null for one that is never shown, so that nothing is to be decided. */
export function firstState({ type, data }: AnswerEvent): ReviewState | null {
  if (!isReview(type)) return null;
  const { website, seconds } = data;
  return website || Number(seconds) < FASTEST ? 'suspect' : 'pending';
}
