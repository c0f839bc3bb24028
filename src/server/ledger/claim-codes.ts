/** The codes of friends at the checkout. */
import { sql } from 'drizzle-orm';
import type { CalendarDate } from '../../loyalty/types.ts';
import type { Database } from '../db/database.ts';
import type { Claim } from './claim.ts';
import { readClaims } from './claim-rows.ts';
import { codeKey } from './mint-code.ts';
import type { UsableCode } from './redemption.ts';

function asCode({ code, reward, advocate, expires, used }: Claim): UsableCode | undefined {
  if (code === undefined || !reward) return undefined;
  return {
    code,
    reward,
    advocate,
    state: used === undefined ? 'issued' : 'used',
    ...(expires !== undefined && { expires }),
    ...(used !== undefined && { order: used }),
  };
}

/** The friend's code of an invitation; nothing for an unknown one. */
export async function findClaimCode(db: Database, code: string): Promise<UsableCode | undefined> {
  const [claim] = await readClaims(db, sql`code_key = ${codeKey(code)}`);
  return claim && asCode(claim);
}

/**
 * Marks a friend's code as used by an order. Of two orders at once, one gets the code.
 *
 * @returns the code after that; nothing for an unknown one
 */
export async function markClaimUsed(
  db: Database,
  code: string,
  order: string,
  today: CalendarDate,
): Promise<UsableCode | undefined> {
  await db.execute(
    sql`update lojal_claims set used_order = ${order}, changed = clock_timestamp()
        where code_key = ${codeKey(code)} and used_order is null and (expires is null or expires > ${today}::date)`,
  );
  return findClaimCode(db, code);
}
