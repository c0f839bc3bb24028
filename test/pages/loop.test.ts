/** The loop in the demo shop: order, points, reward, code, friend, birthday; each as a customer does it in the browser. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { BrowserContext, Page } from 'playwright-core';
import { openShop } from '../helpers/shop.ts';

const { browser, shop } = await openShop();

/** A browser of its own. An empty number is a guest. */
async function visitAs(customer: string): Promise<{ page: Page; context: BrowserContext; errors: string[] }> {
  const context = await browser.newContext({ locale: 'en-US', viewport: { width: 1280, height: 900 } });
  await signIn(context, customer);
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('pageerror', ({ message }) => errors.push(message));
  page.on('console', (message) => message.type() === 'warning' && errors.push(message.text()));
  return { page, context, errors };
}

const signIn = (context: BrowserContext, customer: string): Promise<void> =>
  context.addCookies([{ name: 'nord_customer', value: customer, url: shop.url }]);

/** Buys one record, with a code if there is one. */
async function buy(page: Page, record: string, code = ''): Promise<void> {
  await page.goto(`${shop.url}/product.html?record=${record}`);
  await page.getByRole('button', { name: 'Add to cart' }).click();
  await page.goto(`${shop.url}/checkout`);
  await page.getByLabel('Code of a reward').fill(code);
  await page.getByRole('button', { name: 'Place the order' }).click();
  await page.waitForURL(/order-received|code=/);
}

test('an order earns points, and the customer reads why', async () => {
  const { page, context, errors } = await visitAs('3001');
  await page.goto(`${shop.url}/product.html?record=low-sun`);
  await page.locator('lojal-product-points').getByText('You earn 13').waitFor();
  await buy(page, 'low-sun');
  const order = await page.locator('body').getAttribute('data-order');
  await page.goto(`${shop.url}/account.html`);
  await page.locator('lojal-points').getByText('13').first().waitFor();
  await page.locator('lojal-activity').getByText(`Order ${order}`).waitFor();
  assert.deepEqual(errors, []);
  await context.close();
});

test('a reward is redeemed, and its code used once in the next order', async () => {
  const { page, context, errors } = await visitAs('0006');
  await page.goto(`${shop.url}/rewards.html`);
  const rewards = page.locator('lojal-rewards');
  const row = rewards.locator('[part~=row]', { hasText: '$5 off any record' }).first();
  await row.getByRole('button', { name: 'Redeem' }).click();
  await row.locator('.ask').getByRole('button', { name: 'Redeem' }).click();
  const code = (await row.locator('.issued [part~=code]').textContent()) ?? '';
  assert.match(code, /^[A-Z2-9-]{19}$/);
  await buy(page, 'low-sun', code.toLowerCase());
  assert.match(page.url(), /total=8\.98$/);
  await page.goto(`${shop.url}/rewards.html`);
  await rewards.getByText('Used').waitFor();
  await buy(page, 'granite', code);
  await page.getByText('This code cannot be used for this order.').waitFor();
  assert.deepEqual(errors, []);
  await context.close();
});

test('a friend’s link works in another browser, and the advocate sees it', async () => {
  const advocate = await visitAs('1560');
  await advocate.page.goto(`${shop.url}/account.html`);
  const referral = advocate.page.locator('lojal-referral');
  const link = await referral.locator('[part~=code]').inputValue();
  assert.ok(link.startsWith(`${shop.url}/?lojal-referral=`), link);

  const friend = await visitAs('');
  await friend.page.goto(link);
  await friend.page.locator('lojal-referral').getByText('You get: $5 off').waitFor();
  assert.equal(await friend.page.evaluate(() => localStorage.getItem('lojal:claim')), null);
  await friend.page.locator('lojal-referral').getByRole('button', { name: 'Get it' }).click();
  const code = (await friend.page.locator('lojal-referral [part~=code]').textContent()) ?? '';
  await advocate.page.reload();
  await referral.getByText('No order yet').waitFor();

  await signIn(friend.context, '3002');
  await buy(friend.page, 'eleven-islands', code);
  assert.match(friend.page.url(), /total=24\.98$/);
  await advocate.page.reload();
  await referral.getByText('Ordered. Your points come on').waitFor();
  assert.deepEqual([...advocate.errors, ...friend.errors], []);
  await Promise.all([advocate.context.close(), friend.context.close()]);
});

test('a birthday is told, and kept', async () => {
  const { page, context, errors } = await visitAs('3003');
  await page.goto(`${shop.url}/account.html`);
  const earn = page.locator('lojal-earn');
  await earn.getByRole('button', { name: 'Tell us your birthday' }).click();
  await earn.getByLabel('Month').selectOption('February');
  await earn.getByLabel('Day').selectOption('29');
  await earn.getByRole('button', { name: 'Save' }).click();
  await earn.getByText('Your birthday: February 29').waitFor();
  await page.reload();
  await earn.getByText('Your birthday: February 29').waitFor();
  await earn.getByRole('button', { name: 'Join' }).click();
  await page.locator('lojal-points').getByText('25').first().waitFor();
  assert.deepEqual(errors, []);
  await context.close();
});

/** What has the focus, through all shadow roots: its name. */
const focused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    let active = document.activeElement;
    while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
    return (active?.getAttribute('aria-label') ?? active?.textContent ?? '').trim();
  });

/** Presses Tab until this has the focus. */
async function tabTo(page: Page, name: RegExp): Promise<void> {
  for (let i = 0; i < 120; i++) {
    await page.keyboard.press('Tab');
    if (name.test(await focused(page))) return;
  }
  assert.fail(`Tab does not reach ${name}`);
}

test('a reward is redeemed and its code copied by keyboard alone', async () => {
  const { page, context, errors } = await visitAs('1203');
  await page.goto(`${shop.url}/rewards.html`);
  await page.locator('lojal-rewards [part~=row]').first().waitFor();
  await tabTo(page, /^Redeem: five cover postcards/);
  await page.keyboard.press('Enter');
  await page.locator('lojal-rewards .ask').waitFor();
  assert.match(await focused(page), /^Redeem/);
  await page.keyboard.press('Tab');
  assert.equal(await focused(page), 'Cancel');
  await page.keyboard.press('Enter');
  await page.locator('lojal-rewards .ask').waitFor({ state: 'detached' });
  assert.match(await focused(page), /^Redeem: five cover postcards/);
  await page.keyboard.press('Enter');
  await page.locator('lojal-rewards .ask').waitFor();
  await page.keyboard.press('Enter');
  await page.locator('lojal-rewards .issued').waitFor();
  await page.keyboard.press('Tab');
  assert.match(await focused(page), /^Copy/);
  assert.deepEqual(errors, []);
  await context.close();
});
