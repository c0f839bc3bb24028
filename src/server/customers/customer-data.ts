/** Everything that is stored of one person, for a request for access (GDPR, article 15). */
import { type SQL, sql } from 'drizzle-orm';
import { type Database, selectRows } from '../db/database.ts';

/** The rows of each table that belong to a customer. Money in `member`, `ledger` and `codes` is in minor units. */
const queries = (customer: string): Readonly<Record<string, SQL>> => ({
  member: sql`select to_jsonb(t) - '{customer,birthday_due,anniversary_due}'::text[] as row from lojal_members t where customer = ${customer}`,
  orders: sql`select body as row from lojal_orders where customer = ${customer} order by day, id`,
  changes: sql`select to_jsonb(t) - 'customer' as row from lojal_late_orders t where customer = ${customer} order by at, order_id`,
  // The id of a reward for a friend names the friend.
  ledger: sql`select case when entry ->> 'rule' = 'referral' then entry - 'id' else entry end as row from lojal_entries where customer = ${customer} order by seq`,
  codes: sql`select to_jsonb(t) - '{customer,code_key}'::text[] as row from lojal_redemptions t where customer = ${customer} order by day, id`,
  link: sql`select jsonb_build_object('code', code) as row from lojal_advocates where customer = ${customer}`,
  // What the customer did with the invitation of another customer names neither that customer, nor the other way round.
  invitations: sql`select jsonb_strip_nulls(jsonb_build_object('id', id, 'day', day, 'state', state, 'reason', reason, 'points', points,
      'as', case when friend = ${customer} then 'friend' else 'advocate' end,
      'code', case when friend = ${customer} then code end)) as row
    from lojal_claims where advocate = ${customer} or friend = ${customer} order by seq`,
  actions: sql`select to_jsonb(t) - 'customer' as row from lojal_actions t where customer = ${customer} order by at, id`,
  questions: sql`select to_jsonb(t) - 'customer' as row from lojal_wishes t where customer = ${customer} order by at`,
  answers: sql`select jsonb_strip_nulls(jsonb_build_object('event', a.event, 'received', a.received, 'verified', a.verified,
      'state', a.state, 'handled', h.handled, 'reason', h.reason, 'note', h.note, 'tags', h.tags, 'reply', h.reply, 'replied', h.replied)) as row
    from lojal_answers a left join lojal_handling h on h.answer = a.id where a.subject = ${customer} order by a.received, a.id`,
  quarantine: sql`select jsonb_build_object('body', body, 'received', received) as row from lojal_quarantine where subject = ${customer} order by received`,
});

/** By the name of the table. A table without a row is left out. */
export type CustomerData = Readonly<Record<string, readonly unknown[]>>;

/** Reads one state of all tables. */
export function readCustomerData(db: Database, customer: string): Promise<CustomerData> {
  return db.transaction(
    async (tx) => {
      const data: Record<string, readonly unknown[]> = {};
      for (const [name, query] of Object.entries(queries(customer))) {
        const rows = await selectRows<{ row: unknown }>(tx, query);
        if (rows.length > 0) data[name] = rows.map(({ row }) => row);
      }
      return data;
    },
    { isolationLevel: 'repeatable read', accessMode: 'read only' },
  );
}
