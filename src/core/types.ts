/**
 * The values that pass between the layers. Money is always an integer of minor units (cents, öre, yen);
 * a date is always the calendar date `YYYY-MM-DD` that the customer's wall shows; a ratio is 0 to 1.
 */

/** The kinds of question that a customer may be asked. */
export type Kind = 'nps' | 'review' | 'csat' | 'ces' | 'choice' | 'exit';

/** What a customer may read: one string for every language, or a string by language tag. */
export type Text = string | Readonly<Record<string, string>>;

/** A noun by CLDR plural category; `other` is the one every language has. */
export type Forms = { readonly [category in Intl.LDMLPluralRule]?: Text } & { readonly other: Text };

/** The shop's word for its points: a text, its plural forms, or plural forms by language. */
export type Label = Text | Forms | Readonly<Record<string, string | Forms>>;

/** A calendar date, `YYYY-MM-DD`. */
export type CalendarDate = string;

/** What progress to a tier is counted in: money spent, points earned, or the number of orders. */
export type Metric = 'spend' | 'points' | 'orders';

/** Which entries count for a tier: all, those of the last months, or those of this and the last calendar year. */
export type Period = 'lifetime' | 'rolling' | 'calendar-year';

/** One tier. `from` is in minor units when the metric is `spend`, else a count. */
export interface Level {
  readonly id: string;
  readonly name: Text;
  readonly from: number;
  readonly perks: readonly Text[];
}

/** The tiers of a program: levels ascending by `from`, the first one from 0, no two alike. */
export interface Tiers {
  readonly metric: Metric;
  readonly period: Period;
  /** Length of a rolling period, in months. */
  readonly months: number;
  readonly levels: readonly Level[];
}

/** Something to have for points. */
export interface Reward {
  readonly id: string;
  readonly name: Text;
  /** Its price in points, above 0. */
  readonly points: number;
  readonly url?: string;
}

/** What the shop decides, read and mended. */
export interface Program {
  readonly name?: Text;
  /** ISO 4217, upper case. */
  readonly currency: string;
  readonly points: {
    /** Points for one major unit of money (1 €), 0 or more, at most 6 decimals. */
    readonly perUnit: number;
    /** What one point is worth, in major units of money; nothing when the shop gives no value. */
    readonly value?: number;
    readonly label?: Label;
    /** Months after which points are lost; nothing when they never are. */
    readonly expireAfter?: number;
  };
  readonly tiers?: Tiers;
  /** Ascending by price. */
  readonly rewards: readonly Reward[];
  /** The asking rules, kept as they were read. */
  readonly ask?: Readonly<Record<string, unknown>>;
  /** The shop's own words in place of ours: language tag → key → text or plural forms. */
  readonly strings?: Readonly<Record<string, Readonly<Record<string, string | Forms>>>>;
  /** The page that says what becomes of an answer; `https:` or on the shop's own site. */
  readonly privacyUrl?: string;
  /** What the shop gives for a review, disclosed beside the stars. */
  readonly incentive?: Text;
  /** The shop's own words to which a customer consents when a review may be published, and their version. */
  readonly consent?: { readonly text: Text; readonly version: string };
}

/** One line of a customer's history. `spend` is in minor units. */
export type Entry =
  | {
      readonly kind: 'order';
      readonly id: string;
      readonly at: CalendarDate;
      readonly spend: number;
      readonly points?: number;
      readonly pending?: boolean;
    }
  | {
      readonly kind: 'refund';
      readonly id: string;
      readonly at: CalendarDate;
      readonly spend: number;
      readonly points?: number;
      readonly of: string;
    }
  | { readonly kind: 'redeem'; readonly id: string; readonly at: CalendarDate; readonly points: number }
  | {
      readonly kind: 'bonus';
      readonly id: string;
      readonly at: CalendarDate;
      readonly points: number;
      readonly why?: Text;
    };

/** What the shop knows of this customer, as totals. A number that the shop did not give is absent. */
export interface Totals {
  /** Points that can be spent now; may be negative. */
  readonly points?: number;
  /** Points that were earned but cannot be spent yet. */
  readonly pending?: number;
  /** Points ever earned: what a tier counted in points looks at. `points` stands in for it. */
  readonly earned?: number;
  /** Minor units. */
  readonly spend?: number;
  readonly orders?: number;
  /** Points lost next, and the first day on which they are gone. */
  readonly expiring?: number;
  readonly expires?: CalendarDate;
}

/** What the shop knows of this customer: totals, a ledger, or both (then the ledger is computed and a total wins over it). */
export interface Account extends Totals {
  readonly id?: string;
  readonly ledger?: readonly Entry[];
}

/** Something in the configuration that could not be taken as it stands. */
export interface Fault {
  /** Where: `tiers.levels[2].from`. */
  readonly path: string;
  /** What stood there, shortened for a message. */
  readonly found: string;
  /** What is accepted there, and what was done instead. */
  readonly wanted: string;
}

/** A value that is always usable, and what was wrong with what it was read from. */
export interface Parsed<T> {
  readonly value: T;
  readonly faults: readonly Fault[];
}

/** The customer's points on one day. */
export interface Points {
  /** Points that can be spent; below 0 after a refund of points that were spent. */
  readonly spendable: number;
  readonly pending: number;
  /** Points ever earned, less what refunds took back. Redeeming and expiry do not lower it. */
  readonly lifetime: number;
  /** The points that are lost next, and the first day on which they are gone. */
  readonly expiring?: { readonly points: number; readonly on: CalendarDate };
  /** What the spendable points are worth, in minor units; absent without a value or at 0 and below. */
  readonly worth?: number;
}

/** Where the customer stands among the tiers on one day. Amounts are minor units for `spend`, else counts. */
export interface Standing {
  readonly metric: Metric;
  readonly period: Period;
  readonly levels: readonly Level[];
  /** What the way to the next level counts today. */
  readonly value: number;
  /** Index of the current level in `levels`. */
  readonly index: number;
  readonly level: Level;
  /** The level above; absent at the top. */
  readonly next?: Level;
  /** From the current level's start to the next level's, 0 to 1; 1 only at the top. */
  readonly ratio: number;
  /** What is missing to the next level; 0 at the top. */
  readonly remaining: number;
  /** Last day on which the level is kept if nothing more is bought; absent when it is never lost or not known. */
  readonly keepUntil?: CalendarDate;
}

/** A reward and how many points are missing to it (0: it can be had now). */
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
