import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

type Reply = { readonly done?: string; readonly error?: string; readonly stored?: string };

/** A process that can lock or open a folder. */
export interface FolderProcess {
  /** Sends a message; resolves with the error, or with nothing if the process did what it was told. */
  tell(message: string): Promise<string | undefined>;
  /** The ids of the answers that the process has acknowledged. */
  readonly stored: readonly string[];
  /** Resolves when the process has acknowledged that many answers. */
  hasStored(count: number): Promise<void>;
  /** `kill -9`. Resolves when the process has ended. */
  kill(): Promise<void>;
}

const file = fileURLToPath(new URL('./folder-process.ts', import.meta.url));

/** Starts a process with a temporary folder of its own. */
export async function startFolderProcess(): Promise<FolderProcess> {
  const temporary = mkdtempSync(join(tmpdir(), 'lojal-process-'));
  // tsx keeps the compiled modules there. To compile them again takes each process four seconds.
  for (const name of readdirSync(tmpdir()).filter((one) => one.startsWith('tsx-')))
    symlinkSync(join(tmpdir(), name), join(temporary, name));
  const env = { ...process.env, TMPDIR: temporary };
  const child: ChildProcess = fork(file, [], { execArgv: ['--import', 'tsx'], env });
  const stored: string[] = [];
  child.on('message', ({ stored: id }: Reply) => {
    if (id) stored.push(id);
  });
  const ended = once(child, 'exit').then(([code, signal]) => {
    throw new Error(`the process ended with ${code ?? signal}`);
  });
  ended.catch(() => undefined);
  const reply = async (): Promise<string | undefined> => {
    for (;;) {
      const [{ done, error }] = (await Promise.race([once(child, 'message'), ended])) as [Reply];
      if (done !== undefined || error !== undefined) return error;
    }
  };
  await reply();
  return {
    stored,
    tell: (message) => {
      const replied = reply();
      child.send(message);
      return replied;
    },
    hasStored: async (count) => {
      while (stored.length < count) await once(child, 'message');
    },
    kill: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGKILL');
      await ended.catch(() => undefined);
    },
  };
}
