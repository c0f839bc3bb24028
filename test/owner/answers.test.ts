/** The inbox of the owner's page. */
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import type { Page } from 'playwright-core';
import { nps } from '../server/samples.ts';
import { problem } from './fake-owner-server.ts';
import { faultsOf, focused, hasNoOverflow, openOwnerServer, openPage, until } from './open-page.ts';
import { answerOf, sampleAnswer } from './owner-samples.ts';

const started = await openOwnerServer();
const { fake } = started;
const scopes = [...fake.scopes];

beforeEach(() => {
  fake.isSignedIn = true;
  fake.before = undefined;
  fake.scopes = [...scopes];
  fake.answers = [...Array(60).keys()].map(sampleAnswer);
  fake.requests.length = 0;
  fake.bodies.length = 0;
});

async function open(hash = '#/answers', options: object = {}) {
  const seen = await openPage(started, hash, options);
  await seen.page.locator('answer-rows a').first().waitFor({ state: 'attached' });
  return seen;
}

const rows = (page: Page) => page.locator('answer-rows a');
const chosen = (page: Page) => page.locator('answer-rows a[aria-current]');
const hash = (page: Page) => new URL(page.url()).hash;
/** The id of the chosen answer, as the address says it. */
const idOf = (page: Page) => /answer=([\w-]+)/.exec(page.url())?.[1];

test('the address has the filters, and the way back restores them', async () => {
  const seen = await open();
  const { page, context } = seen;
  await page.getByText('60 answers').waitFor();
  await page.getByLabel('Kind').selectOption('nps');
  await page.getByLabel('Score').selectOption('0-6');
  await page.getByLabel('Handled').selectOption('false');
  await page.waitForURL(/#\/answers\?kind=nps&score=0-6&handled=false$/);
  const count = fake.answers.filter(
    ({ event, handled }) => event.type.includes('.nps.') && (event.data.score ?? 9) < 7 && !handled,
  ).length;
  await page.getByText(`${count} answers`).waitFor();
  await page.goBack();
  await page.waitForURL(/score=0-6$/);
  assert.equal(await page.getByLabel('Handled').inputValue(), '');
  // Another kind has other scores.
  await page.getByLabel('Kind').selectOption('review');
  await page.getByLabel('Decision').selectOption('suspect');
  await page.waitForURL(/#\/answers\?kind=review&state=suspect$/);
  assert.equal(await page.getByLabel('Score').inputValue(), '');
  assert.deepEqual(faultsOf(seen), []);
  await context.close();
});

test('the search waits until the owner has typed, and leaves no trail in the history', async () => {
  const { page, context } = await open();
  const before = await page.evaluate(() => history.length);
  await page.getByRole('searchbox').pressSequentially('parcel', { delay: 20 });
  await page.waitForURL(/q=parcel$/);
  assert.equal(await page.evaluate(() => history.length), before);
  await until(() => fake.requests.some((line) => line.includes('q=')), 'the search was sent');
  assert.equal(fake.requests.filter((line) => line.includes('q=')).length, 1);
  assert.equal(await page.getByRole('searchbox').inputValue(), 'parcel');
  // The server does not count a search.
  const found = fake.answers.filter(({ event }) => event.data.comment?.includes('parcel')).length;
  await page.getByText(`${found} answers`).waitFor();
  await page.keyboard.type('s');
  await page.keyboard.press('Escape');
  assert.equal(await focused(page), 'Answers');
  await page.waitForURL(/q=parcels$/);
  await until(async () => (await page.getByRole('searchbox').inputValue()) === 'parcels', 'the search stays');
  await page.getByRole('searchbox').fill('parcel');
  await page.keyboard.press('Escape');
  await page.getByText(`${found} answers`).waitFor();
  await page.keyboard.press('j');
  await page.waitForURL(/q=parcel&answer=/);
  await page.getByRole('searchbox').fill('zzz');
  await page.getByText('No answers match.').waitFor();
  await page.getByRole('link', { name: 'Show all answers' }).click();
  await page.getByText('60 answers').waitFor();
  assert.equal(await page.getByRole('searchbox').inputValue(), '');
  await context.close();
});

test('the selection can be downloaded', async () => {
  const { page, context } = await openPage(started, '#/answers?kind=nps&q=a%26b');
  await page.getByText('More filters and download').click();
  const href = await page.getByRole('link', { name: 'CSV with semicolons' }).getAttribute('href');
  assert.match(href ?? '', /\/apps\/lojal\/owner\/answers\?q=a%26b&kind=nps&format=csv-semicolon$/);
  await context.close();
});

test('of a hundred thousand answers only those in sight are in the document', async () => {
  const many = sampleAnswer(0);
  fake.answers = [...Array(100_000).keys()].map((n) => ({ ...many, id: `answer-${n}-0123456789` }));
  const { page, context } = await open();
  await page.getByText('More than 100,000 answers').waitFor();
  const scroller = page.locator('answer-rows .scroll');
  for (const page_ of [1, 2, 3, 4, 5]) {
    await scroller.evaluate((element) => element.scrollTo(0, element.scrollHeight));
    await page.waitForFunction(
      (n) =>
        document
          .querySelector('owner-app')
          ?.shadowRoot?.querySelector('owner-answers')
          ?.shadowRoot?.querySelector('answer-rows')
          ?.shadowRoot?.querySelector(`[aria-posinset="${n * 100 + 1}"] a`) !== null,
      page_,
    );
  }
  assert.ok((await rows(page).count()) < 40);
  assert.equal(await page.locator('answer-rows li').last().getAttribute('aria-setsize'), '100000');
  assert.equal(fake.requests.filter((line) => line.includes('before=')).length, 5);
  // No row lies over another.
  const tops = await page
    .locator('answer-rows li')
    .evaluateAll((all) =>
      all.map((row) => row.getBoundingClientRect()).map(({ top, bottom }) => [top, bottom] as const),
    );
  tops.sort(([a], [b]) => a - b);
  for (const [i, [top]] of tops.entries()) if (i > 0) assert.ok(top >= (tops[i - 1]?.[1] ?? 0) - 1);
  await context.close();
});

test('a page that fails can be loaded again', async () => {
  fake.answers = [...Array(150).keys()].map(sampleAnswer);
  fake.before = (request) => (request.url.includes('before=') ? problem(503) : undefined);
  const { page, context } = await open();
  const scroller = page.locator('answer-rows .scroll');
  await scroller.evaluate((element) => element.scrollTo(0, element.scrollHeight));
  await page.getByText('The server failed.').waitFor();
  fake.before = undefined;
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.locator('answer-rows [aria-posinset="101"] a').waitFor({ state: 'attached' });
  await context.close();
});

test('one key goes to the next answer, back, marks, replies and notes', async () => {
  const seen = await open('#/answers?kind=nps');
  const { page, context } = seen;
  const ids = fake.answers.filter(({ event }) => event.type.includes('.nps.')).map(({ id }) => id);
  await page.keyboard.press('j');
  await page.waitForURL(/answer=/);
  assert.equal(idOf(page), ids[0]);
  await page.keyboard.press('j');
  await page.keyboard.press('ArrowDown');
  await page.waitForFunction((id) => location.hash.includes(id as string), ids[2]);
  await page.keyboard.press('k');
  await page.waitForFunction((id) => location.hash.includes(id as string), ids[1]);
  assert.equal(await chosen(page).count(), 1);
  await page.keyboard.press('e');
  await page.getByRole('button', { name: 'Handled' }).waitFor();
  await page.keyboard.press('n');
  await page.keyboard.type('jkern?/ are letters');
  assert.equal(await page.getByLabel('Note').inputValue(), 'jkern?/ are letters');
  assert.equal(idOf(page), ids[1]);
  await page.keyboard.press('Control+Enter');
  await page.keyboard.press('Escape');
  assert.equal(await focused(page), 'Recommendation');
  await page.keyboard.press('r');
  await page.keyboard.type('We are sorry');
  await page.keyboard.press('Escape');
  await page.keyboard.press('/');
  assert.equal(await page.getByRole('searchbox').evaluate((field) => field.matches(':focus')), true);
  await page.getByRole('heading', { name: 'Recommendation' }).click();
  await page.keyboard.press('Control+j');
  assert.equal(idOf(page), ids[1]);
  await page.keyboard.press('?');
  await page.getByRole('dialog', { name: 'Keys' }).getByText('Next answer').waitFor();
  await page.getByLabel('Single letters act').uncheck();
  await page.keyboard.press('Escape');
  await page.keyboard.press('j');
  assert.equal(idOf(page), ids[1], 'single letters are turned off');
  await page.keyboard.press('Escape');
  await page.waitForFunction(() => !location.hash.includes('answer='));
  // The answer had the focus, and is gone.
  await until(async () => (await focused(page)) === 'Answers', 'the focus is on the heading');
  await until(() => fake.bodies.length === 2, 'both changes were sent');
  const changes = fake.bodies.map(({ body, match }) => [body, match]);
  assert.deepEqual(changes, [
    [{ handled: true }, '"1"'],
    [{ note: 'jkern?/ are letters' }, '"1"'],
  ]);
  assert.deepEqual(faultsOf(seen), []);
  await context.close();
});

test('with the focus in the list, the focus moves along', async () => {
  const { page, context } = await open();
  await rows(page).first().focus();
  for (let i = 0; i < 12; i++) {
    await page.keyboard.press('j');
    await page.waitForFunction((n) => {
      const root = document.querySelector('owner-app')?.shadowRoot?.querySelector('owner-answers')?.shadowRoot;
      const at = root?.querySelector('answer-rows')?.shadowRoot?.activeElement;
      return at?.matches('a[aria-current]') && at.closest('li')?.getAttribute('aria-posinset') === String(n);
    }, i + 1);
  }
  // The row that has the focus stays while the owner scrolls on.
  await page.locator('answer-rows .scroll').evaluate((element) => element.scrollTo(0, element.scrollHeight));
  await page.locator('answer-rows [aria-posinset="60"]').waitFor();
  assert.equal(await page.locator('answer-rows [aria-posinset="12"] a:focus').count(), 1);
  await context.close();
});

test('a change that fails is undone, with a sentence; the text stays', async () => {
  const { page, context } = await open('#/answers?kind=nps');
  await rows(page).first().click();
  let respond = (_: Response) => {};
  fake.before = (request) =>
    request.method === 'PATCH'
      ? new Promise<Response>((resolve) => {
          respond = resolve;
        })
      : undefined;
  await page.getByRole('button', { name: 'Mark as handled' }).click();
  // At once, before the server has answered.
  await page.getByRole('button', { name: 'Handled' }).waitFor();
  respond(problem(403));
  await page.getByText('The change was undone. Your key does not allow this.').waitFor();
  await page.getByRole('button', { name: 'Mark as handled' }).waitFor();
  await page.getByLabel('Reply').fill('We are sorry\n100 % & more? #1');
  assert.equal(
    await page.getByRole('link', { name: 'Write as e-mail' }).getAttribute('href'),
    'mailto:?subject=Your%20answer%20to%20our%20question&body=We%20are%20sorry%0D%0A100%20%25%20%26%20more%3F%20%231',
  );
  await page.getByLabel('Reply').fill('We are sorry');
  await page.getByRole('button', { name: 'Reply' }).click();
  await page.getByText('The change was undone.').waitFor({ state: 'detached' });
  respond(problem(500));
  await page.getByText('The change was undone. The server failed.').waitFor();
  assert.equal(await page.getByLabel('Reply').inputValue(), 'We are sorry');
  await context.close();
});

test('what is written about one answer does not move to another, and is still there', async () => {
  const { page, context } = await open('#/answers?kind=nps');
  await rows(page).nth(0).click();
  await page.getByLabel('Note').fill('about the first');
  await rows(page).nth(1).click();
  const note = () => page.getByLabel('Note').inputValue();
  await until(async () => (await note()) === '', 'the second answer has no note');
  await rows(page).nth(0).click();
  await until(async () => (await note()) === 'about the first', 'the first answer has its note');
  await context.close();
});

test('another owner of the answer: the newer text appears, and the change is not saved', async () => {
  const id = 'a'.repeat(32);
  fake.answers = [answerOf(nps({ score: 2, comment: 'First words' }, { id }))];
  const { page, context } = await open(`#/answers?answer=${id}`);
  await page.getByText('First words').last().waitFor();
  fake.answers = [answerOf(nps({ score: 9, comment: 'Second words', revision: 2 }, { id }))];
  await page.getByRole('button', { name: 'Mark as handled' }).click();
  await page.getByText('The customer has changed this answer meanwhile.').waitFor();
  await page.getByText('Second words').last().waitFor();
  await page.getByRole('button', { name: 'Mark as handled' }).click();
  await page.getByRole('button', { name: 'Handled' }).waitFor();
  assert.deepEqual(
    fake.bodies.map(({ match }) => match),
    ['"1"', '"2"'],
  );
  await context.close();
});

test('a review is approved, or rejected with a reason; tags are added and removed', async () => {
  const { page, context } = await open('#/answers?kind=review&state=pending');
  await rows(page).first().click();
  await page.getByRole('button', { name: 'Approve' }).click();
  await page.getByText('Shown in the shop.').waitFor();
  const goesTo = (name: string) => until(async () => (await focused(page)) === name, `the focus is not on ${name}`);
  await page
    .getByRole('definition')
    .filter({ hasText: /^in the shop, in marketing$/ })
    .waitFor();
  await goesTo('Review');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await goesTo('Reject');
  await page.keyboard.press('Enter');
  const reason = page.getByLabel('Why is it rejected?');
  for (const empty of ['', '  ']) {
    await reason.fill(empty);
    await page.keyboard.press('Enter');
    assert.equal(await reason.evaluate((field) => field.matches(':focus')), true);
  }
  await reason.fill('Names another person');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await page.getByText('Names another person').waitFor();
  await goesTo('Review');
  await page.keyboard.press('Enter');
  await page.getByLabel('Add a tag').fill('privacy');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Remove the tag privacy' }).click();
  await page.getByRole('button', { name: 'Remove the tag privacy' }).waitFor({ state: 'detached' });
  await page.getByLabel('Add a tag').and(page.locator(':focus')).waitFor();
  await until(() => fake.bodies.length === 4, 'all changes were sent');
  assert.deepEqual(
    fake.bodies.map(({ body }) => body),
    [{ state: 'approved' }, { state: 'rejected', reason: 'Names another person' }, { tags: ['privacy'] }, { tags: [] }],
  );
  await context.close();
});

test('the customer stands beside the answer, and can be asked at the next visit', async () => {
  const { page, context } = await open('#/answers?subject=c_1042');
  await rows(page).first().click();
  const customer = page.getByRole('region', { name: 'c_1042' });
  await customer.getByText('Gold').waitFor();
  await customer.getByText('€49.90').waitFor();
  const question = customer.getByLabel('What went wrong?');
  await question.check();
  assert.deepEqual(fake.bodies.at(-1)?.body, { questions: ['why'] });
  // Needs no rule in the program.
  await customer.getByLabel('Testimonial').check();
  assert.deepEqual(fake.bodies.at(-1)?.body, { questions: ['why', 'testimonial'] });
  await customer.getByLabel('Testimonial').uncheck();
  fake.before = (request) => (request.method === 'PUT' ? problem(422) : undefined);
  await customer.getByLabel('Review', { exact: true }).click();
  await customer.getByText('The server did not accept this value.').waitFor();
  assert.equal(await customer.getByLabel('Review', { exact: true }).isChecked(), false);
  assert.equal(await question.isChecked(), true);
  await context.close();
});

test('a key that may only read shows no button that would fail', async () => {
  fake.scopes = ['read'];
  const { page, context } = await open('#/answers?kind=review');
  await rows(page).first().click();
  await page.getByText('Your key may read answers, but not change them.').waitFor();
  assert.equal(await page.getByRole('button', { name: /Approve|Reply|handled|Save/ }).count(), 0);
  assert.equal(await page.getByRole('checkbox').count(), 0);
  await context.close();
});

test('on a phone the answer takes the place of the list, and the way back leads to it', async () => {
  const { page, context } = await open('#/answers?kind=nps', { viewport: { width: 360, height: 740 } });
  await rows(page).nth(2).click();
  await page.getByLabel('Reply').waitFor();
  assert.equal(await rows(page).first().isVisible(), false);
  assert.equal(await focused(page), 'Recommendation');
  await hasNoOverflow(page);
  await page.getByRole('link', { name: 'Back to the list' }).click();
  await rows(page).first().waitFor();
  assert.equal(hash(page), '#/answers?kind=nps');
  assert.equal(await focused(page), 'Answers');
  await context.close();
});

test('a link opens an answer beyond the loaded pages, which can be changed; one that is gone says so', async () => {
  const last = fake.answers.at(-1);
  assert.ok(last);
  fake.before = (request, path) =>
    path === 'owner/answers' && new URL(request.url).search.includes('limit')
      ? Response.json({ answers: fake.answers.slice(0, 3), next: '3', total: 60 })
      : undefined;
  const seen = await open(`#answers/${last.id}`);
  const { page, context } = seen;
  const note = page.getByLabel('Note', { exact: true });
  await note.fill('Called back');
  await note.press('Control+Enter');
  await until(() => fake.answers.at(-1)?.note === 'Called back', 'the note is saved');
  assert.equal(await chosen(page).count(), 0, 'the answer is not in the list');
  // The same answer in a selection that does not have it.
  await page.goto(`${fake.url}#/answers?kind=nps&answer=${last.id}`);
  await note.waitFor();
  assert.equal(await note.inputValue(), 'Called back');
  await page.goto(`${fake.url}#/answers/unknown%2F..%2F1`);
  await page.getByRole('alert').getByText('There is no answer at this address. It may have been erased.').waitFor();
  assert.equal(await page.getByRole('button', { name: 'Try again' }).count(), 0);
  let isBroken = true;
  fake.before = (_, path) => (isBroken && path.endsWith(last.id) ? problem(500) : undefined);
  await page.goto(`${fake.url}#/answers/${last.id}?kind=csat`);
  await page.getByText('The server failed.').waitFor();
  isBroken = false;
  await page.getByRole('button', { name: 'Try again' }).click();
  await note.waitFor();
  assert.deepEqual(faultsOf(seen), []);
  await context.close();
});
