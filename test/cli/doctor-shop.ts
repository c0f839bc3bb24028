/** A shop on loopback with pages that have one fault each, and what the doctor says about them. */
import { readFile } from 'node:fs/promises';
import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Browser } from 'playwright-core';
import { type VisitSettings, visitPage } from '../../src/cli/doctor/browser-visit.ts';
import { toLine } from '../../src/cli/doctor/doctor-finding.ts';
import { runChecks } from '../../src/cli/doctor/run-checks.ts';
import { selfSigned } from '../helpers/self-signed.ts';

const DIST = new URL('../../dist/', import.meta.url);
const SCRIPT = /\/(lojal[\w.-]*\.js)$/;

/** Everything under `/members/` wants the user `ann` with the password `secret`. */
const MEMBER = `Basic ${Buffer.from('ann:secret').toString('base64')}`;

/** A page, or anything else that has an address. */
export interface ShopPage {
  readonly body: string | Buffer;
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
}

const JAVASCRIPT = { 'content-type': 'text/javascript; charset=utf-8' };

export class DoctorShop {
  readonly pages = new Map<string, ShopPage>();
  /** The shop, another origin whose files only the shop itself may read, and the shop with a certificate that nobody has signed. */
  url = '';
  there = '';
  secure = '';
  /** The paths of requests, with their method. */
  readonly requests: string[] = [];
  readonly #servers: Server[] = [];
  #count = 0;

  async start(): Promise<this> {
    const serve: RequestListener = async (request, response) => {
      const { pathname } = new URL(request.url ?? '/', 'http://shop');
      this.requests.push(`${request.method} ${pathname}`);
      const page = this.pages.get(pathname);
      if (pathname.startsWith('/members/') && request.headers.authorization !== MEMBER) {
        response.writeHead(401, { 'www-authenticate': 'Basic realm="members"' }).end();
        return;
      }
      const file = pathname.startsWith('/empty/') ? undefined : SCRIPT.exec(pathname)?.[1];
      if (page) response.writeHead(page.status ?? 200, { 'content-type': 'text/html; charset=utf-8', ...page.headers });
      const bytes = page?.body ?? (file && (await readFile(new URL(file, DIST)).catch(() => undefined)));
      if (!page) response.writeHead(bytes ? 200 : pathname === '/answers' ? 401 : 404, bytes ? JAVASCRIPT : {});
      response.end(bytes);
    };
    const listen = async (server: Server): Promise<number> => {
      this.#servers.push(server);
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      return (server.address() as AddressInfo).port;
    };
    this.url = `http://127.0.0.1:${await listen(createServer(serve))}`;
    this.there = `http://127.0.0.1:${await listen(createServer(serve))}`;
    this.secure = `https://127.0.0.1:${await listen(createSecureServer(selfSigned(), serve) as unknown as Server)}`;
    return this;
  }

  async close(): Promise<void> {
    for (const server of this.#servers) {
      server.closeAllConnections();
      server.close();
    }
  }

  /** Puts something under an address of its own, and gives the path. */
  put(page: ShopPage): string {
    const path = `/page-${++this.#count}`;
    this.pages.set(path, page);
    return path;
  }
}

export interface Looked {
  readonly lines: readonly string[];
  readonly faults: readonly string[];
  readonly warnings: readonly string[];
}

/** Tests share the machine with others. */
const PATIENCE = 6;

/** What the doctor says of one visit, at one width: half the work of the command. */
export async function lookAt(browser: Browser, settings: VisitSettings, width = 1280): Promise<Looked> {
  const lines = runChecks([await visitPage(browser, { patience: PATIENCE, ...settings }, width)]).map(toLine);
  return {
    lines,
    faults: lines.filter((line) => line.startsWith('fault')),
    warnings: lines.filter((line) => line.startsWith('warning')),
  };
}
