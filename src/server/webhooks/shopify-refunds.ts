/** Refunds of Shopify: within an order, and alone in `refunds/create`. */
import { prorate, toMajor, toMinor } from '../../loyalty/money.ts';
import { MOST_ORDER_PARTS, type OrderRefund, type ShopOrder } from '../../schema/shop-order.ts';
import type { OrderChange } from '../ledger/change-orders.ts';
import { capRefunds, type PlatformRefund } from './platform-order.ts';
import { UntrustedRecord } from './untrusted-record.ts';
import type { IgnoredOrder } from './unusable-data.ts';

/** The most transactions of a refund. */
const MOST_TRANSACTIONS = 1_000;

/** The total of an order in the currency that the customer saw, for transactions in that currency. Amounts are in minor units. */
export interface PresentedTotal {
  readonly currency: string;
  readonly presented: number;
  readonly total: number;
}

/** The refunds of an order, in minor units of the program's currency. */
export interface ShopifyRefunds {
  readonly refunds: readonly PlatformRefund[];
  /** What is on its way back to the customer and does not count yet. */
  readonly pending: number;
}

/** Converts amounts of an order at the order's own rate. All parts of a total give the whole total, without rounding loss. */
class Converter {
  readonly #currency: string;
  readonly #rate: PresentedTotal | undefined;
  #presented = 0;

  constructor(currency: string, rate: PresentedTotal | undefined) {
    this.#currency = currency;
    this.#rate = rate;
  }

  /** Minor units of the program's currency; nothing for an amount whose rate is not known. */
  amountOf(transaction: UntrustedRecord): number | undefined {
    const shop = transaction.record('amount_set')?.record('shop_money');
    if (shop?.text('currency_code') === this.#currency) return shop.money('amount', this.#currency) ?? 0;
    const currency = transaction.text('currency') ?? this.#currency;
    const amount = transaction.money('amount', currency) ?? 0;
    if (currency === this.#currency) return amount;
    const rate = this.#rate;
    if (!rate || rate.currency !== currency || rate.presented === 0) return undefined;
    const convert = (part: number) => prorate(Math.min(part, rate.presented), rate.total, rate.presented);
    const before = convert(this.#presented);
    this.#presented += amount;
    return convert(this.#presented) - before;
  }
}

const momentOf = (refund: UntrustedRecord): string => {
  const at = refund.moment('processed_at') ?? refund.moment('created_at');
  if (at === undefined) throw refund.refuse('created_at', 'is missing');
  return at;
};

function readRefund(refund: UntrustedRecord, convert: Converter) {
  const id = refund.id('id');
  if (id === undefined) throw refund.refuse('id', 'is missing');
  const at = momentOf(refund);
  let [amount, pending] = [0, 0];
  for (const transaction of refund.records('transactions', MOST_TRANSACTIONS)) {
    if (transaction.text('kind') !== 'refund') continue;
    const status = transaction.text('status');
    if (status !== 'success' && status !== 'pending') continue;
    const part = convert.amountOf(transaction);
    if (part === undefined) return { transaction };
    if (status === 'success') amount += part;
    else pending += part;
  }
  return { refund: { id, at, amount }, pending };
}

/**
 * The refunds of an order. A refund without a transaction only restocks: it pays nothing back.
 *
 * @throws UnusableData for a field of the wrong type, and for a transaction in a third currency
 */
export function readShopifyRefunds(
  order: UntrustedRecord,
  currency: string,
  rate: PresentedTotal | undefined,
): ShopifyRefunds {
  const convert = new Converter(currency, rate);
  const refunds: PlatformRefund[] = [];
  let pending = 0;
  for (const record of order.records('refunds', MOST_ORDER_PARTS.refunds)) {
    const read = readRefund(record, convert);
    if (read.transaction) throw read.transaction.refuse('currency', 'must be the currency of the shop or of the order');
    refunds.push(read.refund);
    pending += read.pending;
  }
  return { refunds, pending };
}

/** Ids of Shopify's refunds. The import and the rest of a fully refunded order have others. */
const SHOPIFY_ID = /^\d+$/;

/** `order` with these refunds. Shopify's come first, so that the limit of the total does not reduce them. */
function withRefunds(order: ShopOrder, refunds: readonly OrderRefund[], currency: string): ShopOrder {
  const isShopify = ({ id }: OrderRefund) => SHOPIFY_ID.test(id);
  const sorted = [...refunds.filter(isShopify), ...refunds.filter((refund) => !isShopify(refund))];
  const minor = sorted.map((refund) => ({ ...refund, amount: toMinor(refund.amount, currency) }));
  const capped = capRefunds(minor, toMinor(order.total, currency), currency);
  return capped ? { ...order, refunds: capped } : order;
}

/**
 * `order` with the refunds that only the stored order has: Shopify sends several states with the same `updated_at`, and no
 * refund is taken back.
 */
export function withStoredRefunds(order: ShopOrder, stored: ShopOrder | undefined, currency: string): ShopOrder {
  const { refunds = [] } = order;
  const more = (stored?.refunds ?? []).filter(({ id }) => SHOPIFY_ID.test(id) && refunds.every((one) => one.id !== id));
  return more.length > 0 ? withRefunds(order, [...refunds, ...more], currency) : order;
}

const later = (a: string | undefined, b: string): string => (a && Date.parse(a) > Date.parse(b) ? a : b);

/**
 * The payload of `refunds/create`. It names the order only by its id.
 *
 * @param currency the currency of the program
 * @returns a change that adds the refund to the stored order
 * @throws UnusableData for a field that is missing or of the wrong type
 */
export function shopifyRefundChange(payload: unknown, currency: string): OrderChange | IgnoredOrder {
  const record = new UntrustedRecord(payload);
  const order = record.id('order_id');
  if (order === undefined) throw record.refuse('order_id', 'is missing');
  const read = readRefund(record, new Converter(currency, undefined));
  if (read.transaction)
    return {
      ignored: "The refund is in another currency than the shop's. The order itself says what it is in the shop's.",
    };
  if (read.refund.amount === 0) return { ignored: 'The refund paid nothing back yet.' };
  const { refund } = read;
  const created = record.moment('created_at') ?? refund.at;
  return {
    id: order,
    apply: (stored) => {
      if (!stored || stored.currency.toUpperCase() !== currency) return stored;
      const others = (stored.refunds ?? []).filter(({ id }) => id !== refund.id);
      const added = { ...refund, amount: toMajor(refund.amount, currency) };
      // A state of the order from before the refund that arrives late must not remove the refund.
      return withRefunds({ ...stored, updated: later(stored.updated, created) }, [...others, added], currency);
    },
  };
}
