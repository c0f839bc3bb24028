/** Load on processes of the server, and its figures as a table that Markdown shows. */
import { cpus } from 'node:os';
import autocannon from 'autocannon';
import type { EndpointProcess } from '../server/processes.ts';

/** The length of each measurement, in seconds. */
export const SECONDS = Number(process.env.SECONDS ?? 10);
/** The number of concurrent requests over all processes. */
const CONNECTIONS = Number(process.env.CONNECTIONS ?? 32);
/** Requests of the warm-up. */
const FEW = 1_000;

export interface LoadFigures {
  readonly request: string;
  /** Rows of the table that the request writes or reads, at the beginning. */
  readonly rows: number;
  readonly processes: number;
  readonly perSecond: number;
  /** In milliseconds; of several processes, the slower one. */
  readonly p50: number;
  readonly p99: number;
  /** Requests that were answered with success, and others. */
  readonly done: number;
  readonly errors: number;
}

/** What differs between two requests of a load. */
export interface LoadRequest {
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** Sends so many requests to all processes at once, the next one when the one before is answered. */
async function send(
  processes: readonly EndpointProcess[],
  method: 'GET' | 'POST',
  path: string,
  amount: number,
  next: () => LoadRequest,
): Promise<Omit<LoadFigures, 'request' | 'rows'>> {
  const start = performance.now();
  const results = await Promise.all(
    processes.map(({ address }) =>
      autocannon({
        url: address.replace(/answers$/, path),
        amount: Math.ceil(amount / processes.length),
        connections: CONNECTIONS / processes.length,
        requests: [{ method, setupRequest: (request) => ({ ...request, ...next() }) }],
      }),
    ),
  );
  const seconds = (performance.now() - start) / 1_000;
  const sum = (of: (result: autocannon.Result) => number) => results.reduce((total, result) => total + of(result), 0);
  const worst = (of: (result: autocannon.Result) => number) => Math.max(...results.map(of));
  const done = sum((result) => result['2xx']);
  return {
    processes: processes.length,
    perSecond: Math.round(done / seconds),
    p50: worst(({ latency }) => latency.p50),
    p99: worst(({ latency }) => latency.p99),
    done,
    errors: sum((result) => result.errors + result.timeouts + result.non2xx),
  };
}

/**
 * Measures how many requests the processes answer in `SECONDS`. The warm-up tells how many fill this time; all of them are sent and
 * waited for.
 *
 * @param next the headers and the body of the next request
 */
export async function measureLoad(
  processes: readonly EndpointProcess[],
  request: string,
  rows: number,
  [method, path]: readonly ['GET' | 'POST', string],
  next: () => LoadRequest,
): Promise<LoadFigures & { readonly warmUp: number }> {
  const { perSecond, done, errors } = await send(processes, method, path, FEW, next);
  const figures = await send(processes, method, path, Math.max(perSecond, 50) * SECONDS, next);
  console.log(`${request}, ${rows} rows, ${processes.length} processes: ${figures.perSecond} a second`);
  return { request, rows, ...figures, errors: figures.errors + errors, warmUp: done };
}

export const machine = () => `${cpus().length} × ${cpus()[0]?.model}, Node ${process.version}`;

const count = (n: number) => n.toLocaleString('en-US');

/** The figures as a table of Markdown. */
export function loadTable(figures: readonly LoadFigures[]): string {
  const lines = figures.map(
    ({ request, rows, processes, perSecond, p50, p99 }) =>
      `| ${request} | ${count(rows)} | ${processes} | ${count(perSecond)} | ${p50} | ${p99} |`,
  );
  return [
    '| request | rows before | processes | a second | p50, ms | p99, ms |',
    '|---|--:|--:|--:|--:|--:|',
    ...lines,
  ].join('\n');
}
