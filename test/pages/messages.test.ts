/** Messages on the built files, on a page with nothing of Lojal but the script tag. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openShop } from '../helpers/shop.ts';

const { browser, shop } = await openShop();

const PROGRAM = {
  currency: 'EUR',
  tiers: { levels: [{ id: 'gold', name: 'Gold', from: 600 }] },
  messages: { near: { url: '/rewards.html' } },
};

/** Opens such a page, and says which files of Lojal it has requested after some seconds of its clock. */
async function open(attributes: string, path = '/bare', program: object = PROGRAM) {
  const context = await browser.newContext({ viewport: { width: 320, height: 640 } });
  const page = await context.newPage();
  await page.clock.install();
  await page.route(`**${path}`, (route) =>
    route.fulfill({
      contentType: 'text/html',
      body: `<!doctype html><html lang="en"><title>A shop</title><h1>A shop</h1>
        <script type="application/json" data-lojal="program">${JSON.stringify(program)}</script>
        <script src="/lojal.js" async ${attributes}></script>`,
    }),
  );
  const files: string[] = [];
  page.on('request', (request) => {
    const [file] = /lojal[\w.-]*\.js$/.exec(new URL(request.url()).pathname) ?? [];
    if (file) files.push(file);
  });
  await page.goto(shop.url + path);
  return { page, files };
}

test('a customer with nothing on the page but the script is told, within 320 px', async () => {
  const { page } = await open('data-customer="c_1" data-spend="576"');
  const card = page.locator('lojal-message [part~="card"]');
  for (let tries = 0; tries < 40 && !(await card.isVisible()); tries++) {
    await page.clock.runFor(1000);
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  assert.equal(await page.locator('lojal-message [part~="question"]').innerText(), 'Only €24.00 to Gold.');
  const box = await card.boundingBox();
  assert.ok(box && box.x >= 0 && box.x + box.width <= 320, JSON.stringify(box));
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= 320));
});

for (const [what, attributes, path, program] of [
  ['a guest', '', '/bare', PROGRAM],
  ['the cart', 'data-customer="c_1" data-spend="576"', '/cart', PROGRAM],
  ['a program without messages', 'data-customer="c_1" data-spend="576"', '/bare', { ...PROGRAM, messages: undefined }],
] as const)
  test(`${what} loads none of the elements`, async () => {
    const { page, files } = await open(attributes, path, program);
    for (let i = 0; i < 8; i++) {
      await page.clock.runFor(1000);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    assert.ok(files.includes('lojal.js'), files.join());
    assert.deepEqual(
      files.filter((file) => !/^lojal(\.rules)?\.js$/.test(file)),
      [],
    );
  });
