/** What the asking rules take and give. */
import type { Kind } from './types.ts';

/** When one question is asked. All of it must hold at once. */
export interface Rule {
  /** The key under `ask`. */
  readonly name: string;
  readonly kind: Kind;
  /** What a rule opens: a card in the corner, or the small tab that a customer may open. */
  readonly mode: 'corner' | 'tab';
  /** Something that the shop tells of by `lojal.track()`. */
  readonly after:
    | {
        readonly event: string;
        /** Days of 24 hours from the event until the question may come. */
        readonly days: number;
        /** Days after that in which it may still come. */
        readonly within: number;
      }
    | undefined;
  /** Patterns of paths (`urls.ts`); `allow` empty: everywhere. */
  readonly urls: { readonly allow: readonly string[]; readonly deny: readonly string[] };
  /** Seconds since the page was opened. */
  readonly delay: number;
  /** How far down the page the customer must have been, in percent of its height. */
  readonly scroll: number;
  /** Seconds for which the page must have been in view. */
  readonly dwell: number;
  /** Whether to wait until the customer is about to leave. */
  readonly exit: boolean;
  readonly segment: {
    /** Ids of levels; empty: any, also none. */
    readonly tier: readonly string[];
    readonly orders: { readonly min: number; readonly max: number };
    /** Base languages or exact tags; empty: any. */
    readonly lang: readonly string[];
  };
  /** The part of all customers that is asked, 0 to 1. */
  readonly sample: number;
  /** Days until it may come again after it was shown, dismissed, answered. */
  readonly again: { readonly shown: number; readonly dismissed: number; readonly answered: number };
  /** Showings without an answer, after which it never comes again. */
  readonly showings: number;
  /** The higher goes first. */
  readonly priority: number;
}

/** All rules, those that go first first. */
export interface Asking {
  /** Days between any two questions that come by themselves. */
  readonly cooldown: number;
  readonly rules: readonly Rule[];
  /** Something could not be taken as it stands; `askFaults` names it. */
  readonly faulty: boolean;
}

/** What holds at one moment, on one page, for one customer. */
export interface Moment {
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Path of the page. */
  readonly path: string;
  /** Something was bought on this very page: it is the thank-you page. */
  readonly bought: boolean;
  /** Seconds since the page was opened, and for how many of them it was in view. */
  readonly open: number;
  readonly dwelt: number;
  /** How far down the customer has been, 0 to 100. */
  readonly scrolled: number;
  readonly leaving: boolean;
  /** Id of the customer's level, and the number of orders, where they are known. */
  readonly tier: string | undefined;
  readonly orders: number | undefined;
  /** BCP 47. */
  readonly lang: string;
  /** What the sample knows the customer by. */
  readonly visitor: string;
  /** A question came by itself on this visit already. */
  readonly visited: boolean;
  /** Name of a question that is in view; and whether the page itself has one of this kind. */
  readonly showing: string | undefined;
  readonly placed: boolean;
  /** What the customer is at, and must not be disturbed in. */
  readonly busy: 'typing' | 'dialog' | 'hidden' | 'fullscreen' | undefined;
}

export type RuleName =
  | 'after'
  | 'urls'
  | 'placed'
  | 'delay'
  | 'scroll'
  | 'dwell'
  | 'exit'
  | 'tier'
  | 'orders'
  | 'lang'
  | 'sample'
  | 'shown'
  | 'dismissed'
  | 'answered'
  | 'showings'
  | 'cooldown'
  | 'visit'
  | 'showing'
  | 'busy';

/** What one rule says. */
export interface Verdict {
  readonly rule: RuleName;
  readonly yes: boolean;
  /** When it will say yes by the passing of time alone, ms since 1970. */
  readonly at?: number | undefined;
  /** Why, where there is more than one reason. */
  readonly because?: string | undefined;
}
