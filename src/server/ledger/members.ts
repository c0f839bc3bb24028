/** What only the shop knows of its customers. */
import { sql } from 'drizzle-orm';
import type { CalendarDate } from '../../loyalty/types.ts';
import { textArray } from '../db/customer-lock.ts';
import { type Database, selectRows } from '../db/database.ts';

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
