/** Turns the export of a loyalty tool into the rows that `readBalances` reads. */
import { restoreFormulas } from '../formula-cells.ts';
import type { CsvFault, CsvRow } from './csv-rows.ts';
import { type ColumnNames, type FoundColumns, findColumns, missingColumns } from './find-columns.ts';
import { type MovedCustomers, plainId } from './moved-customers.ts';
import { leftOut, MOVED_BALANCE_HEADERS } from './moving-tools.ts';

type Field = keyof typeof MOVED_BALANCE_HEADERS;

export interface MovedOptions {
  /** The columns that the shop names itself. */
  readonly mapping: ColumnNames<string>;
  /** Whose address is whose. Without it, the file must have ids. */
  readonly customers?: MovedCustomers | undefined;
  /** Is told which columns are left out. */
  readonly onHeader?: ((leftOut: readonly string[]) => void) | undefined;
}

const NEEDS_CUSTOMERS =
  'The file names customers by e-mail address, which Lojal does not store. Give the list of your customers with their ids: --customers customers.csv';

/**
 * The id of the customer of a row.
 *
 * @returns the id, empty where the row has none, or a fault
 */
export function movedCustomer(
  cell: (field: 'email' | 'customer') => string,
  customers: MovedCustomers | undefined,
): string | { readonly message: string } {
  const id = plainId(cell('customer'));
  if (id !== '' || !customers || cell('email') === '') return id;
  const known = customers.idOf(cell('email'));
  if (known === null) return { message: 'The e-mail address belongs to two customers of the list.' };
  return known ?? { message: 'The e-mail address is not in the list of customers.' };
}

/** Rows of `customer`, `points`, `expires` and `birthday`. After a fault of the header nothing follows. */
export async function* toBalanceRows(
  rows: AsyncIterable<CsvRow | CsvFault>,
  { mapping, customers, onHeader }: MovedOptions,
): AsyncGenerator<CsvRow | CsvFault> {
  let columns: FoundColumns<Field> | undefined;
  for await (const row of rows) {
    const { line } = row;
    if ('message' in row) {
      yield row;
      continue;
    }
    if (!columns) {
      const found = findColumns(row.cells, MOVED_BALANCE_HEADERS, mapping);
      if (typeof found === 'string') return yield { line, message: found };
      if (!found.index.has('points')) return yield { line, message: missingColumns(['points']) };
      if (!found.index.has('customer') && !found.index.has('email'))
        return yield { line, message: missingColumns(['email']) };
      if (!found.index.has('customer') && !customers) return yield { line, message: NEEDS_CUSTOMERS };
      onHeader?.(leftOut(found.places.keys(), new Set(found.names.values())));
      columns = found;
      yield { line, cells: ['customer', 'points', 'expires', 'birthday'] };
      continue;
    }
    if (row.cells.every((cell) => cell.trim() === '')) continue;
    const { index } = columns;
    const cell = (field: Field) => restoreFormulas(row.cells[index.get(field) ?? -1]?.trim() ?? '');
    const customer = movedCustomer(cell, customers);
    if (typeof customer === 'object') yield { line, ...customer };
    else yield { line, cells: [customer, cell('points'), cell('expires'), cell('birthday')] };
  }
}
