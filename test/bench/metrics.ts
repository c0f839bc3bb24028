/**
 * `node --import tsx test/bench/metrics.ts`: how long `GET owner/metrics` of a year and the tables behind it take over a million orders
 * and 200,000 answers, on a real PostgreSQL and embedded. `ORDERS` and `ANSWERS` set other numbers; `ENGINE=postgres|embedded` one engine.
 */
import { sql } from 'drizzle-orm';
import { connectFolder, connectServer } from '../../src/server/db/connect.ts';
import { type Database, selectRows } from '../../src/server/db/database.ts';
import { createStore } from '../../src/server/db/store.ts';
import { createEndpoint } from '../../src/server/index.ts';
import { startPostgres } from '../helpers/postgres.ts';

const ORDERS = Number(process.env.ORDERS ?? 1_000_000);
const ANSWERS = Number(process.env.ANSWERS ?? 200_000);
const STEP = 50_000;
const KEY = 'owner-key-of-the-bench-0123456789';
const program = { currency: 'EUR', timeZone: 'Europe/Stockholm', points: { perUnit: 1 } };
const DAY = `(date '2025-11-20' - (700 * (1 - sqrt(random())))::integer)`;

async function fill(db: Database): Promise<void> {
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

async function measure(name: string, connection: Awaited<ReturnType<typeof connectServer>>): Promise<void> {
  const store = await createStore(connection);
  const handler = createEndpoint({ store, program, ownerKey: KEY, limits: false });
  let start = performance.now();
  await connection.unlimited(fill);
  console.log(`${name}: filled in ${((performance.now() - start) / 1000).toFixed(0)} s`);
  start = performance.now();
  await store.metrics.rebuild();
  console.log(`${name}: summaries counted again in ${((performance.now() - start) / 1000).toFixed(0)} s`);
  if (name === 'PostgreSQL') await connection.unlimited((db) => db.execute(sql`analyze`));
  const [rows] = await selectRows<Record<string, number>>(
    connection.db,
    sql`select (select count(*) from lojal_purchase_days)::integer as days, (select count(*) from lojal_members)::integer as customers`,
  );
  console.log(`${name}: ${rows?.days} purchase days of ${rows?.customers} customers`);
  const year = 'from=2024-11-20&until=2025-11-20';
  for (const path of [
    `metrics?${year}`,
    `metrics?${year}`,
    `metrics?${year}&compare=previous`,
    `metrics?${year}&segment=rfm:champions`,
    `metrics?${year}&segment=product:p1`,
    `cohorts?${year}`,
    `rfm?${year}`,
    `repurchase?${year}`,
    `lapsing?${year}`,
    `series?of=nps&step=month&${year}`,
    `prediction?${year}`,
  ]) {
    start = performance.now();
    const response = await handler(
      new Request(`https://api.example/apps/lojal/owner/${path}`, { headers: { authorization: `Bearer ${KEY}` } }),
    );
    const text = await response.text();
    console.log(
      `${name}: ${path.replace(year, 'year')} ${response.status} ${(performance.now() - start).toFixed(0)} ms`,
    );
    if (response.status !== 200) console.log(text);
  }
  await store.close();
}

if (process.env.ENGINE !== 'embedded') {
  const { databaseUrl, stop } = await startPostgres();
  await measure('PostgreSQL', await connectServer(databaseUrl));
  await stop();
}
if (process.env.ENGINE !== 'postgres') await measure('embedded', await connectFolder('memory://'));
