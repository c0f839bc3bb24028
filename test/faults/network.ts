/** Rows of the fault matrix: the connection, and requests that the browser cancels or limits. */
import assert from 'node:assert/strict';
import type { Place } from './place.ts';
import { always, PASS, say } from './plan.ts';
import { type Row, row } from './row.ts';
import { WORDS } from './steps.ts';

const TIMES = 100;

/** An answer that is given offline is saved, and arrives when the network is back. */
const without =
  (line: (place: Place, on: boolean) => Promise<void>) =>
  async (place: Place): Promise<void> => {
    const page = await place.visit();
    await line(place, false);
    await page.write(WORDS);
    await page.press();
    await page.says('queued');
    await line(place, true);
    await page.says('sent');
    await place.holds(1);
  };

/** Five answers are given while the connection fails and returns a hundred times. */
const flapping =
  (line: (place: Place, on: boolean) => Promise<void>, tell: boolean) =>
  async (place: Place): Promise<void> => {
    const page = await place.visit({ tags: 5 });
    for (let i = 0; i < TIMES; i++) {
      await line(place, false);
      if (i % 20 === 5) await page.tab.run('shop.answer("", given[0])', Math.floor(i / 20));
      await line(place, true);
      if (tell) await page.tab.run('dispatchEvent(new Event("online"))');
      if (i % 20 === 15) await page.tab.run('dispatchEvent(new Event("online"))');
    }
    // Send the `online` event once more, in case the last request failed just before.
    await place.until('five rows', async () => {
      await page.tab.run('dispatchEvent(new Event("online"))');
      return (await place.rows()).length >= 5;
    });
    await place.holds(5);
    await place.until('all five are said to be sent', async () => {
      const { events } = await page.seen();
      return new Set(events.filter(({ type }) => type === 'sent').map(({ id }) => id)).size === 5;
    });
  };

const wire = async ({ driven }: Place, on: boolean) => driven.offline?.(!on);
const port = ({ shop }: Place, on: boolean) => shop.listen(on);

/** The page is left 0 to 50 ms after the task of the click. The outbox is loaded, so that task has saved the answer. */
async function leaving({ shop, visit, holds, until, product }: Place, how: 'closing' | 'navigating'): Promise<void> {
  const times = [0, 10, 20, 30, 40, 50];
  for (const [i, after] of times.entries()) {
    shop.plan = always(i % 2 ? say(503) : { do: 'cut', stored: true });
    const go: Record<string, string | number> = how === 'navigating' ? { go: '/blank', after } : {};
    const clicks = () => shop.reports.filter(({ event }) => event === 'clicked').length;
    const page = await visit({ product: `${product}${i}`, drive: 1, armed: 1, report: 1, ...go }, true);
    await until('the click', () => clicks() > i);
    if (how === 'closing') await new Promise((resolve) => setTimeout(resolve, after));
    else
      await until('the next page', () =>
        page.tab.run<boolean>('return location.pathname === "/blank"').catch(() => false),
      );
    await page.tab.close();
    page.gone();
  }
  shop.plan = always(PASS);
  // Longer than the pause after six failures.
  const last = await visit({ clock: 3_600_000 });
  await holds(times.length);
  await until('all are done', async () => (await last.stored()).every((kind) => kind === 'tombstone'));
}

async function crowded({ shop, visit, holds }: Place): Promise<void> {
  const page = await visit();
  await page.tab.run('shop.crowd()');
  await page.write(WORDS);
  await page.press();
  await page.says('sent');
  assert.equal(shop.posts.length, 1);
  await holds(1);
}

async function blocked({ driven, shop, visit, holds }: Place): Promise<void> {
  const page = await visit();
  await driven.block?.(page.tab, '/answers');
  await page.write(WORDS);
  await page.press();
  await page.says('queued');
  assert.equal(shop.posts.length, 0);
  await driven.block?.(page.tab, undefined);
  await page.says('sent');
  await holds(1);
}

async function blockedFetch({ shop, visit, holds, until }: Place): Promise<void> {
  const page = await visit({ before: 'blocked' });
  await page.write(WORDS);
  await page.press();
  await page.says('queued');
  await page.end();
  assert.equal(shop.posts.length, 0);
  const next = await visit({ clock: 60_000 });
  await holds(1);
  await until('it is done', async () => (await next.stored()).every((kind) => kind === 'tombstone'));
}

/** If the script of the outbox does not load, nothing can be saved. The page says so and keeps the text. */
async function blockedScript({ driven, shop, visit, rows, until }: Place): Promise<void> {
  const page = await visit({}, true);
  await driven.block?.(page.tab, '/lojal.post');
  await page.tab.reload();
  await until('the question', () => page.tab.run<boolean>('return !!window.shop?.ready()').catch(() => false));
  await page.write(WORDS);
  await page.press();
  await page.says('failed');
  assert.equal(shop.posts.length, 0);
  assert.equal((await rows()).length, 0);
  await driven.block?.(page.tab, undefined);
}

export const network: readonly Row[] = [
  row('offline', without(wire), 'offline'),
  row('connections refused', without(port)),
  row('offline and back a hundred times', flapping(wire, false), 'offline'),
  row('the port closed and open a hundred times', flapping(port, true)),
  row('closing 0 to 50 ms after the click', (place) => leaving(place, 'closing')),
  row('navigating 0 to 50 ms after the click', (place) => leaving(place, 'navigating')),
  row('another script fills the keepalive budget', crowded),
  row('requests blocked by the client', blocked, 'block'),
  row('requests that a blocker fails inside the page', blockedFetch),
  row('the delivery script blocked by the client', blockedScript, 'block'),
];
