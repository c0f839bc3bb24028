import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import pg from 'pg';

/** A real PostgreSQL for tests, with an empty database of its own. */
export interface Postgres {
  readonly databaseUrl: string;
  /**
   * Ends the server as a crash does, in the middle of all transactions, and starts the server again. Only for a server that
   * this module started.
   */
  readonly crash?: () => Promise<void>;
  /** Drops the database, and stops the server if this module started it. */
  stop(): Promise<void>;
}

/** The folder of `initdb` and `postgres`. Debian does not put them on the PATH. The newest version is preferred. */
export function findBinaries(): string | undefined {
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : [];
  const folders = [...versions.map((v) => join(debian, v, 'bin')), ...(process.env.PATH ?? '').split(delimiter)];
  return folders.find((folder) => existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'postgres')));
}

/** Whether a PostgreSQL server is available: `DATABASE_URL` is set, or PostgreSQL is installed. */
export function hasPostgres(): boolean {
  return Boolean(process.env.DATABASE_URL) || findBinaries() !== undefined;
}

/**
 * Whether the tests that need a real PostgreSQL can run; prints a line if not.
 *
 * @throws Error in CI, where PostgreSQL must be installed
 */
export function canTestPostgres(): boolean {
  if (hasPostgres()) return true;
  const missing = 'PostgreSQL is not installed: the tests that need it do not run. apt-get install postgresql adds it.';
  if (process.env.CI) throw new Error(missing);
  console.log(missing);
  return false;
}

/**
 * Creates an empty database on the server in `DATABASE_URL`. Without the variable, starts a server in a temporary folder, which
 * only this machine can reach.
 *
 * @param options.durable whether each commit waits for the disk, as in production
 * @throws Error if there is no server; the message says what to install
 */
export async function startPostgres({ durable = false } = {}): Promise<Postgres> {
  const server: Server = process.env.DATABASE_URL
    ? { url: process.env.DATABASE_URL, stop: async () => {} }
    : await startServer(durable);
  const name = `lojal_test_${randomBytes(8).toString('hex')}`;
  try {
    await run(server.url, `create database ${name}`);
  } catch (error) {
    await server.stop();
    throw error;
  }
  const url = new URL(server.url);
  url.pathname = `/${name}`;
  return {
    databaseUrl: url.href,
    ...(server.crash && { crash: server.crash }),
    stop: async () => {
      await run(server.url, `drop database ${name} with (force)`).finally(server.stop);
    },
  };
}

interface Server {
  readonly url: string;
  readonly crash?: () => Promise<void>;
  stop(): Promise<void>;
}

async function startServer(durable: boolean): Promise<Server> {
  const binaries = findBinaries();
  if (!binaries) throw new Error('PostgreSQL is not installed: apt-get install postgresql, or set DATABASE_URL.');
  const folder = mkdtempSync(join(tmpdir(), 'lojal-postgres-'));
  const who = postgresUser();
  if (who.uid !== undefined && who.gid !== undefined) chownSync(folder, who.uid, who.gid);
  const data = join(folder, 'data');
  let child: ChildProcess | undefined;
  const start = (binary: string, args: string[]) => {
    const started = spawn(join(binaries, binary), args, { ...who, cwd: folder, stdio: 'ignore' });
    const ended = new Promise<number | null>((resolve) => started.once('close', resolve));
    child = started;
    return { child: started, ended };
  };
  const abandon = () => {
    child?.kill('SIGQUIT');
    rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
  };
  process.once('exit', abandon);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

  const init = start('initdb', ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync']);
  if ((await init.ended) !== 0) throw new Error(`initdb in ${binaries} failed`);
  const port = await freePort();
  const flush = durable ? [] : ['-F'];
  const listen = ['-h', '127.0.0.1', '-p', `${port}`, '-k', folder];
  const url = `postgres://postgres@127.0.0.1:${port}/postgres`;
  const serve = async () => {
    const started = start('postgres', ['-D', data, ...flush, ...listen]);
    await ready(url, started.child);
    return started;
  };
  let server = await serve();
  return {
    url,
    crash: async () => {
      // Immediate shutdown: nothing is rolled back or written, and the next start replays the log.
      server.child.kill('SIGQUIT');
      await server.ended;
      server = await serve();
    },
    stop: async () => {
      // Fast shutdown: closes connections and rolls transactions back.
      server.child.kill('SIGINT');
      await server.ended;
      process.off('exit', abandon);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** PostgreSQL refuses to run as root. Then it runs as the user that Debian's package creates. */
export function postgresUser(): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {};
  const id = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}

/** Waits until a server that is starting responds. */
export async function ready(url: string, server: ChildProcess): Promise<void> {
  for (let tries = 0; ; tries++) {
    try {
      return await run(url, 'select 1');
    } catch (error) {
      if (server.exitCode !== null || tries === 200) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

/** Runs one statement on a new connection. */
export async function run(databaseUrl: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query(statement).finally(() => client.end());
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() =>
        typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });
}
