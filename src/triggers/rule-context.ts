/** The context in which the asking rules are evaluated: the time, the page and the customer. */
import { standingOf } from '../loyalty/tiers.ts';
import type { PageProgram } from '../provider/page-programs.ts';
import { eventsOf, lastShown, type QuestionHistory } from '../rules/question-history.ts';
import type { Rule, RuleContext } from '../rules/rule.ts';
import type { Engagement } from './engagement.ts';
import { interruption } from './interruption.ts';
import { currentPath } from './navigation.ts';
import type { OpenableQuestion } from './open-question.ts';
import { pageQuestions } from './page-questions.ts';
import { isVisited } from './visit.ts';

/** How long (ms) a visit continues in another tab. */
const VISIT = 30 * 60_000;

/** The seed of a visitor who is not signed in and has no history yet. It stays the same on this page. */
const visitorSeed = String(Math.random());

/** The history with a seed: the seed decides whether a visitor is in a sample, so it must stay the same. */
export const withSeed = (past: QuestionHistory): QuestionHistory => (past.seed ? past : { ...past, seed: visitorSeed });

/**
 * The context of one rule at this moment.
 *
 * @param since when the page was opened, ms since 1970
 * @param except the question that is about to be shown, which does not stand in its own way
 */
export function ruleContext(
  program: PageProgram,
  rule: Rule,
  engagement: Engagement,
  past: QuestionHistory,
  since: number,
  except?: OpenableQuestion,
): RuleContext {
  const { data, customerId } = program;
  const { tiers } = data?.program ?? {};
  const { account, computed } = data ?? {};
  const now = Date.now();
  const shown = lastShown(past);
  const all = pageQuestions(program).filter((one) => one !== except);
  // A tab does not disturb the customer, so only another tab stands in its way.
  const showing = all.find((one) => (rule.mode === 'tab' ? one.mode === 'tab' : one.mode !== 'inline' && one.open));
  return {
    now,
    path: currentPath(),
    query: location.search,
    bought: eventsOf(past, 'purchase').some(({ at }) => at >= since && at <= now),
    open: engagement.open,
    dwelt: engagement.dwelt,
    scrolled: engagement.scrolled,
    leaving: engagement.leaving,
    tier: tiers && standingOf(tiers, account ?? {}, computed?.progress)?.level.id,
    orders: account?.orders ?? computed?.totals.orders,
    lang: program.lang || document.documentElement.lang || navigator.language,
    visitor: customerId ?? past.seed ?? visitorSeed,
    visited: isVisited(customerId) || (shown !== undefined && now < shown + VISIT),
    showing: showing?.questionName,
    placed: all.some((one) => one.mode === 'inline' && isLike(one, rule)),
    busy: interruption(),
  };
}

/** Whether a question on the page asks the same as a rule. Surveys ask the same only under the same name. */
const isLike = (one: OpenableQuestion, { kind, name }: Rule): boolean =>
  one.questionName === name || one.localName.endsWith(`-${kind}`);
