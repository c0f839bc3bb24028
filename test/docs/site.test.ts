/** The built documentation (`npm run docs`): links, twins, live examples, accessibility and a budget, in a folder of a host. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { buildSite } from '../../scripts/docs-site.js';
import { clean } from '../helpers/axe.ts';
import { shifted } from '../helpers/shift.ts';
import { launch, visit } from '../helpers/site.ts';
import { startAll } from '../helpers/start.ts';
import { brokenLinks, builtPages, filesIn } from './built-pages.ts';
import { serveSite } from './serve-site.ts';

// The live examples load dist/lojal.js and the files beside it.
const ROOT = fileURLToPath(new URL('../../', import.meta.url));
/** A folder of the host. The root is the easier case. */
const BASE = '/handbook/';
mkdirSync(join(ROOT, '.data'), { recursive: true });
const folder = mkdtempSync(join(ROOT, '.data/site-'));
after(() => rmSync(folder, { recursive: true, force: true }));
await buildSite({ base: BASE, out: folder });

const { browser, site } = await startAll<{ browser: Browser; site: Awaited<ReturnType<typeof serveSite>> }>({
  browser: launch(),
  site: serveSite(folder, BASE),
});
/** The pages of the documentation. `test/configurator/` tries the configurator. */
const pages = builtPages(folder).filter(({ path }) => !path.startsWith('configurator/'));
const read = (path: string): string => readFileSync(join(folder, path), 'utf8');

test('every link, anchor and picture of the site leads somewhere', () => {
  assert.ok(pages.length > 40, `${pages.length} pages`);
  assert.ok(pages.flatMap(({ links }) => links).length > 3000);
  assert.deepEqual(brokenLinks(folder, BASE), []);
});

test('a broken link and a broken anchor are found', () => {
  const other = mkdtempSync(join(ROOT, '.data/broken-'));
  try {
    writeFileSync(
      join(other, 'index.html'),
      '<a id="top" href="#top"></a><a href="/x/gone.html"></a><a href="#gone"></a>',
    );
    assert.deepEqual(brokenLinks(other, '/x/'), ['index.html → /x/gone.html', 'index.html → #gone']);
  } finally {
    rmSync(other, { recursive: true });
  }
});

test('no page loads anything from another host, and none has a script of its own inside', () => {
  for (const { path, html } of pages) {
    const loaded = [...html.matchAll(/<(?:script|img|link|iframe|source)\b[^>]*?\s(?:src|href)="([^"]*)"/g)];
    for (const [, address = ''] of loaded) assert.ok(/^(\/handbook\/|data:)/.test(address), `${path}: ${address}`);
    assert.doesNotMatch(html, /<script(?![^>]*\ssrc=)[^>]*>[^<]/, path);
  }
  const styles = filesIn(folder).filter((path) => path.endsWith('.css'));
  for (const path of styles) assert.doesNotMatch(read(path), /url\(["']?(https?:)?\/\//, path);
});

test('no page leaves out a level of headings', () => {
  const jumps = pages.flatMap(({ path, html }) => {
    const levels = [...html.matchAll(/<h([1-6])[^>]* id=/g)].map(([, level]) => Number(level));
    return levels.flatMap((level, i) =>
      level > (levels[i - 1] ?? 1) + 1 ? [`${path}: h${levels[i - 1]}, h${level}`] : [],
    );
  });
  assert.deepEqual(jumps, []);
});

test('the link beside a heading has the words of the heading', () => {
  const names = pages.flatMap(({ html }) =>
    [...html.matchAll(/aria-label="Permalink to &quot;(.*?)&quot;"/g)].map(([, name = '']) => name),
  );
  assert.ok(names.length > 300, `${names.length} headings`);
  assert.deepEqual(
    names.filter((name) => /\]\(|^\[/.test(name)),
    [],
  );
});

test('every page has a Markdown twin at its address, whose links lead to twins, and llms.txt names it', () => {
  const files = new Set(filesIn(folder));
  const list = read('llms.txt');
  const full = read('llms-full.txt');
  for (const { path, html } of pages.filter(({ path }) => path !== '404.html')) {
    assert.ok(html.includes(`<link rel="alternate" type="text/markdown" href="${BASE}${path}.md">`), path);
    const twin = read(`${path}.md`);
    assert.match(twin, /^# /, path);
    if (path !== 'index.html') assert.ok(list.includes(`](${BASE}${path}.md): `), `llms.txt has no ${path}`);
    assert.ok(full.includes(twin.trim().split('\n')[0] ?? ''), path);
    const text = twin.replace(/^ *```[\s\S]*?^ *```$/gm, '').replace(/`[^`\n]*`/g, '');
    assert.doesNotMatch(text, /<(HomeDemo|LiveExample|div)|<!-- /, path);
    assert.doesNotMatch(text, /^## .*\n+(?=## )/m, `${path}.md has an empty section`);
    for (const [, target = ''] of text.matchAll(/\]\(([^)\s]+\.(?:html\.md|png|webp|svg))/g))
      assert.ok(files.has(join(dirname(path), target)), `${path}.md → ${target}`);
    for (const [, target = ''] of text.matchAll(/\]\(((?!https?:)[^)\s#]+\.md)/g))
      if (!/^(\.\.\/)*(demo|README|test)\b|\.\.\/README/.test(target))
        assert.match(target, /\.html\.md$/, `${path}.md`);
  }
  assert.match(list, /\]\(\/handbook\/start\/static\.html\.md\): For a shop on any host/);
  // A sentence, not the beginning of one.
  assert.doesNotMatch(list, /:$/m);
});

/** Opens a page, and waits for its live elements. */
async function open(path: string, options: Parameters<typeof visit>[2] = {}) {
  site.sent.length = 0;
  const seen = await visit(browser, site.url + path, { bypassCSP: true, ...options });
  const foreign: string[] = [];
  seen.page.on('request', (request) => request.url().startsWith(site.url) || foreign.push(request.url()));
  await seen.page.waitForLoadState('networkidle');
  return { ...seen, foreign };
}

/** The elements in live examples, and whether each shows something. */
const liveElements = (page: Page) =>
  page.$$eval('.live-stage *, .demo-stage *', (all) =>
    all
      .filter(({ localName }) => localName.startsWith('lojal-') && localName !== 'lojal-program')
      .map((element) => {
        const root = element.shadowRoot?.querySelector('.root, [part=launcher]');
        const { height } = (root ?? element).getBoundingClientRect();
        return [element.localName, Boolean(root && !root.querySelector('.skeleton') && height > 10)];
      }),
  );

/** The longest task of a page may take this, in ms. A quiet machine needs a tenth. */
const LONGEST = 1500;

const longestTask = (page: Page): Promise<number> =>
  page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        let longest = 0;
        new PerformanceObserver((list) => {
          for (const { duration } of list.getEntries()) longest = Math.max(longest, duration);
        }).observe({ type: 'longtask', buffered: true });
        setTimeout(() => resolve(longest), 50);
      }),
  );

/** The kinds of pages. `kB` is what the page may load, compressed; `requests` how many files. */
const KINDS = [
  { path: 'index.html', kB: 200, requests: 30 },
  { path: 'start/static.html', kB: 200, requests: 20 },
  { path: 'elements/lojal-rewards.html', kB: 180, requests: 25 },
  { path: 'server.html', kB: 130, requests: 14 },
  { path: '404.html', kB: 115, requests: 14 },
] as const;

const LOOKS = [
  { name: 'light, desktop', options: { colorScheme: 'light', viewport: { width: 1280, height: 900 } } },
  { name: 'dark, 360 px', options: { colorScheme: 'dark', viewport: { width: 360, height: 740 } } },
] as const;

for (const { path, kB, requests } of KINDS)
  test(`${path}: accessible in light and dark, from 360 px, within its budget, without an error`, async () => {
    for (const { name, options } of LOOKS) {
      const { page, context, warnings, errors, foreign } = await open(path, options);
      const where = `${path}, ${name}`;
      assert.deepEqual([...warnings, ...errors, ...foreign], [], where);
      const sum = site.sent.reduce((all, { bytes }) => all + bytes, 0) / 1000;
      assert.ok(sum < kB, `${where}: ${sum} kB`);
      assert.ok(site.sent.length <= requests, `${where}: ${site.sent.length} requests`);
      const missing = site.sent.filter(({ status }) => status !== 200).map((one) => one.path);
      assert.deepEqual(missing, [], where);
      const shift = await shifted(page);
      assert.ok(shift < 0.03, `${where}: the page moves by ${shift}`);
      const longest = await longestTask(page);
      assert.ok(longest < LONGEST, `${where}: a task of ${longest} ms`);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(wide <= 0, `${where} is ${wide} px too wide`);
      await clean(page, where);
      await context.close();
    }
  });

test('every live example of the elements shows its elements, is accessible in dark, and nothing is sent', async () => {
  const examples = pages.filter(({ path }) => path.startsWith('elements/lojal-'));
  assert.ok(examples.length > 10);
  for (const { path } of examples) {
    const { page, context, warnings, errors, foreign } = await open(path, { colorScheme: 'dark' });
    const tag = path.slice('elements/'.length, -'.html'.length);
    if (tag === 'lojal-message') await page.waitForSelector('lojal-message >> text=Gold', { timeout: 20_000 });
    else {
      let elements = await liveElements(page);
      for (let wait = 0; wait < 100 && !(elements.length && elements.every(([, shown]) => shown)); wait++) {
        await page.waitForTimeout(100);
        elements = await liveElements(page);
      }
      if (tag !== 'lojal-program')
        assert.ok(
          elements.some(([name]) => name === tag),
          path,
        );
      assert.deepEqual(
        elements.filter(([, shown]) => !shown),
        [],
        path,
      );
    }
    await clean(page, path);
    assert.deepEqual([...warnings, ...errors, ...foreign], [], path);
    assert.deepEqual(
      site.sent.filter(({ method }) => method !== 'GET'),
      [],
    );
    await context.close();
  }
});

test('the first page: a reward is redeemed, a question answered, looks and languages change, and nothing leaves the page', async () => {
  const { page, context, warnings, errors, foreign } = await open('index.html');
  const demo = page.locator('.demo-stage');
  // Every stop of the keyboard is seen.
  await page.getByRole('link', { name: 'All elements' }).focus();
  const unseen: string[] = [];
  for (let stop = 0; stop < 12; stop++) {
    await page.keyboard.press('Tab');
    const hidden = await page.evaluate(() => {
      let one = document.activeElement;
      while (one?.shadowRoot?.activeElement) one = one.shadowRoot.activeElement;
      return one && getComputedStyle(one).outlineStyle === 'none' ? one.outerHTML.slice(0, 80) : undefined;
    });
    if (hidden) unseen.push(hidden);
  }
  assert.deepEqual(unseen, []);
  await demo.locator('lojal-rewards').getByRole('button', { name: 'Redeem' }).click();
  await demo
    .locator('lojal-rewards')
    .getByRole('button', { name: /^Redeem/ })
    .first()
    .click();
  await demo.getByText('NORD-0001').waitFor();
  await demo.locator('lojal-nps').getByRole('radio', { name: '9' }).check({ force: true });
  await demo.locator('lojal-nps').getByRole('button', { name: 'Send' }).click();
  await demo.locator('lojal-nps [part~=thanks]').waitFor();
  await page.getByLabel('Language').selectOption('ar');
  await demo.getByText('فضي').first().waitFor();
  assert.equal(await page.locator('.demo-shop').getAttribute('dir'), 'rtl');
  await page.locator('.demo').getByLabel('Dark').check();
  await page.waitForFunction(() => {
    const root = document.querySelector('.demo-stage lojal-tier')?.shadowRoot?.querySelector('[part~=card]');
    return root && getComputedStyle(root).backgroundColor === 'rgb(29, 35, 39)';
  });
  await clean(page, 'the first page after all of it');
  assert.deepEqual([...warnings, ...errors, ...foreign], []);
  assert.deepEqual(
    site.sent.filter(({ method, status }) => method !== 'GET' || status !== 200),
    [],
  );
  const kept = await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('lojal:')));
  assert.deepEqual(kept, []);
  await context.close();
});

test('the search finds a page, in the browser alone', async () => {
  const { page, context, errors, foreign } = await open('start/npm.html');
  await page.getByRole('button', { name: 'Search' }).click();
  await page.locator('#localsearch-input').fill('quarantine');
  const result = page.locator('.results a').first();
  await result.waitFor();
  await result.click();
  await page.waitForURL(/server|upgrade|privacy/);
  assert.deepEqual([...errors, ...foreign], []);
  await context.close();
});
