/** Every state of every element, as the gallery reaches it: axe, forced colours, left to right and right to left, parts. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { start } from '../../demo/serve.js';
import { clean } from '../helpers/axe.ts';
import { launch } from '../helpers/site.ts';
import { documented } from '../helpers/theming.ts';

let browser: Browser;
let shop: Awaited<ReturnType<typeof start>>;

before(async () => {
  [browser, shop] = await Promise.all([launch(), start({ port: 0, folder: 'memory://', ownerKey: 'k' })]);
});
after(async () => {
  await browser.close();
  await shop.close();
});

const galleries = new Map<string, Promise<Page>>();

/** The gallery with all states reached: each stands in light, in dark, and in Swedish as the system is. */
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
  // On a busy machine the states take their time.
  page.setDefaultTimeout(120_000);
  await page.addInitScript((dir) => {
    document.addEventListener('DOMContentLoaded', () => document.documentElement.setAttribute('dir', dir));
  }, direction);
  await page.goto(`${shop.url}/gallery.html`);
  await page.waitForFunction(() => 'ready' in document.documentElement.dataset);
  // What an element says has the direction of its own words.
  if (direction === 'rtl') await speak(page, 'ar');
  return page;
}

/** The direction of what each element shows. */
const directions = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll('.cell *')].flatMap(({ shadowRoot }) => {
      const root = shadowRoot?.querySelector('.root');
      return root ? [getComputedStyle(root).direction] : [];
    }),
  );

/** All elements in another language, in the states in which they are. */
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
  await page.evaluate(
    async ([tag, mode, lang]) => {
      const element = document.createElement(tag) as HTMLElement & { show(): void; updateComplete: Promise<unknown> };
      element.setAttribute('mode', mode);
      element.id = 'opened';
      element.lang = lang;
      if (tag === 'lojal-survey') element.setAttribute('kind', 'csat');
      document.body.append(element);
      await element.updateComplete;
      element.show();
    },
    [tag, mode, lang] as const,
  );
  await page.locator('#opened [part~="close"]').waitFor();
}

/** The parts that are on the page, by tag. */
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

const QUESTIONS = ['lojal-nps', 'lojal-review', 'lojal-survey'];

for (const direction of ['ltr', 'rtl'] as const)
  test(`axe finds nothing in any state, in light, dark and forced colours, ${direction}`, async () => {
    const page = await gallery(direction);
    const all = await directions(page);
    assert.ok(all.length > 100 && all.every((one) => one === direction), `${all.length} elements, ${direction}`);
    // First of all: after ten seconds what is being sent is saved for later.
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

test('what is shown has the documented parts, and no others', async () => {
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
