import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { createPause } from './pause.ts';
import { findBinaries, freePort, postgresUser, ready, run } from './postgres.ts';

/** A primary and its streaming standby on this machine, and one address that moves from the one to the other. */
export interface PostgresPair {
  /** The address for the server. It leads to the primary first. */
  readonly databaseUrl: string;
  readonly standbyUrl: string;
  /**
   * Kills the primary in the middle of everything, as if its machine had failed. Every second connection is reset, the others
   * fall silent. New connections are refused.
   */
  killPrimary(): Promise<void>;
  /** From now on, the address leads to the standby. */
  moveAddress(): void;
  /** Makes the standby a primary. */
  promote(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts both. A commit is confirmed only when the standby has it. @throws Error if PostgreSQL is not installed */
export async function startPostgresPair(): Promise<PostgresPair> {
  const binaries = findBinaries();
  if (!binaries) throw new Error('PostgreSQL is not installed: apt-get install postgresql.');
  const folder = mkdtempSync(join(tmpdir(), 'lojal-pair-'));
  const who = postgresUser();
  if (who.uid !== undefined && who.gid !== undefined) chownSync(folder, who.uid, who.gid);
  const started = new Set<ChildProcess>();
  const start = (binary: string, args: readonly string[]) => {
    const child = spawn(join(binaries, binary), args, { ...who, cwd: folder, stdio: 'ignore' });
    started.add(child.once('close', () => started.delete(child)));
    return child;
  };
  const finish = async (binary: string, ...args: string[]) => {
    const [code] = await once(start(binary, args), 'close');
    if (code !== 0) throw new Error(`${binary} failed`);
  };
  const serve = async (name: string) => {
    const port = await freePort();
    const place = ['-D', join(folder, name), '-h', '127.0.0.1', '-p', `${port}`, '-k', folder];
    // In files of the folder, shared memory does not outlive a server that is killed.
    const child = start('postgres', [...place, '-F', '-c', 'dynamic_shared_memory_type=mmap']);
    const url = `postgres://postgres@127.0.0.1:${port}/postgres`;
    await ready(url, child);
    return { child, port, url };
  };
  const abandon = () => {
    for (const child of started) child.kill('SIGQUIT');
    rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
  };
  process.once('exit', abandon);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

  const [data, copy] = [join(folder, 'primary'), join(folder, 'standby')];
  await finish('initdb', '-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync');
  const primary = await serve('primary');
  await finish('pg_basebackup', '-d', primary.url, '-D', copy, '-R', '-X', 'stream', '-c', 'fast', '--no-sync');
  const standby = await serve('standby');
  await run(primary.url, `alter system set synchronous_standby_names = '*'`);
  await run(primary.url, 'select pg_reload_conf()');
  await waitFor(primary.url, `select from pg_stat_replication where sync_state = 'sync'`);

  const address = await createAddress(primary.port);
  return {
    databaseUrl: address.url,
    standbyUrl: standby.url,
    killPrimary: async () => {
      const ended = once(primary.child, 'close');
      address.fail();
      primary.child.kill('SIGKILL');
      await ended;
      removeSharedMemory(data);
    },
    moveAddress: () => address.move(standby.port),
    promote: () => run(standby.url, 'select pg_promote()'),
    stop: async () => {
      address.close();
      for (const child of started) {
        child.kill('SIGINT');
        await once(child, 'close');
      }
      process.off('exit', abandon);
      rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
    },
  };
}

/** Removes the small segment of shared memory that a killed server leaves behind. Its id is in the file of the process. */
function removeSharedMemory(data: string): void {
  const [, id] = /^ *\d+ +(\d+) *$/m.exec(readFileSync(join(data, 'postmaster.pid'), 'utf8')) ?? [];
  if (id) execFileSync('ipcrm', ['-m', id]);
}

/** Waits until a query has a row. */
async function waitFor(databaseUrl: string, query: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const pause = createPause();
  for (let tries = 0; (await client.query(query)).rowCount === 0; tries++) {
    if (tries === 100) throw new Error(`no row: ${query}`);
    await pause();
  }
  await client.end();
}

/** An address that passes connections on to a port of this machine. */
async function createAddress(first: number) {
  let port: number | undefined = first;
  const links = new Set<{ readonly near: Socket; readonly far: Socket; isSilent: boolean }>();
  const way = createServer((near) => {
    if (port === undefined) return near.destroy();
    const far = connect(port, '127.0.0.1');
    const link = { near, far, isSilent: false };
    links.add(link);
    near.on('error', () => undefined).on('close', () => links.delete(link) && far.destroy());
    far.on('error', () => undefined).on('close', () => link.isSilent || near.destroy());
    near.on('data', (bytes) => link.isSilent || far.write(bytes));
    far.on('data', (bytes) => link.isSilent || near.write(bytes));
  }).listen(0, '127.0.0.1');
  await once(way, 'listening');
  return {
    url: `postgres://postgres@127.0.0.1:${(way.address() as AddressInfo).port}/postgres`,
    move: (to: number) => {
      port = to;
    },
    /** Nothing passes any more. */
    fail: () => {
      port = undefined;
      for (const [at, link] of [...links].entries()) {
        link.isSilent = true;
        if (at % 2) link.near.resetAndDestroy();
      }
    },
    close: () => {
      for (const { near } of links) near.destroy();
      way.close();
    },
  };
}
