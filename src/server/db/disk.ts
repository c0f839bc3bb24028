import { statfs } from 'node:fs/promises';
import { isDiskFull } from './unavailable.ts';

/** The embedded database needs space for a segment of its write-ahead log (16 MiB) and for its data. */
const MIN_FREE = 64 * 1024 * 1024;

/** How long a failure counts, in milliseconds, if no answer is stored meanwhile. */
const MEMORY = 30_000;

/** @throws Error with the code `ENOSPC` if the file system of the folder has less than 64 MiB left */
export async function checkFreeSpace(folder: string): Promise<void> {
  const { bavail, bsize } = await statfs(folder);
  if (bavail * bsize >= MIN_FREE) return;
  throw Object.assign(new Error('The disk of the database is almost full.'), { code: 'ENOSPC' });
}

/** How long the free space counts as known, in milliseconds. */
const FRESH = 1_000;

/**
 * Knows whether the disk has space for answers.
 *
 * Embedded: measures the free space, and rejects answers before the disk is full. PostgreSQL stops on a full disk, and
 * inside this process it cannot start again.
 *
 * On a server: remembers a failure. A check that writes a row can succeed on a full disk, because PostgreSQL reuses space
 * inside its files; an answer needs new space.
 */
export class DiskWatch {
  readonly #checkSpace: () => Promise<void>;
  #checked = Number.NEGATIVE_INFINITY;
  #failure: { readonly error: unknown; readonly at: number } | undefined;

  /** @param checkSpace rejects if there is little space, where that can be measured */
  constructor(checkSpace: () => Promise<void>) {
    this.#checkSpace = checkSpace;
  }

  /** Runs a statement that needs space, if there is any, and remembers the result. */
  async observe<Result>(statement: () => Promise<Result>): Promise<Result> {
    try {
      const now = performance.now();
      if (now - this.#checked >= FRESH) {
        await this.#checkSpace();
        this.#checked = now;
      }
      const result = await statement();
      this.#failure = undefined;
      return result;
    } catch (error) {
      if (isDiskFull(error)) this.#failure = { error, at: Date.now() };
      throw error;
    }
  }

  /** @throws Error if there is little space, or if a statement of the last 30 seconds found none and no other succeeded */
  async check(): Promise<void> {
    await this.#checkSpace();
    if (this.#failure && Date.now() - this.#failure.at < MEMORY) throw this.#failure.error;
  }
}
