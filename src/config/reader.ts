/**
 * What all readers share. A reader takes any value and gives what the value stands for, or nothing and a fault. Readers
 * never throw, read own properties only, copy no key that they do not know, and set a key that the shop chose only on an
 * object without a prototype.
 */
import type { Fault, FaultCode, Parsed } from './parsed.ts';

/** Further faults are counted, not listed: nobody reads a console with thousands. */
const MOST_FAULTS = 20;

/** The faults so far. A path grows from its end while the readers return, so no path is built without a fault. */
export interface FaultLog {
  readonly faults: { -readonly [key in keyof Fault]: Fault[key] }[];
  more: number;
}

/** @param made what has been read of the object that holds the value */
export type Reader<T> = (value: unknown, log: FaultLog, made: Readonly<Record<string, unknown>>) => T | undefined;

/** A value, short enough for a message. */
export function show(value: unknown): string {
  if (value === undefined) return 'missing';
  if (typeof value === 'string') return JSON.stringify(value.length > 40 ? `${value.slice(0, 40)}…` : value);
  return typeof value === 'object' && value
    ? Array.isArray(value)
      ? 'a list'
      : 'an object'
    : String(value).slice(0, 40);
}

/** What becomes of a value that is not used. */
export const IGNORED = 'It was ignored';
/** What becomes of the end of a list or a map that is too long. */
export const REST_IGNORED = 'The rest was ignored';

/** Adds a fault. The fields are those of `Fault`; `readProperty` completes the path. */
export function addFault(
  log: FaultLog,
  code: FaultCode,
  { path = '', found = '', accepted = '', outcome = '' }: Partial<Omit<Fault, 'code'>> = {},
): undefined {
  if (log.faults.length < MOST_FAULTS) log.faults.push({ code, path, found, accepted, outcome });
  else log.more++;
}

/** Adds the fault of a value that is not accepted. `readProperty` adds the outcome. */
export const refuse = (log: FaultLog, value: unknown, accepted: string): undefined =>
  addFault(log, 'lojal/invalid-value', { found: show(value), accepted });

export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Reads one own property; gives nothing where the property is missing and `optional`. A getter or a proxy that throws is
 * a fault. `outcome` says what becomes of a value that is refused.
 */
export function readProperty<T>(
  read: Reader<T>,
  source: object,
  key: string | number,
  log: FaultLog,
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
    addFault(log, 'lojal/unreadable-value', { accepted: 'plain data' });
  }
  for (let i = before; i < faults.length; i++) {
    const fault = faults[i];
    if (!fault) break;
    fault.path = (typeof key === 'number' ? `[${key}]` : `.${key}`) + fault.path;
    if (value === undefined && i === faults.length - 1) fault.outcome ||= outcome;
  }
  return value;
}

/** Reads `json` to a value that can be used: `otherwise` where `json` cannot. `name` is the path of the whole. */
export function parse<T>(read: Reader<T>, json: unknown, name: string, otherwise: T): Parsed<T> {
  const log: FaultLog = { faults: [], more: 0 };
  const value = readProperty(read, { json }, 'json', log, IGNORED) ?? otherwise;
  for (const fault of log.faults) fault.path = fault.path.slice('.json.'.length) || name;
  if (log.more)
    log.faults.push({
      code: 'lojal/more-faults',
      path: 'the rest',
      found: String(log.more),
      accepted: '',
      outcome: '',
    });
  return { value, faults: log.faults };
}
