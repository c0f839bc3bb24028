/** Serves the built site in a folder of a host, as a static host does, under a policy that allows nothing from elsewhere. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { gzipSync } from 'node:zlib';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.md': 'text/markdown; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webp': 'image/webp',
};

/** The theme writes `style` attributes for the colours of code. */
const POLICY = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:";

export interface ServedSite {
  /** The address of the folder, with a slash at its end. */
  readonly url: string;
  /** The responses since the last reset: path, status, bytes as sent (compressed where text). */
  readonly sent: { path: string; method: string; status: number; bytes: number }[];
  close(): Promise<void>;
}

/** @param base the folder on the host: `/handbook/` */
export async function serveSite(folder: string, base: string): Promise<ServedSite> {
  const sent: ServedSite['sent'] = [];
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? '/', 'http://x').pathname);
    const file = join(folder, path.slice(base.length) + (path.endsWith('/') ? 'index.html' : ''));
    const found = path.startsWith(base) && existsSync(file) && statSync(file).isFile();
    const type = TYPES[extname(file)] ?? 'application/octet-stream';
    const body = found ? readFileSync(file) : readFileSync(join(folder, '404.html'));
    const isText = /text|json|svg/.test(type);
    const bytes = isText || !found ? gzipSync(body) : body;
    sent.push({ path, method: request.method ?? '', status: found ? 200 : 404, bytes: bytes.length });
    response
      .writeHead(found ? 200 : 404, {
        'content-type': found ? type : 'text/html; charset=utf-8',
        'content-security-policy': POLICY,
        ...((isText || !found) && { 'content-encoding': 'gzip' }),
      })
      .end(bytes);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}${base}`,
    sent,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
