/** Lists of codes: those of a customer, the pool of a reward, and what was redeemed in all. */
import { sql } from 'drizzle-orm';
import { textArray } from '../db/customer-lock.ts';
import { type Database, selectRows } from '../db/database.ts';
import { isStorable } from '../storable.ts';
import { codeKey } from './mint-code.ts';
import type { Redemption } from './redemption.ts';
import { readRedemptions } from './redemption-rows.ts';

/** The most codes in an account. */
const MOST = 50;

/** The codes of a customer, newest first. */
export const readCodes = (db: Database, customer: string): Promise<readonly Redemption[]> =>
  readRedemptions(
    db,
    sql`customer = ${customer} and code is not null and state <> 'failed' order by day desc, changed desc limit ${MOST}`,
  );

/**
 * Adds codes to the pool of a reward. A code that is in a pool already is not added again, however it is written.
 *
 * @throws TypeError for a code without a letter or digit, or that the database cannot store
 */
export async function addCodes(db: Database, reward: string, codes: readonly string[]): Promise<number> {
  if (!codes.every((code) => codeKey(code) !== '' && isStorable(code)))
    throw new TypeError('A code needs a letter or a digit, and must not contain NUL or half a character.');
  const rows = await selectRows(
    db,
    sql`insert into lojal_code_pool (reward_id, code, code_key)
        select ${reward}, code, key from unnest(${textArray(codes)}, ${textArray(codes.map(codeKey))}) as given (code, key)
        on conflict do nothing returning 1 as one`,
  );
  return rows.length;
}

/** What customers have given for a reward, for example for a donation. */
export async function countRedeemed(db: Database, reward: string): Promise<{ points: number; times: number }> {
  const [row] = await selectRows<{ points: number; times: number }>(
    db,
    sql`select coalesce(sum(points), 0)::float as points, count(*)::integer as times from lojal_redemptions
        where reward_id = ${reward} and state in ('issued', 'used', 'expired')`,
  );
  return row ?? { points: 0, times: 0 };
}
