/** Serves the owner's page and the configurator beside the routes of the server: `<path>/owner/` and `<path>/configurator/`. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join, relative } from 'node:path';
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

/**
 * As the policy in the page, which a static host does not send. The page of the preview runs the script of the shop. The
 * configurator creates a worker and a script by their addresses, so it requires no trusted types.
 */
export const CONFIGURATOR_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "worker-src 'self'",
  "frame-src 'self'",
  "form-action 'none'",
  "base-uri 'none'",
  "frame-ancestors 'self'",
].join('; ');

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
};

const SHARED = { 'Cross-Origin-Resource-Policy': 'same-origin', 'Referrer-Policy': 'same-origin' };

/** The names of files in `assets/` have a hash of the contents, so a file never changes. */
const cacheOf = (name: string): string =>
  /^assets[\\/]/.test(name) ? 'public, max-age=31536000, immutable' : 'no-cache';

function served(folder: string, name: string, policy: string): ServedFile {
  return {
    raw: new Uint8Array(readFileSync(join(folder, name))),
    coded: new Map(),
    headers: {
      ...SHARED,
      'Content-Type': TYPES[extname(name)] ?? 'application/octet-stream',
      'Cache-Control': cacheOf(name),
      ...(name.endsWith('.html') && {
        'Content-Security-Policy': policy,
        'Cross-Origin-Opener-Policy': 'same-origin',
      }),
    },
  };
}

/** The files of a built page by their paths; none where the page was not built. */
function filesOf(folder: string, page: string, policy: string): [string, ServedFile][] {
  if (!existsSync(join(folder, 'index.html'))) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .map((name) => {
      const path = name.split('\\').join('/');
      return [page + (path === 'index.html' ? '' : path), served(folder, name, policy)];
    });
}

/**
 * A package without the pages, e.g. one that somebody bundled, serves the routes alone.
 *
 * @param folder the folder of the owner's page, with `index.html` and `assets/`. The configurator is beside it
 * @param path the prefix of all routes
 */
export function withOwnerPage(handler: Handler, folder: string, path: string): Handler {
  const [owner, configurator] = [`${path}/owner/`, `${path}/configurator/`];
  const files = new Map([
    ...filesOf(folder, owner, OWNER_PAGE_POLICY),
    ...filesOf(join(folder, '../configurator'), configurator, CONFIGURATOR_POLICY),
  ]);
  return async (request) => {
    const { pathname } = new URL(request.url);
    if (!['GET', 'HEAD'].includes(request.method)) return handler(request);
    // The addresses in a page are relative to its folder.
    if ([owner, configurator].includes(`${pathname}/`) && files.has(`${pathname}/`))
      return new Response(null, { status: 308, headers: { Location: `${pathname}/` } });
    const file = files.get(pathname);
    return file ? fileResponse(file, request) : handler(request);
  };
}
