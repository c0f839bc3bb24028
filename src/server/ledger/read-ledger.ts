/** Reads the ledger of a customer. */
import { sql } from 'drizzle-orm';
import { earnedPoints } from '../../loyalty/earning.ts';
import type { Entry, FullProgram } from '../../loyalty/types.ts';
import type { ShopOrder } from '../../schema/shop-order.ts';
import { type Database, selectRows } from '../db/database.ts';
import { bookOrder } from './book-order.ts';
import { earningContext } from './customer-state.ts';
import { type LedgerRow, readEntries } from './entries.ts';
import { type Member, readMembers } from './members.ts';
import { normalOrder } from './normal-order.ts';

/** The orders of a customer that are not paid, as entries whose points are pending. They are not in the ledger. */
async function pendingEntries(
  db: Database,
  program: FullProgram,
  customer: string,
  rows: readonly LedgerRow[],
  member: Member,
): Promise<readonly Entry[]> {
  const found = await selectRows<{ body: ShopOrder }>(
    db,
    sql`select body from lojal_orders where customer = ${customer} and status = 'pending' order by day desc, id limit 100`,
  );
  return found.flatMap(({ body }) => {
    const order = normalOrder(body, program);
    if (!('status' in order)) return [];
    const own = rows.filter((row) => row.order === order.id).map(({ entry }) => entry);
    const others = rows.filter((row) => row.order !== order.id).map(({ entry }) => entry);
    const earn = (counted: number) => earnedPoints(program, counted, earningContext(program, order, member, others));
    const [booked] = bookOrder(program, { ...order, status: 'paid' }, own, earn, order.day);
    return booked?.kind === 'order' ? [{ ...booked, pending: true }] : [];
  });
}

/** The ledger of a customer, oldest entry first, with the orders that are not paid yet. */
export async function readLedger(db: Database, program: FullProgram, customer: string): Promise<readonly Entry[]> {
  const rows = await readEntries(db, [customer]);
  const member = (await readMembers(db, [customer])).get(customer) ?? {};
  const pending = await pendingEntries(db, program, customer, rows, member);
  return [...rows.map(({ entry }) => entry), ...pending];
}
