/** Right figures on a page: whose day it is, a ledger that is not complete, money in another currency. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { openSite } from '../helpers/site.ts';

const { browser, site } = await openSite();

const PROGRAM = {
  name: 'Nord',
  currency: 'EUR',
  points: { value: 0.01 },
  tiers: {
    levels: [
      { id: 'a', name: 'Bronze', from: 0 },
      { id: 'b', name: 'Silver', from: 200 },
    ],
  },
};
const order = (at: string, spend: unknown = 250) => ({ id: `o${at}`, at, kind: 'order', spend });

interface Shown {
  readonly points: string;
  readonly tier: string;
}

/** What the two elements show; the fallback content is `FB`. */
const shown = async (page: Page): Promise<Shown> => {
  const texts = await page.evaluate(() =>
    [
      ['lojal-points', '[part~=balance]'],
      ['lojal-tier', '[part~=heading] bdi'],
    ].map(([tag = '', part = '']) => {
      const root = document.querySelector(tag)?.shadowRoot;
      const found = root?.querySelector(part)?.textContent?.trim().replace(/\s+/g, ' ');
      return found ?? (root?.querySelector('slot') ? 'FB' : '');
    }),
  );
  const [points = '', tier = ''] = texts;
  return { points, tier };
};

let count = 0;
async function open(program: object, account: object, at: string, zone: string, attributes = '') {
  const path = `/figures-${++count}`;
  const json = (name: string, value: object) =>
    `<script type="application/json" data-lojal="${name}">${JSON.stringify(value)}</script>`;
  site.pages.set(path, {
    html: `<!doctype html><html lang="en"><meta charset="utf-8"><link rel="icon" href="data:,">${json('program', program)}${json('account', account)}<script src="/lojal.js" ${attributes}></script><lojal-points>FB</lojal-points><lojal-tier>FB</lojal-tier></html>`,
  });
  const context = await browser.newContext({ locale: 'en-US', timezoneId: zone });
  const page = await context.newPage();
  const warnings: string[] = [];
  page.on('console', (message) => message.type() === 'warning' && warnings.push(message.text()));
  await page.clock.install({ time: new Date(at) });
  await page.goto(site.url + path);
  const until = async (test: (now: Shown) => boolean): Promise<Shown> => {
    for (let i = 0; ; i++) {
      await page.clock.runFor(100);
      const now = await shown(page);
      if (test(now) || i > 60) return now;
      await new Promise((resolve) => setTimeout(resolve, 30));
    }
  };
  return { page, warnings, until, close: () => context.close() };
}

for (const [what, zone, visitor, at, date, silver] of [
  ['a day ahead', 'Australia/Sydney', 'Pacific/Honolulu', '2026-03-09T22:00:00Z', '2026-03-10', true],
  ['a day behind', 'Pacific/Honolulu', 'Australia/Sydney', '2026-03-09T22:00:00Z', '2026-03-10', false],
  ['an offset of 45 minutes', 'Asia/Kathmandu', 'UTC', '2026-03-09T18:15:00Z', '2026-03-10', true],
  ['the minute before', 'Asia/Kathmandu', 'UTC', '2026-03-09T18:14:00Z', '2026-03-10', false],
  ['the hour after a change of clocks', 'Europe/Stockholm', 'UTC', '2026-03-29T22:00:00Z', '2026-03-30', true],
  ['the hour before a change of clocks', 'Europe/Stockholm', 'UTC', '2026-10-24T22:00:00Z', '2026-10-25', true],
  ['the day that ends with the change', 'Europe/Stockholm', 'UTC', '2026-10-25T22:59:00Z', '2026-10-26', false],
  ['an older name', 'US/Eastern', 'Asia/Tokyo', '2026-03-10T04:00:00Z', '2026-03-10', true],
  ['a name without an area', 'Japan', 'UTC', '2026-03-09T15:00:00Z', '2026-03-10', true],
  ['GMT', 'GMT', 'Asia/Tokyo', '2026-03-09T23:59:00Z', '2026-03-10', false],
  ['three parts', 'America/Argentina/Buenos_Aires', 'Asia/Tokyo', '2026-03-10T03:00:00Z', '2026-03-10', true],
  ['in lower case', 'europe/stockholm', 'UTC', '2026-03-09T23:00:00Z', '2026-03-10', true],
  ['no time zone: the visitor’s', undefined, 'Pacific/Auckland', '2026-03-09T12:00:00Z', '2026-03-10', true],
] as const)
  test(`${what}: today is the shop's`, async () => {
    const { until, warnings, close } = await open(
      { ...PROGRAM, ...(zone && { timeZone: zone }) },
      { id: 'c', ledger: [order(date)] },
      at,
      visitor,
    );
    const wanted = silver ? 'Silver' : 'Bronze';
    assert.equal((await until(({ tier }) => tier === wanted)).tier, wanted);
    assert.deepEqual(warnings, []);
    await close();
  });

test('a page that is open at the shop’s midnight follows', async () => {
  const program = { ...PROGRAM, timeZone: 'America/New_York' };
  const { page, until, close } = await open(
    program,
    { id: 'c', ledger: [order('2026-03-10')] },
    '2026-03-10T03:50:00Z',
    'Asia/Tokyo',
  );
  assert.equal((await until(({ tier }) => tier === 'Bronze')).tier, 'Bronze');
  await page.clock.fastForward('10:01');
  assert.equal((await until(({ tier }) => tier === 'Silver')).tier, 'Silver');
  await close();
});

test('a time zone that does not exist is a warning, and the visitor’s is used', async () => {
  for (const [account, expected] of [
    [{ id: 'c', ledger: [order('2026-03-10')] }, 'Silver'],
    [{ id: 'c', points: 5, spend: 5 }, 'Bronze'],
  ] as const)
    for (const timeZone of ['Europe/Stokholm', 'Mars/Phobos', 'GMT+2']) {
      const { until, warnings, close } = await open(
        { ...PROGRAM, timeZone },
        account,
        '2026-03-09T12:00:00Z',
        'Pacific/Auckland',
      );
      assert.equal((await until(({ tier }) => tier === expected)).tier, expected);
      await until(() => warnings.length > 0);
      assert.ok(warnings.join().startsWith(`lojal-program: program: timeZone is "${timeZone}"`), warnings.join());
      await close();
    }
});

for (const [what, entry] of [
  ['an amount as a text', order('2026-02-05', '49.90')],
  ['a negative bonus', { id: 'a1', at: '2026-02-04', kind: 'bonus', points: -30 }],
  ['points as a text', { ...order('2026-02-05', 5), points: '98' }],
  ['a time in the date', order('2026-02-05T10:00:00Z')],
  ['a refund of an unknown order', { id: 'x', at: '2026-02-05', kind: 'refund', spend: 5, of: 'o9' }],
  ['an unknown kind', { id: 'g', at: '2026-02-05', kind: 'gift', points: 5 }],
] as const)
  test(`a ledger with ${what} shows the fallback and a warning, never a balance`, async () => {
    const account = { id: 'c', ledger: [order('2026-02-03', 100), entry] };
    const { until, warnings, close } = await open(PROGRAM, account, '2026-03-09T12:00:00Z', 'UTC');
    await until(() => warnings.length > 0);
    assert.deepEqual(await until(({ points }) => points !== 'FB'), { points: 'FB', tier: 'FB' });
    assert.equal(warnings.length, 1);
    assert.match(String(warnings[0]), /ledger\[1\].*Nothing is computed from this ledger/);
    await close();
  });

for (const [what, account, attributes] of [
  ['of the account', { id: 'c', points: 1280, spend: 412.5, currency: 'SEK' }, ''],
  ['of the page', { id: 'c', points: 1280, spend: 412.5 }, 'data-currency="SEK"'],
  ['of an account in its attributes', {}, 'data-currency="sek" data-points="1280" data-spend="412.5"'],
] as const)
  test(`a currency ${what} that is not the program's: no money`, async () => {
    const { until, warnings, close } = await open(PROGRAM, account, '2026-03-09T12:00:00Z', 'UTC', attributes);
    assert.deepEqual(await until(({ points }) => /points/.test(points)), { points: '1,280 points', tier: 'FB' });
    await until(() => warnings.length > 0);
    assert.match(warnings.join(), /currency is "SEK", and amounts are in EUR/i);
    await close();
  });
