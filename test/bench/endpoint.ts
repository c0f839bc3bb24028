/**
 * `npm run bench:endpoint` measures the endpoint on this machine: answers per second with one process and with two, and
 * the export of a million answers. Uses the PostgreSQL server in `DATABASE_URL`, or starts one; each commit waits for the
 * disk. Prints a table, then the same figures as one line of JSON.
 */
import { cpus } from 'node:os';
import autocannon from 'autocannon';
import pg from 'pg';
import { startPostgres } from '../helpers/postgres.ts';
import { type EndpointProcess, startProcess } from '../server/processes.ts';
import { fill } from '../server/rows.ts';
import { KEY, mint, nps } from '../server/samples.ts';

const SECONDS = Number(process.env.BENCH_SECONDS ?? 10);
const ROWS = Number(process.env.BENCH_ROWS ?? 1_000_000);
/** The number of concurrent requests over all processes. */
const CONNECTIONS = 32;

const server = await startPostgres({ durable: true });
const { databaseUrl } = server;
const start = () => startProcess({ databaseUrl, ownerKey: KEY, limits: false }, ['--expose-gc']);

async function countRows(): Promise<number> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const { rows } = await client.query('select count(*)::int as n from lojal_answers').finally(() => client.end());
  return rows[0].n;
}

/** Posts `count` answers with different ids to all processes concurrently. */
async function load(processes: readonly EndpointProcess[], answers: number) {
  const before = await countRows();
  const start = performance.now();
  const results = await Promise.all(
    processes.map(({ address }) =>
      autocannon({
        url: address,
        amount: Math.ceil(answers / processes.length),
        connections: CONNECTIONS / processes.length,
        requests: [
          {
            method: 'POST',
            headers: { 'content-type': 'application/cloudevents+json' },
            setupRequest: (request) => {
              const id = mint();
              return { ...request, body: JSON.stringify(nps({}, { id, subject: `c_${id.slice(0, 6)}` })) };
            },
          },
        ],
      }),
    ),
  );
  const seconds = (performance.now() - start) / 1000;
  const sum = (of: (result: autocannon.Result) => number) => results.reduce((total, result) => total + of(result), 0);
  const worst = (of: (result: autocannon.Result) => number) => Math.max(...results.map(of));
  const stored = sum((result) => result['2xx']);
  return {
    processes: processes.length,
    perSecond: Math.round(stored / seconds),
    p50: worst((result) => result.latency.p50),
    p99: worst((result) => result.latency.p99),
    errors: sum((result) => result.errors + result.timeouts + result.non2xx),
    stored,
    rows: (await countRows()) - before,
  };
}

/** Reads a whole export and measures the memory of the process. */
async function read(one: EndpointProcess, format: string) {
  await one.ask('watch');
  const start = performance.now();
  const { body } = await fetch(`${one.address}?format=${format}`, { headers: { authorization: `Bearer ${KEY}` } });
  if (!body) throw new Error('no export');
  let [bytes, rows] = [0, format === 'csv' ? -1 : 0];
  for await (const chunk of body) {
    bytes += chunk.length;
    for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) rows++;
  }
  const seconds = (performance.now() - start) / 1000;
  const { peak } = await one.ask<{ peak: number }>('peak');
  const mib = (size: number) => Math.round(size / 1024 / 1024);
  return { format, rows, seconds: Math.round(seconds), mib: mib(bytes), grewByMib: mib(peak) };
}

const processes: EndpointProcess[] = [];
try {
  const machine = { cores: cpus().length, cpu: cpus()[0]?.model, node: process.version };
  console.log(`${machine.cores} cores, ${machine.cpu}, Node ${machine.node}`);
  console.log('The load, the endpoint and the database share these cores; rate limits are off.\n');
  const figures: Awaited<ReturnType<typeof load>>[] = [];
  for (const _ of [1, 2]) {
    processes.push(await start());
    // The warm-up tells how many answers fill `SECONDS`. The run sends exactly this many and waits for all of them.
    const { perSecond } = await load(processes, 1_000);
    figures.push(await load(processes, Math.max(perSecond, 50) * SECONDS));
  }
  console.table(figures);

  const before = await countRows();
  await fill(databaseUrl, ROWS, 60);
  const exports: Awaited<ReturnType<typeof read>>[] = [];
  const [reader] = processes;
  for (const format of ['ndjson', 'csv']) if (reader) exports.push(await read(reader, format));
  console.table(exports);
  console.log(JSON.stringify({ machine, load: figures, exports }));

  const wrong = figures.some(({ errors, stored, rows }) => errors > 0 || rows !== stored);
  if (wrong || exports.some(({ rows }) => rows !== before + ROWS)) throw new Error('the figures do not add up');
} finally {
  for (const one of processes) await one.stop();
  await server.stop();
}
