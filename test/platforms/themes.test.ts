/**
 * With the recipe of its guide, an account page of each theme looks like the theme. A run takes two of the six themes;
 * `ROTATION=all` takes all, and `PICTURES=1` writes their pictures in docs/platforms/images.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { misfits } from '../helpers/fits.js';
import { hasTurn } from '../helpers/rotation.ts';
import { openSite, visit } from '../helpers/site.ts';
import { platformLook } from './theme-look.js';
import { PLATFORM_THEMES, themePage } from './theme-pages.ts';

const DOCS = new URL('../../docs/platforms/', import.meta.url);
const { browser, site } = await openSite();

/** The style sheet after the marker of the theme, as printed. */
function recipeOf(theme: string, guide: string): string {
  const text = readFileSync(new URL(`${guide}.md`, DOCS), 'utf8');
  const [, css] = new RegExp(`<!-- theme: ${theme} -->\n\`\`\`css\n([\\s\\S]*?)\`\`\``).exec(text) ?? [];
  assert.ok(css, `docs/platforms/${guide}.md has no recipe for ${theme}`);
  return css;
}

test('the recipe of each theme', async () => {
  const { page, context, warnings, errors } = await visit(browser, 'about:blank', {
    viewport: { width: 390, height: 760 },
  });
  for (const [name, theme] of Object.entries(PLATFORM_THEMES).filter((_, at) => hasTurn(at))) {
    const seen = [];
    for (const [state, recipe] of [
      ['before', ''],
      ['after', recipeOf(name, theme.guide)],
    ] as const) {
      site.pages.set(`/${name}-${state}`, { html: themePage(name, theme, recipe) });
      await page.goto(`${site.url}/${name}-${state}`);
      await page.locator('lojal-nps [part~=submit]').waitFor();
      await page.locator('lojal-tier [part~=track]').waitFor();
      // Lojal reads the page once more when it has loaded.
      await page.waitForTimeout(400);
      seen.push(await page.evaluate(platformLook));
      assert.deepEqual(await page.evaluate(misfits, 'lojal-points, lojal-tier, lojal-nps'), []);
      if (process.env.PICTURES) {
        await page.locator('lojal-nps [part~=option]').nth(9).click();
        await page.waitForTimeout(400);
        const path = fileURLToPath(new URL(`images/${name}-${state}.webp`, DOCS));
        await page.screenshot({ path, type: 'webp', quality: 80, fullPage: true });
      }
    }
    const [before, after] = seen;
    assert.notDeepEqual(before, after, `${name}: the recipe changes nothing`);
    assert.deepEqual(after?.button, theme.button, name);
    assert.deepEqual(after?.surfaces, theme.surfaces, name);
    assert.equal(after?.font, after?.body, name);
    assert.ok((after?.overflow ?? 1) <= 0, name);
  }
  assert.deepEqual([...warnings, ...errors], []);
  await context.close();
});
