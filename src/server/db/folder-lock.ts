import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, constants, openSync } from 'node:fs';
import { join } from 'node:path';

/** The name of the locked file inside the folder. Its content has no meaning. */
export const LOCK_FILE = 'lojal.lock';

/** How long the `flock` command may take, in milliseconds. It does not wait, but a network file system may hang. */
const TIMEOUT = 10_000;

/** Linux has no flag of `open` that locks. macOS and the BSDs have this one. */
const BSD_EXLOCK = 0x20;
/** libuv's `UV_FS_O_EXLOCK` on Windows: no other process can open the file. */
const WINDOWS_EXLOCK = 0x10000000;

/**
 * Locks a folder for one store. PGlite does not check, and two of them in one folder destroy the data.
 *
 * The operating system holds the lock (`flock(2)`; on Windows an exclusive share mode) for as long as this process has the
 * file open. A crash therefore releases the lock at once, no lock can be stale, and the temporary folder, process ids and
 * network namespaces do not matter: containers that mount the same volume see each other.
 *
 * Both the lock file and the folder itself are locked: the file, because network file systems lock files only, and the
 * folder, because somebody may delete the file.
 *
 * Libraries: proper-lockfile relies on the age of a file, so a lock outlives a crash and a suspended process loses it.
 * fs-ext and os-lock need a compiler. fs-native-extensions has no types and no binary for Alpine Linux.
 *
 * @param folder the real, absolute path
 * @returns a function that releases the lock
 * @throws Error if another store holds the lock, or the folder cannot be locked
 */
export async function lockFolder(folder: string): Promise<() => void> {
  const held: number[] = [];
  const release = () => {
    for (const fd of held.splice(0)) closeSync(fd);
  };
  try {
    held.push(await openLocked(join(folder, LOCK_FILE), constants.O_RDWR | constants.O_CREAT));
    // The file decides. A folder that cannot be locked, as on NFS, is no error.
    const itself = process.platform !== 'win32' && (await openLocked(folder, constants.O_RDONLY).catch(orTaken));
    if (itself) held.push(itself);
    return release;
  } catch (error) {
    release();
    if (error instanceof Taken) {
      throw new Error(
        `Another process has the folder ${folder} open, or this process has it open already. Stop the other process, for example \`npx lojal serve\`, or use another folder.`,
      );
    }
    throw new Error(`The folder ${folder} cannot be locked: ${error instanceof Error ? error.message : error}`, {
      cause: error,
    });
  }
}

class Taken extends Error {}

function orTaken(error: unknown): undefined {
  if (error instanceof Taken) throw error;
}

/**
 * Opens and locks a file or a folder.
 *
 * @returns the file descriptor. A number, because the garbage collector would close a `FileHandle`
 * @throws Taken if the lock is held
 */
async function openLocked(path: string, flags: number): Promise<number> {
  const { platform } = process;
  if (platform === 'darwin' || platform.endsWith('bsd')) {
    return openOrTaken(path, flags | BSD_EXLOCK | constants.O_NONBLOCK, ['EAGAIN', 'EWOULDBLOCK']);
  }
  if (platform === 'win32') return openOrTaken(path, flags | WINDOWS_EXLOCK, ['EBUSY']);
  const fd = openSync(path, flags, 0o600);
  try {
    await flock(fd);
    return fd;
  } catch (error) {
    closeSync(fd);
    throw error;
  }
}

function openOrTaken(path: string, flags: number, codes: readonly (string | undefined)[]): number {
  try {
    return openSync(path, flags, 0o600);
  } catch (error) {
    throw codes.includes((error as NodeJS.ErrnoException).code) ? new Taken() : error;
  }
}

/**
 * Node cannot call `flock(2)`. The lock belongs to the open file, not to the process, so a child that inherits the file
 * can take the lock for its parent. The lock stays when the child ends.
 */
async function flock(fd: number): Promise<void> {
  const child = spawn('flock', ['-n', '-x', '3'], {
    stdio: ['ignore', 'ignore', 'pipe', fd],
    timeout: TIMEOUT,
    killSignal: 'SIGKILL',
  });
  let words = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    words += text;
  });
  const [status] = await once(child, 'close').catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
    throw new Error('the command flock is missing. Install util-linux or BusyBox, or set DATABASE_URL.');
  });
  if (status === 0) return;
  // Both implementations say nothing if the lock is held, and explain every other failure.
  if (status === 1 && words === '') throw new Taken();
  throw new Error(words.trim() || `the command flock ended with ${status}.`);
}
