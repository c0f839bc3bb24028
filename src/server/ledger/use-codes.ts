/** What becomes of a code at the checkout. */
import { sql } from 'drizzle-orm';
import type { CalendarDate } from '../../loyalty/types.ts';
import type { Database } from '../db/database.ts';
import { codeKey } from './mint-code.ts';
import type { Redemption } from './redemption.ts';
import { readRedemptions, setState } from './redemption-rows.ts';
import type { OrderState } from './stored-orders.ts';

/** The state of a code on a day: a code that nobody has marked as expired yet is expired all the same. */
export const stateOn = ({ state, expires }: Redemption, today: CalendarDate): Redemption['state'] =>
  state === 'issued' && expires !== undefined && expires <= today ? 'expired' : state;

export async function findCode(db: Database, code: string): Promise<Redemption | undefined> {
  const [found] = await readRedemptions(db, sql`code_key = ${codeKey(code)}`);
  return found;
}

/**
 * Marks a code as used by an order. Of two orders at once, one gets the code.
 *
 * @returns the redemption after that; nothing for an unknown code
 */
export async function markUsed(
  db: Database,
  code: string,
  order: string,
  today: CalendarDate,
): Promise<Redemption | undefined> {
  const key = codeKey(code);
  await setState(
    db,
    'used',
    sql`code_key = ${key} and state = 'issued' and (expires is null or expires > ${today}::date)`,
    order,
  );
  return findCode(db, code);
}

/** Marks codes as expired. Their points are not given back: the customer saw the day from the start. Returns the number. */
export const expireCodes = (db: Database, today: CalendarDate): Promise<number> =>
  setState(db, 'expired', sql`state = 'issued' and expires <= ${today}::date`);

/**
 * A paid order uses its codes. A cancelled one gives them back: the payment of an order may fail after its code was used. Codes
 * that are not ours are left alone.
 */
export async function useCodesOfOrders(
  tx: Database,
  orders: readonly OrderState[],
  today: CalendarDate,
): Promise<void> {
  for (const { body, normal } of orders) {
    if (normal.status === 'paid') for (const code of body.codes ?? []) await markUsed(tx, code, normal.id, today);
    else await setState(tx, 'issued', sql`state = 'used' and order_id = ${normal.id}`, null);
  }
}
