/**
 * A file system with a shell, Node and nothing else, in which the steps of a container run. Where this machine does not allow that,
 * the same steps run in a folder, with a clean environment.
 */
import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** What the base image has and the steps use. `flock` is the lock of the embedded database. */
const COMMANDS = ['sh', 'mkdir', 'chown', 'chmod', 'flock', 'env'];

export interface BareRoot {
  readonly path: string;
  /** Whether paths in the root are those of the container, for users of the container. */
  readonly isRoot: boolean;
  /** A path of the container on this machine. */
  at(path: string): string;
  /** Starts a command. With `readOnly`, only the volume can be written. */
  start(args: readonly string[], options: RunOptions): ChildProcess;
}

export interface RunOptions {
  /** `1000:1000`. */
  readonly user: string;
  readonly folder: string;
  readonly env: Readonly<Record<string, string>>;
  /** The volume of a container with a read-only file system. */
  readonly volume?: string;
}

const which = (name: string): string => execFileSync('sh', ['-c', `command -v ${name}`], { encoding: 'utf8' }).trim();

/** Copies a program with its libraries. */
function install(root: string, source: string, target: string): void {
  const libraries = spawnSync('ldd', [source], { encoding: 'utf8' }).stdout.match(/\/\S+(?= \()/g) ?? [];
  for (const [from, to] of [[source, target], ...libraries.map((path) => [path, path])] as [string, string][]) {
    mkdirSync(dirname(join(root, to)), { recursive: true });
    cpSync(realpathSync(from), join(root, to));
  }
}

const SHELL = 'mount --rbind /dev "$ROOT/dev"';
const READ_ONLY =
  'mount --bind "$ROOT" "$ROOT" && mount --bind "$ROOT$VOLUME" "$ROOT$VOLUME" && mount -o remount,ro,bind "$ROOT" &&';

function createRoot(path: string): BareRoot | undefined {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/unshare')) return undefined;
  try {
    for (const name of COMMANDS) install(path, which(name), `/usr/bin/${name}`);
    install(path, '/bin/sh', '/bin/sh');
    install(path, process.execPath, '/usr/bin/node');
    for (const folder of ['dev', 'tmp', 'etc']) mkdirSync(join(path, folder), { recursive: true });
  } catch {
    return undefined;
  }
  const start: BareRoot['start'] = (args, { user, folder, env, volume }) => {
    const variables = Object.entries({ PATH: '/usr/bin:/bin', ...env }).map(([name, value]) => `${name}=${value}`);
    const mounts = volume ? `${READ_ONLY} ${SHELL}` : SHELL;
    const inside = ['/usr/bin/env', '-i', '-C', folder, ...variables, ...args];
    return spawn(
      'unshare',
      ['--mount', 'sh', '-c', `${mounts} && exec chroot --userspec="$USERSPEC" "$ROOT" "$@"`, 'sh', ...inside],
      { env: { ...process.env, ROOT: path, VOLUME: volume, USERSPEC: user }, stdio: ['ignore', 'pipe', 'pipe'] },
    );
  };
  const at = (inner: string) => join(path, inner);
  const probe = spawnSync('unshare', ['--mount', 'sh', '-c', `${SHELL} && chroot "$ROOT" node --version`], {
    env: { ...process.env, ROOT: path },
  });
  return probe.status === 0 ? { path, isRoot: true, at, start } : undefined;
}

function createFolder(path: string): BareRoot {
  const at = (inner: string) => join(path, inner);
  // Every path of the container is one of the folder.
  const moved = (text: string) =>
    text.replace(/(^|[\s=])(\/(?:app|data|src)\b)/g, (_, before, inner) => before + at(inner));
  return {
    path,
    isRoot: false,
    at,
    start: (args, { folder, env }) => {
      const [command = '', ...others] = args;
      const variables = Object.fromEntries(Object.entries(env).map(([name, value]) => [name, moved(value)]));
      const user = `${process.getuid?.()}:${process.getgid?.()}`;
      const given = others.map((text) => moved(text).replace(/\b1000:1000\b/g, user));
      const file = command === 'node' ? process.execPath : command;
      const options = { cwd: at(folder), env: { PATH: process.env.PATH, ...variables } };
      return spawn(file, given, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
    },
  };
}

/** @param path an empty folder */
export function createBareRoot(path: string): BareRoot {
  const root = createRoot(path);
  if (!root)
    console.log('The steps of the container run in a folder: a file system of their own needs root and unshare.');
  return root ?? createFolder(path);
}

/** Runs a command to its end. */
export async function runInside(root: BareRoot, args: readonly string[], options: RunOptions) {
  const child = root.start(args, options);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (output += chunk));
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, output };
}
