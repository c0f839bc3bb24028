/** The customers of a segment with their tier and points of today. */
import type { Store } from '../db/store.ts';
import { customerSnapshot } from '../ledger/customer-snapshot.ts';
import type { LoadedProgram } from '../program-source.ts';
import type { CustomerFilter, ListedCustomer } from './list-customers.ts';

/** A customer of the list with what follows from the ledger. */
export interface CustomerRow extends ListedCustomer {
  /** The id of the tier; absent in a program without tiers. */
  readonly tier?: string;
  readonly points: number;
}

type Rules = Pick<LoadedProgram, 'program' | 'rulesAt'>;

/** Customers in memory at a time. The customers of a segment are found again for each page. */
const PAGE_SIZE = 500;

export async function withStanding(
  store: Pick<Store, 'ledger'>,
  rules: Rules,
  customers: readonly ListedCustomer[],
): Promise<readonly CustomerRow[]> {
  const rows: CustomerRow[] = [];
  for (const customer of customers) {
    const { points, standing } = await customerSnapshot(store.ledger, rules, customer.id);
    const tier = standing?.level.id;
    rows.push({ ...customer, ...(tier !== undefined && { tier }), points: points?.spendable ?? 0 });
  }
  return rows;
}

/** All customers of a filter, a page at a time. @param tier only those of a tier; null for all */
export async function* readCustomerRows(
  store: Pick<Store, 'ledger' | 'customers'>,
  rules: Rules,
  filter: CustomerFilter,
  tier: string | null,
): AsyncGenerator<readonly CustomerRow[], void> {
  for (let after: ListedCustomer | undefined; ; ) {
    const page = await store.customers.list(filter, PAGE_SIZE, after);
    const rows = await withStanding(store, rules, page);
    yield tier === null ? rows : rows.filter((row) => row.tier === tier);
    after = page.at(-1);
    if (page.length < PAGE_SIZE) return;
  }
}
