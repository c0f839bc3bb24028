/** The one refusal of orders and balances of another system. */

/** Data of another system that cannot become an order or a balance. The message is a sentence and never repeats the data. */
export class UnusableData extends Error {
  override readonly name = 'UnusableData';
}

/** Well-formed data that changes no order, for example the order of a guest. */
export interface IgnoredOrder {
  /** Why, in a sentence that never repeats the data. */
  readonly ignored: string;
}
