/** Serves the files of the script tag beside the routes of the server. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Handler } from '../server/app.ts';
import { fileResponse, type ServedFile } from './served-file.ts';

/** How long a browser uses a file without asking again, in seconds. */
const FRESH = 3_600;

const HEADERS = {
  'Content-Type': 'text/javascript; charset=utf-8',
  'Cache-Control': `public, max-age=${FRESH}`,
  // Pages of any shop load the parts of the script as modules.
  'Access-Control-Allow-Origin': '*',
  'Cross-Origin-Resource-Policy': 'cross-origin',
};

/**
 * @param folder the folder of `lojal.js`
 * @param path the prefix of all routes
 * @throws Error if the folder has no `lojal.js`
 */
export function withScriptFiles(handler: Handler, folder: string, path: string): Handler {
  if (!existsSync(join(folder, 'lojal.js'))) throw new Error(`The folder ${folder} has no lojal.js.`);
  const names = readdirSync(folder).filter((name) => /^lojal[\w.-]*\.js$/.test(name));
  const files = new Map<string, ServedFile>(
    names.map((name) => [
      `${path}/${name}`,
      { raw: new Uint8Array(readFileSync(join(folder, name))), coded: new Map(), headers: HEADERS },
    ]),
  );
  return async (request) => {
    const file = ['GET', 'HEAD'].includes(request.method) && files.get(new URL(request.url).pathname);
    return file ? fileResponse(file, request) : handler(request);
  };
}
