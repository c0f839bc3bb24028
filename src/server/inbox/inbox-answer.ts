/** An answer as the owner reads it: the event, and what the owner did with it. */
import type { ReviewState } from '../moderation.ts';
import type { AnsweredEvent } from '../validate.ts';

export interface InboxAnswer {
  readonly id: string;
  readonly event: AnsweredEvent;
  /** When this revision was received, RFC 3339. */
  readonly received: string;
  /** Whether a token proved the customer. */
  readonly verified: boolean;
  /** The state of a review. */
  readonly state?: ReviewState;
  readonly revision: number;
  /** Whether the owner is done with this revision. A later edit by the customer is not handled. */
  readonly handled: boolean;
  /** Why a review was decided as it is. */
  readonly reason?: string;
  /** A note that customers do not see. */
  readonly note?: string;
  readonly tags: readonly string[];
  /** What the shop's pages show to the customer. */
  readonly reply?: string;
  /** RFC 3339. */
  readonly repliedAt?: string;
  /** Whether a reply can reach the customer: the answer is of a customer whom a token proved. */
  readonly reachable: boolean;
  /** The position in the inbox, for `before`. */
  readonly cursor: string;
}
