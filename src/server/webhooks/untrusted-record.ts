/** Reads JSON of another system. */
import { isObject } from '../../config/reader.ts';
import { isDate } from '../../loyalty/dates.ts';
import { toMinor } from '../../loyalty/money.ts';
import { UnusableData } from './unusable-data.ts';

/** An amount as platforms write it: `49.90`, and `41.583333` for a part of a price. */
const DECIMAL = /^-?\d{1,15}(?:\.\d{1,20})?$/;
/** The largest amount of an order, in major units. Times 10⁴ it is still a safe integer. */
export const MOST_MONEY = 1e11;
const MOMENT =
  /^((?:19[7-9]|2\d\d)\d-\d\d-\d\d)T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,9})?(?:Z|[+-](?:0\d|1[0-4]):[0-5]\d)$/;

/** Whether a text is a moment as the schema of an order accepts it: RFC 3339, the year from 1970 to 2999. */
export const isMoment = (text: string): boolean => isDate(MOMENT.exec(text)?.[1]);

/** An object whose fields can be missing or of any type. Only own properties are read. `null` counts as missing. */
export class UntrustedRecord {
  readonly #fields: Readonly<Record<string, unknown>>;
  readonly #path: string;

  /** @throws UnusableData for a value that is not an object */
  constructor(value: unknown, path = '') {
    if (!isObject(value)) throw new UnusableData(`${path || 'The body'} must be an object.`);
    this.#fields = value;
    this.#path = path;
  }

  /** The path of a field, for messages: `line_items[2].price`. */
  pathOf(key: string): string {
    return this.#path ? `${this.#path}.${key}` : key;
  }

  refuse(key: string, message: string): UnusableData {
    return new UnusableData(`${this.pathOf(key)} ${message}.`);
  }

  #own(key: string): unknown {
    return Object.hasOwn(this.#fields, key) ? (this.#fields[key] ?? undefined) : undefined;
  }

  has(key: string): boolean {
    return this.#own(key) !== undefined;
  }

  /** @throws UnusableData for a value that is not an object */
  record(key: string): UntrustedRecord | undefined {
    const value = this.#own(key);
    return value === undefined ? undefined : new UntrustedRecord(value, this.pathOf(key));
  }

  /**
   * The objects of a list; none where the list is missing.
   *
   * @throws UnusableData for another value, and for more than `most`
   */
  records(key: string, most: number): readonly UntrustedRecord[] {
    const value = this.#own(key) ?? [];
    if (!Array.isArray(value)) throw this.refuse(key, 'must be a list');
    if (value.length > most) throw this.refuse(key, `must have at most ${most} entries`);
    return Array.from(value, (item, i) => new UntrustedRecord(item, `${this.pathOf(key)}[${i}]`));
  }

  /** A text that is not empty. @throws UnusableData for another type */
  text(key: string): string | undefined {
    const value = this.#own(key);
    if (value !== undefined && typeof value !== 'string') throw this.refuse(key, 'must be a text');
    return value || undefined;
  }

  /** @throws UnusableData for another type */
  flag(key: string): boolean {
    const value = this.#own(key) ?? false;
    if (typeof value !== 'boolean') throw this.refuse(key, 'must be true or false');
    return value;
  }

  /**
   * A positive whole number as digits; nothing for a missing one and for 0.
   *
   * @throws UnusableData for another value, and for a number that JSON cannot express exactly
   */
  id(key: string): string | undefined {
    const value = this.#own(key);
    if (value === undefined || value === 0 || value === '0') return undefined;
    const isExact = typeof value === 'number' && Number.isSafeInteger(value) && value > 0;
    if (isExact || (typeof value === 'string' && /^[1-9]\d{0,29}$/.test(value))) return String(value);
    throw this.refuse(key, 'must be a positive whole number, at most 9007199254740991');
  }

  /** A number from 0 to 10⁹. @throws UnusableData for another value */
  quantity(key: string): number {
    const value = this.#own(key);
    if (typeof value === 'number' && value >= 0 && value <= 1e9) return value;
    throw this.refuse(key, 'must be a number from 0');
  }

  /**
   * An amount in minor units of `currency`.
   *
   * @param least 0, or less where the platform writes amounts below 0
   * @throws UnusableData for a value that is not a decimal number, or out of range
   */
  money(key: string, currency: string, least = 0): number | undefined {
    const value = this.#own(key);
    if (value === undefined) return undefined;
    const written = typeof value === 'number' ? String(value) : value;
    if (typeof written !== 'string' || !DECIMAL.test(written)) throw this.refuse(key, 'must be a decimal number');
    const amount = Number(written);
    if (amount < least) throw this.refuse(key, 'must not be below 0');
    if (Math.abs(amount) > MOST_MONEY) throw this.refuse(key, `must be at most ${MOST_MONEY}`);
    return toMinor(amount, currency);
  }

  /** A moment in RFC 3339. @param zone is appended, where the platform leaves the zone out. @throws UnusableData for another value */
  moment(key: string, zone = ''): string | undefined {
    const text = this.text(key);
    if (text === undefined) return undefined;
    const moment = zone && !/(?:Z|[+-]\d\d:\d\d)$/.test(text) ? text + zone : text;
    if (!isMoment(moment)) throw this.refuse(key, 'must be a moment, as in 2026-11-21T20:11:05Z');
    return moment;
  }
}
