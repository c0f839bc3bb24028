/** Serves the owner's page beside the routes of the server: `<path>/owner/`. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import type { Handler } from '../server/app.ts';
import { fileResponse, type ServedFile } from './served-file.ts';

/** Own scripts, styles and requests only. Style sheets that scripts adopt need no permission. */
export const OWNER_PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "form-action 'none'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  // The preview of the program loads the script of the shop, which has a Lit of its own.
  "trusted-types lit-html 'allow-duplicates'",
].join('; ');

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

const SHARED = { 'Cross-Origin-Resource-Policy': 'same-origin', 'Referrer-Policy': 'same-origin' };

function served(folder: string, name: string, cache: string): ServedFile {
  return {
    raw: new Uint8Array(readFileSync(join(folder, name))),
    coded: new Map(),
    headers: {
      ...SHARED,
      'Content-Type': TYPES[extname(name)] ?? 'application/octet-stream',
      'Cache-Control': cache,
      ...(name.endsWith('.html') && {
        'Content-Security-Policy': OWNER_PAGE_POLICY,
        'Cross-Origin-Opener-Policy': 'same-origin',
      }),
    },
  };
}

/**
 * A package without the page, e.g. one that somebody bundled, serves the routes alone.
 *
 * @param folder the folder with `index.html` and `assets/`
 * @param path the prefix of all routes
 */
export function withOwnerPage(handler: Handler, folder: string, path: string): Handler {
  if (!existsSync(join(folder, 'index.html'))) return handler;
  const page = `${path}/owner/`;
  const files = new Map<string, ServedFile>([[page, served(folder, 'index.html', 'no-cache')]]);
  // The names have a hash of the contents, so a file never changes.
  for (const name of readdirSync(join(folder, 'assets')))
    files.set(`${page}assets/${name}`, served(folder, join('assets', name), 'public, max-age=31536000, immutable'));
  return async (request) => {
    const { pathname } = new URL(request.url);
    if (!['GET', 'HEAD'].includes(request.method)) return handler(request);
    // The addresses in the page are relative to its folder.
    if (pathname === page.slice(0, -1)) return new Response(null, { status: 308, headers: { Location: page } });
    const file = files.get(pathname);
    return file ? fileResponse(file, request) : handler(request);
  };
}
