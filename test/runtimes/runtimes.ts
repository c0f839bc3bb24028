/** Starts the server in a runtime, from the packages of test/runtimes/package.json. */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleWorker } from './bundle-worker.ts';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const PACKAGES = join(HERE, 'node_modules');

export const RUNTIMES = ['node', 'deno', 'bun', 'workerd'] as const;
export type Runtime = (typeof RUNTIMES)[number];

/** Where each package for one platform keeps its program. npm installs only the one of this machine. */
const PROGRAMS: Readonly<Record<Exclude<Runtime, 'node'>, readonly [scope: string, name: RegExp, path: string]>> = {
  deno: ['@deno', /./, 'deno'],
  bun: ['@oven', /^bun-/, 'bin/bun'],
  workerd: ['@cloudflare', /^workerd-/, 'bin/workerd'],
};

/** The program of a runtime; nothing where it is not installed. */
export function findRuntime(runtime: Runtime): string | undefined {
  if (runtime === 'node') return process.execPath;
  const [scope, name, path] = PROGRAMS[runtime];
  const folder = join(PACKAGES, scope);
  const found = existsSync(folder) ? readdirSync(folder).filter((one) => name.test(one)) : [];
  return found.map((one) => join(folder, one, path)).find((file) => existsSync(file));
}

export interface RunningRuntime {
  readonly url: string;
  readonly output: () => string;
  stop(): Promise<void>;
}

export interface RuntimeSettings {
  /** An empty folder. */
  readonly folder: string;
  readonly settings: object;
  readonly databaseUrl?: string;
  /** The folder of the embedded database. */
  readonly dataFolder?: string;
}

/** A configuration of workerd: one worker, and a network that reaches the database. */
const workerConfig = (port: number, { settings, databaseUrl }: RuntimeSettings): string => `
using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [ (name = "main", worker = .server), (name = "internet", network = (allow = ["public", "private"])) ],
  sockets = [ (name = "http", address = "127.0.0.1:${port}", http = (), service = "main") ]
);
const server :Workerd.Worker = (
  modules = [ (name = "worker.js", esModule = embed "worker.js") ],
  compatibilityDate = "2026-11-01",
  bindings = [
    (name = "DATABASE_URL", text = ${JSON.stringify(databaseUrl)}),
    (name = "SETTINGS", text = ${JSON.stringify(JSON.stringify(settings))})
  ]
);
`;

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

/** How long a server may take to start, in ms. */
const PATIENCE = 90_000;

/** @throws Error with what the server printed, if the server does not start */
export async function startRuntime(runtime: Runtime, settings: RuntimeSettings): Promise<RunningRuntime> {
  const program = findRuntime(runtime) ?? '';
  const port = await freePort();
  const url = `http://127.0.0.1:${port}/apps/lojal/`;
  const serve = join(HERE, 'serve.mjs');
  if (runtime === 'workerd') {
    await bundleWorker(settings.folder);
    writeFileSync(join(settings.folder, 'config.capnp'), workerConfig(port, settings));
  }
  const args = {
    node: [serve],
    deno: ['run', '--allow-all', '--no-lock', '--node-modules-dir=manual', serve],
    bun: ['run', serve],
    workerd: ['serve', join(settings.folder, 'config.capnp')],
  }[runtime];
  const { databaseUrl, dataFolder, folder } = settings;
  const child: ChildProcess = spawn(program, args, {
    cwd: HERE,
    env: {
      PATH: process.env.PATH,
      HOME: folder,
      DENO_DIR: join(folder, 'deno'),
      DENO_NO_UPDATE_CHECK: '1',
      PORT: String(port),
      SETTINGS: JSON.stringify(settings.settings),
      ...(databaseUrl && { DATABASE_URL: databaseUrl }),
      ...(dataFolder && { FOLDER: dataFolder }),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (output += chunk));
  let isOver = false;
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve())).then(() => {
    isOver = true;
  });
  const stop = async () => {
    child.kill('SIGTERM');
    const hard = setTimeout(() => child.kill('SIGKILL'), 5_000);
    await ended;
    clearTimeout(hard);
  };
  const end = Date.now() + PATIENCE;
  const isUp = () =>
    fetch(`${url}health/live`).then(
      ({ ok }) => ok,
      () => false,
    );
  while (!(await isUp())) {
    if (isOver || Date.now() > end) {
      await stop();
      throw new Error(`${runtime} does not start: ${output}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return { url, output: () => output, stop };
}
