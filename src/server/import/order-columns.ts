/** Which column of a CSV file has which field of an order. Knows the exports of Shopify and WooCommerce, and our own names. */
import { type ColumnNames, findColumns, missingColumns } from './find-columns.ts';

/**
 * The headers of each field, as `normalHeader` writes them. Where a file has several, the first one of the list is used: the id
 * of a Shopify export is `Id`, because webhooks name the order by it, and not `Name`, which customers see.
 */
const HEADERS = {
  id: ['id', 'orderid'],
  customer: ['customer', 'customerid'],
  at: ['at', 'datecreatedgmt', 'datecreated', 'createdat', 'orderdate'],
  currency: ['currency', 'ordercurrency'],
  total: ['total', 'ordertotal', 'pricetotal'],
  tax: ['tax', 'taxes', 'totaltax', 'taxtotal'],
  shipping: ['shipping', 'shippingtotal'],
  status: ['status', 'financialstatus', 'paymentstatus', 'orderstatus'],
  paid: ['paidat', 'datepaidgmt', 'datepaid', 'paiddate'],
  cancelled: ['cancelledat'],
  refunded: ['refunded', 'refundedamount', 'refundedtotal', 'totalrefunded'],
  refunded_at: ['refundedat'],
  refund_list: ['refundlist'],
  updated: ['updated', 'datemodifiedgmt', 'updatedat'],
  codes: ['codes', 'code', 'discountcode', 'couponcode', 'couponcodes'],
  referral: ['referral', 'lojalreferral'],
  product: ['product', 'productid', 'lineitemproductid', 'lineitemsku', 'sku'],
  name: ['productname', 'lineitemname', 'lineitemtitle', 'itemname'],
  quantity: ['quantity', 'lineitemquantity'],
  line_cost: ['linecost', 'lineitemcost'],
  line_total: ['linetotal', 'lineitemtotal', 'itemtotal'],
  price: ['lineitemprice'],
  discount: ['lineitemdiscount'],
} as const;

/**
 * A field of an order, of its refund, or of one of its lines. `price` and `discount` give the total of a line. `refund_list` has
 * all refunds as JSON, as the export of Lojal writes them, and wins over `refunded`.
 */
export type OrderField = keyof typeof HEADERS;

/** The fields that each line has. All others belong to the order. */
const LINE_FIELDS: readonly OrderField[] = [
  'product',
  'name',
  'quantity',
  'line_total',
  'line_cost',
  'price',
  'discount',
];

export const isLineField = (field: OrderField): boolean => LINE_FIELDS.includes(field);

const REQUIRED: readonly OrderField[] = ['id', 'customer', 'at', 'currency', 'total'];

/** The header of the shop for each field: `{ customer: 'My column' }`. */
export type ColumnMapping = ColumnNames<OrderField>;

/** Where the fields stand in a row. */
export interface OrderColumns {
  readonly index: ReadonlyMap<OrderField, number>;
  /** The column that is the same in all rows of an order. */
  readonly group: number;
  /** The fields whose times are in UTC, although they do not say so. */
  readonly utc: ReadonlySet<OrderField>;
}

const SHOPIFY_HINT =
  " Shopify's own export has no id of the customer, and an e-mail address is not used as one: add a column with the id, or export with an app that has `Customer: ID`.";

const nameOf = (field: OrderField): string => (field === 'at' ? 'at (the date of the order)' : field);

/**
 * @param header the first row of the file
 * @param mapping the columns that the shop names itself. They win over the known headers
 * @returns the columns, or a sentence that says what is missing or ambiguous. It repeats no header of the file
 */
export function findOrderColumns(header: readonly string[], mapping: ColumnMapping = {}): OrderColumns | string {
  const found = findColumns(header, HEADERS, mapping);
  if (typeof found === 'string') return found;
  const { index, places, names } = found;
  const isShopify = places.has('financialstatus') || places.has('lineitemquantity') || places.has('paymentstatus');
  const missing = REQUIRED.filter((field) => !index.has(field));
  if (!['status', 'paid', 'cancelled'].some((field) => index.has(field as OrderField))) missing.push('status');
  if (missing.length > 0)
    return missingColumns(missing.map(nameOf), isShopify && missing.includes('customer') ? SHOPIFY_HINT : '');
  // Only the first row of an order has its id in Shopify's export. All of them have its name.
  const [name] = (isShopify && places.get('name')) || [];
  const utc = new Set([...names].filter(([, header]) => header.endsWith('gmt')).map(([field]) => field));
  return { index, group: name ?? index.get('id') ?? 0, utc };
}
