import { reviewAnswered } from '../schema/review-answered.ts';
import type { AnsweredEvent } from './validate.ts';

/**
 * The state of a review. A new or edited review is `suspect` if it looks automated, else `pending`, until the owner
 * decides. Only an `approved` review may be shown.
 */
export type ReviewState = 'pending' | 'suspect' | 'approved' | 'rejected';

/** What the owner can decide. `pending` revokes a decision. */
export type Decision = Exclude<ReviewState, 'suspect'>;

export const decisions: readonly Decision[] = ['approved', 'rejected', 'pending'];
export const reviewStates: readonly ReviewState[] = ['pending', 'suspect', 'approved', 'rejected'];

/** A review that took less time (seconds) looks automated. */
const MIN_SECONDS = 2;

export const isReview = (type: string): boolean => type === reviewAnswered.properties.type.const;

/** The initial state of an answer; null if the answer is not a review. */
export function firstState({ type, data }: AnsweredEvent): ReviewState | null {
  if (!isReview(type)) return null;
  const { website, seconds } = data;
  return website || Number(seconds) < MIN_SECONDS ? 'suspect' : 'pending';
}
