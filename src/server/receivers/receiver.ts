/** An address that gets webhooks. Types, and what the types of receivers differ in. */

/**
 * `standard`: a program that gets every event, signed. `klaviyo`: the Events API of Klaviyo. The others are for people: alerts at once,
 * and everything else once a day.
 */
export type ReceiverKind = 'standard' | 'slack' | 'teams' | 'email' | 'klaviyo';

export const RECEIVER_KINDS: readonly ReceiverKind[] = ['standard', 'slack', 'teams', 'email', 'klaviyo'];

/** The event of an answer, for which people get alerts. */
export const ANSWER_RECEIVED = 'lojal.answer.received.v1';
export const TIER_CHANGED = 'lojal.tier.changed.v1';
export const POINTS_EXPIRING = 'lojal.points.expiring.v1';
/** What the owner sends to try a receiver. */
export const TEST_EVENT = 'lojal.test.v1';
/** The message of the day. Only people get this event. */
export const DAILY_DIGEST = 'lojal.digest.v1';

/** The events that a receiver can have. */
export const RECEIVER_EVENTS: readonly string[] = [
  ANSWER_RECEIVED,
  'lojal.points.earned.v1',
  'lojal.reward.redeemed.v1',
  'lojal.code.used.v1',
  TIER_CHANGED,
  'lojal.referral.rewarded.v1',
  POINTS_EXPIRING,
];

/** Why the server sends nothing more: the receiver answered 410, or failed for three days. */
export type DisabledReason = 'gone' | 'failing';

/** A receiver as the owner sees it, without its secrets. Times are RFC 3339. */
export interface Receiver {
  readonly id: string;
  readonly kind: ReceiverKind;
  /** `https://…`, or `mailto:…`. */
  readonly url: string;
  readonly types: readonly string[];
  readonly enabled: boolean;
  /** Why and when the server turned the receiver off. */
  readonly disabled?: { readonly reason: DisabledReason; readonly at: string };
  /** The first failure since the last success. */
  readonly failingSince?: string;
  /** Until when the receiver asked for no more (`Retry-After`). */
  readonly pausedUntil?: string;
  /** Until when the former secret signs, too. */
  readonly formerUntil?: string;
  readonly created: string;
}

/** What sending needs of a receiver. */
export interface ReceiverTarget {
  readonly id: string;
  readonly kind: ReceiverKind;
  readonly url: string;
  /** The secrets that sign, newest first; of Klaviyo, the API key. */
  readonly secrets: readonly string[];
}

/** What happened, as it is stored. Money is in minor units. */
export interface StoredEvent {
  readonly id: string;
  readonly type: string;
  readonly customer: string | null;
  readonly data: Readonly<Record<string, unknown>>;
  /** RFC 3339. */
  readonly at: string;
}

/** Whether a person reads what the receiver gets. */
export const isForPeople = (kind: ReceiverKind): boolean => kind === 'slack' || kind === 'teams' || kind === 'email';
