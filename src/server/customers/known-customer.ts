import { sql } from 'drizzle-orm';
import { type Database, selectRows } from '../db/database.ts';

/** Whether anything is stored of a customer. The row that a lock creates does not count. */
export async function isKnownCustomer(db: Database, customer: string): Promise<boolean> {
  const [row] = await selectRows<{ known: boolean }>(
    db,
    sql`select exists (select from lojal_answers where subject = ${customer})
          or exists (select from lojal_orders where customer = ${customer})
          or exists (select from lojal_entries where customer = ${customer})
          or exists (select from lojal_members where customer = ${customer}
            and num_nonnulls(joined, birthday, member_until, cost) + jsonb_array_length(tags) > 0) as known`,
  );
  return row?.known ?? false;
}
