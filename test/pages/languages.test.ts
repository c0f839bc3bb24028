/** Every language in every state of the gallery, on the narrowest phone and with the largest letters: all of it fits. */
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { balance as en } from '../../src/locales/en.balance.ts';
import { prompt } from '../../src/locales/en.prompt.ts';
import { balanceFiles } from '../../src/locales/languages.ts';
import { questionFiles } from '../../src/locales/question-files.ts';
import { nextFrame } from '../helpers/evaluate.ts';
import { broken, misfits } from '../helpers/fits.js';
import { startShop } from '../helpers/shop.ts';
import { launch, startSite, visit } from '../helpers/site.ts';
import { startAll } from '../helpers/start.ts';

const LANGUAGES = ['en', ...Object.keys(balanceFiles)];
/** A question as a card: in the corner, and behind its tab; each with all it may say. */
const CARDS = `
  <lojal-nps mode="corner" product-name="Birch Hours" class="over"></lojal-nps>
  <lojal-review mode="corner" product-name="Birch Hours" class="over"></lojal-review>
  <lojal-survey mode="tab" kind="exit" class="over"></lojal-survey>`;

const { browser, shop, site } = await startAll({ browser: launch(), shop: startShop(), site: startSite() });
let page: Page;

before(async () => {
  ({ page } = await visit(browser, `${shop.url}/gallery.html`, {
    bypassCSP: true,
    reducedMotion: 'reduce',
    viewport: { width: 320, height: 640 },
  }));
  await page.locator('html[data-ready]').waitFor({ timeout: 60_000, state: 'attached' });
  await page.evaluate((cards) => {
    // One cell of each state is enough: it will speak every language.
    for (const cell of document.querySelectorAll('.cell:not(:last-child)')) cell.remove();
    document.querySelector('lojal-program')?.insertAdjacentHTML('beforeend', cards);
  }, CARDS);
});

type Lit = HTMLElement & { show(): void; dismiss(): void };

/** All elements speak a language, in letters of so many pixels. */
async function speak(lang: string, size: number): Promise<void> {
  await page.evaluate(
    ([lang, size]) => {
      const sheet = Object.assign(new CSSStyleSheet(), { size });
      sheet.replaceSync(`.root { font-size: ${size}px !important }`);
      document.documentElement.dir = lang === 'ar' ? 'rtl' : 'ltr';
      for (const element of document.querySelectorAll<Lit>('.cell *, .over')) {
        const root = element.shadowRoot;
        if (!root) continue;
        element.lang = lang;
        root.adoptedStyleSheets = [...root.adoptedStyleSheets.filter((one) => !('size' in one)), sheet];
      }
    },
    [lang, size] as const,
  );
  // The words may still be on their way.
  const said = await words(lang);
  await page.waitForFunction(
    (said) =>
      [...document.querySelectorAll('.cell *, .over')].every(({ shadowRoot: root, localName }) => {
        const shown = root?.querySelector(localName === 'lojal-points' ? '.heading' : '.submit');
        return !shown || said.includes(shown.textContent?.trim() ?? '');
      }),
    said,
  );
  await nextFrame(page);
}

/** What a balance and the button of a question say. */
async function words(lang: string): Promise<string[]> {
  const { balance } = lang === 'en' ? en : (await balanceFiles[lang as 'sv']()).default;
  const { send, retry } = lang === 'en' ? prompt : (await questionFiles[lang as 'sv']()).default;
  return [balance, send, retry];
}

for (const lang of LANGUAGES)
  for (const size of [16, 32])
    test(`${lang}: everything fits at 320 px, in letters of ${size} px`, async () => {
      await speak(lang, size);
      const sum = await page.evaluate(() => document.querySelectorAll('main .cell').length);
      assert.ok(sum > 50, `${sum} states`);
      assert.deepEqual(await page.evaluate(misfits, '.cell *'), []);
      // With letters twice as large some words are wider than a phone.
      if (size === 16) assert.deepEqual(await page.evaluate(broken, '.cell *'), [], 'words in two');
      assert.ok(
        await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth),
        'the page scrolls sideways',
      );
      for (const tag of ['nps', 'review', 'survey']) {
        const name = `lojal-${tag}.over`;
        await page.evaluate((name) => document.querySelector<Lit>(name)?.show(), name);
        await page.locator(name).locator('.pane:not([hidden])').waitFor();
        assert.deepEqual(await page.evaluate(misfits, name), [], 'a card over the page');
        await page.evaluate((name) => document.querySelector<Lit>(name)?.dismiss(), name);
      }
    });

test('all text is of four sizes and two weights: none is made smaller twice', async () => {
  await speak('en', 16);
  const seen = await page.evaluate(() => {
    const found = new Set<string>();
    for (const { shadowRoot: root, localName } of document.querySelectorAll('.cell *')) {
      if (!root) continue;
      const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
      while (texts.nextNode()) {
        const { parentElement: element, textContent } = texts.currentNode;
        // A picture's numbers are drawn with it.
        if (!textContent?.trim() || !element || element.closest('style, svg')) continue;
        const { fontSize, fontWeight } = getComputedStyle(element);
        if (!/^(14|16|18|36)px$/.test(fontSize) || !/^(400|600)$/.test(fontWeight))
          found.add(`${localName} .${element.className}: ${fontSize}, ${fontWeight}`);
      }
    }
    return [...found];
  });
  assert.deepEqual(seen, []);
});

test('in Arabic the arrow keys go the way that is seen', async () => {
  await speak('ar', 16);
  await page.evaluate(() => document.querySelector<Lit>('lojal-nps.over')?.show());
  const scores = page.locator('lojal-nps.over').locator('input[name="score"]');
  const left = async (n: number): Promise<number> => (await scores.nth(n).boundingBox())?.x ?? Number.NaN;
  assert.ok((await left(4)) < (await left(3)), '4 stands to the left of 3');
  await scores.nth(3).click();
  await page.keyboard.press('ArrowLeft');
  assert.equal(await scores.nth(4).isChecked(), true, 'to the left');
  await page.keyboard.press('ArrowRight');
  assert.equal(await scores.nth(3).isChecked(), true, 'and back');
  await page.keyboard.press('ArrowDown');
  assert.equal(await scores.nth(4).isChecked(), true, 'down is on, in any direction');
});

for (const lang of LANGUAGES)
  test(`${lang}: the tag's data-lang and the page's lang bring its words, and no other language's`, async () => {
    const [balance, send] = await words(lang);
    const elements = '<lojal-points points="5"></lojal-points><lojal-nps></lojal-nps>';
    const ways = {
      tag: `<script src="/lojal.js" async data-lang="${lang}"></script>`,
      page: '<script src="/lojal.js" async></script>',
    };
    for (const [way, script] of Object.entries(ways)) {
      const html = `<!doctype html><html lang="${way === 'page' ? lang : 'eo'}"><title>A shop</title>${script}${elements}</html>`;
      site.pages.set(`/${lang}/${way}`, { html });
      const { page, context, errors, warnings, requests } = await visit(browser, `${site.url}/${lang}/${way}`);
      await page
        .locator('lojal-points')
        .getByText(balance ?? '', { exact: true })
        .waitFor();
      await page
        .locator('lojal-nps')
        .getByRole('button', { name: send ?? '', exact: true })
        .waitFor();
      const loaded = requests.filter((path) => /^\/lojal\.[a-z]{2}\./.test(path)).sort();
      assert.deepEqual(loaded, lang === 'en' ? [] : [`/lojal.${lang}.ask.js`, `/lojal.${lang}.js`], way);
      assert.deepEqual([errors, warnings], [[], []], way);
      await context.close();
    }
  });
