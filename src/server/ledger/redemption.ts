/** Rewards that were exchanged for points, and their codes. Types only, without those of the database. */
import type { CalendarDate, ProgramReward } from '../../loyalty/types.ts';

/**
 * What became of a redemption. `reserved`: the shop's function is making the code. `failed`: there was no code, and the points were
 * given back.
 */
export type RedemptionState = 'reserved' | 'issued' | 'used' | 'expired' | 'returned' | 'failed';

export interface Redemption {
  readonly customer: string;
  readonly id: string;
  /** The reward as it was on the day of the redemption. Money is in minor units. */
  readonly reward: ProgramReward;
  /** Counts the tries, from 1. */
  readonly attempt: number;
  readonly code?: string;
  readonly state: RedemptionState;
  /** The first day on which the code no longer works. */
  readonly expires?: CalendarDate;
  /** The order that used the code. */
  readonly order?: string;
  /** The seconds since the state changed. */
  readonly age: number;
}

/** A code that a checkout may use: of a redemption, or of a friend who accepted an invitation. */
export interface UsableCode extends Pick<Redemption, 'state' | 'expires' | 'order'> {
  readonly code?: string;
  /** What the code is worth. Money is in minor units. */
  readonly reward: Pick<ProgramReward, 'kind' | 'value' | 'minimum' | 'product'> & { readonly id?: string };
  /** The customer who redeemed. A friend's code has none. */
  readonly customer?: string;
  /** The customer who invited the friend. */
  readonly advocate?: string;
}
