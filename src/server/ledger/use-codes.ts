/** What becomes of a code at the checkout. */
import { sql } from 'drizzle-orm';
import type { CalendarDate } from '../../loyalty/types.ts';
import type { ShopOrder } from '../../schema/shop-order.ts';
import { textArray } from '../db/customer-lock.ts';
import { type Database, selectRows } from '../db/database.ts';
import { codeKey } from './mint-code.ts';
import type { Redemption } from './redemption.ts';
import { readRedemptions, setState } from './redemption-rows.ts';
import type { OrderState } from './stored-orders.ts';

/** The state of a code on a day: a code that nobody has marked as expired yet is expired all the same. */
export const stateOn = (
  { state, expires }: Pick<Redemption, 'state' | 'expires'>,
  today: CalendarDate,
): Redemption['state'] => (state === 'issued' && expires !== undefined && expires <= today ? 'expired' : state);

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

/** The paid order of a customer that names a code, where its use came before the code was free. */
async function orderWith(tx: Database, customer: string, key: string): Promise<string | undefined> {
  const orders = await selectRows<{ id: string; codes: ShopOrder['codes'] }>(
    tx,
    sql`select id, body -> 'codes' as codes from lojal_orders
        where customer = ${customer} and status = 'paid' and body ? 'codes' order by day, id`,
  );
  return orders.find(({ codes = [] }) => codes.some((code) => codeKey(code) === key))?.id;
}

/**
 * A paid order uses its codes. A cancelled one gives them back, because the payment of an order may fail after its code was used;
 * another paid order that names the code then gets it. Codes that are not ours are left alone.
 */
export async function useCodesOfOrders(
  tx: Database,
  orders: readonly OrderState[],
  today: CalendarDate,
): Promise<void> {
  const withStatus = (status: ShopOrder['status']) => orders.filter(({ normal }) => normal.status === status);
  const cancelled = withStatus('cancelled');
  const keys = withStatus('paid').flatMap(({ body }) => (body.codes ?? []).map(codeKey));
  if (cancelled.length === 0 && keys.length === 0) return;
  const ids = cancelled.map(({ normal }) => normal.id);
  const involved = sql`code_key = any(${textArray(keys)}) or (state = 'used' and order_id = any(${textArray(ids)}))`;
  // All rows are locked in one order, so that two requests with the same codes cannot wait for each other.
  await tx.execute(sql`select 1 as one from lojal_redemptions where ${involved} order by code_key for update`);
  for (const { normal } of cancelled) {
    const mine = sql`state = 'used' and order_id = ${normal.id}`;
    const freed = await readRedemptions(tx, mine);
    await setState(tx, 'issued', mine, null);
    for (const { code = '' } of freed) {
      const other = await orderWith(tx, normal.customer, codeKey(code));
      if (other !== undefined) await markUsed(tx, code, other, today);
    }
  }
  for (const { body, normal } of withStatus('paid'))
    for (const code of body.codes ?? []) await markUsed(tx, code, normal.id, today);
}
