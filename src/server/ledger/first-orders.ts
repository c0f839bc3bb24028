/** Keeps the day of each customer's first paid order, and the anniversary that follows from it. */
import { sql } from 'drizzle-orm';
import type { CalendarDate } from '../../loyalty/types.ts';
import { textArray } from '../db/customer-lock.ts';
import { type Database, selectRows } from '../db/database.ts';
import type { LedgerSession } from './ledger-session.ts';
import type { OrderState } from './stored-orders.ts';
import { nextAnniversary } from './yearly-day.ts';

interface FirstOrder {
  readonly customer: string;
  readonly first: CalendarDate | null;
}

export async function noteFirstOrders(
  tx: Database,
  orders: readonly OrderState[],
  { today, members }: Pick<LedgerSession, 'today' | 'members'>,
): Promise<void> {
  if (orders.length === 0) return;
  const changed = await selectRows<FirstOrder>(
    tx,
    sql`select customer, first::text from (
          select customer, first_order,
            (select min(day) from lojal_orders where lojal_orders.customer = lojal_members.customer and status = 'paid') as first
          from lojal_members where customer = any(${textArray([...members.keys()])})
        ) found where first is distinct from first_order`,
  );
  if (changed.length === 0) return;
  // Anniversaries that have passed are not given: the customer, or the order, is new to the ledger.
  const rows = changed.map(({ customer, first }) => ({
    customer,
    first,
    due: first === null ? null : nextAnniversary(first, today),
  }));
  await tx.execute(
    sql`update lojal_members set first_order = given.first, anniversary_due = given.due
        from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as given (customer text, first date, due date)
        where lojal_members.customer = given.customer`,
  );
}
