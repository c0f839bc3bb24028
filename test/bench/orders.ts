/**
 * `npm run bench:orders`: how long the server takes to book an order, at 200 orders a second, with an empty ledger and with
 * ten million entries. One process, a real PostgreSQL that waits for the disk. `ROWS` sets another number of entries,
 * `SECONDS` the length of each measurement.
 */
import pg from 'pg';
import { createEndpoint, openStore } from '../../src/server/index.ts';
import { startPostgres } from '../helpers/postgres.ts';

const ROWS = Number(process.env.ROWS ?? 10_000_000);
const SECONDS = Number(process.env.SECONDS ?? 30);
const RATE = 200;
const CUSTOMERS = 1_000_000;
const KEY = 'shop-key-of-the-bench-0123456789ab';
const program = {
  points: { perUnit: 1, available: { after: 'P14D' } },
  tiers: {
    period: 'rolling',
    levels: [
      { id: 'a', name: 'A', from: 0 },
      { id: 'b', name: 'B', from: 500, times: 2 },
    ],
  },
};

const { databaseUrl, stop } = await startPostgres({ durable: true });
const store = await openStore({ databaseUrl });
const handler = createEndpoint({ store, program, shopKey: KEY, limits: false });

/** Books one order over HTTP's interface. Returns the time in ms. */
async function book(id: string, customer: string): Promise<number> {
  const order = { id, customer, at: '2026-11-20T10:00:00Z', currency: 'EUR', total: 49.9, status: 'paid' };
  const start = performance.now();
  const response = await handler(
    new Request('https://api.example/apps/lojal/orders', {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${KEY}` },
      body: JSON.stringify(order),
    }),
  );
  if (response.status !== 200) throw new Error(`${response.status} ${await response.text()}`);
  return performance.now() - start;
}

/** Orders arrive at fixed moments, whether or not the earlier ones are booked. */
async function measure(name: string): Promise<number> {
  const times: Promise<number>[] = [];
  const start = performance.now();
  for (let i = 0; i < RATE * SECONDS; i++) {
    const wait = start + (i * 1000) / RATE - performance.now();
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    times.push(book(`${name}-${i}`, `c${Math.floor(Math.random() * CUSTOMERS)}`));
  }
  const sorted = (await Promise.all(times)).sort((a, b) => a - b);
  const at = (part: number) => (sorted[Math.floor(sorted.length * part)] ?? 0).toFixed(1);
  const took = (performance.now() - start) / 1000;
  console.log(
    `${name}: ${sorted.length} orders in ${took.toFixed(1)} s, median ${at(0.5)}, p95 ${at(0.95)}, p99 ${at(0.99)} ms, slowest ${at(0.9999)}`,
  );
  return Number(at(0.99));
}

/** Fills the ledgers with orders of the last two years. */
async function fill(rows: number): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const step = 500_000;
  for (let from = 0; from < rows; from += step)
    await client.query(
      `insert into lojal_entries (customer, id, at, kind, order_id, entry)
       select 'c' || (n % ${CUSTOMERS}), 'order:' || n, date '2026-11-20' - (n % 700)::int, 'order', n::text,
         jsonb_build_object('id', 'order:' || n, 'at', (date '2026-11-20' - (n % 700)::int)::text, 'kind', 'order',
           'spend', 4990, 'points', 49, 'rule', 'order')
       from generate_series($1::bigint, $2::bigint) n`,
      [from, Math.min(from + step, rows) - 1],
    );
  await client.query('vacuum analyze lojal_entries');
  await client.query('checkpoint');
  await client.end();
}

await measure('warm-up');
const empty = await measure('empty');
const filling = performance.now();
await fill(ROWS);
console.log(`${ROWS} entries written in ${((performance.now() - filling) / 1000).toFixed(0)} s`);
await measure('warm-up, filled');
const filled = await measure('filled');
console.log(`p99: ${empty} ms empty, ${filled} ms with ${ROWS} entries, ratio ${(filled / empty).toFixed(2)}`);
await store.close();
await stop();
