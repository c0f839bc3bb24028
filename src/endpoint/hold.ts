import { createHash } from 'node:crypto';
import { unlink } from 'node:fs/promises';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Holds a folder for this process, because two PGlites in one folder destroy it and PGlite itself does not look.
 * A listening local socket is the sign: unlike a file with a process id in it, it does not outlive a crash as a lie,
 * and ids that start over in every container do not confuse it. Processes that share no temporary folder (two
 * containers on one volume) do not see each other.
 *
 * @param folder its real, absolute path
 * @returns lets go of it
 * @throws Error when another store holds it
 */
export async function holdFolder(folder: string): Promise<() => Promise<void>> {
  const name = `lojal-${createHash('sha256').update(folder).digest('hex').slice(0, 24)}`;
  const path = process.platform === 'win32' ? `\\\\.\\pipe\\${name}` : join(tmpdir(), `${name}.sock`);
  const server =
    (await listen(path)) ?? ((await answers(path)) ? undefined : await unlink(path).then(() => listen(path)));
  if (!server) {
    throw new Error(`Another process has the folder ${folder} open. Close it, give each its own, or use DATABASE_URL.`);
  }
  return () => new Promise((resolve) => server.close(() => resolve()));
}

/** Nothing when the path is taken. */
function listen(path: string): Promise<Server | undefined> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy());
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(undefined);
      else reject(error);
    });
    server.listen(path, () => resolve(server.unref()));
  });
}

function answers(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path);
    socket.once('error', () => resolve(false));
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
  });
}
