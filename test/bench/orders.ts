/**
 * `npm run bench:orders`: how many orders the server books and how many accounts it reads in a second, with one process and with
 * two, and how long an order takes at 200 orders a second; with an empty ledger and with ten million entries. A real PostgreSQL
 * that waits for the disk. `ROWS` sets another number of entries (0: only the empty ledger), `SECONDS` the length of each
 * measurement (10), `RATE` the orders a second, `CONNECTIONS` the concurrent requests (32).
 */
import pg from 'pg';
import { startPostgres } from '../helpers/postgres.ts';
import { type EndpointProcess, startProcess } from '../server/processes.ts';
import { mint } from '../server/samples.ts';
import { identity, now, sign } from '../server/tokens.ts';
import { type LoadFigures, loadTable, machine, measureLoad, SECONDS } from './server-load.ts';

const ROWS = Number(process.env.ROWS ?? 10_000_000);
const RATE = Number(process.env.RATE ?? 200);
const CUSTOMERS = 1_000_000;
/** Customers whose accounts are read: a token has to be signed for each. */
const READERS = 20_000;
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

const server = await startPostgres({ durable: true });
const { databaseUrl } = server;
const processes: EndpointProcess[] = [];
const anyCustomer = () => `c${Math.floor(Math.random() * CUSTOMERS)}`;

async function query(text: string, values: readonly unknown[] = []): Promise<number> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const { rows } = await client.query(text, [...values]).finally(() => client.end());
  return rows[0]?.n ?? 0;
}
const countOrders = () => query('select count(*)::int as n from lojal_orders');

/** A new order of any customer. */
function nextOrder() {
  const order = { id: mint(), customer: anyCustomer(), at: '2026-11-20T10:00:00Z', currency: 'EUR', total: 49.9 };
  return {
    headers: { 'content-type': 'application/json', authorization: `Bearer ${KEY}` },
    body: JSON.stringify({ ...order, status: 'paid' }),
  };
}

/** Orders arrive at one process at fixed moments, whether or not the earlier ones are booked. */
async function measureRate(one: EndpointProcess, rows: number, seconds: number): Promise<LoadFigures> {
  const book = async () => {
    const began = performance.now();
    const response = await fetch(one.address.replace(/answers$/, 'orders'), { method: 'POST', ...nextOrder() });
    await response.arrayBuffer();
    return { isBooked: response.status === 200, ms: performance.now() - began };
  };
  const booking: ReturnType<typeof book>[] = [];
  const start = performance.now();
  for (let i = 0; i < RATE * seconds; i++) {
    const wait = start + (i * 1_000) / RATE - performance.now();
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    booking.push(book());
  }
  const booked = await Promise.all(booking);
  const sorted = booked.map(({ ms }) => ms).sort((a, b) => a - b);
  const at = (part: number) => Math.round(sorted[Math.floor(sorted.length * part)] ?? 0);
  const done = booked.filter(({ isBooked }) => isBooked).length;
  const perSecond = Math.round((booked.length * 1_000) / (performance.now() - start));
  const request = `order booked, ${RATE} a second arrive`;
  return { request, rows, processes: 1, perSecond, p50: at(0.5), p99: at(0.99), done, errors: booked.length - done };
}

async function measureReads(some: readonly EndpointProcess[], rows: number): Promise<LoadFigures> {
  // The server accepts tokens for at most 15 minutes.
  const signing = Array.from({ length: READERS }, () => sign({ sub: anyCustomer(), exp: now() + 890 }));
  const tokens = await Promise.all(signing);
  const anyToken = () => tokens[Math.floor(Math.random() * READERS)];
  return measureLoad(some, 'account read', rows, ['GET', 'account'], () => ({
    headers: { authorization: `Bearer ${anyToken()}` },
  }));
}

/** Fills the ledgers with orders of the last two years. */
async function fill(rows: number): Promise<void> {
  const step = 500_000;
  for (let from = 0; from < rows; from += step)
    await query(
      `insert into lojal_entries (customer, id, at, kind, order_id, entry)
       select 'c' || (n % ${CUSTOMERS}), 'order:' || n, date '2026-11-20' - (n % 700)::int, 'order', n::text,
         jsonb_build_object('id', 'order:' || n, 'at', (date '2026-11-20' - (n % 700)::int)::text, 'kind', 'order',
           'spend', 4990, 'points', 49, 'rule', 'order')
       from generate_series($1::bigint, $2::bigint) n`,
      [from, Math.min(from + step, rows) - 1],
    );
  await query(
    `insert into lojal_members (customer) select 'c' || n from generate_series(0, ${Math.min(rows, CUSTOMERS) - 1}) n
     on conflict do nothing`,
  );
  await query('vacuum analyze lojal_entries, lojal_members');
  await query('checkpoint');
}

try {
  console.log(`${machine()}\nThe load, the server and the database share these cores; rate limits are off.\n`);
  for (const _ of [1, 2])
    processes.push(await startProcess({ databaseUrl, program, identity, shopKey: KEY, limits: false }));
  const [one] = processes;
  if (!one) throw new Error('no process');
  const figures: LoadFigures[] = [];
  let written = 0;
  for (const rows of ROWS > 0 ? [0, ROWS] : [0]) {
    if (rows > 0) {
      const start = performance.now();
      await fill(rows);
      console.log(`${rows} entries written in ${((performance.now() - start) / 1_000).toFixed(0)} s`);
    }
    for (const some of [[one], processes]) {
      const booked = await measureLoad(some, 'order booked', rows, ['POST', 'orders'], nextOrder);
      written += booked.done + booked.warmUp;
      figures.push(booked, await measureReads(some, rows));
    }
    const steady = await measureRate(one, rows, SECONDS);
    written += steady.done;
    figures.push(steady);
  }
  console.log(`\n${loadTable(figures)}`);
  const stored = await countOrders();
  if (stored !== written || figures.some(({ errors }) => errors > 0))
    throw new Error(`${written} orders were confirmed, ${stored} are stored`);
} finally {
  for (const each of processes) await each.stop();
  await server.stop();
}
