/** The rows of one order in a file. */
import { MOST_ORDER_PARTS, type ShopOrder } from '../../schema/shop-order.ts';
import { restoreFormulas } from '../formula-cells.ts';
import { GUEST, type PlatformLine, type PlatformRefund, toShopOrder } from '../webhooks/platform-order.ts';
import { type IgnoredOrder, UnusableData } from '../webhooks/unusable-data.ts';
import type { CsvRow } from './csv-rows.ts';
import { isLineField, type OrderColumns, type OrderField } from './order-columns.ts';
import { readAmount, readTime } from './read-cell.ts';
import { readRefundList } from './refund-list.ts';

/** The id of the refund of an imported order. An export knows only the sum. */
const IMPORTED = 'imported';

/** The words of the exports, without spaces, underscores and hyphens. */
const STATUS: readonly (readonly [ShopOrder['status'], RegExp])[] = [
  ['pending', /^(?:pending|authorized|partiallypaid|onhold|unpaid)$/],
  ['paid', /^(?:paid|partiallyrefunded|refunded|processing|completed)$/],
  ['cancelled', /^(?:cancell?ed|voided|expired|failed|trash)$/],
];

const QUANTITY = /^\d{1,9}(?:\.\d{1,6})?$/;

/** The rows of one order. */
export class RowGroup {
  readonly line: number;
  readonly key: string;
  readonly #columns: OrderColumns;
  readonly #currency: string;
  readonly #rows: (readonly string[])[] = [];

  constructor({ line, cells }: CsvRow, columns: OrderColumns, currency: string) {
    this.line = line;
    this.#columns = columns;
    this.#currency = currency;
    this.key = cells[columns.group]?.trim() ?? '';
    this.add(cells);
  }

  /** One row above the limit is kept, so that the order is refused. */
  add(cells: readonly string[]): void {
    if (this.#rows.length <= MOST_ORDER_PARTS.lines) this.#rows.push(cells);
  }

  /** Whether a row without a key has only fields of a line, so that it continues this order. */
  isContinuedBy(cells: readonly string[]): boolean {
    const key = cells[this.#columns.group]?.trim() ?? '';
    if (key !== '') return key === this.key;
    return [...this.#columns.index.keys()].every((field) => isLineField(field) || this.#cell(cells, field) === '');
  }

  #cell(cells: readonly string[], field: OrderField): string {
    return restoreFormulas(cells[this.#columns.index.get(field) ?? -1]?.trim() ?? '');
  }

  /** The value of a field of the order: all rows have the same, or nothing. */
  #value(field: OrderField): string {
    let value = '';
    for (const cells of this.#rows) {
      const cell = this.#cell(cells, field);
      if (cell === '' || cell === value) continue;
      if (value !== '') throw new UnusableData(`The rows of the order have different values for ${field}.`);
      value = cell;
    }
    return value;
  }

  #needed(field: OrderField): string {
    const value = this.#value(field);
    if (value === '') throw new UnusableData(`The order has no value for ${field}.`);
    return value;
  }

  #amount(field: OrderField, cell = this.#value(field)): number {
    const amount = cell === '' ? 0 : readAmount(cell, field, this.#currency);
    if (amount < 0) throw new UnusableData(`The order has an amount below 0 for ${field}.`);
    return amount;
  }

  #time(field: OrderField): string | undefined {
    const cell = this.#value(field);
    return cell === '' ? undefined : readTime(cell, field, this.#columns.utc.has(field));
  }

  #status(): { readonly word: string; readonly status: ShopOrder['status'] } {
    const word = this.#value('status')
      .toLowerCase()
      .replace(/^wc-/, '')
      .replace(/[\s_-]/g, '');
    if (this.#time('cancelled')) return { word, status: 'cancelled' };
    if (word === '' && !this.#columns.index.has('paid')) throw new UnusableData('The order has no value for status.');
    if (word === '') return { word, status: this.#time('paid') ? 'paid' : 'pending' };
    const status = STATUS.find(([, words]) => words.test(word))?.[0];
    if (!status) throw new UnusableData('The order has a status that is not known: use pending, paid or cancelled.');
    return { word, status };
  }

  #line(cells: readonly string[]): readonly PlatformLine[] {
    const cell = (field: OrderField): string => this.#cell(cells, field);
    const amount = (field: OrderField): number => this.#amount(field, cell(field));
    const product = cell('product') || cell('name');
    if (product === '') return [];
    const quantity = cell('quantity') || '1';
    if (!QUANTITY.test(quantity)) throw new UnusableData('The column for quantity must have numbers like 2.');
    const total =
      cell('line_total') === ''
        ? Math.round(amount('price') * Number(quantity)) - amount('discount')
        : amount('line_total');
    const cost = cell('line_cost') === '' ? undefined : amount('line_cost');
    return [{ product, name: cell('name') || undefined, quantity: Number(quantity), total, cost }];
  }

  /** What was paid back in all, as one refund. */
  #refunded(at: string): readonly PlatformRefund[] {
    const written = this.#value('refunded');
    // Some exports write what was paid back below 0.
    const amount = written === '' ? 0 : Math.abs(readAmount(written, 'refunded', this.#currency));
    return [{ id: IMPORTED, at, amount }];
  }

  /** @throws UnusableData for rows that are not an order */
  toOrder(): ShopOrder | IgnoredOrder {
    const id = this.#needed('id');
    const customer = this.#value('customer');
    if (customer === '' || customer === '0') return { ignored: GUEST };
    if (this.#needed('currency').toUpperCase() !== this.#currency)
      throw new UnusableData(`The order must be in ${this.#currency}, the currency of the program.`);
    const at = readTime(this.#needed('at'), 'at', this.#columns.utc.has('at'));
    const { word, status } = this.#status();
    const updated = this.#time('updated');
    const paidBackAt = this.#time('refunded_at') ?? updated ?? this.#time('paid') ?? at;
    const refunds = readRefundList(this.#value('refund_list'), this.#currency) ?? this.#refunded(paidBackAt);
    return toShopOrder({
      id,
      customer,
      at,
      currency: this.#currency,
      total: this.#amount('total', this.#needed('total')),
      tax: this.#amount('tax'),
      shipping: this.#amount('shipping'),
      status,
      lines: this.#rows.flatMap((cells) => this.#line(cells)),
      refunds,
      allRefundedAt: word === 'refunded' ? paidBackAt : undefined,
      codes: this.#value('codes')
        .split(/[,;|]/)
        .map((code) => code.trim()),
      referral: this.#value('referral') || undefined,
      // A date without a time does not tell which of two states is newer.
      updated: updated !== undefined && updated.length > 10 ? updated : undefined,
    });
  }
}
