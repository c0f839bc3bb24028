/**
 * Eight tabs of one browser answer as fast as the capacity of the outbox allows. Each answer is stored once, with few requests.
 * 25 answers per tab; `npm run cycles`: 250.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createChromium } from '../helpers/drive/chromium.ts';
import type { Engine, Tab } from '../helpers/drive/index.ts';
import { until } from './place.ts';
import { openShop, type Shop } from './shop.ts';
import { type Back, openBack } from './store.ts';

const TABS = 8;
const ANSWERS = process.env.CYCLES === 'full' ? 250 : 25;
/** Unsent answers per tab. 8 × 20 is below the 200 answers that the outbox holds. */
const AHEAD = 20;
/** The time limit, in ms. */
const PATIENCE = 600_000;

let engine: Engine;
let back: Back;
let shop: Shop;

before(async () => {
  [engine, back] = await Promise.all([createChromium(), openBack()]);
  shop = await openShop(back);
});
after(async () => {
  await engine?.close();
  await shop?.close();
  await back?.close();
});

test(`${TABS} tabs × ${ANSWERS} answers: each is stored once, with at most 1.2 requests per answer`, async () => {
  const driven = await engine.open();
  const tabs: Tab[] = [];
  for (let i = 0; i < TABS; i++) {
    const tab = await driven.newTab();
    await tab.goto(shop.page({ product: `eight-${i}.` }));
    await until('the outbox', () => tab.run('return !!window.shop?.armed()'));
    tabs.push(tab);
  }
  await Promise.all(tabs.map((tab) => tab.run('shop.many(given[0], given[1])', ANSWERS, AHEAD)));
  const sent = (tab: Tab) => tab.run<number>('return shop.sent()');
  for (const tab of tabs) await until('all answers of a tab', async () => (await sent(tab)) === ANSWERS, PATIENCE);
  const rows = await back.rows('eight-');
  const each = shop.posts.length / (TABS * ANSWERS);
  console.log(`${TABS} tabs × ${ANSWERS} answers: ${rows.length} rows, ${each.toFixed(3)} requests an answer`);
  assert.equal(rows.length, TABS * ANSWERS);
  assert.equal(new Set(rows.map(({ id }) => id)).size, TABS * ANSWERS);
  assert.ok(each <= 1.2, `${each} requests an answer`);
  for (const tab of tabs) {
    assert.deepEqual(await tab.run('return shop.seen.errors'), []);
    assert.equal(await tab.run('return shop.seen.events.filter(({ type }) => type === "failed").length'), 0);
  }
});
