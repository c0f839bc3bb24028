/** Storage that fails, lies or comes late: where a record is then, and which copy of it counts. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Environment, StorageArea } from '../../src/outbox/environment.ts';
import type { Database } from '../../src/outbox/indexed-db.ts';
import type { OutboxOptions } from '../../src/outbox/outbound-answer.ts';
import { createPageState } from '../../src/outbox/page-state.ts';
import type { AnswerRecord, OutboxRecord, PauseRecord } from '../../src/outbox/record.ts';
import { createRepository } from '../../src/outbox/repository.ts';
import { tombstone, update } from '../../src/outbox/transitions.ts';
import { createWebStorage } from '../../src/outbox/web-storage.ts';
import { outboundAnswer, World } from './world.ts';

const repositoryOf = (env: Environment, kind: OutboxOptions['storage']) =>
  createRepository(env, kind, createPageState(env));

const KEY = 'answer:a';
const LINE = `lojal:${KEY}`;
const answer = (edit = 1, revision = 1, text = 'ok'): AnswerRecord => ({
  ...outboundAnswer('a', revision, { text }),
  v: 1,
  kind: 'answer',
  state: 'pending',
  key: KEY,
  edit,
  at: Date.UTC(2026, 10, 21),
  nextAt: 0,
  created: Date.UTC(2026, 10, 21),
  attempts: 0,
});
const pause: PauseRecord = {
  v: 1,
  kind: 'pause',
  key: 'pause:x',
  revision: 0,
  edit: 1,
  at: 0,
  nextAt: 0,
  failures: 1,
  byServer: false,
};

/** The environment of a page that does nothing by itself; `wrap` sees its database. */
function page(world: World, wrap: (database: Database, opened: number) => Partial<Database> = () => ({})): Environment {
  const tab = world.tab();
  tab.outbox.close();
  let opened = 0;
  return {
    ...tab.env,
    async openDatabase() {
      const database = await tab.env.openDatabase();
      return { ...database, ...wrap(database, ++opened) };
    },
  };
}

/** What is at hand without asking the database, in short. */
const seen = (records: Map<string, OutboxRecord>) =>
  [...records.values()].map((it) => `${it.kind} ${it.revision}.${it.edit}`).join();

test('a connection that was severed in the background is opened anew, and the write arrives', async () => {
  const world = new World();
  let connections = 0;
  const store = repositoryOf(
    page(world, (_, opened) => {
      connections = opened;
      return opened === 1 ? { change: () => Promise.reject(new Error('InvalidStateError')) } : {};
    }),
    'local',
  );
  await Promise.all([store.change(KEY, () => answer()), world.pass(50)]);
  assert.deepEqual(world.database.get(KEY), answer());
  assert.equal(connections, 2);
});

test('without storage there is nothing to see, and nothing to close', () => {
  for (const kind of ['none', 'session'] as const) {
    const store = repositoryOf(page(new World()), kind);
    assert.equal(store.nearby().size, 0);
    store.close();
  }
});

test('close gives the database back, so that a newer Lojal need not wait for this page', async () => {
  const world = new World();
  let closed = 0;
  const store = repositoryOf(
    page(world, () => ({ close: () => void closed++ })),
    'local',
  );
  store.close();
  await world.pass(10);
  assert.equal(closed, 1);
});

test('after clear nothing is written any more, and of both drawers only what is not ours is left', async () => {
  const world = new World();
  const env = page(world);
  for (const kind of ['local', 'session'] as const)
    for (const key of ['theirs', 'lojal:history', LINE]) env.storage(kind).setItem(key, '1');
  const store = repositoryOf(env, 'local');
  await Promise.all([store.clear(), world.pass(10)]);
  await Promise.all([store.change(KEY, () => answer()), world.pass(1000)]);
  assert.equal(world.database.size, 0);
  assert.equal(store.nearby().size, 0);
  for (const kind of ['local', 'session'] as const) assert.deepEqual(Object.keys(env.storage(kind)), ['theirs'], kind);
});

test('a change that changes nothing writes nothing', async () => {
  const world = new World();
  const store = repositoryOf(page(world), 'local');
  await Promise.all([store.change(KEY, () => answer()), world.pass(50)]);
  world.log.length = 0;
  await Promise.all([store.change(KEY, (old) => old), world.pass(50)]);
  assert.deepEqual(
    world.log.filter((it) => /put|remove|database answer/.test(it)),
    [],
  );
});

test("another page's answer is left for that page to write to the database; its pause is for all", async () => {
  const world = new World();
  const store = repositoryOf(page(world), 'local');
  for (const record of [answer(), pause]) {
    world.local.set(`lojal:${record.key}`, JSON.stringify(record));
    await Promise.all([store.change(record.key, (old) => old), world.pass(50)]);
  }
  assert.deepEqual([...world.database.keys()], [pause.key]);
});

for (const localFull of [false, true])
  test(`what was tried before the transaction had its say does not stay in ${localFull ? 'memory' : 'the web storage'}`, async () => {
    const world = new World();
    world.local.set(LINE, JSON.stringify(answer()));
    world.database.set(KEY, answer(5));
    const store = repositoryOf(page(world), 'local');
    world.localFull = localFull;
    const changed = store.change(KEY, (old) => (old?.edit === 1 ? update(old, world.now, {}) : undefined));
    assert.equal(seen(store.nearby()), 'answer 1.2');
    if (localFull) world.local.delete(LINE);
    await Promise.all([changed, world.pass(50)]);
    assert.equal(world.database.size, 0);
    assert.equal(seen(store.nearby()), '');
  });

test('a later change that only memory could take stays there until it is in the database itself', async () => {
  const world = new World();
  world.localFull = true;
  let changes = 0;
  const env = page(world, (database) => ({
    async change(key, edit) {
      if (++changes === 2) await new Promise<void>((resolve) => world.after(100, resolve));
      return database.change(key, edit);
    },
  }));
  const store = repositoryOf(env, 'local');
  const both = [store.change(KEY, () => answer(1)), store.change(KEY, () => answer(2))];
  await world.pass(50);
  assert.deepEqual(world.database.get(KEY), answer(1));
  assert.equal(seen(store.nearby()), 'answer 1.2');
  assert.equal(store.durability(KEY), 'memory');
  await Promise.all([...both, world.pass(100)]);
  assert.deepEqual(world.database.get(KEY), answer(2));
  assert.equal(store.durability(KEY), 'durable');
});

test('what was decided in a transaction that did not commit is kept at hand, unless it is overtaken', async () => {
  for (const [name, localFull, later, left] of [
    ['in web storage', false, undefined, 'tombstone 1.6'],
    ['in memory', true, undefined, 'tombstone 1.6'],
    ['a newer one is in web storage', false, 'save', 'answer 2.1'],
    ['a newer one is in memory', true, 'save', 'answer 2.1'],
  ] as const) {
    const world = new World();
    world.localFull = localFull;
    world.database.set(KEY, answer(5));
    const env = page(world, () => ({
      async change(key, edit) {
        const decided = edit(structuredClone(world.database.get(key))) as OutboxRecord;
        // The later one never ends.
        await new Promise<void>((resolve) => decided?.kind === 'answer' || world.after(20, resolve));
        throw new Error('AbortError');
      },
    }));
    const store = repositoryOf(env, 'local');
    const changes: Promise<unknown>[] = [store.change(KEY, (old) => old && tombstone(old, world.now, 'sent'))];
    await world.pass(5);
    if (later === 'save') changes.push(store.change(KEY, () => answer(1, 2)));
    await Promise.all([...changes, world.pass(300)]);
    assert.equal(seen(store.nearby()), left, name);
    assert.equal(store.durability(KEY), localFull ? 'memory' : 'durable', name);
    assert.equal(world.local.has(LINE), !localFull, name);
  }
});

test('a write that fails after everything was removed brings nothing back', async () => {
  const world = new World();
  const env = page(world, () => ({
    async change() {
      await new Promise<void>((resolve) => world.after(20, resolve));
      throw new Error('AbortError');
    },
  }));
  const store = repositoryOf(env, 'local');
  const changed = store.change(KEY, () => answer());
  await world.pass(5);
  await Promise.all([store.clear(), changed, world.pass(300)]);
  assert.equal(seen(store.nearby()), '');
  assert.equal(world.local.size, 0);
});

test('a copy under a key that is not its own is nobody, and foreign keys are no records', () => {
  const world = new World();
  const webStorage = createWebStorage(page(world), 'local');
  world.local.set('lojal:answer:b', JSON.stringify(answer()));
  world.local.set('lojal:history', '[]');
  world.local.set('theirs', JSON.stringify(answer()));
  assert.equal(webStorage.get('answer:b'), undefined);
  assert.deepEqual(webStorage.all(), []);
  assert.equal(webStorage.put(KEY, answer()), true);
  assert.deepEqual(webStorage.all(), [answer()]);
});

test('where reading storage throws, as in a sandboxed frame, the web storage is empty and says so', () => {
  const denied = (): StorageArea => {
    throw new Error('SecurityError');
  };
  const webStorage = createWebStorage({ ...page(new World()), storage: denied }, 'local');
  assert.deepEqual(webStorage.all(), []);
  assert.equal(webStorage.get(KEY), undefined);
  assert.equal(webStorage.put(KEY, answer()), false);
  webStorage.clear();
});

test('a write counts when storage holds exactly this afterwards, not when storage says so', () => {
  for (const [name, write, before, record, is] of [
    ['holds it', (text: string) => text, answer(1), answer(2), true],
    ['drops it', () => undefined, undefined, answer(1), false],
    ['keeps the last claim', () => undefined, answer(1), answer(2), false],
    ['keeps the last words', () => undefined, answer(1, 1, 'one'), answer(2, 1, 'two'), false],
    ['changes the words', (text: string) => text.replace('one', 'ONE'), undefined, answer(1, 1, 'one'), false],
    ['cuts it', (text: string) => text.slice(0, 99), undefined, answer(1), false],
  ] as const) {
    const map = new Map(before && [[LINE, JSON.stringify(before)]]);
    const area: StorageArea = {
      getItem: (key) => map.get(key) ?? null,
      setItem(key, text) {
        const kept = write(text);
        if (kept !== undefined) map.set(key, kept);
      },
      removeItem: (key) => void map.delete(key),
    };
    const webStorage = createWebStorage({ ...page(new World()), storage: () => area }, 'local');
    assert.equal(webStorage.put(KEY, record), is, name);
  }
});
