/** Serves the host pages on loopback: each with and without Lojal, the libraries, an endpoint, and Lojal's files. */
import { readdir, readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Host, pageOf, partsOf, type Run } from './host.ts';
import { libraries } from './libraries.ts';
import { older } from './older.ts';

/** The reports of a page by stage. */
export type Told = Readonly<Record<string, unknown>>;

/** A received answer. */
export interface Arrived {
  readonly type: string;
  readonly subject?: string;
  readonly data: Readonly<Record<string, unknown>>;
}

export interface Site {
  readonly origin: string;
  /** The URL of a host page. */
  run(host: Host, ours: boolean): Run;
  /** Resolves to the report of the page at a stage. Rejects after a timeout. */
  told(run: Run, stage: string): Promise<Told>;
  /** Sends the next command to a page in a frame, which polls for it. */
  tell(run: Run, what: string): Promise<void>;
  /** The answers that the page has posted. */
  arrived(run: Run): readonly Arrived[];
  /** The files of Lojal that the page has requested. */
  asked(run: Run): readonly string[];
  close(): Promise<void>;
}

const DIST = new URL('../../dist/', import.meta.url);
/** The time limit of a report, in ms. */
const PATIENCE = 40_000;

/** Lojal's files, read at the start: a build may replace them while the tests run. */
async function bundle(): Promise<ReadonlyMap<string, string>> {
  const names = (await readdir(DIST)).filter((name) => /^lojal[\w.-]*\.js$/.test(name));
  const files = await Promise.all(
    names.map(async (name) => [name, await readFile(new URL(name, DIST), 'utf8')] as const),
  );
  return new Map([
    ...files.map(([name, text]) => [`/${name}`, text] as const),
    ...files.map(([name, text]) => [`/older/${name}`, older(text)] as const),
    ...files.map(([name, text]) => [`/assets/v1/${name}`, text] as const),
    // A shop that has copied only one file.
    ...files.filter(([name]) => name === 'lojal.js').map(([name, text]) => [`/alone/${name}`, text] as const),
  ]);
}

export const slug = ({ name }: Host): string => name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');

export async function openSite(hosts: readonly Host[]): Promise<Site> {
  const scripts = new Map([...(await bundle()), ...(await libraries())]);
  scripts.set('/hand.js', await readFile(new URL('hand.js', import.meta.url), 'utf8'));
  const axe = new URL('../../node_modules/axe-core/axe.min.js', import.meta.url);
  scripts.set('/axe.js', await readFile(axe, 'utf8'));
  const bySlug = new Map(hosts.map((host) => [slug(host), host]));
  const told = new Map<string, Told>();
  const waiting = new Map<string, (told: Told) => void>();
  const arrived = new Map<string, Arrived[]>();
  const asked = new Map<string, string[]>();
  const words = createWords();
  let origin = '';

  const runOf = (host: Host, ours: boolean): Run => ({
    ours,
    origin,
    home: `${origin}/${slug(host)}/${ours ? 'with' : 'without'}/`,
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(request.url ?? '/', origin);
    response.setHeader('access-control-allow-origin', '*');
    response.setHeader('access-control-allow-headers', 'content-type, authorization');
    response.setHeader('cache-control', 'no-cache');
    const file = scripts.get(pathname);
    if (file !== undefined) {
      const from = request.headers.referer;
      if (from && pathname.includes('lojal')) asked.set(from, [...(asked.get(from) ?? []), pathname]);
      const type = pathname.endsWith('.css') ? 'text/css' : 'text/javascript';
      // Many servers send no charset.
      return void response.writeHead(200, { 'content-type': type }).end(file);
    }
    // Some browsers request an icon by themselves, and log an error if it is missing.
    if (pathname === '/favicon.ico') return void response.writeHead(204).end();
    const [, name = '', which, ...rest] = pathname.split('/');
    const host = bySlug.get(name);
    if (!host || (which !== 'with' && which !== 'without')) return void response.writeHead(404).end();
    const run = runOf(host, which === 'with');
    const path = rest.join('/');
    if (request.method === 'OPTIONS') return void response.writeHead(204).end();
    if (request.method === 'POST') {
      const posted = JSON.parse(await text(request));
      const stage = path.replace(/^said\//, '');
      if (path === 'answers') arrived.set(run.home, [...(arrived.get(run.home) ?? []), posted]);
      else if (waiting.has(run.home + stage)) waiting.get(run.home + stage)?.(posted);
      else told.set(run.home + stage, posted);
      return void response.writeHead(path === 'answers' ? 201 : 204, { 'content-type': 'application/json' }).end();
    }
    if (path === 'next-word') return void words.next(run.home, response);
    const own = host.files?.[path];
    if (own) {
      const { type, text } = own(run, partsOf(host, run));
      return void response.writeHead(200, { 'content-type': type }).end(text);
    }
    if (path) return void response.writeHead(404).end();
    const headers = { 'content-type': 'text/html; charset=utf-8', ...host.headers?.(run) };
    response
      .writeHead(200, headers)
      .end(pageOf(host, run), /charset=windows/.test(headers['content-type']) ? 'latin1' : 'utf8');
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((error) => {
      console.log(error);
      response.destroy();
    });
  });
  server.keepAliveTimeout = 300_000;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  return {
    origin,
    run: runOf,
    told: (run, stage) =>
      new Promise((resolve, reject) => {
        const key = run.home + stage;
        const known = told.get(key);
        told.delete(key);
        if (known) return resolve(known);
        const late = setTimeout(() => {
          waiting.delete(key);
          reject(new Error(`the page said nothing of "${stage}"`));
        }, PATIENCE);
        waiting.set(key, (told) => {
          clearTimeout(late);
          waiting.delete(key);
          resolve(told);
        });
      }),
    tell: (run, what) => words.say(run.home, what),
    arrived: (run) => arrived.get(run.home) ?? [],
    asked: (run) => asked.get(run.home) ?? [],
    close() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

/** The response to the next poll of a page in a frame. */
function createWords() {
  const asking = new Map<string, ServerResponse>();
  const waiting = new Map<string, () => void>();
  return {
    next(home: string, response: ServerResponse): void {
      asking.set(home, response);
      waiting.get(home)?.();
    },
    async say(home: string, what: string): Promise<void> {
      if (!asking.has(home)) await new Promise<void>((resolve) => waiting.set(home, resolve));
      asking.get(home)?.end(what);
      asking.delete(home);
      waiting.delete(home);
    },
  };
}

function text(request: IncomingMessage): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => resolve(Buffer.concat(chunks).toString('utf8')));
    request.on('error', reject);
  });
}
