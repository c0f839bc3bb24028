/**
 * Orders of Shopify's webhooks, in the JSON of the REST Admin API. https://shopify.dev/docs/api/admin-rest/latest/resources/order
 * All amounts are taken in the shop's own currency (`shop_money`), also where the customer paid in another.
 */
import { prorate } from '../../loyalty/money.ts';
import { MOST_ORDER_PARTS, type ShopOrder } from '../../schema/shop-order.ts';
import type { OrderChange } from '../ledger/change-orders.ts';
import { GUEST, isReferralField, REFERRAL_KEY, toShopOrder } from './platform-order.ts';
import { MOST_SHOPIFY_FIELDS, readShopifyLine, readShopifyShipping, ShopMoney } from './shopify-money.ts';
import { type PresentedTotal, readShopifyRefunds, shopifyRefundChange, withStoredRefunds } from './shopify-refunds.ts';
import { UntrustedRecord } from './untrusted-record.ts';
import type { IgnoredOrder } from './unusable-data.ts';

const STATUS: ReadonlyMap<string | undefined, ShopOrder['status']> = new Map([
  ['pending', 'pending'],
  ['authorized', 'pending'],
  ['partially_paid', 'pending'],
  ['paid', 'paid'],
  ['partially_refunded', 'paid'],
  ['refunded', 'paid'],
  ['voided', 'cancelled'],
  // The authorization of the payment ran out.
  ['expired', 'cancelled'],
]);

/** Shopify marks orders that were paid by a test of its payments. Nobody paid for them, so they earn nothing and count nowhere. */
const TEST = 'A test order: nobody has paid for it.';

/** Topics whose payload is an order. */
const ORDER_TOPIC = /^orders\/(?:create|updated|paid|cancelled|fulfilled|partially_fulfilled)$/;

/** The id as digits. Above 2⁵³ the number in JSON is not exact, and the id of the GraphQL API has the same digits. */
const orderId = (order: UntrustedRecord): string | undefined =>
  /^gid:\/\/shopify\/Order\/([1-9]\d{0,29})$/.exec(order.text('admin_graphql_api_id') ?? '')?.[1] ?? order.id('id');

/** The code of a field that the shop's theme adds to the cart, or of the address of the landing page. */
function referralOf(order: UntrustedRecord): string | undefined {
  const note = order
    .records('note_attributes', MOST_SHOPIFY_FIELDS)
    .find((field) => isReferralField(field.text('name')));
  const landing = order.text('landing_site')?.split('#')[0]?.split('?')[1] ?? '';
  return note?.text('value') ?? (new URLSearchParams(landing).get(REFERRAL_KEY) || undefined);
}

/** The total in the currency that the customer saw, for refunds in that currency. */
function presentedTotal(order: UntrustedRecord, total: number): PresentedTotal | undefined {
  const money = order.record('total_price_set')?.record('presentment_money');
  const currency = money?.text('currency_code');
  if (!money || currency === undefined) return undefined;
  return { currency, presented: money.money('amount', currency) ?? 0, total };
}

/**
 * The total before refunds, without what was never charged: a line that an edit or an exchange removed stays in `total_price`,
 * and no transaction pays it back. `current_total_price` is without it, and without what was refunded.
 */
function chargedTotal(order: UntrustedRecord, money: ShopMoney, total: number, refunded: number): number {
  const current = money.ofSet(order, 'current_total_price_set');
  return current === undefined ? total : Math.min(total, current + refunded);
}

function readStatus(order: UntrustedRecord) {
  const financial = order.text('financial_status');
  const status = STATUS.get(financial);
  if (!status) throw order.refuse('financial_status', 'must be one of the states that Shopify documents');
  return {
    isAllRefunded: financial === 'refunded',
    status: order.moment('cancelled_at') ? 'cancelled' : status,
  } as const;
}

function needed(order: UntrustedRecord, key: string, value: string | undefined): string {
  if (value === undefined) throw order.refuse(key, 'is missing');
  return value;
}

/**
 * @param currency the currency of the program
 * @returns the order; for the order of a guest and for a test, why it is ignored
 * @throws UnusableData for a field that is missing or of the wrong type, and for a shop in another currency
 */
export function shopifyOrder(payload: unknown, currency: string): ShopOrder | IgnoredOrder {
  const order = new UntrustedRecord(payload);
  if (order.flag('test')) return { ignored: TEST };
  const id = needed(order, 'id', orderId(order));
  const customer = order.record('customer')?.id('id');
  if (customer === undefined) return { ignored: GUEST };
  if ((order.text('currency') ?? currency) !== currency)
    throw order.refuse('currency', `must be "${currency}", the currency of the program`);
  const money = new ShopMoney(currency);
  const { isAllRefunded, status } = readStatus(order);
  if (!order.has('total_price_set') && !order.has('total_price')) throw order.refuse('total_price_set', 'is missing');
  const whole = money.of(order, 'total_price');
  const { refunds, pending } = readShopifyRefunds(order, currency, presentedTotal(order, whole));
  const refunded = refunds.reduce((sum, { amount }) => sum + amount, pending);
  const total = status === 'paid' && !isAllRefunded ? chargedTotal(order, money, whole, refunded) : whole;
  const tax = money.of(order, 'total_tax');
  const isTaxIncluded = order.flag('taxes_included');
  const at = needed(order, 'created_at', order.moment('processed_at') ?? order.moment('created_at'));
  const updated = order.moment('updated_at');
  return toShopOrder({
    id,
    customer,
    at,
    currency,
    total,
    tax: total < whole ? prorate(tax, total, whole) : tax,
    shipping: readShopifyShipping(order, money, isTaxIncluded),
    status,
    lines: order
      .records('line_items', MOST_ORDER_PARTS.lines)
      .map((line) => readShopifyLine(line, money, isTaxIncluded)),
    refunds,
    allRefundedAt: isAllRefunded && pending === 0 ? (updated ?? at) : undefined,
    codes: order.records('discount_codes', MOST_ORDER_PARTS.codes).flatMap((code) => code.text('code') ?? []),
    referral: referralOf(order),
    updated,
  });
}

/**
 * The change that a webhook of Shopify means.
 *
 * @param topic the header `X-Shopify-Topic`
 * @param currency the currency of the program
 * @returns a change of one order; for a guest's order, a test and other topics, why the webhook is ignored
 * @throws UnusableData like `shopifyOrder`
 */
export function shopifyChange(topic: string, payload: unknown, currency: string): OrderChange | IgnoredOrder {
  if (topic === 'refunds/create') return shopifyRefundChange(payload, currency);
  if (!ORDER_TOPIC.test(topic)) return { ignored: 'This topic says nothing about the money of an order.' };
  const order = shopifyOrder(payload, currency);
  if ('ignored' in order) return order;
  const { id, customer } = order;
  return { id, customer, apply: (stored) => withStoredRefunds(order, stored, currency) };
}
