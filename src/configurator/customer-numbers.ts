/**
 * Customers of a file that names them by e-mail address, as Shopify's own export does. The count only needs to know which orders
 * belong together, so a number takes the place of each address. The import of the server wants the ids of the shop.
 */
import type { CsvFault, CsvRow } from '../server/import/csv-rows.ts';
import { normalHeader } from '../server/import/find-columns.ts';
import { type ColumnMapping, findOrderColumns } from '../server/import/order-columns.ts';

type Row = CsvRow | CsvFault;

/** The headers of an e-mail address, as `normalHeader` writes them. */
const ADDRESSES: readonly string[] = ['email', 'customeremail', 'emailaddress', 'billingemail'];

/** The column of the customer, and the names with which the columns are found. */
function customerColumn(
  header: readonly string[],
  mapping: ColumnMapping,
): readonly [number | undefined, ColumnMapping] {
  const found = findOrderColumns(header, mapping);
  if (typeof found !== 'string') return [found.index.get('customer'), mapping];
  const email = header.find((cell) => ADDRESSES.includes(normalHeader(cell)));
  if (email === undefined || mapping.customer !== undefined) return [undefined, mapping];
  const named = { ...mapping, customer: email };
  const other = findOrderColumns(header, named);
  return typeof other === 'string' ? [undefined, mapping] : [other.index.get('customer'), named];
}

async function* numbered(rows: AsyncGenerator<Row>, header: CsvRow, column: number): AsyncGenerator<Row> {
  const numbers = new Map<string, string>();
  yield header;
  for await (const row of rows) {
    const address = 'cells' in row ? (row.cells[column] ?? '').trim().toLowerCase() : '';
    if (!('cells' in row) || !address.includes('@')) {
      yield row;
      continue;
    }
    const number = numbers.get(address) ?? `e-mail ${numbers.size + 1}`;
    numbers.set(address, number);
    yield { line: row.line, cells: row.cells.with(column, number) };
  }
}

/** The rows with numbers in place of addresses, and the names with which their columns are found. */
export async function withCustomerNumbers(
  rows: AsyncGenerator<Row>,
  mapping: ColumnMapping,
): Promise<{ readonly rows: AsyncGenerator<Row>; readonly mapping: ColumnMapping }> {
  const { value: first } = await rows.next();
  async function* again(): AsyncGenerator<Row> {
    if (first) yield first;
    yield* rows;
  }
  if (!first || !('cells' in first)) return { rows: again(), mapping };
  const [column, names] = customerColumn(first.cells, mapping);
  return { rows: column === undefined ? again() : numbered(rows, first, column), mapping: names };
}
