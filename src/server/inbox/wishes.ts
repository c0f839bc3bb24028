/** Questions that the owner wants a customer to be asked on the next visit. */
import { sql } from 'drizzle-orm';
import { isKnownCustomer } from '../customers/known-customer.ts';
import { tryWithCustomer } from '../db/customer-lock.ts';
import { type Database, selectRows } from '../db/database.ts';

/** How long a wish waits for the customer's next visit, in days. */
const WISH_DAYS = 60;

export interface Wish {
  /** The name of a rule under `ask`, or a kind of question. */
  readonly question: string;
  /** The type of the event that answers the question. */
  readonly type: string;
}

/** The questions that wait for a customer: not yet answered since the wish. */
export async function readWishes(db: Database, customer: string): Promise<readonly string[]> {
  const rows = await selectRows<{ question: string }>(
    db,
    sql`select question from lojal_wishes w where customer = ${customer}
          and at > clock_timestamp() - make_interval(days => ${WISH_DAYS}::int)
          and not exists (select from lojal_answers a where a.subject = w.customer and a.type = w.type and a.received > w.at)
        order by at, question`,
  );
  return rows.map(({ question }) => question);
}

/** Replaces the wishes for a customer. A wish that stays keeps its time. Returns nothing for an unknown customer. */
export function writeWishes(
  db: Database,
  customer: string,
  wishes: readonly Wish[],
): Promise<readonly string[] | undefined> {
  const questions = sql`(select w ->> 'question' from jsonb_array_elements(${JSON.stringify(wishes)}::jsonb) w)`;
  return tryWithCustomer(db, customer, async (tx) => {
    if (!(await isKnownCustomer(tx, customer))) return undefined;
    await tx.execute(sql`delete from lojal_wishes where customer = ${customer} and question not in ${questions}`);
    await tx.execute(
      sql`insert into lojal_wishes (customer, question, type)
          select ${customer}, w ->> 'question', w ->> 'type' from jsonb_array_elements(${JSON.stringify(wishes)}::jsonb) w
          on conflict (customer, question) do update set type = excluded.type,
            at = case when exists (select from lojal_answers a where a.subject = excluded.customer
              and a.type = excluded.type and a.received > lojal_wishes.at) then excluded.at else lojal_wishes.at end`,
    );
    return readWishes(tx, customer);
  });
}
