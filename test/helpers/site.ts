import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { findChromium } from './chromium.js';
import { startAll } from './start.ts';

/** A host page: its HTML, and headers such as a content security policy. */
export interface HostPage {
  readonly html: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly status?: number;
}

/** A shop's site on loopback: pages by path, the built files under `/`, `/assets/v1/`, `/lojal/` and `/apps/lojal/`, an endpoint that can fail. */
export interface Site {
  readonly url: string;
  readonly pages: Map<string, HostPage>;
  /** The parsed bodies of the received posts, in order. */
  readonly posted: { id: string; type: string; data: Record<string, unknown>; subject?: string }[];
  /** The response of the endpoint; `hang`: never responds. */
  answer: number | 'hang';
  close(): Promise<void>;
}

/** Some browsers request an icon by themselves, and log an error if it is missing. */
const ICON = '/favicon.ico';
const DIST = new URL('../../dist/', import.meta.url);

export async function startSite(): Promise<Site> {
  const site = { pages: new Map<string, HostPage>(), posted: [] as Site['posted'], answer: 201 as number | 'hang' };
  const server = createServer(async (request, response) => {
    const path = new URL(request.url ?? '/', 'http://x').pathname;
    const page = site.pages.get(path);
    const file = /^(?:\/assets\/v1|\/apps\/lojal|\/lojal)?\/(lojal[\w.-]*\.js)$/.exec(path)?.[1];
    response.setHeader('access-control-allow-origin', '*');
    if (path === '/answers' && request.method === 'POST') {
      const body = await text(request);
      if (site.answer === 'hang') return;
      if (site.answer < 300) site.posted.push(JSON.parse(body));
      response.writeHead(site.answer).end('{}');
    } else if (path === '/answers') {
      response.setHeader('access-control-allow-headers', 'content-type, authorization');
      response.writeHead(204).end();
    } else if (page) {
      response
        .writeHead(page.status ?? 200, { 'content-type': 'text/html; charset=utf-8', ...page.headers })
        .end(page.html);
    } else if (file) {
      const bytes = await readFile(new URL(file, DIST)).catch(() => undefined);
      response.writeHead(bytes ? 200 : 404, { 'content-type': 'text/javascript; charset=utf-8' }).end(bytes);
    } else response.writeHead(path === ICON ? 204 : 404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return Object.assign(site, { url, close: () => stop(server) });
}

async function text(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

function stop(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}

export async function launch(): Promise<Browser> {
  const { path, args, env } = await findChromium();
  return chromium.launch({ executablePath: path, args, env: env as Record<string, string> });
}

/** A browser and a site for the tests of a file; see `startAll`. */
export const openSite = () => startAll({ browser: launch(), site: startSite() });

/** A page in a new browser context, with its console messages, requests and errors. */
export interface Visit {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly warnings: string[];
  readonly errors: string[];
  /** The requested paths. */
  readonly requests: string[];
}

export async function visit(
  browser: Browser,
  url: string,
  options: Parameters<Browser['newContext']>[0] = {},
): Promise<Visit> {
  const context = await browser.newContext({ locale: 'en-US', ...options });
  const page = await context.newPage();
  const seen: Visit = { page, context, warnings: [], errors: [], requests: [] };
  page.on('console', (message) => {
    if (message.type() === 'warning') seen.warnings.push(message.text());
    // The icon belongs to the page, not to Lojal.
    else if (message.type() === 'error' && !message.location().url.endsWith('favicon.ico'))
      seen.errors.push(message.text());
  });
  page.on('pageerror', (error) => seen.errors.push(String(error)));
  page.on('request', (request) => seen.requests.push(new URL(request.url()).pathname));
  await page.goto(url, { waitUntil: 'load' });
  return seen;
}
