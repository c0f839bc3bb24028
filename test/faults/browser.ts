/** The fault matrix: what happens to a browser, its tabs and its clock. */
import assert from 'node:assert/strict';
import { newFolder, removeFolder } from '../helpers/drive/index.ts';
import type { Place, Visit } from './place.ts';
import { always, PASS, say } from './plan.ts';
import { type Row, row } from './row.ts';

const DAY = 86_400_000;
const HOUR = DAY / 24;
const WORDS = 'These words must not be lost';

/** Another page delivers what is there. `clock`: how much later, in ms. */
async function delivers({ shop, visit, holds, until }: Place, count: number, clock = 0, more = {}): Promise<Visit> {
  shop.plan = always(PASS);
  const next = await visit({ clock, ...more });
  await holds(count);
  await until('all is done', async () => (await next.stored()).every((kind) => kind === 'done'));
  return next;
}

async function queued({ shop, visit }: Place, options: Record<string, string | number> = {}): Promise<Visit> {
  shop.plan = always(say(503));
  const page = await visit(options);
  await page.write(WORDS);
  await page.press();
  await page.says('queued');
  return page;
}

async function crash(place: Place): Promise<void> {
  const page = await queued(place);
  await place.driven.crash(page.tab);
  page.gone();
  await delivers(place, 1, 60_000);
}

/** The browser is killed so long (ms) after it said "saved"; the next one on the same profile delivers. */
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
 * Several tabs answer in the same moment: a row each. A busy machine, whose database takes longer than a tab waits for it,
 * makes for more requests, never for fewer, so that the best of some rounds counts for these.
 */
const together =
  (count: number) =>
  async ({ shop, visit, holds }: Place): Promise<void> => {
    const most = 1.2 * count + 1;
    let requests = Number.POSITIVE_INFINITY;
    for (let round = 1; round <= 3 && requests > most; round++) {
      const before = shop.posts.length;
      const pages: Visit[] = [];
      for (let i = 0; i < count; i++) pages.push(await visit());
      const [first] = pages as [Visit, ...Visit[]];
      const time = (await first.tab.run<number>('return performance.timeOrigin + performance.now()')) + 2000;
      for (const page of pages) await page.tab.run('shop.answerAt(given[0])', time);
      await holds(round * count);
      for (const page of pages) await page.says('sent');
      requests = Math.min(requests, shop.posts.length - before);
      for (const page of pages) await page.end();
    }
    assert.ok(requests <= most, `${requests} requests for ${count} answers`);
  };

/** A tab goes while it is sending: another one waits for the claim to end, and then delivers. */
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

/** A tab is frozen while it is sending; another one delivers; when it thaws, it learns of that. */
async function frozen({ driven, shop, product, visit, holds, until }: Place): Promise<void> {
  shop.plan = () => (shop.posts.length ? PASS : { do: 'hang', stored: false });
  const page = await visit({ before: 'hurry' });
  // Opened before: with a process of its own stopped, a browser may open no other tab.
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
  // A page with a request on its way is not kept.
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
  await until('it is done', async () => (await page.stored()).every((kind) => kind === 'done'));
}

/** What a clock said on the first visit has little meaning on the second. */
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
