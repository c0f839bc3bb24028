/** Who is asked, and when: on the demo shop, on the built bundle, with the browser's clock moved. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { BrowserContext, Page } from 'playwright-core';
import { openShop } from '../helpers/shop.ts';

const DAY = 86_400_000;
const START = Date.UTC(2026, 10, 22, 9);
const ORDERED = '/checkout/order-received?order=10042&total=49.90';

const { browser, shop } = await openShop();

const VIEWPORT = { viewport: { width: 1000, height: 800 } };

async function customer(): Promise<BrowserContext> {
  const context = await browser.newContext(VIEWPORT);
  await context.addCookies([{ name: 'nord_customer', value: '0006', url: shop.url }]);
  return context;
}

/** Another visit, so many days later: a tab of its own, the shop's page, Lojal ready to ask. */
async function come(context: BrowserContext, days: number, path: string): Promise<Page> {
  const page = await context.newPage();
  await page.clock.install({ time: START + days * DAY });
  await page.goto(shop.url + path);
  await explained(page);
  return page;
}

/** Sets the delay (s) of the question in the program that each page contains. */
async function delayed(context: BrowserContext, seconds: number): Promise<void> {
  await context.route('**/*.html', async (route) => {
    const response = await route.fetch();
    const body = (await response.text()).replace('"nps":{', `"nps":{"delay":${seconds},`);
    await route.fulfill({ response, body });
  });
}

/** What the rules say; once it is known, they are being watched. */
const explained = (page: Page): Promise<string> =>
  page.evaluate(() => (window as never as { lojal: { explain(name: string): Promise<string> } }).lojal.explain('nps'));

const card = (page: Page) => page.locator('lojal-nps').locator('[part~="question"]');

async function isAsked(page: Page, seconds = 8): Promise<boolean> {
  await page.clock.runFor(seconds * 1000);
  const now = await explained(page);
  // On a busy machine, the question counts as shown before its files have loaded.
  const comes = /: yes/.test(now) || no(now).includes('visit');
  return card(page)
    .waitFor({ timeout: comes ? 25_000 : 500 })
    .then(
      () => true,
      () => false,
    );
}

/** The rules that say no. */
const no = (text: string): string[] => [...text.matchAll(/^no {2}(\w+):/gm)].map(([, rule]) => rule as string);

/** Runs in the page: whether an order is in the history of a customer. */
const noted = (order: string): boolean =>
  Object.entries(localStorage).some(([key, value]) => key.startsWith('lojal:history') && value.includes(order));

async function buy(context: BrowserContext, days = 0): Promise<void> {
  const page = await come(context, days, ORDERED);
  await page.waitForFunction(noted, '10042');
  await page.close();
}

test('bought; seven days later, on another page and another visit, asked, and no focus is taken', async () => {
  const first = await customer();
  await buy(first);
  const early = await come(first, 6.99, '/product.html');
  assert.equal(await isAsked(early), false);
  assert.deepEqual(no(await explained(early)), ['after']);
  assert.match(
    await explained(early),
    /7 days after "purchase", for 60 days\. The event is too recent\. Earliest: in \d+ (minutes|seconds)\./,
  );
  await early.close();
  // The same browser. A page of the first context would begin with the time that has run there.
  const context = await browser.newContext({ ...VIEWPORT, storageState: await first.storageState() });
  await first.close();
  // A long delay, because a busy machine opens a page slowly.
  await delayed(context, 15);

  const page = await come(context, 7.01, '/product.html');
  assert.equal(await isAsked(page, 5), false, 'asked before the delay was over');
  assert.equal(await isAsked(page, 12), true);
  assert.equal(await page.evaluate(() => document.activeElement === document.body), true);
  await context.close();
});

test('dismissed: not for 30 days, then again; answered: not for 90', async () => {
  const context = await customer();
  await buy(context);
  let page = await come(context, 8, '/');
  assert.equal(await isAsked(page), true);
  await page.locator('lojal-nps').getByRole('button', { name: 'Close' }).click();
  await card(page).waitFor({ state: 'detached' });
  assert.equal(await isAsked(page), false);
  await page.close();

  page = await come(context, 37.9, '/');
  assert.equal(await isAsked(page), false);
  assert.deepEqual(no(await explained(page)), ['dismissed']);
  await page.close();

  page = await come(context, 38.1, '/');
  assert.equal(await isAsked(page), true);
  await page.locator('lojal-nps').getByRole('radio', { name: '7', exact: true }).click({ force: true });
  await page.locator('lojal-nps').getByRole('button', { name: 'Send' }).click();
  await page.locator('lojal-nps').getByText('has been sent').waitFor();
  await page.close();

  // Another order, so that nothing but the clock of the answer is in the way.
  const order = await come(context, 100, '/checkout/order-received?order=10043&total=20');
  await order.waitForFunction(noted, '10043');
  await order.close();
  page = await come(context, 127.9, '/');
  assert.equal(await isAsked(page), false);
  assert.deepEqual(no(await explained(page)), ['answered']);
  await page.close();
  page = await come(context, 128.2, '/');
  assert.equal(await isAsked(page), true);
  await context.close();
});

test('in the cart and at the checkout never, on the thank-you page again', async () => {
  const context = await customer();
  await context.addCookies([{ name: 'nord_cart', value: 'low-sun.1', url: shop.url }]);
  await buy(context);
  for (const path of ['/cart.html', '/checkout']) {
    const page = await come(context, 8, path);
    assert.equal(await isAsked(page, 60), false, path);
    assert.deepEqual(no(await explained(page)), ['urls'], path);
    await page.close();
  }
  const page = await come(context, 8, '/checkout/order-received');
  assert.equal(await isAsked(page), true);
  await context.close();
});

test('on a site that changes its page without loading another: away during the delay, not shown; elsewhere, shown', async () => {
  const context = await customer();
  await buy(context);
  await delayed(context, 15);
  const page = await come(context, 8, '/product.html');
  assert.equal(await isAsked(page, 5), false);
  await page.evaluate(() => history.pushState({}, '', '/checkout'));
  assert.equal(await isAsked(page, 90), false);
  await page.evaluate(() => history.pushState({}, '', '/account.html'));
  // The page is new: its delay begins anew.
  assert.equal(await isAsked(page, 6), false);
  assert.equal(await isAsked(page, 11), true);
  // It does not follow to where nobody is to be asked.
  await page.evaluate(() => history.pushState({}, '', '/checkout/payment'));
  await card(page).waitFor({ state: 'detached' });
  assert.equal(await page.evaluate(() => document.querySelectorAll('lojal-nps').length), 0);
  await context.close();
});

test('who is typing, or has a dialog open, is asked afterwards', async () => {
  const context = await customer();
  await buy(context);
  const page = await come(context, 8, '/product.html');
  await page.evaluate(() => {
    document.body.insertAdjacentHTML('afterbegin', '<input aria-label="Search"><dialog>Which size?</dialog>');
    document.querySelector('input')?.focus();
  });
  assert.equal(await isAsked(page, 20), false);
  assert.deepEqual(no(await explained(page)), ['busy']);
  await page.evaluate(() => {
    document.querySelector('input')?.blur();
    document.querySelector('dialog')?.showModal();
  });
  assert.equal(await isAsked(page, 20), false);
  assert.match(await explained(page), /A dialog of the page is open\./);
  await page.evaluate(() => document.querySelector('dialog')?.close());
  assert.equal(await isAsked(page, 2), true);
  await context.close();
});

test('three showings without an answer, and then never again', async () => {
  const context = await customer();
  await buy(context);
  for (const days of [8, 16, 24]) {
    const page = await come(context, days, '/');
    if (!(await isAsked(page))) assert.fail(`not asked after ${days} days: ${await explained(page)}`);
    await page.close();
  }
  const page = await come(context, 40, '/');
  assert.equal(await isAsked(page), false);
  assert.deepEqual(no(await explained(page)), ['showings']);
  await context.close();
});

test('a visitor without a customer’s number, and nothing but the tag on the page: asked likewise', async () => {
  const context = await browser.newContext();
  const blank = `${shop.url}/rewards.html`;
  await context.route(blank, (route) =>
    route.fulfill({
      contentType: 'text/html',
      body: `<!doctype html><title>A page</title><p>Nothing of ours here.</p>
        <script type="application/json" data-lojal="program">{ "ask": { "nps": { "after": { "event": "purchase", "days": 7 } } } }</script>
        <script src="/lojal.js" async data-endpoint="/apps/lojal/answers"></script>`,
    }),
  );
  const first = await context.newPage();
  const asked: string[] = [];
  first.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await first.clock.install({ time: START });
  await first.goto(blank);
  await first.evaluate(() =>
    (window as never as { lojal: { track(event: string): Promise<void> } }).lojal.track('purchase'),
  );
  await first.waitForFunction(noted, 'purchase');
  await first.clock.runFor(10_000);
  // No question can come yet, so the page loads the rules alone: neither Lit nor an element.
  assert.deepEqual(asked.filter((path) => path.startsWith('/lojal')).sort(), ['/lojal.js', '/lojal.rules.js']);
  await first.close();

  const page = await context.newPage();
  await page.clock.install({ time: START + 7.1 * DAY });
  await page.goto(blank);
  // Time passes in steps, since what is needed is fetched in real time.
  for (let i = 0; i < 100 && !(await card(page).isVisible()); i++) await page.clock.runFor(500);
  assert.equal(await card(page).isVisible(), true);
  await context.close();
});

test('a link in a letter opens the review with its stars, and sends nothing', async () => {
  const context = await customer();
  const posted: string[] = [];
  const page = await context.newPage();
  page.on('request', (request) => request.method() === 'POST' && posted.push(request.url()));
  await page.goto(`${shop.url}/?lojal=review&rating=5`);
  await page.locator('lojal-review').getByRole('radio', { name: '5 stars' }).waitFor();
  assert.equal(await page.locator('lojal-review').getByRole('radio', { name: '5 stars' }).isChecked(), true);
  assert.deepEqual(
    posted.filter((url) => url.includes('answers')),
    [],
  );
  await context.close();
});
