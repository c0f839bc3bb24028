/** Reads what the shop decides. */
import { isoMonths } from './dates.ts';
import { list } from './list.ts';
import { LARGEST, toMinor } from './money.ts';
import { complain, isObject, number, oneOf, parse, type Read, refuse, shape, show, word } from './read.ts';
import { BASE } from './tiers.ts';
import type { Label, Level, Parsed, Program, Reward, Text, Tiers } from './types.ts';
import { id, label, line, link, strings, text } from './words.ts';

/** The asking rules stand in the second of the program's six levels, so they have five. */
const DEPTH = 5;
const MOST_RULES = 1000;
/** More levels than this are read, but a customer does not follow them. */
const CLEAR = 7;

/** A rate of points and money: from 0, to the 6 decimals with which `earn` and `worth` compute. */
const rate: Read<number> = (value, log, made) => {
  const read = number(0, 1e6)(value, log, made);
  const kept = read && Math.round(read * 1e6) / 1e6;
  if (kept !== read) complain(log, show(value), `6 decimals are accepted, ${kept} is used`);
  return kept;
};

const pointsShape = shape<{ perUnit: number; value?: number; label?: Label; expire?: { after: number } }>(
  {
    perUnit: rate,
    value: rate,
    label,
    expire: shape({ after: word('a duration of years and months, like P12M,', isoMonths) }, ['after']),
  },
  [],
  { perUnit: 1 },
);

const points: Read<Program['points']> = (value, log, made) => {
  const read = pointsShape(value, log, made);
  if (!read?.expire) return read;
  const { expire, ...others } = read;
  return { ...others, expireAfter: expire.after };
};

/** Levels as they are compared: `from` in minor units where money is counted, ascending, the first from 0. */
const levels =
  (spend: boolean, currency: string): Read<readonly Level[]> =>
  (value, log, made) => {
    const from: Read<number> = (value, log, made) => {
      const read = number(0, LARGEST, !spend)(value, log, made);
      return spend && read ? toMinor(read, currency) : read;
    };
    const level = shape<Level>({ id, name: text, from, perks: list(text, 'perk', 50) }, ['id', 'name', 'from'], {
      perks: [],
    });
    const read = list(level, 'level', 50, ['id', 'from'])(value, log, made);
    if (!read?.length) return read && complain(log, 'without a level', 'at least one is needed');
    if (read.length > CLEAR)
      complain(log, `${read.length} long`, `more than ${CLEAR} are hard to follow, all are kept`);
    const sorted = [...read].sort((a, b) => a.from - b.from);
    if (sorted.some((level, i) => level !== read[i]))
      complain(log, 'not in the order of from', `it was sorted: write ${sorted.map(({ id }) => id).join(', ')}`);
    return sorted[0]?.from ? [BASE, ...sorted] : sorted;
  };

const tiers: Read<Tiers> = (value, log, { currency }) =>
  shape<Tiers>(
    {
      metric: oneOf('spend', 'points', 'orders'),
      period: oneOf('lifetime', 'rolling', 'calendar-year'),
      months: number(1, 1200, true),
      levels: (value, log, made) => levels(made.metric === 'spend', String(currency))(value, log, made),
    },
    ['levels'],
    { metric: 'spend', period: 'lifetime', months: 12 },
  )(value, log, {});

const reward = shape<Reward>({ id, name: text, points: number(1, LARGEST, true), url: link }, ['id', 'name', 'points']);

const rewards: Read<readonly Reward[]> = (value, log, made) =>
  list(reward, 'reward', 200, ['id'])(value, log, made)?.sort((a, b) => a.points - b.points);

const deeper = (value: unknown, levels: number): boolean =>
  typeof value === 'object' &&
  value !== null &&
  (!levels || Object.values(value).some((inner) => deeper(inner, levels - 1)));

/** A copy, as plain as JSON. What cannot be copied (a ring, too many values) throws, which is a fault. */
const ask: Read<Readonly<Record<string, unknown>>> = (value, log) => {
  let left = MOST_RULES;
  const copy: unknown =
    isObject(value) &&
    JSON.parse(
      JSON.stringify(value, (key, inner: unknown) => {
        if (!left--) throw new RangeError();
        return key === '__proto__' ? undefined : inner;
      }),
    );
  return isObject(copy) && !deeper(copy, DEPTH) ? copy : refuse(log, value, 'an object of at most 5 levels');
};

const otherwise = { currency: 'EUR', points: { perUnit: 1 }, rewards: [] };

// The order counts: tiers read the currency.
const program = shape<Program>(
  {
    name: text,
    currency: word('three letters of ISO 4217', (code) => (/^[a-z]{3}$/i.test(code) ? code.toUpperCase() : undefined)),
    points,
    tiers,
    rewards,
    ask,
    strings,
    privacyUrl: link,
    incentive: text,
    consent: shape<{ text: Text; version: string }>({ text, version: line }, ['text', 'version']),
  },
  [],
  otherwise,
);

/** The program that `json` (any value whatsoever) stands for; without a fault it is what JSON Schema `program` accepts. */
export const parseProgram = (json: unknown): Parsed<Program> => parse(program, json, 'the program', otherwise);
