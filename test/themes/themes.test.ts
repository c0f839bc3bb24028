/** On five kinds of shop themes the elements look native, keep their distance and fit, at three widths. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { misfits } from '../helpers/fits.js';
import { openSite, visit } from '../helpers/site.ts';
import { look } from './look.js';
import { THEMES, themeHtml } from './pages.ts';

const { browser, site } = await openSite();

for (const [name, theme] of Object.entries(THEMES))
  for (const width of [1280, 390, 320])
    test(`${name}, ${width} px`, async () => {
      const path = `/${name.replaceAll(' ', '-')}`;
      site.pages.set(path, { html: themeHtml(theme) });
      const { page, context, warnings, errors } = await visit(browser, site.url + path, {
        viewport: { width, height: 900 },
      });
      await page.locator('lojal-nps [part~=submit]').waitFor();
      await page.waitForTimeout(700);
      const seen = await page.evaluate(look);
      assert.ok(seen.overflow <= 0, `the page is ${seen.overflow} px wider than the screen`);
      assert.ok(seen.inline.width > 60 && seen.inline.height < 60, JSON.stringify(seen.inline));
      assert.ok(seen.widest <= 40.01, `${seen.widest} em`);
      assert.ok(seen.gap >= 8, `${seen.gap} px between two elements`);
      assert.deepEqual({ ...seen.button, colour: '' }, { ...theme.button, colour: '' });
      const asPage = await page.evaluate((colour) => {
        const probe = document.body.appendChild(document.createElement('i'));
        probe.style.color = `rgb(from ${colour} r g b / 1)`;
        return getComputedStyle(probe).color;
      }, theme.button.colour);
      assert.equal(seen.button.colour, asPage);
      assert.deepEqual(await page.evaluate(misfits, 'lojal-points, lojal-tier, lojal-nps, lojal-review'), []);
      assert.deepEqual([...warnings, ...errors], []);
      await context.close();
    });

test('each section of a page gives its elements its own colours', async () => {
  site.pages.set('/scoped', { html: themeHtml(THEMES['sections with a scoped palette'] as (typeof THEMES)[string]) });
  const { page, context } = await visit(browser, `${site.url}/scoped`);
  await page.locator('lojal-nps [part~=submit]').waitFor();
  const { surfaces } = await page.evaluate(look);
  const [cream, , navy, , white] = surfaces.map(([surface]) => surface);
  assert.deepEqual([cream, navy, white], ['rgb(243, 240, 232)', 'rgb(22, 38, 56)', 'rgb(255, 255, 255)']);
  await context.close();
});

test('the elements follow when the page switches its theme', async () => {
  const css =
    'body { background: #fff; color: #222; transition: background 0.2s } [data-theme=dark] body { background: #101418; color: #eee }';
  site.pages.set('/switch', {
    html: themeHtml({
      css,
      body: '<lojal-points></lojal-points><lojal-nps></lojal-nps>',
      button: { colour: '', radius: '', weight: '' },
    }),
  });
  const { page, context } = await visit(browser, `${site.url}/switch`);
  await page.locator('lojal-nps [part~=submit]').waitFor();
  await page.waitForTimeout(500);
  await page.evaluate(() => document.documentElement.setAttribute('data-theme', 'dark'));
  await page.waitForTimeout(1000);
  const { surfaces, button } = await page.evaluate(look);
  assert.deepEqual(surfaces[0], ['rgb(16, 20, 24)', 'rgb(238, 238, 238)']);
  // Without a button on the page, the accent is the colour of the text.
  assert.equal(button.colour, 'color(srgb 0.933333 0.933333 0.933333)');
  await context.close();
});

test('the page’s rules for a tag win over the default margin and width', async () => {
  const css = 'lojal-points { margin: 0; max-width: none } lojal-tier { --lojal-width: 20em }';
  site.pages.set('/own', {
    html: themeHtml({
      css,
      body: '<lojal-points></lojal-points><lojal-tier></lojal-tier><lojal-nps></lojal-nps>',
      button: { colour: '', radius: '', weight: '' },
    }),
  });
  const { page, context } = await visit(browser, `${site.url}/own`, { viewport: { width: 1280, height: 900 } });
  await page.locator('lojal-nps [part~=submit]').waitFor();
  const widths = await page.$$eval('lojal-points, lojal-tier', (all) =>
    all.map((one) => one.getBoundingClientRect().width),
  );
  assert.deepEqual(widths, [1264, 320]);
  await context.close();
});

test('an element without anything to show takes no cell of a grid, and fallback content does', async () => {
  const { css, button } = THEMES['grid of cards'] as (typeof THEMES)[string];
  const tile = '<div class="tile">A tile</div>';
  const body = `<div class="grid">${tile}<lojal-points></lojal-points><lojal-tier>Collect points</lojal-tier>${tile}</div>`;
  site.pages.set('/guest', { html: themeHtml({ css, body, button }, '') });
  const { page, context } = await visit(browser, `${site.url}/guest`, { viewport: { width: 1280, height: 900 } });
  await page.locator('lojal-points:state(bare)').waitFor({ state: 'attached' });
  const cells = await page.$$eval('.grid > *', (all) => all.map((one) => one.getBoundingClientRect().width > 0));
  assert.deepEqual(cells, [true, false, true, true]);
  // A customer signs in, and out.
  for (const points of [5, undefined]) {
    await page.evaluate((points) => Object.assign(document.querySelector('lojal-points') ?? {}, { points }), points);
    await page.locator('lojal-points').waitFor({ state: points ? 'visible' : 'hidden' });
  }
  await context.close();
});

test('where two texts do not fit into one line, both begin at the start', async () => {
  const { css, button } = THEMES['flex header'] as (typeof THEMES)[string];
  site.pages.set('/narrow', {
    html: themeHtml({ css, body: '<lojal-points></lojal-points><lojal-nps></lojal-nps>', button }),
  });
  const { page, context } = await visit(browser, `${site.url}/narrow`, { viewport: { width: 240, height: 900 } });
  await page.locator('lojal-nps [part~=submit]').waitFor();
  for (const [first, second] of [
    ['lojal-points .balance > span', 'lojal-points .worth'],
    ['lojal-nps .ends span', 'lojal-nps .ends :last-child'],
  ] as const) {
    const [one, other] = [
      await page.locator(first).first().boundingBox(),
      await page.locator(second).first().boundingBox(),
    ];
    assert.ok(one && other && other.y > one.y, second);
    assert.equal(Math.round(other.x), Math.round(one.x), second);
  }
  await context.close();
});

test('a question that the page has closed keeps no reserved height', async () => {
  const css = 'lojal-nps { --lojal-reserve: 20em }';
  const button = { colour: '', radius: '', weight: '' };
  site.pages.set('/closed', { html: themeHtml({ css, body: '<lojal-nps></lojal-nps>', button }) });
  const { page, context } = await visit(browser, `${site.url}/closed`);
  await page.locator('lojal-nps [part~=submit]').waitFor();
  const height = () => page.$eval('lojal-nps', (nps) => nps.getBoundingClientRect().height);
  assert.equal(await height(), 320);
  await page.$eval('lojal-nps', (nps) => nps.dismiss());
  await page.locator('lojal-nps [part~=submit]').waitFor({ state: 'detached' });
  assert.equal(await height(), 0);
  await context.close();
});
