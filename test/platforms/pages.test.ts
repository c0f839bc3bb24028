/** The static site under its own headers, and the single-page app with sessions that change, in one browser. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { launch, visit } from '../helpers/site.ts';
import { startAll } from '../helpers/start.ts';
import { now, sign } from '../server/tokens.ts';
import { html, startStage } from './stage.ts';

const SHOP_KEY = 'a key of the shop, 0123456789abcdef';
const OWNER_KEY = 'a key of the owner, 0123456789abcdef';
const read = (path: string) => readFileSync(new URL(`../../platforms/${path}`, import.meta.url), 'utf8');
const BUILT = readdirSync(new URL('../../dist/', import.meta.url)).filter((name) => /^lojal[\w.-]*\.js$/.test(name));
const builtFile = (name: string) => readFileSync(new URL(`../../dist/${name}`, import.meta.url));

const { browser, stage } = await startAll({
  browser: launch(),
  stage: startStage({ program: JSON.parse(read('static/lojal.json')), shopKey: SHOP_KEY, ownerKey: OWNER_KEY }),
});

const script = (body: string | Buffer) => () =>
  Promise.resolve(new Response(new Uint8Array(Buffer.from(body)), { headers: { 'content-type': 'text/javascript' } }));

test('the static site works under the policy of its headers file, and its answer arrives', async () => {
  const csp = /Content-Security-Policy: (.*)/.exec(read('static/_headers'))?.[1] ?? '';
  const here = (text: string) =>
    text
      .replaceAll('https://loyalty.example/apps/lojal', stage.lojal)
      .replaceAll('https://loyalty.example', new URL(stage.lojal).origin);
  const headers = { 'content-security-policy': here(csp) };
  stage.pages.set('/static', async () => html(here(read('static/index.html')), headers));
  stage.pages.set(
    '/shop.css',
    async () => new Response(read('static/shop.css'), { headers: { 'content-type': 'text/css' } }),
  );
  stage.pages.set('/lojal/lojal.json', async () => Response.json(JSON.parse(read('static/lojal.json'))));
  for (const name of BUILT) stage.pages.set(`/lojal/${name}`, script(builtFile(name)));
  const { page, context, warnings, errors } = await visit(browser, `${stage.shop}/static`);
  await page.locator('lojal-nps [part~=submit]').waitFor();
  await page.locator('lojal-product-points [part~=line]').waitFor();
  assert.match(await page.locator('lojal-product-points [part~=line]').innerText(), /49/);
  assert.ok((await page.locator('lojal-earn [part~=row]').count()) >= 2);
  await page.locator('lojal-nps [part~=option]').nth(9).click();
  await page.locator('lojal-nps [part~=submit]').click();
  await page.locator('lojal-nps [part~=thanks]').waitFor();
  assert.deepEqual([...warnings, ...errors], []);
  const exported = await stage.handler(
    new Request(`${stage.lojal}/answers`, { headers: { authorization: `Bearer ${OWNER_KEY}` } }),
  );
  assert.match(await exported.text(), /"score":9/);
  await context.close();
});

/** The session that the backend of the app knows. */
let session = '';
/** Tokens that the backend gave out: customers, in order. */
const tokens: string[] = [];
function startApp(): void {
  for (const path of ['/', '/points']) stage.pages.set(path, async () => html(read('single-page/index.html')));
  for (const name of ['app.js', 'club.js']) stage.pages.set(`/${name}`, script(read(`single-page/${name}`)));
  for (const name of BUILT) stage.pages.set(`/apps/lojal/${name}`, script(builtFile(name)));
  // The web server of the shop passes the paths of Lojal on.
  for (const path of ['program', 'account', 'answers'])
    stage.pages.set(`/apps/lojal/${path}`, (request) => stage.handler(request));
  stage.pages.set('/session', async ({ method }) => {
    if (method === 'DELETE') session = '';
    if (method === 'POST') session = tokens.length > 0 && session === '' ? 'c_2' : 'c_1';
    return new Response(session, { status: session || method === 'DELETE' ? 200 : 401 });
  });
  stage.pages.set('/session/token', async () => {
    if (!session) return new Response('', { status: 401 });
    tokens.push(session);
    // The first one has ended: the server refuses it, and the app asks for another one.
    const end = now() + (tokens.length === 1 ? -120 : 600);
    return new Response(await sign({ sub: session, iat: end - 600, exp: end }));
  });
}

test('a single-page app: routes, sign-in, a token that has ended, sign-out and another customer', async () => {
  startApp();
  for (const [customer, total] of [
    ['c_1', 129],
    ['c_2', 40],
  ] as const) {
    const order = {
      id: `o_${customer}`,
      customer,
      at: new Date().toISOString(),
      currency: 'EUR',
      total,
      status: 'paid',
    };
    const headers = { authorization: `Bearer ${SHOP_KEY}`, 'content-type': 'application/json' };
    const body = JSON.stringify(order);
    const response = await stage.handler(new Request(`${stage.lojal}/orders`, { method: 'POST', headers, body }));
    assert.equal(response.status, 200, await response.text());
  }
  const { page, context, warnings, errors } = await visit(browser, `${stage.shop}/`);
  await page.locator('lojal-product-points [part~=line]').waitFor();
  await page.getByRole('link', { name: 'Points' }).click();
  await page.getByText('Sign in to collect points.').waitFor();
  assert.equal(tokens.length, 0, 'a guest needs no token');
  const requests = stage.asked.filter((path) => path === '/points').length;
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.locator('lojal-points [part~=balance]').waitFor();
  assert.match(await page.locator('lojal-points [part~=balance]').innerText(), /129/);
  const before = tokens.length;
  assert.ok(before >= 2 && before <= 4, `${before} tokens`);
  await page.getByRole('link', { name: 'Shop' }).click();
  await page.goBack();
  await page.locator('lojal-points [part~=balance]').waitFor();
  assert.equal(tokens.length, before, 'a token that is still valid is used again');
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByText('Sign in to collect points.').waitFor();
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.locator('lojal-points').getByText('40').first().waitFor();
  assert.equal(await page.locator('lojal-points').getByText('129').count(), 0);
  assert.equal(stage.asked.filter((path) => path === '/points').length, requests, 'no route loads a page');
  assert.deepEqual(warnings, []);
  // The browser names the responses with 401 that the test wants.
  assert.deepEqual(
    errors.filter((error) => !error.includes('401')),
    [],
  );
  await context.close();
});
