/** A card in the corner keeps clear of the page's own controls, and stays in the page until it is closed. */
import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import type { Page } from 'playwright-core';
import { loyalty } from '../fixtures/program.ts';
import { nextFrame } from '../helpers/evaluate.ts';
import { openSite, visit } from '../helpers/site.ts';

const { browser, site } = await openSite();

// Each open page costs time.
afterEach(() => Promise.all(browser.contexts().map((context) => context.close())));

const PROGRAM = `<script type="application/json" data-lojal="program">${JSON.stringify({ ...loyalty, ask: undefined })}</script>`;
const SCRIPT = '<script src="/lojal.js" data-endpoint="/answers"></script>';
const DESKTOP = { width: 1280, height: 800 };
const PHONE = { width: 390, height: 844 };
const TOP = 'z-index:2147483647;background:#222;color:#fff';

let number = 0;
function put(body: string, dir = 'ltr'): string {
  const path = `/corner-${++number}`;
  site.pages.set(path, {
    html: `<!doctype html><html lang="en" dir="${dir}"><head><meta charset="utf-8"><title>A shop</title><meta name="viewport" content="width=device-width">${SCRIPT}</head><body style="min-height:300vh">${PROGRAM}<main><h1>Records</h1></main>${body}</body></html>`,
  });
  return site.url + path;
}

/** Opens the card of a question that Lojal adds to the page. */
async function openCard(page: Page): Promise<void> {
  await page.evaluate("lojal.show('nps')");
  await page.locator('lojal-nps').locator('input[type=radio]').first().waitFor({ state: 'attached' });
}

/** The box of the card without its animation, the boxes that it must keep clear of, and whether the card is visible. */
const boxes = (page: Page) =>
  page.evaluate(() => {
    const pane = document.querySelector('lojal-nps')?.shadowRoot?.querySelector('[part=card]') as HTMLElement;
    for (const animation of pane.getAnimations()) animation.finish();
    const { left, top, right, bottom } = pane.getBoundingClientRect();
    const controls = [
      ...document.querySelectorAll('.control'),
      ...((window as never as { controls?: Element[] }).controls ?? []),
    ];
    return {
      card: { left, top, right, bottom },
      visible: pane.checkVisibility({ visibilityProperty: true }),
      controls: controls.map(
        (one) => one.getBoundingClientRect().toJSON() as { left: number; top: number; right: number; bottom: number },
      ),
    };
  });

type Boxes = Awaited<ReturnType<typeof boxes>>;
/** Waits until `fits` holds: the place of a card is checked at intervals. Gives the last boxes. */
async function settled(page: Page, fits: (seen: Boxes) => boolean): Promise<Boxes> {
  const end = Date.now() + 15_000;
  for (;;) {
    const seen = await boxes(page);
    if (fits(seen) || Date.now() > end) return seen;
    await nextFrame(page);
  }
}
const isClear = ({ card, controls }: Boxes): boolean =>
  controls.every(
    (one) => one.right <= card.left || one.left >= card.right || one.bottom <= card.top || one.top >= card.bottom,
  );
const isInside = ({ card }: Boxes, { width, height }: typeof DESKTOP): boolean =>
  card.left >= 0 && card.top >= 0 && card.right <= width && card.bottom <= height;

/** Controls of a page in the corner, and which screens are tried. */
const CONTROLS: Readonly<Record<string, string>> = {
  'a consent banner of any role': `<div class="control" role="region" style="position:fixed;inset:auto 0 0 0;${TOP};padding:20px"><button>Accept all</button></div>`,
  'a consent banner without a role': `<div class="control" style="position:fixed;inset:auto 0 0 0;height:180px;${TOP}"><p>We use cookies</p><button>Accept</button></div>`,
  'a chat button': `<button class="control" style="position:fixed;right:20px;bottom:20px;width:60px;height:60px;${TOP}">?</button>`,
  'a button to the top of the page, below everything': `<a class="control" href="#" style="position:fixed;right:12px;bottom:12px;width:44px;height:44px;z-index:1;background:#ddd">↑</a>`,
  'a bar that sticks to the bottom': `<div class="control" style="position:sticky;bottom:0;background:#eee"><button>Add to cart</button></div><p style="height:150vh">Details</p>`,
  'a banner in a shadow root': `<cmp-banner><template shadowrootmode="open"><div style="position:fixed;inset:auto 0 0 0;height:120px;${TOP}"><button>Accept</button></div></template></cmp-banner><script>window.controls = [document.querySelector('cmp-banner').shadowRoot.querySelector('div')]</script>`,
  'a banner in a closed shadow root': `<cmp-banner></cmp-banner><script>{ const root = document.querySelector('cmp-banner').attachShadow({ mode: 'closed' });
    root.innerHTML = '<div style="position:fixed;inset:auto 0 0 0;height:120px;${TOP}"><button>Accept</button></div>'; window.controls = [root.querySelector('div')]; }</script>`,
  'a banner in a frame': `<iframe class="control" srcdoc="<button>Accept</button>" style="position:fixed;left:0;bottom:0;width:100%;height:140px;border:0;${TOP}"></iframe>`,
  'a fixed element of no height with its content outside of it': `<div style="position:fixed;left:0;right:0;bottom:0;height:0;${TOP}"><div class="control" style="position:absolute;bottom:0;left:0;right:0;height:100px;background:#444"><button>Accept</button></div></div>`,
  'a popover': `<div class="control" id="pop" popover="manual" style="inset:auto 10px 10px auto;margin:0;width:200px;height:100px">A message</div><script>pop.showPopover()</script>`,
  'two controls, one above the other': `<div class="control" style="position:fixed;inset:auto 0 0 0;height:60px;${TOP}">Cookies</div><button class="control" style="position:fixed;right:16px;bottom:80px;width:56px;height:56px;${TOP}">?</button>`,
  'a box in a layer over the whole page': `<div style="position:fixed;inset:0;display:flex;align-items:end;background:rgb(0 0 0 / .3);z-index:99"><div class="control" style="width:100%;height:150px;background:#fff"><button>Accept</button></div></div>`,
};

for (const [name, control] of Object.entries(CONTROLS))
  for (const viewport of [DESKTOP, PHONE])
    test(`on a screen of ${viewport.width} px the card keeps clear of ${name}`, async () => {
      const { page } = await visit(browser, put(control), { viewport });
      await openCard(page);
      const seen = await boxes(page);
      assert.ok(isClear(seen), JSON.stringify(seen));
      assert.ok(seen.visible && isInside(seen, viewport), JSON.stringify(seen));
      assert.ok(seen.card.bottom - seen.card.top > 150, 'the card can be used');
    });

test('without a control, and above the content of the page, the card lies in the corner', async () => {
  const bodies = [
    '',
    '<div style="position:fixed;inset:0;z-index:-1;background:#eef">A background</div>',
    '<aside style="position:sticky;top:0;float:right;width:300px;height:700px;background:#eee">A column</aside>',
    '<div style="position:fixed;inset:auto 0 0 0;height:300px;pointer-events:none">A place for messages</div>',
    '<div style="position:fixed;inset:auto 0 0 0;height:300px;display:none">Hidden</div>',
    '<div style="position:fixed;inset:0;overflow:auto"><section style="position:absolute;inset:0;width:70%;margin-left:auto"><p>An app</p><ul><li>1</li><li>2</li><li>3</li></ul></section></div>',
  ];
  for (const body of bodies) {
    const { page, context } = await visit(browser, put(body), { viewport: DESKTOP });
    await openCard(page);
    const { card, visible } = await boxes(page);
    assert.ok(visible && card.right > 1200 && card.bottom > 760, `${body}: ${JSON.stringify(card)}`);
    await context.close();
  }
});

test('beside a high control the card goes to the other side; on a page from right to left too', async () => {
  for (const [dir, side] of [
    ['ltr', 'right'],
    ['rtl', 'left'],
  ] as const) {
    const chat = `<aside class="control" style="position:fixed;${side}:0;bottom:0;width:400px;height:700px;${TOP}">A chat</aside>`;
    const { page } = await visit(browser, put(chat, dir), { viewport: DESKTOP });
    await openCard(page);
    const seen = await boxes(page);
    assert.ok(isClear(seen) && isInside(seen, DESKTOP), JSON.stringify(seen));
    assert.ok(seen.card.bottom > 760);
  }
});

test('between two controls the card is narrower', async () => {
  const rivals = `<div class="control" style="position:fixed;right:0;bottom:0;width:400px;height:500px;${TOP}">A chat</div>
    <div class="control" style="position:fixed;inset:auto 0 0 0;height:200px;${TOP}">Cookies</div>`;
  const small = { width: 800, height: 600 };
  const { page } = await visit(browser, put(rivals), { viewport: small });
  await openCard(page);
  const seen = await boxes(page);
  assert.ok(isClear(seen) && isInside(seen, small) && seen.visible, JSON.stringify(seen));
});

test('the card moves when a banner comes later, and returns when the banner goes', async () => {
  const { page } = await visit(browser, put(''), { viewport: PHONE });
  await openCard(page);
  const usual = await boxes(page);
  await page.locator('lojal-nps').getByRole('radio', { name: '3', exact: true }).check({ force: true });
  await page.locator('lojal-nps').getByRole('textbox').fill('Too slow');
  await page.evaluate((style) => {
    document.body.insertAdjacentHTML(
      'beforeend',
      `<div class="control" style="position:fixed;inset:auto 0 0 0;height:130px;${style}"><button>Accept</button></div>`,
    );
  }, TOP);
  const moved = await settled(page, isClear);
  assert.ok(isClear(moved) && isInside(moved, PHONE), JSON.stringify(moved));
  assert.equal(await page.locator('lojal-nps').getByRole('textbox').inputValue(), 'Too slow');
  await page.evaluate("document.querySelector('.control').remove()");
  const back = await settled(page, ({ card }) => card.bottom === usual.card.bottom);
  assert.equal(back.card.bottom, usual.card.bottom);
});

test('the card waits while a consent form takes the whole screen, and comes after it', async () => {
  const wall = `<div id="wall" class="control" style="position:fixed;inset:0;${TOP}"><div style="height:100%"><button>Accept</button></div></div>`;
  const { page } = await visit(browser, put(`<ul>${'<li>A record</li>'.repeat(20)}</ul>${wall}`), { viewport: PHONE });
  await openCard(page);
  assert.equal((await boxes(page)).visible, false);
  await page.evaluate('wall.remove()');
  assert.equal((await settled(page, ({ visible }) => visible)).visible, true);
});

test('the tab of a question moves along its edge, clear of another tab', async () => {
  const other = `<button class="control" style="position:fixed;right:0;top:45%;height:90px;width:40px;${TOP}">Feedback</button>`;
  const { page } = await visit(browser, put(`${other}<lojal-nps mode="tab"></lojal-nps>`), { viewport: DESKTOP });
  const tab = page.locator('lojal-nps').getByRole('button', { expanded: false });
  await tab.waitFor();
  // The driver polls until the tab is there.
  const comes = (where: (box: DOMRect) => boolean) =>
    page.waitForFunction(
      `(${where})(document.querySelector('lojal-nps').shadowRoot.querySelector('.tab').getBoundingClientRect())`,
    );
  await comes(({ top, bottom }) => top > 450 || bottom < 360);
  await page.evaluate("document.querySelector('.control').remove()");
  await comes(({ top, bottom }) => Math.abs((top + bottom) / 2 - 400) < 2);
});

test('a card in a hidden parent causes no error, and keeps clear once the parent is shown', async () => {
  const banner = `<div class="control" style="position:fixed;inset:auto 0 0 0;height:100px;${TOP}">Cookies</div>`;
  const { page, errors } = await visit(
    browser,
    put(`${banner}<div id="parent" style="display:none"><lojal-nps mode="corner"></lojal-nps></div>`),
    { viewport: DESKTOP },
  );
  // Of its own: lojal.show() passes over a question that cannot be seen.
  await page.evaluate("customElements.whenDefined('lojal-nps').then(() => document.querySelector('lojal-nps').show())");
  await page.locator('lojal-nps input[type=radio]').first().waitFor({ state: 'attached' });
  await page.evaluate("document.getElementById('parent').style.display = ''");
  const seen = await settled(page, (now) => isClear(now) && now.visible);
  assert.ok(isClear(seen) && seen.visible, JSON.stringify(seen));
  assert.deepEqual(errors, []);
});

/** How libraries bring a page to the state of the server's page, which does not have the card. */
const MORPHS: Readonly<Record<string, string>> = {
  'morphs the body':
    "for (const node of [...document.body.children]) if (node.localName.startsWith('lojal-')) node.remove()",
  'replaces the body':
    "{ const body = document.createElement('body'); body.innerHTML = '<main><h1>Another page</h1></main>'; document.body.replaceWith(body) }",
  'replaces the content of the body': "document.body.innerHTML = '<main><h1>Another page</h1></main>'",
  'replaces children': "document.body.replaceChildren(document.createElement('main'))",
};

for (const [name, morph] of Object.entries(MORPHS))
  test(`an open card and what is written in it stay when a library ${name}`, async () => {
    const { page, errors } = await visit(browser, put(''), { viewport: DESKTOP });
    await openCard(page);
    const card = page.locator('lojal-nps');
    await card.getByRole('radio', { name: '3', exact: true }).check({ force: true });
    await card.getByRole('textbox').click();
    await page.keyboard.type('Too ');
    await page.evaluate(morph);
    // Observers of the page have been called.
    await nextFrame(page);
    await page.keyboard.type('slow');
    assert.equal(await card.getByRole('textbox').inputValue(), 'Too slow');
    assert.equal(
      await page.evaluate(
        "document.querySelector('lojal-nps').shadowRoot.querySelector('[part=card]').matches(':popover-open')",
      ),
      true,
    );
    await page.keyboard.press('Escape');
    await card.waitFor({ state: 'detached' });
    await nextFrame(page);
    assert.equal(await card.count(), 0, 'a closed card does not return');
    assert.deepEqual(errors, []);
  });
