/** What has happened so far between one browser and the shop's questions. Values in, values out; times are ms since 1970. */

/** Something that the shop told of. */
export interface Happening {
  readonly at: number;
  /** The shop's number of the order that it is about. */
  readonly order?: string;
}

/** What became of one question. */
export interface Deeds {
  /** Showings since it was last answered. */
  readonly showings: number;
  readonly shown?: number;
  readonly dismissed?: number;
  readonly answered?: number;
  /** Orders for which it was answered. */
  readonly orders: readonly string[];
}

export interface Past {
  /** By the event's name, oldest first. */
  readonly events: Readonly<Record<string, readonly Happening[]>>;
  /** By the question's name. */
  readonly asked: Readonly<Record<string, Deeds>>;
  /** A number by chance, made when a sample is first asked for it: who this visitor is to that sample. Never sent. */
  readonly seed?: string;
}

export const NOTHING: Past = { events: {}, asked: {} };
const UNASKED: Deeds = { showings: 0, orders: [] };

/** So much is remembered of one event, of all events' names, of orders: enough for every rule, and a bound. */
const [MOST, NAMES, ORDERS] = [20, 20, 100];

const own = <T>(of: Readonly<Record<string, T>>, key: string): T | undefined =>
  Object.hasOwn(of, key) ? of[key] : undefined;
export const eventsOf = (past: Past, event: string): readonly Happening[] => own(past.events, event) ?? [];
export const deedsOf = (past: Past, name: string): Deeds => own(past.asked, name) ?? UNASKED;

/** Told twice of the same order, an event counts from the first time. */
export function happened(past: Past, event: string, { at, order }: Happening): Past {
  const before = eventsOf(past, event);
  if (order !== undefined && before.some((one) => one.order === order)) return past;
  const all = [...before, { at, ...(order !== undefined && { order }) }].sort((a, b) => a.at - b.at);
  const others = Object.entries(past.events).filter(([name]) => name !== event);
  return { ...past, events: Object.fromEntries([...others.slice(1 - NAMES), [event, all.slice(-MOST)]]) };
}

const change = (past: Past, name: string, deeds: Partial<Deeds>): Past => ({
  ...past,
  asked: { ...past.asked, [name]: { ...deedsOf(past, name), ...deeds } },
});

/** It came by itself. */
export const shown = (past: Past, name: string, at: number): Past =>
  change(past, name, { shown: at, showings: deedsOf(past, name).showings + 1 });

export const dismissed = (past: Past, name: string, at: number): Past => change(past, name, { dismissed: at });

/** @param order for which it was answered, where it was about one */
export function answered(past: Past, name: string, at: number, order?: string): Past {
  const { orders } = deedsOf(past, name);
  const all = order === undefined || orders.includes(order) ? orders : [...orders, order].slice(-ORDERS);
  return change(past, name, { answered: at, showings: 0, orders: all });
}

/** When a question last came by itself, of all; nothing when none did. */
export function lastShown(past: Past): number | undefined {
  const times = Object.values(past.asked).flatMap(({ shown }) => shown ?? []);
  return times.length ? Math.max(...times) : undefined;
}

const time = (value: unknown): number | undefined => (Number.isFinite(value) ? (value as number) : undefined);
const word = (value: unknown): string | undefined => (typeof value === 'string' ? value.slice(0, 200) : undefined);
const each = (value: unknown): [string, Readonly<Record<string, unknown>>][] =>
  typeof value === 'object' && value ? Object.entries(value).filter(([, one]) => typeof one === 'object' && one) : [];
const items = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** The past that a stored text stands for, or as much of it as is sound. Never throws. */
export function readPast(text: string | null): Past {
  let json: unknown;
  try {
    json = JSON.parse(text ?? '');
  } catch {
    return NOTHING;
  }
  const { events, asked, seed } = (typeof json === 'object' && json ? json : {}) as Readonly<Record<string, unknown>>;
  let past = NOTHING;
  for (const [event, all] of each(events))
    for (const one of items(all)) {
      const [at, order] = items(one);
      const when = time(at);
      if (when !== undefined)
        past = happened(past, event, { at: when, ...(word(order) !== undefined && { order: word(order) as string }) });
    }
  for (const [name, deeds] of each(asked).slice(0, NAMES)) {
    const [shown, dismissed, answered] = [time(deeds.shown), time(deeds.dismissed), time(deeds.answered)];
    past = change(past, name, {
      showings: time(deeds.showings) ?? 0,
      orders: items(deeds.orders)
        .filter((order) => typeof order === 'string')
        .slice(-ORDERS),
      ...(shown !== undefined && { shown }),
      ...(dismissed !== undefined && { dismissed }),
      ...(answered !== undefined && { answered }),
    });
  }
  const own = word(seed);
  return own ? { ...past, seed: own } : past;
}

/** The text to store. */
export const writePast = ({ events, asked, seed }: Past): string =>
  JSON.stringify({
    v: 1,
    seed,
    asked,
    events: Object.fromEntries(
      Object.entries(events).map(([name, all]) => [name, all.map(({ at, order }) => [at, order])]),
    ),
  });
