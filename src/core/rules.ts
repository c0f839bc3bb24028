/**
 * Ask or not, and because: one engine for all questions. Every rule gives its verdict each time, so that what is decided
 * and what is explained cannot differ.
 */
import { deedsOf, eventsOf, type Happening, lastShown, type Past } from './past.ts';
import type { Asking, Moment, Rule, RuleName, Verdict } from './rule.ts';
import { sampled } from './sample.ts';
import { refusal } from './urls.ts';

export const DAY = 86_400_000;

/** A clock: yes once so many days have passed. A time that lies ahead has not passed: the clock was set back. */
function elapsed(rule: RuleName, since: number | undefined, days: number, now: number): Verdict {
  const at = (since ?? 0) + days * DAY;
  return since === undefined || !days || (now >= since && now >= at) ? { rule, yes: true } : { rule, yes: false, at };
}

/** The events that the question is still open for: none that it was answered for, or after. Oldest first. */
function open({ name, after }: Rule, past: Past): readonly Happening[] {
  const { orders, answered = Number.NEGATIVE_INFINITY } = deedsOf(past, name);
  return after
    ? eventsOf(past, after.event).filter(({ at, order }) =>
        order === undefined ? at > answered : !orders.includes(order),
      )
    : [];
}

/** The event that a question is about now; for a review its order goes into the answer. */
export function occasion(rule: Rule, past: Past, now: number): Happening | undefined {
  const { days = 0, within = 0 } = rule.after ?? {};
  return open(rule, past).find(({ at }) => at <= now && now >= at + days * DAY && now <= at + (days + within) * DAY);
}

function after(rule: Rule, past: Past, now: number): Verdict {
  if (!rule.after || occasion(rule, past, now)) return { rule: 'after', yes: true };
  const { event, days } = rule.after;
  const all = open(rule, past);
  const at = all.map((one) => one.at + days * DAY).find((due) => due > now);
  const because = !eventsOf(past, event).length
    ? 'never'
    : !all.length
      ? 'answered'
      : at === undefined
        ? 'late'
        : 'soon';
  return { rule: 'after', yes: false, at, because };
}

/** What every rule says, always in the same order and all of them. */
export function judge(
  rule: Rule,
  { cooldown }: Pick<Asking, 'cooldown'>,
  moment: Moment,
  past: Past,
): readonly Verdict[] {
  const { now, open, dwelt, tier, orders, lang } = moment;
  const { name, segment, again } = rule;
  const deeds = deedsOf(past, name);
  // A tab is no interruption: it may stand there at any time.
  const quiet = rule.mode === 'tab';
  const off = refusal(moment.path, rule.urls, moment.bought);
  const say = (rule: RuleName, yes: boolean, because?: string): Verdict => ({ rule, yes, because });
  const wait = (rule: RuleName, is: number, wanted: number): Verdict =>
    is >= wanted ? { rule, yes: true } : { rule, yes: false, at: now + (wanted - is) * 1000 };
  // A review without a number of an order has no other bound.
  const answered = again.answered || (rule.kind === 'review' && !rule.after ? 90 : 0);
  return [
    after(rule, past, now),
    say('urls', !off, off),
    say('placed', !moment.placed),
    wait('delay', open, rule.delay),
    say('scroll', moment.scrolled >= rule.scroll),
    wait('dwell', dwelt, rule.dwell),
    say('exit', !rule.exit || moment.leaving),
    say('tier', !segment.tier.length || (tier !== undefined && segment.tier.includes(tier)), tier),
    say(
      'orders',
      orders === undefined
        ? !segment.orders.min && segment.orders.max === 1e9
        : orders >= segment.orders.min && orders <= segment.orders.max,
      orders === undefined ? undefined : String(orders),
    ),
    say('lang', !segment.lang.length || segment.lang.some((one) => within(lang, one)), lang),
    say('sample', sampled(moment.visitor, name, rule.sample)),
    elapsed('shown', quiet ? undefined : deeds.shown, again.shown, now),
    elapsed('dismissed', deeds.dismissed, again.dismissed, now),
    elapsed('answered', deeds.answered, answered, now),
    say('showings', quiet || deeds.showings < rule.showings, String(deeds.showings)),
    elapsed('cooldown', quiet ? undefined : lastShown(past), cooldown, now),
    say('visit', quiet || !moment.visited),
    say('showing', moment.showing === undefined, moment.showing),
    say('busy', quiet || !moment.busy, moment.busy),
  ];
}

/** `sv-FI` is within `sv` and `sv-FI`. */
const within = (tag: string, wanted: string): boolean => `${tag.toLowerCase()}-`.startsWith(`${wanted.toLowerCase()}-`);

/** The decision: every rule says yes. */
export const asks = (verdicts: readonly Verdict[]): boolean => verdicts.every(({ yes }) => yes);

/** When time alone will have made it a yes; now for a yes, never (infinity) when something else must happen first. */
export function due(verdicts: readonly Verdict[], now: number): number {
  return Math.max(now, ...verdicts.filter(({ yes }) => !yes).map(({ at = Number.POSITIVE_INFINITY }) => at));
}
