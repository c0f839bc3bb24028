/** Whether a question would come at a time that is not now, and why: the verdicts and the words of the widget. */
import { readAskingRules } from '../config/ask-reader.ts';
import { evaluate } from '../rules/evaluate.ts';
import { type Explanation, explain } from '../rules/explain.ts';
import { addEvent, addShown, NOTHING, type QuestionHistory } from '../rules/question-history.ts';
import type { RuleContext } from '../rules/rule.ts';

/** A visit of a customer. Times are ms since 1970. */
export interface ImaginedVisit {
  readonly now: number;
  /** When the order was placed; what is delivered comes the same day. `undefined`: no order. */
  readonly ordered: number | undefined;
  /** When a question last came by itself, if one did. */
  readonly shown: number | undefined;
  /** Path and query of the page. */
  readonly page: string;
  readonly orders: number;
  /** The id of the level. */
  readonly tier: string | undefined;
  readonly lang: string;
  readonly customer: string;
  /** Seconds on the page, and how far it was scrolled, in percent. */
  readonly seconds: number;
  readonly scrolled: number;
}

export function askedAt(ask: unknown, visit: ImaginedVisit): readonly Explanation[] {
  const asking = readAskingRules(ask);
  const { now, ordered, shown, seconds } = visit;
  const [path = '/', query] = visit.page.split(/(?=\?)/);
  const context: RuleContext = {
    now,
    path: path || '/',
    query: query ?? '',
    // The page on which the order was placed is the thank-you page.
    bought: ordered !== undefined && now - ordered >= 0 && now - ordered < 60_000,
    open: seconds,
    dwelt: seconds,
    scrolled: visit.scrolled,
    leaving: false,
    tier: visit.tier,
    orders: visit.orders,
    lang: visit.lang,
    visitor: visit.customer,
    visited: false,
    showing: undefined,
    placed: false,
    busy: undefined,
  };
  return asking.rules.map((rule) => {
    const events = ordered === undefined ? [] : ['purchase', ...(rule.after ? [rule.after.event] : [])];
    let past: QuestionHistory = NOTHING;
    for (const event of new Set(events)) past = addEvent(past, event, { at: ordered ?? now, order: 'example' });
    if (shown !== undefined) past = addShown(past, rule.name, shown);
    return explain(rule, asking, { now }, evaluate(rule, asking, context, past));
  });
}
