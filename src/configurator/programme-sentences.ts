/** What customers have to keep in mind of a programme, in three sentences: the levels, how points are earned, the exceptions. */
import { parseFullProgram } from '../config/full-program.ts';
import { isObject } from '../config/reader.ts';
import type { Duration } from '../loyalty/duration.ts';
import { toMajor } from '../loyalty/money.ts';
import type { EarnRule, FullProgram } from '../loyalty/types.ts';
import { textIn } from '../owner/programme/form/text-shapes.ts';
import { countText } from '../rules/duration-text.ts';

export interface ProgrammeSentence {
  readonly about: 'levels' | 'rules' | 'exceptions';
  /** Empty where there is nothing to say. */
  readonly text: string;
  readonly words: number;
}

/** A longer sentence, in words, is not remembered. */
export const LONGEST_SENTENCE = 25;

const AND = new Intl.ListFormat('en', { type: 'conjunction' });
const NUMBERS = new Intl.NumberFormat('en', { maximumFractionDigits: 6 });
const number = (n: number): string => NUMBERS.format(n);
const nameOf = (text: unknown): string => textIn(text, 'en').trim();

/** An amount in major units: `€1`, `€49.90`. */
const money = (amount: number, currency: string): string =>
  new Intl.NumberFormat('en', {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
    trailingZeroDisplay: 'stripIfInteger',
  }).format(amount);

/** `12 months`, `1 month and 14 days`. */
const duration = ({ months, days }: Duration): string =>
  [...(months > 0 ? [countText(months, 'month')] : []), ...(days > 0 ? [countText(days, 'day')] : [])].join(' and ');

/** What the programme calls points. @param n how many there are */
function nounOf(label: unknown, n = 2): string {
  if (typeof label === 'string') return label;
  if (!isObject(label)) return n === 1 ? 'point' : 'points';
  const { one, other, en } = label;
  return nounOf((n === 1 && one) || (other ?? en ?? Object.values(label)[0]), n);
}

const PERIODS: Readonly<Record<string, string>> = { lifetime: 'for good', 'calendar-year': 'each calendar year' };

function levelsSentence({ tiers, currency, points }: FullProgram): string {
  if (!tiers) return '';
  const { metric, period, months, levels } = tiers;
  const noun = metric === 'orders' ? 'orders' : nounOf(points.label);
  const from = (n: number): string =>
    metric === 'spend' ? money(toMajor(n, currency), currency) : `${number(n)} ${noun}`;
  const steps = levels.map((level) => nameOf(level.name) + (level.from > 0 ? ` from ${from(level.from)}` : ''));
  return `${AND.format(steps)}, counted ${PERIODS[period] ?? `over ${countText(months, 'month')}`}.`;
}

const DEEDS: Readonly<Record<EarnRule['when'], string>> = {
  join: 'joining',
  review: 'a review',
  nps: 'an answer',
  birthday: 'your birthday',
  anniversary: 'each year',
  visit: 'a visit',
};
const deedOf = ({ name, when }: EarnRule): string => (nameOf(name) ? `“${nameOf(name)}”` : DEEDS[when]);

function rulesSentence({ points, currency, earn, referral }: FullProgram): string {
  const { perUnit, label } = points;
  // One point is easier to say than a part of one.
  const n = Math.max(1, perUnit);
  const order = perUnit > 0 ? [`${number(n)} ${nounOf(label, n)} for every ${money(n / perUnit, currency)}`] : [];
  const deeds = earn.map((rule) => `${number(rule.points)} for ${deedOf(rule)}`);
  const { advocate } = referral ?? {};
  const friends = advocate
    ? [
        `${number(advocate.points)} for ${advocate.per > 1 ? `${advocate.per} friends who order` : 'a friend who orders'}`,
      ]
    : [];
  const all = [...order, ...deeds, ...friends];
  return all.length > 0 ? `You get ${AND.format(all)}.` : '';
}

/** What holds for some orders, customers or days only. */
function* exceptionsOf(program: FullProgram): Generator<string> {
  const { points, currency, tiers, membership, campaigns, earn, rewards, referral } = program;
  const amount = (minor: number): string => money(toMajor(minor, currency), currency);
  const { expireAfter, availableAfter, counts } = points;
  if (expireAfter) yield `${nounOf(points.label)} expire after ${duration(expireAfter)}`;
  if (availableAfter) yield `those of an order can be used after ${duration(availableAfter)}`;
  if (!counts.includes('tax')) yield 'tax does not count';
  for (const { name, times } of tiers?.levels ?? [])
    if (times !== 1) yield `${nameOf(name)} earns ${number(times)} times`;
  if (membership && membership.times !== 1) yield `${nameOf(membership.name)} earns ${number(membership.times)} times`;
  for (const { id, name, times, until, products, tiers: only } of campaigns) {
    const some = products ? ` for ${countText(products.length, 'product')}` : '';
    yield `${nameOf(name) || id}: ${number(times)} times${some}${only ? ' for some levels' : ''} before ${until}`;
  }
  for (const rule of earn) if (rule.every) yield `${deedOf(rule)} counts once in ${duration(rule.every)}`;
  for (const { name, minimum } of rewards) if (minimum) yield `${nameOf(name)} needs an order of ${amount(minimum)}`;
  const times = [...new Set(rewards.flatMap(({ expireAfter: end }) => (end ? [duration(end)] : [])))];
  if (times.length > 0) yield `codes end after ${AND.format(times)}`;
  if (referral?.qualifies.minimum) yield `the friend orders for ${amount(referral.qualifies.minimum)}`;
  if (referral?.qualifies.after) yield `the reward for a friend comes after ${duration(referral.qualifies.after)}`;
}

const capital = (text: string): string => text.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase());

/** @param program the JSON of the program */
export function programmeSentences(program: unknown): readonly ProgrammeSentence[] {
  const { value } = parseFullProgram(program);
  const exceptions = [...exceptionsOf(value)].join('; ');
  const texts = [
    ['levels', levelsSentence(value)],
    ['rules', rulesSentence(value)],
    ['exceptions', exceptions && `${capital(exceptions)}.`],
  ] as const;
  return texts.map(([about, text]) => ({ about, text, words: text.split(/\s+/).filter(Boolean).length }));
}
