/** The theme's part of the Shopify recipe: rendered as Liquid, parsed by a browser, and opened with the app proxy behind it. */
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { launch, visit } from '../helpers/site.ts';
import { startAll } from '../helpers/start.ts';
import { renderLiquid, schemaOf } from './liquid.ts';
import { shopifyOrder } from './shopify-order.ts';
import { html, startStage } from './stage.ts';

const SECRET = 'shpss_of_the_tests_0123456789abcdef';
const SHOP = 'nord-records.myshopify.com';
const HOSTILE = `Anna "A" 'B' <b>&amp;</b> </script><script>window.hacked=1</script> 🎷 \u2028 {{ 7 }} {% if %}`;
const BLOCKS = ['lojal', 'club', 'product-points', 'review'] as const;

const program = {
  name: 'Nord Records Club',
  currency: 'EUR',
  points: { perUnit: 1 },
  signInUrl: '/account/login',
  tiers: {
    metric: 'spend',
    levels: [
      { id: 'a', name: 'Bronze', from: 0 },
      { id: 'b', name: 'Silver', from: 200 },
    ],
  },
  ask: { nps: { after: { event: 'purchase', days: 0 }, delay: 0 } },
};

const { browser, stage } = await startAll({
  browser: launch(),
  stage: startStage({ program, webhooks: { shopify: SECRET }, shopifyProxy: { secret: SECRET, shop: SHOP } }),
});
const { page: parser } = await visit(browser, 'about:blank');

/** What a browser makes of the HTML: the attributes of the elements, and the texts of scripts. */
const parse = (text: string, selector: string) =>
  parser.evaluate(
    ([text, selector]) =>
      [...new DOMParser().parseFromString(text, 'text/html').querySelectorAll(selector)].map((one) => ({
        tag: one.localName,
        text: one.textContent ?? '',
        ...Object.fromEntries([...one.attributes].map(({ name, value }) => [name, value])),
      })) as Record<string, string>[],
    [text, selector] as const,
  );

const customer = (more: object = {}) => ({
  id: 207119551,
  first_name: HOSTILE,
  email: 'anna@shop.example',
  last_order: { id: 450789469, created_at: '2026-11-20T10:00:00Z', cancelled: false },
  ...more,
});
const variants = [
  { id: 11, price: 4990 },
  { id: 12, price: 12_000 },
];
const product = (more: object = {}) => ({
  id: 632910392,
  title: HOSTILE,
  variants,
  selected_or_first_available_variant: variants[0],
  ...more,
});
const shared = {
  request: { locale: { iso_code: 'en' } },
  routes: { account_login_url: '/account/login' },
  shop: { currency: 'EUR' },
  cart: { currency: { iso_code: 'EUR' } },
};
const block = (settings: object) => ({ ...shared, block: { settings, shopify_attributes: 'data-block="1"' } });
const embed = (more: object = {}, settings: object = {}) => ({
  ...block({ server: stage.lojal, proxy: '/apps/lojal', panel: 'end', ...settings }),
  ...more,
});

test('the theme editor can read each schema, and the settings are those that the files use', () => {
  for (const name of BLOCKS) {
    const { target, settings } = schemaOf(`extensions/lojal/blocks/${name}`);
    assert.equal(target, name === 'lojal' ? 'head' : 'section');
    const source = readFileSync(
      new URL(`../../platforms/shopify/extensions/lojal/blocks/${name}.liquid`, import.meta.url),
      'utf8',
    );
    const used = new Set([...source.matchAll(/block\.settings\.(\w+)/g)].map(([, id]) => id));
    assert.deepEqual(new Set(settings.map(({ id }) => id)), used, name);
  }
  assert.ok(
    schemaOf('theme/sections/lojal-club').presets?.length,
    'without a preset, merchants cannot add the section',
  );
});

test('the tag names the customer who is signed in, and for a guest nobody', async () => {
  const guest = await renderLiquid('extensions/lojal/blocks/lojal', embed());
  const [tag, ...more] = await parse(guest, 'script');
  assert.deepEqual(more, []);
  assert.deepEqual(tag, {
    tag: 'script',
    text: '',
    src: `${stage.lojal}/lojal.js`,
    async: '',
    'data-server': stage.lojal,
    'data-lang': 'en',
    'data-panel': 'end',
  });
  const signedIn = await parse(
    await renderLiquid('extensions/lojal/blocks/lojal', embed({ customer: customer() })),
    'script',
  );
  assert.equal(signedIn[0]?.['data-customer'], '207119551');
  const { 'data-token': token, 'data-order': order, 'data-ordered': ordered } = signedIn[1] ?? {};
  assert.deepEqual(
    [token, order, ordered],
    ['/apps/lojal/token', '450789469', String(Date.parse('2026-11-20T10:00:00Z'))],
  );
  for (const last_order of [undefined, { id: 1, created_at: '2026-11-20T10:00:00Z', cancelled: true }]) {
    const scope = embed({ customer: customer({ last_order }) }, { panel: '' });
    const [tag, identity] = await parse(await renderLiquid('extensions/lojal/blocks/lojal', scope), 'script');
    assert.equal(identity?.['data-order'], undefined);
    assert.equal(tag?.['data-panel'], undefined);
  }
});

test('a name, a text and a setting of any form stay texts', async () => {
  const settings = { server: `https://a.example/${HOSTILE}`, proxy: HOSTILE, panel: HOSTILE };
  const tag = await renderLiquid('extensions/lojal/blocks/lojal', embed({ customer: customer() }, settings));
  const scripts = await parse(tag, '*');
  assert.deepEqual(
    scripts.map(({ tag }) => tag),
    ['html', 'head', 'script', 'script', 'body'],
  );
  assert.equal(scripts[2]?.['data-server'], settings.server);
  assert.equal(scripts[3]?.['data-token'], `${HOSTILE}/token`);
  const review = await renderLiquid('extensions/lojal/blocks/review', block({ product: product() }));
  const [element] = await parse(review, 'lojal-review');
  assert.deepEqual([element?.product, element?.['product-name']], ['632910392', HOSTILE]);
  for (const [file, key] of [
    ['extensions/lojal/blocks/club', 'block'],
    ['theme/sections/lojal-club', 'section'],
  ] as const) {
    const text = await renderLiquid(file, { ...shared, [key]: { settings: { guest: HOSTILE, sign_in: HOSTILE } } });
    const [link] = await parse(text, 'p > a');
    assert.deepEqual([link?.text, link?.href], [HOSTILE, '/account/login']);
    assert.equal((await parse(text, 'script, b')).length, 0);
    const member = await renderLiquid(file, { ...shared, customer: customer(), [key]: { settings: {} } });
    assert.equal(
      (await parse(member, 'lojal-points, lojal-tier, lojal-earn, lojal-rewards, lojal-referral, lojal-activity'))
        .length,
      6,
    );
    assert.equal((await parse(member, 'p')).length, 0);
  }
});

test('a price in hundredths becomes a price, and another currency shows no points', async () => {
  for (const [hundredths, price] of [
    [4990, 49.9],
    [100_000, 1000],
    [5, 0.05],
    [0, 0],
    [99_999_999, 999_999.99],
  ] as const) {
    const variant = { id: 11, price: hundredths };
    const scope = block({ product: product({ variants: [variant], selected_or_first_available_variant: variant }) });
    const [element] = await parse(
      await renderLiquid('extensions/lojal/blocks/product-points', scope),
      'lojal-product-points',
    );
    assert.equal(Number(element?.price), price);
    assert.match(element?.['data-prices'] ?? '', /^11:[\d.]+$/);
  }
  const nothing = [
    { ...block({ product: product() }), cart: { currency: { iso_code: 'SEK' } } },
    block({ product: product({ variants: [], selected_or_first_available_variant: undefined }) }),
    block({}),
  ];
  for (const scope of nothing)
    assert.equal(
      (await parse(await renderLiquid('extensions/lojal/blocks/product-points', scope), 'lojal-product-points, script'))
        .length,
      0,
    );
});

/** What Shopify's app proxy does: no cookies, its own parameters, and the signature. */
async function passOn(id: string): Promise<Response> {
  const own = {
    logged_in_customer_id: id,
    path_prefix: '/apps/lojal',
    shop: SHOP,
    timestamp: String(Math.floor(Date.now() / 1000)),
  };
  const signature = createHmac('sha256', SECRET)
    .update(
      Object.entries(own)
        .map((one) => one.join('='))
        .sort()
        .join(''),
    )
    .digest('hex');
  return stage.handler(new Request(`${stage.lojal}/shopify/token?${new URLSearchParams({ ...own, signature })}`));
}

async function productPage(member: boolean): Promise<Response> {
  const person = member
    ? { customer: customer({ last_order: { id: 450789469, created_at: new Date().toISOString() } }) }
    : {};
  const [tag, club, points] = await Promise.all([
    renderLiquid('extensions/lojal/blocks/lojal', embed(person, { panel: '' })),
    renderLiquid('theme/sections/lojal-club', {
      ...shared,
      ...person,
      section: { settings: { guest: 'Members collect points.', sign_in: 'Sign in' } },
    }),
    renderLiquid('extensions/lojal/blocks/product-points', { ...block({ product: product() }), ...person }),
  ]);
  return html(`<!doctype html><html lang="en"><head><title>Fjord</title><link rel="icon" href="data:,">${tag}</head><body>
    <form action="/cart/add"><input type="hidden" name="id" value="11"><button type="button">Buy</button></form>${points}${points}${club}</body></html>`);
}

test('a customer who comes back sees the order of the webhook, and is asked about it', async () => {
  stage.pages.set('/products/fjord', () => productPage(true));
  stage.pages.set('/apps/lojal/token', () => passOn('207119551'));
  stage.pages.set('/assets/lojal-product-points.js', async () => {
    const file = new URL('../../platforms/shopify/extensions/lojal/assets/lojal-product-points.js', import.meta.url);
    return new Response(readFileSync(file), { headers: { 'content-type': 'text/javascript' } });
  });
  const body = JSON.stringify(shopifyOrder({ id: 450789469, customer: 207119551, total: '49.90' }));
  const signature = createHmac('sha256', SECRET).update(body).digest('base64');
  const headers = { 'x-shopify-topic': 'orders/paid', 'x-shopify-hmac-sha256': signature };
  await stage.handler(new Request(`${stage.lojal}/webhooks/shopify`, { method: 'POST', headers, body }));
  const { page, context, warnings, errors } = await visit(browser, `${stage.shop}/products/fjord`);
  await page.locator('lojal-points [part~=balance]').waitFor();
  assert.match(await page.locator('lojal-points [part~=balance]').innerText(), /49/);
  const line = page.locator('lojal-product-points [part~=line]').first();
  await line.waitFor();
  assert.match(await line.innerText(), /49/);
  assert.deepEqual(await page.evaluate(() => Object.keys(window).filter((name) => /lojal/i.test(name))), ['lojal']);
  // The page has the script twice. Each change must reach each element once.
  const counted = await page.evaluateHandle(() => {
    const changes: string[] = [];
    const observer = new MutationObserver((records) => {
      for (const { target } of records) changes.push((target as Element).getAttribute('price') ?? '');
    });
    for (const element of document.querySelectorAll('lojal-product-points'))
      observer.observe(element, { attributeFilter: ['price'] });
    return changes;
  });
  // Dawn: the field of the form changes. Horizon: an event with a promise.
  await page.$eval('[name=id]', (field) => {
    Object.assign(field, { value: '12' }).dispatchEvent(new Event('change', { bubbles: true }));
  });
  await page.locator('lojal-product-points').getByText('120').first().waitFor();
  await page.evaluate(() => {
    const promise = Promise.resolve({ variant: { id: 'gid://shopify/ProductVariant/11' } });
    document.dispatchEvent(Object.assign(new Event('shopify:product:select'), { promise }));
  });
  await page.locator('lojal-product-points').getByText('49').last().waitFor();
  assert.deepEqual(await counted.jsonValue(), ['120', '120', '49.9', '49.9']);
  // The question of the order opens by itself: no theme code ran on the thank-you page.
  await page.locator('lojal-nps [part~=question]').waitFor({ timeout: 30_000 });
  assert.equal(await page.evaluate('window.hacked'), undefined);
  assert.deepEqual([...warnings, ...errors], []);
  await context.close();
});

test('a guest asks for no token and reads what there is to gain', async () => {
  stage.pages.set('/products/fjord', () => productPage(false));
  stage.asked.length = 0;
  const { page, context, errors } = await visit(browser, `${stage.shop}/products/fjord`);
  await page.locator('lojal-product-points [part~=line]').first().waitFor();
  assert.equal(await page.getByRole('link', { name: 'Sign in' }).first().getAttribute('href'), '/account/login');
  assert.equal(await page.locator('lojal-points').count(), 0);
  assert.ok(!stage.asked.includes('/apps/lojal/token'));
  assert.deepEqual(errors, []);
  await context.close();
});
