/** Runs the built command `lojal` in a folder of its own. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const COMMAND = fileURLToPath(new URL('../../dist/cli/command.js', import.meta.url));

export class CommandFolder {
  readonly path = mkdtempSync(join(tmpdir(), 'lojal-cli-'));
  readonly #running = new Set<ChildProcess>();

  /** Ends what still runs, and deletes the folder. */
  delete(): void {
    for (const child of this.#running) child.kill('SIGKILL');
    rmSync(this.path, { recursive: true, force: true });
  }

  write(name: string, text: string): void {
    writeFileSync(join(this.path, name), text);
  }

  read(name: string): string {
    return readFileSync(join(this.path, name), 'utf8');
  }

  /** @param variables of the environment, beside those of this process */
  start(args: readonly string[], variables: NodeJS.ProcessEnv = {}): ChildProcess {
    const { DATABASE_URL: _, ...env } = { ...process.env, ...variables };
    const child = spawn(process.execPath, [COMMAND, ...args], {
      cwd: this.path,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#running.add(child);
    child.once('exit', () => this.#running.delete(child));
    return child;
  }

  /** Runs a command to its end. `output` is what it printed anywhere, `printed` the standard output alone. */
  run(...args: readonly string[]) {
    return this.runWith({}, ...args);
  }

  /** @param variables as in `start` */
  async runWith(variables: NodeJS.ProcessEnv, ...args: readonly string[]) {
    const child = this.start(args, variables);
    const chunks: Buffer[] = [];
    let output = '';
    child.stdout?.on('data', (chunk: Buffer) => chunks.push(chunk));
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (output += chunk));
    const code = await new Promise((resolve) => child.once('close', resolve));
    return { code, output, printed: Buffer.concat(chunks).toString('utf8') };
  }
}
