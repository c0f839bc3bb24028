/**
 * Orders of WooCommerce's webhooks, in the JSON of the REST API v3.
 * https://woocommerce.github.io/woocommerce-rest-api-docs/#order-properties
 */
import { MOST_ORDER_PARTS, type OrderRefund, type ShopOrder } from '../../schema/shop-order.ts';
import type { OrderChange } from '../ledger/change-orders.ts';
import { GUEST, isReferralField, type PlatformLine, type PlatformRefund, toShopOrder } from './platform-order.ts';
import { UntrustedRecord } from './untrusted-record.ts';
import type { IgnoredOrder } from './unusable-data.ts';

const STATUS: ReadonlyMap<string, ShopOrder['status']> = new Map([
  ['pending', 'pending'],
  ['on-hold', 'pending'],
  ['processing', 'paid'],
  ['completed', 'paid'],
  ['refunded', 'paid'],
  ['cancelled', 'cancelled'],
  // A code that the order used is free again. If the customer pays in a second try, the order is paid.
  ['failed', 'cancelled'],
  ['trash', 'cancelled'],
]);

/** Orders whose checkout is not finished. */
const DRAFTS: readonly string[] = ['auto-draft', 'checkout-draft', 'draft'];

/** The most fields that plugins add to an order. */
const MOST_META = 5_000;

/** The zone of the `…_gmt` fields, which leave it out. */
const UTC = 'Z';

/** A line with its tax and after discounts. */
function readLine(line: UntrustedRecord, currency: string): PlatformLine {
  const id = line.id('id');
  return {
    product: line.id('product_id') ?? line.text('sku') ?? (id ? `line-${id}` : ''),
    name: line.text('name'),
    quantity: line.quantity('quantity'),
    total: (line.money('total', currency) ?? 0) + (line.money('total_tax', currency) ?? 0),
  };
}

/** A refund has no date of its own here: `at` is when the order was last modified. */
function readWooRefund(refund: UntrustedRecord, at: string, currency: string): PlatformRefund {
  const id = refund.id('id');
  const amount = refund.money('total', currency, Number.NEGATIVE_INFINITY);
  if (id === undefined) throw refund.refuse('id', 'is missing');
  if (amount === undefined) throw refund.refuse('total', 'is missing');
  return { id, at, amount: Math.abs(amount) };
}

function referralOf(order: UntrustedRecord): string | undefined {
  // The value of a plugin's field can be of any type, so only ours is read.
  const field = order
    .records('meta_data', MOST_META)
    .find((meta) => meta.has('key') && isReferralField(meta.text('key')));
  return field?.text('value');
}

/** Plugins add states, such as `shipped`. For them, the date of the payment says whether the order is paid. */
function readStatus(order: UntrustedRecord, written: string): ShopOrder['status'] {
  return STATUS.get(written) ?? (order.moment('date_paid_gmt', UTC) ? 'paid' : 'pending');
}

/**
 * @param currency the currency of the program
 * @returns the order; for the order of a guest and for a draft, why it is ignored
 * @throws UnusableData for a field that is missing or of the wrong type, and for another currency
 */
export function wooCommerceOrder(payload: unknown, currency: string): ShopOrder | IgnoredOrder {
  const order = new UntrustedRecord(payload);
  const id = order.id('id');
  if (id === undefined) throw order.refuse('id', 'is missing');
  const written = order.text('status')?.replace(/^wc-/, '');
  if (written === undefined) throw order.refuse('status', 'is missing');
  if (DRAFTS.includes(written)) return { ignored: 'The order is a draft: its checkout is not finished.' };
  const customer = order.id('customer_id');
  if (customer === undefined) return { ignored: GUEST };
  if (order.text('currency') !== currency)
    throw order.refuse('currency', `must be "${currency}", the currency of the program`);
  const total = order.money('total', currency);
  if (total === undefined) throw order.refuse('total', 'is missing');
  const at = order.moment('date_created_gmt', UTC);
  if (at === undefined) throw order.refuse('date_created_gmt', 'is missing');
  const updated = order.moment('date_modified_gmt', UTC);
  const modified = updated ?? at;
  return toShopOrder({
    id,
    customer,
    at,
    currency,
    total,
    tax: order.money('total_tax', currency) ?? 0,
    // Without its tax, which is a part of `total_tax`.
    shipping: order.money('shipping_total', currency) ?? 0,
    status: readStatus(order, written),
    lines: order.records('line_items', MOST_ORDER_PARTS.lines).map((line) => readLine(line, currency)),
    refunds: order
      .records('refunds', MOST_ORDER_PARTS.refunds)
      .map((refund) => readWooRefund(refund, modified, currency)),
    allRefundedAt: written === 'refunded' ? modified : undefined,
    codes: order.records('coupon_lines', MOST_ORDER_PARTS.codes).flatMap((line) => line.text('code') ?? []),
    referral: referralOf(order),
    updated,
  });
}

/** `order` with the dates of refunds that are stored already: the order is modified again after a refund. */
function withStoredDates(order: ShopOrder, stored: ShopOrder | undefined): ShopOrder {
  if (!order.refunds || !stored?.refunds) return order;
  const dates = new Map(stored.refunds.map(({ id, at }) => [id, at]));
  const refunds: readonly OrderRefund[] = order.refunds.map((refund) => ({
    ...refund,
    at: dates.get(refund.id) ?? refund.at,
  }));
  return { ...order, refunds };
}

/** The payload of `order.deleted` has nothing but the id. An order in the trash can be restored. */
function deletion(payload: unknown): OrderChange {
  const order = new UntrustedRecord(payload);
  const id = order.id('id');
  if (id === undefined) throw order.refuse('id', 'is missing');
  return { id, apply: (stored) => stored && { ...stored, status: 'cancelled' } };
}

/**
 * The change that a webhook of WooCommerce means.
 *
 * @param topic the header `X-WC-Webhook-Topic`
 * @param currency the currency of the program
 * @throws UnusableData like `wooCommerceOrder`
 */
export function wooCommerceChange(topic: string, payload: unknown, currency: string): OrderChange | IgnoredOrder {
  if (topic === 'order.deleted') return deletion(payload);
  if (!/^order\.(?:created|updated|restored)$/.test(topic)) return { ignored: 'This topic is not about orders.' };
  const order = wooCommerceOrder(payload, currency);
  if ('ignored' in order) return order;
  const { id, customer } = order;
  return { id, customer, apply: (stored) => withStoredDates(order, stored) };
}
