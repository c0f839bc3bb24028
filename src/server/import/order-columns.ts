/** Which column of a CSV file has which field of an order. Knows the exports of Shopify and WooCommerce, and our own names. */

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
  updated: ['updated', 'datemodifiedgmt', 'updatedat'],
  codes: ['codes', 'code', 'discountcode', 'couponcode', 'couponcodes'],
  referral: ['referral', 'lojalreferral'],
  product: ['product', 'productid', 'lineitemproductid', 'lineitemsku', 'sku'],
  name: ['productname', 'lineitemname', 'lineitemtitle', 'itemname'],
  quantity: ['quantity', 'lineitemquantity'],
  line_total: ['linetotal', 'lineitemtotal', 'itemtotal'],
  price: ['lineitemprice'],
  discount: ['lineitemdiscount'],
} as const;

/** A field of an order, of its refund, or of one of its lines. `price` and `discount` give the total of a line. */
export type OrderField = keyof typeof HEADERS;

/** The fields that each line has. All others belong to the order. */
const LINE_FIELDS: readonly OrderField[] = ['product', 'name', 'quantity', 'line_total', 'price', 'discount'];

export const isLineField = (field: OrderField): boolean => LINE_FIELDS.includes(field);

const FIELDS = Object.keys(HEADERS) as readonly OrderField[];
const REQUIRED: readonly OrderField[] = ['id', 'customer', 'at', 'currency', 'total'];

/** The header of the shop for each field: `{ customer: 'My column' }`. */
export type ColumnMapping = Partial<Readonly<Record<OrderField, string>>>;

/** Where the fields stand in a row. */
export interface OrderColumns {
  readonly index: ReadonlyMap<OrderField, number>;
  /** The column that is the same in all rows of an order. */
  readonly group: number;
  /** The fields whose times are in UTC, although they do not say so. */
  readonly utc: ReadonlySet<OrderField>;
}

/** A header in lower case without spaces, underscores, hyphens and colons: `Customer: ID` and `customer_id` are the same. */
export const normalHeader = (header: string): string => header.toLowerCase().replace(/[\s_:\uFEFF-]/g, '');

const nameOf = (field: OrderField): string => (field === 'at' ? 'at (the date of the order)' : field);

/** The sentence about the fields that no column has. */
function missingSentence(missing: readonly OrderField[], isShopify: boolean): string {
  const names = missing.map(nameOf).join(', ');
  const hint =
    isShopify && missing.includes('customer')
      ? " Shopify's own export has no id of the customer, and an e-mail address is not used as one: add a column with the id, or export with an app that has `Customer: ID`."
      : '';
  return `The file has no column for ${names}.${hint} Name the column of each field, for example customer="My column".`;
}

/**
 * @param header the first row of the file
 * @param mapping the columns that the shop names itself. They win over the known headers
 * @returns the columns, or a sentence that says what is missing or ambiguous. It repeats no header of the file
 */
export function findOrderColumns(header: readonly string[], mapping: ColumnMapping = {}): OrderColumns | string {
  const places = new Map<string, number[]>();
  header.forEach((cell, i) => {
    const name = normalHeader(cell);
    places.set(name, [...(places.get(name) ?? []), i]);
  });
  const isShopify = places.has('financialstatus') || places.has('lineitemquantity') || places.has('paymentstatus');
  const index = new Map<OrderField, number>();
  const utc = new Set<OrderField>();
  for (const field of FIELDS) {
    const named = Object.hasOwn(mapping, field) ? mapping[field] : undefined;
    const candidates: readonly string[] = named === undefined ? HEADERS[field] : [normalHeader(named)];
    const found = candidates.find((name) => places.has(name));
    if (named !== undefined && found === undefined)
      return `The file has no column with the name that was given for ${field}.`;
    const [place, second] = places.get(found ?? '') ?? [];
    if (found === undefined || place === undefined) continue;
    if (second !== undefined) return `The file has two columns for ${field}. Rename one of them.`;
    index.set(field, place);
    if (found.endsWith('gmt')) utc.add(field);
  }
  const missing = REQUIRED.filter((field) => !index.has(field));
  if (!['status', 'paid', 'cancelled'].some((field) => index.has(field as OrderField))) missing.push('status');
  if (missing.length > 0) return missingSentence(missing, isShopify);
  // Only the first row of an order has its id in Shopify's export. All of them have its name.
  const [name] = (isShopify && places.get('name')) || [];
  return { index, group: name ?? index.get('id') ?? 0, utc };
}
