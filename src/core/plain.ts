/**
 * The quick way in. Nearly every configuration is well formed throughout; such a one is taken as it stands, and the
 * full reader (`parse.ts`, five times this size) is loaded only for what this file does not take: faults to mend and
 * name, ledgers, rarer keys. What is taken here reads alike there, without a fault (a property in the tests).
 */
import { LARGEST, toMinor } from './money.ts';
import { BASE } from './tiers.ts';
import type { Account, Level, Program, Reward, Text, Tiers } from './types.ts';

type Test = (value: unknown) => boolean;

/** An object of the keys that are tested; a trailing `?` marks one that may be missing. */
const fits =
  (tests: Readonly<Record<string, Test>>): Test =>
  (value) =>
    isObject(value) &&
    Object.keys(tests).every((key) => key.endsWith('?') || Object.hasOwn(value, key)) &&
    Object.entries(value).every(([key, part]) => (Object.hasOwn(tests, key) ? tests[key] : tests[`${key}?`])?.(part));

/** An object as JSON makes it: one that inherits something is for the full reader. */
const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && [null, Object.prototype].includes(Object.getPrototypeOf(value));

const like =
  (pattern: RegExp): Test =>
  (value) =>
    typeof value === 'string' && pattern.test(value);
const word = like(/^.{1,200}$/s);
const text: Test = (value) =>
  word(value) ||
  (isObject(value) &&
    Object.keys(value).length > 0 &&
    Object.entries(value).every(([tag, part]) => /^[a-z]{2}(-[A-Z]{2})?$/.test(tag) && word(part)));
const number =
  (step = 0, least = 0, most = LARGEST): Test =>
  (value) =>
    typeof value === 'number' &&
    value >= least &&
    value <= most &&
    (!step || Math.round(value / step) * step === value);
const whole = number(1);
const rate: Test = (value) => number(0, 0, 1e6)(value) && Math.round((value as number) * 1e6) / 1e6 === value;
const link = like(/^(https:\/)?\/\w[\w./~%?=&#+-]{0,500}$/);
/** A list of at most `most`, no two with the same `id`. */
const list =
  (test: Test, most: number): Test =>
  (value) =>
    Array.isArray(value) &&
    value.length <= most &&
    value.every(test) &&
    new Set(value.map((item) => item?.id ?? item)).size === value.length;
const flat =
  (levels: number): Test =>
  (value) =>
    typeof value !== 'object' ||
    (levels > 0 &&
      value !== null &&
      !Object.hasOwn(value, '__proto__') &&
      Object.values(value).every(flat(levels - 1)));

const program = fits({
  'name?': text,
  'currency?': like(/^[A-Z]{3}$/),
  'points?': fits({
    'perUnit?': rate,
    'value?': rate,
    'label?': (value) => word(value) || fits({ 'one?': word, other: word })(value),
    'expire?': fits({ after: like(/^P[1-9]\d?M$/) }),
  }),
  'tiers?': fits({
    'metric?': like(/^(spend|points|orders)$/),
    'period?': like(/^(lifetime|rolling|calendar-year)$/),
    'months?': number(1, 1, 1200),
    levels: list(fits({ id: word, name: text, from: number(), 'perks?': list(text, 50) }), 7),
  }),
  'rewards?': list(fits({ id: word, name: text, points: number(1, 1), 'url?': link }), 200),
  'ask?': (value) => isObject(value) && flat(5)(value),
  'incentive?': text,
  'privacyUrl?': link,
});

type WrittenLevel = Omit<Level, 'perks'> & { perks?: readonly Text[] };

/** A getter or a proxy that throws is not plain. */
function safely(test: Test, value: unknown): boolean {
  try {
    return test(value);
  } catch {
    return false;
  }
}

/** What a shop writes, once it is known to be well formed. */
interface Written {
  name?: Text;
  currency?: string;
  points?: { perUnit?: number; value?: number; label?: Text; expire?: { after: string } };
  tiers?: Partial<Tiers> & { levels: WrittenLevel[] };
  rewards?: Reward[];
}

/** The program, or nothing where the full reader must look. */
export function plainProgram(json: unknown): Program | undefined {
  if (!safely(program, json)) return undefined;
  const { points: { expire, ...points } = {}, tiers, rewards = [], currency = 'EUR', ...others } = json as Written;
  const metric = tiers?.metric ?? 'spend';
  const levels = (tiers?.levels ?? []).map((level) => ({
    ...level,
    perks: level.perks ?? [],
    from: metric === 'spend' ? toMinor(level.from, currency) : level.from,
  }));
  // No level, levels out of order, parts of an order: for the full reader to mend.
  if (tiers && !levels.length) return undefined;
  if (levels.some(({ from }, i) => from % 1 || (i && from <= (levels[i - 1] as Level).from))) return undefined;
  return {
    ...others,
    currency,
    points: { perUnit: 1, ...points, ...(expire && { expireAfter: Number.parseInt(expire.after.slice(1), 10) }) },
    ...(tiers && {
      tiers: {
        period: 'lifetime',
        months: 12,
        ...tiers,
        metric,
        levels: levels[0]?.from ? [BASE, ...levels] : levels,
      },
    }),
    rewards: [...rewards].sort((a, b) => a.points - b.points),
  };
}

const account = fits({
  'id?': like(/^[^@]{1,200}$/),
  'points?': number(1, -LARGEST),
  'pending?': whole,
  'earned?': whole,
  'spend?': number(),
  'orders?': whole,
});

/** The account as totals, or nothing where the full reader must look: it has a ledger, or a fault. */
export function plainAccount(json: unknown, currency: string): Account | undefined {
  if (!safely(account, json)) return undefined;
  const { spend, ...others } = json as Account;
  return { ...others, ...(spend !== undefined && { spend: toMinor(spend, currency) }) };
}
