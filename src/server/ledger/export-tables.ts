/** How an export writes orders, ledgers, codes and members: objects for NDJSON, and rows for CSV. */
import { digits, toMajor } from '../../loyalty/money.ts';
import type { CalendarDate, FullProgram } from '../../loyalty/types.ts';
import type { OrderLine, ShopOrder } from '../../schema/shop-order.ts';
import type { CodeRecord, EntryRecord, LedgerRecords, MemberRecord } from './ledger-records.ts';
import { stateOn } from './use-codes.ts';
import { wireEntry } from './wire-account.ts';

type Fields = Readonly<Record<string, unknown>>;

/** What the amounts and days of a record depend on. */
export interface ExportContext {
  readonly program: FullProgram;
  readonly today: CalendarDate;
}

/** How one kind of record is written. */
export interface ExportTable<Row> {
  readonly columns: readonly string[];
  /** The record as JSON. Money is in major units. */
  readonly json: (row: Row, context: ExportContext) => Fields;
  /** The rows of the record: objects with the columns as keys. Default: the JSON. */
  readonly rows?: (row: Row) => readonly Fields[];
}

/** Without the fields that have no value. */
const known = (fields: Fields): Fields =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null && value !== undefined));

/** All decimals of the currency: `1.234` could mean a thousand to a reader. */
const money = (amount: number | undefined, currency: string): string | undefined =>
  amount?.toFixed(digits(currency.toUpperCase()));

const lineFields = ({ product, name, quantity, total, cost }: OrderLine, currency: string): Fields => ({
  product,
  product_name: name,
  // The import takes six decimals.
  quantity: Number(quantity.toFixed(6)),
  line_total: money(total, currency),
  line_cost: money(cost, currency),
});

/** One row for each line of the order, in the columns that `lojal import orders` reads. The first one has the order. */
function orderRows(order: ShopOrder): readonly Fields[] {
  const { id, currency, total, tax, shipping, lines = [], refunds = [], codes = [] } = order;
  const { customer, at, status, updated, referral } = order;
  const refunded = refunds.reduce((sum, { amount }) => sum + amount, 0);
  const fields = {
    id,
    customer,
    at,
    currency,
    total: money(total, currency),
    tax: money(tax, currency),
    shipping: money(shipping, currency),
    status,
    refunded: money(refunded, currency),
    refund_list: refunds.length > 0 ? JSON.stringify(refunds) : undefined,
    updated,
    codes: codes.join(', '),
    referral,
  };
  const [first, ...others] = lines.map((line) => lineFields(line, currency));
  return [{ ...fields, ...first }, ...others.map((line) => ({ id, ...line }))];
}

const codeJson = ({ worth, state, expires, ...code }: CodeRecord, { program, today }: ExportContext): Fields => {
  const { kind, value, minimum, product } = worth ?? {};
  const amount = (of: number | undefined) => of && toMajor(of, program.currency);
  return known({
    ...code,
    state: state === 'free' ? state : stateOn({ state, ...(expires !== null && { expires }) }, today),
    expires,
    kind,
    value: kind === 'discount' ? amount(value) : value,
    minimum: amount(minimum),
    product,
  });
};

const entryJson = ({ customer, order, entry }: EntryRecord, { program }: ExportContext): Fields =>
  known({ customer, order, ...wireEntry(entry, program.currency) });

const memberJson = ({ cost, ...member }: MemberRecord, { program }: ExportContext): Fields =>
  known({ ...member, cost: cost === null ? null : toMajor(cost, program.currency) });

/** The kinds of records, beside answers. */
export const EXPORT_TABLES: { readonly [Kind in keyof LedgerRecords]: ExportTable<LedgerRecords[Kind]> } = {
  orders: {
    columns: [
      ...['id', 'customer', 'at', 'currency', 'total', 'tax', 'shipping', 'status', 'refunded', 'refund_list'],
      ...['updated', 'codes', 'referral', 'product', 'product_name', 'quantity', 'line_total', 'line_cost'],
    ],
    json: (order) => ({ ...order }),
    rows: orderRows,
  },
  ledger: {
    columns: [
      ...['customer', 'id', 'at', 'kind', 'points', 'spend', 'order', 'of', 'available', 'rule', 'campaign', 'times'],
      ...['base', 'reward', 'code', 'why'],
    ],
    json: entryJson,
  },
  codes: {
    columns: [
      ...['code', 'state', 'reward', 'kind', 'value', 'minimum', 'product', 'customer', 'advocate', 'id', 'points'],
      ...['at', 'expires', 'order'],
    ],
    json: codeJson,
  },
  members: {
    columns: ['customer', 'joined', 'birthday', 'memberUntil', 'tags', 'cost', 'referral'],
    json: memberJson,
  },
};
