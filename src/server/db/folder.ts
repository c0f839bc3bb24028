import { statSync } from 'node:fs';
import { chmod, lstat, mkdir, readdir, realpath, rm, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LOCK_FILE, lockFolder } from './folder-lock.ts';

/** Exists while the database is being created. */
const CREATING = 'lojal.creating';
/** PostgreSQL's mark of a database folder. */
const VERSION = 'PG_VERSION';

/** Windows has no such permissions: the folder's access control list applies. */
const hasModes = process.platform !== 'win32';
const OPEN_TO_OTHERS = 0o077;

/** A locked folder for the embedded database. */
export interface DataFolder {
  /** The real, absolute path. */
  readonly path: string;
  /** Call after the database is open: makes its files private, and marks it as complete. */
  ready(): Promise<void>;
  /** @throws Error if the folder was moved, deleted or replaced since the lock was taken */
  check(): void;
  /** Releases the lock. */
  release(): void;
}

/**
 * Creates, locks and protects a folder: nobody but its owner can read the customers' answers. Deletes what an interrupted
 * creation of the database has left: no answer can be in it.
 *
 * @throws Error if another store has the folder open, other users can read the folder, the folder cannot be written, or it
 * contains other files
 */
export async function openDataFolder(folder: string): Promise<DataFolder> {
  const path = await makeFolder(folder);
  const release = await lockFolder(path);
  try {
    const before = await readdir(path);
    if (before.includes(CREATING)) {
      for (const name of before.filter((one) => one !== LOCK_FILE)) await rm(join(path, name), { recursive: true });
    }
    const isNew = before.includes(CREATING) || !before.includes(VERSION);
    if (isNew) await writeFile(join(path, CREATING), '', { mode: 0o600 });
    const { dev, ino } = statSync(path);
    return {
      path,
      release,
      ready: async () => {
        if (hasModes) await makePrivate(path);
        if (isNew) await unlink(join(path, CREATING));
      },
      check: () => {
        const now = statSync(path, { throwIfNoEntry: false });
        if (now?.ino !== ino || now.dev !== dev) throw new Error(`The folder ${path} was moved or deleted while open.`);
      },
    };
  } catch (error) {
    release();
    throw error;
  }
}

async function makeFolder(folder: string): Promise<string> {
  let path: string;
  let names: readonly string[];
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    path = await realpath(folder);
    names = await readdir(path);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const reason = code === 'EEXIST' || code === 'ENOTDIR' ? 'a file has this name' : message;
    throw new Error(`The folder ${folder} cannot be opened: ${reason}`, { cause: error });
  }
  // Changing the permissions of a folder that holds other things would lock out their users.
  if (names.length > 0 && ![LOCK_FILE, CREATING, VERSION].some((name) => names.includes(name))) {
    throw new Error(`The folder ${path} contains other files. Use an empty or a new folder for the database.`);
  }
  if (hasModes) await closeToOthers(path, 0o700);
  return path;
}

async function makePrivate(folder: string): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      await closeToOthers(path, 0o700);
      await makePrivate(path);
    } else if (entry.isFile()) await closeToOthers(path, 0o600);
  }
}

async function closeToOthers(path: string, mode: number): Promise<void> {
  const isOpen = async () => ((await lstat(path)).mode & OPEN_TO_OTHERS) !== 0;
  if (!(await isOpen())) return;
  const failure = await chmod(path, mode).catch((error: Error) => error);
  // Some file systems report success and change nothing.
  if (!failure && !(await isOpen())) return;
  throw new Error(
    `Other users can read ${path}, and this process cannot change that${failure ? `: ${failure.message}` : ''}. Run \`chmod -R go= \` on the folder as its owner, or use a new folder on another file system.`,
    { cause: failure },
  );
}
