/** Reads the ledgers of customers. */
import { sql } from 'drizzle-orm';
import { earnedPoints } from '../../loyalty/earning.ts';
import type { Entry, FullProgram } from '../../loyalty/types.ts';
import type { ShopOrder } from '../../schema/shop-order.ts';
import { textArray } from '../db/customer-lock.ts';
import { type Database, selectRows } from '../db/database.ts';
import { bookOrder } from './book-order.ts';
import { earningContext } from './customer-state.ts';
import { type LedgerRow, readEntries } from './entries.ts';
import { type Member, readMembers } from './members.ts';
import { normalOrder } from './normal-order.ts';
import type { RulesAt } from './rules-at.ts';

/** What is stored of a customer. */
export interface CustomerLedger {
  readonly customer: string;
  readonly rows: readonly LedgerRow[];
  /** The orders that are not paid yet, newest first: at most 100. */
  readonly unpaid: readonly ShopOrder[];
  readonly member: Member;
}

/** Reads at most `limit` customers after `after`, in the order of their ids. */
async function readNames(db: Database, after: string, limit: number): Promise<readonly string[]> {
  const rows = await selectRows<{ customer: string }>(
    db,
    sql`select customer from lojal_members where customer > ${after} order by customer limit ${limit}`,
  );
  return rows.map(({ customer }) => customer);
}

function groupBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): ReadonlyMap<string, readonly Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}

async function readCustomers(db: Database, customers: readonly string[]): Promise<readonly CustomerLedger[]> {
  const rows = await readEntries(db, customers);
  const members = await readMembers(db, customers);
  const unpaid = await selectRows<{ body: ShopOrder }>(
    db,
    sql`select body from (
          select body, day, id, row_number() over (partition by customer order by day desc, id) as n from lojal_orders
          where customer = any(${textArray(customers)}) and status = 'pending'
        ) newest where n <= 100 order by day desc, id`,
  );
  const rowsOf = groupBy(rows, ({ customer }) => customer);
  const unpaidOf = groupBy(unpaid, ({ body }) => body.customer);
  return customers.map((customer) => ({
    customer,
    rows: rowsOf.get(customer) ?? [],
    unpaid: (unpaidOf.get(customer) ?? []).map(({ body }) => body),
    member: members.get(customer) ?? {},
  }));
}

/** The ledgers of the customers after `after` in the order of their ids, at most `limit`. */
export const readLedgers = async (db: Database, after: string, limit: number): Promise<readonly CustomerLedger[]> =>
  readCustomers(db, await readNames(db, after, limit));

/** The entries of a customer, oldest first. Orders that are not paid are entries whose points are pending. */
export function entriesOf({ rows, unpaid, member }: CustomerLedger, rulesAt: RulesAt): readonly Entry[] {
  const pending = unpaid.flatMap((body) => {
    const rules = rulesAt(body.at);
    const order = normalOrder(body, rules);
    if (!('status' in order)) return [];
    const own = rows.filter((row) => row.order === order.id).map(({ entry }) => entry);
    const others = rows.filter((row) => row.order !== order.id).map(({ entry }) => entry);
    const earn = (counted: number) => earnedPoints(rules, counted, earningContext(rules, order, member, others));
    const [booked] = bookOrder(rules, { ...order, status: 'paid' }, own, earn, order.day);
    return booked?.kind === 'order' ? [{ ...booked, pending: true }] : [];
  });
  return [...rows.map(({ entry }) => entry), ...pending];
}

/** The ledger of a customer, oldest entry first, with the orders that are not paid yet. */
export async function readLedger(
  db: Database,
  program: FullProgram,
  customer: string,
  rulesAt: RulesAt = () => program,
): Promise<readonly Entry[]> {
  const [ledger] = await readCustomers(db, [customer]);
  return ledger ? entriesOf(ledger, rulesAt) : [];
}
