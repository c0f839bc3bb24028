/** Scores and Customers against the server, with real purchases. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { clean } from '../helpers/axe.ts';
import { launch, visit } from '../helpers/site.ts';
import { startAll } from '../helpers/start.ts';
import { KEY } from '../server/samples.ts';
import { until } from './open-page.ts';
import { startShopServer } from './shop-server.ts';
import { tabThrough } from './tab-order.ts';

const { browser, server } = await startAll({ browser: launch(), server: startShopServer() });

async function open(view: string, options: Parameters<typeof visit>[2] = {}) {
  const seen = await visit(browser, `${server.api}/owner/#/${view}`, { bypassCSP: true, ...options });
  await seen.page.getByLabel('Owner key').fill(KEY);
  await seen.page.keyboard.press('Enter');
  await seen.page.getByRole('heading', { level: 1 }).waitFor();
  return seen;
}

/** The requests that failed without a reason: a session that has not begun is no fault. */
const faults = (errors: readonly string[]) => errors.filter((line) => !/status of (401|404)/.test(line));

/** Waits until every card has its data. */
async function settled(page: Page, first = '.card'): Promise<void> {
  await page.locator(first).first().waitFor();
  while ((await page.locator('.skeleton').count()) > 0)
    await page.locator('.skeleton').first().waitFor({ state: 'detached' });
}

/** Whether something is wider than the page. */
const overflow = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);

/** The names of the parts that have to be scrolled sideways, through all shadow roots. */
const sidewaysParts = (page: Page) =>
  page.evaluate(() => {
    const names: (string | null)[] = [];
    const roots: (Document | ShadowRoot)[] = [document];
    for (let root = roots.pop(); root; root = roots.pop())
      for (const element of root.querySelectorAll('*')) {
        if (element.shadowRoot) roots.push(element.shadowRoot);
        const isCut = element.clientWidth > 1 && element.scrollWidth > element.clientWidth + 1;
        if (isCut && getComputedStyle(element).overflowX !== 'visible')
          names.push(element.getAttribute('aria-label') ?? element.localName);
      }
    return names;
  });

test('Scores: a value with its interval, its course, and the words that separate the groups', async () => {
  const { page, context, errors } = await open('scores');
  await settled(page);
  const card = page.getByRole('region', { name: 'NPS' });
  await card.getByText('0', { exact: true }).first().waitFor();
  await card.getByText(/^Likely between −\d+\.?\d* and \d+\.?\d*$/).waitFor();
  await card.getByText('24 observations').waitFor();
  await card.getByRole('img', { name: 'NPS over time, with the likely range' }).waitFor();
  // All answers are of one week: the point stands alone, with its range.
  assert.equal(await card.locator('trend-chart .whisker').count(), 1);
  await card.getByText('Show as a table').first().click();
  await card
    .getByRole('table', { name: /over time/ })
    .getByRole('columnheader', { name: 'Likely between' })
    .waitFor();
  // All answers of this question are alike: a value without a range, and the reason.
  const ease = page.getByRole('region', { name: 'Ease (CES)' });
  await ease.getByText('All answers are the same, so no range can be given.').first().waitFor();
  assert.equal(await ease.locator('trend-chart .dot').count(), 1);
  assert.equal(await ease.locator('trend-chart .whisker').count(), 0);
  const axis = await ease.locator('trend-chart svg text[text-anchor=end]').allTextContents();
  assert.ok(axis.length > 3 && new Set(axis).size === axis.length && axis.at(-1) === '6.0', axis.join(' '));
  const words = page.getByRole('region', { name: 'What promoters and detractors write' });
  await words.getByRole('link', { name: 'late' }).waitFor();
  await words.getByText('12 unhappy, 0 happy').first().waitFor();
  const leaving = page.getByRole('region', { name: 'Leaving' });
  const row = leaving.getByRole('row', { name: /It costs too much/ });
  assert.match((await row.textContent()) ?? '', /8.*67\s?%/s);
  await page.getByRole('link', { name: 'A year' }).click();
  await settled(page);
  assert.match(page.url(), /days=365/);
  // None of the sample's answers has a token, and none of its customers is new.
  const whose = page.getByRole('combobox', { name: 'Whose answers' });
  // Until the answer comes, the numbers of all answers must not stand below the new choice.
  const held: (() => void)[] = [];
  await page.route('**/owner/**verified=true**', async (route) => {
    await new Promise<void>((go) => held.push(go));
    await route.continue();
  });
  await whose.selectOption('Of verified customers');
  await card.getByRole('status', { name: 'Loading' }).waitFor();
  assert.equal(await card.getByText('24 observations').count(), 0);
  await until(() => held.length === 15, 'all requests of the group');
  for (const go of held) go();
  await card.getByText('Nobody in this group has answered in this period.').waitFor();
  await leaving.getByText('Nobody in this group has answered in this period.').waitFor();
  assert.equal(await words.getByText('late').count(), 0);
  const response = page.getByRole('region', { name: 'Response rate' });
  await response.getByText('This number exists for all customers only.').waitFor();
  assert.match(page.url(), /days=365&of=verified/);
  await whose.selectOption('Not verified');
  await card.getByText('24 observations').waitFor();
  await whose.selectOption('Gold');
  await settled(page);
  assert.match(page.url(), /of=tier%3Agold/);
  await whose.selectOption('Champions');
  await settled(page);
  assert.match(page.url(), /of=rfm%3Achampions/);
  await whose.selectOption('Swedish');
  await settled(page);
  assert.match(page.url(), /of=lang%3Asv/);
  assert.deepEqual(await whose.locator('optgroup').evaluateAll((all) => all.map((one) => one.getAttribute('label'))), [
    'Tiers',
    'Segments',
    'Language',
  ]);
  assert.deepEqual(faults(errors.splice(0)), []);
  // An address may name a level that is gone: all requests but that of the receptions are refused.
  await page.evaluate(() => {
    location.hash = '#/scores?days=365&of=tier:silver';
  });
  await page.getByText('The server did not accept this value.').first().waitFor();
  assert.equal(await whose.locator('option:checked').textContent(), 'silver');
  await until(() => errors.length === 14, 'all refusals');
  assert.ok(errors.splice(0).every((line) => line.includes('422')));
  await whose.selectOption('Not verified');
  await card.getByText('24 observations').waitFor();
  await clean(page, 'Scores');
  await words.getByRole('link', { name: 'late' }).click();
  await page.getByRole('heading', { level: 1, name: 'Answers' }).waitFor();
  await page.locator('answer-rows a').nth(11).waitFor();
  assert.equal(await page.locator('answer-rows a').count(), 12);
  assert.deepEqual(faults(errors), []);
  await context.close();
});

test('Customers: who leaves and why, segments, cohorts, the second purchase, and the forecast with its error', async () => {
  const { page, context, errors } = await open('customers?days=365');
  await settled(page);
  const lapsing = page.getByRole('region', { name: 'Customers about to leave' });
  await lapsing
    .getByText(/^Away for \d+ days, usually \d+$/)
    .first()
    .waitFor();
  const segments = page.getByRole('region', { name: 'Segments' });
  await segments.getByRole('row', { name: /^Champions/ }).waitFor();
  const download = page.waitForEvent('download');
  const data = await page.evaluate(async () => (await fetch('../owner/lapsing?limit=1')).json());
  const list = lapsing.getByRole('group', { name: 'Download “Customers about to leave”' });
  const csv = list.getByRole('link', { name: 'CSV', exact: true });
  assert.equal(new URL((await csv.getAttribute('href')) ?? '').searchParams.get('until'), data.until);
  await csv.click();
  assert.equal((await download).suggestedFilename(), 'lojal-customers.csv');
  // Every part has a list for a campaign, and the server gives it.
  const lists = await page.evaluate(async () => {
    const found: [string, number][] = [];
    const roots: (Document | ShadowRoot)[] = [document];
    for (let root = roots.pop(); root; root = roots.pop())
      for (const element of root.querySelectorAll('*')) {
        if (element.shadowRoot) roots.push(element.shadowRoot);
        if (
          element instanceof HTMLAnchorElement &&
          element.href.includes('format=csv&') === false &&
          element.download === '' &&
          element.hasAttribute('download')
        )
          found.push([element.href, (await fetch(element.href, { method: 'HEAD' })).status]);
      }
    return found;
  });
  assert.deepEqual(
    lists.filter(([, status]) => status !== 200),
    [],
  );
  for (const segment of ['lapsing', 'rfm:champions', 'once', 'due', 'cohort:', 'hubspot'])
    assert.ok(
      lists.some(([href]) => decodeURIComponent(href).includes(segment)),
      segment,
    );
  await page.getByRole('img', { name: 'Second purchase' }).waitFor();
  await page.getByText('Fewer than half have bought again').waitFor();
  await page.getByRole('img', { name: 'Time between purchases' }).waitFor();
  await page.getByRole('region', { name: 'Who comes back' }).getByRole('columnheader', { name: '+12' }).waitFor();
  const forecast = page.getByRole('region', { name: 'What customers will bring' });
  await forecast.getByRole('row', { name: /Repeat purchases until now/ }).waitFor();
  const all = page.getByRole('region', { name: 'All numbers' });
  assert.ok((await all.getByRole('row').count()) > 25);
  // A count has no range, so nobody can say that chance explains its change.
  for (const name of ['Orders', 'Active per month', 'Revenue'])
    assert.match(
      (await all.getByRole('row', { name: new RegExp(`^${name} `) }).textContent()) ?? '',
      /[+−][$\d,]+\s*$/,
    );
  assert.match(
    (await all.getByRole('row', { name: /^Ease/ }).textContent()) ?? '',
    /6\.0\s*All answers are the same, so no range can be given\./,
  );
  await all.getByText('Past orders that were imported count as arrived after its end.').waitFor();
  await clean(page, 'Customers');
  await lapsing.getByRole('link', { name: /^cd-/ }).first().click();
  await page.getByRole('heading', { level: 1, name: /^cd-/ }).waitFor();
  await page.getByText('Last orders').waitFor();
  assert.deepEqual(faults(errors), []);
  await context.close();
});

test('Did it work: both groups of a campaign, and what can be said', async () => {
  const { page, context, errors } = await open('programme/effects');
  const section = page.getByRole('region', { name: 'Did it work?' });
  await section.getByRole('heading', { name: 'Campaign: Double points' }).waitFor();
  // A campaign without an effect: rarely, chance alone looks like one.
  await section
    .getByText(
      /^It (cannot be told yet\. A change of a tenth would show with [\d,]+ customers; there are \d+|brought|cost)/,
    )
    .waitFor();
  // The last day that counts is today; the server says the day after.
  const today = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeZone: 'UTC' }).format(new Date());
  await section.getByText(`– ${today}, 30% of the customers left out`).waitFor();
  await section.getByRole('row', { name: /^Could get it/ }).waitFor();
  await section.getByRole('row', { name: /^Left out/ }).waitFor();
  await clean(page, 'effects');
  assert.deepEqual(faults(errors), []);
  await context.close();
});

/** The width of A4 between its margins, in px. */
const PAPER = 688;

/** What is wider than its place, through all shadow roots: `td 720 of 688`. */
const cutParts = (page: Page) =>
  page.evaluate((width) => {
    const cut: string[] = [];
    // No function has a name here: the helper that keeps names does not exist in the page.
    const roots: (Document | ShadowRoot)[] = [document];
    for (let root = roots.pop(); root; root = roots.pop())
      for (const element of root.querySelectorAll('*')) {
        if (element.shadowRoot) roots.push(element.shadowRoot);
        const { right, left, width: own } = element.getBoundingClientRect();
        const hides =
          getComputedStyle(element).overflowX !== 'visible' && element.scrollWidth > element.clientWidth + 1;
        if (own > 1 && (right > width + 1 || left < -1 || hides)) cut.push(`${element.localName} ${left} to ${right}`);
      }
    return cut;
  }, PAPER);

/** Charts follow the width of the window in the next frames. */
const drawn = (page: Page) =>
  page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));

/** The pages of a PDF. */
const pagesOf = (pdf: Buffer): number => [...pdf.toString('latin1').matchAll(/\/Type\s*\/Page\b/g)].length;

test('the report: charts beside their tables, on at most two pages of paper without a cut, from any window', async () => {
  const { page, context, errors } = await open('report?days=365', { colorScheme: 'dark' });
  await page.getByRole('heading', { level: 2, name: 'All numbers' }).waitFor();
  await page.getByRole('img', { name: 'NPS over time, with the likely range' }).waitFor();
  const course = page.getByRole('table').filter({ hasText: 'Likely between' });
  assert.ok((await course.count()) >= 2);
  await page.getByText('Answer 12 unhappy customers').waitFor({ state: 'detached' });
  await page.getByRole('listitem').filter({ hasText: 'who are about to leave' }).waitFor();
  assert.equal(await page.locator('details').count(), 0, 'each table stands beside its chart');
  await clean(page, 'Report');
  for (const days of ['30', '90', '365'] as const) {
    await page.goto(`${server.api}/owner/#/report?days=${days}`);
    await page.locator('owner-report .skeleton').first().waitFor({ state: 'detached' });
    await page.getByRole('heading', { level: 2, name: 'All numbers' }).waitFor();
    await page.setViewportSize({ width: PAPER, height: 1_017 });
    await page.emulateMedia({ media: 'print' });
    await drawn(page);
    assert.deepEqual(await cutParts(page), [], days);
    assert.equal(await page.getByRole('navigation').count(), 0);
    assert.equal(await page.getByRole('button', { name: 'Print' }).count(), 0);
    const background = await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
    assert.equal(background, 'rgb(255, 255, 255)', 'paper is light');
    const pages = pagesOf(await page.pdf({ preferCSSPageSize: true, printBackground: true }));
    assert.ok(pages >= 1 && pages <= 2, `${pages} pages for ${days} days`);
    await page.emulateMedia({ media: null });
    await page.setViewportSize({ width: 360, height: 740 });
    await drawn(page);
    assert.ok((await overflow(page)) <= 0, `${await overflow(page)} px too wide`);
    assert.ok(pagesOf(await page.pdf({ preferCSSPageSize: true })) <= 2, 'from a phone');
  }
  assert.deepEqual(faults(errors), []);
  await context.close();
});

/** A text that each view shows with its data, and its parts that are scrolled sideways. */
const PHONE_VIEWS = [
  { view: 'scores', part: 'Leaving', text: 'It costs too much', sideways: [] },
  { view: 'customers', part: 'Who comes back', text: '+2', sideways: ['Who comes back'] },
];

for (const colorScheme of ['light', 'dark'] as const)
  for (const { view, part, text, sideways } of PHONE_VIEWS)
    test(`${view} fit a phone, in ${colorScheme} colours`, async () => {
      const { page, context } = await open(view, { viewport: { width: 360, height: 740 }, colorScheme });
      // One part may have its data before another has begun to load.
      await page.getByRole('region', { name: part }).getByText(text, { exact: true }).waitFor();
      await settled(page);
      assert.ok((await overflow(page)) <= 0, `${await overflow(page)} px too wide`);
      assert.deepEqual(await sidewaysParts(page), sideways);
      await clean(page, `${view}, ${colorScheme}`);
      await context.close();
    });

/** Views with tables, and a part of each that is there with the data. */
const TABLE_VIEWS: Readonly<Record<string, string>> = {
  'scores?days=365': 'choice-section tbody tr',
  'customers?days=365': 'cohort-section tbody tr',
  'programme/points': 'outstanding-points tbody tr',
  'report?days=365': 'tbody tr',
  settings: 'audit-entries tbody tr',
};

test('in Finnish, whose words are long, every table and its headings fit a phone', async () => {
  const { page, context } = await visit(browser, `${server.api}/owner/`, {
    bypassCSP: true,
    locale: 'fi-FI',
    viewport: { width: 360, height: 740 },
  });
  await page.locator('input[type=password]').fill(KEY);
  await page.keyboard.press('Enter');
  for (const [view, part] of Object.entries(TABLE_VIEWS)) {
    await page.goto(`${server.api}/owner/#/${view}`);
    await page.locator(part).first().waitFor();
    await settled(page, part);
    // The tables of the charts are closed at first.
    for (const table of await page.locator('details:has(table)').all())
      await table.evaluate((details: HTMLDetailsElement) => {
        details.open = true;
      });
    const sideways = await sidewaysParts(page);
    assert.deepEqual(sideways, view.startsWith('customers') ? ['Ketkä palaavat'] : [], view);
  }
  await context.close();
});

test('by keyboard alone: every control of every view is reached, is seen, and is left again', async () => {
  const { page, context } = await open('today');
  await fetch(`${server.api}/owner/notes`, {
    method: 'POST',
    headers: { authorization: `Bearer ${KEY}`, 'content-type': 'application/json' },
    body: JSON.stringify({ id: 'keyboard-0123456789', author: 'Ada', text: 'Call the carrier' }),
  });
  for (const view of [
    'today',
    'answers',
    'scores?days=365',
    'customers?days=365',
    'report',
    'programme/points',
    'programme/effects',
    'settings',
  ]) {
    await page.goto(`${server.api}/owner/#/${view}`);
    await settled(page, `owner-${view.split(/[/?]/)[0]} h1`);
    if (view === 'answers') await page.locator('answer-rows a').first().click();
    // Some controls come with data, without a placeholder.
    await page.waitForLoadState('networkidle');
    await settled(page, `owner-${view.split(/[/?]/)[0]} h1`);
    const { reached, ...faults } = await tabThrough(page);
    assert.deepEqual(faults, { missed: [], unseen: [], reordered: [] }, view);
    assert.ok(reached > 8, `${view}: ${reached}`);
  }
  // The focus follows the places of a view.
  await page.goto(`${server.api}/owner/#/customers`);
  await settled(page, 'owner-customers .card');
  await page.getByRole('link', { name: /^cd-/ }).first().focus();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: /^cd-/ }).and(page.locator(':focus')).waitFor();
  assert.equal(await page.evaluate(() => scrollY), 0);
  await page.getByRole('link', { name: 'All customers' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Customers' }).and(page.locator(':focus')).waitFor();
  await context.close();
});
