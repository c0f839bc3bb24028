/** Fills a database with the orders and answers of a shop, for the bench of the metrics. */
import { sql } from 'drizzle-orm';
import type { Database } from '../../src/server/db/database.ts';

const ORDERS = Number(process.env.ORDERS ?? 1_000_000);
const ANSWERS = Number(process.env.ANSWERS ?? 200_000);
const STEP = 50_000;
const DAY = `(date '2025-11-20' - (700 * (1 - sqrt(random())))::integer)`;

export async function fill(db: Database): Promise<void> {
  // A third as many customers as orders, a few of whom buy often: as in a real shop.
  for (let from = 0; from < ORDERS; from += STEP)
    await db.execute(
      sql.raw(`insert into lojal_orders (id, customer, day, status, total, refunded, body)
        select 'o' || n, 'c' || floor(${ORDERS / 3} * power(random(), 2)), ${DAY}, 'paid', 1000 + floor(random() * 9000), 0,
          jsonb_build_object('id', 'o' || n, 'currency', 'EUR', 'lines', jsonb_build_array(
            jsonb_build_object('product', 'p' || floor(random() * 500), 'quantity', 1, 'total', 10),
            jsonb_build_object('product', 'p' || floor(random() * 500), 'quantity', 2, 'total', 20)))
        from generate_series(${from}, ${Math.min(from + STEP, ORDERS) - 1}) n`),
    );
  for (let from = 0; from < ANSWERS; from += STEP)
    await db.execute(
      sql.raw(`insert into lojal_answers (id, type, source, subject, revision, time, received, event, digest)
        select md5('a' || n), 'lojal.' || kind || '.answered.v1', 'https://shop.example', subject, 1, time, time,
          jsonb_build_object('id', md5('a' || n), 'type', kind, 'subject', subject, 'data', jsonb_build_object('score',
            floor(random() * 5) + 1, 'lang', 'sv', 'revision', 1, 'comment', repeat('Fast delivery. ', 12))), md5(n::text)
        from (select n, (array['nps', 'csat', 'ces'])[1 + n % 3] as kind, 'c' || floor(random() * ${ORDERS / 3}) as subject,
          timestamptz '2025-11-20' - random() * interval '700 days' as time
          from generate_series(${from}, ${Math.min(from + STEP, ANSWERS) - 1}) n) drawn`),
    );
  await db.execute(sql`insert into lojal_members (customer) select distinct customer from lojal_orders`);
}
