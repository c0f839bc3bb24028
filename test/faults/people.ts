/** Rows of the fault matrix: actions of customers, and scripts of the host page. */
import assert from 'node:assert/strict';
import type { Place } from './place.ts';
import { always, PASS, say } from './plan.ts';
import { type Row, row } from './row.ts';
import { queued, WORDS } from './steps.ts';

const MINUTE = 60_000;

/** The answer is sent by one request, whatever happens to the page during the request. */
const pressed =
  (code: string) =>
  async ({ shop, visit, holds, until }: Place): Promise<void> => {
    shop.plan = always({ do: 'drip', ms: 1000 });
    const page = await visit();
    await page.write(WORDS);
    await page.tab.run(code);
    await until('it is sent', async () => (await page.stored()).every((kind) => kind === 'tombstone'));
    await holds(1);
    assert.equal(shop.posts.length, 1);
    assert.equal((await page.seen()).ids.length, 1);
    if (await page.tab.run('return shop.ready() || !!document.querySelector("lojal-nps")')) await page.says('sent');
  };

/** A score and "Send" before the outbox has loaded give one answer, not a draft that waits half an hour. */
async function hasty({ visit, holds, product }: Place): Promise<void> {
  const count = 6;
  for (let i = 0; i < count; i++) {
    const page = await visit({ product: `${product}${i}`, drive: 1 }, true);
    await page.says('sent');
    await page.end();
  }
  await holds(count);
}

async function otherCustomer(place: Place): Promise<void> {
  const { shop, visit, holds, rows, until } = place;
  const own = await queued(place, { customer: 'c_1' });
  const [id] = (await own.seen()).ids;
  await own.end();
  shop.plan = always(PASS);
  for (const customer of ['c_2', '']) {
    const other = await visit({ customer, clock: MINUTE });
    await other.write('An answer of somebody else');
    await other.press();
    await other.says('sent');
    await other.end();
  }
  const before = shop.posts.filter((post) => post.id === id).length;
  assert.ok(!(await rows()).some((one) => one.id === id), 'nothing goes while somebody else is signed in');
  const back = await visit({ customer: 'c_1', clock: 2 * MINUTE });
  await holds(3);
  await until('it is done', async () => (await back.stored()).every((kind) => kind === 'tombstone'));
  assert.equal(shop.posts.filter((post) => post.id === id).length, before + 1);
  assert.equal((await rows()).find((one) => one.id === id)?.subject, 'c_1');
}

async function forgotten(place: Place): Promise<void> {
  const { shop, visit, holds, rows } = place;
  const page = await queued(place);
  const [id] = (await page.seen()).ids;
  await page.tab.run('await lojal.forget()');
  assert.deepEqual(await page.stored(), []);
  assert.equal(await page.tab.run('return localStorage.length'), 0);
  await page.tab.close();
  page.gone();
  shop.plan = always(PASS);
  const next = await visit({ clock: MINUTE });
  await next.write('Another one');
  await next.press();
  await next.says('sent');
  await holds(1);
  assert.notEqual((await rows())[0]?.id, id);
}

/** Answers do not depend on consent, which is only about remembering levels. */
async function withdrawn(place: Place): Promise<void> {
  const page = await queued(place);
  await page.tab.run('await lojal.consent(true); await lojal.consent(false)');
  place.shop.plan = always(PASS);
  await page.says('sent');
  await place.holds(1);
  // That the endpoint is a Lojal server stays known.
  const left = await page.tab.run<string[]>('return Object.keys(localStorage)');
  assert.deepEqual(
    left.filter((key) => !key.startsWith('lojal:server:')),
    [],
  );
}

/** An answer is sent to the endpoint of the time when it was given. */
async function moved(place: Place): Promise<void> {
  const { shop, visit, holds, until } = place;
  const page = await queued(place);
  const [id] = (await page.seen()).ids;
  await page.end();
  shop.plan = always(PASS);
  const next = await visit({ endpoint: `${shop.other}/apps/lojal/answers`, clock: MINUTE });
  await next.write('For the new endpoint');
  await next.press();
  await next.says('sent');
  await holds(2);
  await until('all is done', async () => (await next.stored()).every((kind) => kind === 'tombstone'));
  for (const post of shop.posts)
    assert.equal(new URL(post.url).origin, post.id === id ? shop.url : shop.other, 'each goes to its own endpoint');
}

/** A host that patches the platform before the bundle loads, without breaking it. */
const patchedBefore =
  (name: string) =>
  async (place: Place): Promise<void> => {
    const page = await queued(place, { before: name });
    place.shop.plan = always(PASS);
    await page.says('sent');
    await place.holds(1);
    assert.equal((await place.rows())[0]?.data.comment, WORDS);
  };

/** A host that breaks the platform after the bundle has loaded. */
const patchedAfter =
  (name: string) =>
  async (place: Place): Promise<void> => {
    const { shop, visit, holds, rows } = place;
    shop.plan = always(say(503));
    const page = await visit();
    await page.write(WORDS);
    await page.tab.run('shop.patch(given[0], "after")', name);
    await page.press();
    await page.says('queued');
    shop.plan = always(PASS);
    await page.says('sent');
    await holds(1);
    assert.equal((await rows())[0]?.data.comment, WORDS);
  };

const PATCHED = ['fetch', 'Promise', 'JSON', 'Array', 'Date'];

export const people: readonly Row[] = [
  row('an answer before the outbox has come', hasty),
  row('double click', pressed('shop.press(); shop.press()')),
  row('Enter and click', pressed('shop.press(); await 0; shop.click()')),
  row(
    'remount while sending',
    pressed('shop.press(); const it = document.querySelector("lojal-nps"); it.remove(); document.body.append(it)'),
  ),
  row(
    'single-page navigation away',
    pressed('shop.press(); document.querySelector("lojal-nps").remove(); history.pushState(null, "", "/elsewhere")'),
  ),
  row('another customer logs in with answers queued', otherCustomer),
  row('lojal.forget() with answers queued', forgotten),
  row('consent withdrawn with answers queued', withdrawn),
  row('endpoint changed', moved),
  ...PATCHED.map((name) =>
    row(`${name} patched before load`, patchedBefore(name), name === 'JSON' ? 'patched' : undefined),
  ),
  ...PATCHED.map((name) =>
    row(
      `${name} patched after load`,
      patchedAfter(name),
      ['JSON', 'Promise', 'Array'].includes(name) ? 'patched' : undefined,
    ),
  ),
];
