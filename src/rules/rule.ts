/** What the asking rules take and give. */
import type { ruleDeclaration } from '../config/ask-declaration.ts';
import type { Value } from '../config/vocabulary.ts';
import type { QuestionKind } from '../registry.ts';
import type { MessageState } from './message-fact.ts';

/** When one question is asked, with its defaults. All conditions must hold at once. The keys: `config/ask-docs.ts`. */
export interface Rule extends Omit<Value<typeof ruleDeclaration>, 'kind'> {
  /** The key under `ask`. */
  readonly name: string;
  readonly kind: QuestionKind | 'message';
  /** The fraction of customers who are left out of a message. */
  readonly holdout?: number;
  /** The shop wants this customer to be asked, beside the rule of the program (`too`) or without one (`alone`). */
  readonly wished?: 'too' | 'alone';
  /** Rules that do not hold for this question or message. */
  readonly skips?: readonly RuleName[];
}

/** All rules, by descending priority. */
export interface AskingRules {
  /** Days between any two questions that come by themselves. */
  readonly cooldown: number;
  readonly rules: readonly Rule[];
  /** Whether a part cannot be used as it is; `askFaults` names the part. */
  readonly faulty: boolean;
}

/** What holds at one moment, on one page, for one customer. */
export interface RuleContext {
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Path of the page. */
  readonly path: string;
  /** The query of the page, `?…`. Some shop systems name the page in it. */
  readonly query?: string;
  /** A purchase was tracked on this page, so the page is the thank-you page. */
  readonly bought: boolean;
  /** Seconds since the page was opened, and the seconds of those in which it was visible. */
  readonly open: number;
  readonly dwelt: number;
  /** The furthest scroll position, in percent of the page's height, 0 to 100. */
  readonly scrolled: number;
  readonly leaving: boolean;
  /** Id of the customer's level, and the number of orders, where known. */
  readonly tier: string | undefined;
  readonly orders: number | undefined;
  /** BCP 47. */
  readonly lang: string;
  /** The stable id that the sample is drawn by. */
  readonly visitor: string;
  /** Whether a question already came by itself on this visit. */
  readonly visited: boolean;
  /** Name of the question in view, if any. */
  readonly showing: string | undefined;
  /** Whether the page has a question of this kind in its own markup. */
  readonly placed: boolean;
  /** Why the customer must not be interrupted now, if there is a reason. */
  readonly busy: 'typing' | 'dialog' | 'hidden' | 'fullscreen' | undefined;
  /** For a message: what there is to tell. */
  readonly message?: MessageState | undefined;
}

export type RuleName =
  | 'message'
  | 'wished'
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

/** The verdict of one rule. */
export interface RuleVerdict {
  readonly rule: RuleName;
  readonly yes: boolean;
  /** When the verdict becomes yes by the passing of time alone, ms since 1970. */
  readonly at?: number | undefined;
  /** The reason, for a rule that has more than one. */
  readonly because?: string | undefined;
}
