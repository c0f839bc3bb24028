/** Rewards advocates whose friends' orders are past their return window. */
import { sql } from 'drizzle-orm';
import type { CalendarDate, Entry, FullProgram } from '../../loyalty/types.ts';
import { withCustomers } from '../db/customer-lock.ts';
import { type Database, selectRows } from '../db/database.ts';
import { changeEach } from './change-each.ts';
import type { Claim } from './claim.ts';
import { ofFriends, readClaims, writeClaims } from './claim-rows.ts';
import { appendEntries } from './entries.ts';
import { referralEntryId } from './entry-ids.ts';
import { readFriendOrders } from './friend-orders.ts';
import { judgeClaims } from './judge-claims.ts';

/** The most advocates of one run. */
const MOST_ADVOCATES = 1_000;

const isDue = ({ state, due }: Claim, today: CalendarDate): boolean =>
  state === 'waiting' && due !== undefined && due <= today;

/** An invitation, judged again by the orders of its friend and by today's rules. */
async function judgeAgain(tx: Database, program: FullProgram, claim: Claim): Promise<Claim> {
  const { friend } = claim;
  if (!program.referral || friend === undefined) return claim;
  const claims = await readClaims(tx, sql`${ofFriends([friend])} order by id`);
  const used = claims.flatMap((one) => one.used ?? []);
  const orders = await readFriendOrders(tx, program, [friend], used);
  const own = claims.filter((one) => one.friend === friend);
  return judgeClaims(program.referral, own, orders, claims).find(({ id }) => id === claim.id) ?? claim;
}

/** How many friends of an advocate gave a reward in the year of a day. */
async function countRewarded(tx: Database, advocate: string, today: CalendarDate): Promise<number> {
  const [row] = await selectRows<{ n: number }>(
    tx,
    sql`select count(*)::int as n from lojal_claims where advocate = ${advocate} and state = 'rewarded'
        and date_trunc('year', rewarded) = date_trunc('year', ${today}::date)`,
  );
  return row?.n ?? 0;
}

/** Marks a group of friends as rewarded. The friend who completed the group gives the reward its id. */
async function rewardGroup(tx: Database, group: readonly Claim[], points: number, today: CalendarDate): Promise<void> {
  const last = group.at(-1);
  if (last?.friend === undefined) return;
  for (const { id } of group)
    await tx.execute(
      sql`update lojal_claims set state = 'rewarded', reason = null, rewarded = ${today}::date,
            points = ${id === last.id && points > 0 ? points : null}::bigint, changed = clock_timestamp() where id = ${id}`,
    );
  if (points === 0) return;
  const entry: Entry = { kind: 'bonus', id: referralEntryId(last.friend), at: today, points, rule: 'referral' };
  await appendEntries(tx, [{ customer: last.advocate, entry }]);
}

/** Rewards one advocate, under the advocate's lock. Returns how many invitations changed. */
function rewardAdvocate(db: Database, program: FullProgram, advocate: string, today: CalendarDate): Promise<number> {
  return withCustomers(db, [advocate], async (tx) => {
    const { advocate: gift, most = 0 } = program.referral ?? {};
    const { points = 0, per = 1 } = gift ?? {};
    const waiting = await readClaims(
      tx,
      sql`advocate = ${advocate} and state = 'waiting' and due <= ${today}::date order by id for update`,
    );
    const due: Claim[] = [];
    const changed: Claim[] = [];
    for (const claim of waiting) {
      const now = await judgeAgain(tx, program, claim);
      if (isDue(now, today)) due.push(now);
      else changed.push(now);
    }
    due.sort((a, b) =>
      (a.due ?? '') === (b.due ?? '') ? +(a.id > b.id) - +(a.id < b.id) : (a.due ?? '') < (b.due ?? '') ? -1 : 1,
    );
    const room = gift ? Math.max(0, most - (await countRewarded(tx, advocate, today))) : due.length;
    const beyond = due.splice(room).map(
      ({ due: _, ...claim }): Claim => ({
        ...claim,
        state: 'declined',
        reason: 'yearly-limit',
      }),
    );
    let rewarded = 0;
    for (; rewarded + per <= due.length; rewarded += per)
      await rewardGroup(tx, due.slice(rewarded, rewarded + per), points, today);
    await writeClaims(tx, [...changed, ...beyond]);
    return rewarded + changed.length + beyond.length;
  });
}

/**
 * Rewards the advocates for the friends whose orders still count on their day. Every `per` friends give one reward, in the order of
 * their days. An order that is cancelled later takes nothing back. Safe to run several times at once.
 *
 * @returns how many invitations changed
 */
export async function rewardReferrals(db: Database, program: FullProgram, today: CalendarDate): Promise<number> {
  const { referral } = program;
  if (!referral) return 0;
  // Groups that are not complete are left alone: they would come up at every run.
  const advocates = await selectRows<{ advocate: string }>(
    db,
    sql`select advocate from lojal_claims where state = 'waiting' and due <= ${today}::date
        group by advocate having count(*) >= ${referral.advocate?.per ?? 1} order by min(due), advocate limit ${MOST_ADVOCATES}`,
  );
  return changeEach(advocates, ({ advocate }) => rewardAdvocate(db, program, advocate, today));
}
