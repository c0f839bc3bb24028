/** A step of the build: completes the type declarations in dist/. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';

const dist = new URL('../dist/', import.meta.url);

/** Types for the files of the script tag, which export nothing. */
const SCRIPT = '/** Registers the elements that a page uses, and makes the global `lojal`. */\nexport {};\n';

/**
 * Writes types for the script files, and takes the types of drizzle-orm out of the declarations: with `skipLibCheck` off,
 * TypeScript reports errors in those of drizzle-orm, and no public type of Lojal needs them.
 *
 * @throws {Error} when the declaration has another form than expected
 */
export function publishTypes() {
  for (const name of ['lojal', 'lojal.all']) writeFileSync(new URL(`${name}.d.ts`, dist), SCRIPT);
  for (const name of readdirSync(dist, { recursive: true }).map(String)) {
    if (!/server.*\.d\.ts$/.test(name)) continue;
    const file = new URL(name.replaceAll('\\', '/'), dist);
    const types = readFileSync(file, 'utf8');
    const plain = types
      .replace(/^import (type )?{[^}]*} from 'drizzle-orm(\/pg-core)?';\n/gm, '')
      .replace(/PgDatabase<PgQueryResultHKT>|\bSQL(<\w+>)?(?!\w)/g, 'object');
    if (plain !== types && types.includes('drizzle')) writeFileSync(file, plain);
  }
  const database = readFileSync(new URL('server/db/database.d.ts', dist), 'utf8');
  if (/drizzle|Pg[A-Z]/.test(database))
    throw new Error('database.d.ts has an unknown form: update scripts/publish-types.js');
}
