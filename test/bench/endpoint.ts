/**
 * `npm run bench:endpoint` measures the server on this machine: answers a second with one process and with two, and the export of
 * a million answers. Uses the PostgreSQL server in `DATABASE_URL`, or starts one; each commit waits for the disk. `SECONDS` sets
 * the length of each measurement (10), `ROWS` the number of answers in the export, `CONNECTIONS` the concurrent requests (32).
 */
import pg from 'pg';
import { startPostgres } from '../helpers/postgres.ts';
import { type EndpointProcess, startProcess } from '../server/processes.ts';
import { fill } from '../server/rows.ts';
import { KEY, mint, nps } from '../server/samples.ts';
import { type LoadFigures, loadTable, machine, measureLoad } from './server-load.ts';

const ROWS = Number(process.env.ROWS ?? 1_000_000);

const server = await startPostgres({ durable: true });
const { databaseUrl } = server;
const start = () => startProcess({ databaseUrl, ownerKey: KEY, limits: false }, ['--expose-gc']);

async function countRows(): Promise<number> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const { rows } = await client.query('select count(*)::int as n from lojal_answers').finally(() => client.end());
  return rows[0].n;
}

/** Stores answers with different ids. */
const load = (processes: readonly EndpointProcess[], rows: number) =>
  measureLoad(processes, 'answer stored', rows, ['POST', 'answers'], () => {
    const id = mint();
    return {
      headers: { 'content-type': 'application/cloudevents+json' },
      body: JSON.stringify(nps({}, { id, subject: `c_${id.slice(0, 6)}` })),
    };
  });

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
  console.log(`${machine()}\nThe load, the server and the database share these cores; rate limits are off.\n`);
  const figures: LoadFigures[] = [];
  let isRight = true;
  for (const _ of [1, 2]) {
    processes.push(await start());
    const before = await countRows();
    const loaded = await load(processes, before);
    figures.push(loaded);
    isRight &&= loaded.errors === 0 && (await countRows()) === before + loaded.done + loaded.warmUp;
  }
  const before = await countRows();
  if (ROWS > 0) await fill(databaseUrl, ROWS, 60);
  const exports: Awaited<ReturnType<typeof read>>[] = [];
  const [reader] = processes;
  for (const format of ['ndjson', 'csv']) if (reader) exports.push(await read(reader, format));
  console.log(`\n${loadTable(figures)}\n`);
  console.table(exports);
  isRight &&= exports.every(({ rows }) => rows === before + ROWS);
  if (!isRight) throw new Error('the figures do not add up');
} finally {
  for (const one of processes) await one.stop();
  await server.stop();
}
