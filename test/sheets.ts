/**
 * Draws every state of every element, one sheet per language, for review by a native reader. `npm run sheets` draws all
 * languages, `npm run sheets -- fi ar` only these. Writes to `.sheets/` or to the folder in `SHEETS`.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { start } from '../demo/serve.js';
import { launch, visit } from './helpers/site.ts';

const LANGUAGES = ['en', 'sv', 'nb', 'da', 'fi', 'de', 'fr', 'es', 'nl', 'it', 'pt', 'pl', 'ar'];

/** Arranges the states of one column in several columns, each as wide as a small phone. */
const SHEET = `
  header, footer, .page-head, .cell > .name, .state > .small, .group > .button-row { display: none !important }
  main { max-width: none !important; padding: 8px !important }
  .group { margin: 0 0 12px !important }
  .group > h2 { margin: 0 !important; font-size: 16px !important }
  .group { columns: 6 320px; column-gap: 8px }
  .state { break-inside: avoid; margin: 0 0 8px !important }
  .state h3 { margin: 0 !important; font: 11px sans-serif !important }
  .columns { display: block !important; margin: 0 !important }
  .cell { padding: 6px !important }
`;

/** Cards on a phone and on a desktop side by side: in the corner, behind an open tab, behind a closed tab. */
const CARDS = [
  ['nps', { mode: 'corner' }],
  ['review', { mode: 'corner', 'product-name': 'Birch Hours' }],
  ['survey', { mode: 'tab', kind: 'exit' }],
] as const;

async function card(page: Page, kind: string, attributes: object, lang: string): Promise<void> {
  await page.evaluate(
    async ([kind, attributes, lang]) => {
      document.querySelector('body > .shown')?.remove();
      document.documentElement.dir = lang === 'ar' ? 'rtl' : 'ltr';
      const element = document.createElement(`lojal-${kind}`) as HTMLElement & {
        show(): void;
        updateComplete: Promise<unknown>;
      };
      for (const [name, value] of Object.entries({ ...attributes, lang, class: 'shown' }))
        element.setAttribute(name, String(value));
      document.body.append(element);
      await element.updateComplete;
      element.show();
      await element.updateComplete;
      // The files of the card and of the language may not have loaded yet.
      const root = element.shadowRoot;
      const { dir } = document.documentElement;
      while (!root?.querySelector(`.root[dir=${dir}] .pane:not([hidden])`)) await new Promise(requestAnimationFrame);
      for (const animation of element.shadowRoot?.getAnimations() ?? []) animation.finish();
    },
    [kind, attributes, lang] as const,
  );
}

const folder = process.env.SHEETS ?? '.sheets';
const wanted = process.argv.slice(2);
mkdirSync(folder, { recursive: true });
const [browser, shop] = await Promise.all([
  launch(),
  start({ port: 0, folder: 'memory://', ownerKey: 'sheets-0123456789-0123456789-0123456789' }),
]);
try {
  for (const lang of wanted.length ? wanted : LANGUAGES) {
    const { page, context } = await visit(browser, `${shop.url}/gallery.html?lang=${lang}`, {
      bypassCSP: true,
      reducedMotion: 'reduce',
      viewport: { width: 2000, height: 1200 },
    });
    await page.locator('html[data-ready]').waitFor({ timeout: 60_000, state: 'attached' });
    const column = lang === 'en' ? '.cell[data-scheme=light]' : `.cell[lang=${lang}]`;
    await page.addStyleTag({ content: `${SHEET} .cell:not(${column}) { display: none }` });
    for (const group of await page.locator('.group').all()) {
      const name = await group.locator('h2').getAttribute('id');
      // Show the state alone. Otherwise an answer that is still being sent changes the layout of the others.
      const alone = await page.addStyleTag({ content: `.group:not(:has(#${name})) { display: none }` });
      // Large pictures take long on a busy machine.
      await group.screenshot({ path: join(folder, `${lang}.${name}.png`), timeout: 120_000 });
      await alone.evaluate((style) => (style as HTMLElement).remove());
    }
    await page.setViewportSize({ width: 390, height: 780 });
    for (const [kind, attributes] of CARDS) {
      await card(page, kind, attributes, lang);
      await page.screenshot({ path: join(folder, `${lang}.card.${kind}.png`) });
    }
    await context.close();
    console.log(lang);
  }
} finally {
  await browser.close();
  await shop.close();
}
