import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { test } from 'node:test';
import { FiltersEngine, Request, type RequestType } from '@ghostery/adblocker';
import type { Page } from 'playwright-core';
import { ELEMENT_NAMES } from '../../src/registry.ts';
import { openSite } from '../helpers/site.ts';
import { readLists } from './lists.ts';

/** No list of content blockers matches a name of Lojal: files, URLs, tags, attributes, contents of shadow roots. */

const lists = readLists();
const engine = FiltersEngine.parse(lists.flatMap(({ lines }) => lines).join('\n'), { enableCompression: false });
const { browser, site } = await openSite();

/** The rule that blocks a request from a page of the shop, if any. */
function stops(url: string, type: RequestType): string | undefined {
  const { match, filter } = engine.match(Request.fromRawDetails({ url, type, sourceUrl: 'https://shop.example/cart' }));
  return match ? String(filter) : undefined;
}

test('the lists are installed and block known trackers', () => {
  assert.ok(lists.length > 30, `${lists.length} lists`);
  for (const title of [
    'EasyList',
    'AdGuard Base filter',
    'AdGuard Tracking Protection filter',
    'AdGuard Popups filter',
  ])
    assert.ok(
      lists.some((one) => one.title === title && one.lines.length > 1000),
      title,
    );
  const { networkFilters, cosmeticFilters } = engine.getFilters();
  assert.ok(networkFilters.length > 100_000 && cosmeticFilters.length > 100_000);
  // Similar names that the lists block.
  for (const [url, type] of [
    ['https://shop.example/beacon/ad/lojal.js', 'script'],
    ['https://shop.example/ads.js?v=1', 'script'],
    ['https://shop.example/analyticstracking.js', 'script'],
    ['https://shop.example/pixel_tracking?v=1', 'xmlhttprequest'],
    ['https://cdn.example/beacon/error?v=1', 'xmlhttprequest'],
    ['https://www.google-analytics.com/lojal.js', 'script'],
  ] as const)
    assert.ok(stops(url, type), `${url} is not stopped`);
});

/** Origins and folders from which a shop may serve the files. */
const FOLDERS = [
  'https://shop.example/',
  'https://shop.example/assets/',
  'https://shop.example/apps/lojal/v1/',
  'https://cdn.shop.example/static/',
  'https://static.another.example/lojal/0.1.0/',
  'https://cdn.jsdelivr.net/npm/lojal@0.1.0/dist/',
  'https://unpkg.com/lojal@0.1.0/dist/',
  'http://localhost:4173/',
];

test('no file of Lojal is blocked, from the shop or from another origin', () => {
  const files = readdirSync(new URL('../../dist/', import.meta.url), { recursive: true })
    .map((file) => String(file).split('\\').join('/'))
    .filter((file) => file.endsWith('.js') && !/^(endpoint|schema)\//.test(file));
  assert.ok(files.includes('lojal.js') && files.length > 50, `${files.length} files`);
  const found = FOLDERS.flatMap((folder) =>
    files.flatMap((file) => {
      const rule = stops(folder + file, 'script');
      return rule ? `${folder}${file}: ${rule}` : [];
    }),
  );
  assert.deepEqual(found, []);
});

test('no URL that Lojal requests is blocked', () => {
  const paths = ['apps/lojal/answers', 'apps/lojal/account', 'lojal.json', 'account.json'];
  const found = ['https://shop.example/', 'https://api.shop.example/', 'https://answers.another.example/'].flatMap(
    (host) => paths.flatMap((path) => stops(host + path, 'xmlhttprequest') ?? []),
  );
  assert.deepEqual(found, []);
  // Blockers block every ping to another site. Lojal sends none. If a browser classed the last request of a page as a
  // ping, the shop's own endpoint would still receive it.
  assert.equal(stops('https://shop.example/apps/lojal/answers', 'ping'), undefined);
});

test('no rule contains the name lojal', () => {
  // Storage keys and events begin with `lojal`. A rule for a site with that name does not matter.
  const found = lists.flatMap(({ lines }) => lines.filter((line) => /\blojal\b|lojal[-_:.]/i.test(line)));
  assert.deepEqual(found, []);
});

/** Every element with its attributes in every variant, and the script tag. */
const TAGS = `
  <lojal-program src="/lojal.json" endpoint="/answers" account="/account.json" customer="c_1" currency="EUR" lang="en"
    storage="none" color-scheme="light" content-type="text/plain" privacy-url="/privacy" bridge="dataLayer">
    <lojal-points points="1280" pending="40" expiring="20" expires="2030-01-01" label="beans" variant="card" lang="en">Join</lojal-points>
    <lojal-points points="1280" variant="inline"></lojal-points>
    <lojal-tier value="412.5" metric="spend" cart="20" variant="bar"></lojal-tier>
    <lojal-tier value="412.5" variant="steps"></lojal-tier>
    <lojal-nps product-name="Fjord" name="nps" mode="inline" testimonial></lojal-nps>
    <lojal-nps id="corner" mode="corner"></lojal-nps>
    <lojal-nps mode="tab"></lojal-nps>
    <lojal-review product="p" product-name="Fjord" product-url="/p" order="1" rating="5" purpose="review"></lojal-review>
    <lojal-survey kind="csat" question="How was it?" name="visit"></lojal-survey>
    <lojal-survey kind="choice" options="a, b" several other></lojal-survey>
    <lojal-survey kind="exit"></lojal-survey>
    <lojal-earn lang="en"></lojal-earn>
    <lojal-rewards lang="en"></lojal-rewards>
    <lojal-referral lang="en"></lojal-referral>
    <lojal-activity limit="5"></lojal-activity>
    <lojal-product-points price="20" product="p" quantity="2"></lojal-product-points>
    <lojal-message name="message:near"></lojal-message>
    <lojal-panel position="start" label="Club" lang="en"></lojal-panel>
  </lojal-program>`;
const PROGRAM = `{ "name": "Kiosk", "tiers": { "levels": [ { "id": "a", "name": "A", "from": 0 }, { "id": "b", "name": "B", "from": 600, "perks": ["Tea"] } ] },
  "rewards": [ { "id": "r", "name": "Tea", "points": 2000, "url": "/tea", "kind": "gift", "minimum": 10 } ],
  "earn": [ { "id": "b", "when": "birthday", "points": 5 } ], "referral": { "friend": { "kind": "shipping" }, "advocate": { "points": 5 } } }`;

test('the page has every element', () => {
  for (const name of ELEMENT_NAMES) assert.ok(TAGS.includes(`<lojal-${name} `), name);
});

/** A page with all elements. The contents of their shadow roots are copied beside them, where every rule reaches them. */
async function opened(): Promise<Page> {
  site.pages.set('/all', {
    html: `<!doctype html><title>A shop</title><script src="/lojal.js" data-program="/lojal.json" data-customer="c_1" data-points="5"
      data-account="/account.json" data-endpoint="/answers" data-lang="en" data-storage="none" data-test></script>${TAGS}
      <script type="application/json" data-lojal="account">{}</script>`,
  });
  site.pages.set('/lojal.json', { html: PROGRAM, headers: { 'content-type': 'application/json' } });
  site.pages.set('/account.json', {
    html: '{ "spend": 412.5, "ledger": [ { "id": "order:1", "at": "2026-02-03", "kind": "order", "spend": 20 } ], "codes": [ { "id": "r1", "reward": "r", "code": "K7WQ", "state": "issued" } ] }',
    headers: { 'content-type': 'application/json' },
  });
  const page = await browser.newPage();
  await page.goto(`${site.url}/all`);
  await page.locator('lojal-nps').first().getByRole('radio').first().waitFor();
  await page.locator('lojal-review').getByRole('radio').first().waitFor();
  await page.locator('lojal-survey').first().getByRole('radio').first().waitFor();
  await page.locator('lojal-tier').nth(1).locator('[part~="steps"]').waitFor();
  await page.evaluate(() => {
    (document.querySelector('#corner') as unknown as { show(): void }).show();
    document.querySelector('#corner')?.removeAttribute('id');
  });
  await page.locator('lojal-nps').nth(1).getByRole('radio').first().waitFor();
  for (const name of ['earn', 'rewards', 'referral', 'activity', 'product-points'])
    await page.locator(`lojal-${name} [part]`).first().waitFor();
  await page.locator('lojal-panel').getByRole('button').click();
  await page.locator('lojal-panel-content [part]').first().waitFor();
  await page.evaluate(() => {
    for (const element of document.querySelectorAll('*')) {
      const inner = element.shadowRoot;
      if (!inner) continue;
      const copy = document.createElement('div');
      for (const node of inner.children) copy.append(node.cloneNode(true));
      element.after(copy);
    }
  });
  return page;
}

/** The generic rules (for no particular site) that would hide a part of Lojal on this page, and how many were tried. */
function hidden(page: Page): Promise<{ hits: string[]; tried: number }> {
  const rules = lists.flatMap(({ lines }) => lines.flatMap((line) => /^##(?!\+js|\^)(.+)$/.exec(line)?.[1] ?? []));
  return page.evaluate((rules) => {
    const hits: string[] = [];
    let tried = 0;
    const general = new Set([document.documentElement, document.head, document.body, document.querySelector('title')]);
    for (const rule of rules)
      try {
        for (const found of document.querySelectorAll(rule))
          if (!general.has(found as HTMLElement)) hits.push(`${rule} hides ${found.outerHTML.slice(0, 80)}`);
        tried++;
      } catch {
        // Not a CSS selector but an extension of a blocker.
      }
    return { hits, tried };
  }, rules);
}

test('no generic rule hides an element of Lojal or its contents', async () => {
  const page = await opened();
  const inner = await page.evaluate(() => document.querySelectorAll('[part]').length);
  assert.ok(inner > 100, `${inner} parts stand open`);
  const { hits, tried } = await hidden(page);
  assert.deepEqual(hits, []);
  assert.ok(tried > 30_000, `${tried} rules were tried`);
  // The same page with names that the rules hide.
  await page.evaluate(() => {
    document.querySelector('lojal-nps')?.setAttribute('id', 'survey_bar');
    document.querySelector('lojal-review')?.classList.add('review-ad');
    document.querySelector('[part~="close"]')?.classList.add('ad-feedback');
  });
  const named = (await hidden(page)).hits.join('\n');
  for (const rule of ['#survey_bar', '.review-ad', '.ad-feedback']) assert.ok(named.includes(`${rule} hides`), rule);
  await page.close();
});
