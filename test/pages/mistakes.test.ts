import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { openSite, type Visit } from '../helpers/site.ts';

/** What people get wrong: each is said once, with the line that mends it, and the page goes on. */

const { browser, site } = await openSite();
/** Another origin, which answers everything and allows no other page to read it. */
let strange: Server;
let there: string;
const script = readFileSync(new URL('../../dist/lojal.js', import.meta.url), 'utf8');
const bundle = readFileSync(new URL('../../dist/lojal.all.js', import.meta.url), 'utf8');

before(async () => {
  strange = createServer((_, response) => response.writeHead(200, { 'content-type': 'application/json' }).end('{}'));
  await new Promise<void>((resolve) => strange.listen(0, '127.0.0.1', resolve));
  there = `http://127.0.0.1:${(strange.address() as AddressInfo).port}`;
});
after(() => {
  strange?.closeAllConnections();
  strange?.close();
});

interface Mistake {
  /** Attributes of the script tag. */
  readonly data?: string;
  /** Instead of the script tag. */
  readonly head?: string;
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Files that come long after the rest. */
  readonly late?: RegExp;
  /** What a person does. */
  readonly act?: (page: Page) => Promise<void>;
  /** A text that still stands on the page. */
  readonly stays?: string;
  readonly says: RegExp;
}

let number = 0;

/** Opens a page with a mistake and waits until it has spoken; whatever else it says by the time it is quiet counts too. */
async function open({ data = '', head, body, headers = {}, late, act }: Mistake, host = site.url): Promise<Visit> {
  const path = `/mistake-${++number}`;
  const tag = head ?? `<script src="/lojal.js" async ${data}></script>`;
  const html = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A shop</title>${tag}</head><body><p>A shop</p>${body}</body></html>`;
  site.pages.set(path, { html, headers });
  const context = await browser.newContext({ locale: 'en-US' });
  if (host !== site.url)
    await context.route(`${host}/**`, async (route) => {
      const { pathname } = new URL(route.request().url());
      const response = await fetch(site.url + pathname);
      const { status } = response;
      await route.fulfill({ status, headers: Object.fromEntries(response.headers), body: await response.text() });
    });
  const page = await context.newPage();
  const seen: Visit = { page, context, warnings: [], errors: [], requests: [] };
  if (late) {
    const looked = page.waitForResponse(/lojal\.startup\.js/);
    await page.route(late, async (route) => {
      // After the first look at the page: whoever asked for that file before us has it by then.
      await looked;
      await page.evaluate('import("/lojal.startup.js")');
      await route.continue();
    });
  }
  const spoken = page.waitForEvent('console', (message) => message.type() === 'warning');
  page.on('console', (message) => message.type() === 'warning' && seen.warnings.push(message.text()));
  page.on('pageerror', (error) => seen.errors.push(String(error)));
  page.on('request', (request) => seen.requests.push(new URL(request.url()).pathname));
  await page.goto(host + path, { waitUntil: 'load' });
  await act?.(page);
  await spoken;
  await page.waitForLoadState('networkidle');
  return seen;
}

const answer = async (page: Page): Promise<void> => {
  await page.locator('lojal-nps').getByRole('radio', { name: '9' }).click({ force: true });
  await page.locator('lojal-nps').getByRole('button', { name: 'Send' }).click();
};

const POINTS = '<lojal-points points="5"></lojal-points>';
const NPS = '<lojal-nps></lojal-nps>';
const inline = (json: string, attributes = 'type="application/json" data-lojal="program"'): string =>
  `<script ${attributes}>${json}</script>`;

const mistakes: Readonly<Record<string, () => Mistake>> = {
  'an element whose name is nearly right': () => ({
    body: `${POINTS}<lojal-point>Join us</lojal-point>`,
    stays: 'Join us',
    says: /^lojal: <lojal-point> is not a Lojal element\. Did you mean <lojal-points><\/lojal-points>\? \[lojal\/element-unknown\]$/,
  }),
  'an element with another name, alone on its page': () => ({
    body: '<lojal-stars>Write a review</lojal-stars>',
    stays: 'Write a review',
    says: /<lojal-stars> is not a Lojal element\. Did you mean <lojal-review><\/lojal-review>\? \[lojal\/element-unknown\]$/,
  }),
  'an element that nobody could mean': () => ({
    body: `${POINTS}<lojal-coupon></lojal-coupon>`,
    says: /<lojal-coupon> is not a Lojal element\. Accepted: <lojal-program>, <lojal-points>, .*<lojal-survey>, .*<lojal-panel>\. \[lojal\/element-unknown\]$/,
  }),
  'an element that is not ended': () => ({
    body: '<lojal-points points="5" /><lojal-tier />',
    says: /<lojal-tier> is inside another Lojal element and will not show\. .*<lojal-tier><\/lojal-tier>, not <lojal-tier \/>\. \[lojal\/element-unclosed\]$/,
  }),
  'a misspelt attribute of an element': () => ({
    body: `${POINTS}<lojal-review productname="Fjord"></lojal-review>`,
    says: /<lojal-review productname="…"> has no effect: the attribute is unknown\. Did you mean <lojal-review product-name="…">\? \[lojal\/attribute-unknown\]$/,
  }),
  'an attribute of an element that begins with data-': () => ({
    body: '<lojal-points data-points="7">Join us</lojal-points>',
    stays: 'Join us',
    says: /<lojal-points data-points="…"> has no effect: the attribute is unknown\. Did you mean <lojal-points points="…">\? \[lojal\/attribute-unknown\]$/,
  }),
  'a misspelt attribute of the script tag': () => ({
    data: 'data-endpiont="/answers"',
    body: POINTS,
    says: /data-endpiont on the script tag has no effect: .* Did you mean data-endpoint="…"\? \[lojal\/script-attribute-unknown\]$/,
  }),
  'an attribute of the script tag without data-': () => ({
    data: 'endpoint="/answers"',
    body: POINTS,
    says: /lojal: endpoint on the script tag has no effect: .* Did you mean data-endpoint="…"\? \[lojal\/script-attribute-unknown\]$/,
  }),
  'a number that is none': () => ({
    data: 'data-points="1,280"',
    body: '<lojal-points>Join us</lojal-points>',
    stays: 'Join us',
    says: /data-points="1,280" is not a number\. Write data-points="1280"\. \[lojal\/attribute-number\]$/,
  }),
  'an e-mail address as the customer': () => ({
    data: 'data-customer="ann@shop.example"',
    body: POINTS,
    says: /data-customer="ann@shop\.example" is not an opaque id\. Accepted: .* Write data-customer="c_1042"\. \[lojal\/attribute-customer\]$/,
  }),
  'lojal.all.js together with lojal.js': () => ({
    head: '<script src="/lojal.js" async></script><script src="/lojal.all.js" async></script>',
    body: POINTS,
    says: /lojal\.js and lojal\.all\.js are both on this page, .* Keep one: <script src="\/lojal\.js" async><\/script>\. \[lojal\/script-twice\]$/,
  }),
  'inline JSON without its type': () => ({
    body: `${POINTS}${inline('', 'data-lojal="program"')}`,
    says: /<script data-lojal="program"> is not read\. Accepted: .* Write <script type="application\/json" data-lojal="program">/,
  }),
  'inline JSON under another name': () => ({
    body: `${POINTS}${inline('{}', 'type="application/json" data-lojal="programme"')}`,
    says: /<script data-lojal="programme"> is not read\. Accepted: .* Write <script type="application\/json" data-lojal="program">/,
  }),
  'inline JSON with a comma too many': () => ({
    body: `${POINTS}${inline('{ "name": "Kiosk", }')}`,
    says: /program: the JSON cannot be parsed: .+\. It was ignored\. \[lojal\/invalid-json\]$/,
  }),
  'an unknown key of the program': () => ({
    body: `${POINTS}${inline('{ "nmae": "Kiosk" }')}`,
    says: /program: nmae is not a known key\. Did you mean name\? It was ignored\. \[lojal\/unknown-key\]$/,
  }),
  'tiers out of order': () => ({
    body: `${POINTS}${inline('{ "tiers": { "levels": [ { "id": "gold", "name": "Gold", "from": 600 }, { "id": "bronze", "name": "Bronze", "from": 0 } ] } }')}`,
    says: /program: tiers\.levels is not in ascending order of "from"\. Write the levels in this order: bronze, gold\. The levels were sorted\. \[lojal\/levels-unsorted\]$/,
  }),
  'a program that is not there': () => ({
    data: 'data-program="/lojal.json"',
    body: POINTS,
    says: /program: http.*\/lojal\.json answered 404\. .* data-program="\/lojal\.json"\. \[lojal\/config-status\]$/,
  }),
  'a page of HTML where the program should be': () => {
    site.pages.set('/login', { html: '<!doctype html><title>Log in</title>' });
    return {
      data: 'data-program="/login"',
      body: POINTS,
      says: /\/login is a page of HTML, not JSON\. .*data-program=".*\[lojal\/config-html\]$/,
    };
  },
  'the same, on a page without a tag of ours': () => ({
    data: 'data-program="/login"',
    body: '',
    says: /\/login is a page of HTML, not JSON\. .*\[lojal\/config-html\]$/,
  }),
  'a program of another origin that does not allow it': () => ({
    data: `data-program="${there}/lojal.json"`,
    body: POINTS,
    says: new RegExp(
      `program: .* does not allow this page .*Access-Control-Allow-Origin: ${site.url}\\. \\[lojal/blocked-by-cors\\]$`,
    ),
  }),
  'a program that the policy forbids': () => ({
    data: `data-program="${there}/lojal.json"`,
    body: POINTS,
    headers: { 'content-security-policy': "connect-src 'self'" },
    says: new RegExp(`blocks .*Write Content-Security-Policy: connect-src ${there}\\. \\[lojal/blocked-by-csp\\]$`),
  }),
  'a program of the same site that the policy forbids': () => ({
    data: 'data-program="/login"',
    body: POINTS,
    headers: { 'content-security-policy': "connect-src 'none'" },
    says: /blocks .*Write Content-Security-Policy: connect-src 'self'\. \[lojal\/blocked-by-csp\]$/,
  }),
  'an account that is asked for without a token': () => {
    site.pages.set('/members', { html: '{}', status: 401 });
    return {
      data: 'data-account="/members" data-customer="c_1"',
      body: '<lojal-points>Join us</lojal-points>',
      stays: 'Join us',
      says: /account: .*\/members answered 401 although a customer is signed in\. .*lojal\.configure\(\{ identity: async \(\) => token \}\)\. \[lojal\/config-unauthorized\]$/,
    };
  },
  'an account that does not take the token': () => ({
    data: 'data-account="/members"',
    body: `<lojal-points>Join us</lojal-points><script>(window.lojal ||= []).push((lojal) => lojal.configure({ identity: () => 'old' }))</script>`,
    stays: 'Join us',
    says: /account: .*answered 401 although a customer is signed in\. .*\[lojal\/config-unauthorized\]$/,
  }),
  'an unknown option': () => ({
    body: `${POINTS}<script>(window.lojal ||= []).push((lojal) => lojal.configure({ endPoint: '/answers' }))</script>`,
    says: /lojal\.configure: endPoint is not a known option\. Did you mean endpoint\? \[lojal\/configure-unknown\]$/,
  }),
  'no endpoint': () => ({
    body: NPS,
    act: answer,
    stays: 'Thank you',
    says: /lojal-nps: The answer was not sent: there is no endpoint\. Write data-endpoint=.*preventDefault\(\).*\[lojal\/endpoint-missing\]$/,
  }),
  'an endpoint that is not there': () => ({
    data: 'data-endpoint="/nowhere"',
    body: NPS,
    act: answer,
    stays: 'Saved on this device',
    says: /lojal: http.*\/nowhere does not accept answers \(404\)\. .*data-endpoint="\/apps\/lojal\/answers"\. .*next attempt is in an hour\. \[lojal\/endpoint-gone\]$/,
  }),
  'an endpoint that wants a token': () => {
    site.pages.set('/members-only', { html: '', status: 401 });
    return {
      data: 'data-endpoint="/members-only" data-customer="c_1042"',
      body: NPS,
      act: answer,
      stays: 'Saved on this device',
      says: /lojal: http.*\/members-only answered 401: the token of the customer is missing or not valid\. .*identity.*\. The answers are kept\. \[lojal\/endpoint-unauthorized\]$/,
    };
  },
  'an endpoint of another origin that allows no other page': () => ({
    data: `data-endpoint="${there}/answers"`,
    body: NPS,
    act: answer,
    stays: 'Saved on this device',
    says: new RegExp(
      `endpoint: ${there}/answers does not allow .* Access-Control-Allow-Origin: ${site.url} and Access-Control-Allow-Headers: content-type, authorization\\. \\[lojal/blocked-by-cors\\]$`,
    ),
  }),
  'an endpoint that the policy forbids': () => ({
    data: `data-endpoint="${there}/answers"`,
    body: NPS,
    headers: { 'content-security-policy': "connect-src 'self'" },
    act: answer,
    stays: 'Saved on this device',
    says: new RegExp(
      `endpoint: .*blocks ${there}/answers\\. Write Content-Security-Policy: connect-src ${there}\\. \\[lojal/blocked-by-csp\\]$`,
    ),
  }),
  'the script alone, without its parts': () => {
    site.pages.set('/elsewhere/lojal.js', { html: script, headers: { 'content-type': 'text/javascript' } });
    return {
      head: '<script src="/elsewhere/lojal.js"></script>',
      body: '<lojal-points>Join us</lojal-points><lojal-nps></lojal-nps>',
      stays: 'Join us',
      says: /Put all lojal\.\*\.js into http.*\/elsewhere\/, or write data-base=.*\[lojal\/part-not-loaded\]$/,
    };
  },
  'parts that the policy forbids': () => ({
    body: '<lojal-points>Join us</lojal-points><lojal-nps></lojal-nps>',
    headers: { 'content-security-policy': `script-src ${site.url}/lojal.js` },
    stays: 'Join us',
    says: /A content security policy needs script-src with that folder, and trusted-types lit-html\. \[lojal\/part-not-loaded\]$/,
  }),
};

for (const [mistake, make] of Object.entries(mistakes))
  test(`${mistake}: said once, with what mends it, and the page goes on`, async () => {
    const made = make();
    const { page, context, warnings, errors } = await open(made);
    assert.equal(warnings.length, 1, warnings.join('\n'));
    assert.match(warnings[0] ?? '', made.says);
    assert.deepEqual(errors, []);
    if (made.stays) assert.equal(await page.getByText(made.stays).first().isVisible(), true);
    if (made.body.startsWith(POINTS)) await page.locator('lojal-points').first().getByText('5').waitFor();
    await context.close();
  });

test('an attribute of an element whose part comes late is looked at when it is here', async () => {
  const body = `${POINTS}<lojal-review productname="Fjord"></lojal-review>`;
  const { warnings, errors, context } = await open({ body, says: /./, late: /lojal\.review\.js/ });
  assert.match(warnings.join('\n'), /Did you mean <lojal-review product-name="…">\? \[lojal\/attribute-unknown\]$/);
  assert.deepEqual(errors, []);
  await context.close();
});

test('addresses on http, on a page with https: each is said once', async () => {
  const http = 'http://shop.example';
  const { context, warnings, errors } = await open(
    { data: `data-program="${http}/lojal.json" data-endpoint="${http}/answers"`, body: POINTS, says: /./ },
    'https://shop.example',
  );
  assert.deepEqual([...warnings].sort(), [
    `lojal-program: data-endpoint="${http}/answers" is not an https address. Write data-endpoint="https://shop.example/answers". [lojal/attribute-url]`,
    `lojal-program: program: "${http}/lojal.json" is not an https address. Write data-program="https://shop.example/lojal.json". [lojal/config-insecure]`,
  ]);
  assert.deepEqual(errors, []);
  await context.close();
});

test('where nothing is wrong, nothing of this is loaded, whatever frameworks write on our tags', async () => {
  const { page, context, warnings, requests } = await open({
    data: 'data-points="5" data-endpoint="/answers" crossorigin="anonymous" referrerpolicy="no-referrer" fetchpriority="low"',
    body: `<lojal-points id="a" class="b" style="color: red" title="c" hidden aria-label="d" role="group" tabindex="-1" dir="ltr"
      slot="e" part="f" data-v-1234 data-id="g" v-cloak x-data="{}" hx-get="/h" ng-version="1" _ngcontent-i @click="j" :k="l" onclick="m()"></lojal-points>
      <lojal-review product="n"></lojal-review><script>addEventListener('load', () => setTimeout(() => console.warn('end')))</script>`,
    says: /./,
  });
  await page.locator('lojal-review').getByRole('radio').first().waitFor();
  assert.deepEqual(warnings, ['end']);
  assert.ok(requests.some((path) => path.endsWith('lojal.startup.js')));
  assert.ok(!requests.some((path) => path.endsWith('lojal.catalogue.js')));
  await context.close();
});

test('the one-file bundle loads the words from beside itself, and says the bare facts where they do not come', async () => {
  const made: Mistake = {
    head: '<script src="/lojal.all.js" data-program="/lojal.json"></script>',
    body: POINTS,
    says: /./,
  };
  const whole = await open(made);
  assert.match(whole.warnings.join(), /answered 404\. .*data-program="\/lojal\.json"\. \[lojal\/config-status\]$/);
  assert.deepEqual(whole.requests.filter((path) => path.endsWith('.js')).sort(), [
    '/lojal.all.js',
    '/lojal.catalogue.js',
    '/lojal.suggestion.js',
  ]);
  await whole.context.close();
  site.pages.set('/alone/lojal.all.js', { html: bundle, headers: { 'content-type': 'text/javascript' } });
  const alone = await open({ ...made, head: '<script src="/alone/lojal.all.js" data-program="/lojal.json"></script>' });
  assert.deepEqual(alone.warnings, [`lojal-program: program ${site.url}/lojal.json 404 [lojal/config-status]`]);
  assert.deepEqual(alone.errors, []);
  await alone.context.close();
});
