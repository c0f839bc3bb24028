/** The columns of a list of customers: our own, and those that tools of marketing import. */
import { toMajor } from '../../loyalty/money.ts';
import type { CustomerRow } from './customer-rows.ts';

/** What the columns of a marketing tool have in common: it shows them beside properties of its own. */
const PROPERTIES = ['Tier', 'Points', 'First Order', 'Last Order', 'Purchases', 'Revenue', 'Currency'].map(
  (name) => `Lojal ${name}`,
);

/**
 * The first line of each list. Klaviyo has a property `External ID`. HubSpot has no id of the shop: `Lojal Customer ID` is a property
 * with unique values that the shop adds.
 */
export const CUSTOMER_COLUMNS = {
  csv: ['customer', 'tier', 'points', 'first_order', 'last_order', 'purchases', 'revenue', 'currency'],
  klaviyo: ['External ID', ...PROPERTIES],
  hubspot: ['Lojal Customer ID', ...PROPERTIES],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** The cells of a customer, in the order of every list. Money is in major units. */
export const customerCells = (
  { id, tier, points, first, last, purchases, revenue }: CustomerRow,
  currency: string,
): readonly unknown[] => [id, tier, points, first, last, purchases, toMajor(revenue, currency), currency];
