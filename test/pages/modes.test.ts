import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { launch, type Site, startSite, visit } from '../helpers/site.ts';

/** Cards on the built bundle, as a person's keyboard and settings drive them. */

let browser: Browser;
let site: Site;

before(async () => {
  [browser, site] = await Promise.all([launch(), startSite()]);
});
after(async () => {
  await browser.close();
  await site.close();
});

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
  page.evaluate(async () => {
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
/** What has the focus, as the accessibility tree would name it. */
const focused = (page: Page) =>
  page.evaluate(() => {
    const active = document.activeElement?.shadowRoot?.activeElement ?? document.activeElement;
    return active?.getAttribute('part') ?? active?.getAttribute('aria-label') ?? active?.localName;
  });
const CORNER = '<lojal-nps mode="corner"></lojal-nps>';

for (const script of ['lojal.js', 'lojal.all.js'])
  test(`a card is answered and closed by keyboard alone (${script})`, async () => {
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

test('a tab is opened, minimised and opened again by keyboard alone', async () => {
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

test('what only cards need is asked for where there is a card, and nowhere else', async () => {
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

test('a card whose file does not come says so, is told to be closed, and breaks nothing', async () => {
  const { page, context, errors, warnings } = await shop('');
  await page.route('**/lojal.card.js', (route) => route.fulfill({ status: 404 }));
  await heard(page);
  await page.evaluate(async () => {
    const question = document.createElement('lojal-nps');
    question.setAttribute('mode', 'corner');
    document.body.append(question);
  });
  assert.equal(await show(page), false);
  assert.equal(await told(page), 'lojal-closed');
  assert.equal(warnings.filter((line) => line.startsWith('lojal-nps: its card could not be loaded')).length, 1);
  // The browser itself says that a file was not found.
  assert.deepEqual(
    errors.filter((line) => !line.includes('404')),
    [],
  );
  await context.close();
});

test('a card moves neither itself nor the page where less motion is wanted', async () => {
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

test('a card moves nothing on the page', async () => {
  const { page, context } = await shop('<lojal-nps mode="tab"></lojal-nps><p>Below</p>');
  await page.locator('lojal-nps').getByRole('button', { name: 'Feedback' }).waitFor();
  const shift = page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        let sum = 0;
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) sum += (entry as never as { value: number }).value;
        }).observe({ type: 'layout-shift', buffered: true });
        document.addEventListener('lojal-closed', () => requestAnimationFrame(() => setTimeout(() => resolve(sum))));
      }),
  );
  const top = () => page.getByText('Below').evaluate((one) => one.getBoundingClientRect().top);
  const before = await top();
  await show(page);
  assert.equal(await top(), before);
  await page.evaluate(() => document.querySelector<Question & { withdraw(): boolean }>('lojal-nps')?.withdraw());
  assert.equal(await shift, 0);
  assert.equal(await top(), before);
  await context.close();
});
