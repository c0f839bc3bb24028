/** The page of the configurator, as a static host serves it. */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import type { BrowserContextOptions, Locator, Page } from 'playwright-core';
import { writeFragment } from '../../src/snippet/address-fragment.ts';
import { EMPTY_CONFIGURATION, type ShopConfiguration } from '../../src/snippet/shop-configuration.ts';
import { clean } from '../helpers/axe.ts';
import { createPause } from '../helpers/pause.ts';
import { launch, startSite } from '../helpers/site.ts';
import { startAll } from '../helpers/start.ts';
import { startStaticSite } from './configurator-site.ts';

const { browser, site, other } = await startAll({ browser: launch(), site: startStaticSite(), other: startSite() });
after(() => Promise.all([browser.close(), site.close(), other.close()]));

const PROGRAM = {
  name: 'Nord Club',
  currency: 'EUR',
  points: { perUnit: 1, value: 0.01 },
  tiers: {
    metric: 'spend',
    period: 'lifetime',
    levels: [
      { id: 'a', name: 'Anna', from: 0 },
      { id: 'b', name: 'Bert', from: 200 },
    ],
  },
  rewards: [{ id: 'r', name: 'A record', points: 100 }],
  ask: { nps: { after: { event: 'purchase', days: 7 }, sample: 1 } },
};
const CONFIGURATION: ShopConfiguration = {
  ...EMPTY_CONFIGURATION,
  program: PROGRAM,
  elements: (['points', 'tier', 'nps', 'rewards'] as const).map((name) => ({ name, attributes: [], text: '' })),
};

interface Opened {
  readonly page: Page;
  readonly said: readonly string[];
}

async function open(hash: string, options: BrowserContextOptions = {}): Promise<Opened> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  const said: string[] = [];
  page.on('console', (line) => ['error', 'warning'].includes(line.type()) && said.push(line.text()));
  page.on('pageerror', (error) => said.push(`${error}`));
  page.on('dialog', (dialog) => {
    said.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  await page.goto(`${site.url}${hash}`);
  await page.locator('snippet-output pre').first().waitFor();
  return { page, said };
}

async function until(is: () => Promise<boolean>, what: string): Promise<void> {
  const end = Date.now() + 15_000;
  for (const pause = createPause(); !(await is()); await pause()) assert.ok(Date.now() < end, what);
}

const hashOf = async (configuration: ShopConfiguration, view = {}) => `#${await writeFragment(configuration, view)}`;
const head = (page: Page): Promise<string> => page.locator('snippet-output pre').first().innerText();
/** The text in the shadow root of an element. */
const textIn = (where: Locator): Promise<string> => where.evaluate((one) => one.shadowRoot?.textContent ?? '');
const openSection = (page: Page, name: string) => page.locator(`[data-section=${name}] > summary`).click();

/** The preview, once the elements of its page show something. */
async function preview(page: Page) {
  const frame = page.frameLocator('widget-preview-frame iframe');
  await frame.locator('lojal-points [part=balance]').waitFor();
  return frame;
}

for (const [width, colorScheme] of [
  [1280, 'dark'],
  [360, 'light'],
] as const)
  test(`${width} px, ${colorScheme}: axe finds nothing in any section, and nothing scrolls sideways`, async () => {
    const { page, said } = await open(await hashOf(CONFIGURATION), {
      bypassCSP: true,
      colorScheme,
      viewport: { width, height: 900 },
    });
    await preview(page);
    for (const name of ['time', 'orders', 'shop', 'paste']) await openSection(page, name);
    await page.locator('checks-panel table').waitFor();
    await clean(page, `${width} ${colorScheme}`);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(wide <= 0, `${wide} px too wide`);
    assert.deepEqual(said, []);
    await page.context().close();
  });

test('choices change the snippet, the preview and the address; the back button undoes them; nothing else is requested', async () => {
  const { page, said } = await open('');
  await preview(page);
  assert.match(await head(page), /modulepreload" href="\/lojal\/lojal\.balance\.js"/);
  const before = page.url();
  await page.locator('element-choice input[name=tier]').check();
  await until(async () => page.url() !== before, 'the address has the element');
  assert.match(await page.locator('snippet-output pre').nth(1).innerText(), /<lojal-tier><\/lojal-tier>/);
  const chosen = page.url();
  // Changes without a pause of 0.8 s between them are one step of the history.
  await page.waitForTimeout(900);
  await page.locator('looks-form input#accent').fill('#8a1f5c');
  await page.locator('looks-form input#accent').press('Tab');
  await until(async () => page.url() !== chosen, 'the address has the colour');
  assert.match(await head(page), /--lojal-accent: #8a1f5c;/);
  const colour = () =>
    page.evaluate(() => {
      const root = document.querySelector('lojal-configurator')?.shadowRoot;
      const frame = root?.querySelector('widget-preview-frame')?.shadowRoot?.querySelector('iframe');
      return frame?.contentDocument?.documentElement.style.getPropertyValue('--lojal-accent');
    });
  await until(async () => (await colour()) === '#8a1f5c', 'the preview has the colour');
  await page.locator('looks-form input#accent').fill('red; } body { display: none');
  await page.locator('looks-form input#accent').press('Tab');
  await page.locator('looks-form .fault').waitFor();
  assert.match(await head(page), /--lojal-accent: #8a1f5c;/);
  await page.goBack();
  await until(async () => !(await head(page)).includes('--lojal-accent'), 'the colour is undone');
  assert.equal(page.url(), chosen);
  await page.goBack();
  await until(async () => page.url() === before, 'the element is undone');
  await page.reload();
  await page.locator('snippet-output pre').first().waitFor();
  const others = site.asked.filter((one) => !/^GET \/(configurator\/|lojal[\w.-]*\.js$|favicon)/.test(one));
  assert.deepEqual(others, []);
  assert.ok(site.asked.every((one) => !one.includes('?')));
  assert.deepEqual(said, []);
  await page.context().close();
});

test('the preview is the real widget, in another language, direction, scheme and width; contrast, targets and bytes are measured', async () => {
  const weak = { ...CONFIGURATION, looks: { accent: '#ffcc00', text: '#999999' } };
  const { page } = await open(await hashOf(weak, { lang: 'ar', width: '320', points: '77' }));
  const frame = await preview(page);
  assert.match(await frame.locator('lojal-points [part=balance]').innerText(), /77/);
  assert.equal(await frame.locator('html').getAttribute('dir'), 'rtl');
  const checks = page.locator('checks-panel');
  await checks.locator('table').waitFor();
  await until(async () => /2\.84:1/.test(await textIn(checks)), 'the weak text is measured');
  assert.match(await textIn(checks), /1\.51:1/);
  const bytes = async () => Number(/([\d.]+) kB in/.exec(await textIn(checks))?.[1]);
  await until(async () => (await bytes()) > 20, 'the bytes are known');
  const all = await bytes();
  await page.locator('element-choice input[name=nps]').uncheck();
  await until(async () => (await bytes()) < all, 'fewer elements are fewer bytes');
  for (const [language, word, direction] of [
    ['sv', /poäng/, 'ltr'],
    ['ar', /نقط/, 'rtl'],
  ] as const) {
    await page.locator('widget-preview-frame select').first().selectOption(language);
    // The page of the preview may be made anew just now.
    const spoken = () => textIn(frame.locator('lojal-points')).catch(() => '');
    await until(async () => word.test(await spoken()), `the preview speaks ${language}`);
    assert.equal(await frame.locator('html').getAttribute('dir'), direction);
  }
  await page.locator('widget-preview-frame .presets button', { hasText: '1024' }).click();
  await page.locator('widget-preview-frame select').nth(2).selectOption('dark');
  await until(async () => (await frame.locator('html').evaluate(() => innerWidth)) === 1024, 'the page is wide');
  assert.equal(
    await frame.locator('html').evaluate((root) => getComputedStyle(root).backgroundColor),
    'rgb(22, 23, 26)',
  );
  await page.context().close();
});

test('a hostile address gives a message, or a page without its code', async () => {
  for (const [hash, message] of [
    ['#1.<img/src=x/onerror=alert(1)>', /damaged/],
    ['#9.AAAA', /newer version/],
  ] as const) {
    const { page, said } = await open(hash);
    assert.match(await page.locator('[role=alert]').first().innerText(), message);
    assert.deepEqual(said, []);
    await page.context().close();
  }
  const evil = '"><img src=x onerror=alert(1)></script><script>alert(1)</script>';
  const { page, said } = await open(
    await hashOf(
      {
        ...CONFIGURATION,
        script: [
          ['src', 'https://evil.example/lojal.js'],
          ['onload', 'alert(1)'],
          ['data-lang', evil],
        ],
        elements: [
          {
            name: 'points',
            attributes: [
              ['title', evil],
              ['onclick', 'alert(1)'],
            ],
            text: evil,
          },
        ],
        looks: { accent: '}</style><script>alert(1)</script>' },
        program: { ...PROGRAM, name: evil, rewards: [{ id: 'x', name: evil, points: 1, url: 'javascript:alert(1)' }] },
        isInline: true,
      },
      { lang: evil, dir: evil, page: evil, width: evil, at: evil, customer: evil },
    ),
  );
  const frame = page.frameLocator('widget-preview-frame iframe');
  await frame.locator('lojal-points').waitFor();
  for (const name of ['time', 'shop']) await openSection(page, name);
  assert.match(await page.locator('[role=alert]').innerText(), /onload is left out/);
  assert.match(await textIn(page.locator('snippet-output')), /data from https:\/\/evil\.example/);
  // A dialog or a request that the address caused would come within this time.
  await page.waitForTimeout(500);
  assert.deepEqual(
    said.filter((line) => /dialog|Error|Content Security/.test(line)),
    [],
  );
  assert.ok(site.asked.every((one) => !one.includes('evil')));
  await page.context().close();
});

test('a pasted snippet is taken over, and what is unknown is named', async () => {
  const { page } = await open(await hashOf(CONFIGURATION));
  await openSection(page, 'paste');
  const form = page.locator('paste-form');
  await form.locator('textarea[name=snippet]').fill('<p>nothing</p>');
  await form.locator('button').click();
  await form.locator('.notice.error').waitFor();
  await form
    .locator('textarea[name=snippet]')
    .fill(
      '<script src="/x/lojal.js" async data-program="/p.json" data-fnord="1"></script>\n<lojal-tier variant="ring"></lojal-tier>',
    );
  await form.locator('button').click();
  await form.locator('li', { hasText: 'data-fnord' }).waitFor();
  assert.match(
    await head(page),
    /<script src="\/x\/lojal\.js" async data-program="\/p\.json" data-fnord="1"><\/script>/,
  );
  assert.match(await page.locator('snippet-output pre').nth(2).innerText(), /Nord Club/);
  await page.context().close();
});

test('a file of orders is counted, again when the rules change; the time machine says why', async () => {
  const { page } = await open(await hashOf(CONFIGURATION));
  const file = join(tmpdir(), `lojal-orders-${process.pid}.csv`);
  writeFileSync(
    file,
    'id,customer,at,currency,total,status\n1,a,2026-01-01,EUR,250,paid\n2,b,2026-01-02,EUR,50,paid\n3,b,never,EUR,1,paid\n',
  );
  await openSection(page, 'orders');
  const orders = page.locator('orders-panel');
  await orders.locator('input[type=file]').setInputFiles(file);
  await orders.locator('table').first().waitFor();
  const text = (await textIn(orders)).replace(/\s+/g, ' ');
  assert.match(text, /Points issued ?300 .*€3\.00 .*1%/);
  assert.match(text, /Anna ?1 \(50%\) ?Bert ?1 \(50%\)/);
  assert.match(text, /not counted: 1/);
  await page.locator('program-form [data-group=points] > summary').click();
  await page.locator('program-form [data-group=points] input').first().fill('2');
  await until(async () => /Points issued\s*600/.test(await textIn(orders)), 'the file is counted again');
  // The same file, corrected and saved as the "Unicode text" of Excel.
  writeFileSync(file, '\ufeffid\tcustomer\tat\tcurrency\ttotal\tstatus\n1\tå\t2026-01-01\tEUR\t77\tpaid\n', 'utf16le');
  const chooser = page.waitForEvent('filechooser');
  await orders.locator('input[type=file]').click();
  await (await chooser).setFiles(file);
  await until(async () => /Points issued\s*154/.test(await textIn(orders)), 'a file of UTF-16 is read');
  await openSection(page, 'time');
  const time = page.locator('time-machine');
  assert.match(await time.locator('article').innerText(), /nps: yes/);
  await time.locator('button', { hasText: 'A day after the order' }).click();
  await until(async () => /nps: not now/.test(await time.locator('article').innerText()), 'a day is too early');
  await page.context().close();
});

test('the bookmark shows the elements on another page, and says where its policy forbids that', async () => {
  const { page } = await open(await hashOf(CONFIGURATION));
  await openSection(page, 'shop');
  const address = (await page.locator('shop-page a.button').getAttribute('href')) ?? '';
  assert.match(address, /^javascript:/);
  // A bookmark can also be made without dragging.
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.locator('shop-page').getByRole('button', { name: 'Copy: address of the bookmark' }).click();
  await until(
    async () => (await page.evaluate(() => navigator.clipboard.readText())) === address,
    'the address is copied',
  );
  const club = await page.locator('shop-page pre').first().innerText();
  assert.match(club, /<script src="\/lojal\/lojal\.js"[\s\S]*<lojal-nps><\/lojal-nps>/);
  const code = decodeURIComponent(address.slice('javascript:'.length));
  const shop = await page.context().newPage();
  const html = '<!doctype html><html lang="en"><title>Shop</title><body><main><p>Goods</p></main></body></html>';
  other.pages.set('/', { html });
  other.pages.set('/strict', { html, headers: { 'content-security-policy': "script-src 'none'" } });
  await shop.goto(`${other.url}/`);
  await shop.evaluate(code);
  await shop.locator('lojal-points [part=balance]').waitFor();
  assert.equal(await shop.locator('main > :first-child').evaluate((one) => one.localName), 'lojal-points');
  const said: string[] = [];
  shop.on('dialog', (dialog) => {
    said.push(dialog.message());
    void dialog.dismiss();
  });
  await shop.goto(`${other.url}/strict`);
  await shop.evaluate(code);
  await until(async () => said.length > 0, 'the policy is named');
  assert.match(said[0] ?? '', /Content-Security-Policy/);
  await page.context().close();
});
