/** Builds orders from amounts in minor units, the same way for every platform and for the CSV import. */
import { CUSTOMER_LETTERS, ID_LETTERS, TEXT_LETTERS } from '../../config/config-limits.ts';
import { toMajor } from '../../loyalty/money.ts';
import { MOST_ORDER_PARTS, type OrderLine, type OrderRefund, type ShopOrder } from '../../schema/shop-order.ts';
import { MOST_MONEY } from './untrusted-record.ts';
import { UnusableData } from './unusable-data.ts';

/** The key of the referral code: in the address of the landing page, and in the fields that a shop adds to an order. */
export const REFERRAL_KEY = 'lojal-referral';
/** Names that plugins can give to the same field. */
const REFERRAL_FIELD = /^_?lojal[-_]referral$/i;

/** Why the order of a guest is ignored. */
export const GUEST = 'The order has no customer: a guest placed it, and guests collect no points.';

export const isReferralField = (name: string | undefined): boolean => name !== undefined && REFERRAL_FIELD.test(name);

/** The id of a refund that the platform does not list, although it says that all money was paid back. */
const UNLISTED = 'rest';

/** A line. Money is in minor units. */
export interface PlatformLine {
  readonly product: string;
  readonly name?: string | undefined;
  readonly quantity: number;
  readonly total: number;
  readonly cost?: number | undefined;
}

/** A refund. `amount` is in minor units. */
export interface PlatformRefund {
  readonly id: string;
  /** A moment in RFC 3339, or a calendar date. */
  readonly at: string;
  readonly amount: number;
}

/** An order with all amounts in minor units of `currency`. */
export interface PlatformOrder {
  readonly id: string;
  readonly customer: string;
  readonly at: string;
  readonly currency: string;
  readonly total: number;
  readonly tax: number;
  readonly shipping: number;
  readonly status: ShopOrder['status'];
  readonly lines: readonly PlatformLine[];
  readonly refunds: readonly PlatformRefund[];
  /** The moment or date at which everything that `refunds` leaves was paid back too. */
  readonly allRefundedAt?: string | undefined;
  readonly codes: readonly string[];
  readonly referral?: string | undefined;
  readonly updated?: string | undefined;
}

const isId = (text: string): boolean => text !== '' && [...text].length <= ID_LETTERS && !/\0|\p{Cs}/u.test(text);
const CUSTOMER = new RegExp(`^(?!\\.\\.?$)[^@\\p{Cc}\\p{Cs}]{1,${CUSTOMER_LETTERS}}$`, 'u');

/** A name as the schema accepts it. The start of a name that is too long. */
function cleanName(name: string): string {
  // Twice the limit in code units holds as many code points as the limit.
  const start = name.slice(0, 2 * TEXT_LETTERS).replace(/\0|\p{Cs}/gu, '');
  return [...start].slice(0, TEXT_LETTERS).join('');
}

/**
 * Refunds in major units. An id counts once, and a refund of 0 is left out. Together they are at most `total`: a shop can pay
 * back more than the order cost, but the order has no more points to give back.
 */
export function capRefunds(
  refunds: readonly PlatformRefund[],
  total: number,
  currency: string,
): readonly OrderRefund[] | undefined {
  const byId = new Map<string, OrderRefund>();
  let left = total;
  for (const { id, at, amount } of refunds) {
    const part = Math.min(amount, left);
    if (part <= 0 || byId.has(id)) continue;
    left -= part;
    byId.set(id, { id, at, amount: toMajor(part, currency) });
  }
  return byId.size > 0 ? [...byId.values()] : undefined;
}

function toLine({ product, name, quantity, total, cost }: PlatformLine, currency: string): OrderLine {
  const shown = name && cleanName(name);
  const paid = toMajor(Math.max(0, total), currency);
  const ofShop = cost !== undefined && { cost: toMajor(cost, currency) };
  return { product, ...(shown && { name: shown }), quantity, total: paid, ...ofShop };
}

/**
 * @returns an order that its schema accepts
 * @throws UnusableData for an id of the wrong form, and for too many lines, refunds or codes
 */
export function toShopOrder(order: PlatformOrder): ShopOrder {
  const { id, customer, at, currency, total, status, allRefundedAt, referral, updated } = order;
  if (!isId(id)) throw new UnusableData(`The id of an order must be a text of 1 to ${ID_LETTERS} characters.`);
  if (!CUSTOMER.test(customer))
    throw new UnusableData(
      `The id of a customer must be a text of 1 to ${CUSTOMER_LETTERS} characters, never an e-mail address, nor "." or "..".`,
    );
  for (const part of ['lines', 'refunds', 'codes'] as const)
    if (order[part].length > MOST_ORDER_PARTS[part])
      throw new UnusableData(`An order must have at most ${MOST_ORDER_PARTS[part]} ${part}.`);
  const lines = order.lines.filter(({ product }) => isId(product)).map((line) => toLine(line, currency));
  if (lines.some((line) => line.total > MOST_MONEY)) throw new UnusableData('A line of the order is too large.');
  const unlisted = allRefundedAt ? [{ id: UNLISTED, at: allRefundedAt, amount: total }] : [];
  const refunds = capRefunds([...order.refunds, ...unlisted], total, currency);
  const codes = [...new Set(order.codes)].filter(isId);
  return {
    id,
    customer,
    at,
    currency,
    total: toMajor(total, currency),
    // A total that was reduced can be less than the tax of the whole order.
    tax: toMajor(Math.min(order.tax, total), currency),
    shipping: toMajor(Math.min(order.shipping, total), currency),
    status,
    ...(lines.length > 0 && { lines }),
    ...(refunds && { refunds }),
    ...(codes.length > 0 && { codes }),
    ...(referral !== undefined && isId(referral) && { referral }),
    ...(updated && { updated }),
  };
}
