/** Every state of every element in the gallery: axe, forced colours, both directions, documented parts. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { QUESTION_ELEMENTS } from '../../src/registry.ts';
import { clean } from '../helpers/axe.ts';
import { evaluate } from '../helpers/evaluate.ts';
import { openShop } from '../helpers/shop.ts';
import { documented } from '../helpers/theming.ts';

const { browser, shop } = await openShop();

const galleries = new Map<string, Promise<Page>>();

/** The gallery with all states shown: each in light, in dark, and in Swedish with the system's colour scheme. */
const gallery = (direction: 'ltr' | 'rtl'): Promise<Page> => {
  const opened = galleries.get(direction) ?? reach(direction);
  galleries.set(direction, opened);
  return opened;
};

async function reach(direction: 'ltr' | 'rtl'): Promise<Page> {
  const context = await browser.newContext({
    bypassCSP: true,
    locale: 'en-US',
    viewport: { width: 1280, height: 900 },
  });
  const page = await context.newPage();
  // A busy machine needs long to show all states.
  page.setDefaultTimeout(120_000);
  await page.addInitScript((dir) => {
    document.addEventListener('DOMContentLoaded', () => document.documentElement.setAttribute('dir', dir));
  }, direction);
  await page.goto(`${shop.url}/gallery.html`);
  await page.waitForFunction(() => 'ready' in document.documentElement.dataset);
  // The direction of an element follows the language of its own texts.
  if (direction === 'rtl') await speak(page, 'ar');
  return page;
}

/** The direction of the contents of each element. */
const directions = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll('.cell *')].flatMap(({ shadowRoot }) => {
      const root = shadowRoot?.querySelector('.root');
      return root ? [getComputedStyle(root).direction] : [];
    }),
  );

/** Switches all elements to another language and keeps their states. */
async function speak(page: Page, lang: string): Promise<void> {
  await page.evaluate((lang) => {
    for (const element of document.querySelectorAll('.cell *'))
      if (element.shadowRoot) element.setAttribute('lang', lang);
  }, lang);
  await page.waitForFunction(
    (lang) =>
      [...document.querySelectorAll('.cell *')].every(({ shadowRoot }) => {
        const root = shadowRoot?.querySelector('.root[lang]');
        return !root || root.getAttribute('lang') === lang;
      }),
    lang,
  );
}

/** Opens a question as a card over the page, with its tab where it has one. */
async function open(page: Page, tag: string, mode: 'corner' | 'tab', lang = 'en'): Promise<void> {
  await evaluate(
    page,
    async ([tag, mode, lang]: readonly [string, string, string]) => {
      const element = document.createElement(tag) as HTMLElement & { show(): void };
      element.setAttribute('mode', mode);
      element.id = 'opened';
      element.lang = lang;
      if (tag === 'lojal-survey') element.setAttribute('kind', 'csat');
      const level = { id: 'gold', name: 'Gold', from: 60_000, perks: ['Free shipping'], times: 1 };
      const fact = { id: 'gold', name: 'near', metric: 'spend', remaining: 2400, level };
      if (tag === 'lojal-message') Object.assign(element, { message: { fact, url: '/rewards.html' } });
      document.body.append(element);
      await customElements.whenDefined(tag);
      await new Promise((resolve) => requestAnimationFrame(resolve));
      element.show();
    },
    [tag, mode, lang] as const,
  );
  await page.locator('#opened [part~="close"]').waitFor();
}

/** The parts on the page, by tag. */
const parts = (page: Page): Promise<Record<string, string[]>> =>
  page.evaluate(() => {
    const found: Record<string, string[]> = {};
    for (const element of document.querySelectorAll('[id=opened], .cell *'))
      for (const node of element.shadowRoot?.querySelectorAll('[part]') ?? []) {
        const names = (node.getAttribute('part') ?? '').split(' ');
        found[element.localName] = [...(found[element.localName] ?? []), ...names];
      }
    return found;
  });

const QUESTIONS = [...QUESTION_ELEMENTS, 'message'].map((name) => `lojal-${name}`);

for (const direction of ['ltr', 'rtl'] as const)
  test(`axe finds nothing in any state, in light, dark and forced colours, ${direction}`, async () => {
    const page = await gallery(direction);
    const all = await directions(page);
    assert.ok(all.length > 100 && all.every((one) => one === direction), `${all.length} elements, ${direction}`);
    // Check this state first, because an answer that is being sent is saved after ten seconds.
    await clean(page, `${direction}, light and dark`);
    await page.emulateMedia({ colorScheme: 'dark' });
    await clean(page, `${direction}, the system dark`, { within: '.cell[data-scheme=""]' });
    for (const tag of QUESTIONS) {
      await page.emulateMedia({ colorScheme: 'light' });
      await open(page, tag, 'tab', direction === 'rtl' ? 'ar' : 'en');
      await clean(page, `${direction}, ${tag} as a card, light`, { within: '#opened' });
      await page.emulateMedia({ colorScheme: 'dark' });
      await clean(page, `${direction}, ${tag} as a card, dark`, { within: '#opened' });
      await page.emulateMedia({ colorScheme: 'light', forcedColors: 'active' });
      await clean(page, `${direction}, ${tag} as a card, forced colours`, { within: '#opened', forced: true });
      await page.emulateMedia({ forcedColors: 'none' });
      await page.evaluate(() => document.getElementById('opened')?.remove());
    }
    await page.emulateMedia({ forcedColors: 'active' });
    assert.ok(await page.evaluate(() => matchMedia('(forced-colors: active)').matches));
    await clean(page, `${direction}, forced colours`, { forced: true });
  });

test('the elements show exactly the documented parts', async () => {
  const page = await gallery('ltr');
  const found = new Map<string, Set<string>>();
  const note = async (): Promise<void> => {
    for (const [tag, names] of Object.entries(await parts(page)))
      found.set(tag, new Set([...(found.get(tag) ?? []), ...names]));
  };
  await note();
  for (const tag of QUESTIONS) {
    await open(page, tag, 'tab');
    await note();
    await page.evaluate(() => document.getElementById('opened')?.remove());
  }
  for (const { tag, parts } of documented())
    assert.deepEqual([...(found.get(tag) ?? [])].sort(), parts.map(({ name }) => name).sort(), tag);
});
