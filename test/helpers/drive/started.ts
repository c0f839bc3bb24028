import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A program that was started in a process group of its own, so that all of it can be ended. */
export interface Started {
  readonly child: ChildProcess;
  /** Resolves to the first group of `pattern` in what the program says; rejects if it ends or is silent for 60 s. */
  said(pattern: RegExp): Promise<string>;
  /** SIGKILL for the whole group; resolves when the program is gone. */
  kill(): Promise<void>;
}

const alive = new Set<number>();
const folders = new Set<string>();
process.once('exit', () => {
  for (const pid of alive) end(pid);
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

function end(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // It is gone already.
  }
}

export function start(command: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Started {
  const child = spawn(command, args, {
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  });
  const pid = child.pid ?? 0;
  if (pid) alive.add(pid);
  let output = '';
  const heard = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      // Only what comes first is of interest; a browser may go on for ever.
      if (output.length < 100_000) output += chunk;
      for (const hear of heard) hear();
    });
  // Resolved in either case: a program that could not be started has no exit.
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()).once('error', () => resolve()));
  return {
    child,
    said: (pattern) =>
      new Promise((resolve, reject) => {
        const fail = (why: string) => reject(new Error(`${command} ${why}:\n${output.slice(0, 2000)}`));
        const timer = setTimeout(() => fail('did not say what was waited for'), 60_000);
        const hear = () => {
          const found = pattern.exec(output);
          if (!found) return;
          clearTimeout(timer);
          heard.delete(hear);
          resolve(found[1] ?? found[0]);
        };
        heard.add(hear);
        hear();
        void gone.then(() => {
          clearTimeout(timer);
          fail('has ended');
        });
      }),
    async kill() {
      if (pid) end(pid);
      await gone;
      alive.delete(pid);
    },
  };
}

/** A folder for a profile, removed at the end of this process if not before. */
export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'lojal-profile-'));
  folders.add(folder);
  return folder;
}

export function removeFolder(folder: string): void {
  folders.delete(folder);
  // A killed browser's last children may still be writing.
  rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
}
