/**
 * `node --import tsx test/bench/metrics.ts`: how long `GET owner/metrics` of a year and the tables behind it take over a million orders
 * and 200,000 answers, on a real PostgreSQL and embedded. `ORDERS` and `ANSWERS` set other numbers; `ENGINE=postgres|embedded` one engine.
 * `computed` is the time of a process that has kept no result; the first one also reads what was written a moment ago.
 */
import { sql } from 'drizzle-orm';
import { connectFolder, connectServer } from '../../src/server/db/connect.ts';
import { selectRows } from '../../src/server/db/database.ts';
import { createStore } from '../../src/server/db/store.ts';
import { vacuumNextTable } from '../../src/server/db/vacuum.ts';
import { createEndpoint } from '../../src/server/index.ts';
import { createMetricStore } from '../../src/server/metrics/metric-store.ts';
import { startPostgres } from '../helpers/postgres.ts';
import { fill } from './metrics-fill.ts';

const KEY = 'owner-key-of-the-bench-0123456789';
const program = { currency: 'EUR', timeZone: 'Europe/Stockholm', points: { perUnit: 1 } };
async function measure(name: string, connection: Awaited<ReturnType<typeof connectServer>>): Promise<void> {
  const store = await createStore(connection);
  const handler = createEndpoint({ store, program, ownerKey: KEY, limits: false });
  let start = performance.now();
  await connection.unlimited(fill);
  console.log(`${name}: filled in ${((performance.now() - start) / 1000).toFixed(0)} s`);
  start = performance.now();
  await store.metrics.rebuild();
  console.log(`${name}: summaries counted again in ${((performance.now() - start) / 1000).toFixed(0)} s`);
  // What autovacuum does, and the server for the embedded database.
  start = performance.now();
  if (name === 'PostgreSQL') await connection.unlimited((db) => db.execute(sql`analyze`));
  else while (await vacuumNextTable(connection.db));
  console.log(`${name}: statistics in ${((performance.now() - start) / 1000).toFixed(0)} s`);
  const [rows] = await selectRows<Record<string, number>>(
    connection.db,
    sql`select (select count(*) from lojal_purchase_days)::integer as days, (select count(*) from lojal_members)::integer as customers`,
  );
  console.log(`${name}: ${rows?.days} purchase days of ${rows?.customers} customers`);
  const year = 'from=2024-11-20&until=2025-11-20';
  const scope = { from: '2024-11-20', until: '2025-11-20', timeZone: program.timeZone };
  for (let run = 0; run < 4; run++) {
    start = performance.now();
    await createMetricStore(connection.patient ?? connection.db).compute(scope, { questions: ['nps'] });
    console.log(`${name}: a year, computed ${(performance.now() - start).toFixed(0)} ms`);
  }
  for (const path of [
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
