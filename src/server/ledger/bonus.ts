/**
 * Whether a rule gives its points. Pure: follows from the entries of the customer. What the customer answered, bought or told does
 * not matter here, only that it was done.
 */
import { addDays, addMonths } from '../../loyalty/dates.ts';
import type { Duration } from '../../loyalty/duration.ts';
import type { CalendarDate, EarnRule, Entry } from '../../loyalty/types.ts';
import { bonusEntryId } from './bonus-entry-id.ts';
import { isBonusId } from './entry-ids.ts';

/** The least time between two entries of a rule that says nothing about it. */
const DEFAULT_EVERY: Readonly<Partial<Record<EarnRule['when'], Duration>>> = { nps: { months: 0, days: 90 } };
/** The least days between two birthdays that are rewarded, and between two changes of the birthday. */
export const YEAR_DAYS = 365;

export type BonusEntry = Extract<Entry, { kind: 'bonus' }>;

/** The points were given already. `until`: the day on which the rule gives points again. */
export interface GivenAlready {
  readonly until?: CalendarDate;
}

/** What a rule has given, in the order of the ledger. */
const entriesOf = (rule: EarnRule, ledger: readonly Entry[]): readonly BonusEntry[] =>
  ledger.filter(
    (entry): entry is BonusEntry => entry.kind === 'bonus' && entry.rule === rule.id && isBonusId(entry.id, rule.when),
  );

const latest = (days: readonly CalendarDate[]): CalendarDate | undefined => [...days].sort().at(-1);

/** When each rule of a program last gave points, by its id. */
export const lastEarned = (
  rules: readonly EarnRule[],
  ledger: readonly Entry[],
): Readonly<Record<string, CalendarDate>> =>
  Object.fromEntries(
    rules.flatMap((rule) => {
      const last = latest(entriesOf(rule, ledger).map(({ at }) => at));
      return last === undefined ? [] : [[rule.id, last]];
    }),
  );

/** The first day on which a rule gives points again after `last`; nothing if only its source limits it. */
function nextDay({ when, every = DEFAULT_EVERY[when] }: EarnRule, last: CalendarDate): CalendarDate | undefined {
  const free = every && addDays(addMonths(last, every.months), every.days);
  if (when !== 'birthday') return free;
  return latest([addDays(last, YEAR_DAYS), ...(free === undefined ? [] : [free])]);
}

/** Whether a rule gives points for the same source again, as soon as its time has passed. */
const repeats = ({ when, every }: EarnRule, from: string): boolean =>
  every !== undefined && (when === 'visit' || (when === 'review' && from === ''));

/**
 * The entry that a rule gives, or why it gives none.
 *
 * @param from what the points are for: the bought order or product of a review, the id of an answer, a year, the rule of a visit, or nothing
 * @param day the day of the entry
 */
export function decideBonus(
  rule: EarnRule,
  from: string,
  ledger: readonly Entry[],
  day: CalendarDate,
): BonusEntry | GivenAlready {
  const { id: ruleId, when, points } = rule;
  const ids = new Map(ledger.map((entry) => [entry.id, entry.kind === 'bonus' ? entry.rule : undefined]));
  const isTaken = (id: string): boolean => ids.has(id);
  const isOwn = (n: number): boolean =>
    ids.get(bonusEntryId(when, from, n)) === ruleId || isTaken(bonusEntryId(when, from, n, ruleId));
  const last = latest(entriesOf(rule, ledger).map(({ at }) => at));
  const until = last === undefined ? undefined : nextDay(rule, last);
  // A customer joins once, whichever rule gave the points.
  if (when === 'join' && isTaken(bonusEntryId(when, from))) return {};
  let n = 1;
  for (; isOwn(n); n++) if (!repeats(rule, from)) return {};
  if (until !== undefined && day < until) return { until };
  const usual = bonusEntryId(when, from, n);
  const id = isTaken(usual) ? bonusEntryId(when, from, n, ruleId) : usual;
  return { kind: 'bonus', id, at: day, points, rule: ruleId };
}
