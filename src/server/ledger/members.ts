/** What only the shop knows of its customers. */
import { sql } from 'drizzle-orm';
import type { CalendarDate, FullProgram } from '../../loyalty/types.ts';
import { textArray, withCustomers } from '../db/customer-lock.ts';
import { type Database, selectRows } from '../db/database.ts';
import { giveJoinBonus } from './give-bonus.ts';
import type { MonthDay } from './yearly-day.ts';

export interface Member {
  /** The first day on which the membership no longer holds. */
  readonly memberUntil?: CalendarDate;
}

export async function readMembers(db: Database, customers: readonly string[]): Promise<ReadonlyMap<string, Member>> {
  const rows = await selectRows<{ customer: string; until: string | null }>(
    db,
    sql`select customer, member_until::text as until from lojal_members
        where customer = any(${textArray(customers)})`,
  );
  return new Map(rows.map(({ customer, until }) => [customer, until === null ? {} : { memberUntil: until }]));
}

/** What the shop knows of a customer. `cost` is in minor units. */
export interface MemberFacts {
  readonly customer: string;
  readonly memberUntil?: CalendarDate;
  readonly joined?: CalendarDate;
  /** The birthday that the customer told. */
  readonly birthday?: MonthDay;
  readonly tags: readonly string[];
  /** What serving the customer cost in the last year. */
  readonly cost?: number;
}

/** What changes. A key that is absent stays; `memberUntil: null` ends the membership. */
export interface MemberChange {
  readonly memberUntil?: CalendarDate | null | undefined;
  readonly joined?: CalendarDate | undefined;
  readonly tags?: readonly string[] | undefined;
  readonly cost?: number | undefined;
}

export async function readMember(db: Database, customer: string): Promise<MemberFacts | undefined> {
  const [row] = await selectRows<Record<keyof MemberFacts, never>>(
    db,
    sql`select customer, member_until::text as "memberUntil", joined::text, birthday, tags, cost::float from lojal_members
        where customer = ${customer}`,
  );
  return row && (Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)) as never);
}

/**
 * Stores what the shop knows. Points that were booked before stay as they are. A customer of whom the shop says for the first time that
 * they joined gets the points for it.
 */
export async function changeMember(
  db: Database,
  program: FullProgram,
  customer: string,
  change: MemberChange,
  today: CalendarDate,
): Promise<MemberFacts> {
  const { memberUntil, joined, tags, cost } = change;
  return withCustomers(db, [customer], async (tx) => {
    const before = await readMember(tx, customer);
    if (joined !== undefined && before?.joined === undefined) await giveJoinBonus(tx, program, customer, today);
    await tx.execute(
      sql`update lojal_members set changed = clock_timestamp(),
            member_until = case when ${memberUntil !== undefined} then ${memberUntil ?? null}::date else member_until end,
            joined = coalesce(${joined ?? null}::date, joined),
            tags = coalesce(${tags === undefined ? null : JSON.stringify(tags)}::jsonb, tags),
            cost = coalesce(${cost ?? null}::bigint, cost)
          where customer = ${customer}`,
    );
    const facts = await readMember(tx, customer);
    if (!facts) throw new Error('The customer was not stored.');
    return facts;
  });
}
