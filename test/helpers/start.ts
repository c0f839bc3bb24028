import { after } from 'node:test';

interface Started {
  close(): Promise<unknown>;
}

/**
 * Waits until everything that the tests of a file need has started, and closes all of it after the tests. When one part
 * does not start, closes the others and throws the error. Call it at the top of a test file, before the first test.
 */
export async function startAll<T extends Record<string, Started>>(
  starting: {
    readonly [Name in keyof T]: Promise<T[Name]>;
  },
): Promise<T> {
  const close = async (): Promise<void> => {
    for (const one of await Promise.allSettled(Object.values(starting)))
      if (one.status === 'fulfilled') await one.value.close();
  };
  try {
    const started = Object.entries(starting).map(async ([name, part]) => [name, await part]);
    const all: T = Object.fromEntries(await Promise.all(started));
    after(close);
    return all;
  } catch (error) {
    await close();
    throw error;
  }
}
