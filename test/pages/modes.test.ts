import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { evaluate } from '../helpers/evaluate.ts';
import { shifted } from '../helpers/shift.ts';
import { openSite, visit } from '../helpers/site.ts';

/** Cards in the built bundle, by keyboard and with the visitor's settings. */

const { browser, site } = await openSite();

type Question = HTMLElement & { open: boolean; show(automatic?: boolean): void; updateComplete: Promise<unknown> };

let number = 0;
async function shop(
  body: string,
  { script = 'lojal.js', ...options }: BrowserContextOptions & { script?: string } = {},
) {
  const path = `/modes-${++number}`;
  const html = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A shop</title></head><body>
    <p><a href="#more">More</a> <input aria-label="Search"></p>${body}<div style="height: 3000px"></div>
    <script src="/${script}" data-endpoint="/answers" data-customer="c_1"></script></body></html>`;
  site.pages.set(path, { html });
  return visit(browser, site.url + path, options);
}
const show = (page: Page) =>
  evaluate(page, async () => {
    const question = document.querySelector<Question>('lojal-nps');
    await customElements.whenDefined('lojal-nps');
    question?.show(true);
    await question?.updateComplete;
    return question?.open;
  });
const heard = (page: Page) =>
  page.evaluate(() => {
    const names: string[] = [];
    for (const type of ['lojal-shown', 'lojal-answer', 'lojal-dismiss', 'lojal-closed'])
      document.addEventListener(type, () => names.push(type));
    Object.assign(window, { heard: names });
  });
const told = (page: Page) => page.evaluate(() => (window as never as { heard: string[] }).heard.join(' '));
/** The focused control, described as in the accessibility tree. */
const focused = (page: Page) =>
  page.evaluate(() => {
    const active = document.activeElement?.shadowRoot?.activeElement ?? document.activeElement;
    return active?.getAttribute('part') ?? active?.getAttribute('aria-label') ?? active?.localName;
  });
const CORNER = '<lojal-nps mode="corner"></lojal-nps>';

for (const script of ['lojal.js', 'lojal.all.js'])
  test(`the keyboard alone can answer and close a card (${script})`, async () => {
    const { page, context, errors } = await shop(CORNER, { script });
    await heard(page);
    await page.getByLabel('Search').focus();
    assert.equal(await show(page), true);
    assert.equal(await focused(page), 'Search', 'nothing takes the focus');
    await page.keyboard.press('Tab');
    assert.equal(await focused(page), 'close');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Space');
    for (let i = 0; i < 9; i++) await page.keyboard.press('ArrowRight');
    await page.locator('lojal-nps textarea').waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.type('Fast');
    await page.keyboard.press('Tab');
    assert.equal(await focused(page), 'submit');
    const before = site.posted.length;
    await page.keyboard.press('Enter');
    await page.locator('lojal-nps').getByText('has been sent').waitFor();
    assert.equal(await focused(page), 'thanks');
    assert.deepEqual(
      site.posted.slice(before).map(({ data }) => [data.score, data.comment]),
      [[9, 'Fast']],
    );
    await page.keyboard.press('Shift+Tab');
    assert.equal(await focused(page), 'close');
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => !document.querySelector('lojal-nps')?.shadowRoot?.querySelector('[part]'));
    assert.equal(await focused(page), 'Search', 'the focus is where it came from');
    assert.equal(await told(page), 'lojal-shown lojal-answer lojal-closed');
    assert.equal(await page.evaluate(() => scrollY), 0);
    assert.deepEqual(errors, []);
    await context.close();
  });

test('the keyboard alone can open a tab, minimise it and open it again', async () => {
  const { page, context, errors } = await shop('<lojal-nps mode="tab"></lojal-nps>');
  await heard(page);
  const tab = page.locator('lojal-nps').getByRole('button', { name: 'Feedback' });
  await tab.waitFor();
  await page.getByLabel('Search').focus();
  await page.keyboard.press('Tab');
  assert.equal(await focused(page), 'tab');
  await page.keyboard.press('Enter');
  const card = page.locator('lojal-nps').getByRole('region', { name: 'How likely' });
  await card.waitFor();
  assert.equal(await focused(page), 'card');
  await page.keyboard.press('Tab');
  assert.equal(await focused(page), 'close');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  await page.locator('lojal-nps textarea').fill('Slow');
  await page.keyboard.press('Escape');
  await card.waitFor({ state: 'hidden' });
  assert.equal(await focused(page), 'tab');
  await page.keyboard.press('Space');
  await card.waitFor();
  assert.equal(await page.locator('lojal-nps textarea').inputValue(), 'Slow');
  assert.equal(await told(page), 'lojal-shown');
  assert.deepEqual(errors, []);
  await context.close();
});

test('the file of cards is requested only on a page with a card', async () => {
  const inline = await shop('<lojal-nps></lojal-nps>');
  await inline.page.locator('lojal-nps').getByRole('radio').first().waitFor();
  assert.deepEqual(
    inline.requests.filter((path) => path.includes('card')),
    [],
  );
  const corner = await shop(CORNER);
  assert.equal(await show(corner.page), true);
  assert.deepEqual(
    corner.requests.filter((path) => path.includes('card')),
    ['/lojal.card.js'],
  );
  await Promise.all([inline.context.close(), corner.context.close()]);
});

test('a card whose file does not load warns, reports that it is closed and breaks nothing', async () => {
  const { page, context, errors, warnings } = await shop('');
  await page.route('**/lojal.card.js', (route) => route.fulfill({ status: 404 }));
  await heard(page);
  await page.evaluate(() => {
    const question = document.createElement('lojal-nps');
    question.setAttribute('mode', 'corner');
    document.body.append(question);
  });
  // The sentence comes from a file of its own.
  const warned = page.waitForEvent('console', (message) => message.type() === 'warning');
  assert.equal(await show(page), false);
  assert.equal(await told(page), 'lojal-closed');
  await warned;
  assert.equal(
    warnings.filter((line) => line.startsWith('lojal-nps: The card of the question could not be loaded')).length,
    1,
  );
  // The browser logs the missing file itself.
  assert.deepEqual(
    errors.filter((line) => !line.includes('404')),
    [],
  );
  await context.close();
});

test('with reduced motion, neither the card nor the page animates', async () => {
  const { page, context } = await shop(CORNER, { reducedMotion: 'reduce' });
  await show(page);
  const running = await page.evaluate(() => {
    const question = document.querySelector<Question & { dismiss(): void }>('lojal-nps');
    const root = question?.shadowRoot;
    const opening = root?.getAnimations().length;
    question?.dismiss();
    return question?.updateComplete.then(() => [opening, root?.getAnimations().length, root?.querySelector('[part]')]);
  });
  assert.deepEqual(running, [0, 0, null]);
  await context.close();
});

test('a card causes no layout shift', async () => {
  const { page, context } = await shop('<lojal-nps mode="tab"></lojal-nps><p>Below</p>');
  await page.locator('lojal-nps').getByRole('button', { name: 'Feedback' }).waitFor();
  const top = () => page.getByText('Below').evaluate((one) => one.getBoundingClientRect().top);
  const before = await top();
  await show(page);
  assert.equal(await top(), before);
  const closed = evaluate(
    page,
    () => new Promise<void>((resolve) => document.addEventListener('lojal-closed', () => resolve(), { once: true })),
  );
  await page.evaluate(() => document.querySelector<Question & { withdraw(): boolean }>('lojal-nps')?.withdraw());
  await closed;
  assert.equal(await shifted(page), 0);
  assert.equal(await top(), before);
  await context.close();
});
