/**
 * The values that pass between the layers. Money is an integer of minor units (cents, öre, yen), a date is the calendar
 * date `YYYY-MM-DD` in the shop's time zone, a ratio is a number from 0 to 1. What a shop writes has its type from the
 * declarations in `config/`.
 */
import type { totalsDeclaration } from '../config/account-declaration.ts';
import type { entryDeclaration, heldDeclaration } from '../config/ledger-declaration.ts';
import type { programDeclaration } from '../config/program-declaration.ts';
import type { CalendarDate, Text, Value } from '../config/vocabulary.ts';
import type { Duration } from './duration.ts';

export type { CalendarDate, Forms, Label, Text } from '../config/vocabulary.ts';

type WrittenProgram = Value<typeof programDeclaration>;
type WrittenTiers = NonNullable<WrittenProgram['tiers']>;

/** What tiers count: money spent, points earned, or the number of orders. */
export type Metric = WrittenTiers['metric'];

/** Which entries count for a tier: all, those of the last months, or those of this and the last calendar year. */
export type Period = WrittenTiers['period'];

/** One tier. `from` is in minor units when the metric is `spend`, else a count. */
export interface Level {
  readonly id: string;
  readonly name: Text;
  readonly from: number;
  readonly perks: readonly Text[];
}

/** The tiers of a program: levels ascending by `from`, the first from 0, no two alike. `months`: a rolling period. */
export interface Tiers extends Omit<WrittenTiers, 'levels'> {
  readonly levels: readonly Level[];
}

/** A reward that points are exchanged for. `points` is its price, above 0. */
export type Reward = WrittenProgram['rewards'][number];

/** What the shop decides: read, with its faults corrected and its defaults filled in. Rewards ascend by price. */
export interface Program extends Omit<WrittenProgram, 'points' | 'tiers'> {
  readonly points: Omit<WrittenProgram['points'], 'expire'> & {
    /** The time after which points expire; absent when they never do. */
    readonly expireAfter?: Duration;
  };
  readonly tiers?: Tiers;
}

type FullValue = Value<typeof programDeclaration, 'all'>;
type FullReferral = NonNullable<FullValue['referral']>;

/** A reward with the keys that a server needs. Money is in minor units; `value` of a `percent` is a percentage. */
export type ProgramReward = Omit<FullValue['rewards'][number], 'expire'> & { readonly expireAfter?: Duration };

/** What a friend gets, as a reward without a price. */
export type FriendReward = Omit<NonNullable<FullReferral['friend']>, 'expire'> & { readonly expireAfter?: Duration };

/** A way to earn points beside orders. */
export type EarnRule = Omit<FullValue['earn'][number], 'every'> & { readonly every?: Duration };

export type Campaign = FullValue['campaigns'][number];

export interface Referral extends Omit<FullReferral, 'friend' | 'qualifies'> {
  readonly friend?: FriendReward;
  readonly qualifies: { readonly minimum: number; readonly after?: Duration };
}

/** A membership that customers pay for. `price` is in minor units. */
export interface Membership extends Omit<NonNullable<FullValue['membership']>, 'period'> {
  readonly period: Duration;
}

/** What customers are told by a card in the corner. A message that the shop does not want is absent. */
export type Messages = NonNullable<FullValue['messages']>;

/** A tier whose customers earn `times` the points. */
export interface FullLevel extends Level {
  readonly times: number;
}

/** The whole program, as a server uses it. */
export interface FullProgram extends Omit<Program, 'points' | 'tiers' | 'rewards'> {
  readonly points: Omit<FullValue['points'], 'expire' | 'available'> & {
    readonly expireAfter?: Duration;
    readonly availableAfter?: Duration;
  };
  readonly tiers?: Omit<Tiers, 'levels'> & { readonly levels: readonly FullLevel[] };
  readonly rewards: readonly ProgramReward[];
  readonly earn: readonly EarnRule[];
  readonly campaigns: readonly Campaign[];
  readonly referral?: Referral;
  readonly membership?: Membership;
  readonly messages?: Messages;
  readonly measure?: boolean;
  readonly signInUrl?: string;
}

/** One entry of a customer's ledger. `spend` is in minor units. */
export type Entry = Value<typeof entryDeclaration>;

/**
 * What the shop knows of a customer, as totals. `spend` is in minor units; a number that the shop did not give is absent.
 * `currency` is there only where it differs from the program's: then `spend` is absent.
 */
export type Totals = Omit<Value<typeof totalsDeclaration>, 'id'>;

/** What the shop knows of a customer: totals, a ledger, or both. A total wins over the ledger's. */
export interface Account extends Totals {
  readonly id?: string;
  readonly ledger?: readonly Entry[];
}

/** What a server adds to the account of a customer. `recent` has the last entries of a ledger that was carried forward. */
export type HeldAccount = Value<typeof heldDeclaration, 'all'>;

/** A whole account. */
export type FullAccount = Account & HeldAccount;

/** The customer's points on one day. */
export interface Points {
  /** Points that can be spent; below 0 when points were spent and their order was then refunded. */
  readonly spendable: number;
  readonly pending: number;
  /** Points ever earned, less what refunds took back. Redeeming and expiry do not lower it. */
  readonly lifetime: number;
  /** The points that expire next, and the first day on which they are gone. */
  readonly expiring?: { readonly points: number; readonly on: CalendarDate };
  /** The worth of the spendable points, in minor units; absent without `points.value` and at 0 or below. */
  readonly worth?: number;
}

/** What a history counts for the tiers on one day. */
export interface Progress {
  /** The sum that counts towards the next level: minor units for `spend`, else a count. */
  readonly value: number;
  readonly index: number;
  /** Last day on which the level is kept if nothing more is bought; absent for the base level and for `lifetime`. */
  readonly keepUntil?: CalendarDate | undefined;
}

/** The customer's place among the tiers on one day. Amounts are minor units for `spend`, else counts. */
export interface Standing {
  readonly metric: Metric;
  readonly period: Period;
  readonly levels: readonly Level[];
  /** Progress towards the next level today. */
  readonly value: number;
  /** Index of the current level in `levels`. */
  readonly index: number;
  readonly level: Level;
  /** The level above; absent at the top. */
  readonly next?: Level;
  /** Progress from the current level to the next, 0 to 1; 1 only at the top. */
  readonly ratio: number;
  /** The amount still needed for the next level; 0 at the top. */
  readonly remaining: number;
  /** Last day of the level if nothing more is bought; absent when the level is never lost or the day is not known. */
  readonly keepUntil?: CalendarDate;
}

/** A reward, and how many points are missing for it (0: it can be redeemed now). */
export interface Reach {
  readonly reward: Reward;
  readonly missing: number;
}

/** Everything an element can show of one customer on one day. */
export interface Snapshot {
  readonly program: Program;
  readonly points?: Points;
  readonly standing?: Standing;
  /** Every reward, ascending by price. */
  readonly rewards: readonly Reach[];
}
