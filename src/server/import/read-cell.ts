/** Reads dates and amounts as spreadsheets and exports write them. Refuses what could mean two things. */
import { LARGEST } from '../../config/common-declarations.ts';
import { isDate } from '../../loyalty/dates.ts';
import { digits, toMinor } from '../../loyalty/money.ts';
import { isMoment, MOST_MONEY } from '../webhooks/untrusted-record.ts';
import { UnusableData } from '../webhooks/unusable-data.ts';

const TIME = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d)(:\d\d(?:\.\d{1,9})?)?(?: ?(Z|UTC|GMT|[+-]\d\d:?\d\d))?$/;

/** `+0200` and `UTC` as RFC 3339 writes them. */
const zoneOf = (zone: string): string => (/^[+-]/.test(zone) ? `${zone.slice(0, 3)}:${zone.slice(-2)}` : 'Z');

/**
 * A moment in RFC 3339, or a calendar date. A time without a zone is the shop's own: only its date is used, which is a day of the
 * program. Accepts RFC 3339, `YYYY-MM-DD`, `YYYYMMDD` and `YYYY-MM-DD HH:MM:SS +ZZZZ`, where seconds and zone may be missing.
 *
 * @param isUtc whether a time without a zone is in UTC
 * @throws UnusableData for anything else
 */
export function readTime(cell: string, column: string, isUtc = false): string {
  const short = /^(\d{4})(\d\d)(\d\d)$/.exec(cell);
  const date = short ? `${short[1]}-${short[2]}-${short[3]}` : cell;
  if (isDate(date) && date >= '1970' && date < '3') return date;
  const [, day = '', minutes, seconds = ':00', written] = TIME.exec(cell) ?? [];
  const zone = written ?? (isUtc ? 'Z' : undefined);
  const moment = `${day}T${minutes}${seconds}${zoneOf(zone ?? 'Z')}`;
  if (!isMoment(moment))
    throw new UnusableData(
      `The column for ${column} must have dates like 2026-11-21, 2026-11-21 20:11:05 +0100 or 2026-11-21T20:11:05Z.`,
    );
  return zone === undefined ? day : moment;
}

/** The sign of a currency, or its three letters, before or after the amount. */
const SIGNS = /^(?:\p{Sc}|[A-Z]{3}|kr\.?)\s*|\s*(?:\p{Sc}|[A-Z]{3}|kr\.?)$/gu;
/** Spaces and apostrophes between groups of three digits. */
const GROUPS = /^-?\d{1,3}(?:[ '’\u00A0\u202F]\d{3})+(?=$|[.,])/;
const PLAIN = /^-?\d{1,15}$/;
const DECIMAL = /^(-?\d{1,15})[.,](\d{1,20})$/;
/** `1,234,567` and `1.234.567,89`. */
const GROUPED = /^-?\d{1,3}(?:(?:,\d{3})+\.\d{1,20}|(?:\.\d{3})+,\d{1,20}|(?:,\d{3}){2,}|(?:\.\d{3}){2,})$/;

/** `1,234`: a thousand, or one and a fraction. Three decimals after a point are no question where there are three. */
function isAmbiguous(text: string, decimals: number): boolean {
  const [, whole = '', separator, fraction] = /^-?(\d{1,3})([.,])(\d{3})$/.exec(text) ?? [];
  if (fraction === undefined || /^0/.test(whole)) return false;
  return !(separator === '.' && decimals === 3);
}

/** The amount with a decimal point, and without anything else. */
function asDecimal(text: string): string | undefined {
  if (PLAIN.test(text)) return text;
  const [, whole, fraction] = DECIMAL.exec(text) ?? [];
  if (whole !== undefined) return `${whole}.${fraction}`;
  if (!GROUPED.test(text)) return undefined;
  const separators = text.replace(/[-\d]/g, '');
  const last = separators.at(-1) ?? '';
  // Where all separators are the same, they all separate thousands.
  if (last === separators[0]) return text.replaceAll(last, '');
  return text.replaceAll(last === ',' ? '.' : ',', '').replace(',', '.');
}

/**
 * A number with or without separators of thousands; NaN for anything else.
 *
 * @throws UnusableData for `1,234`, which is ambiguous
 */
function readNumber(cell: string, column: string, decimals: number): number {
  const text = cell.replace(GROUPS, (whole) => whole.replace(/[^-\d]/g, ''));
  if (isAmbiguous(text, decimals))
    throw new UnusableData(
      `The column for ${column} has an amount with one separator before three digits, which can mean a thousand or a fraction. Leave out what separates thousands, and write decimals with a point.`,
    );
  return Number(asDecimal(text) ?? Number.NaN);
}

/**
 * An amount in minor units of `currency`: `1234.5`, `1,234.50`, `1.234,50`, `€ 49,90`.
 *
 * @throws UnusableData for anything else, and for `1,234`, which is ambiguous
 */
export function readAmount(cell: string, column: string, currency: string): number {
  const amount = readNumber(cell.replace(SIGNS, ''), column, digits(currency));
  if (!(Math.abs(amount) <= MOST_MONEY))
    throw new UnusableData(`The column for ${column} must have amounts like 1234.50, up to ${MOST_MONEY}.`);
  return toMinor(amount, currency);
}

/**
 * A balance of points: a whole number from 0, also written as `500.0` or `12 500`.
 *
 * @throws UnusableData for anything else, and for `1,234`, which is ambiguous
 */
export function readPoints(cell: string, column: string): number {
  if (cell === '') throw new UnusableData(`The row has no value for ${column}.`);
  const points = readNumber(cell, column, 0);
  if (Number.isNaN(points)) throw new UnusableData(`The column for ${column} must have whole numbers like 1250.`);
  if (points < 0)
    throw new UnusableData(`The ${column} are below 0. Write 0, or leave the row out: a debt is not imported.`);
  if (points > LARGEST) throw new UnusableData(`The ${column} are more than ${LARGEST}.`);
  if (!Number.isInteger(points))
    throw new UnusableData(`The ${column} have a fraction. Lojal counts whole points: round the number.`);
  return points;
}
