/** The orders by which invitations are judged. */
import { sql } from 'drizzle-orm';
import { countedAfterRefunds, countedMoney } from '../../loyalty/earning.ts';
import type { FullProgram } from '../../loyalty/types.ts';
import type { ShopOrder } from '../../schema/shop-order.ts';
import { textArray } from '../db/customer-lock.ts';
import { type Database, selectRows } from '../db/database.ts';
import { readAdvocates } from './claim-rows.ts';
import type { FriendOrder } from './judge-claims.ts';
import { codeKey } from './mint-code.ts';
import { type NormalOrder, normalOrder } from './normal-order.ts';

/** The code of an advocate, as it is stored. */
export const advocateKey = (code: string): string => code.trim().toLowerCase();

/** @param advocates the customers of the codes that the order may name as `referral` */
export function asFriendOrder(
  body: ShopOrder,
  normal: NormalOrder,
  { points }: FullProgram,
  advocates: ReadonlyMap<string, string>,
): FriendOrder {
  const { id, customer, day, status, refunds } = normal;
  const refunded = refunds.reduce((sum, { amount }) => sum + amount, 0);
  return {
    id,
    customer,
    day,
    status,
    counted: countedMoney(normal, points.counts),
    left: countedAfterRefunds(normal, refunded, points.counts),
    codes: (body.codes ?? []).map(codeKey),
    referrer: body.referral === undefined ? undefined : advocates.get(advocateKey(body.referral)),
  };
}

/**
 * The orders of friends by which invitations are judged: those that name a code, and the first paid one. Ascending by day and id.
 *
 * @param used further orders, which used a friend's code without naming it
 */
export async function readFriendOrders(
  db: Database,
  program: FullProgram,
  friends: readonly string[],
  used: readonly string[],
): Promise<readonly FriendOrder[]> {
  const rows = await selectRows<{ body: ShopOrder }>(
    db,
    sql`select body from (
          select id, day, body from lojal_orders
          where customer = any(${textArray(friends)})
            and (body ? 'referral' or body ? 'codes' or id = any(${textArray(used)}))
          union
          select * from (
            select distinct on (customer) id, day, body from lojal_orders
            where customer = any(${textArray(friends)}) and status = 'paid' order by customer, day, id collate "C"
          ) earliest
        ) known order by day, id collate "C"`,
  );
  const referrals = rows.flatMap(({ body }) => (body.referral === undefined ? [] : [advocateKey(body.referral)]));
  const advocates = await readAdvocates(db, referrals);
  return rows.flatMap(({ body }) => {
    const normal = normalOrder(body, program);
    return 'status' in normal ? [asFriendOrder(body, normal, program, advocates)] : [];
  });
}
