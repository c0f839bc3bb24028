/** What a message tells a customer, and whether there is something to tell now. */
import { addDays } from '../loyalty/dates.ts';
import { pointsOf } from '../loyalty/points.ts';
import type { Computed } from '../loyalty/summary.ts';
import { standingOf } from '../loyalty/tiers.ts';
import type { CalendarDate, FullAccount, FullLevel, FullProgram, Messages, Metric, Text } from '../loyalty/types.ts';
import { countText } from './duration-text.ts';

/** The messages by name: `near` is the rule `message:near`. */
export const MESSAGE_NAMES = ['birthday', 'expiring', 'near', 'lapsed'] as const;
export type MessageName = (typeof MESSAGE_NAMES)[number];

/** One fact, which a customer is told once. `id` tells it from the other facts of the message. */
export type MessageFact = { readonly id: string } & (
  | { readonly name: 'near'; readonly remaining: number; readonly metric: Metric; readonly level: FullLevel }
  | { readonly name: 'expiring'; readonly points: number; readonly on: CalendarDate }
  | { readonly name: 'lapsed' }
  | { readonly name: 'birthday'; readonly points: number }
  | { readonly name: 'reply'; readonly text: Text; readonly url?: string | undefined }
);

/** What is known of a message now. */
export interface MessageState {
  /** Nothing where there is nothing to tell. */
  readonly fact?: MessageFact;
  /** What is the case, and what the message needs: sentences in English without the final period. */
  readonly words: readonly string[];
}

/** What a message is decided by: the whole program and account, and the values computed from a ledger. */
export interface MessageContext {
  readonly program: FullProgram;
  readonly account: FullAccount;
  readonly computed?: Computed | undefined;
  readonly today: CalendarDate;
}

/** For how many days after its day a birthday is told. */
const BIRTHDAY_DAYS = 7;

const nothing = (...words: string[]): MessageState => ({ words });
const percent = (part: number): string => `${Math.round(part * 100)} %`;
const english = (text: Text): string => (typeof text === 'string' ? text : (text.en ?? Object.values(text)[0] ?? ''));
const whole = (date: CalendarDate): number => Date.parse(date) / 86_400_000;

/** The entries that the account shows. An entry that the account repeats counts once. */
const entriesOf = ({ ledger = [], recent = [] }: FullAccount) => [...ledger, ...recent];

type Find<Name extends MessageName> = (settings: NonNullable<Messages[Name]>, context: MessageContext) => MessageState;

const near: Find<'near'> = ({ within }, { program, account, computed, today }) => {
  const { tiers } = program;
  if (!tiers) return nothing('The program has no levels');
  const standing = standingOf(tiers, account, computed?.progress);
  if (!standing) return nothing('The account does not say how far the customer is');
  const { level, next, remaining, metric, period } = standing;
  if (!next) return nothing('The customer has reached the highest level');
  const missing = remaining / (next.from - level.from);
  const words = [
    `The customer is ${percent(missing)} from ${english(next.name)}; the message needs ${percent(within)}`,
  ];
  // A level of a calendar year has to be reached again.
  const year = period === 'calendar-year' ? `:${today.slice(0, 4)}` : '';
  return missing <= within && remaining > 0
    ? { words, fact: { id: next.id + year, name: 'near', remaining, metric, level: next as FullLevel } }
    : { words };
};

const expiring: Find<'expiring'> = ({ days }, { program, account, computed, today }) => {
  const found = pointsOf(program, { ...computed?.totals, ...account }, today)?.expiring;
  if (!found) return nothing('No points are known to expire');
  const { points, on } = found;
  const left = whole(on) - whole(today);
  const words = [
    `${countText(points, 'point')} will be gone in ${countText(left, 'day')}; the message needs at most ${countText(days, 'day')}`,
  ];
  return left <= days ? { words, fact: { id: on, name: 'expiring', points, on } } : { words };
};

const lapsed: Find<'lapsed'> = ({ days }, { account, today }) => {
  let last = '';
  for (const { kind, at } of entriesOf(account)) if (kind === 'order' && at <= today && at > last) last = at;
  if (!last) return nothing('The account shows no order');
  const since = whole(today) - whole(last);
  const words = [`The last order was ${countText(since, 'day')} ago; the message needs ${countText(days, 'day')}`];
  return since >= days ? { words, fact: { id: last, name: 'lapsed' } } : { words };
};

const birthday: Find<'birthday'> = (_, { program, account, today }) => {
  if (!program.earn.some((rule) => rule.when === 'birthday')) return nothing('The program has no birthday rule');
  const oldest = addDays(today, -BIRTHDAY_DAYS);
  const given = entriesOf(account).filter(({ id, at }) => /^birthday:\d/.test(id) && at > oldest && at <= today);
  const points = given.find(({ kind }) => kind === 'bonus');
  if (points?.kind !== 'bonus' || !points.points)
    return nothing(`The account shows no points of a birthday within the last ${countText(BIRTHDAY_DAYS, 'day')}`);
  return {
    words: ['The points of the birthday have been given'],
    fact: { id: points.id, name: 'birthday', points: points.points },
  };
};

const FIND: { readonly [Name in MessageName]: Find<Name> } = { near, expiring, lapsed, birthday };

/** The state of one message. */
export function messageState(name: MessageName, context: MessageContext): MessageState {
  const settings = context.program.messages?.[name];
  return settings
    ? FIND[name](settings as never, context)
    : nothing(`The program's "messages" have no ${JSON.stringify(name)}`);
}

/**
 * The replies of the shop to the answers of a customer, the oldest first.
 *
 * @param told the ids of those that the customer was told
 */
export function replyState({ replies = [] }: FullAccount, told: readonly string[]): MessageState {
  const sorted = [...replies].sort((a, b) => (a.at < b.at ? -1 : 1));
  const next = sorted.find(({ id }) => !told.includes(id)) ?? sorted.at(-1);
  if (!next) return nothing('The account has no reply');
  const { id, text, url } = next;
  return {
    words: ['The shop has replied to the customer'],
    fact: { id, name: 'reply', text, url },
  };
}
