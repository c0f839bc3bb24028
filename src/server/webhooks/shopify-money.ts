/** Amounts of Shopify's orders, in minor units of the shop's own currency. */
import type { PlatformLine } from './platform-order.ts';
import type { UntrustedRecord } from './untrusted-record.ts';

/** The most entries of a list inside an order, for the lists that have no limit of their own. */
export const MOST_SHOPIFY_FIELDS = 1_000;

/** Reads amounts in the currency of the shop. */
export class ShopMoney {
  readonly #currency: string;

  /** @param currency the currency of the program, which must be the shop's */
  constructor(currency: string) {
    this.#currency = currency;
  }

  /**
   * `shop_money` of a set of prices, in minor units; nothing for a missing set.
   *
   * @throws UnusableData for another currency than the program's
   */
  ofSet(record: UntrustedRecord, key: string): number | undefined {
    const money = record.record(key)?.record('shop_money');
    if (!money?.has('amount')) return undefined;
    if (money.text('currency_code') !== this.#currency)
      throw money.refuse('currency_code', `must be "${this.#currency}", the currency of the program`);
    return money.money('amount', this.#currency);
  }

  /** The amount of `<key>_set`, or of `<key>` in a payload from before shops had several currencies. Missing: 0. */
  of(record: UntrustedRecord, key: string): number {
    return this.ofSet(record, `${key}_set`) ?? record.money(key, this.#currency) ?? 0;
  }

  sum(records: readonly UntrustedRecord[], key: string): number {
    return records.reduce((total, record) => total + this.of(record, key), 0);
  }
}

const allocated = (record: UntrustedRecord, money: ShopMoney): number =>
  money.sum(record.records('discount_allocations', MOST_SHOPIFY_FIELDS), 'amount');
const taxOf = (record: UntrustedRecord, money: ShopMoney): number =>
  money.sum(record.records('tax_lines', MOST_SHOPIFY_FIELDS), 'price');

/** A line with its tax and after its own part of all discounts. */
export function readShopifyLine(line: UntrustedRecord, money: ShopMoney, isTaxIncluded: boolean): PlatformLine {
  const quantity = line.quantity('quantity');
  const discount = line.has('discount_allocations') ? allocated(line, money) : money.of(line, 'total_discount');
  const price = Math.round(money.of(line, 'price') * quantity);
  const total = price - discount + (isTaxIncluded ? 0 : taxOf(line, money));
  const id = line.id('id');
  // A product that was typed into the order has no id.
  const product = line.id('product_id') ?? line.text('sku') ?? (id ? `line-${id}` : '');
  return { product, name: line.text('title') ?? line.text('name'), quantity, total };
}

/**
 * Shipping after discounts and without its tax: the tax is in the tax of the order. `total_shipping_price_set` is only read where
 * the order lists no shipping, because it is the price before discounts, such as a code for free shipping.
 */
export function readShopifyShipping(order: UntrustedRecord, money: ShopMoney, isTaxIncluded: boolean): number {
  const lines = order.records('shipping_lines', MOST_SHOPIFY_FIELDS);
  if (lines.length === 0) return money.of(order, 'total_shipping_price');
  return lines
    .filter((line) => !line.flag('is_removed'))
    .map((line) => money.of(line, 'price') - allocated(line, money) - (isTaxIncluded ? taxOf(line, money) : 0))
    .reduce((sum, price) => sum + Math.max(0, price), 0);
}
