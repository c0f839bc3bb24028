/** The HTML, the page scripts and the style sheets of the documentation work in a browser, without a warning. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { launch, type Site, startSite, visit } from '../helpers/site.ts';
import { ofLanguage } from './pages.ts';

let browser: Browser | undefined;
let site: Site | undefined;

const PROGRAM = JSON.stringify({
  name: 'Nord Records Club',
  currency: 'EUR',
  points: { perUnit: 1, value: 0.01 },
  tiers: {
    metric: 'spend',
    period: 'lifetime',
    levels: [
      { id: 'bronze', name: 'Bronze', from: 0 },
      { id: 'silver', name: 'Silver', from: 200 },
    ],
  },
  rewards: [{ id: 'vinyl10', name: '10 € off vinyl', points: 1000, kind: 'discount', value: 10 }],
  referral: { friend: { kind: 'discount', value: 10 }, advocate: { points: 500 } },
});
const json = { 'content-type': 'application/json' };

before(async () => {
  [browser, site] = await Promise.all([launch(), startSite()]);
  site.pages.set('/lojal.json', { html: PROGRAM, headers: json });
  for (const path of ['/account.json', '/apps/lojal/account'])
    site.pages.set(path, {
      html: JSON.stringify({
        id: 'c_1042',
        points: 1280,
        spend: 412.5,
        ledger: [{ id: 'order:10042', at: '2026-02-03', kind: 'order', spend: 49.9 }],
      }),
      headers: json,
    });
  site.pages.set('/apps/lojal/program', { html: PROGRAM, headers: json });
  site.pages.set('/token', { html: 'a.b.c', headers: { 'content-type': 'text/plain' } });
});
after(async () => {
  await browser?.close();
  await site?.close();
});

const SCRIPT =
  '<script src="/lojal.js" async data-program="/lojal.json" data-account="/account.json" data-endpoint="/answers" data-customer="c_1042" data-points="1280" data-spend="412.50" data-orders="9"></script>';
const POINTS = '<lojal-points points="1280"></lojal-points>';
const OTHERS = '<lojal-tier value="90" metric="spend"></lojal-tier><lojal-nps></lojal-nps>';

/** The snippet beside the title of the site. */
const HERO = readFileSync(new URL('../../docs/.vitepress/theme/HeroSnippet.vue', import.meta.url), 'utf8')
  .replace(/^[\s\S]*<code>|<\/code>[\s\S]*$/g, '')
  .replaceAll('&lt;', '<')
  .replaceAll('&gt;', '>');

let number = 0;

/** Opens a page with a snippet; what a snippet leaves out, a script or elements, is added. */
async function open(printed: string) {
  assert.ok(browser && site);
  // The address of `lojal serve`, and the folder of docs/start/static.md.
  const snippet = printed.replaceAll('http://localhost:4174', site.url).replaceAll('src="/lojal/', 'src="/');
  const script = /src="[^"]*\/lojal(\.all)?\.js"/.test(snippet)
    ? ''
    : /<lojal-program|data-lojal="program"/.test(snippet)
      ? '<script src="/lojal.js" async></script>'
      : SCRIPT;
  // A program of the snippet's own may have no tiers.
  const tags = /<lojal-/.test(snippet) ? '' : /data-lojal="program"/.test(snippet) ? POINTS : `${POINTS}${OTHERS}`;
  const path = `/snippet-${++number}`;
  const html = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A shop</title><link rel="icon" href="data:,">${script}</head><body>${snippet}${tags}</body></html>`;
  site.pages.set(path, { html });
  const seen = await visit(browser, site.url + path);
  await seen.page.waitForLoadState('networkidle');
  return seen;
}

for (const { name, code } of [...ofLanguage('html'), { name: 'the title of the site', code: HERO }])
  test(`${name}: the HTML shows its elements without a warning`, async () => {
    const { page, context, warnings, errors } = await open(code);
    // A guest sees what stands inside the tag.
    const isGuest = /data-program="\/lojal.json"><\/script>/.test(code);
    const tags = await page.$$eval(
      'body *',
      (all, isGuest) =>
        all
          .filter(({ localName }) => localName.startsWith('lojal-') && localName !== 'lojal-program')
          .map((element) => {
            const root = element.shadowRoot?.querySelector('.root, [part=launcher]');
            const isFallback = isGuest && element.textContent?.trim() && element.getBoundingClientRect().height > 10;
            return { tag: element.localName, shown: Boolean(root ? !root.querySelector('.skeleton') : isFallback) };
          }),
      isGuest,
    );
    assert.ok(tags.length > 0, 'no element was found');
    // A card waits until it is opened.
    if (!/mode="(corner|tab)"/.test(code))
      assert.deepEqual(
        tags.filter(({ shown }) => !shown),
        [],
      );
    assert.deepEqual([...warnings, ...errors], []);
    await context.close();
  });

for (const { name, code } of ofLanguage('js').filter(({ code }) => !/^import /m.test(code)))
  test(`${name}: the script runs on a page without a warning`, async () => {
    const { page, context, warnings, errors } = await open(`<script>${code}</script>`);
    assert.equal(await page.evaluate(() => typeof Object(window).lojal.push), 'function');
    assert.deepEqual([...warnings, ...errors], []);
    await context.close();
  });

for (const { name, code } of ofLanguage('css'))
  test(`${name}: the browser accepts every selector and declaration of the CSS`, async () => {
    assert.ok(browser);
    const page = await browser.newPage();
    const refused = await page.evaluate((css) => {
      const text = css.replace(/\/\*[\s\S]*?\*\//g, '');
      const selectors = [...text.matchAll(/([^{};]+)\{/g)].map(([, selector = '']) => selector.trim());
      const declarations = [...text.matchAll(/([\w-]+)\s*:\s*([^;{}]+?)\s*(?=[;}])/g)];
      return [
        ...selectors.filter((selector) => !selector.startsWith('@') && !accepts(selector)),
        ...declarations
          .filter(([, property = '', value = '']) => !CSS.supports(property, value))
          .map(([declaration]) => declaration),
        ...(selectors.length && declarations.length ? [] : ['nothing was found']),
      ];
      function accepts(selector: string): boolean {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(`${selector} {}`);
        return sheet.cssRules.length === 1;
      }
    }, code);
    assert.deepEqual(refused, []);
    await page.close();
  });
