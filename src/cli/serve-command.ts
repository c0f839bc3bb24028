/** `lojal serve`: the server, with the embedded database or a PostgreSQL server. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createEndpoint } from '../server/app.ts';
import { openStore } from '../server/db/open-store.ts';
import { calendarDay } from '../server/ledger/calendar-day.ts';
import { tick } from '../server/ledger/tick.ts';
import { createProgramSource } from '../server/program-source.ts';
import { createSavedProgram } from '../server/saved-program.ts';
import { type RunningServer, serve } from '../server/serve.ts';
import { check } from './check.ts';
import { PROGRAM_FILE } from './command-defaults.ts';
import { CommandError } from './command-error.ts';
import { AUDIENCE, readKeys } from './keys-file.ts';
import { withOwnerPage } from './owner-page-files.ts';
import type { PlatformSettings } from './platform-settings.ts';
import { withRefusedOrigins } from './refused-origins.ts';
import { withScriptFiles } from './script-files.ts';

const PATH = '/apps/lojal';
/** How often codes expire, in ms. */
const TICK_INTERVAL = 60_000;
/** The files of the script tag: beside this folder in the package. */
const FILES = fileURLToPath(new URL('..', import.meta.url));

export interface ServeSettings {
  /** The file of the program. Without the file `lojal.json`, the program is the one that the owner saved. */
  readonly program: string;
  readonly keys: string;
  readonly port: number;
  readonly host: string;
  /** The folder of the embedded database. */
  readonly folder: string;
  /** A PostgreSQL server, in place of the folder. */
  readonly database?: string | undefined;
  readonly origins: readonly string[];
  /** The number of the shop's own proxies in front of the server. */
  readonly trustedProxies?: number;
  /** What the platforms sign with. */
  readonly platforms?: PlatformSettings;
  /** The mail server for alerts by e-mail. */
  readonly mail?: { readonly url: string; readonly from: string } | undefined;
  /** The folder of `lojal.js`. */
  readonly files?: string;
}

/**
 * Starts the server. `close` waits for open requests, then closes the database.
 *
 * @param say prints a line for whoever started the server
 * @throws CommandError for a program with faults, for missing keys, and for a port that another program uses
 */
export async function startServer(settings: ServeSettings, say: (line: string) => void): Promise<RunningServer> {
  const { program, port, host, folder, database, origins, platforms, trustedProxies, mail, files = FILES } = settings;
  const { ownerKey, shopKey, identityKey } = readKeys(settings.keys);
  const hasFile = existsSync(program);
  if (!hasFile && program !== PROGRAM_FILE) throw new CommandError(`There is no file ${program}.`);
  const faults = hasFile ? check(program) : [];
  if (faults.length > 0) throw new CommandError(`The program in ${program} has faults:\n${faults.join('\n')}`);
  if (!database && !existsSync(folder)) say('Creating the database. This takes some seconds.');
  const store = await openStore({ databaseUrl: database, folder });
  try {
    const endpoint = createEndpoint({
      store,
      program: hasFile ? program : undefined,
      ownerKey,
      shopKey,
      origins,
      ...platforms,
      mail,
      trustedProxies,
      identity: { algorithm: 'HS256', key: identityKey, audience: AUDIENCE },
      path: PATH,
    });
    const saved = hasFile ? undefined : createSavedProgram(store.programs);
    const source = saved?.current ?? createProgramSource(program);
    const runTasks = async () => {
      if (saved && !(await saved.read()).held) return;
      const { program: rules } = await source();
      const { failed } = await tick(store.ledger, rules, calendarDay(Date.now(), rules.timeZone), console.error);
      await store.maintenance.recordTick(failed);
    };
    // A failed task is tried again at the next tick.
    const timer = setInterval(() => runTasks().catch(console.error), TICK_INTERVAL).unref();
    const served = await serve({
      fetch: withOwnerPage(
        withScriptFiles(withRefusedOrigins(endpoint, origins, say), files, PATH),
        join(files, 'owner'),
        PATH,
      ),
      port,
      host,
    });
    const close = async () => {
      clearInterval(timer);
      await served.close();
    };
    // Pages and proxies name the port: a server at another one is a server that nobody finds.
    if (port && served.port !== port) {
      await close();
      throw new CommandError(
        `Port ${port} is taken by another program. Stop that program, or choose a free port with --port. The tags of your pages name the port, too.`,
      );
    }
    return {
      ...served,
      close: async () => {
        await close();
        await store.close();
      },
    };
  } catch (error) {
    await store.close();
    throw error;
  }
}

/** Starts the server, prints where it is, and closes it at Ctrl-C. */
export async function runServer(settings: ServeSettings, say: (line: string) => void): Promise<void> {
  const server = await startServer(settings, say);
  const url = server.url.replace('127.0.0.1', 'localhost');
  say(`Server:   ${url}${PATH}`);
  say(`Owner:    ${url}${PATH}/owner/`);
  say(
    `Program:  ${existsSync(settings.program) ? settings.program : 'in the database. Save one on the page of the owner'}`,
  );
  say(`Data:     ${settings.database ? 'the PostgreSQL server' : settings.folder}`);
  if (settings.origins.length === 0)
    say('No page of another address may use the server: name your shop with --origin https://shop.example');
  say('Press Ctrl-C to stop the server.');
  let isLeaving = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.on(signal, () => {
      // A second signal ends the process at once.
      if (isLeaving) process.exit(1);
      isLeaving = true;
      server.close().then(
        () => process.exit(0),
        (error: unknown) => {
          console.error(error);
          process.exit(1);
        },
      );
    });
}
