import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { start } from '../../demo/serve.js';
import { clean } from '../helpers/axe.ts';
import { evaluate } from '../helpers/evaluate.ts';
import { hasPostgres, startPostgres } from '../helpers/postgres.ts';
import { shifted } from '../helpers/shift.ts';
import { enterKey, OWNER_KEY, openShop } from '../helpers/shop.ts';
import { visit } from '../helpers/site.ts';

/** The demo shop with the built bundle, used like a customer and like the owner. */

const { browser, shop } = await openShop(OWNER_KEY);

const part = (page: Page, tag: string, name: string) => page.locator(tag).locator(`[part~="${name}"]`).first();

type Line = { id: string; type: string; subject?: string; data: Record<string, unknown> };

async function exported(url: string): Promise<Line[]> {
  const response = await fetch(`${url}/apps/lojal/answers`, { headers: { authorization: `Bearer ${OWNER_KEY}` } });
  assert.equal(response.status, 200);
  return (await response.text())
    .split('\n')
    .filter((line) => line)
    .map((line) => JSON.parse(line));
}

/** Places an order as a customer and answers both questions on the thank-you page. */
async function answers(url: string): Promise<void> {
  const { page, context, errors } = await visit(browser, `${url}/account.html`);
  await context.addCookies([{ name: 'nord_customer', value: '0006', url }]);
  await page.goto(`${url}/checkout/order-received?order=10042&total=49.90`);
  await page.getByRole('button', { name: 'Open the question' }).click();
  const nps = page.locator('lojal-nps');
  await nps.getByRole('radio', { name: '9', exact: true }).click({ force: true });
  await nps.getByRole('textbox').fill("Robert'); DROP TABLE lojal_answers;--");
  await nps.getByRole('button', { name: 'Send' }).click();
  await nps.getByText('has been sent').waitFor();
  const review = page.locator('lojal-review');
  await review.getByRole('radio', { name: '4 stars' }).click({ force: true });
  await review.getByLabel('Your review').fill('Warm sound, careful packing.');
  await review.getByRole('checkbox').check();
  await review.getByRole('button', { name: 'Send' }).click();
  await review.getByText('has been sent').waitFor();
  assert.deepEqual(errors, []);
  await context.close();
}

function asAnswered(lines: Line[]): void {
  assert.equal(lines.length, 2);
  const [nps, review] = lines as [Line, Line];
  assert.equal(nps.type, 'lojal.nps.answered.v1');
  assert.deepEqual(
    [nps.subject, nps.data.score, nps.data.comment],
    ['c_0006', 9, "Robert'); DROP TABLE lojal_answers;--"],
  );
  assert.equal(review.type, 'lojal.review.answered.v1');
  assert.deepEqual(
    [review.data.rating, review.data.body, review.data.order],
    [4, 'Warm sound, careful packing.', '10042'],
  );
  const consent = review.data.consent as Record<string, unknown>;
  assert.equal(consent.publish, true);
  assert.match(String(consent.text), /publish/i);
}

const databases: Record<string, () => Promise<{ options: object; clean: () => Promise<void> | void }>> = {
  'the embedded database in a folder': async () => {
    const folder = mkdtempSync(join(tmpdir(), 'lojal-demo-'));
    return { options: { folder }, clean: () => rmSync(folder, { recursive: true, force: true }) };
  },
  // Without PostgreSQL, the tests in test/server say so and fail in CI.
  ...(hasPostgres() && {
    'a real PostgreSQL server': async () => {
      const postgres = await startPostgres();
      return { options: { databaseUrl: postgres.databaseUrl }, clean: () => postgres.stop() };
    },
  }),
};

for (const [name, open] of Object.entries(databases))
  test(`answers from a browser are stored in ${name}, appear in the export and survive a restart`, async () => {
    const { options, clean } = await open();
    try {
      const first = await start({ port: 0, ownerKey: OWNER_KEY, ...options });
      await answers(first.url);
      asAnswered(await exported(first.url));
      await first.close();
      const second = await start({ port: 0, ownerKey: OWNER_KEY, ...options });
      asAnswered(await exported(second.url));
      await second.close();
    } finally {
      await clean();
    }
  });

test('the owner sees the answers as plain text, and the program as customers see it', async () => {
  await answers(shop.url);
  const { page, context, errors } = await visit(browser, `${shop.url}/apps/lojal/owner/#/answers`);
  await enterKey(page);
  await page.getByText("Robert'); DROP TABLE lojal_answers;--").waitFor();
  await page.getByText('Warm sound, careful packing.').waitFor();
  await page.goto(`${shop.url}/apps/lojal/owner/#/programme`);
  await page
    .locator('widget-preview lojal-points')
    .getByText(/points/)
    .first()
    .waitFor();
  // Before the owner signs in, the server says that nobody is.
  assert.deepEqual(
    errors.filter((line) => !/status of 401/.test(line)),
    [],
  );
  await context.close();
});

test('a review is published only after the customer has consented and the owner has approved it', async () => {
  const record = `${shop.url}/product.html?record=harbour-songs`;
  const { page, context, errors } = await visit(browser, record);
  await context.addCookies([{ name: 'nord_customer', value: '0006', url: shop.url }]);
  const write = async (words: string, agreed: boolean) => {
    await page.goto(record);
    const review = page.locator('lojal-review');
    await review.getByRole('radio', { name: '5 stars' }).click({ force: true });
    await review.getByLabel('Your review').fill(words);
    if (agreed) await review.getByRole('checkbox').check();
    await review.getByRole('button', { name: 'Send' }).click();
    await review.getByText('has been sent').waitFor();
  };
  await write('<b>Warm</b> & wide.', true);
  await write('For the shop only.', false);
  await page.goto(record);
  assert.equal(await page.getByText('Warm').count(), 0);

  const owner = await context.newPage();
  await owner.goto(`${shop.url}/apps/lojal/owner/#/answers?kind=review`);
  await enterKey(owner);
  const decide = async (words: string, decision: string, state: string) => {
    await owner.locator('answer-rows a', { hasText: words }).click();
    const detail = owner.getByRole('article');
    await detail.getByText(words).waitFor();
    await detail.getByRole('button', { name: decision }).click();
    // A rejection needs a reason.
    if (decision === 'Reject') {
      await detail.getByRole('textbox', { name: 'Why is it rejected?' }).fill('Not about the record.');
      await detail.locator('button.danger').click();
    }
    await detail.getByText(state).first().waitFor();
  };
  await decide('<b>Warm</b> & wide.', 'Approve', 'Shown in the shop.');
  await decide('For the shop only.', 'Approve', 'Approved');
  await page.goto(record);
  await page.getByText('<b>Warm</b> & wide.').waitFor();
  assert.equal(await page.getByText('For the shop only.').count(), 0);
  await decide('<b>Warm</b> & wide.', 'Reject', 'Rejected');
  await page.goto(record);
  assert.equal(await page.getByText('Warm').count(), 0);
  assert.deepEqual(errors, []);
  await context.close();
});

test('a customer needs a token: with the id alone, the endpoint stores nothing', async () => {
  const event = {
    specversion: '1.0',
    id: 'f'.repeat(32),
    source: shop.url,
    type: 'lojal.nps.answered.v1',
    time: new Date().toISOString(),
    subject: 'c_0006',
    datacontenttype: 'application/json',
    data: { score: 0, lang: 'en', revision: 1 },
  };
  const post = (headers: Record<string, string>) =>
    fetch(`${shop.url}/apps/lojal/answers`, {
      method: 'POST',
      headers: { 'content-type': 'application/cloudevents+json', ...headers },
      body: JSON.stringify(event),
    });
  const before = (await exported(shop.url)).length;
  assert.equal((await post({})).status, 401);
  const signIn = (customer: string) =>
    fetch(`${shop.url}/token`, { method: 'POST', headers: { cookie: `nord_customer=${customer}` } });
  const other = await (await signIn('0001')).text();
  assert.equal((await post({ authorization: `Bearer ${other}` })).status, 403);
  assert.equal((await exported(shop.url)).length, before);
  assert.equal((await signIn('')).status, 401);
  const own = await (await signIn('0006')).text();
  assert.equal((await post({ authorization: `Bearer ${own}` })).status, 201);
});

test('the export needs the key', async () => {
  assert.equal((await fetch(`${shop.url}/apps/lojal/answers`)).status, 401);
});

test('the first page shows the product: a customer is signed in, until the visitor chooses to be a guest', async () => {
  const { page, context, errors } = await visit(browser, `${shop.url}/`);
  const balance = part(page, 'main lojal-points', 'balance');
  assert.match((await balance.textContent()) ?? '', /[1-9]/);
  await page.goto(`${shop.url}/account.html`);
  await page.locator('lojal-tier').first().getByText('Gold').first().waitFor();
  await page.getByLabel('Signed in as').selectOption('Guest');
  await page.getByText('Members see their points here.').waitFor();
  await page.goto(`${shop.url}/`);
  await page.getByText('One point per dollar, four levels').waitFor();
  assert.equal(await page.getByLabel('Signed in as').inputValue(), '');
  // Choosing a customer again undoes it.
  await page.getByLabel('Signed in as').selectOption('0006');
  await page.getByText('Welcome back, customer 0006.').waitFor();
  assert.deepEqual(errors, []);
  await context.close();
});

test('choosing a customer shows the totals of their real orders', async () => {
  const { page, context, errors } = await visit(browser, `${shop.url}/account.html`);
  await context.addCookies([{ name: 'nord_customer', value: '0006', url: shop.url }]);
  await page.goto(`${shop.url}/account.html`);
  const account = (await evaluate(page, async () => {
    const bearer = await (await fetch('/token', { method: 'POST' })).text();
    return (await fetch('/apps/lojal/account', { headers: { authorization: `Bearer ${bearer}` } })).json();
  })) as { ledger: { points: number; at: string }[] };
  // Orders of the last twelve months, each rounded on its own, one point per dollar.
  const now = new Date();
  const from = new Date(Date.UTC(now.getFullYear() - 1, now.getMonth(), now.getDate())).toISOString().slice(0, 10);
  const points = account.ledger.filter(({ at }) => at > from).reduce((sum, entry) => sum + entry.points, 0);
  const shown = (await part(page, 'main lojal-points:not([variant])', 'balance').textContent()) ?? '';
  assert.ok(points > 0 && shown.includes(points.toLocaleString('en')), `${shown} is not ${points}`);
  assert.deepEqual(errors, []);
  await context.close();
});

const PAGES = [
  '/',
  '/product.html',
  '/cart.html',
  '/checkout',
  '/checkout/order-received?order=10042&total=49.90',
  '/account.html',
  '/rewards.html',
  '/privacy.html',
];

for (const colorScheme of ['light', 'dark'] as const)
  test(`no page shifts while it loads, and axe finds nothing, in ${colorScheme}`, async () => {
    for (const path of PAGES) {
      const { page, context, errors } = await visit(browser, shop.url + path, {
        colorScheme,
        bypassCSP: true,
        viewport: { width: 390, height: 800 },
      });
      await context.addCookies([{ name: 'nord_customer', value: '0006', url: shop.url }]);
      await page.reload({ waitUntil: 'networkidle' });
      assert.equal(await shifted(page), 0, `${path} moves while it loads`);
      await clean(page, path);
      assert.equal(
        await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth),
        true,
        `${path} scrolls sideways`,
      );
      assert.deepEqual(errors, [], path);
      await context.close();
    }
  });

for (const colorScheme of ['light', 'dark'] as const)
  test(`axe finds nothing in any state of the gallery, in ${colorScheme}`, async () => {
    const { page, context } = await visit(browser, `${shop.url}/gallery.html`, { colorScheme, bypassCSP: true });
    await page.locator('html[data-ready]').waitFor({ timeout: 30_000, state: 'attached' });
    await clean(page, 'gallery');
    await context.close();
  });
