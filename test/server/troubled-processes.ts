/** Four server processes on one PostgreSQL, which are killed while the database crashes. */
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { type Postgres, run, startPostgres } from '../helpers/postgres.ts';
import { type EndpointProcess, startProcess } from './processes.ts';

type Options = Omit<Parameters<typeof startProcess>[0], 'databaseUrl'>;

const PROCESSES = 4;
/** The time between two faults, in ms. */
const BETWEEN = 1_000;

export class TroubledProcesses {
  readonly #processes: (EndpointProcess | undefined)[] = [];

  private constructor(
    readonly server: Postgres,
    readonly options: Options,
  ) {}

  static async start(options: Options): Promise<TroubledProcesses> {
    const all = new TroubledProcesses(await startPostgres({ durable: true }), options);
    // One first: four at once would also race for the first migration, which another test covers.
    all.#processes.push(await all.#start());
    const others = Array.from({ length: PROCESSES - 1 }, () => all.#start());
    for (const one of await Promise.all(others)) all.#processes.push(one);
    return all;
  }

  async stop(): Promise<void> {
    for (const one of this.#processes) await one?.stop();
    await this.server.stop();
  }

  /** Any of the processes; nothing while it is being replaced. */
  any(): EndpointProcess | undefined {
    return this.#processes[Math.floor(Math.random() * PROCESSES)];
  }

  #start(): Promise<EndpointProcess> {
    return startProcess({ ...this.options, databaseUrl: this.server.databaseUrl, limits: false });
  }

  /** Kills one process without warning, and starts another one in its place. */
  async #kill(place: number): Promise<void> {
    const one = this.#processes[place];
    if (!one) return;
    this.#processes[place] = undefined;
    const ended = once(one.child, 'exit');
    one.child.kill('SIGKILL');
    await ended;
    // The database may be away at the moment.
    for (let tries = 0; !this.#processes[place]; tries++)
      this.#processes[place] = await this.#start().catch(async (error) => {
        if (tries === 20) throw error;
        await pause(250);
        return undefined;
      });
  }

  readonly #faults: Record<string, (turn: number) => Promise<void>> = {
    'process killed': (turn) => this.#kill(turn % PROCESSES),
    'connections ended': () =>
      run(
        this.server.databaseUrl,
        `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`,
      ),
    'database crashed': async () => this.server.crash?.(),
    'two processes killed': async (turn) => {
      await Promise.all([this.#kill(turn % PROCESSES), this.#kill((turn + 1) % PROCESSES)]);
    },
  };

  /**
   * Causes faults for at least this time, each kind at least once, and as long as `isBusy` says. Returns how often each
   * happened.
   */
  async trouble(seconds: number, isBusy = () => false): Promise<Readonly<Record<string, number>>> {
    const started = Date.now();
    const happened: Record<string, number> = {};
    // A server that this test did not start cannot be crashed.
    const kinds = Object.keys(this.#faults).filter((kind) => kind !== 'database crashed' || this.server.crash);
    for (let turn = 0; turn < kinds.length || Date.now() - started < seconds * 1000 || isBusy(); turn++) {
      await pause(BETWEEN);
      const kind = kinds[turn % kinds.length] as string;
      await this.#faults[kind]?.(turn);
      happened[kind] = (happened[kind] ?? 0) + 1;
    }
    return happened;
  }
}
