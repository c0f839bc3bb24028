/** What the owner's routes give, beside answers. Money is in minor units. */
import type { Answer } from './answer-types.ts';

export type Scope = 'read' | 'moderate' | 'erase' | 'program' | (string & {});

export interface OwnerSession {
  readonly name: string;
  readonly scopes: readonly Scope[];
  /** When the session ends, RFC 3339. */
  readonly expires: string;
  /** In which the server counts days. */
  readonly timeZone: string;
}

/** Some answers, and how many there are in all. */
export interface AnswerCount {
  readonly n: number;
  readonly answers: readonly Answer[];
}

export interface TodayData {
  readonly day: string;
  /** `from` is the first day that counts. */
  readonly unhappy?: AnswerCount & { readonly from?: string };
  readonly reviews?: AnswerCount;
  /** How many reviews look like spam. */
  readonly suspect?: number;
}

export interface LapsingCustomer {
  readonly id: string;
  /** The day of the last order. */
  readonly last: string;
  /** Days from one order to the next. */
  readonly expectedGap: number;
  /** Days since the last order. */
  readonly sinceLast: number;
  readonly purchases: number;
  readonly revenue: number;
}

export interface LapsingData {
  readonly currency: string;
  /** The first day that does not count. */
  readonly until: string;
  /** Customers who have bought, and those of them who are lapsing. */
  readonly known: number;
  readonly lapsing: number;
  readonly customers: readonly LapsingCustomer[];
}

export interface LiabilityMonth {
  /** `2026-12`; null for points that do not expire. */
  readonly month: string | null;
  readonly points: number;
  /** Null in a program whose points have no value. */
  readonly worth: number | null;
}

export interface LiabilityData {
  readonly currency: string;
  readonly today: string;
  readonly months: readonly LiabilityMonth[];
}

export interface MetricChange {
  readonly value: number;
  readonly low: number | null;
  readonly high: number | null;
  /** Whether the interval excludes no change; null where there is no interval, as for plain counts. */
  readonly real: boolean | null;
}

export interface Metric {
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly n: number;
  /** The reason for a missing value or a missing interval. */
  readonly reason?: string;
  readonly previous?: number | null;
  readonly change?: MetricChange | null;
}

/** Orders that changed the period after its end. `revenue` is in minor units. */
interface LateCount {
  readonly orders: number;
  readonly revenue: number;
}

export interface MetricsData {
  readonly currency: string;
  readonly from: string;
  readonly until: string;
  readonly changed?: Readonly<Record<'late' | 'cancelled' | 'refunded', LateCount>>;
  /** Of the period before, which is over. */
  readonly previousChanged?: MetricsData['changed'];
  readonly previousAnswers?: { readonly late: number };
  readonly metrics: Readonly<Record<string, Metric>>;
}

/** A text of the program, or one by language. */
export type ProgramText = string | Readonly<Record<string, string>>;

export interface CustomerProfile {
  readonly id: string;
  readonly tier?: { readonly id: string; readonly name: ProgramText };
  readonly points?: number;
  readonly pending?: number;
  readonly worth?: number;
  /** Without a program there is none. */
  readonly currency?: string;
  /** As the shop posted them: `total` is in major units. */
  readonly orders?: readonly {
    readonly id: string;
    readonly at: string;
    readonly currency: string;
    readonly total: number;
    /** `pending`, `paid` or `cancelled`. */
    readonly status: string;
    /** Major units, as the total. */
    readonly refunds?: readonly { readonly amount: number }[];
  }[];
  readonly joined?: string;
  readonly tags?: readonly string[];
  readonly answers?: readonly Answer[];
  /** Questions that the customer gets at the next visit. */
  readonly ask?: readonly string[];
}

/** A receiver of webhooks. */
export interface ReceiverData {
  readonly id: string;
  readonly kind: 'standard' | 'slack' | 'teams' | 'email' | 'klaviyo';
  readonly url: string;
  readonly types: readonly string[];
  readonly enabled: boolean;
  readonly disabled?: { readonly reason: string; readonly at: string };
  readonly failingSince?: string;
  /** Until when the former secret signs, too. */
  readonly formerUntil?: string;
  /** Only in the response that made it. */
  readonly secret?: string;
}

export interface DeliveryData {
  readonly id: string;
  readonly type: string;
  readonly state: 'pending' | 'delivered' | 'failed' | 'waiting' | 'reported';
  readonly attempts: number;
  readonly status?: number;
  readonly error?: string;
  readonly created: string;
  readonly changed: string;
  readonly next?: string;
}
