/** The settings of the owner's page. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { beforeEach, test } from 'node:test';
import { problem } from './fake-owner-server.ts';
import { faultsOf, focused, openOwnerServer, openPage, until } from './open-page.ts';

const started = await openOwnerServer();
const { fake } = started;
const scopes = [...fake.scopes];
const open = () => openPage(started, '#/settings');

beforeEach(() => {
  fake.before = undefined;
  fake.scopes = [...scopes];
  fake.requests.length = 0;
  fake.bodies.length = 0;
});

test('receivers: a test, a new secret shown once, the log, turned off, removed after a question', async () => {
  const seen = await open();
  const { page, context } = seen;
  const first = page.locator('receiver-card').first();
  await first.getByText('https://crm.example/hooks/lojal').waitFor();
  await page.getByText('Failing since').waitFor();
  // The messages for people have no secret.
  assert.equal(await page.getByRole('button', { name: 'New secret' }).count(), 1);
  await first.getByRole('button', { name: 'Send a test' }).click();
  await first.getByText('A test is on its way.').waitFor();
  await first.getByRole('button', { name: 'New secret' }).click();
  await first.getByText('whsec_rotated').waitFor();
  await first.getByRole('button', { name: 'Deliveries' }).click();
  await first.getByText('timeout').waitFor();
  await first.getByRole('button', { name: 'Send again' }).first().click();
  await first.getByRole('button', { name: 'Turn off' }).click();
  await first.getByText('whsec_rotated').waitFor({ state: 'detached' });
  await first.getByRole('button', { name: 'Remove' }).click();
  await first.getByRole('button', { name: 'Cancel' }).click();
  await first.getByRole('button', { name: 'Remove' }).click();
  await first.getByText('Remove this receiver and its log?').waitFor();
  await first.getByRole('button', { name: 'Remove' }).click();
  await first.getByText('Remove this receiver').waitFor({ state: 'detached' });
  assert.deepEqual(
    fake.bodies.map(({ request, body }) => [request, body]),
    [
      ['POST owner/webhooks/r1/test', null],
      ['POST owner/webhooks/r1/rotate', null],
      ['POST owner/webhooks/r1/deliveries/3/resend', null],
      ['PATCH owner/webhooks/r1', { enabled: false }],
      ['DELETE owner/webhooks/r1', undefined],
    ],
  );
  assert.deepEqual(faultsOf(seen), []);
  await context.close();
});

test('a receiver is added; an address that the server refuses is named', async () => {
  const { page, context } = await open();
  const form = page.locator('new-receiver');
  await form.getByLabel('Address').fill('https://10.0.0.1/');
  fake.before = (request) => (request.method === 'POST' ? problem(422) : undefined);
  await form.getByRole('button', { name: 'Add' }).click();
  await form.getByText('The server cannot send to this address.').waitFor();
  assert.equal(await form.getByLabel('Address').inputValue(), 'https://10.0.0.1/');
  fake.before = undefined;
  await form.getByLabel('Kind').selectOption('email');
  await form.getByLabel('E-mail address').fill('ada@shop.example');
  await form.getByRole('button', { name: 'Add' }).click();
  await form.getByLabel('E-mail address').and(form.locator(':invalid')).waitFor();
  assert.deepEqual(fake.bodies.at(-1)?.body, { kind: 'email', url: 'mailto:ada@shop.example' });
  await form.getByLabel('Kind').selectOption('klaviyo');
  await form.getByLabel('Private API key').fill('pk_0123456789abcdef');
  await form.getByRole('button', { name: 'Add' }).click();
  await form.getByLabel('Private API key').and(form.locator(':invalid')).waitFor();
  assert.deepEqual(fake.bodies.at(-1)?.body, { kind: 'klaviyo', apiKey: 'pk_0123456789abcdef' });
  await context.close();
});

test('what the server does not have is left out, and what the key may not do', async () => {
  fake.scopes = ['read'];
  fake.before = (_, path) => (path.startsWith('owner/webhooks') ? problem(404) : undefined);
  const { page, context } = await open();
  await page.getByText('12 waiting, 3 failed in a day, 1 turned off').waitFor();
  assert.equal(await page.getByRole('button', { name: 'Add the note' }).count(), 0);
  assert.equal(await page.getByLabel('Delete after').isDisabled(), true);
  await page.getByText('Signed in with the key “Ada”').waitFor();
  assert.equal(await page.getByRole('heading', { name: 'Webhooks' }).count(), 0);
  assert.equal(await page.getByRole('button', { name: 'Erase…' }).count(), 0);
  await page.getByRole('button', { name: 'Export' }).waitFor();
  await context.close();
});

test('one person is exported, and erased only after the id was typed again', async () => {
  const { page, context } = await open();
  await page.getByLabel('Customer id', { exact: true }).fill('c_9');
  await page.getByRole('button', { name: 'Export' }).click();
  await page.getByText('Nothing is stored of a customer with this id.').waitFor();
  await page.getByLabel('Customer id', { exact: true }).fill('c_1042');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Export' }).click(),
  ]);
  assert.deepEqual(JSON.parse(await readFile(await download.path(), 'utf8')), { customer: 'c_1042', answers: [] });
  await page.getByRole('button', { name: 'Erase…' }).click();
  const again = page.getByLabel('Type the customer id again');
  await again.fill('c_1043');
  await page.keyboard.press('Enter');
  assert.equal(fake.bodies.length, 0);
  // Another customer needs another confirmation.
  await again.fill('c_1042');
  await page.getByLabel('Customer id', { exact: true }).fill('c_1');
  assert.equal(await again.count(), 0);
  await page.getByLabel('Customer id', { exact: true }).fill('c_1042');
  await page.getByRole('button', { name: 'Erase…' }).click();
  await again.fill('c_1042');
  await page.getByRole('button', { name: 'Erase everything' }).click();
  await page.getByText('Erased, with 3 answers.').waitFor();
  assert.equal(fake.bodies[0]?.request, 'DELETE owner/customers/c_1042');
  await context.close();
});

test('the log shows the newest entries first, however many the server has', async () => {
  const line = (id: number) =>
    JSON.stringify({
      id: String(id),
      at: '2026-11-20T08:00:00Z',
      actor: `a${id}`,
      action: id % 2 ? 'erase' : 'future',
      target: 'x'.repeat(64),
    });
  fake.before = (request, path) => {
    if (path !== 'audit') return undefined;
    const since = Number(new URL(request.url).searchParams.get('since') ?? 0);
    const last = Math.min(since + 5_000, 7_001);
    return new Response([...Array(last - since).keys()].map((i) => `${line(since + i + 1)}\n`).join(''));
  };
  const { page, context } = await open();
  const cells = page.locator('audit-entries tbody tr').first().getByRole('cell');
  await cells.first().waitFor();
  assert.deepEqual((await cells.allTextContents()).slice(0, 2), ['a7001', 'Erased a customer']);
  assert.equal(await page.locator('audit-entries tbody tr').count(), 50);
  await context.close();
});

test('notes of the team are written once, shown as text, and deleted after a question', async () => {
  const seen = await open();
  const { page, context } = seen;
  const notes = page.getByRole('region', { name: 'Notes of the team' });
  await notes.getByText('<img src=x onerror=').waitFor();
  assert.equal(await notes.locator('img').count(), 0);
  assert.equal(await notes.getByLabel('Your name').inputValue(), 'Ada');
  const text = notes.getByLabel('Note', { exact: true });
  await text.fill('Call c. back\nat 3');
  // A response that never came: the same words keep their id, other words get another one.
  let fails = true;
  fake.before = (request) => (fails && request.method === 'POST' ? problem(500) : undefined);
  const add = notes.getByRole('button', { name: 'Add the note' });
  await add.click();
  await notes.getByText('The server failed.').waitFor();
  assert.equal(await text.inputValue(), 'Call c. back\nat 3');
  await add.click();
  await until(() => fake.bodies.length === 2, 'sent again');
  fails = false;
  await text.fill('Call at 4');
  await add.click();
  await until(async () => (await text.inputValue()) === '', 'the field is empty');
  const sent = fake.bodies.map(({ body }) => body as { id: string; author: string; text: string });
  assert.deepEqual(
    sent.map((one) => one.text),
    ['Call c. back\nat 3', 'Call c. back\nat 3', 'Call at 4'],
  );
  assert.equal(sent[0]?.id, sent[1]?.id);
  assert.notEqual(sent[1]?.id, sent[2]?.id);
  assert.match(sent[2]?.id ?? '', /^[0-9a-f]{32}$/);
  fake.before = (request) => (request.method === 'POST' ? problem(409) : undefined);
  await text.fill('One more');
  await add.click();
  await notes.getByText('There is no room for more notes.').waitFor();
  await notes.getByRole('button', { name: 'Delete: The parcel office' }).click();
  await notes.getByRole('button', { name: 'Delete', exact: true }).click();
  await until(() => fake.bodies.at(-1)?.request === 'DELETE owner/notes/n1', 'deleted');
  assert.deepEqual(faultsOf(seen), []);
  await context.close();
});

test('a limit is saved after the owner has seen what it deletes; backup and health say what to do', async () => {
  const seen = await open();
  const { page, context } = seen;
  const limit = page.getByLabel('Delete after');
  assert.equal(await limit.inputValue(), '30');
  await page.getByText('The server itself deletes answers after 2 years.').waitFor();
  let isAway = true;
  fake.before = (_, path) => (isAway && path.endsWith('/preview') ? problem(500) : undefined);
  await limit.selectOption('24');
  const retention = page.locator('data-retention');
  await retention.getByText('The server failed.').waitFor();
  await retention.getByRole('button', { name: 'Save' }).click();
  isAway = false;
  await limit.selectOption('12');
  await retention.getByText('1,234 answers, with their replies and notes').waitFor();
  await retention.getByText('1 question that waits for a customer').waitFor();
  assert.deepEqual(fake.bodies, [], 'nothing is saved unseen');
  await retention.getByRole('button', { name: 'Save' }).click();
  await retention.getByText('Saved.').waitFor();
  assert.deepEqual(
    fake.bodies.map(({ body }) => body),
    [{ months: 12 }],
  );
  const backup = page.getByRole('region', { name: 'Backup' });
  await backup.getByText('This server keeps its data in a folder.').waitFor();
  await backup.getByText('Not exported yet').waitFor();
  assert.match(
    (await backup.getByRole('link', { name: 'Orders' }).getAttribute('href')) ?? '',
    /\/owner\/export\/orders$/,
  );
  const health = page.getByRole('region', { name: 'Health of the server' });
  const row = (name: string) => health.getByRole('listitem').filter({ hasText: name });
  assert.match((await row('Webhooks').textContent()) ?? '', /Act now\s*Open the deliveries of the receiver above/);
  assert.match((await row('Oldest waiting webhook').textContent()) ?? '', /due for 20 minutes\s*Look at it/);
  assert.match((await row('Regular tasks').textContent()) ?? '', /Not known\s*The tasks have not run yet/);
  assert.match((await row('Memory').textContent()) ?? '', /123 MB\s*OK\s*$/);
  assert.equal(await health.getByText('The server works.').count(), 0);
  fake.before = (_, path) => (path === 'owner/health' ? problem(503) : undefined);
  await health.getByRole('button', { name: 'Check again' }).click();
  await health.getByText('The server cannot store answers at the moment.').waitFor();
  assert.deepEqual(faultsOf(seen), []);
  await context.close();
});

test('by keyboard alone: a question takes the focus and gives it back, and what is gone leaves it near', async () => {
  const seen = await open();
  const { page, context } = seen;
  const press = async (name: string, part = 'owner-settings') => {
    await page.locator(part).getByRole('button', { name }).first().focus();
    await page.keyboard.press('Enter');
  };
  /** The name of what has the focus, soon. */
  const goesTo = (name: string) => until(async () => (await focused(page)) === name, `the focus is not on ${name}`);

  await page.getByText('The parcel office is closed').waitFor();
  await press('Delete: The parcel office', 'team-notes');
  await goesTo('Delete');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await goesTo('Delete');
  assert.equal(
    await page.getByRole('button', { name: 'Delete: The parcel office' }).and(page.locator(':focus')).count(),
    1,
  );
  await page.keyboard.press('Enter');
  await goesTo('Delete');
  fake.before = (request, path) =>
    request.method === 'GET' && path === 'owner/notes' ? Response.json({ most: 200, notes: [] }) : undefined;
  await page.keyboard.press('Enter');
  await page.getByText('No notes yet.').waitFor();
  await goesTo('Notes of the team');

  await press('Remove', 'receiver-card');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await goesTo('Remove');
  fake.before = (request, path) =>
    request.method === 'GET' && path === 'owner/webhooks' ? Response.json({ receivers: [] }) : undefined;
  await page.keyboard.press('Enter');
  await goesTo('Remove');
  await page.keyboard.press('Enter');
  await page.getByText('No receivers yet.').waitFor();
  await goesTo('Webhooks');
  fake.before = undefined;

  await page.getByLabel('Customer id', { exact: true }).fill('c_1042');
  await press('Erase…');
  await page.getByLabel('Type the customer id again').and(page.locator(':focus')).waitFor();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await goesTo('Erase…');

  const limit = page.getByLabel('Delete after');
  await limit.focus();
  await limit.selectOption('12');
  await page.getByText('1,234 answers').waitFor();
  await press('Save', 'data-retention');
  await page.getByText('Saved.').waitFor();
  await page.getByLabel('Delete after').and(page.locator(':focus')).waitFor();
  await page.getByText('scope-of-tomorrow').waitFor();
  assert.deepEqual(faultsOf(seen), []);
  await context.close();
});

test('what is open in the card of a receiver goes with the receiver', async () => {
  const { page, context } = await open();
  const [first, second] = [page.locator('receiver-card').first(), page.locator('receiver-card').last()];
  await first.getByRole('button', { name: 'Deliveries' }).click();
  await first.getByText('timeout').waitFor();
  await second.getByText('hooks.slack.com').waitFor();
  const all = await page.evaluate(async () => (await fetch('../owner/webhooks')).json());
  fake.before = (request, path) =>
    request.method === 'GET' && path === 'owner/webhooks'
      ? Response.json({ receivers: all.receivers.slice(1) })
      : undefined;
  await first.getByRole('button', { name: 'Remove' }).click();
  await first.getByRole('button', { name: 'Remove' }).click();
  await first.getByText('hooks.slack.com').waitFor();
  assert.equal(await page.getByText('timeout').count(), 0);
  await context.close();
});
