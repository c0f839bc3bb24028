/** The complete programmes of the demo: each file has no fault, and its page shows every element, also on a small phone. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { parseFullProgram } from '../../src/config/full-program.ts';
import { clean } from '../helpers/axe.ts';
import { openShop } from '../helpers/shop.ts';
import { visit } from '../helpers/site.ts';

const { browser, shop } = await openShop();

const FOLDER = new URL('../../demo/programs/', import.meta.url);
const TYPES = ['cause', 'paid', 'partner', 'points', 'stamps', 'tiers'];

test('the folder has the five kinds and the stamp card', () => {
  assert.deepEqual(
    readdirSync(FOLDER).sort(),
    TYPES.map((type) => `${type}.json`),
  );
});

for (const type of TYPES) {
  test(`${type}: the program has no fault, and the documentation shows it`, () => {
    const { faults } = parseFullProgram(JSON.parse(readFileSync(new URL(`${type}.json`, FOLDER), 'utf8')));
    assert.deepEqual(faults, []);
    const docs = readFileSync(new URL('../../docs/programs.md', import.meta.url), 'utf8');
    assert.ok(docs.includes(`(images/programs/${type}.png)`) && docs.includes(`demo/programs/${type}.json`));
  });

  for (const colorScheme of ['light', 'dark'] as const)
    test(`${type}: its page shows every element in ${colorScheme}, at 1280 and at 320 px`, async () => {
      for (const width of [1280, 320]) {
        const { page, context, warnings, errors } = await visit(browser, `${shop.url}/programs.html?type=${type}`, {
          colorScheme,
          bypassCSP: true,
          viewport: { width, height: 900 },
        });
        const elements = page.locator('#programme lojal-program > *');
        await elements.first().waitFor();
        await page.waitForFunction(() =>
          [...document.querySelectorAll('#programme lojal-program > *')].every((one) =>
            one.shadowRoot?.querySelector('[part]'),
          ),
        );
        await page.waitForLoadState('networkidle');
        await clean(page, `${type} at ${width}`);
        const fits = await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth);
        assert.ok(fits, `${type} scrolls sideways at ${width}`);
        assert.deepEqual([...warnings, ...errors], []);
        await context.close();
      }
    });
}
