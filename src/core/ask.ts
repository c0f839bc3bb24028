/** The asking rules of a program: what a shop writes under `ask`, read to rules with every default filled in. */
import type { Asking, Rule } from './rule.ts';
import type { Kind } from './types.ts';

type Test = (value: unknown) => boolean;
/** By key: what is accepted, and what holds otherwise. */
type Fields = Readonly<Record<string, readonly [Test, unknown]>>;

export const KINDS: readonly Kind[] = ['nps', 'review', 'csat', 'ces', 'choice', 'exit'];
/** A century: the least that means "never". */
const LONGEST = 36_500;
const MOST_RULES = 20;

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const number =
  (most: number, least = 0): Test =>
  (value) =>
    typeof value === 'number' && value >= least && value <= most;
const days = number(LONGEST);
const like =
  (pattern: RegExp): Test =>
  (value) =>
    typeof value === 'string' && pattern.test(value);
const flag: Test = (value) => typeof value === 'boolean';
const list =
  (test: Test): Test =>
  (value) =>
    Array.isArray(value) && value.length <= 50 && value.every(test);
const ID = /^.{1,200}$/s;
const LANG = /^[a-z]{2,3}(-[a-z\d]{2,8})*$/i;
export const PATTERN = /^[/*].{0,199}$/s;
export const EVENT = /^.{1,60}$/s;
const oneOf =
  (...words: readonly unknown[]): Test =>
  (value) =>
    words.includes(value);
const part = [isObject, undefined] as const;
const unread = [() => true, undefined] as const;
/** Read where it is shown: `wording.ts`. */
const WORDING = {
  question: unread,
  version: unread,
  options: unread,
  several: unread,
  other: unread,
  shuffle: unread,
  next: unread,
  testimonial: unread,
};

/** Reads the settings of `ask`; never throws on what JSON can hold. */
export function readAsk(json: unknown): Asking {
  let faulty = json !== undefined && !isObject(json);
  /** Own keys that are known and whose value is accepted; anything else is left out. */
  const read = <F extends Fields>(source: unknown, fields: F) => {
    const given = isObject(source) ? source : {};
    if (Object.keys(given).some((key) => !Object.hasOwn(fields, key))) faulty = true;
    const made = Object.entries(fields).map(([key, [test, otherwise]]) => {
      const own = Object.hasOwn(given, key) ? given[key] : undefined;
      if (own === undefined || test(own)) return [key, own ?? otherwise];
      faulty = true;
      return [key, otherwise];
    });
    return Object.fromEntries(made) as { [key in keyof F]: unknown };
  };

  /** A rule, or nothing where it cannot be told whom the shop wanted to ask. */
  const readRule = (name: string, source: unknown): Rule | undefined => {
    const own = KINDS.find((kind) => kind === name);
    const { after, urls, segment, again, ...rest } = read(source, {
      kind: [oneOf(...KINDS), own],
      mode: [oneOf('corner', 'tab'), 'corner'],
      after: part,
      urls: part,
      delay: [number(86_400), 5],
      scroll: [number(100), 0],
      dwell: [number(86_400), 0],
      exit: [flag, false],
      segment: part,
      sample: [number(1), 1],
      again: part,
      showings: [number(1000, 1), 3],
      priority: [number(1000, -1000), 0],
      ...WORDING,
    });
    const { orders, ...who } = read(segment, {
      tier: [list(like(ID)), []],
      orders: part,
      lang: [list(like(LANG)), []],
    });
    const rule = {
      ...rest,
      name,
      after: read(after, { event: [like(EVENT), ''], days: [days, 0], within: [days, 60] }),
      urls: read(urls, { allow: [list(like(PATTERN)), []], deny: [list(like(PATTERN)), []] }),
      segment: { ...who, orders: read(orders, { min: [number(1e9), 0], max: [number(1e9), 1e9] }) },
      // A review comes once per order: `rules.ts`.
      again: read(again, {
        shown: [days, 7],
        dismissed: [days, 30],
        answered: [days, rest.kind === 'review' ? 0 : 90],
      }),
    };
    const named = isObject(source) && source.after !== undefined;
    if (!isObject(source) || !rule.kind || (named && !rule.after.event)) faulty = true;
    else return { ...rule, after: named ? rule.after : undefined } as Rule;
    return undefined;
  };

  const { cooldown, ...named } = isObject(json) ? json : ({} as Readonly<Record<string, unknown>>);
  const names = Object.keys(named);
  if (names.length > MOST_RULES || (cooldown !== undefined && !days(cooldown))) faulty = true;
  const rules = names
    .slice(0, MOST_RULES)
    .map((name) => readRule(name, named[name]))
    .filter((rule) => rule !== undefined)
    .sort((a, b) => b.priority - a.priority);
  return { cooldown: days(cooldown) ? (cooldown as number) : 7, rules, faulty };
}
