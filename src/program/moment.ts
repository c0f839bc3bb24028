/** Gathers what the asking rules want to know of this moment, this page and this customer. */
import { eventsOf, lastShown, type Past } from '../core/past.ts';
import type { Moment, Rule } from '../core/rule.ts';
import { standingOf } from '../core/tiers.ts';
import { busy } from './busy.ts';
import { isVisited } from './history.ts';
import { path } from './navigation.ts';
import type { PageProgram } from './serving.ts';
import type { Question } from './summon.ts';
import type { View } from './view.ts';

/** A visit goes on in another tab for so long (ms). */
const VISIT = 30 * 60_000;

/** Who a visitor without a name is to a sample until something is remembered of them: the same on the whole page. */
const passing = String(Math.random());

/** The tag of the element for a kind of question, with the prefix that the page gave to the program's. */
export const tagOf = (program: HTMLElement, kind: Rule['kind']): string =>
  program.localName.replace(/\w+$/, /^(nps|review)$/.test(kind) ? kind : 'survey');

/** The questions that stand on the page, whoever put them there. */
export function questions(program: HTMLElement): Question[] {
  const tags = [...new Set((['nps', 'review', 'csat'] as const).map((kind) => tagOf(program, kind)))];
  return [...document.querySelectorAll<Question>(tags.join())];
}

/**
 * @param since when the page was opened, ms since 1970
 * @param but the question that is about to be shown: it is not in its own way
 */
export function momentOf(
  program: PageProgram,
  rule: Rule,
  view: View,
  past: Past,
  since: number,
  but?: Question,
): Moment {
  const { data, customerId } = program;
  const { tiers } = data?.program ?? {};
  const { account, computed } = data ?? {};
  const now = Date.now();
  const shown = lastShown(past);
  const all = questions(program).filter((one) => one !== but);
  // A tab disturbs nobody: only another one is in its way.
  const before = all.find((one) => (rule.mode === 'tab' ? one.mode === 'tab' : one.mode !== 'inline' && one.open));
  return {
    now,
    path: path(),
    bought: eventsOf(past, 'purchase').some(({ at }) => at >= since && at <= now),
    open: view.open,
    dwelt: view.dwelt,
    scrolled: view.scrolled,
    leaving: view.leaving,
    tier: tiers && standingOf(tiers, account ?? {}, computed?.progress)?.level.id,
    orders: account?.orders ?? computed?.totals.orders,
    lang: program.lang || document.documentElement.lang || navigator.language,
    visitor: customerId ?? past.seed ?? passing,
    visited: isVisited() || (shown !== undefined && now < shown + VISIT),
    showing: before?.called,
    placed: all.some((one) => one.mode === 'inline' && isLike(one, rule)),
    busy: busy(),
  };
}

/** A survey is alike only if it asks the same. */
const isLike = (one: Question, { kind, name }: Rule): boolean =>
  one.called === name || one.localName.endsWith(`-${kind}`);

/** The number under which a visitor without a name is sampled, for `Past.seed`. */
export const seed = (): string => passing;
