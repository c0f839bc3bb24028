import type { Store } from './store.ts';

/** A database that takes longer answers nobody, in milliseconds. */
const PATIENCE = 3_000;

/** @returns why the database does not answer; nothing when it does */
export async function checkHealth(store: Store): Promise<Error | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('The database did not answer in time.')), PATIENCE);
  });
  try {
    await Promise.race([store.ping(), late]);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error : new Error('The database failed.');
  } finally {
    clearTimeout(timer);
  }
}
