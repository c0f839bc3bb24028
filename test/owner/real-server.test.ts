/** The owner's page against the server itself: the routes have the shapes that the page reads. */
import assert from 'node:assert/strict';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { SignJWT } from 'jose';
import { withOwnerPage } from '../../src/cli/owner-page-files.ts';
import { createEndpoint } from '../../src/server/app.ts';
import { serve } from '../../src/server/serve.ts';
import { openMemoryStore } from '../helpers/memory-database.ts';
import { launch, visit } from '../helpers/site.ts';
import { startAll } from '../helpers/start.ts';
import { KEY, mint, nps, review } from '../server/samples.ts';

const PAGE = fileURLToPath(new URL('../../dist/owner', import.meta.url));
const SECRET = 'the-identity-key-of-the-tests-0123456789';
const SHOP_KEY = 'shop-key-of-the-tests-0123456789';

async function startServer() {
  const store = await openMemoryStore();
  const file = join(mkdtempSync(join(tmpdir(), 'lojal-owner-')), 'lojal.json');
  writeFileSync(
    file,
    JSON.stringify({
      name: 'Nord Records Club',
      currency: 'EUR',
      points: { perUnit: 1, value: 0.01 },
      ask: { why: { kind: 'exit', question: { en: 'What went wrong?' } } },
    }),
  );
  const endpoint = createEndpoint({
    store,
    program: file,
    ownerKey: KEY,
    shopKey: SHOP_KEY,
    identity: { algorithm: 'HS256', key: SECRET, audience: 'lojal' },
  });
  const { url, close } = await serve({ fetch: withOwnerPage(endpoint, PAGE, '/apps/lojal') });
  const api = `${url}/apps/lojal`;
  return {
    api,
    async post(path: string, body: object, key?: string): Promise<void> {
      const type = path === 'answers' ? 'application/cloudevents+json' : 'application/json';
      const response = await fetch(`${api}/${path}`, {
        method: 'POST',
        headers: { 'content-type': type, ...(key && { authorization: `Bearer ${key}` }) },
        body: JSON.stringify(body),
      });
      assert.ok(response.ok, await response.text());
    },
    close: async () => {
      await close();
      await store.close();
    },
  };
}

const token = (customer: string) =>
  new SignJWT({})
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(customer)
    .setAudience('lojal')
    .setIssuedAt()
    .setExpirationTime('5m')
    .sign(new TextEncoder().encode(SECRET));

const { browser, server } = await startAll({ browser: launch(), server: startServer() });

test('the owner signs in, finds an unhappy customer on Today, replies, and erases the customer', async () => {
  const customer = 'c_7001';
  await server.post(
    'orders',
    { id: '1', customer, at: '2026-10-01T08:00:00Z', currency: 'EUR', total: 49.9, status: 'paid', lines: [] },
    SHOP_KEY,
  );
  const at = new Date().toISOString();
  const said = { subject: customer, time: at };
  const id = mint();
  const bad = { score: 2, comment: 'The sleeve was torn', lang: 'en', contact: true };
  await server.post('answers', nps(bad, { ...said, id }), await token(customer));
  await server.post('answers', review({}, said), await token(customer));
  await server.post('answers', nps({ score: 9 }, { subject: undefined, time: at }));

  const { page, context, errors } = await visit(browser, `${server.api}/owner/`);
  await page.getByLabel('Owner key').fill(`${KEY}\n`);
  await page.keyboard.press('Enter');
  const unhappy = page.getByRole('region', { name: 'Unhappy customers you may contact' });
  await unhappy.getByText('The sleeve was torn').waitFor();
  await page.getByRole('region', { name: 'Reviews to decide' }).getByText('Warm and clear').waitFor();
  for (const [name, says] of [
    ['Customers about to leave', 'Nobody is later than usual.'],
    ['Points about to expire', 'No points expire soon.'],
    ['Moved most', 'There is not enough data'],
  ] as const)
    await page.getByRole('region', { name }).getByText(says).waitFor();
  await unhappy.getByRole('link').first().click();

  const detail = page.getByRole('article', { name: 'Recommendation' });
  await detail.getByText('The sleeve was torn').waitFor();
  const beside = page.getByRole('region', { name: customer });
  await beside.getByText('€49.90').waitFor();
  await detail.getByLabel('Reply').fill('We send a new one today.');
  await detail.getByRole('button', { name: 'Reply' }).click();
  await detail.getByText(/^Replied /).waitFor();
  await detail.getByRole('button', { name: 'Mark as handled' }).click();
  await detail.getByRole('button', { name: 'Handled' }).waitFor();
  await beside.getByLabel('What went wrong?').check();

  await page.goto(`${server.api}/owner/#/answers?kind=review&state=pending`);
  await page.locator('answer-rows a').first().click();
  await page.getByRole('button', { name: 'Approve' }).click();
  await page.getByText('Shown in the shop.').waitFor();

  const account = await fetch(`${server.api}/account`, {
    headers: { authorization: `Bearer ${await token(customer)}` },
  });
  const { replies, ask } = (await account.json()) as { replies: { text: string }[]; ask: string[] };
  assert.equal(replies[0]?.text, 'We send a new one today.');
  assert.deepEqual(ask, ['why']);

  // The customer writes again while the owner reads.
  await page.goto(`${server.api}/owner/#/answers?subject=${customer}&kind=nps`);
  await page.locator('answer-rows a').first().click();
  const again = { ...bad, comment: 'Also the record was scratched', revision: 2 };
  await server.post('answers', nps(again, { ...said, id }), await token(customer));
  await detail.getByLabel('Note').fill('Called on Monday');
  await detail.getByRole('button', { name: 'Save' }).click();
  await detail.getByText('The customer has changed this answer meanwhile.').waitFor();
  await detail.getByText('Also the record was scratched').waitFor();
  assert.equal(await detail.getByLabel('Note').inputValue(), 'Called on Monday');
  await detail.getByRole('button', { name: 'Save' }).click();
  await detail.getByRole('alert').getByText('changed').waitFor({ state: 'detached' });

  await page.getByRole('link', { name: 'Settings' }).click();
  const receiver = page.locator('receiver-card');
  await page.locator('new-receiver').getByLabel('Address').fill('https://crm.shop.example/hook');
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await receiver.getByText(/^whsec_/).waitFor();
  await receiver.getByRole('button', { name: 'Turn off' }).click();
  await receiver.getByRole('button', { name: 'Turn on' }).waitFor();
  await receiver.getByRole('button', { name: 'Deliveries' }).click();
  await receiver.getByText('Nothing was sent yet.').waitFor();
  await receiver.getByRole('button', { name: 'Remove' }).click();
  await receiver.getByRole('button', { name: 'Remove' }).click();
  await page.getByText('No receivers yet.').waitFor();
  await page.getByLabel('Customer id').fill(customer);
  await page.getByRole('button', { name: 'Erase…' }).click();
  await page.getByLabel('Type the customer id again').fill(customer);
  await page.getByRole('button', { name: 'Erase everything' }).click();
  await page.getByText('Erased, with 2 answers.').waitFor();
  await page.getByText('The server works.').waitFor();

  const notes = page.locator('team-notes');
  await notes.getByLabel('Note', { exact: true }).fill('Ask the carrier\nabout c. 7');
  await notes.getByRole('button', { name: 'Add the note' }).click();
  await notes.getByRole('listitem').getByText('Ask the carrier').waitFor();
  await notes.getByRole('button', { name: /^Delete:/ }).click();
  await notes.getByRole('button', { name: 'Delete', exact: true }).click();
  await notes.getByText('No notes yet.').waitFor();
  const retention = page.locator('data-retention');
  await retention.getByLabel('Delete after').selectOption('24');
  await retention.getByText('This would delete nothing now.').waitFor();
  await retention.getByRole('button', { name: 'Save' }).click();
  await retention.getByText('Saved.').waitFor();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.locator('data-backup').getByRole('link', { name: 'Answers' }).click(),
  ]);
  assert.equal(download.suggestedFilename(), 'lojal-answers.ndjson');
  assert.deepEqual(
    errors.filter((line) => !/status of (401|404|412)/.test(line)),
    [],
  );
  await context.close();
});
