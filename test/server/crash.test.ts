/**
 * Four processes store answers on one PostgreSQL while processes are killed and the database crashes. `MINUTES=5` is the
 * full run.
 */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { after, before, test } from 'node:test';
import { canTestPostgres, type Postgres, run, startPostgres } from '../helpers/postgres.ts';
import { type EndpointProcess, startProcess } from './processes.ts';
import { KEY, mint, nps } from './samples.ts';

/** At least; each kind of fault happens at least once. */
const SECONDS = process.env.MINUTES ? Number(process.env.MINUTES) * 60 : 5;
const PROCESSES = 4;
const WRITERS = 8;
/** The time between two faults, in ms. */
const BETWEEN = 1_000;

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** What a writer has sent, and the highest revision that a process has acknowledged. */
interface Sent {
  revision: number;
  acknowledged: number;
}

if (canTestPostgres()) {
  let server: Postgres;
  const processes: (EndpointProcess | undefined)[] = [];
  const start = () => startProcess({ databaseUrl: server.databaseUrl, ownerKey: KEY, limits: false });

  before(async () => {
    server = await startPostgres({ durable: true });
    // One first: four at once would also race for the first migration, which another test covers.
    processes.push(await start());
    for (const one of await Promise.all(Array.from({ length: PROCESSES - 1 }, start))) processes.push(one);
  });
  after(async () => {
    for (const one of processes) await one?.stop();
    await server?.stop();
  });

  /** Kills one process without warning, and starts another one in its place. */
  async function kill(place: number): Promise<void> {
    const one = processes[place];
    if (!one) return;
    processes[place] = undefined;
    const ended = once(one.child, 'exit');
    one.child.kill('SIGKILL');
    await ended;
    // The database may be away at the moment.
    for (let tries = 0; !processes[place]; tries++)
      processes[place] = await start().catch(async (error) => {
        if (tries === 20) throw error;
        await pause(250);
        return undefined;
      });
  }

  const faults: Record<string, (turn: number) => Promise<void>> = {
    'process killed': (turn) => kill(turn % PROCESSES),
    'connections ended': () =>
      run(
        server.databaseUrl,
        `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`,
      ),
    'database crashed': async () => server.crash?.(),
    'two processes killed': async (turn) => {
      await Promise.all([kill(turn % PROCESSES), kill((turn + 1) % PROCESSES)]);
    },
  };

  test(`${PROCESSES} processes under kills and crashes: no acknowledged answer is lost, none is stored twice`, async () => {
    const started = Date.now();
    let over = false;
    const sent = new Map<string, Sent>();
    const happened: Record<string, number> = {};
    let requests = 0;
    let unanswered = 0;

    /** Sends one revision of an answer until a process acknowledges the revision, as the widget does. */
    async function deliver(id: string, revision: number): Promise<void> {
      const known = sent.get(id) ?? { revision, acknowledged: 0 };
      known.revision = revision;
      sent.set(id, known);
      const body = JSON.stringify(nps({ revision, comment: `Revision ${revision} åäö 🎵` }, { id }));
      for (let tries = 0; ; tries++) {
        const one = processes[Math.floor(Math.random() * PROCESSES)];
        requests++;
        const response = one && (await fetch(one.address, { method: 'POST', body }).catch(() => undefined));
        const text = await response?.text().catch(() => undefined);
        if (response?.ok && text !== undefined) {
          known.acknowledged = revision;
          return;
        }
        unanswered++;
        assert.ok(tries < 400, `${id} was not taken within 400 tries: ${response?.status} ${text}`);
        await pause(20 + Math.random() * 100);
      }
    }

    const writers = Array.from({ length: WRITERS }, async () => {
      while (!over) {
        const id = mint();
        await deliver(id, 1);
        // A double click: the same answer through two processes.
        if (Math.random() < 0.3) await Promise.all([deliver(id, 2), deliver(id, 2)]);
      }
    });
    const trouble = (async () => {
      // A server that this test did not start cannot be crashed.
      const kinds = Object.keys(faults).filter((kind) => kind !== 'database crashed' || server.crash);
      for (let turn = 0; turn < kinds.length || Date.now() - started < SECONDS * 1000; turn++) {
        await pause(BETWEEN);
        const kind = kinds[turn % kinds.length] as string;
        await faults[kind]?.(turn);
        happened[kind] = (happened[kind] ?? 0) + 1;
      }
    })().finally(() => {
      over = true;
    });
    await Promise.all([...writers, trouble]);

    // What the owner reads.
    const reader = processes[0] as EndpointProcess;
    const text = await (await fetch(reader.address, { headers: { authorization: `Bearer ${KEY}` } })).text();
    const rows = text
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line) as { id: string; data: { revision: number } });
    const stored = new Map<string, number>();
    let doubled = 0;
    for (const { id, data } of rows) {
      if (stored.has(id)) doubled++;
      stored.set(id, data.revision);
    }
    const lost = [...sent].filter(([id, { acknowledged }]) => (stored.get(id) ?? 0) < acknowledged);
    const strange = rows.filter(({ id }) => !sent.has(id));
    console.log(
      `${Math.round((Date.now() - started) / 1000)} s: ${sent.size} answers, ${requests} requests, ${unanswered} without a confirmation; ` +
        `${Object.entries(happened)
          .map(([kind, times]) => `${kind} ${times}`)
          .join(', ')}; ${lost.length} lost, ${doubled} doubled`,
    );
    assert.deepEqual([lost, doubled, strange], [[], 0, []]);
    assert.ok(sent.size > 100, `only ${sent.size} answers`);
    // The faults met requests.
    assert.ok(unanswered > 0);
  });
}
