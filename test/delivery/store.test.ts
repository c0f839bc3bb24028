/** Storage that fails, lies or comes late: where a slip is then, and which copy of it counts. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Base } from '../../src/delivery/base.ts';
import type { Drawer, Environment } from '../../src/delivery/environment.ts';
import { createJournal } from '../../src/delivery/journal.ts';
import { type Answer, bury, type Pause, type Slip, stamp } from '../../src/delivery/slip.ts';
import { createStore } from '../../src/delivery/store.ts';
import { letter, World } from './world.ts';

const KEY = 'answer:a';
const LINE = `lojal:${KEY}`;
const answer = (edit = 1, revision = 1, text = 'ok'): Answer => ({
  ...letter('a', revision, { text }),
  v: 1,
  kind: 'answer',
  key: KEY,
  edit,
  at: Date.UTC(2026, 10, 21),
  nextAt: 0,
  created: Date.UTC(2026, 10, 21),
  attempts: 0,
});
const pause: Pause = {
  v: 1,
  kind: 'pause',
  key: 'pause:x',
  revision: 0,
  edit: 1,
  at: 0,
  nextAt: 0,
  tries: 1,
  hard: false,
};

/** The environment of a page that does nothing by itself; `wrap` sees its database. */
function page(world: World, wrap: (base: Base, opened: number) => Partial<Base> = () => ({})): Environment {
  const tab = world.tab();
  tab.outbox.close();
  let opened = 0;
  return {
    ...tab.env,
    async open() {
      const base = await tab.env.open();
      return { ...base, ...wrap(base, ++opened) };
    },
  };
}

/** What is at hand without asking the database, in short. */
const seen = (slips: Map<string, Slip>) =>
  [...slips.values()].map((it) => `${it.kind} ${it.revision}.${it.edit}`).join();

test('a connection that was severed in the background is opened anew, and the write arrives', async () => {
  const world = new World();
  let connections = 0;
  const store = createStore(
    page(world, (_, opened) => {
      connections = opened;
      return opened === 1 ? { change: () => Promise.reject(new Error('InvalidStateError')) } : {};
    }),
    'local',
  );
  await Promise.all([store.change(KEY, () => answer()), world.pass(50)]);
  assert.deepEqual(world.base.get(KEY), answer());
  assert.equal(connections, 2);
});

test('without storage there is nothing to see, and nothing to close', () => {
  for (const kind of ['none', 'session'] as const) {
    const store = createStore(page(new World()), kind);
    assert.equal(store.glance().size, 0);
    store.close();
  }
});

test('close gives the database back, so that a newer Lojal need not wait for this page', async () => {
  const world = new World();
  let closed = 0;
  const store = createStore(
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
    for (const key of ['theirs', 'lojal:history', LINE]) env.drawer(kind).setItem(key, '1');
  const store = createStore(env, 'local');
  await Promise.all([store.clear(), world.pass(10)]);
  await Promise.all([store.change(KEY, () => answer()), world.pass(1000)]);
  assert.equal(world.base.size, 0);
  assert.equal(store.glance().size, 0);
  for (const kind of ['local', 'session'] as const) assert.deepEqual(Object.keys(env.drawer(kind)), ['theirs'], kind);
});

test('a change that changes nothing writes nothing', async () => {
  const world = new World();
  const store = createStore(page(world), 'local');
  await Promise.all([store.change(KEY, () => answer()), world.pass(50)]);
  world.log.length = 0;
  await Promise.all([store.change(KEY, (old) => old), world.pass(50)]);
  assert.deepEqual(
    world.log.filter((it) => /put|remove|base answer/.test(it)),
    [],
  );
});

test("another page's answer is left for that page to write to the database; its pause is for all", async () => {
  const world = new World();
  const store = createStore(page(world), 'local');
  for (const slip of [answer(), pause]) {
    world.local.set(`lojal:${slip.key}`, JSON.stringify(slip));
    await Promise.all([store.change(slip.key, (old) => old), world.pass(50)]);
  }
  assert.deepEqual([...world.base.keys()], [pause.key]);
});

for (const localFull of [false, true])
  test(`what was tried before the transaction had its say does not stay in ${localFull ? 'memory' : 'the journal'}`, async () => {
    const world = new World();
    world.local.set(LINE, JSON.stringify(answer()));
    world.base.set(KEY, answer(5));
    const store = createStore(page(world), 'local');
    world.localFull = localFull;
    const changed = store.change(KEY, (old) => (old?.edit === 1 ? stamp(old, world.now, {}) : undefined));
    assert.equal(seen(store.glance()), 'answer 1.2');
    if (localFull) world.local.delete(LINE);
    await Promise.all([changed, world.pass(50)]);
    assert.equal(world.base.size, 0);
    assert.equal(seen(store.glance()), '');
  });

test('a later change that only memory could take stays there until it is in the database itself', async () => {
  const world = new World();
  world.localFull = true;
  let changes = 0;
  const env = page(world, (base) => ({
    async change(key, edit) {
      if (++changes === 2) await new Promise<void>((resolve) => world.after(100, resolve));
      return base.change(key, edit);
    },
  }));
  const store = createStore(env, 'local');
  const both = [store.change(KEY, () => answer(1)), store.change(KEY, () => answer(2))];
  await world.pass(50);
  assert.deepEqual(world.base.get(KEY), answer(1));
  assert.equal(seen(store.glance()), 'answer 1.2');
  assert.equal(store.kept(KEY), 'memory');
  await Promise.all([...both, world.pass(100)]);
  assert.deepEqual(world.base.get(KEY), answer(2));
  assert.equal(store.kept(KEY), 'durable');
});

test('what was decided in a transaction that did not commit is kept at hand, unless it is overtaken', async () => {
  for (const [name, localFull, later, left] of [
    ['in the journal', false, undefined, 'done 1.6'],
    ['in memory', true, undefined, 'done 1.6'],
    ['a newer one is in the journal', false, 'save', 'answer 2.1'],
    ['a newer one is in memory', true, 'save', 'answer 2.1'],
  ] as const) {
    const world = new World();
    world.localFull = localFull;
    world.base.set(KEY, answer(5));
    const env = page(world, () => ({
      async change(key, edit) {
        const decided = edit(structuredClone(world.base.get(key))) as Slip;
        // The later one never ends.
        await new Promise<void>((resolve) => decided?.kind === 'answer' || world.after(20, resolve));
        throw new Error('AbortError');
      },
    }));
    const store = createStore(env, 'local');
    const changes: Promise<unknown>[] = [store.change(KEY, (old) => old && bury(old, world.now, true))];
    await world.pass(5);
    if (later === 'save') changes.push(store.change(KEY, () => answer(1, 2)));
    await Promise.all([...changes, world.pass(300)]);
    assert.equal(seen(store.glance()), left, name);
    assert.equal(store.kept(KEY), localFull ? 'memory' : 'durable', name);
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
  const store = createStore(env, 'local');
  const changed = store.change(KEY, () => answer());
  await world.pass(5);
  await Promise.all([store.clear(), changed, world.pass(300)]);
  assert.equal(seen(store.glance()), '');
  assert.equal(world.local.size, 0);
});

test('a copy under a key that is not its own is nobody, and foreign keys are no slips', () => {
  const world = new World();
  const journal = createJournal(page(world), 'local');
  world.local.set('lojal:answer:b', JSON.stringify(answer()));
  world.local.set('lojal:history', '[]');
  world.local.set('theirs', JSON.stringify(answer()));
  assert.equal(journal.get('answer:b'), undefined);
  assert.deepEqual(journal.all(), []);
  assert.equal(journal.put(KEY, answer()), true);
  assert.deepEqual(journal.all(), [answer()]);
});

test('where reading storage throws, as in a sandboxed frame, the journal is empty and says so', () => {
  const denied = (): Drawer => {
    throw new Error('SecurityError');
  };
  const journal = createJournal({ ...page(new World()), drawer: denied }, 'local');
  assert.deepEqual(journal.all(), []);
  assert.equal(journal.get(KEY), undefined);
  assert.equal(journal.put(KEY, answer()), false);
  journal.clear();
});

test('a write counts when storage holds exactly this afterwards, not when storage says so', () => {
  for (const [name, write, before, slip, is] of [
    ['holds it', (text: string) => text, answer(1), answer(2), true],
    ['drops it', () => undefined, undefined, answer(1), false],
    ['keeps the last claim', () => undefined, answer(1), answer(2), false],
    ['keeps the last words', () => undefined, answer(1, 1, 'one'), answer(2, 1, 'two'), false],
    ['changes the words', (text: string) => text.replace('one', 'ONE'), undefined, answer(1, 1, 'one'), false],
    ['cuts it', (text: string) => text.slice(0, 99), undefined, answer(1), false],
  ] as const) {
    const map = new Map(before && [[LINE, JSON.stringify(before)]]);
    const drawer: Drawer = {
      getItem: (key) => map.get(key) ?? null,
      setItem(key, text) {
        const kept = write(text);
        if (kept !== undefined) map.set(key, kept);
      },
      removeItem: (key) => void map.delete(key),
    };
    const journal = createJournal({ ...page(new World()), drawer: () => drawer }, 'local');
    assert.equal(journal.put(KEY, slip), is, name);
  }
});
