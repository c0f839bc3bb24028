/** The frame of the owner's page, and Today. */
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { clean } from '../helpers/axe.ts';
import { nps } from '../server/samples.ts';
import { FAKE_KEY, problem } from './fake-owner-server.ts';
import { faultsOf, focused, hasNoOverflow, openOwnerServer, openPage } from './open-page.ts';
import { answerOf, sampleAnswer } from './owner-samples.ts';

const started = await openOwnerServer();
const { fake } = started;
const initial = fake.answers;
const scopes = [...fake.scopes];
const open = (...of: [hash?: string, options?: object]) => openPage(started, ...of);

beforeEach(() => {
  fake.isSignedIn = true;
  fake.before = undefined;
  fake.scopes = [...scopes];
  fake.answers = [...initial];
  fake.requests.length = 0;
  fake.bodies.length = 0;
});

const block = (page: Awaited<ReturnType<typeof open>>['page'], name: string) => page.getByRole('region', { name });

test('the owner signs in with the key, which is in no address and in no storage', async () => {
  fake.isSignedIn = false;
  const seen = await open('#/answers?kind=nps');
  const { page, context } = seen;
  assert.equal(await focused(page), 'key');
  await page.keyboard.type('wrong');
  await page.keyboard.press('Enter');
  await page.getByText('The key is not right.').waitFor();
  assert.equal(await page.getByLabel('Owner key').getAttribute('aria-invalid'), 'true');
  await page.getByLabel('Owner key').fill(` ${FAKE_KEY}\n`);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { name: 'Answers', level: 1 }).waitFor();
  assert.equal(new URL(page.url()).hash, '#/answers?kind=nps');
  assert.ok(!JSON.stringify(await context.storageState()).includes(FAKE_KEY));
  assert.ok(!fake.requests.some((line) => line.includes(FAKE_KEY)));
  await page.getByText('answers', { exact: false }).first().waitFor();
  assert.deepEqual(faultsOf(seen), []);
  await context.close();
});

test('too many tries say when to try again, and a server that is down says so', async () => {
  fake.isSignedIn = false;
  fake.before = (request) => (request.method === 'POST' ? problem(429, { 'retry-after': '31' }) : undefined);
  const { page, context } = await open();
  await page.getByLabel('Owner key').fill('x');
  await page.keyboard.press('Enter');
  await page.getByText('Try again in 31 seconds.').waitFor();
  await page.route('**/owner/session', (route) => route.abort());
  await page.keyboard.press('Enter');
  await page.getByText('The server does not answer.').waitFor();
  await context.close();
});

test('a session that ends keeps the place and what was being written', async () => {
  const { page, context } = await open('#/answers?kind=nps');
  await page.locator('answer-rows a').first().click();
  const note = page.getByLabel('Note');
  await note.fill('half a sentence');
  fake.isSignedIn = false;
  await page.getByRole('button', { name: 'Mark as handled' }).click();
  await page.getByText('Your session has ended.').waitFor();
  assert.equal(await page.getByRole('navigation').count(), 0);
  await page.getByLabel('Owner key').fill(FAKE_KEY);
  await page.keyboard.press('Enter');
  await note.waitFor();
  assert.equal(await note.inputValue(), 'half a sentence');
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  assert.equal(await page.locator('answers-view, owner-answers').count(), 0);
  assert.ok(fake.requests.includes('DELETE owner/session'));
  await context.close();
});

test('Today shows what needs a person, and a link to act', async () => {
  const seen = await open();
  const { page, context } = seen;
  const unhappy = block(page, 'Unhappy customers you may contact');
  await unhappy.getByText('The parcel took nine days').first().waitFor();
  assert.equal(await unhappy.getByRole('listitem').count(), 5);
  await block(page, 'Reviews to decide').getByText('look like spam').waitFor();
  await block(page, 'Customers about to leave').getByText('88 days since the last order, usually 31').waitFor();
  await block(page, 'Points about to expire').getByText('12,480 points').waitFor();
  await block(page, 'Webhooks that fail').getByText('hooks.slack.com').waitFor();
  assert.equal(await block(page, 'Points about to expire').getByRole('listitem').count(), 2);
  const moved = block(page, 'Moved most');
  // The period ends before `until`.
  await moved.getByText('Oct 28, 2026 – Nov 26, 2026').waitFor();
  assert.deepEqual(await moved.getByRole('heading', { level: 3 }).allTextContents(), ['Revenue', 'NPS', 'Churn']);
  await moved.getByText('No real change: it may be chance').waitFor();
  await moved.getByText('Change likely between −20.4 and −4.4').waitFor();
  const toNumbers = moved.getByRole('link', { name: 'All numbers' });
  assert.equal(await toNumbers.getAttribute('href'), '#/scores?days=30');
  await unhappy.getByRole('link', { name: 'Open in Answers' }).click();
  await page.getByRole('heading', { name: 'Answers', level: 1 }).waitFor();
  assert.match(page.url(), /#\/answers\?score=unhappy&contact=true&handled=false&from=2026-08-29$/);
  // The focus is on the heading of the new view.
  await page.waitForFunction(() => document.title === 'Answers · Lojal');
  assert.equal(await focused(page), 'Answers');
  assert.deepEqual(faultsOf(seen), []);
  await context.close();
});

test('a block that fails says so, and hides no other', async () => {
  let isBroken = true;
  fake.before = (_, path) => {
    if (path === 'owner/metrics') return problem(404);
    if (path === 'owner/lapsing' && isBroken) return problem(500);
    if (path === 'owner/liability') return new Response('<html>proxy</html>', { status: 200 });
    if (path === 'owner/today')
      return Response.json({ unhappy: { n: 0, answers: [] }, reviews: { n: 0, answers: [] } });
    return undefined;
  };
  const seen = await open();
  const { page, context } = seen;
  await block(page, 'Unhappy customers you may contact').getByText('Nobody is waiting for you.').waitFor();
  await block(page, 'Points about to expire').getByText('The server does not answer.').waitFor();
  await block(page, 'Moved most').getByText('Not available on this server yet.').waitFor();
  const lapsing = block(page, 'Customers about to leave');
  await lapsing.getByText('The server failed.').waitFor();
  isBroken = false;
  await lapsing.getByRole('button', { name: 'Try again' }).click();
  await lapsing.getByText('c_1107').waitFor();
  // The button is gone.
  assert.equal(await focused(page), 'Customers about to leave');
  assert.deepEqual(faultsOf(seen), []);
  await context.close();
});

test('a server that is busy is asked once more', async () => {
  let asked = 0;
  fake.before = (_, path) => {
    if (path !== 'owner/liability') return undefined;
    asked += 1;
    return asked === 1 ? problem(503, { 'retry-after': '1' }) : undefined;
  };
  const { page, context } = await open();
  await block(page, 'Points about to expire').getByText('12,480 points').waitFor();
  assert.equal(asked, 2);
  await context.close();
});

test('a page that stays open shows the new day when the owner comes back', async () => {
  const { page, context } = await open();
  await block(page, 'Points about to expire').getByText('12,480 points').waitFor();
  await block(page, 'Moved most').getByText('Revenue').waitFor();
  fake.requests.length = 0;
  fake.answers = [];
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
  const morning = Date.now() + 12 * 3_600_000;
  await page.evaluate((now) => {
    Date.now = () => now;
    document.dispatchEvent(new Event('visibilitychange'));
  }, morning);
  await block(page, 'Unhappy customers you may contact').getByText('Nobody is waiting for you.').waitFor();
  const day = new Intl.DateTimeFormat('en-US', { weekday: 'long', day: 'numeric', month: 'long' }).format(morning);
  await page.getByText(day, { exact: true }).waitFor();
  const again = fake.requests.map((line) => line.replace(/\?.*/, '')).sort();
  const each = ['lapsing', 'liability', 'metrics', 'today', 'webhooks'].map((route) => `GET owner/${route}`);
  assert.deepEqual(again, each, 'each block asks once more, and only then');
  await context.close();
});

test('leaving a view ends its requests', async () => {
  fake.before = (_, path) => (path === 'owner/metrics' ? new Promise(() => {}) : undefined);
  const { page, context } = await open();
  const failed = page.waitForEvent('requestfailed', (request) => request.url().includes('owner/metrics'));
  await page.getByRole('link', { name: 'Answers', exact: true }).click();
  assert.equal((await failed).failure()?.errorText, 'net::ERR_ABORTED');
  await context.close();
});

test('the language can be changed, and stays', async () => {
  const { page, context } = await open('', { locale: 'fi-FI' });
  await page.getByRole('heading', { name: 'Tänään', level: 1 }).waitFor();
  assert.equal(await page.locator('html').getAttribute('lang'), 'fi-FI');
  await page.getByLabel('Kieli').selectOption('nb');
  await page.getByRole('heading', { name: 'I dag', level: 1 }).waitFor();
  await page.reload();
  await page.getByRole('heading', { name: 'I dag', level: 1 }).waitFor();
  assert.equal(await page.locator('html').getAttribute('lang'), 'nb');
  await context.close();
});

test('the skip link moves the focus and keeps the address', async () => {
  const { page, context } = await open('#/settings');
  await page.getByRole('heading', { name: 'Settings', level: 1 }).waitFor();
  await page.keyboard.press('Tab');
  assert.equal(await focused(page), 'Skip to the content');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Settings', level: 1 }).and(page.locator(':focus')).waitFor();
  assert.equal(await focused(page), 'Settings');
  assert.match(page.url(), /#\/settings$/);
  await context.close();
});

const HOSTILE = `<img src=x onerror="document.title='hit'">\u202E${'x'.repeat(600)} javascript:alert(1) https://evil.example`;

test('the words of a customer are text, whatever they are', async () => {
  const id = 'h'.repeat(24);
  const subject = `<b>\u202E${'c'.repeat(100)}`;
  const bad = nps({ score: 1, comment: HOSTILE, contact: true, lang: 'x-<i>' }, { id, subject });
  fake.answers = [answerOf(bad, { tags: [HOSTILE.slice(0, 50)], note: HOSTILE, reply: HOSTILE }), sampleAnswer(1)];
  for (const [hash, width] of [
    ['', 360],
    [`#/answers?answer=${id}`, 1280],
    [`#/answers?answer=${id}`, 360],
    [`#/customers/${encodeURIComponent(subject)}`, 360],
  ] as const) {
    const seen = await open(hash, { viewport: { width, height: 800 } });
    const { page, context } = seen;
    await page.getByText('<img src=x onerror=').first().waitFor();
    assert.equal(await page.locator('img, b, i').count(), 0);
    assert.equal(await page.locator('a[href*=evil]:not([href^="mailto:?subject="]), a[href^=javascript]').count(), 0);
    assert.match(await page.title(), /Lojal$/);
    await hasNoOverflow(page);
    assert.deepEqual(faultsOf(seen), []);
    await context.close();
  }
});

for (const [theme, options] of [
  ['light', {}],
  ['dark', { colorScheme: 'dark' }],
  ['narrow', { viewport: { width: 360, height: 740 } }],
  ['forced colours', { forcedColors: 'active' }],
] as const)
  test(`axe finds nothing, and nothing overflows: ${theme}`, async () => {
    const forced = theme === 'forced colours';
    const { page, context } = await open('', { ...options, bypassCSP: true });
    const moved = block(page, 'Moved most');
    await moved.getByText('Revenue').waitFor();
    const placed = await moved.locator('.tag').evaluateAll((tags) => tags.map((tag) => getComputedStyle(tag).position));
    assert.deepEqual([...new Set(placed)], ['static'], 'a tag stands in its line');
    await hasNoOverflow(page);
    await clean(page, 'today', { forced });
    await page.goto(`${fake.url}#/answers?kind=review`);
    await page.locator('answer-rows a').first().click();
    await page.getByRole('button', { name: 'Reject' }).click();
    await page.getByLabel('Why is it rejected?').waitFor();
    await hasNoOverflow(page);
    await clean(page, 'answers', { forced });
    await page.goto(`${fake.url}#/settings`);
    await page.getByRole('button', { name: 'Deliveries' }).first().click();
    await page.getByText('timeout').waitFor();
    await page.getByLabel('Customer id').fill('c_1042');
    await page.getByRole('button', { name: 'Erase…' }).click();
    await hasNoOverflow(page);
    await clean(page, 'settings', { forced });
    const [link, width] = [page.getByRole('link', { name: 'Settings', exact: true }), page.viewportSize()?.width ?? 0];
    const box = await link.boundingBox();
    assert.ok(box && box.x >= 0 && box.x + box.width <= width, 'the link of the view is in sight');
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByLabel('Owner key').waitFor();
    await clean(page, 'sign-in', { forced });
    await context.close();
  });
