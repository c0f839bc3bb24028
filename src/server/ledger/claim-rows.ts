/** Reads and changes invitations. */
import { type SQL, sql } from 'drizzle-orm';
import type { CalendarDate, FriendReward } from '../../loyalty/types.ts';
import { textArray } from '../db/customer-lock.ts';
import { type Database, selectRows } from '../db/database.ts';
import type { Claim } from './claim.ts';
import { codeKey } from './mint-code.ts';

const columns = sql`id, advocate, code, reward, day::text, expires::text, friend, order_id as "order", state, reason,
  due::text, used_order as used, points::float`;

/** The invitations that fulfil a condition. `where` may end in an order and a lock. */
export async function readClaims(db: Database, where: SQL): Promise<readonly Claim[]> {
  const rows = await selectRows<Record<string, unknown>>(db, sql`select ${columns} from lojal_claims where ${where}`);
  return rows.map((row) => Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)) as never);
}

/** SQL for the invitations of friends, and for those whose code their orders used. */
export const ofFriends = (friends: readonly string[]): SQL => sql`friend = any(${textArray(friends)})
  or used_order in (select orders.id from lojal_orders orders where orders.customer = any(${textArray(friends)}))`;

/** A new invitation. */
export interface NewClaim {
  readonly id: string;
  readonly advocate: string;
  readonly day: CalendarDate;
  readonly code?: string | undefined;
  readonly reward?: FriendReward | undefined;
  readonly expires?: CalendarDate | undefined;
  readonly friend?: string | undefined;
}

/** Stores an invitation. Returns whether its id is new. */
export async function insertClaim(tx: Database, claim: NewClaim): Promise<boolean> {
  const { id, advocate, day, code, reward, expires, friend } = claim;
  const rows = await selectRows(
    tx,
    sql`insert into lojal_claims (id, advocate, code, code_key, reward, day, expires, friend, state)
        values (${id}, ${advocate}, ${code ?? null}, ${code === undefined ? null : codeKey(code)},
          ${reward === undefined ? null : JSON.stringify(reward)}::jsonb, ${day}::date, ${expires ?? null}::date,
          ${friend ?? null}, 'claimed')
        on conflict (id) do nothing returning 1 as one`,
  );
  return rows.length > 0;
}

/** Stores what follows from orders. Call it while the invitations are locked. */
export async function writeClaims(tx: Database, claims: readonly Claim[]): Promise<void> {
  // First those that wait no longer: a friend has at most one invitation that waits or was rewarded.
  for (const some of [
    claims.filter(({ state }) => state !== 'waiting'),
    claims.filter(({ state }) => state === 'waiting'),
  ])
    if (some.length > 0)
      await tx.execute(
        sql`update lojal_claims set friend = given.friend, order_id = given."order", state = given.state,
              reason = given.reason, due = given.due, used_order = given.used, changed = clock_timestamp()
            from jsonb_to_recordset(${JSON.stringify(some)}::jsonb) as given
              (id text, friend text, "order" text, state text, reason text, due date, used text)
            where lojal_claims.id = given.id`,
      );
}

/** The customers with these codes of advocates, by code. */
export async function readAdvocates(db: Database, codes: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (codes.length === 0) return new Map();
  const rows = await selectRows<{ code: string; customer: string }>(
    db,
    sql`select code, customer from lojal_advocates where code = any(${textArray(codes)})`,
  );
  return new Map(rows.map(({ code, customer }) => [code, customer]));
}
