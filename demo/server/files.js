// @ts-check
/** Static files, and what every response gets: compression, an ETag and security headers. */

import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

/** @type {Readonly<Record<string, string>>} */
const TYPES = {
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
  json: 'application/json',
};

/** A strict policy: no inline script or style, no other host. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "form-action 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Compressed bodies by ETag. The oldest is deleted first. @type {Map<string, Uint8Array<ArrayBuffer>>} */
const packed = new Map();
const MAX_PACKED = 200;

/**
 * A file of the demo or a built file; undefined for any other path. The pattern allows one folder and no `..`, so that no
 * path leaves the two folders.
 *
 * @param {string} path
 */
export async function file(path) {
  const [, program = '', name = '', type = ''] =
    /^\/(programs\/)?([a-z0-9][\w.-]*\.(js|css|svg|json))$/i.exec(path) ?? [];
  if (!name || name.includes('..')) return undefined;
  const folder =
    program || name === 'lojal.json' ? `./${program}` : /^lojal.*\.js$/.test(name) ? '../dist/' : './public/';
  try {
    const body = await readFile(new URL(`../${folder}${name}`, import.meta.url));
    return new Response(body, {
      headers: { 'Content-Type': TYPES[type.toLowerCase()] ?? '', 'Cache-Control': 'no-cache' },
    });
  } catch {
    return undefined;
  }
}

/** @param {string} encoding @param {Uint8Array<ArrayBuffer>} body @param {string} etag */
function pack(encoding, body, etag) {
  let small = packed.get(etag);
  if (!small) {
    const made =
      encoding === 'br'
        ? brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 8 } })
        : gzipSync(body, { level: 8 });
    small = new Uint8Array(made);
    packed.set(etag, small);
    const [oldest] = packed.keys();
    if (packed.size > MAX_PACKED && oldest) packed.delete(oldest);
  }
  return small;
}

/**
 * Adds headers, an ETag and compression to a response.
 *
 * @param {Request} request
 * @param {Response} response
 */
export async function dress(request, response) {
  const headers = new Headers(response.headers);
  headers.set('X-Content-Type-Options', 'nosniff');
  headers.set('Referrer-Policy', 'same-origin');
  headers.set('Content-Security-Policy', POLICY);
  const { status } = response;
  if (status !== 200) return new Response(response.body, { status, headers });

  const body = new Uint8Array(await response.arrayBuffer());
  const accepted = request.headers.get('accept-encoding') ?? '';
  const encoding = body.length < 500 ? '' : /\bbr\b/.test(accepted) ? 'br' : /\bgzip\b/.test(accepted) ? 'gzip' : '';
  const digest = createHash('sha256').update(body).digest('base64url').slice(0, 20);
  const etag = `"${digest}${encoding && `-${encoding}`}"`;
  headers.set('Vary', 'Accept-Encoding, Cookie');
  headers.set('ETag', etag);
  if (request.headers.get('if-none-match')?.split(/,\s*/).includes(etag)) {
    headers.delete('Content-Type');
    return new Response(null, { status: 304, headers });
  }
  if (encoding) headers.set('Content-Encoding', encoding);
  const sent = encoding ? pack(encoding, body, etag) : body;
  headers.set('Content-Length', String(sent.length));
  return new Response(request.method === 'HEAD' ? null : sent, { status, headers });
}
