import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { clean } from '../helpers/axe.ts';
import { enterKey, OWNER_KEY, openShop } from '../helpers/shop.ts';
import { visit } from '../helpers/site.ts';
import { asked, ces, choice, csat, exit, mint, nps, review } from '../server/samples.ts';

/** The owner's page of the demo: figures over all answers, and the newest answers. */

const HTML = '<img src=x onerror="document.title=1">';

const { browser, shop } = await openShop(OWNER_KEY);

/** A valid event of a guest; an event of a customer would need a token. */
type Sample = (data: object, more: object) => object;

async function post(sample: Sample, data: object, id = mint()): Promise<void> {
  const response = await fetch(`${shop.url}/apps/lojal/answers`, {
    method: 'POST',
    headers: { 'content-type': 'application/cloudevents+json' },
    body: JSON.stringify(sample(data, { id, subject: undefined })),
  });
  assert.ok(response.ok, await response.text());
}

async function open(options: Parameters<typeof visit>[2] = {}) {
  const seen = await visit(browser, `${shop.url}/owner.html`, options);
  await enterKey(seen.page);
  await seen.page
    .locator('#state')
    .filter({ hasText: /appear automatically/ })
    .waitFor();
  return seen;
}

/** The text of one kind of question, on one line. */
const figure = async (page: Page, id: string) =>
  (await page.locator(`#${id}, #${id}-note span`).allTextContents()).join('; ').replaceAll('\u00a0', ' ');

/** The rows of one question's table. */
const tally = (page: Page, question: string) =>
  page
    .locator('.tally', { has: page.getByRole('heading', { name: question, exact: true }) })
    .locator('li')
    .allTextContents();

test('without answers, each kind says so', async () => {
  const { page, context, errors } = await open();
  for (const [id, noun] of [
    ['nps', 'answers'],
    ['csat', 'answers'],
    ['ces', 'answers'],
    ['reviews', 'reviews'],
  ] as const)
    assert.equal(await figure(page, id), `–; no ${noun}`);
  assert.deepEqual(errors, []);
  await context.close();
});

test('each kind has its figures, each question its table, each answer its question and page', async () => {
  const leaving = { ...asked, text: 'Why are you leaving?', page: '/account.html' };
  for (const score of [10, 9, 8, 0]) await post(nps, { score, asked, lang: 'en' });
  for (const score of [5, 4, 2]) await post(csat, { score });
  for (const score of [7, 6, 1, 1]) await post(ces, { score });
  for (const rating of [5, 4]) await post(review, { rating, purpose: rating === 4 ? 'testimonial' : 'review' });
  await post(choice, {});
  await post(choice, { choices: ['people'], texts: [HTML], other: undefined });
  const other = { choices: ['other'], texts: ['Something else'], other: HTML, comment: undefined };
  await post(exit, { asked: leaving, ...other });
  await post(exit, { asked: leaving, ...other, other: 'Moving house' });
  const edited = mint();
  await post(exit, { asked: leaving, ...other }, edited);

  const { page, context, errors } = await open();
  assert.equal(await figure(page, 'nps'), '+25; 4 answers; 2 promoters, 1 passive, 1 detractor');
  assert.equal(await figure(page, 'csat'), '3.7 of 5; 3 answers; 67 % gave 4 or 5');
  assert.equal(await figure(page, 'ces'), '3.8 of 7; 4 answers');
  assert.equal(await figure(page, 'reviews'), '4.5 of 5; 2 reviews; 2 may be published');
  assert.deepEqual(await tally(page, 'Vilka värden håller dig kvar?'), [
    `${HTML}2 · 100 %`,
    'Ljudet, alltid1 · 50 %',
    'Något annat1 · 50 %',
  ]);
  assert.deepEqual(await tally(page, 'Why are you leaving?'), ['Something else3 · 100 %']);

  // Another revision is not another answer. It appears without a reload and replaces the first one.
  await post(exit, { asked: leaving, choices: ['price'], texts: ['Price'], revision: 2 }, edited);
  await page.locator('.tally').getByText('Price').waitFor();
  // "Something else" comes last, however often it is chosen.
  assert.deepEqual(await tally(page, 'Why are you leaving?'), ['Price1 · 33 %', 'Something else2 · 67 %']);

  const newest = page.locator('.answer').first();
  for (const words of ['Leaving', 'Why are you leaving?', 'Price', 'Shipping above all', '/account.html', 'lojal-1'])
    assert.ok((await newest.textContent())?.includes(words), words);
  const all = page.locator('.answer');
  assert.equal(await all.count(), 18);
  for (const [words, says] of [
    ['Careful packing', ['Satisfaction', 'How satisfied are you with Nord Records?', 'of 5', 'on /account/orders']],
    ['One click', ['Ease', 'Nord Records made it easy for me', 'of 7']],
    ['Omslagen', ['Choice', 'Ljudet, alltid', 'De som packar', '· sv · wording 2026-11']],
    ['Testimonial', ['Warm and clear']],
    ['Fast delivery', ['Recommendation', asked.text]],
  ] as const) {
    const card = await all.filter({ hasText: words }).first().textContent();
    for (const said of says) assert.ok(card?.includes(said), `${said} of ${words}: ${card}`);
  }
  assert.equal(await page.title(), 'For the shop owner · Nord Records');
  assert.equal(await page.locator('main img').count(), 0);
  assert.deepEqual(errors, []);
  await context.close();
});

for (const colorScheme of ['light', 'dark'] as const)
  for (const width of [320, 1280])
    test(`axe finds nothing and nothing overflows, in ${colorScheme} at ${width} px`, async () => {
      await post(csat, { comment: 'x'.repeat(300), asked: { ...asked, page: `/${'y'.repeat(400)}` } });
      await post(choice, { lang: 'ar', texts: ['جودة الصوت', 'الناس', 'z'.repeat(200)] });
      const { page, context } = await open({ colorScheme, bypassCSP: true, viewport: { width, height: 800 } });
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
      await clean(page, 'owner');
      await context.close();
    });

test('the key is kept by this tab, and never in the address', async () => {
  const { page, context, errors } = await open();
  assert.equal(page.url(), `${shop.url}/owner.html`);
  await page.reload();
  await page
    .locator('#state')
    .filter({ hasText: /appear automatically/ })
    .waitFor();
  const other = await context.newPage();
  await other.goto(`${shop.url}/owner.html`);
  assert.equal(await other.getByLabel('Owner key').inputValue(), '');
  assert.deepEqual(errors, []);
  await context.close();
});

test('bidi controls of a customer end with the words of the customer', async () => {
  const ids = [mint(), mint()];
  const [score, written] = ids;
  await post(nps, { score: 9, comment: '\u202Eyltneulf' }, score);
  await post(
    review,
    { title: '\u202Etsebt', order: '\u202E1', author: { name: '\u202Ena', display: 'full' } },
    written,
  );
  const { page, context } = await open();
  for (const id of ids) {
    const answer = page.locator(`#a-${id}`);
    await answer.waitFor();
    const [inside, outside] = await answer.evaluate((item) => {
      const walker = item.ownerDocument.createTreeWalker(item, NodeFilter.SHOW_TEXT);
      const found: string[][] = [[], []];
      for (let node = walker.nextNode(); node; node = walker.nextNode())
        if (node.textContent?.includes('\u202E'))
          found[node.parentElement?.closest('bdi, [dir=auto]') ? 0 : 1]?.push(node.textContent);
      return found;
    });
    assert.ok(inside?.length);
    assert.deepEqual(outside, []);
  }
  await context.close();
});
