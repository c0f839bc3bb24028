/** Reads the orders of a file, one after the other. */
import type { ShopOrder } from '../../schema/shop-order.ts';
import { UnusableData } from '../webhooks/unusable-data.ts';
import type { CsvFault, CsvRow } from './csv-rows.ts';
import { type ColumnMapping, findOrderColumns, type OrderColumns } from './order-columns.ts';
import { RowGroup } from './order-group.ts';

export interface OrderRowOptions {
  /** The currency of the program. An order in another one is a fault. */
  readonly currency: string;
  /** The columns that the shop names itself. */
  readonly mapping?: ColumnMapping | undefined;
}

/** An order of a file. */
export interface OrderOfRows {
  /** The line of its first row, from 1. */
  readonly line: number;
  readonly order: ShopOrder;
}

/** What keeps an order of a file, or the whole file, from being used. */
export interface OrderRowFault extends CsvFault {
  /** Whether the order is fine, but belongs to a guest. */
  readonly isGuest?: boolean;
}

function readGroup(group: RowGroup): OrderOfRows | OrderRowFault {
  const { line } = group;
  try {
    const order = group.toOrder();
    return 'ignored' in order ? { line, message: order.ignored, isGuest: true } : { line, order };
  } catch (error) {
    if (error instanceof UnusableData) return { line, message: error.message };
    throw error;
  }
}

const isBlank = (cells: readonly string[]): boolean => cells.every((cell) => cell.trim() === '');

/**
 * The orders of a file, in its order, each after its last row. The first row is the header. A row that continues an order has the
 * same id, or none. Holds the rows of one order, and the ids of all: an order whose rows are apart would be read as two states of
 * an order, and the second would replace the first.
 *
 * @returns orders, and faults. After a fault of the header, or of the file, nothing follows
 */
export async function* readOrderRows(
  rows: AsyncIterable<CsvRow | CsvFault>,
  { currency, mapping }: OrderRowOptions,
): AsyncGenerator<OrderOfRows | OrderRowFault> {
  let columns: OrderColumns | undefined;
  let group: RowGroup | undefined;
  const seen = new Set<string>();
  const finish = (done: RowGroup): OrderOfRows | OrderRowFault => {
    if (seen.has(done.key))
      return { line: done.line, message: 'The rows of the order do not follow each other. Sort the file by order.' };
    if (done.key !== '') seen.add(done.key);
    return readGroup(done);
  };
  for await (const row of rows) {
    // The last order may have lost rows, so it is not used.
    if ('message' in row) return yield row;
    if (!columns) {
      const found = findOrderColumns(row.cells, mapping);
      if (typeof found === 'string') return yield { line: row.line, message: found };
      columns = found;
    } else if (group?.isContinuedBy(row.cells)) group.add(row.cells);
    else if (!isBlank(row.cells)) {
      if (group) yield finish(group);
      group = new RowGroup(row, columns, currency);
    }
  }
  if (group) yield finish(group);
  if (!columns) yield { line: 1, message: 'The file is empty.' };
}
