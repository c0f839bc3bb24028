/** Rows of the fault matrix: storage that is full, denied, deleted, or contains foreign data. */
import assert from 'node:assert/strict';
import type { Place, Visit } from './place.ts';
import { always, PASS, say } from './plan.ts';
import { type Row, row } from './row.ts';
import { queued, WORDS } from './steps.ts';

const MINUTE = 60_000;

/** The answer is saved in the remaining storage, and a later page delivers it from there. */
const ladder =
  (options: Record<string, string>, spoil?: (page: Visit) => Promise<unknown>) =>
  async ({ shop, visit, holds, until }: Place): Promise<void> => {
    shop.plan = always(say(503));
    const page = await visit(options);
    if (!options.before) await spoil?.(page);
    await page.write(WORDS);
    await page.press();
    await page.says('queued');
    if (options.before) await spoil?.(page);
    await page.end();
    shop.plan = always(PASS);
    const next = await visit({ clock: MINUTE });
    await holds(1);
    await until('it is done', async () => (await next.stored()).every((kind) => kind === 'tombstone'));
  };

/** No storage is writable. The page asks to stay open, keeps the text, and continues to send. */
async function nowhere({ shop, visit, holds }: Place): Promise<void> {
  shop.plan = always(say(503));
  const page = await visit({ before: 'setItem noBase' });
  await page.write(WORDS);
  await page.press();
  await page.says('failed');
  shop.plan = always(PASS);
  await page.press();
  await page.says('sent');
  await holds(1);
}

/** The page is left during the first write to the database. */
async function midWrite({ shop, visit, holds, until }: Place): Promise<void> {
  shop.plan = always(say(503));
  const page = await visit({ before: 'leaveInWrite' });
  await page.tab.run('shop.answer()').catch(() => {});
  await until('the next page', () => page.tab.run<boolean>('return location.pathname === "/blank"').catch(() => false));
  await page.tab.close();
  page.gone();
  shop.plan = always(PASS);
  const next = await visit({ clock: MINUTE });
  await holds(1);
  await until('it is done', async () => (await next.stored()).every((kind) => kind === 'tombstone'));
}

/** The browser has deleted one copy or both. Without a copy nothing is sent, and nothing fails. */
const evicted =
  (code: string, left: number) =>
  async (place: Place): Promise<void> => {
    const { shop, visit, holds } = place;
    const page = await queued(place);
    await page.end();
    const cleaner = await visit({ tags: 0 }, true);
    await cleaner.tab.run(code);
    await cleaner.end();
    shop.plan = always(PASS);
    const next = await visit({ clock: MINUTE });
    await holds(left);
    await next.write('Another one');
    await next.press();
    await next.says('sent');
    await holds(left + 1);
  };
const NO_BASE = `await new Promise((resolve, reject) => {
  const request = indexedDB.deleteDatabase('lojal');
  request.onsuccess = resolve;
  request.onerror = reject;
});`;

/** A frame with an opaque origin has no storage, and the reference server rejects its origin. */
async function denied({ driven, shop, product, rows, until }: Place): Promise<void> {
  const tab = await driven.newTab();
  await tab.goto(shop.page({ product, frame: 'allow-scripts allow-forms', drive: 1, report: 1, home: shop.url }));
  await until('the screen has an outcome', () => shop.reports.some(({ event }) => event === 'screen: failed'));
  const said = shop.reports.map(({ event }) => event);
  assert.ok(!said.some((event) => /sent|queued|error/.test(event)), said.join());
  assert.equal((await rows()).length, 0);
  await tab.close();
}

/** The same with an endpoint that accepts every origin. */
async function deniedOpen({ driven, shop, product, until }: Place): Promise<void> {
  shop.plan = () => say(201);
  const tab = await driven.newTab();
  const endpoint = `${shop.url}/apps/lojal/answers`;
  const options = { product, frame: 'allow-scripts allow-forms', drive: 1, report: 1, home: shop.url, endpoint };
  await tab.goto(shop.page({ ...options, type: 'text/plain' }));
  await until('it is sent', () => shop.reports.some(({ event }) => event === 'screen: sent'));
  assert.ok(!shop.reports.some(({ event }) => /queued|error/.test(event)));
  assert.equal(shop.posts.length, 1);
  await tab.close();
}

/** Storage contains data of other programs, of an earlier bug and of a newer version. */
const STRANGE = [
  { key: 'answer:junk', kind: 'answer', v: 1, body: 7 },
  { key: 'answer:newer', kind: 'answer', v: 2, revision: 1, edit: 1, at: 1, nextAt: 0, body: '{}', endpoint: '/' },
  { key: 'pause:newer', kind: 'pause', v: 2, until: 'for ever' },
  { key: 'something else', list: [1, 2, 3] },
  { key: 7 },
];
const LEFT = {
  'lojal:answer:cut': '{"v":1,"kind":"ans',
  'lojal:answer:null': 'null',
  'lojal:x': '[]',
  'lojal:history': '{',
};

async function strange(place: Place): Promise<void> {
  const { shop, visit, holds } = place;
  const before = await visit({ tags: 0 }, true);
  await before.tab.run('await shop.plant(given[0]); Object.assign(localStorage, given[1])', STRANGE, LEFT);
  await before.end();
  const page = await queued(place);
  shop.plan = always(PASS);
  await page.says('sent');
  await holds(1);
  assert.equal(shop.posts.filter(({ id }) => id !== shop.posts[0]?.id).length, 0);
  const records = await page.tab.run<{ key: unknown }[]>('return shop.inDatabase()');
  const keys = records.map(({ key }) => key);
  for (const { key } of STRANGE) assert.ok(keys.includes(key), `${key} is not ours to remove`);
  assert.deepEqual(
    await page.tab.run('return given[0].map((key) => localStorage.getItem(key))', Object.keys(LEFT)),
    Object.values(LEFT),
  );
}

/** The database has a newer version and cannot be opened. Web storage is used instead. */
async function newerBase(place: Place): Promise<void> {
  const { shop, visit, holds, until } = place;
  const before = await visit({ tags: 0 }, true);
  await before.tab.run(`await new Promise((resolve, reject) => {
    const request = indexedDB.open('lojal', 2);
    request.onsuccess = () => { request.result.close(); resolve(); };
    request.onerror = reject;
  })`);
  await before.end();
  const page = await queued(place);
  await page.end();
  shop.plan = always(PASS);
  const next = await visit({ clock: MINUTE });
  await holds(1);
  // Only web storage contains the tombstone.
  await until('it is done', async () => {
    const left = await next.tab.run<string[]>('return Object.values(localStorage)');
    return left.length > 0 && left.every((text) => ['tombstone', 'pause', 'server'].includes(JSON.parse(text).kind));
  });
}

export const storage: readonly Row[] = [
  row(
    'localStorage full to the last byte',
    ladder({}, (page) => page.tab.run('shop.fill()')),
  ),
  row('setItem throws', ladder({ before: 'setItem' })),
  row('IndexedDB refused', ladder({ before: 'noBase' })),
  row('IndexedDB that never answers', ladder({ before: 'deafBase' })),
  row('neither of them', nowhere),
  row('closing in the middle of a transaction', midWrite),
  row('localStorage evicted', evicted('localStorage.clear()', 1)),
  row('IndexedDB evicted', evicted(NO_BASE, 1)),
  row('all evicted', evicted(`localStorage.clear();${NO_BASE}`, 0)),
  row('storage denied: a sandboxed frame', denied),
  row('storage denied, with an endpoint that takes answers from anywhere', deniedOpen),
  row('corrupt, foreign and newer records', strange),
  row('a newer database', newerBase),
];
