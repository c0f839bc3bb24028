/** The history of the shop's questions to one customer in one browser. Pure functions; times are ms since 1970. */
import { parse, toJson } from '../json.ts';

/** An event that the page tracked. */
export interface TrackedEvent {
  readonly at: number;
  /** The shop's number of the order. */
  readonly order?: string;
}

/** The history of one question. */
export interface QuestionStats {
  /** Showings since the last answer. */
  readonly showings: number;
  readonly shown?: number;
  readonly dismissed?: number;
  readonly answered?: number;
  /** Orders for which the question was answered; for a message, the ids of the facts that were told. */
  readonly orders: readonly string[];
}

export interface QuestionHistory {
  /** By the event's name, oldest first. */
  readonly events: Readonly<Record<string, readonly TrackedEvent[]>>;
  /** By the question's name. */
  readonly asked: Readonly<Record<string, QuestionStats>>;
  /** A random number that identifies the visitor in samples, made when first needed. Never sent. */
  readonly seed?: string;
  /** When the history was stored. */
  readonly changed?: number;
}

export const NOTHING: QuestionHistory = { events: {}, asked: {} };
const UNASKED: QuestionStats = { showings: 0, orders: [] };

/** Limits: times of one event, names of events, names of questions and messages, orders of one question. Enough for every rule. */
const [MOST, NAMES, QUESTIONS, ORDERS] = [20, 20, 50, 100];

const own = <T>(of: Readonly<Record<string, T>>, key: string): T | undefined =>
  Object.hasOwn(of, key) ? of[key] : undefined;
export const eventsOf = (history: QuestionHistory, event: string): readonly TrackedEvent[] =>
  own(history.events, event) ?? [];
export const statsOf = (history: QuestionHistory, name: string): QuestionStats => own(history.asked, name) ?? UNASKED;

/** Adds an event. The same event for the same order counts once, from the first time. */
export function addEvent(history: QuestionHistory, event: string, { at, order }: TrackedEvent): QuestionHistory {
  const before = eventsOf(history, event);
  if (order !== undefined && before.some((one) => one.order === order)) return history;
  const all = [...before, { at, ...(order !== undefined && { order }) }].sort((a, b) => a.at - b.at);
  const others = Object.entries(history.events).filter(([name]) => name !== event);
  return { ...history, events: Object.fromEntries([...others.slice(1 - NAMES), [event, all.slice(-MOST)]]) };
}

const change = (history: QuestionHistory, name: string, stats: Partial<QuestionStats>): QuestionHistory => ({
  ...history,
  asked: { ...history.asked, [name]: { ...statsOf(history, name), ...stats } },
});

/** Adds a showing of a question that came by itself. */
export const addShown = (history: QuestionHistory, name: string, at: number): QuestionHistory =>
  change(history, name, { shown: at, showings: statsOf(history, name).showings + 1 });

export const addDismissed = (history: QuestionHistory, name: string, at: number): QuestionHistory =>
  change(history, name, { dismissed: at });

/** @param order that the answer is about, if any */
export function addAnswered(history: QuestionHistory, name: string, at: number, order?: string): QuestionHistory {
  const { orders } = statsOf(history, name);
  const all = order === undefined || orders.includes(order) ? orders : [...orders, order].slice(-ORDERS);
  return change(history, name, { answered: at, showings: 0, orders: all });
}

/** The name under which the wished questions are kept that were answered or dismissed. No question has the name. */
export const WISHES = ':wishes';

/** Keeps of the wishes that were fulfilled those that the shop still has: another one of the same name is a new one. */
export function keepWishes(history: QuestionHistory, wishes: readonly string[]): QuestionHistory {
  const { orders } = statsOf(history, WISHES);
  const kept = orders.filter((name) => wishes.includes(name));
  return kept.length === orders.length ? history : change(history, WISHES, { orders: kept });
}

/** Adds a fact that the customer was told by a message. */
export function addTold(history: QuestionHistory, name: string, fact: string): QuestionHistory {
  const { orders } = statsOf(history, name);
  return orders.includes(fact) ? history : change(history, name, { orders: [...orders, fact].slice(-ORDERS) });
}

/** When any question last came by itself; nothing when none did. */
export function lastShown(history: QuestionHistory): number | undefined {
  const times = Object.values(history.asked).flatMap(({ shown }) => shown ?? []);
  return times.length ? Math.max(...times) : undefined;
}

const time = (value: unknown): number | undefined => (Number.isFinite(value) ? (value as number) : undefined);
const word = (value: unknown): string | undefined => (typeof value === 'string' ? value.slice(0, 200) : undefined);
const each = (value: unknown): [string, Readonly<Record<string, unknown>>][] =>
  typeof value === 'object' && value ? Object.entries(value).filter(([, one]) => typeof one === 'object' && one) : [];
const items = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** Reads a stored history. Invalid parts are left out. Never throws. */
export function readHistory(text: string | null): QuestionHistory {
  let json: unknown;
  try {
    json = parse(text ?? '');
  } catch {
    return NOTHING;
  }
  const { events, asked, seed, changed } = (typeof json === 'object' && json ? json : {}) as Readonly<
    Record<string, unknown>
  >;
  let history = NOTHING;
  for (const [event, all] of each(events))
    for (const one of items(all)) {
      const [at, order] = items(one);
      const when = time(at);
      if (when !== undefined)
        history = addEvent(history, event, {
          at: when,
          ...(word(order) !== undefined && { order: word(order) as string }),
        });
    }
  for (const [name, stats] of each(asked).slice(0, QUESTIONS)) {
    const [shown, dismissed, answered] = [time(stats.shown), time(stats.dismissed), time(stats.answered)];
    history = change(history, name, {
      showings: time(stats.showings) ?? 0,
      orders: items(stats.orders)
        .filter((order) => typeof order === 'string')
        .slice(-ORDERS),
      ...(shown !== undefined && { shown }),
      ...(dismissed !== undefined && { dismissed }),
      ...(answered !== undefined && { answered }),
    });
  }
  const own = word(seed);
  const when = time(changed);
  return { ...history, ...(own && { seed: own }), ...(when && { changed: when }) };
}

/** The history as text, to store it. */
export const writeHistory = ({ events, asked, seed, changed }: QuestionHistory): string =>
  toJson({
    v: 1,
    changed,
    seed,
    asked,
    events: Object.fromEntries(
      Object.entries(events).map(([name, all]) => [name, all.map(({ at, order }) => [at, order])]),
    ),
  });
