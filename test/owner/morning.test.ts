/**
 * The morning of a shop owner: an unhappy customer answers in the shop, another program hears of it, the owner replies, and the customer
 * reads the reply in the shop.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { SignJWT } from 'jose';
import type { BrowserContext, Page } from 'playwright-core';
import { Webhook } from 'standardwebhooks';
import { withOwnerPage } from '../../src/cli/owner-page-files.ts';
import { withScriptFiles } from '../../src/cli/script-files.ts';
import { createEndpoint } from '../../src/server/app.ts';
import { openStore } from '../../src/server/db/open-store.ts';
import { serve } from '../../src/server/serve.ts';
import { launch } from '../helpers/site.ts';
import { startAll } from '../helpers/start.ts';
import { startReceiving } from '../server/receivers/receiving-server.ts';
import { KEY } from '../server/samples.ts';

const DIST = fileURLToPath(new URL('../../dist/', import.meta.url));
const PATH = '/apps/lojal';
const SECRET = 'the-identity-key-of-the-tests-0123456789';
const CUSTOMER = 'c_1042';

const program = {
  name: 'Nord Records Club',
  shop: 'Nord Records',
  points: { perUnit: 1 },
};

const token = () =>
  new SignJWT({})
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(CUSTOMER)
    .setAudience('lojal')
    .setIssuedAt()
    .setExpirationTime('5m')
    .sign(new TextEncoder().encode(SECRET));

/** The shop: one page with the question, for a customer who is signed in. */
const shopPage = (
  identity: string,
): string => `<!doctype html><html lang="en"><meta charset="utf-8"><title>Nord Records</title>
<script src="${PATH}/lojal.js" async data-server="${PATH}" data-customer="${CUSTOMER}"></script>
<script>(window.lojal ||= []).push((lojal) => lojal.configure({ identity: async () => '${identity}' }));</script>
<main><h1>Thank you</h1><lojal-nps></lojal-nps></main></html>`;

async function startServer() {
  const store = await openStore({ folder: 'memory://' });
  const endpoint = createEndpoint({
    store,
    program,
    ownerKey: KEY,
    identity: { algorithm: 'HS256', key: SECRET, audience: 'lojal' },
    receivers: { allowPrivate: true },
  });
  const lojal = withScriptFiles(withOwnerPage(endpoint, `${DIST}owner`, PATH), DIST, PATH);
  const { url, close } = await serve({
    fetch: async (request) =>
      new URL(request.url).pathname.startsWith(PATH)
        ? lojal(request)
        : new Response(shopPage(await token()), { headers: { 'content-type': 'text/html; charset=utf-8' } }),
  });
  return {
    url,
    close: async () => {
      await close();
      await store.close();
    },
  };
}

const { browser, server, receiver } = await startAll({
  browser: launch(),
  server: startServer(),
  receiver: startReceiving(),
});

/** Adds the receiver. Returns the secret that verifies what is sent. */
async function addReceiver(): Promise<string> {
  const response = await fetch(`${server.url}${PATH}/owner/webhooks`, {
    method: 'POST',
    headers: { authorization: `Bearer ${KEY}`, 'content-type': 'application/json' },
    body: JSON.stringify({ url: receiver.url, types: ['lojal.answer.received.v1'] }),
  });
  assert.equal(response.status, 201, await response.clone().text());
  return ((await response.json()) as { secret: string }).secret;
}

/** The number beside a heading of Today. */
const unhappy = (page: Page) => page.getByRole('region', { name: 'Unhappy customers you may contact' });

async function openShop(context: BrowserContext): Promise<Page> {
  const page = await context.newPage();
  await page.goto(`${server.url}/account`);
  return page;
}

/** Waits until the page explains a question or a message with some words. */
const explains = (page: Page, name: string, words: string) =>
  page.waitForFunction(
    async ([of, says]) => {
      interface Api {
        explain(name: string): Promise<string>;
      }
      const { lojal } = window as never as { lojal: { push(call: (api: Api) => void): void } };
      const why = await new Promise<string>((resolve) =>
        lojal.push((api) => void api.explain(of as string).then(resolve)),
      );
      return why.includes(says as string);
    },
    [name, words],
  );

test('an unhappy customer is heard, answered, and reads the answer', async () => {
  const secret = await addReceiver();

  const customer = await browser.newContext({ locale: 'en-US' });
  const shop = await openShop(customer);
  const nps = shop.locator('lojal-nps');
  await nps.getByRole('radio', { name: '2' }).check({ force: true });
  await nps.getByRole('textbox').first().fill('The sleeve was torn');
  await nps.getByRole('checkbox').first().check({ force: true });
  const answered = Date.now();
  await nps.getByRole('button', { name: 'Send' }).click();

  await receiver.until(1);
  const [webhook] = receiver.received;
  assert.ok(webhook && webhook.at - answered < 60_000, `${(webhook?.at ?? 0) - answered} ms`);
  const event = new Webhook(secret).verify(webhook.body, webhook.headers as Record<string, string>) as {
    type: string;
    subject: string;
  };
  assert.equal(event.type, 'lojal.answer.received.v1');
  assert.equal(event.subject, CUSTOMER);
  assert.match(webhook.body, /The sleeve was torn/);

  const office = await browser.newContext({ locale: 'en-US' });
  const page = await office.newPage();
  await page.goto(`${server.url}${PATH}/owner/`);
  await page.getByLabel('Owner key').fill(KEY);
  await page.keyboard.press('Enter');
  await unhappy(page).getByText('The sleeve was torn').click();
  const detail = page.getByRole('article');
  await detail.getByLabel('Reply').fill('We send a new one today.');
  await detail.getByRole('button', { name: 'Reply' }).click();
  await detail.getByText(/^Replied /).waitFor();
  await detail.getByRole('button', { name: 'Mark as handled' }).click();
  await detail.getByRole('button', { name: 'Handled' }).waitFor();
  await page.getByRole('link', { name: 'Today' }).click();
  await unhappy(page).getByText('Nobody is waiting for you.').waitFor();

  await shop.reload();
  const card = shop.locator('lojal-message');
  await card.locator('[part~=question]').getByText('We send a new one today.').waitFor();
  await card.getByRole('button', { name: 'Close' }).click();
  await card.waitFor({ state: 'detached' });
  // A new tab is a new visit. The reply was read, so it does not come again.
  const later = await openShop(customer);
  await explains(later, 'message:reply', 'The customer was told already');
  assert.equal(await later.locator('lojal-message').count(), 0);

  // The owner asks for a testimonial, for which the program has no rule.
  await page.getByRole('link', { name: 'Answers', exact: true }).click();
  await page.locator('answer-rows a').first().click();
  const wish = page.waitForResponse((response) => response.request().method() === 'PUT');
  await page.getByLabel('Testimonial').check();
  assert.equal((await wish).status(), 200);
  // A card comes once in a visit, and a reply comes first: this one is taken back before the next visit.
  await page.getByLabel('Reply').fill('');
  const removal = page.waitForResponse((response) => response.request().method() === 'PATCH');
  await page.keyboard.press('Control+Enter');
  assert.equal((await removal).status(), 200);
  const phone = await browser.newContext({ locale: 'en-US' });
  const next = await openShop(phone);
  const testimonial = next.locator('lojal-review[purpose=testimonial] [part~=heading]');
  await testimonial.getByText('Tell others about Nord Records').waitFor();
  await phone.close();
  await office.close();
  await customer.close();
});
