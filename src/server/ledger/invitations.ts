/** The links of advocates, and the friends who accept an invitation. */
import { sql } from 'drizzle-orm';
import { addDays, addMonths } from '../../loyalty/dates.ts';
import type { CalendarDate, Referral } from '../../loyalty/types.ts';
import { withCustomers } from '../db/customer-lock.ts';
import { type Database, selectRows } from '../db/database.ts';
import type { Claim } from './claim.ts';
import { insertClaim, readAdvocates, readClaims } from './claim-rows.ts';
import { advocateKey } from './friend-orders.ts';
import { mintCode, randomCharacters } from './mint-code.ts';

/** 13 characters have 64 random bits. */
const CODE_LENGTH = 13;
/** The most invitations of an advocate that nobody has ordered with, accepted in the last days: nobody fills the table. */
const MOST_OPEN = 100;
const OPEN_DAYS = 30;
/** The most invitations that an advocate sees. */
const MOST_SHOWN = 200;

/** The code in the link of a customer; nothing for a customer who has not asked for one. */
export async function readAdvocateCode(db: Database, customer: string): Promise<string | undefined> {
  const [row] = await selectRows<{ code: string }>(
    db,
    sql`select code from lojal_advocates where customer = ${customer}`,
  );
  return row?.code;
}

/** The code in the link of a customer, which is made at the first call. */
export async function needAdvocateCode(db: Database, customer: string): Promise<string> {
  const known = await readAdvocateCode(db, customer);
  if (known !== undefined) return known;
  return withCustomers(db, [customer], async (tx) => {
    await tx.execute(
      sql`insert into lojal_advocates (code, customer) values (${advocateKey(randomCharacters(CODE_LENGTH))}, ${customer})
          on conflict (customer) do nothing`,
    );
    const code = await readAdvocateCode(tx, customer);
    if (code === undefined) throw new Error('The code was not stored.');
    return code;
  });
}

export interface ClaimRequest {
  /** The id that the page chose. */
  readonly id: string;
  /** The code in the advocate's link. */
  readonly code: string;
  /** The customer who accepts, if a token says so. */
  readonly customer?: string | undefined;
}

export type ClaimOutcome =
  | { readonly kind: 'new' | 'known'; readonly claim: Claim }
  | { readonly kind: 'unknown-code' | 'own-link' | 'other-code' | 'too-many' };

/** How many recent invitations of an advocate nobody has ordered with. */
async function countOpen(tx: Database, advocate: string, today: CalendarDate): Promise<number> {
  const [row] = await selectRows<{ n: number }>(
    tx,
    sql`select count(*)::int as n from lojal_claims where advocate = ${advocate} and friend is null
        and state = 'claimed' and day > ${addDays(today, -OPEN_DAYS)}::date`,
  );
  return row?.n ?? 0;
}

/** Records that a friend accepts an invitation, and makes the friend's code. */
export async function acceptInvitation(
  db: Database,
  { friend: reward }: Referral,
  { id, code, customer }: ClaimRequest,
  today: CalendarDate,
): Promise<ClaimOutcome> {
  const key = advocateKey(code);
  const advocate = (await readAdvocates(db, [key])).get(key);
  if (advocate === undefined) return { kind: 'unknown-code' };
  if (advocate === customer) return { kind: 'own-link' };
  const find = async (tx: Database) => (await readClaims(tx, sql`id = ${id}`))[0];
  const asKnown = (claim: Claim): ClaimOutcome =>
    claim.advocate === advocate ? { kind: 'known', claim } : { kind: 'other-code' };
  return withCustomers(db, [advocate], async (tx) => {
    const known = await find(tx);
    if (known) return asKnown(known);
    if ((await countOpen(tx, advocate, today)) >= MOST_OPEN) return { kind: 'too-many' };
    const { months, days } = reward?.expireAfter ?? {};
    const expires = months === undefined || days === undefined ? undefined : addDays(addMonths(today, months), days);
    const friend = reward && { code: mintCode(), reward, expires };
    const isNew = await insertClaim(tx, { id, advocate, day: today, ...friend });
    const claim = await find(tx);
    if (!claim) throw new Error('The invitation was not stored.');
    return isNew ? { kind: 'new', claim } : asKnown(claim);
  });
}

/** An invitation as its advocate sees it: nothing says who the friend is. */
export interface Invitation {
  readonly state: Claim['state'];
  /** The day on which the friend accepted. */
  readonly at: CalendarDate;
  /** While it waits: the day of the reward. Before an order: the first day on which the friend's code no longer works. */
  readonly until?: CalendarDate;
  readonly points?: number;
  readonly reason?: Claim['reason'] | 'group';
  /** With the reason `group`: how many friends are missing for the reward. */
  readonly missing?: number;
}

/** The invitations of an advocate, newest first. */
export async function readInvitations(
  db: Database,
  { advocate: gift }: Referral,
  advocate: string,
  today: CalendarDate,
): Promise<readonly Invitation[]> {
  const claims = await readClaims(db, sql`advocate = ${advocate} order by seq desc limit ${MOST_SHOWN}`);
  const [ready] = await selectRows<{ n: number }>(
    db,
    sql`select count(*)::int as n from lojal_claims where advocate = ${advocate} and state = 'waiting' and due <= ${today}::date`,
  );
  const missing = (gift?.per ?? 1) - (ready?.n ?? 0);
  return claims.map(({ state, day, reason, due, points, friend, expires }) => {
    const inGroup = state === 'waiting' && due !== undefined && due <= today && missing > 0;
    const until = state === 'waiting' ? due : state === 'claimed' && friend === undefined ? expires : undefined;
    return {
      state,
      at: day,
      ...(until !== undefined && { until }),
      ...(points !== undefined && { points }),
      ...(inGroup ? { reason: 'group' as const, missing } : reason !== undefined && { reason }),
    };
  });
}
