/** What a page listens to must not reach the fields of Lojal: shortcuts, copy protection, carousels, focus traps, delegated handlers. */
import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import type { Page } from 'playwright-core';
import { loyalty } from '../fixtures/program.ts';
import { openSite, visit } from '../helpers/site.ts';

const { browser, site } = await openSite();

// Each open page costs time.
afterEach(() => Promise.all(browser.contexts().map((context) => context.close())));

const PROGRAM = `<script type="application/json" data-lojal="program">${JSON.stringify({ ...loyalty, ask: undefined })}</script>`;
const SCRIPT = '<script src="/lojal.js" data-endpoint="/answers"></script>';

let number = 0;
function put(body: string, head = ''): string {
  const path = `/typing-${++number}`;
  site.pages.set(path, {
    html: `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A shop</title><meta name="viewport" content="width=device-width">${head}</head><body>${body}</body></html>`,
  });
  return site.url + path;
}

/** A handler that spares the fields of the page, as most shortcuts and copy protections do. */
const spares = (then: string): string =>
  `(event) => { if (!/^(INPUT|TEXTAREA|SELECT|BUTTON|LABEL)$/.test(event.target.nodeName) && !event.target.isContentEditable) { ${then} } }`;
const KEYS = `if (['/', ' ', 'j', 'ArrowLeft', 'Backspace'].includes(event.key)) { event.preventDefault(); search.focus(); }`;

/** Listeners of the page, by what they are. Each runs before Lojal is loaded. */
const PAGES: Readonly<Record<string, string>> = {
  'shortcuts on the document': `document.addEventListener('keydown', ${spares(KEYS)})`,
  'shortcuts on the window': `addEventListener('keydown', ${spares(KEYS)})`,
  'shortcuts on keypress': `document.addEventListener('keypress', ${spares(KEYS)})`,
  'shortcuts in the capture phase of the document': `document.addEventListener('keydown', ${spares(KEYS)}, true)`,
  'shortcuts in the capture phase of the window': `addEventListener('keydown', ${spares(KEYS)}, true)`,
  'shortcuts of a parent': `addEventListener('DOMContentLoaded', () => document.body.addEventListener('keydown', ${spares(KEYS)}, true))`,
  'input that is filtered': `document.addEventListener('beforeinput', ${spares('event.preventDefault()')}, true)`,
  'copy protection': `for (const type of ['copy', 'cut', 'paste', 'selectstart', 'contextmenu', 'dragstart']) document.addEventListener(type, ${spares('event.preventDefault()')})`,
  'copy protection in the capture phase': `for (const type of ['copy', 'cut', 'paste', 'selectstart', 'contextmenu']) document.addEventListener(type, ${spares('event.preventDefault()')}, true)`,
  'a carousel that takes the pointer': `for (const type of ['mousedown', 'pointerdown', 'touchstart', 'wheel']) document.addEventListener(type, ${spares('event.preventDefault()')}, { passive: false })`,
  'a carousel that takes the mouse in the capture phase': `for (const type of ['mousedown', 'touchstart']) document.addEventListener(type, ${spares('event.preventDefault()')}, { capture: true, passive: false })`,
  'a delegated handler of clicks': `document.addEventListener('click', ${spares('event.preventDefault(); search.focus()')})`,
  'a delegated handler of input': `document.addEventListener('input', (event) => { if (!('value' in event.target)) throw new Error('no value') })`,
  'a page without selectable text': `addEventListener('DOMContentLoaded', () => { document.body.style.cssText = 'user-select: none; -webkit-user-select: none' })`,
};

/** Writes into a review by keys, the mouse and the clipboard. */
async function write(page: Page): Promise<string> {
  const field = page.locator('lojal-review').getByLabel('Your review');
  await field.click();
  await page.keyboard.type('Great sound / ok jj');
  await page.keyboard.press('Backspace');
  await page.keyboard.press('Shift+ArrowLeft');
  await page.keyboard.press('Control+X');
  await page.keyboard.press('Control+V');
  await page.keyboard.press('Control+V');
  await page.locator('lojal-review').getByRole('radio', { name: '4 stars' }).check({ force: true });
  return field.inputValue();
}

for (const [name, listens] of Object.entries(PAGES))
  test(`the customer writes as into a field of the page beside ${name}`, async () => {
    const { page, errors } = await visit(
      browser,
      put(
        `<input id="search">${PROGRAM}<lojal-review product="p"></lojal-review>`,
        `<script>${listens}</script>${SCRIPT}`,
      ),
      { permissions: ['clipboard-read', 'clipboard-write'] },
    );
    assert.equal(await write(page), 'Great sound / ok jj');
    assert.equal(await page.locator('#search').inputValue(), '');
    assert.equal(await page.locator('lojal-review').getByRole('radio', { name: '4 stars' }).isChecked(), true);
    assert.deepEqual(errors, []);
  });

test('what is not of a field reaches the page: a click on a link, Escape and Tab in a dialog of the page', async () => {
  const program = PROGRAM.replace('{', '{"privacyUrl":"/privacy",');
  const { page } = await visit(
    browser,
    put(
      `${program}<div role="dialog"><lojal-review product="p"></lojal-review></div>`,
      `<script>window.heard = []; for (const type of ['click', 'keydown']) document.addEventListener(type, (event) => { heard.push(event.key ?? type); if (type === 'click') event.preventDefault(); });</script>${SCRIPT}`,
    ),
  );
  const review = page.locator('lojal-review');
  await review.getByLabel('Your review').press('Escape');
  await review.getByLabel('Your review').press('Tab');
  await review.getByLabel('Your review').press('x');
  await review.getByRole('link').click();
  assert.deepEqual(await page.evaluate('heard'), ['Escape', 'Tab', 'click']);
});

const OPEN = '<lojal-nps mode="corner"></lojal-nps>';
const show = (page: Page): Promise<unknown> => page.evaluate("lojal.show('nps')");

/** Focus traps, as libraries for dialogs make them. */
const TRAPS: Readonly<Record<string, string>> = {
  'on focusin of the document': `document.addEventListener('focusin', (event) => { if (!dialog.contains(event.target)) inner.focus(); })`,
  'in the capture phase': `document.addEventListener('focusin', (event) => { if (!dialog.contains(event.target)) { event.stopImmediatePropagation(); inner.focus(); } }, true)`,
  'on focus of the body': `document.body.addEventListener('focus', (event) => { if (!dialog.contains(event.target)) inner.focus(); }, true)`,
  'on focusout': `document.addEventListener('focusout', (event) => { if (event.relatedTarget && !dialog.contains(event.relatedTarget)) inner.focus(); })`,
  'on the key Tab': `document.addEventListener('keydown', (event) => { if (event.key === 'Tab' && !dialog.contains(event.target)) { event.preventDefault(); inner.focus(); } }, true)`,
  'on the mouse': `document.addEventListener('mousedown', (event) => { if (!dialog.contains(event.target)) event.preventDefault(); }, true)`,
};

for (const [name, traps] of Object.entries(TRAPS))
  test(`a dialog that keeps the focus ${name} does not take it out of the card`, async () => {
    const dialog = `<div role="dialog" aria-modal="true" id="dialog"><input id="inner"></div><script>${traps}</script>`;
    const { page, errors } = await visit(browser, put(PROGRAM + dialog + OPEN, SCRIPT));
    await page.locator('#inner').focus();
    await show(page);
    const card = page.locator('lojal-nps');
    await card.getByRole('radio', { name: '3', exact: true }).check({ force: true });
    await card.getByRole('textbox').click();
    await page.keyboard.type('Too slow');
    assert.equal(await card.getByRole('textbox').inputValue(), 'Too slow');
    await page.keyboard.press('Tab');
    assert.equal(await page.evaluate('document.activeElement.localName'), 'lojal-nps');
    assert.deepEqual(errors, []);
  });

for (const [name, type, capture] of [
  ['keydown', 'keydown', false],
  ['keydown in the capture phase', 'keydown', true],
  ['keyup', 'keyup', false],
] as const)
  test(`one Escape closes the card and not the dialog of the page, which listens to ${name}; the next closes the dialog`, async () => {
    const dialog = `<div role="dialog" id="dialog"><input id="inner"></div><script>document.addEventListener('${type}', (event) => { if (event.key === 'Escape') dialog.hidden = true; }, ${capture})</script>`;
    const { page } = await visit(browser, put(PROGRAM + dialog + OPEN, SCRIPT));
    await page.locator('#inner').focus();
    await show(page);
    const card = page.locator('lojal-nps');
    await card.getByRole('radio', { name: '3', exact: true }).check({ force: true });
    await page.keyboard.press('Escape');
    await card.getByRole('radio').first().waitFor({ state: 'detached' });
    assert.equal(await page.locator('#dialog').isVisible(), true);
    await page.keyboard.press('Escape');
    assert.equal(await page.locator('#dialog').isVisible(), false);
  });

test('Escape in a dialog of the page does not close a card that covers the dialog', async () => {
  const dialog =
    '<div role="dialog" id="dialog" style="position: absolute; inset: auto 30px 30px auto"><input id="inner" size="4"></div>';
  const { page } = await visit(browser, put(PROGRAM + dialog + OPEN, SCRIPT));
  await show(page);
  const card = page.locator('lojal-nps');
  await card.getByRole('radio').first().waitFor();
  await page.locator('#inner').focus();
  await page.keyboard.press('Escape');
  await page.waitForTimeout(400);
  assert.equal(await card.getByRole('radio').first().isVisible(), true);
});

for (const size of ['10px', '14px', '18px'])
  test(`text in fields is at least 16 px on a touch screen, on a page of ${size}`, async () => {
    const { page } = await visit(
      browser,
      put(
        `${PROGRAM}<lojal-review product="p"></lojal-review><lojal-nps></lojal-nps>`,
        `<style>body { font-size: ${size} }</style>${SCRIPT}`,
      ),
      { hasTouch: true, isMobile: true, viewport: { width: 390, height: 844 } },
    );
    const review = page.locator('lojal-review');
    await review.getByRole('radio', { name: 'Full name' }).check({ force: true });
    await page.locator('lojal-nps').getByRole('radio', { name: '9' }).check({ force: true });
    await page.locator('lojal-nps').getByRole('textbox').waitFor();
    const sizes = await page
      .getByRole('textbox')
      .evaluateAll((all) => all.map((one) => Number.parseFloat(getComputedStyle(one).fontSize)));
    assert.equal(sizes.length, 4);
    for (const one of sizes) assert.ok(one >= 16, `${sizes}`);
  });

/** Texts that are pasted, and how many characters of the same kind still fit. */
const TEXTS: Readonly<Record<string, readonly [text: string, left: number]>> = {
  'ASCII letters': ['a'.repeat(1000), 4000],
  'Greek letters of two bytes': ['λ'.repeat(1000), 4000],
  'Thai letters of three bytes': ['ก'.repeat(1000), 3000],
  'too many Thai letters': ['ก'.repeat(5000), 0],
  'too many Chinese letters': ['好'.repeat(4500), 0],
  'Hindi words': ['नमस्ते '.repeat(500), 833],
  emoji: ['🎧'.repeat(1000), 3000],
  'too many emoji and letters': [`好${'🎧'.repeat(2499)}`, 1],
  'control characters, which JSON writes with six bytes': ['\u0001'.repeat(1000), 1000],
  'lines and quotes, which JSON writes with two bytes': ['"\n'.repeat(1500), 2000],
};

for (const [name, [text, left]] of Object.entries(TEXTS))
  test(`the counter says how many characters fit after ${name}, and all that is shown is sent`, async () => {
    const before = site.posted.length;
    const { page } = await visit(browser, put(`${PROGRAM}<lojal-review product="p"></lojal-review>`, SCRIPT), {
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    const review = page.locator('lojal-review');
    const field = review.getByLabel('Your review');
    await field.focus();
    await page.evaluate((text) => navigator.clipboard.writeText(text), text);
    await page.keyboard.press('Control+V');
    await review
      .getByText(`${left.toLocaleString('en')} character${left === 1 ? '' : 's'} left`)
      .waitFor({ timeout: 5000 });
    const kept = await field.inputValue();
    assert.ok(text.startsWith(kept));
    if (left) assert.equal(kept, text);
    assert.doesNotMatch(kept, /\p{Cs}/u, 'no half of a character');
    await review.getByRole('radio', { name: '4 stars' }).check({ force: true });
    await review.getByRole('button', { name: 'Send' }).click();
    await review.getByText('has been sent').waitFor();
    const [posted] = site.posted.slice(before);
    assert.equal(posted?.data.body, kept.trim());
    assert.ok(Buffer.byteLength(JSON.stringify(posted)) < 16 * 1024);
  });

/** Stars chosen in a review, 0 for none. */
const stars = (page: Page): Promise<number> =>
  page
    .locator('lojal-review')
    .getByRole('radio', { name: /star/ })
    .evaluateAll((all) => all.findIndex((one) => (one as HTMLInputElement).checked) + 1);

for (const [name, chosen, words, expected] of [
  ['words without stars', 0, 'Warm sound', 0],
  ['words and two stars', 2, 'Warm sound', 2],
  ['two stars without words', 2, '', 5],
  ['nothing', 0, '', 5],
] as const)
  test(`a link with five stars opens a form that holds ${name} with ${expected} stars`, async () => {
    const url = put(`${PROGRAM}<lojal-review product="p"></lojal-review>`, SCRIPT);
    const { page } = await visit(browser, url);
    const review = page.locator('lojal-review');
    await review.getByLabel('Your review').waitFor();
    if (chosen) await review.getByRole('radio', { name: `${chosen} stars` }).check({ force: true });
    if (words) await review.getByLabel('Your review').fill(words);
    await page.waitForTimeout(300);
    await page.goto(`${url}?lojal=review&rating=5`);
    await page.waitForFunction("document.querySelector('lojal-review')?.getAttribute('rating') === '5'");
    await page.waitForTimeout(500);
    assert.equal(await review.getByLabel('Your review').inputValue(), words);
    assert.equal(await stars(page), expected);
  });

test('a rating that the page sets while words stand in the form changes no stars', async () => {
  const { page } = await visit(browser, put(`${PROGRAM}<lojal-review product="p"></lojal-review>`, SCRIPT));
  await page.locator('lojal-review').getByLabel('Your review').fill('Warm sound');
  await page.evaluate("document.querySelector('lojal-review').setAttribute('rating', '5')");
  await page.waitForTimeout(100);
  assert.equal(await stars(page), 0);
});

test('lojal.show() finds a question in a shadow root', async () => {
  const { page } = await visit(
    browser,
    put(`${PROGRAM}<section><template shadowrootmode="open"><lojal-nps></lojal-nps></template></section>`, SCRIPT),
  );
  await page.locator('lojal-nps').getByRole('radio').first().waitFor({ state: 'attached' });
  await page.evaluate("lojal.show('nps')");
  await page.waitForTimeout(300);
  assert.equal(await page.locator('lojal-nps').count(), 1);
});
