/**
 * Readers: each takes a piece of JSON, or anything else, and gives the value it stands for, or nothing and a fault.
 * They never throw, take own properties only, copy no key that they do not know, and put no key on an object that has
 * a prototype unless they chose the key themselves.
 */
import { hint } from './hint.ts';
import type { Fault, Parsed } from './types.ts';

/** More faults than this are only counted: a list of thousands in a console helps nobody. */
const MOST_FAULTS = 20;

/** What was wrong so far. A path grows from its end while the readers return, so that none is built without a fault. */
export interface Log {
  readonly faults: { -readonly [key in keyof Fault]: Fault[key] }[];
  more: number;
}

/** `made` is what has been read of the object around the value. */
export type Read<T> = (value: unknown, log: Log, made: Readonly<Record<string, unknown>>) => T | undefined;

/** What stands there, short enough for a message. */
export function show(value: unknown): string {
  if (value === undefined) return 'missing';
  if (typeof value === 'string') return JSON.stringify(value.length > 40 ? `${value.slice(0, 40)}…` : value);
  return typeof value === 'object' && value
    ? Array.isArray(value)
      ? 'a list'
      : 'an object'
    : String(value).slice(0, 40);
}

export function complain(log: Log, found: string, wanted: string, path = ''): undefined {
  if (log.faults.length < MOST_FAULTS) log.faults.push({ path, found, wanted });
  else log.more++;
}

/** Says what would have been accepted; whoever asked for the value adds what becomes of it. */
export const refuse = (log: Log, value: unknown, wanted: string): undefined =>
  complain(log, show(value), `${wanted} is accepted`);

export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Reads one own property; nothing when it is not there and `optional`. A getter or a proxy that throws is a fault like
 * another. `outcome` is what becomes of a value that cannot be taken.
 */
export function attempt<T>(
  read: Read<T>,
  source: object,
  key: string | number,
  log: Log,
  outcome: string,
  made: Readonly<Record<string, unknown>> = {},
  optional?: boolean,
): T | undefined {
  const { faults } = log;
  const before = faults.length;
  let value: T | undefined;
  try {
    let own = (source as Record<typeof key, unknown>)[key];
    if (own !== undefined && !Object.hasOwn(source, key)) own = undefined;
    if (own === undefined && optional) return;
    value = read(own, log, made);
  } catch {
    complain(log, 'unreadable', 'plain data is accepted');
  }
  for (let i = before; i < faults.length; i++) {
    const fault = faults[i];
    if (!fault) break;
    fault.path = (typeof key === 'number' ? `[${key}]` : `.${key}`) + fault.path;
    if (value === undefined && outcome && i === faults.length - 1) fault.wanted += `, ${outcome}`;
  }
  return value;
}

/** Reads `json`, always to a usable value. */
export function parse<T>(read: Read<T>, json: unknown, name: string, otherwise: T): Parsed<T> {
  const log: Log = { faults: [], more: 0 };
  const value = attempt(read, { json }, 'json', log, 'it was left out') ?? otherwise;
  for (const fault of log.faults) fault.path = fault.path.slice('.json.'.length) || name;
  if (log.more)
    log.faults.push({ path: 'the rest', found: `faulty in ${log.more} more places`, wanted: 'mend these first' });
  return { value, faults: log.faults };
}

/** A number from `least` to `most`; −0 is 0. */
export const number =
  (least: number, most: number, whole?: boolean): Read<number> =>
  (value, log) =>
    typeof value === 'number' && value >= least && value <= most && (!whole || value % 1 === 0)
      ? value + 0
      : refuse(log, value, `a ${whole ? 'whole ' : ''}number from ${least} to ${most}`);

/** A text that `take` makes something of. */
export const word =
  <T>(wanted: string, take: (text: string) => T | undefined): Read<T> =>
  (value, log) =>
    (typeof value === 'string' ? take(value) : undefined) ?? refuse(log, value, wanted);

export const oneOf = <T extends string>(...words: readonly T[]): Read<T> =>
  word(`one of ${words.join(', ')}`, (text) => words.find((one) => one === text));

export const flag: Read<boolean> = (value, log) =>
  typeof value === 'boolean' ? value : refuse(log, value, 'true or false');

/**
 * An object of these fields and no others. Without a `needed` one it is nothing, with that one's fault alone; one that
 * is missing or bad otherwise takes its default.
 */
export function shape<T extends object>(
  fields: { readonly [key in keyof T]-?: Read<T[key]> },
  needed: readonly (keyof T & string)[] = [],
  defaults: Partial<T> = {},
): Read<T> {
  const known = Object.keys(fields);
  const readers = (Object.entries(fields) as [keyof T & string, Read<unknown>][]).map(([key, read]) => {
    const standby = defaults[key];
    const need = needed.includes(key);
    const outcome = standby === undefined || typeof standby === 'object' ? 'it was left out' : `${standby} is used`;
    return [key, read, need, need ? '' : outcome] as const;
  });
  return (source, log) => {
    if (!isObject(source)) return refuse(log, source, 'an object');
    const made: Record<string, unknown> = { ...defaults };
    const { faults } = log;
    const start = faults.length;
    let taken = 0;
    for (const [key, read, need, outcome] of readers) {
      const before = faults.length;
      const value = attempt(read, source, key, log, outcome, made, !need);
      if (value !== undefined) {
        made[key] = value;
        taken++;
      } else if (need) {
        faults.splice(start, before - start);
        return;
      }
    }
    const keys = Object.keys(source);
    if (keys.length > taken)
      for (const key of keys)
        if (!Object.hasOwn(fields, key)) complain(log, 'not known here', hint(key, known), `.${key.slice(0, 40)}`);
    return made as T;
  };
}
