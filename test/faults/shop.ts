/**
 * A shop on loopback whose pages use the built bundle. Its endpoint is the reference server with planned faults before and after it.
 * Each shop has its own port and thus its own origin, so that shops share no storage in one browser.
 */
import { readdir, readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { page } from './page.ts';
import { always, type Fault, PASS, type Plan, type Post } from './plan.ts';
import { type Back, endpointOf } from './store.ts';

/** A report that a page sends at once, because the page may end before the test can query it. */
export interface Report {
  readonly at: number;
  readonly product: string;
  readonly event: string;
  readonly id: string;
}

export interface Shop {
  /** The origin of the pages and of the endpoint `/apps/lojal/answers`. */
  readonly url: string;
  /** The origin of the same endpoint on another port. */
  readonly other: string;
  readonly back: Back;
  /** The plan for the next posts. */
  plan: Plan;
  preflight: 'allowed' | 'refused';
  /** The received posts in order. */
  readonly posts: readonly Post[];
  readonly reports: readonly Report[];
  /** The number of followed redirects. */
  readonly elsewhere: number;
  /** The URL of a page; page.ts lists the options. */
  page(options?: Readonly<Record<string, string | number>>): string;
  /** Refuses connections and cuts the open ones, or accepts connections again on the same port. */
  listen(on: boolean): Promise<void>;
  close(): Promise<void>;
}

/** A service worker that answers each post with its offline page, until it receives a message. */
const WORKER = `
  let on = true;
  addEventListener('install', () => skipWaiting());
  addEventListener('activate', (event) => event.waitUntil(clients.claim()));
  addEventListener('message', () => { on = false; });
  addEventListener('fetch', (event) => {
    if (!on || event.request.method !== 'POST') return;
    clients.matchAll().then((all) => all.forEach((client) => client.postMessage('answered')));
    const headers = { 'content-type': 'text/html' };
    event.respondWith(new Response('<!doctype html><title>You are offline</title>', { headers }));
  });`;

const DIST = new URL('../../dist/', import.meta.url);
const ENDPOINT = '/apps/lojal/answers';

/** The bundle, read at the start: a build may replace it while the tests run. */
async function bundle(): Promise<ReadonlyMap<string, Buffer>> {
  const names = (await readdir(DIST)).filter((name) => /^lojal[\w.-]*\.js$/.test(name));
  return new Map(
    await Promise.all(names.map(async (name) => [`/${name}`, await readFile(new URL(name, DIST))] as const)),
  );
}
let files: ReturnType<typeof bundle> | undefined;

export async function openShop(back: Back): Promise<Shop> {
  files ??= bundle();
  const script = await readFile(new URL('page.js', import.meta.url));
  const scripts = new Map([...(await files), ['/page.js', script]]);
  const posts: Post[] = [];
  const reports: Report[] = [];
  let elsewhere = 0;
  const trap = createServer((_, response) => {
    elsewhere++;
    response.writeHead(201, { 'access-control-allow-origin': '*' }).end('{}');
  });
  const away = await listen(trap);

  const answer = async (request: IncomingMessage, response: ServerResponse, own: string) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', own);
    const file = scripts.get(pathname);
    if (pathname === ENDPOINT && request.method === 'POST') return post(request, response, own);
    if (pathname === ENDPOINT && request.method === 'OPTIONS' && shop.preflight === 'refused') {
      return void response.writeHead(403).end();
    }
    if (pathname === ENDPOINT) return send(response, await endpoint(new Request(own + ENDPOINT, init(request))));
    if (pathname === '/saw') {
      const report = { at: Date.now(), ...JSON.parse((await body(request)).toString()) } as Report;
      reports.push(report);
      return void response.writeHead(204, { 'access-control-allow-origin': '*' }).end();
    }
    if (pathname === '/hang') return;
    // `no-cache` permits the back-forward cache, which `no-store` would forbid.
    const headers = { 'cache-control': 'no-cache' };
    if (pathname === '/page') {
      response.writeHead(200, { ...headers, 'content-type': 'text/html; charset=utf-8' }).end(page(searchParams));
    } else if (pathname === '/worker.js') {
      response.writeHead(200, { ...headers, 'content-type': 'text/javascript' }).end(WORKER);
    } else if (pathname === '/blank') {
      response.writeHead(200, { ...headers, 'content-type': 'text/html' }).end('<!doctype html><title>Blank</title>');
    } else if (file) {
      // A frame with an opaque origin imports modules across origins.
      const open = { 'access-control-allow-origin': '*', 'content-type': 'text/javascript; charset=utf-8' };
      response.writeHead(200, open).end(file);
    } else response.writeHead(pathname === '/favicon.ico' ? 204 : 404).end();
  };

  async function post(request: IncomingMessage, response: ServerResponse, own: string) {
    const bytes = await body(request);
    const event = JSON.parse(bytes.toString('utf8'));
    const seen: Post = {
      at: Date.now(),
      url: own + request.url,
      id: event.id,
      revision: event.data.revision,
      product: event.data.product ?? '',
      subject: event.subject,
      headers: request.headers,
      fault: PASS,
    };
    seen.fault = shop.plan(seen);
    posts.push(seen);
    const real = () => endpoint(new Request(own + ENDPOINT, { ...init(request), body: new Uint8Array(bytes) }));
    await act(seen.fault, real, request, response, `${away}/trap`);
  }

  const server = createServer((request, response) => {
    answer(request, response, shop.url).catch(() => response.destroy());
  });
  const second = createServer((request, response) => {
    answer(request, response, shop.other).catch(() => response.destroy());
  });
  const sockets = new Set<Socket>();
  for (const one of [server, second]) {
    // Keep idle connections open: one that closes during a request would be an unplanned fault.
    one.keepAliveTimeout = 300_000;
    one.on('connection', (socket) => {
      sockets.add(socket);
      socket.once('close', () => sockets.delete(socket));
    });
  }
  const url = await listen(server);
  const endpoint = endpointOf(back, url);

  const shop: Shop = {
    url,
    other: await listen(second),
    back,
    plan: always(PASS),
    preflight: 'allowed',
    posts,
    reports,
    get elsewhere() {
      return elsewhere;
    },
    page: (options = {}) => {
      const query = new URLSearchParams(Object.entries(options).map(([key, value]) => [key, String(value)]));
      return `${url}/page?${query}`;
    },
    async listen(on) {
      if (on) return void (await listen(server, Number(new URL(url).port)));
      const closed = new Promise((resolve) => server.close(resolve));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      for (const one of [server, second, trap]) {
        one.closeAllConnections();
        await new Promise((resolve) => one.close(resolve));
      }
    },
  };
  return shop;
}

/** Handles a post according to the plan. */
async function act(
  fault: Fault,
  real: () => Promise<Response>,
  request: IncomingMessage,
  response: ServerResponse,
  away: string,
): Promise<void> {
  const stored = 'stored' in fault && fault.stored ? await real() : undefined;
  const cors = { 'access-control-allow-origin': '*', 'access-control-expose-headers': 'Retry-After' };
  switch (fault.do) {
    case 'pass':
      return send(response, await real());
    case 'cut':
      return void request.socket.destroy();
    case 'say':
      return void response.writeHead(fault.status, { ...cors, ...fault.headers }).end(fault.body);
    case 'hang':
      return;
    case 'drip':
      return drip(request.socket, stored ?? (await real()), fault.ms);
    case 'half': {
      const own = await real();
      const text = await own.text();
      const headers = { ...Object.fromEntries(own.headers), 'content-length': Buffer.byteLength(text) };
      response.writeHead(own.status, headers).write(text.slice(0, text.length / 2));
      if (fault.end === 'cut') setTimeout(() => request.socket.destroy(), 20);
      return;
    }
    case 'hush': {
      const own = await real();
      own.headers.delete('access-control-allow-origin');
      return send(response, own);
    }
    case 'redirect':
      return void response.writeHead(fault.status, { ...cors, location: away }).end();
  }
}

async function send(response: ServerResponse, from: Response): Promise<void> {
  response.writeHead(from.status, Object.fromEntries(from.headers)).end(Buffer.from(await from.arrayBuffer()));
}

async function drip(socket: Socket, from: Response, ms: number): Promise<void> {
  const text = await from.text();
  const headers = [...from.headers, ['content-length', String(Buffer.byteLength(text))], ['connection', 'close']];
  const head = [`HTTP/1.1 ${from.status} Slow`, ...headers.map(([name, value]) => `${name}: ${value}`), '', ''];
  const bytes = Buffer.from(head.join('\r\n') + text);
  const start = Date.now();
  for (let sent = 0; sent < bytes.length && !socket.destroyed; ) {
    await new Promise((resolve) => setTimeout(resolve, 10));
    const due = Math.min(bytes.length, Math.ceil((bytes.length * (Date.now() - start)) / ms));
    socket.write(bytes.subarray(sent, due));
    sent = due;
  }
  socket.end();
}

const init = ({ method = 'GET', headers }: IncomingMessage): RequestInit => ({
  method,
  headers: Object.entries(headers).map(([name, value]) => [name, String(value)] as [string, string]),
});

async function body(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

function listen(server: Server, port = 0): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    });
  });
}
