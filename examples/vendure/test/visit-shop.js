/** What a customer does in the shop, and a shop to do it in. */
import { randomBytes } from 'node:crypto';
import { createServer } from 'node:net';
import { chromium } from 'playwright-core';
import { findChromium } from '../../../test/helpers/chromium.js';
import { startShop } from '../dist/start-shop.js';

const secret = () => randomBytes(32).toString('base64url');
export const keys = {
  ownerKey: secret(),
  shopKey: secret(),
  identityKey: secret(),
  adminPassword: secret(),
  cookieSecret: secret(),
};

function freePort() {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

/** A new shop in memory. `wrap` sees the requests to Lojal. */
export const openShop = async (wrap) => startShop({ keys, port: await freePort(), wrap });

export async function openBrowser() {
  const { path, args, env } = await findChromium();
  return chromium.launch({ executablePath: path, args, env });
}

export async function signUp(page, url, name) {
  await page.goto(`${url}/account.html`);
  const form = page.locator('#register');
  await form.getByLabel('First name').fill(name);
  await form.getByLabel('Last name').fill('Sample');
  await form.getByLabel('E-mail').fill(`${name.toLowerCase()}@example.com`);
  await form.getByLabel('Password').fill('correct horse battery');
  await form.getByRole('button').click();
  await page.locator('#who').getByText(`${name} Sample`).waitFor();
}

/** @returns the code of the order */
export async function buy(page, url, slug, code) {
  await page.goto(`${url}/product.html?slug=${slug}`);
  await page.getByRole('button', { name: 'Add to the cart' }).click();
  await page.getByRole('cell', { name: 'Total' }).waitFor();
  if (code) {
    await page.getByLabel('Discount code').fill(code);
    await page.getByRole('button', { name: 'Use the code' }).click();
    await page.getByRole('cell', { name: '-€2.00' }).waitFor();
  }
  for (const [label, text] of [
    ['Name', 'Ada Sample'],
    ['Street', 'Quay 1'],
    ['Postcode', '0150'],
    ['City', 'Oslo'],
  ])
    await page.getByLabel(label, { exact: true }).fill(text);
  await page.getByRole('button', { name: 'Pay with the sample card' }).click();
  await page.waitForURL(/thanks\.html\?order=/);
  return new URL(page.url()).searchParams.get('order');
}

/** Opens the account page again until it shows that many points. */
export async function showsPoints(page, url, points) {
  const end = Date.now() + 30_000;
  for (;;) {
    await page.goto(`${url}/account.html`);
    const shown = page.locator('lojal-points').getByText(new RegExp(`^${points}(\\s|$)`));
    try {
      return await shown.first().waitFor({ timeout: 2_000 });
    } catch (error) {
      if (Date.now() > end)
        throw new Error(`${points} points are not shown: ${await page.locator('lojal-points').innerText()}`, {
          cause: error,
        });
    }
  }
}
