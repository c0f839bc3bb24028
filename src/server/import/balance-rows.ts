/** Reads balances of points from a CSV file of another system. */
import { ID_LETTERS, TEXT_LETTERS } from '../../config/config-limits.ts';
import type { CalendarDate, FullProgram } from '../../loyalty/types.ts';
import { restoreFormulas } from '../formula-cells.ts';
import { calendarDay } from '../ledger/calendar-day.ts';
import type { PointBalance } from '../ledger/imported-points.ts';
import type { MonthDay } from '../ledger/yearly-day.ts';
import { isStorable } from '../storable.ts';
import { isSubject } from '../validate.ts';
import { UnusableData } from '../webhooks/unusable-data.ts';
import { dayOfBalance } from './balance-dates.ts';
import type { CsvFault, CsvRow } from './csv-rows.ts';
import { type ColumnNames, type FoundColumns, findColumns, missingColumns } from './find-columns.ts';
import { readPoints } from './read-cell.ts';
import { type DateOrder, readMovedBirthday, readMovedDate } from './read-moved-date.ts';

/** The headers of each field, as `normalHeader` writes them. */
const HEADERS = {
  customer: ['customer', 'customerid', 'memberid', 'externalid'],
  points: ['points', 'pointsbalance', 'pointbalance', 'balance', 'currentbalance', 'availablepoints', 'pointsapproved'],
  at: ['at', 'date', 'earnedat', 'asof'],
  expires: ['expires', 'expiresat', 'expirydate', 'expirationdate', 'expiry', 'pointsexpireat', 'pointsexpirydate'],
  why: ['why', 'reason', 'note', 'description'],
  id: ['id', 'rowid', 'transactionid'],
  birthday: ['birthday', 'birthdate', 'dateofbirth'],
} as const;

type BalanceField = keyof typeof HEADERS;

/** Characters of the id of a row, so that the id of the entry has not too many. */
const MOST_ID = ID_LETTERS - 20;

export interface BalanceOptions {
  readonly program: Pick<FullProgram, 'points' | 'timeZone'>;
  readonly today: CalendarDate;
  /** The columns that the shop names itself. */
  readonly mapping: ColumnNames<string>;
  /** Of dates with a slash. */
  readonly dates?: DateOrder | undefined;
}

/** A balance of a file, with the birthday if the file has it. */
export interface FileBalance extends PointBalance {
  readonly birthday?: MonthDay;
}

/** The balances of a file. */
export interface Balances {
  /** Each with the line of its row. */
  readonly balances: readonly (FileBalance & { readonly line: number })[];
  /** The rows whose points have expired. */
  readonly expired: number;
}

/** The text of a field: empty where the file has no such column. */
type Cells = (field: BalanceField) => string;

function readWhy(why: string): Pick<PointBalance, 'why'> {
  if ([...why].length > TEXT_LETTERS)
    throw new UnusableData(`The text for why has more than ${TEXT_LETTERS} characters.`);
  if (!isStorable(why)) throw new UnusableData('The text for why has a character that cannot be stored.');
  return why === '' ? {} : { why };
}

/** @throws UnusableData for a row that is not a balance */
function readBalance(cell: Cells, hasIds: boolean, { program, today, dates }: BalanceOptions): FileBalance | undefined {
  const customer = cell('customer');
  if (customer === '') throw new UnusableData('The row has no value for customer.');
  if (!isSubject(customer))
    throw new UnusableData(
      'The id of a customer must be a text of 1 to 128 characters, never an e-mail address, nor "." or "..".',
    );
  const source = hasIds ? cell('id') : customer;
  if (source === '') throw new UnusableData('The row has no value for id.');
  if ([...source].length > MOST_ID || !isStorable(source))
    throw new UnusableData(`The id of a row must be a text of 1 to ${MOST_ID} characters.`);
  const points = readPoints(cell('points'), 'points');
  const day = (field: 'at' | 'expires') =>
    cell(field) === '' ? undefined : calendarDay(readMovedDate(cell(field), field, dates), program.timeZone);
  const at = dayOfBalance(program, today, day('at'), day('expires'));
  const birthday = readMovedBirthday(cell('birthday'), dates);
  if (at === undefined) return undefined;
  return { customer, source, points, at, ...readWhy(cell('why')), ...(birthday !== undefined && { birthday }) };
}

/** The rows that are read so far. */
class BalanceFile {
  readonly #options: BalanceOptions;
  readonly #columns: FoundColumns<BalanceField>;
  readonly #bySource = new Map<string, { line: number; balance: FileBalance | undefined; isTwice?: boolean }>();

  constructor(columns: FoundColumns<BalanceField>, options: BalanceOptions) {
    this.#columns = columns;
    this.#options = options;
  }

  /** @throws UnusableData */
  add({ line, cells }: CsvRow): void {
    const { index } = this.#columns;
    const cell: Cells = (field) => restoreFormulas(cells[index.get(field) ?? -1]?.trim() ?? '');
    const hasIds = index.has('id');
    const source = cell(hasIds ? 'id' : 'customer');
    const before = this.#bySource.get(source);
    if (before) {
      // Which of the rows is right is not known, so none of them is used.
      before.isTwice = true;
      throw new UnusableData(
        hasIds
          ? `The id of the row is also in line ${before.line}. Neither of them is used.`
          : `The customer is also in line ${before.line}. Neither of them is used: add the points up, or give each row an id in a column "id".`,
      );
    }
    const balance = readBalance(cell, hasIds, this.#options);
    this.#bySource.set(source, { line, balance });
  }

  get result(): Balances {
    const rows = [...this.#bySource.values()].filter(({ isTwice }) => !isTwice);
    return {
      balances: rows.flatMap(({ line, balance }) => (balance ? [{ line, ...balance }] : [])),
      expired: rows.filter(({ balance }) => !balance).length,
    };
  }
}

/**
 * Reads a file as a whole, because a row can contradict an earlier one.
 *
 * @param fault is told each row that is not used, in a sentence that repeats nothing of the row
 */
export async function readBalances(
  rows: AsyncIterable<CsvRow | CsvFault>,
  options: BalanceOptions,
  fault: (fault: CsvFault) => void,
): Promise<Balances> {
  let file: BalanceFile | undefined;
  for await (const row of rows) {
    const { line } = row;
    try {
      if ('message' in row) throw new UnusableData(row.message);
      if (file) {
        if (row.cells.some((cell) => cell.trim() !== '')) file.add(row);
        continue;
      }
      const columns = findColumns(row.cells, HEADERS, options.mapping);
      if (typeof columns === 'string') throw new UnusableData(columns);
      const missing = (['customer', 'points'] as const).filter((field) => !columns.index.has(field));
      if (missing.length > 0) throw new UnusableData(missingColumns(missing));
      file = new BalanceFile(columns, options);
    } catch (error) {
      if (!(error instanceof UnusableData)) throw error;
      fault({ line, message: error.message });
      if (!file) return { balances: [], expired: 0 };
    }
  }
  if (!file) fault({ line: 1, message: 'The file is empty.' });
  return file?.result ?? { balances: [], expired: 0 };
}
