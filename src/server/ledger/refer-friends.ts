/** What orders change about invitations: who accepted one, whether it counts, and whether its code was used. */
import { sql } from 'drizzle-orm';
import type { CalendarDate } from '../../loyalty/types.ts';
import { textArray } from '../db/customer-lock.ts';
import type { Database } from '../db/database.ts';
import { type Claim, isFinal } from './claim.ts';
import { insertClaim, ofFriends, readAdvocates, readClaims, writeClaims } from './claim-rows.ts';
import { advocateKey, asFriendOrder, readFriendOrders } from './friend-orders.ts';
import { advocateOf, type FriendOrder, judgeClaims, namesCode } from './judge-claims.ts';
import type { LedgerSession } from './ledger-session.ts';
import { codeKey, randomCharacters } from './mint-code.ts';
import type { OrderState } from './stored-orders.ts';

/** Gives a friend the oldest invitation that nobody has used yet, or a new one. The friend came by a link, so they look alike. */
async function takeOpenClaim(tx: Database, advocate: string, friend: string, today: CalendarDate): Promise<Claim> {
  const isOpen = sql`advocate = ${advocate} and friend is null and state = 'claimed' and used_order is null
    and (expires is null or expires > ${today}::date)`;
  // An own order does not take the invitation of a friend. Nothing waits here, so no two transactions can wait for each other.
  const [open] =
    advocate === friend ? [] : await readClaims(tx, sql`${isOpen} order by seq limit 1 for update skip locked`);
  // Another id than any that a page may choose.
  const id = open?.id ?? `order:${randomCharacters(26)}`;
  if (open) await tx.execute(sql`update lojal_claims set friend = ${friend} where id = ${id}`);
  else await insertClaim(tx, { id, advocate, day: today, friend });
  return { ...(open ?? { id, advocate, day: today, state: 'claimed' }), friend };
}

/** Finds or makes the invitation of an order, and lets the order use its code. Changes `claims`. */
async function bindOrder(tx: Database, order: FriendOrder, claims: Claim[], today: CalendarDate): Promise<void> {
  const { id, customer } = order;
  const change = (claim: Claim, more: Partial<Claim>) => claims.splice(claims.indexOf(claim), 1, { ...claim, ...more });
  const ofAdvocate = (advocate: string) => claims.find((one) => one.advocate === advocate && one.friend === customer);
  // The order belongs to another customer now, and its invitation with it.
  for (const claim of claims)
    if (claim.order === id && claim.friend !== customer && !isFinal(claim) && !ofAdvocate(claim.advocate))
      change(claim, { friend: customer });
  const named = advocateOf(order, claims);
  if (!named) return;
  if (!ofAdvocate(named.advocate)) {
    const { claim } = named;
    if (claim && claim.friend === undefined && claim.state === 'claimed') {
      // Written at once: an open invitation is found only once.
      await tx.execute(sql`update lojal_claims set friend = ${customer} where id = ${claim.id}`);
      change(claim, { friend: customer });
    } else claims.push(await takeOpenClaim(tx, named.advocate, customer, today));
  }
  const code = claims.find((one) => namesCode(order, one));
  if (code && code.used === undefined && order.status === 'paid') change(code, { used: id });
}

/** The invitations without the orders that were cancelled: their codes are free, or belong to the next paid order of the friend. */
const freeCodes = (claims: readonly Claim[], orders: readonly FriendOrder[]): readonly Claim[] =>
  claims.map((claim) => {
    if (orders.find(({ id }) => id === claim.used)?.status !== 'cancelled') return claim;
    const { used: _, ...free } = claim;
    const next = orders.find((order) => order.status === 'paid' && namesCode(order, claim));
    return next ? { ...free, used: next.id } : free;
  });

const WRITTEN = ['friend', 'order', 'state', 'reason', 'due', 'used'] as const;

const isSame = (claim: Claim, before: Claim | undefined): boolean =>
  before !== undefined && WRITTEN.every((key) => claim[key] === before[key]);

/** The effect of orders on invitations. Takes the same locks in the same order as the reward: customers, then invitations by id. */
export async function referFriends(
  tx: Database,
  states: readonly OrderState[],
  { program, today, members }: LedgerSession,
): Promise<void> {
  const { referral } = program;
  if (!referral || states.length === 0) return;
  const customers = [...members.keys()];
  const ids = textArray(states.map(({ normal }) => normal.id));
  const keys = textArray(states.flatMap(({ body }) => (body.codes ?? []).map(codeKey)));
  const claims = [
    ...(await readClaims(
      tx,
      sql`${ofFriends(customers)} or order_id = any(${ids}) or used_order = any(${ids})
          or code_key = any(${keys}) order by id for update`,
    )),
  ];
  const referrals = states.flatMap(({ body }) => (body.referral === undefined ? [] : [advocateKey(body.referral)]));
  const advocates = await readAdvocates(tx, referrals);
  if (claims.length === 0 && advocates.size === 0) return;
  const before = new Map(claims.map((claim) => [claim.id, claim]));
  const posted = states.map(({ body, normal }) => asFriendOrder(body, normal, program, advocates));
  posted.sort((a, b) => (a.day === b.day ? +(a.id > b.id) - +(a.id < b.id) : a.day < b.day ? -1 : 1));
  for (const order of posted) await bindOrder(tx, order, claims, today);
  const friends = customers.filter((customer) => claims.some(({ friend }) => friend === customer));
  const used = claims.flatMap((claim) => claim.used ?? []);
  const orders = await readFriendOrders(tx, program, friends, used);
  const free = freeCodes(claims, [...orders, ...posted]);
  const judged = friends.flatMap((friend) =>
    judgeClaims(
      referral,
      free.filter((claim) => claim.friend === friend),
      orders.filter(({ customer }) => customer === friend),
      free,
    ),
  );
  const others = free.filter(({ friend }) => friend === undefined || !friends.includes(friend));
  await writeClaims(
    tx,
    [...judged, ...others].filter((claim) => !isSame(claim, before.get(claim.id))),
  );
}
