/** Invitations that a friend accepted. Types only, without those of the database. */
import type { CalendarDate, FriendReward } from '../../loyalty/types.ts';

/**
 * `claimed`: no order that counts yet. `waiting`: the order counts, and the return window is open. `rewarded`: the advocate's reward
 * was given, or this friend is part of a group that gave one. Nothing takes a reward back.
 */
export type ClaimState = 'claimed' | 'waiting' | 'rewarded' | 'declined';

/** Why an invitation gives nothing, or nothing yet. Words for machines: they do not change. */
export type ClaimReason =
  | 'own-order'
  | 'not-first-order'
  | 'below-minimum'
  | 'cancelled'
  | 'already-referred'
  | 'yearly-limit';

export interface Claim {
  readonly id: string;
  /** The customer who invited. */
  readonly advocate: string;
  /** The friend's code; absent where the friend gets nothing. */
  readonly code?: string;
  /** What the friend gets, as it was on the day of the claim. Money is in minor units. */
  readonly reward?: FriendReward;
  readonly day: CalendarDate;
  /** The first day on which the friend's code no longer works. */
  readonly expires?: CalendarDate;
  /** The customer who accepted, known from an order. */
  readonly friend?: string;
  /** The order by which the state was decided. */
  readonly order?: string;
  readonly state: ClaimState;
  readonly reason?: ClaimReason;
  /** The first day on which the advocate is rewarded. */
  readonly due?: CalendarDate;
  /** The order that used the friend's code. */
  readonly used?: string;
  /** The points that the advocate got. */
  readonly points?: number;
}

/** Whether no order changes the state any more. */
export const isFinal = ({ state, reason }: Pick<Claim, 'state' | 'reason'>): boolean =>
  state === 'rewarded' || reason === 'yearly-limit';
