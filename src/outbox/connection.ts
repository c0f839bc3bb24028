/** One open connection to the database, opened at the first use and once more after a failure. */
import type { Environment } from './environment.ts';
import type { Database } from './indexed-db.ts';

/** @param allowed whether this page may use the database */
export function createConnection(env: Environment, allowed: boolean) {
  let database: Promise<Database> | undefined;

  /** What `run` gives, in a list of one. iOS closes connections in the background, so a failure is tried on a new one. */
  async function inDatabase<T>(run: (database: Database) => T): Promise<[Awaited<T>]> {
    const open = async () => env.openDatabase();
    if (!allowed) throw 0;
    try {
      database ??= open();
      return [await run(await database)];
    } catch {
      database = open();
      return [await run(await database)];
    }
  }

  const close = () => void database?.then((it) => it.close()).catch(() => {});
  return { inDatabase, close };
}
