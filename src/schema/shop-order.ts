/** An order as the shop's backend posts it: `POST orders`, webhooks and the CSV import all end in this shape. */
import { CUSTOMER_LETTERS, ID_LETTERS, TEXT_LETTERS } from '../config/config-limits.ts';
import { moment, type Schema, text } from './event.ts';

/** Times 10⁴ it is still a safe integer. */
const LARGEST = 1e11;
/** The most parts of an order. */
export const MOST_ORDER_PARTS = { lines: 1_000, refunds: 1_000, codes: 100 } as const;

const amount = (description: string): Schema => ({ type: 'number', minimum: 0, maximum: LARGEST, description });
const name = (description: string): Schema => text(ID_LETTERS, description, 1);

/** One line of an order. Amounts are in major units of the order's currency. */
export interface OrderLine {
  readonly product: string;
  readonly name?: string;
  readonly quantity: number;
  /** What the customer pays for the line, after discounts. */
  readonly total: number;
  /** What the line costs the shop. */
  readonly cost?: number;
}

/** Money that was paid back, in major units. */
export interface OrderRefund {
  readonly id: string;
  /** A moment (RFC 3339) or a calendar date. */
  readonly at: string;
  readonly amount: number;
}

/** An order as it is now. Amounts are in major units of `currency`. */
export interface ShopOrder {
  readonly id: string;
  /** The shop's opaque id of the customer. */
  readonly customer: string;
  /** When the order was placed: a moment (RFC 3339), or a calendar date in the time zone of the program. */
  readonly at: string;
  readonly currency: string;
  /** What the customer pays in all, with tax and shipping, before refunds. */
  readonly total: number;
  /** The part of `total` that is tax. Default: 0. */
  readonly tax?: number;
  /** The part of `total` that is shipping. Default: 0. */
  readonly shipping?: number;
  readonly status: 'pending' | 'paid' | 'cancelled';
  readonly lines?: readonly OrderLine[];
  readonly refunds?: readonly OrderRefund[];
  /** Codes of rewards that the order used. */
  readonly codes?: readonly string[];
  /** The code of the advocate whose link brought the customer. */
  readonly referral?: string;
  /** When the shop last changed the order, RFC 3339. An older state than the stored one changes nothing. */
  readonly updated?: string;
}

const date = '^(19[7-9]\\d|2\\d{3})-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])$';
const day = (description: string): Schema => ({
  description,
  anyOf: [moment(description), { type: 'string', format: 'date', pattern: date }],
});

const object = (required: readonly string[], properties: Readonly<Record<string, Schema>>): Schema => ({
  type: 'object',
  additionalProperties: false,
  required,
  properties,
});

const line = object(['product', 'quantity', 'total'], {
  product: name("The shop's id of the product."),
  name: text(TEXT_LETTERS, 'The name of the product.'),
  quantity: { type: 'number', minimum: 0, maximum: 1e9, description: 'How many of the product.' },
  total: amount('What the customer pays for the line, after discounts.'),
  cost: amount('What the line costs the shop.'),
});

const refund = object(['id', 'at', 'amount'], {
  id: name('The id of the refund, unique within the order.'),
  at: day('When the money was paid back.'),
  amount: amount('The amount that was paid back.'),
});

/** The JSON Schema of `ShopOrder`. */
export const shopOrderSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: 'urn:lojal:schema:order:v1',
  title: 'Lojal order',
  description: 'An order as it is now. Amounts are in major units of the currency: 49.9.',
  ...object(['id', 'customer', 'at', 'currency', 'total', 'status'], {
    id: name("The shop's id of the order."),
    customer: {
      type: 'string',
      minLength: 1,
      maxLength: CUSTOMER_LETTERS,
      pattern: '^(?!\\.\\.?$)[^@\\u0000-\\u001F\\u007F-\\u009F\\uD800-\\uDFFF]+$',
      description:
        "The shop's own opaque id of the customer, never an e-mail address, and not . or .., which no address of a page can contain.",
    },
    at: day('When the order was placed: a moment, or a date in the time zone of the program.'),
    currency: { type: 'string', pattern: '^[A-Za-z]{3}$', description: 'Three letters of ISO 4217.' },
    total: amount('What the customer pays in all, with tax and shipping, before refunds.'),
    tax: amount('The part of `total` that is tax.'),
    shipping: amount('The part of `total` that is shipping.'),
    status: { enum: ['pending', 'paid', 'cancelled'], description: 'Whether the order is paid.' },
    lines: { type: 'array', maxItems: MOST_ORDER_PARTS.lines, items: line, description: 'What was ordered.' },
    refunds: {
      type: 'array',
      maxItems: MOST_ORDER_PARTS.refunds,
      items: refund,
      description: 'What was paid back so far.',
    },
    codes: {
      type: 'array',
      maxItems: MOST_ORDER_PARTS.codes,
      items: name('A code.'),
      description: 'Codes of rewards that the order used.',
    },
    referral: name('The code of the advocate whose link brought the customer.'),
    updated: moment('When the shop last changed the order. An older state than the stored one changes nothing.'),
  }),
} as const;
