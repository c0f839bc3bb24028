/** The one refusal of foreign order data. */

/** Foreign order data that cannot become an order. The message is a sentence and never repeats the data. */
export class UnusableOrder extends Error {
  override readonly name = 'UnusableOrder';
}

/** Well-formed data that changes no order, for example the order of a guest. */
export interface IgnoredOrder {
  /** Why, in a sentence that never repeats the data. */
  readonly ignored: string;
}
