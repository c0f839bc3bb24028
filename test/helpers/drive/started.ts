import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A program in its own process group, so that all of its processes can be ended. */
export interface Started {
  readonly child: ChildProcess;
  /** Resolves to the first group of `pattern` in the output. Rejects if the program ends, or after 60 s without a match. */
  said(pattern: RegExp): Promise<string>;
  /** Sends SIGKILL to the group. Resolves when the program has ended. */
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
    // The program has already ended.
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
      // Keep only the beginning: a browser may print output without end.
      if (output.length < 100_000) output += chunk;
      for (const hear of heard) hear();
    });
  // Resolve on an error too: a program that did not start has no exit event.
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

/** A temporary folder for a profile, deleted when this process ends, if not before. */
export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'lojal-profile-'));
  folders.add(folder);
  return folder;
}

export function removeFolder(folder: string): void {
  folders.delete(folder);
  // Child processes of a killed browser may still write.
  rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
}
