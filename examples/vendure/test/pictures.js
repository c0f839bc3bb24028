/** Takes the pictures of docs/platforms/vendure.md: two pages, without Lojal and with it, on a desktop and on a phone. */
import { fileURLToPath } from 'node:url';
import { buy, openBrowser, openShop, showsPoints, signUp } from './visit-shop.js';

const OUT = process.env.OUT ?? fileURLToPath(new URL('../../../docs/platforms/images', import.meta.url));
const PAGES = { product: '/product.html?slug=lightship', account: '/account.html' };
const WINDOWS = { desktop: { width: 1000, height: 680 }, phone: { width: 360, height: 740 } };

/** Takes away what belongs to Lojal. */
function withoutLojal() {
  for (const one of document.querySelectorAll('*')) if (one.localName.startsWith('lojal-')) one.remove();
  document.querySelector('.club')?.remove();
}

const picture = (page, name) =>
  page.screenshot({ path: `${OUT}/vendure-${name}.webp`, type: 'webp', quality: 80, fullPage: true });

const shop = await openShop();
const browser = await openBrowser();
try {
  const page = await browser.newPage({ deviceScaleFactor: 1.5 });
  await signUp(page, shop.url, 'Ada');
  for (const slug of ['kettle', 'nightboat', 'lightship']) await buy(page, shop.url, slug);
  await showsPoints(page, shop.url, 87);
  await page.locator('lojal-activity').getByText('Order').nth(2).waitFor();
  for (const [name, path] of Object.entries(PAGES))
    for (const [device, size] of Object.entries(WINDOWS)) {
      await page.setViewportSize(size);
      await page.goto(shop.url + path, { waitUntil: 'networkidle' });
      await page.waitForTimeout(1_000);
      await picture(page, `${name}-${device}-after`);
      await page.evaluate(withoutLojal);
      await picture(page, `${name}-${device}-before`);
    }
} finally {
  await browser.close();
  await shop.close();
}
process.exit();
