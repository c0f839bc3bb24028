/** What becomes of a redemption whose code is not issued, or not used: its points are given back. */
import { sql } from 'drizzle-orm';
import type { CalendarDate, Entry } from '../../loyalty/types.ts';
import { withCustomers } from '../db/customer-lock.ts';
import { type Database, isDuplicate } from '../db/database.ts';
import { appendEntries } from './entries.ts';
import { redeemEntryId, releaseEntryId } from './entry-ids.ts';
import { codeKey } from './mint-code.ts';
import type { Redemption } from './redemption.ts';
import { byId, readRedemptions, setState } from './redemption-rows.ts';

/** A reservation without a code is given back after this time, in seconds: the process that made it has ended. */
export const ABANDONED = 60;

/** Gives the points of a redemption back, to the orders from which they were taken. Call it while the customer is locked. */
export async function giveBack(
  tx: Database,
  { customer, id, attempt }: Redemption,
  today: CalendarDate,
  state: 'returned' | 'failed',
): Promise<void> {
  await setState(tx, state, byId(customer, id));
  const entry: Entry = { kind: 'release', id: releaseEntryId(id, attempt), at: today, of: redeemEntryId(id, attempt) };
  await appendEntries(tx, [{ customer, entry }]);
}

/**
 * Stores the code that the shop's function has made. Without a code, or with one that exists already, gives the points back. Nothing
 * if the reservation is over.
 */
export async function settle(
  db: Database,
  reserved: Redemption,
  code: string | undefined,
  today: CalendarDate,
): Promise<Redemption | undefined> {
  const { customer, id, attempt } = reserved;
  try {
    return await withCustomers(db, [customer], async (tx) => {
      const [row] = await readRedemptions(tx, byId(customer, id));
      if (row?.state !== 'reserved' || row.attempt !== attempt) return undefined;
      if (code === undefined) {
        await giveBack(tx, row, today, 'failed');
        return undefined;
      }
      await tx.execute(
        sql`update lojal_redemptions set state = 'issued', code = ${code}, code_key = ${codeKey(code)},
            changed = clock_timestamp() where ${byId(customer, id)}`,
      );
      return { ...row, state: 'issued', code };
    });
  } catch (error) {
    if (code !== undefined && isDuplicate(error)) return settle(db, reserved, undefined, today);
    throw error;
  }
}

/** Gives an unused code back. */
export function returnCode(
  db: Database,
  customer: string,
  id: string,
  today: CalendarDate,
): Promise<Redemption | undefined> {
  return withCustomers(db, [customer], async (tx) => {
    const [row] = await readRedemptions(tx, sql`${byId(customer, id)} for update`);
    if (row?.state !== 'issued' || (row.expires !== undefined && row.expires <= today)) return row;
    await giveBack(tx, row, today, 'returned');
    return { ...row, state: 'returned' };
  });
}

/** Gives back what processes have reserved that ended before there was a code. Returns the number. */
export async function releaseAbandoned(db: Database, today: CalendarDate): Promise<number> {
  const rows = await readRedemptions(
    db,
    sql`state = 'reserved' and changed < clock_timestamp() - make_interval(secs => ${ABANDONED}) limit 1000`,
  );
  let given = 0;
  for (const row of rows)
    await withCustomers(db, [row.customer], async (tx) => {
      const [now] = await readRedemptions(tx, byId(row.customer, row.id));
      if (now?.state !== 'reserved' || now.attempt !== row.attempt) return;
      await giveBack(tx, now, today, 'failed');
      given++;
    });
  return given;
}
