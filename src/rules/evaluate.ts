/**
 * Decides whether a question or a message may come. Every rule gives its verdict each time, and the decision and its explanation use
 * the same verdicts, so the two cannot differ.
 */
import { ANY_ORDERS } from '../config/ask-declaration.ts';
import {
  eventsOf,
  lastShown,
  type QuestionHistory,
  type QuestionStats,
  statsOf,
  type TrackedEvent,
  WISHES,
} from './question-history.ts';
import type { AskingRules, Rule, RuleContext, RuleName, RuleVerdict } from './rule.ts';
import { isSampled } from './sampling.ts';
import { urlRefusal } from './urls.ts';

export const DAY = 86_400_000;

/** Yes once `days` have passed. A time in the future has not passed: the clock of the device was set back. */
function elapsed(rule: RuleName, since: number | undefined, days: number, now: number): RuleVerdict {
  const at = (since ?? 0) + days * DAY;
  return since === undefined || !days || (now >= since && now >= at) ? { rule, yes: true } : { rule, yes: false, at };
}

/** The events for which the question has not been answered, oldest first. */
function open({ name, after }: Rule, history: QuestionHistory): readonly TrackedEvent[] {
  const { orders, answered = Number.NEGATIVE_INFINITY } = statsOf(history, name);
  return after
    ? eventsOf(history, after.event).filter(({ at, order }) =>
        order === undefined ? at > answered : !orders.includes(order),
      )
    : [];
}

/** The event that the question is about now. A review sends the order of the event with the answer. */
export function triggeringEvent(rule: Rule, history: QuestionHistory, now: number): TrackedEvent | undefined {
  const { days = 0, within = 0 } = rule.after ?? {};
  return open(rule, history).find(({ at }) => at <= now && now >= at + days * DAY && now <= at + (days + within) * DAY);
}

function after(rule: Rule, history: QuestionHistory, now: number): RuleVerdict {
  if (!rule.after || triggeringEvent(rule, history, now)) return { rule: 'after', yes: true };
  const { event, days } = rule.after;
  const all = open(rule, history);
  const at = all.map((one) => one.at + days * DAY).find((due) => due > now);
  const because = !eventsOf(history, event).length
    ? 'never'
    : !all.length
      ? 'answered'
      : at === undefined
        ? 'late'
        : 'soon';
  return { rule: 'after', yes: false, at, because };
}

/** The verdicts of all rules, always in the same order. */
export function evaluate(
  rule: Rule,
  { cooldown }: Pick<AskingRules, 'cooldown'>,
  context: RuleContext,
  history: QuestionHistory,
): readonly RuleVerdict[] {
  const { now, open, dwelt, tier, orders, lang } = context;
  const { name, segment, again } = rule;
  const stats = statsOf(history, name);
  // A tab does not interrupt, so it may be shown at any time.
  const quiet = rule.mode === 'tab';
  const refusal = urlRefusal(context.path, rule.urls, context.bought, context.query);
  const say = (rule: RuleName, yes: boolean, because?: string): RuleVerdict => ({ rule, yes, because });
  const wait = (rule: RuleName, is: number, wanted: number): RuleVerdict =>
    is >= wanted ? { rule, yes: true } : { rule, yes: false, at: now + (wanted - is) * 1000 };
  const wished = rule.wished && !statsOf(history, WISHES).orders.includes(name);
  const all = [
    ...(wished || rule.wished === 'alone' ? [say('wished', Boolean(wished))] : []),
    ...(rule.kind === 'message' ? [message(context, stats)] : []),
    after(rule, history, now),
    say('urls', !refusal, refusal),
    say('placed', !context.placed),
    wait('delay', open, rule.delay),
    say('scroll', context.scrolled >= rule.scroll),
    wait('dwell', dwelt, rule.dwell),
    say('exit', !rule.exit || context.leaving),
    say('tier', !segment.tier.length || (tier !== undefined && segment.tier.includes(tier)), tier),
    say(
      'orders',
      orders === undefined
        ? !segment.orders.min && segment.orders.max === ANY_ORDERS
        : orders >= segment.orders.min && orders <= segment.orders.max,
      orders === undefined ? undefined : String(orders),
    ),
    say('lang', !segment.lang.length || segment.lang.some((one) => within(lang, one)), lang),
    rule.holdout === undefined
      ? say('sample', isSampled(context.visitor, name, rule.sample))
      : say('sample', !isSampled(context.visitor, name, rule.holdout)),
    elapsed('shown', quiet ? undefined : stats.shown, again.shown, now),
    elapsed('dismissed', stats.dismissed, again.dismissed, now),
    elapsed('answered', stats.answered, again.answered, now),
    say('showings', quiet || stats.showings < rule.showings, String(stats.showings)),
    elapsed('cooldown', quiet ? undefined : lastShown(history), cooldown, now),
    say('visit', quiet || !context.visited),
    say('showing', context.showing === undefined, context.showing),
    say('busy', quiet || !context.busy, context.busy),
  ];
  // A wish is over once the question was answered or dismissed.
  const skips = rule.wished === 'too' && !wished ? [] : rule.skips;
  return skips ? all.filter((one) => !skips.includes(one.rule)) : all;
}

/** Yes where there is something to tell that this browser has not told yet. */
function message({ message: state }: RuleContext, { orders: told }: QuestionStats): RuleVerdict {
  const { fact, words = [] } = state ?? {};
  const again = fact && told.includes(fact.id);
  return {
    rule: 'message',
    yes: Boolean(fact && !again),
    because: [...words, ...(again ? ['The customer was told already'] : [])].join('. '),
  };
}

/** Whether `tag` is `wanted` or a region of it: `sv-FI` is within `sv` and `sv-FI`. */
const within = (tag: string, wanted: string): boolean => `${tag.toLowerCase()}-`.startsWith(`${wanted.toLowerCase()}-`);

/** The decision: whether every verdict is yes. */
export const allows = (verdicts: readonly RuleVerdict[]): boolean => verdicts.every(({ yes }) => yes);

/** The time at which all verdicts are yes by waiting alone: `now` if they are, infinity if something else must happen. */
export function nextChange(verdicts: readonly RuleVerdict[], now: number): number {
  return Math.max(now, ...verdicts.filter(({ yes }) => !yes).map(({ at = Number.POSITIVE_INFINITY }) => at));
}
