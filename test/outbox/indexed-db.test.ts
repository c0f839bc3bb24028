/**
 * The real adapter under fake-indexeddb: seeded schedules of two tabs whose transactions abort and whose connections are
 * cut, checked against what another connection finds. And adapters that are broken on purpose, each of which must be caught.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { IDBDatabase, IDBFactory } from 'fake-indexeddb';
import { type Database, openDatabase } from '../../src/outbox/indexed-db.ts';
import { Random } from './simulator/random.ts';
import { OTHER, sentence } from './simulator/texts.ts';

const SCHEDULES = 400;
/** Within so many schedules a broken adapter must be caught. */
const CATCH = 50;

interface Value {
  readonly key: string;
  readonly count: number;
  readonly body: string;
  readonly customer: string;
}
type Adapter = (database: Database) => Database;

/** The transactions of the adapter, and a hook that sees each of them when it begins. */
const { transaction } = IDBDatabase.prototype;
let began: ((started: IDBTransaction) => void) | undefined;
IDBDatabase.prototype.transaction = function (...args) {
  const started = transaction.apply(this, args) as unknown as IDBTransaction;
  began?.(started);
  return started as never;
};

const ask = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

/** What the database holds, by key, as a connection that is not the adapter's finds it. */
async function look(): Promise<Map<string, Value>> {
  const db = await ask(indexedDB.open('lojal', 1));
  const found = await ask(db.transaction('records').objectStore('records').getAll());
  db.close();
  return new Map(found.map((value) => [value.key, value]));
}

/** Runs one schedule. Gives what was wrong, or nothing. */
async function play(seed: number, adapt: Adapter = (it) => it): Promise<string | undefined> {
  const random = new Random(seed);
  Object.defineProperty(globalThis, 'indexedDB', { value: new IDBFactory(), configurable: true, writable: true });
  const real = [await openDatabase(), await openDatabase()];
  const tabs = real.map(adapt);
  /** By key: the values that an answer said to be written, in the order of their transactions. */
  const written = new Map<string, number>();
  let wrong: string | undefined;
  let texts = seed;

  const write = async (tab: number, key: string) => {
    const text = ++texts;
    let value: Value | undefined;
    const abort = random.chance(0.3) && random.pick(['at once', 'after the read', 'after the write'] as const);
    const connections = new Set<IDBDatabase>();
    began = (started) => {
      began = undefined;
      connections.add(started.db as never);
      const stop = () => {
        try {
          started.abort();
        } catch {
          // It is over.
        }
      };
      if (abort === 'at once') queueMicrotask(stop);
      if (abort === 'after the read') setImmediate(stop);
      if (!abort) return;
      // A full disk: the write has succeeded, and the commit fails.
      const store = started.objectStore('records');
      const { put } = store;
      store.put = (...args) => {
        const request = put.apply(store, args);
        request.addEventListener('success', stop);
        return request;
      };
      started.objectStore = () => store;
    };
    const done = await (tabs[tab] as Database)
      .change(key, (stored) => {
        const before = stored as Value | undefined;
        value = { key, count: (before?.count ?? 0) + 1, body: sentence(text).repeat(40), customer: OTHER };
        return value;
      })
      .then(
        () => true,
        () => false,
      );
    began = undefined;
    const found = (await look()).get(key);
    if (done && (found?.count ?? 0) < (value?.count ?? 0)) wrong ??= `${key}: said to be written, and is not`;
    if (done) written.set(key, Math.max(written.get(key) ?? 0, value?.count ?? 0));
    if (found?.count === value?.count && JSON.stringify(found) !== JSON.stringify(value) && done)
      wrong ??= `${key}: ${JSON.stringify(found)?.slice(0, 80)} is not what was written`;
  };

  for (let turn = 0; turn < 6 && !wrong; turn++) {
    const keys = [`answer:a${random.below(2)}`, `answer:${OTHER}`];
    // At the same time, in both tabs.
    await Promise.all(
      Array.from({ length: 1 + random.below(3) }, () => write(random.below(2), keys[random.below(2)] as string)),
    );
    if (random.chance(0.15)) {
      const tab = random.below(2);
      for (const it of [real[tab]]) it?.close();
      const refused = await (tabs[tab] as Database).all().catch(() => 'refused');
      if (refused !== 'refused') wrong ??= 'a closed connection reads';
      real[tab] = await openDatabase();
      tabs[tab] = adapt(real[tab] as Database);
    }
    const found = await look();
    for (const [key, count] of written)
      if (found.get(key)?.count !== count)
        wrong ??= `${key}: ${count} changes were said to be written, ${found.get(key)?.count} are`;
    for (const tab of tabs) {
      const all = (await tab.all()) as Value[];
      if (JSON.stringify(all) !== JSON.stringify([...found.values()]))
        wrong ??= `another record is read than is stored`;
    }
  }
  for (const it of real) it.close();
  return wrong;
}

const errors: unknown[] = [];
process.on('unhandledRejection', (error) => errors.push(error));

test(`${SCHEDULES} schedules of the adapter: what is said to be written is written, as it was`, async () => {
  const from = Number(process.env.FRESH ?? 1);
  for (let seed = from; seed < from + SCHEDULES; seed++) assert.equal(await play(seed), undefined, `seed ${seed}`);
  assert.deepEqual(errors, []);
});

const narrow = (value: unknown): unknown => {
  const { body } = value as Value;
  return { ...(value as Value), body: Buffer.from(body, 'latin1').toString('latin1') };
};

const BROKEN: Readonly<Record<string, Adapter>> = {
  'answers before it has committed': (database) => ({
    ...database,
    change: (key, edit) =>
      new Promise((resolve, reject) => {
        const early = (stored: unknown) => {
          const next = edit(stored);
          resolve(next);
          return next;
        };
        database.change(key, early).catch(reject);
      }),
  }),
  'drops what it puts': (database) => ({
    ...database,
    async change(key, edit) {
      let next: unknown;
      await database.change(key, (stored) => {
        next = edit(stored);
        return stored;
      });
      return next;
    },
  }),
  'says that an aborted transaction was written': (database) => ({
    ...database,
    change: (key, edit) => database.change(key, edit).catch(() => undefined),
  }),
  'reads and writes in two transactions': (database) => ({
    ...database,
    async change(key, edit) {
      let seen: unknown;
      await database.change(key, (stored) => {
        seen = stored;
        return stored;
      });
      const next = edit(seen);
      return database.change(key, () => next);
    },
  }),
  'writes the low byte of each character': (database) => ({
    ...database,
    change: (key, edit) => database.change(key, (stored) => narrow(edit(stored))),
  }),
  'cannot read back what is not ASCII': (database) => ({
    ...database,
    all: async () => (await database.all()).filter((it) => /^[ -~]*$/.test(JSON.stringify(it))),
  }),
};

for (const [name, adapt] of Object.entries(BROKEN))
  test(`a broken adapter is caught: ${name}`, async () => {
    for (let seed = 1; seed <= CATCH; seed++) {
      const wrong = await play(seed, adapt);
      if (wrong) return console.log(`${name}: schedule ${seed}: ${wrong}`);
    }
    assert.fail(`not caught within ${CATCH} schedules`);
  });
