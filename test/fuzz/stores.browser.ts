/** A thousand corrupt stores: the answer is still delivered, and data of others stays unchanged. */
import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { browserEnvironment } from '../../src/outbox/environment.ts';
import type { News } from '../../src/outbox/outbound-answer.ts';
import { createOutbox } from '../../src/outbox/outbox.ts';
import { pending } from '../../src/outbox/pending.ts';
import { BLOBS, CHROMIUM, printed, until, Watch } from './page.ts';
import { hostileText, type Make, SEED } from './values.ts';

const STORES = CHROMIUM ? 1000 : 100;
const BLOCK = 50;
const ENDPOINT = 'https://shop.example/answers';

/** A valid record of the outbox. The records below differ from it in one field. */
const RECORD = {
  v: 1,
  kind: 'answer',
  state: 'pending',
  key: 'answer:old',
  id: 'old',
  revision: 1,
  edit: 1,
  at: 1,
  nextAt: 0,
  body: '{"id":"old"}',
  endpoint: ENDPOINT,
  type: 'text/plain',
  attempts: 0,
  created: 1,
};
const PAUSE = { v: 1, kind: 'pause', revision: 0, edit: 1, at: 1, nextAt: 9e15, failures: 99, byServer: true };

const ring: Record<string, unknown> = { ...RECORD, v: 3 };
ring.ring = ring;

/** Values that a database can hold and the outbox must ignore. */
const FOREIGN: readonly Make[] = [
  ...['kind', 'state', 'revision', 'edit', 'at', 'nextAt', 'body', 'endpoint', 'type', 'attempts', 'created'].flatMap(
    (field) =>
      [undefined, null, true, {}, [], Number.NaN, 10n, new Date(0)].map((value) => () => ({
        ...RECORD,
        [field]: value,
      })),
  ),
  ...[0, 2, 1e9, '1', null, undefined].map((v) => () => ({ ...RECORD, v })),
  ...[undefined, Number.POSITIVE_INFINITY, '9'].map((nextAt) => () => ({ ...PAUSE, nextAt })),
  () => ({ ...PAUSE, v: 2 }),
  () => ({ v: 2, kind: 'answer', shape: 'nobody knows yet' }),
  () => ring,
  () => ({ map: new Map([[{}, new Set([1n])]]), at: new Date(Number.NaN), list: new Array(9) }),
  () => (BLOBS ? { blob: new Blob(['x']) } : { blob: 'none' }),
  () => ({ text: 'x'.repeat(200_000), bytes: new Uint8Array(1000), pattern: /x/g, error: new RangeError('x') }),
  () => ({ ['__proto__']: null, constructor: 5, toString: 'x', length: -1 }),
];

const TORN: readonly string[] = [
  '',
  '{',
  'null',
  '0',
  '[]',
  '"x"',
  'undefined',
  '{}',
  'x'.repeat(20_000),
  '['.repeat(20_000),
  '{"__proto__":{"v":1}}',
  '{"consent":"yes","level:":5}',
  JSON.stringify(RECORD).slice(0, 60),
  JSON.stringify({ ...RECORD, v: 2 }),
  JSON.stringify({ ...RECORD, key: 'answer:other' }),
  JSON.stringify({ ...RECORD, attempts: '0' }),
  JSON.stringify({ ...RECORD, body: { id: 'old' } }),
  JSON.stringify({ ...PAUSE, nextAt: null, key: `pause:${ENDPOINT}` }),
];

const keys = fc.constantFrom(
  'answer:old',
  // The keys that this page is going to write.
  'answer:mine',
  `pause:${ENDPOINT}`,
  'answer:',
  'history',
  '',
  '__proto__',
  'later:thing',
);

interface Store {
  readonly local: readonly (readonly [key: string, text: string])[];
  /** `ours` is the expected database; the other values are databases that something else created with its name. */
  readonly base: 'ours' | 'none' | 'empty' | 'other' | 'newer' | 'unkeyed' | 'otherKey' | 'counted';
  readonly records: readonly (readonly [key: string, make: Make])[];
}
const stores: fc.Arbitrary<Store> = fc.record({
  local: fc.array(fc.tuple(keys, fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...TORN) }, hostileText)), {
    maxLength: 5,
  }),
  base: fc.oneof(
    { weight: 5, arbitrary: fc.constant<'ours'>('ours') },
    fc.constantFrom('none', 'empty', 'other', 'newer', 'unkeyed', 'otherKey', 'counted'),
  ),
  records: fc.array(fc.tuple(keys, fc.constantFrom(...FOREIGN)), { maxLength: 4 }),
});

const done = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
const ended = (transaction: IDBTransaction): Promise<void> =>
  new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error);
  });

/** The id of the current answer. Each is different, because a closed outbox may still write for a while. */
let mine = '';
const place = (key: string): string => (key === 'answer:mine' ? `answer:${mine}` : key);

let last: Store['base'] = 'none';

/** Creates and fills the database of a store. */
async function lay({ base, records }: Store): Promise<void> {
  // Creating a database is the slowest step, so an expected one is emptied and used again.
  if (base !== 'ours' || last !== 'ours') await done(indexedDB.deleteDatabase('lojal'));
  last = base;
  if (base === 'none') return;
  const request = indexedDB.open('lojal', base === 'newer' ? 7 : 1);
  request.onupgradeneeded = () => {
    const db = request.result;
    // A closed outbox may have created the database again.
    for (const name of db.objectStoreNames) db.deleteObjectStore(name);
    if (base === 'ours' || base === 'newer') db.createObjectStore('records', { keyPath: 'key' });
    if (base === 'other') db.createObjectStore('letters', { keyPath: 'key' });
    if (base === 'unkeyed') db.createObjectStore('records');
    if (base === 'otherKey') db.createObjectStore('records', { keyPath: 'number' });
    if (base === 'counted') db.createObjectStore('records', { keyPath: 'number', autoIncrement: true });
  };
  const db = await done(request);
  const [name] = db.objectStoreNames;
  if (name) {
    const transaction = db.transaction(name, 'readwrite');
    const store = transaction.objectStore(name);
    store.clear();
    for (const [i, [key, make]] of records.entries()) {
      const value = make() as object;
      if (store.keyPath === 'key') store.put({ ...value, key: place(key) });
      else if (store.keyPath === null) store.put(value, place(key));
      else store.put({ ...value, number: i + 1 });
    }
    await ended(transaction);
  }
  db.close();
}

/** The contents of the database as text, without the records that the outbox of this page may write. */
async function lies(): Promise<string[]> {
  const db = await done(indexedDB.open('lojal'));
  const found: string[] = [];
  for (const name of db.objectStoreNames) {
    const store = db.transaction(name).objectStore(name);
    const [all, at] = await Promise.all([done(store.getAll()), done(store.getAllKeys())]);
    for (const [i, value] of all.entries()) {
      const { v, kind, key, edit } = value as Partial<typeof RECORD>;
      const own =
        v === 1 && Number.isFinite(edit) && (key?.startsWith('answer:mine') || kind === 'pause') && kind !== 'answer';
      if (!own || kind === undefined) found.push(`${name} ${String(at[i])} ${printed(value)}`);
    }
  }
  db.close();
  return found.sort();
}

describe(`${STORES} corrupt stores`, () => {
  const watch = new Watch();
  const PREFIX = 'lojal:';
  let given = 0;
  const wipe = (): void => {
    for (const key of Object.keys(localStorage)) if (key.startsWith(PREFIX)) localStorage.removeItem(key);
  };
  after(async () => {
    watch?.end();
    wipe();
    await done(indexedDB.deleteDatabase('lojal'));
  });

  async function suffer(store: Store): Promise<string[]> {
    const found: string[] = [];
    wipe();
    mine = `mine${++given}`;
    await lay(store);
    const before = new Map(store.local.map(([key, text]) => [PREFIX + place(key), text]));
    for (const [key, text] of before) localStorage.setItem(key, text);
    const foreign = store.base === 'none' ? [] : await lies();
    pending();

    const rows = new Map<string, string>();
    const news: News[] = [];
    const outbox = createOutbox({
      storage: 'local',
      news: (it) => news.push(it),
      env: {
        ...browserEnvironment,
        fetch: async (_, init) => {
          const body = String(init.body);
          rows.set((JSON.parse(body) as { id: string }).id, body);
          return new Response(null, { status: 201 });
        },
      },
    });
    const body = JSON.stringify({ id: mine });
    const kept = await outbox.save({ id: mine, revision: 1, body, endpoint: ENDPOINT, type: 'text/plain' });
    if (kept === 'refused') found.push('it was refused');
    await until(() => news.some(({ outcome }) => outcome === 'sent'), 'the answer is sent');
    outbox.close();
    if (rows.get(mine) !== body) found.push('it did not arrive');
    for (const id of rows.keys()) if (id !== mine) found.push(`${id} was sent, which is not ours`);

    for (const [key, text] of before) if (localStorage.getItem(key) !== text) found.push(`${key} was changed`);
    if (store.base !== 'none') {
      const after = await lies();
      for (const one of foreign) if (!after.includes(one)) found.push(`${one.slice(0, 200)} is gone`);
      for (const one of after) if (!foreign.includes(one)) found.push(`${one.slice(0, 200)} came`);
    }
    found.push(...watch.complaints());
    return found;
  }

  it('a Blob in the database does not stop delivery, where a database can store one', async () => {
    const open = indexedDB.open('lojal-blobs', 1);
    open.onupgradeneeded = () => open.result.createObjectStore('blobs');
    const db = await done(open);
    const transaction = db.transaction('blobs', 'readwrite');
    transaction.objectStore('blobs').put(new Blob(['x']), 'blob');
    const kept = await ended(transaction).then(
      () => true,
      () => false,
    );
    db.close();
    await done(indexedDB.deleteDatabase('lojal-blobs'));
    expect(kept).to.equal(BLOBS);
  });

  for (let from = 0; from < STORES; from += BLOCK)
    it(`${from} to ${from + BLOCK}`, async () => {
      for (const [i, store] of fc.sample(stores, { seed: SEED + from, numRuns: BLOCK }).entries()) {
        const found = await suffer(store).catch((error: unknown) => [String(error)]);
        expect(found.slice(0, 3).join('\n'), `seed ${SEED + from}, store ${i}: ${printed(store)}`).to.equal('');
      }
    }).timeout(60_000);
});

describe('a corrupt question history', () => {
  const watch = new Watch();
  after(() => {
    watch.end();
    localStorage.removeItem('lojal:seen');
  });

  for (const [i, text] of [...TORN, '{"near:":[1],"toString":{}}'].entries())
    it(`counts as empty: ${text.slice(0, 30)}`, async () => {
      localStorage.setItem('lojal:seen', text);
      // The module reads the history when it loads, so each test loads its own copy.
      const path = `../../src/provider/seen-levels.ts?${i}`;
      const { recallLevel, rememberLevel } = (await import(path)) as typeof import('../../src/provider/seen-levels.ts');
      for (const key of ['', 'near:', 'level', 'consent', '__proto__', 'toString', '0'])
        expect(['string', 'undefined']).to.contain(typeof recallLevel(key, key));
      rememberLevel('', 'level', 'gold');
      expect(recallLevel('', 'level')).to.equal('gold');
      expect(watch.complaints()).to.deep.equal([]);
    });
});
