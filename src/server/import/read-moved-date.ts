/** Reads dates as tools and spreadsheets write them. Refuses what could be two days. */
import { monthDay } from '../ledger/yearly-day.ts';
import { UnusableData } from '../webhooks/unusable-data.ts';
import { readTime } from './read-cell.ts';

/** Whether the day or the month comes first in `03/04/2026`. */
export type DateOrder = 'dmy' | 'mdy';

const WRITTEN = /^(\d{1,2})([/.-])(\d{1,2})\2(\d{4})(?:,? .*)?$/;

const padded = (text: string): string => text.padStart(2, '0');

/**
 * A moment in RFC 3339, or a calendar date: what `readTime` reads, and dates such as `21/11/2026` and `21.11.2026`. The time of those
 * is left out, because it has no zone.
 *
 * @param order decides about `03/04/2026`, which is refused without it. With points, the day comes first
 * @throws UnusableData
 */
export function readMovedDate(cell: string, column: string, order?: DateOrder): string {
  const [, first = '', separator, second = '', year] = WRITTEN.exec(cell) ?? [];
  if (year === undefined) return readTime(cell, column);
  const isDayFirst =
    order === undefined && separator !== '.' ? Number(first) > 12 : order !== 'mdy' || separator === '.';
  if (order === undefined && separator !== '.' && Number(first) <= 12 && Number(second) <= 12 && first !== second)
    throw new UnusableData(
      `The column for ${column} has dates like 03/04/2026, which can be two days. Say which is first: --dates dmy or --dates mdy`,
    );
  const [day, month] = isDayFirst ? [first, second] : [second, first];
  return readTime(`${year}-${padded(month)}-${padded(day)}`, column);
}

/**
 * A birthday as `MM-DD`, from `05-27`, `1990-05-27`, `05/27` or `05/27/1990`; nothing for an empty cell, and for `0`, which Yotpo asks
 * for in empty cells.
 *
 * @param order of the forms with a slash. Default: the month is first
 * @throws UnusableData
 */
export function readMovedBirthday(cell: string, order: DateOrder = 'mdy'): string | undefined {
  if (cell === '' || cell === '0') return undefined;
  const [, first, second] = /^(?:\d{4}-)?(\d\d)-(\d\d)$/.exec(cell) ?? [];
  const [, one, two] = /^(\d{1,2})\/(\d{1,2})(?:\/\d{4})?$/.exec(cell) ?? [];
  const [month, day] = order === 'mdy' ? [one, two] : [two, one];
  const birthday = monthDay(Number(first ?? month ?? 0), Number(second ?? day ?? 0));
  if (birthday === undefined)
    throw new UnusableData('The column for birthday must have days like 05-27, 1990-05-27 or 05/27/1990.');
  return birthday;
}
