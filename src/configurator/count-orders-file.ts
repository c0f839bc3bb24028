/** Counts the orders of a CSV file, with the reader of the server's import. Runs in a worker, or anywhere. */
import { readOrderRows } from '../server/import/order-rows.ts';
import { readTextRows } from './csv-reader.ts';
import { withCustomerNumbers } from './customer-numbers.ts';
import { type CostReport, ProgrammeCost } from './programme-cost.ts';

/** A row that is not counted. */
export interface RowFault {
  readonly line: number;
  readonly message: string;
}

export interface OrdersCount {
  /** Absent where no order could be used. */
  readonly report?: CostReport;
  /** Orders of guests, who are in no programme. */
  readonly guests: number;
  /** How many rows are not counted, and the first of them. */
  readonly faulty: number;
  readonly faults: readonly RowFault[];
}

export interface CountOptions {
  /** The JSON of the program. */
  readonly program: unknown;
  /** The headers that the shop names itself, by field. */
  readonly mapping?: Readonly<Record<string, string>>;
  /** Called with the number of orders that were read, then of customers that were counted. */
  readonly progress?: (done: { readonly orders: number; readonly customers: number }) => void;
}

/** The faults that the page names. */
const MOST_SHOWN = 50;
const STEP = 1_000;

export async function countOrdersFile(
  chunks: AsyncIterable<string>,
  { program, mapping = {}, progress = () => {} }: CountOptions,
): Promise<OrdersCount> {
  const cost = new ProgrammeCost(program);
  const faults: RowFault[] = [];
  let [guests, faulty, orders] = [0, 0, 0];
  const note = (line: number, message: string): void => {
    faulty++;
    if (faults.length < MOST_SHOWN) faults.push({ line, message });
  };
  const named = await withCustomerNumbers(readTextRows(chunks), mapping);
  for await (const row of readOrderRows(named.rows, { currency: cost.currency, mapping: named.mapping })) {
    if ('message' in row) {
      if (row.isGuest) guests++;
      else note(row.line, row.message);
      continue;
    }
    const fault = cost.add(row.order);
    if (fault !== undefined) note(row.line, fault);
    else if (++orders % STEP === 0) progress({ orders, customers: 0 });
  }
  const report =
    orders > 0
      ? cost.report((customers) => {
          if (customers % STEP === 0) progress({ orders, customers });
        })
      : undefined;
  return { guests, faulty, faults, ...(report && { report }) };
}
