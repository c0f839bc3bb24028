import { connectFolder, connectServer } from './connect.ts';
import { type Retention, readRetention } from './retention.ts';
import { createStore, type Store } from './store.ts';

/**
 * Opens the database and updates its tables.
 *
 * @param options.databaseUrl a PostgreSQL server: `postgres://…`
 * @param options.folder without `databaseUrl`: the folder of the embedded database. Default: `.data/answers`.
 * `memory://` keeps nothing
 * @param options.keep how long answers are kept
 * @throws Error if the server cannot be reached, or the folder cannot be used: another store has it open, other users can read
 * it, or it contains other files
 */
export async function openStore(
  options: {
    readonly databaseUrl?: string | undefined;
    readonly folder?: string | undefined;
    readonly keep?: Retention | undefined;
  } = {},
): Promise<Store> {
  const { databaseUrl, folder = '.data/answers', keep } = options;
  const retention = readRetention(keep ?? {});
  const connection = await (databaseUrl ? connectServer(databaseUrl) : connectFolder(folder));
  try {
    return await createStore(connection, retention);
  } catch (error) {
    await connection.close();
    // The library wraps the database's message in "Failed query: …".
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    throw new Error(`The database cannot be opened: ${cause instanceof Error ? cause.message : cause}`, { cause });
  }
}
