/** The built files as a static host serves them, and the configurator in a browser. */
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname } from 'node:path';

const DIST = new URL('../../dist/', import.meta.url);
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
};

export interface StaticSite {
  /** The address of the configurator. */
  readonly url: string;
  /** The paths that were requested. */
  readonly asked: readonly string[];
  close(): Promise<void>;
}

export async function startStaticSite(): Promise<StaticSite> {
  const asked: string[] = [];
  const server = createServer(async (request, response) => {
    const { pathname, search } = new URL(request.url ?? '/', 'http://x');
    asked.push(`${request.method} ${pathname}${search}`);
    const path = pathname.endsWith('/') ? `${pathname}index.html` : pathname;
    const bytes = /\.\./.test(path) ? undefined : await readFile(new URL(`.${path}`, DIST)).catch(() => undefined);
    if (bytes) response.writeHead(200, { 'content-type': TYPES[extname(path)] ?? 'text/plain' }).end(bytes);
    else response.writeHead(pathname === '/favicon.ico' ? 204 : 404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/configurator/`,
    asked,
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
