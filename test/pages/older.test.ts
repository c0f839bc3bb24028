/** A browser from before 2024, which drops declarations with `light-dark()` or relative colours. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { openSite, visit } from '../helpers/site.ts';

const { browser, site } = await openSite();

/** Makes style sheets invalid where a browser from before 2024 would not understand them. */
const FORGET = `
  const { replaceSync } = CSSStyleSheet.prototype;
  CSSStyleSheet.prototype.replaceSync = function (text) {
    return replaceSync.call(this, text.replace(/light-dark\\(/g, 'unknown-function(').replace(/\\(from /g, '(unknown '));
  };`;

test('a browser without light-dark() and relative colours shows progress, the chosen score and the button', async () => {
  site.pages.set('/', {
    html: `<!doctype html><html lang="en"><title>A shop</title><script>${FORGET}</script>
      <script src="/lojal.js" async data-points="1280" data-spend="300"></script>
      <script type="application/json" data-lojal="program">{ "points": { "perUnit": 1 }, "tiers": { "metric": "spend",
        "levels": [{ "id": "a", "name": "A", "from": 0 }, { "id": "b", "name": "B", "from": 600 }] } }</script>
      <lojal-tier></lojal-tier><lojal-nps></lojal-nps>`,
  });
  const { page, errors } = await visit(browser, site.url);
  await page.locator('lojal-nps [part~=option] input').nth(9).check({ force: true });
  const colour = (selector: string, name: string) =>
    page
      .locator(selector)
      .first()
      .evaluate((element, name) => getComputedStyle(element).getPropertyValue(name), name);
  // Without a button on the page, the accent is the colour of the text.
  const accent = 'rgb(29, 27, 38)';
  assert.equal(await colour('lojal-tier [part~=fill]', 'background-color'), accent);
  await page.locator('lojal-nps [part~=submit]').waitFor();
  assert.equal(await colour('lojal-nps [part~=submit]', 'background-color'), accent);
  assert.equal(await colour('lojal-nps [part~=submit]', 'color'), 'rgb(255, 255, 255)');
  assert.equal(await colour('lojal-nps [part~=card]', 'background-color'), 'rgb(255, 255, 255)');
  assert.deepEqual(errors, []);
});
