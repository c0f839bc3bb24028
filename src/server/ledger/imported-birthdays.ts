/** Stores the birthdays that customers told another system. */
import { sql } from 'drizzle-orm';
import type { CalendarDate } from '../../loyalty/types.ts';
import { withCustomers } from '../db/customer-lock.ts';
import { type Database, selectRows } from '../db/database.ts';
import { type MonthDay, nextYearly } from './yearly-day.ts';

export interface ImportedBirthday {
  readonly customer: string;
  readonly birthday: MonthDay;
}

/**
 * Stores the birthdays of customers who have told none here. The customer can still correct it. Returns how many are new.
 *
 * @param isDry changes nothing
 */
export async function importBirthdays(
  db: Database,
  birthdays: readonly ImportedBirthday[],
  today: CalendarDate,
  isDry: boolean,
): Promise<number> {
  if (birthdays.length === 0) return 0;
  const given = sql`jsonb_to_recordset(${JSON.stringify(
    birthdays.map(({ customer, birthday }) => ({ customer, birthday, due: nextYearly(birthday, today) })),
  )}::jsonb) as given (customer text, birthday text, due date)`;
  if (isDry) {
    const rows = await selectRows(
      db,
      sql`select 1 as one from ${given} where not exists (
            select from lojal_members known where known.customer = given.customer and known.birthday is not null)`,
    );
    return rows.length;
  }
  const customers = [...new Set(birthdays.map(({ customer }) => customer))];
  return withCustomers(db, customers, async (tx) => {
    const rows = await selectRows(
      tx,
      sql`update lojal_members member set birthday = given.birthday, birthday_due = given.due, changed = clock_timestamp()
          from ${given} where member.customer = given.customer and member.birthday is null returning 1 as one`,
    );
    return rows.length;
  });
}
