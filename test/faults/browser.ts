/** Rows of the fault matrix: the browser, its tabs and its clock. */
import assert from 'node:assert/strict';
import { newFolder, removeFolder } from '../helpers/drive/index.ts';
import type { Place, Visit } from './place.ts';
import { always, PASS, say } from './plan.ts';
import { type Row, row } from './row.ts';
import { queued } from './steps.ts';

const DAY = 86_400_000;
const HOUR = DAY / 24;

/** Another page delivers the saved answers. `clock`: how much later, in ms. */
async function delivers({ shop, visit, holds, until }: Place, count: number, clock = 0, more = {}): Promise<Visit> {
  shop.plan = always(PASS);
  const next = await visit({ clock, ...more });
  await holds(count);
  let kinds: readonly unknown[] = [];
  const left = () => `all is done: ${JSON.stringify({ kinds, posts: shop.posts, reports: shop.reports })}`;
  await until(left, async () => {
    kinds = await next.stored();
    return kinds.every((kind) => kind === 'tombstone');
  });
  return next;
}

async function crash(place: Place): Promise<void> {
  const page = await queued(place);
  await place.driven.crash(page.tab);
  page.gone();
  await delivers(place, 1, 60_000);
}

/** The browser is killed this long (ms) after "saved" was shown. The next browser on the same profile delivers. */
const killed =
  (after: number) =>
  async ({ engine, shop, product, holds, until }: Place): Promise<void> => {
    shop.plan = always(say(503));
    const profile = newFolder();
    try {
      const first = await engine.visit(profile, shop.page({ product, drive: 1, report: 1 }));
      await until('"saved" on the screen', () => shop.reports.some(({ event }) => event === 'queued'));
      await new Promise((resolve) => setTimeout(resolve, after));
      await first.kill();
      shop.plan = always(PASS);
      const second = await engine.visit(profile, shop.page({ product, report: 1, clock: 60_000 }));
      await holds(1).finally(() => second.kill());
      assert.deepEqual(
        shop.reports.filter(({ event }) => event.startsWith('error')),
        [],
      );
    } finally {
      removeFolder(profile);
    }
  };

/**
 * Several tabs answer at the same moment: one database row per answer. On a busy machine the browser's database may be slower than a
 * tab waits, which causes more requests but never fewer. So the smallest number of requests of several rounds is checked.
 */
const together =
  (count: number) =>
  async ({ shop, product, visit, holds }: Place): Promise<void> => {
    const most = 1.2 * count + 1;
    let requests = Number.POSITIVE_INFINITY;
    for (let round = 1; round <= 3 && requests > most; round++) {
      const before = shop.posts.length;
      const pages: Visit[] = [];
      for (let i = 0; i < count; i++) pages.push(await visit());
      const [first] = pages as [Visit, ...Visit[]];
      const time = (await first.tab.run<number>('return performance.timeOrigin + performance.now()')) + 2000;
      // Tabs that answer the same question give one answer, as soon as one sees what another has kept.
      for (const [i, page] of pages.entries())
        await page.tab.run('shop.answerAt(given[0], given[1])', time, `${product}${round}-${i}`);
      await holds(round * count);
      for (const page of pages) await page.says('sent');
      requests = Math.min(requests, shop.posts.length - before);
      for (const page of pages) await page.end();
    }
    assert.ok(requests <= most, `${requests} requests for ${count} answers`);
  };

/** A tab ends while it sends. Another tab delivers after the claim has expired. */
const orphaned =
  (end: (place: Place, page: Visit) => Promise<void>) =>
  async (place: Place): Promise<void> => {
    const { shop, visit, until } = place;
    shop.plan = () => (shop.posts.length ? PASS : { do: 'hang', stored: false });
    const drainer = await visit();
    const other = await visit();
    await drainer.tab.run('shop.answer()');
    await until('the first post', () => shop.posts.length > 0);
    await end(place, drainer);
    drainer.gone();
    await other.tab.run('shop.answer()');
    await other.says('sent');
    await delivers(place, 2, 20_000);
  };

/** A tab is frozen while it sends, and another tab delivers. After it resumes, the first tab shows the outcome. */
async function frozen({ driven, shop, product, visit, holds, until }: Place): Promise<void> {
  shop.plan = () => (shop.posts.length ? PASS : { do: 'hang', stored: false });
  const page = await visit({ before: 'hurry' });
  // Open the second tab first: a browser with a stopped process may not open another tab.
  const other = await visit();
  await page.tab.run('shop.answer()');
  await until('the first post', () => shop.posts.length > 0);
  await driven.freeze(page.tab, true);
  try {
    await other.tab.goto(shop.page({ product, clock: 20_000 }));
    await holds(1);
  } finally {
    await driven.freeze(page.tab, false);
  }
  await page.says('sent');
  await holds(1);
}

async function returned(place: Place): Promise<void> {
  const { shop, holds, until } = place;
  // The back-forward cache does not store a page with an open request.
  const page = await queued(place, { before: 'late' });
  await page.tab.goto(`${shop.url}/blank`);
  shop.plan = always(PASS);
  await page.tab.back();
  await until('the page is back', () =>
    page.tab.run<boolean>('return !!window.shop?.seen.shown.includes(true)').catch(() => false),
  );
  await page.says('sent');
  await holds(1);
}

async function reloaded(place: Place): Promise<void> {
  const { shop, holds, until } = place;
  const page = await queued(place);
  shop.plan = always(PASS);
  await page.tab.reload();
  await holds(1);
  await until('it is done', async () => (await page.stored()).every((kind) => kind === 'tombstone'));
}

/** The clock of the device changes between two visits. */
const clocks =
  (first: number, second: number, more = {}) =>
  async (place: Place): Promise<void> => {
    const page = await queued(place, { clock: first });
    await page.end();
    await delivers(place, 1, second, more);
  };

export const browser: readonly Row[] = [
  row('renderer crash', crash, 'crash'),
  ...[0, 1, 3, 6].map((s) => row(`browser killed ${s} s after "saved"`, killed(s * 1000))),
  ...[2, 4, 8].map((count) => row(`${count} tabs in the same tick`, together(count))),
  row(
    'the tab that is sending crashes',
    orphaned(({ driven }, page) => driven.crash(page.tab)),
    'crash',
  ),
  row(
    'the tab that is sending is closed',
    orphaned((_, page) => page.tab.close()),
  ),
  row('frozen tab', frozen),
  row('back from the back-forward cache', returned, 'bfcache'),
  row('reload with an answer queued', reloaded),
  row('clock a day ahead, then right', clocks(DAY, 0)),
  row('clock a day behind, then right', clocks(-DAY, 0)),
  row('clock right, then a day behind', clocks(0, -DAY)),
  row('clock right, then a day ahead', clocks(0, DAY)),
  row('summer time begins between two visits', clocks(0, HOUR, { before: 'zone' })),
  row('summer time ends between two visits', clocks(0, -HOUR, { before: 'zone' })),
];
