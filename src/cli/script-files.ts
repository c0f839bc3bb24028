/** Serves the files of the script tag beside the routes of the server. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import type { Handler } from '../server/app.ts';

/** How long a browser uses a file without asking again, in seconds. */
const FRESH = 3_600;

interface ServedFile {
  readonly raw: Uint8Array<ArrayBuffer>;
  /** By content coding. Made at the first request. */
  readonly coded: Map<string, Uint8Array<ArrayBuffer>>;
}

const CODINGS = { br: brotliCompressSync, gzip: gzipSync } as const;

/** The best coding that the browser takes; nothing for none. A coding with `q=0` is refused. */
function codingOf(header: string): keyof typeof CODINGS | undefined {
  const accepted = header.split(',').map((one) => one.trim().split(';'));
  return (['br', 'gzip'] as const).find((name) =>
    accepted.some(([coding, q]) => coding?.trim() === name && !/^\s*q=0(\.0*)?$/.test(q ?? '')),
  );
}

function response(file: ServedFile, accepts: string, isHead: boolean): Response {
  const coding = codingOf(accepts);
  let body = coding && file.coded.get(coding);
  if (coding && !body) {
    body = new Uint8Array(CODINGS[coding](file.raw));
    file.coded.set(coding, body);
  }
  return new Response(isHead ? null : (body ?? file.raw), {
    headers: {
      'Content-Type': 'text/javascript; charset=utf-8',
      'Cache-Control': `public, max-age=${FRESH}`,
      // Pages of any shop load the parts of the script as modules.
      'Access-Control-Allow-Origin': '*',
      'Cross-Origin-Resource-Policy': 'cross-origin',
      'X-Content-Type-Options': 'nosniff',
      Vary: 'Accept-Encoding',
      ...(coding && { 'Content-Encoding': coding }),
    },
  });
}

/**
 * @param folder the folder of `lojal.js`
 * @param path the prefix of all routes
 * @throws Error if the folder has no `lojal.js`
 */
export function withScriptFiles(handler: Handler, folder: string, path: string): Handler {
  if (!existsSync(join(folder, 'lojal.js'))) throw new Error(`The folder ${folder} has no lojal.js.`);
  const names = readdirSync(folder).filter((name) => /^lojal[\w.-]*\.js$/.test(name));
  const files = new Map(
    names.map((name) => [
      `${path}/${name}`,
      { raw: new Uint8Array(readFileSync(join(folder, name))), coded: new Map() },
    ]),
  );
  return async (request) => {
    const file = ['GET', 'HEAD'].includes(request.method) && files.get(new URL(request.url).pathname);
    if (!file) return handler(request);
    return response(file, request.headers.get('accept-encoding') ?? '', request.method === 'HEAD');
  };
}
