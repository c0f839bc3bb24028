/** The WooCommerce plugin in WordPress, with a Lojal server: its token, its pages, its orders and its coupons. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { decodeJwt } from 'jose';
import { launch, visit } from '../helpers/site.ts';
import { startAll } from '../helpers/start.ts';
import { AUDIENCE, SECRET, sign } from '../server/tokens.ts';
import { html, startStage } from './stage.ts';
import { hasPhp, startWordPress, wordpressFolder } from './wordpress.ts';

const PLUGIN = fileURLToPath(new URL('../../platforms/woocommerce/lojal/', import.meta.url));
const WEBHOOKS = 'a webhook secret of thirty-two bytes and more';
const SHOP_KEY = 'a key of the shop, 0123456789abcdef';
const HOSTILE = `"Fjord" </script><script>window.hacked=1</script> <b>'&amp;' 🎷`;

const program = {
  name: 'Nord Records Club',
  currency: 'EUR',
  points: { perUnit: 1 },
  tiers: { metric: 'spend', levels: [{ id: 'a', name: 'Bronze', from: 0 }] },
  rewards: [
    { id: 'ten', name: '10 € off', points: 100, kind: 'discount', value: 10, minimum: 50 },
    { id: 'post', name: 'Free shipping', points: 50, kind: 'shipping' },
  ],
};

interface Order {
  readonly id: number;
  readonly customer_id: number;
  readonly status: string;
  readonly refunds?: readonly { readonly id: number; readonly amount: string }[];
  readonly coupon_codes?: readonly string[];
  readonly currency?: string;
  readonly key?: string;
}

const order = ({ refunds = [], coupon_codes = [], currency = 'EUR', key = 'wc_order_1', ...more }: Order) => ({
  ...more,
  refunds,
  coupon_codes,
  currency,
  order_key: key,
  date_created: '2026-11-20 10:00:00 UTC',
  date_modified: new Date().toISOString(),
  date_paid: '2026-11-20 10:01:00 UTC',
  total: '129.00',
  total_tax: '25.80',
  shipping_total: '5.00',
  billing_email: 'anna@shop.example',
  items: [{ id: 1, product_id: 77, name: HOSTILE, quantity: 2, total: '98.20', total_tax: '25.80' }],
  meta: {},
});

if (!hasPhp() || !wordpressFolder()) {
  const missing =
    'PHP with SQLite, or WordPress, is not installed, so the plugin was not tested. .ci/run installs both.';
  if (process.env.CI) test('the WooCommerce plugin', () => assert.fail(missing));
  else console.log(missing);
} else await tests();

async function tests(): Promise<void> {
  const { browser, stage, wordpress } = await startAll({
    browser: launch(),
    stage: startStage({ program, shopKey: SHOP_KEY, webhooks: { woocommerce: WEBHOOKS } }),
    wordpress: startWordPress(),
  });
  const settings = {
    server: `${stage.lojal}/`,
    identity_key: SECRET,
    audience: AUDIENCE,
    webhook_secret: WEBHOOKS,
    shop_key: SHOP_KEY,
    panel: 'end',
  };
  const page = (args: object = {}) =>
    wordpress.run<Record<'head' | 'product' | 'account' | 'club' | 'footer', string> & { menu: object }>('page', args);
  const account = async (customer: string) => {
    const headers = { authorization: `Bearer ${await sign({ sub: customer })}` };
    const response = await stage.handler(new Request(`${stage.lojal}/account`, { headers }));
    const { ledger = [] } = (await response.json()) as { ledger?: readonly { id: string; points: number }[] };
    return ledger.map(({ id, points }) => [id, points]);
  };
  /** What the hooks of WooCommerce plan for an order: `[seconds from now, order, tries]`. */
  const hook = (name: string, ...args: readonly unknown[]) =>
    wordpress.run<readonly (readonly (number | string)[])[]>('hook', { hook: name, with: args });
  const cron = (seconds = 0, constants: object = {}) =>
    wordpress.run<{ left: readonly (readonly number[])[]; log: readonly string[] }>('cron', { seconds, constants });

  test('every file is PHP without a fault, and all texts are of one domain', () => {
    const files = readdirSync(PLUGIN, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.php'));
    assert.equal(files.length, 8);
    for (const name of files) {
      execFileSync('php', ['-l', PLUGIN + name], { stdio: 'pipe' });
      const source = readFileSync(PLUGIN + name, 'utf8');
      for (const [call] of source.matchAll(/\b(?:__|_e|esc_html__|esc_attr__)\( '[^']*'[^)]*\)/g))
        assert.match(call, /, 'lojal' \)$/, `${name}: ${call}`);
      assert.match(source, /defined\( '(ABSPATH|WP_UNINSTALL_PLUGIN)' \) \|\| exit;/, name);
    }
  });

  test('before the settings, pages have no tag', async () => {
    const { head } = await page({ user: 7 });
    assert.doesNotMatch(head, /lojal/);
  });

  test('settings that cannot work are refused and leave the saved ones', async () => {
    type Saved = { saved: Record<string, string>; errors: readonly string[] };
    const { saved, errors } = await wordpress.run<Saved>('save', { settings });
    assert.deepEqual(errors, []);
    assert.deepEqual(saved, { ...settings, server: stage.lojal });
    const bad = {
      server: 'http://loyalty.example/apps/lojal',
      program: 'javascript:alert(1)',
      identity_key: 'short',
      webhook_secret: '',
      panel: HOSTILE,
      other: 'x',
      audience: ['x'],
    };
    const again = await wordpress.run<Saved>('save', { settings: bad });
    assert.equal(again.errors.length, 3, again.errors.join('\n'));
    assert.deepEqual(again.saved, { ...settings, server: stage.lojal, panel: '' });
    await wordpress.run('save', { settings });
  });

  test('the page of the settings is for who manages the shop, has a nonce and never prints a key', async () => {
    const admin = { user: 1 };
    const { page: text, menu } = await wordpress.run<{ page: string; menu: unknown[][] }>('admin', admin);
    assert.equal(menu[0]?.[1], 'manage_woocommerce');
    assert.match(text, /name="_wpnonce"/);
    assert.match(text, /value="http:\/\/127\.0\.0\.1:\d+\/apps\/lojal"/);
    for (const secret of [SECRET, WEBHOOKS, SHOP_KEY]) assert.ok(!text.includes(secret));
    const other = await wordpress.run<{ page: string }>('admin', { user: 7 });
    assert.equal(other.page, '');
    const fixed = { ...admin, constants: { LOJAL_IDENTITY_KEY: `of wp-config ${SECRET}` } };
    const { page: configured } = await wordpress.run<{ page: string }>('admin', fixed);
    assert.match(configured, /id="lojal_identity_key"[^>]*disabled/);
    assert.ok(!configured.includes('of wp-config'));
  });

  test('the token of PHP opens the account of its customer, for ten minutes', async () => {
    const { token } = JSON.parse(await wordpress.print('token', { user: 7 })) as { token: string };
    const { sub, aud, iat = 0, exp = 0 } = decodeJwt(token);
    assert.deepEqual([sub, aud, exp - iat], ['7', AUDIENCE, 600]);
    const response = await stage.handler(
      new Request(`${stage.lojal}/account`, { headers: { authorization: `Bearer ${token}` } }),
    );
    assert.deepEqual([response.status, ((await response.json()) as { id?: string }).id], [200, '7']);
    assert.deepEqual(JSON.parse(await wordpress.print('token', { user: 0 })), { token: '' });
    const short = { user: 7, constants: { LOJAL_IDENTITY_KEY: 'short' } };
    assert.deepEqual(JSON.parse(await wordpress.print('token', short)), { token: '' });
  });

  test('an order books points, a refund takes its part back, and neither name nor address leaves the shop', async () => {
    wordpress.shop = { orders: [order({ id: 9001, customer_id: 7, status: 'processing' })] };
    assert.deepEqual(await hook('woocommerce_new_order', 9001), [[0, 9001, 0]]);
    // One message for several changes.
    assert.equal((await hook('woocommerce_order_status_changed', 9001, 'pending', 'processing', null)).length, 1);
    assert.deepEqual(await cron(1), { left: [], log: [] });
    assert.deepEqual(await account('7'), [['order:9001', 124]]);
    wordpress.shop = {
      orders: [order({ id: 9001, customer_id: 7, status: 'completed', refunds: [{ id: 9002, amount: '29.00' }] })],
    };
    await hook('woocommerce_order_refunded', 9001, 9002);
    assert.deepEqual(await cron(1), { left: [], log: [] });
    assert.equal((await account('7')).at(-1)?.[0], 'refund:9001:9002');
    wordpress.shop = { orders: [order({ id: 9001, customer_id: 7, status: 'cancelled' })] };
    await hook('woocommerce_update_order', 9001);
    await cron(1);
    assert.equal((await account('7')).at(-1)?.[0], 'cancel:9001');
    const source = readFileSync(`${PLUGIN}includes/class-lojal-orders.php`, 'utf8');
    assert.doesNotMatch(source, /get_(billing|shipping_(first|last|address|city|post)|customer_note|customer_ip)/);
  });

  test('Action Scheduler: an order that changes while it is sent is sent again, and deactivating ends what waits', async () => {
    const action = (status: string, id: number) => ({
      hook: 'lojal_push_order',
      args: [id, 0],
      group: 'lojal',
      status,
    });
    wordpress.shop = { orders: [], actions: [action('in-progress', 9001), action('pending', 9002)] };
    // The message that is under way has read the order before the change.
    const sent = [
      ['in-progress', 9001, 0],
      ['pending', 9002, 0],
    ];
    assert.deepEqual(await hook('woocommerce_update_order', 9001), [...sent, ['pending', 9001, 0]]);
    assert.deepEqual(await hook('woocommerce_update_order', 9002), sent);
    assert.deepEqual(await wordpress.run('deactivate'), [sent[0]]);
  });

  test('an order of a guest, of another currency, or deleted, and a server that is away', async () => {
    const orders = [
      order({ id: 9101, customer_id: 0, status: 'processing' }),
      order({ id: 9102, customer_id: 7, status: 'processing', currency: 'SEK' }),
      order({ id: 9103, customer_id: 12, status: 'processing' }),
    ];
    wordpress.shop = { orders };
    for (const { id } of orders) await hook('woocommerce_update_order', id);
    const { left, log } = await cron(1);
    assert.deepEqual(left, [], 'an order that can never be booked is not tried again');
    assert.equal(log.length, 1);
    assert.match(log[0] ?? '', /Order 9102 was not booked: 422.*EUR/);
    // The order is deleted while the server is away: the same order is tried again, each time later.
    wordpress.shop = { orders: [] };
    await hook('woocommerce_delete_order', 9103);
    const away = { LOJAL_SERVER: 'http://127.0.0.1:9/apps/lojal' };
    const waits: number[] = [];
    for (let turn = 0; turn < 6; turn += 1) waits.push(Math.round(((await cron(90_000, away)).left[0]?.[0] ?? 0) / 60));
    assert.deepEqual(waits, [1, 5, 30, 120, 360, 1440]);
    const last = await cron(90_000, away);
    assert.match(last.log[0] ?? '', /Order 9103 was not booked/);
    assert.deepEqual(last.left, []);
    // The wrong secret can be mended, so it is tried again.
    await hook('woocommerce_delete_order', 9103);
    const wrong = await cron(1, { LOJAL_WEBHOOK_SECRET: 'another secret of thirty-two bytes' });
    assert.deepEqual(wrong.left[0]?.slice(1), [9103, 1]);
    assert.deepEqual(await cron(90), { left: [], log: [] });
    assert.deepEqual(
      (await account('12')).map(([id]) => id),
      ['order:9103', 'cancel:9103'],
    );
  });

  test('the code of a reward is a coupon once, and a code of the shop stays the shop’s', async () => {
    wordpress.shop = { orders: [order({ id: 9201, customer_id: 21, status: 'processing' })] };
    await hook('woocommerce_new_order', 9201);
    await cron(1);
    const redeem = async (reward: string) => {
      const response = await stage.handler(
        new Request(`${stage.lojal}/redemptions`, {
          method: 'POST',
          headers: { authorization: `Bearer ${await sign({ sub: '21' })}`, 'content-type': 'application/json' },
          body: JSON.stringify({ id: `r-${reward}`, reward }),
        }),
      );
      assert.equal(response.status, 201, await response.clone().text());
      return ((await response.json()) as { code: string }).code.toLowerCase();
    };
    const code = await redeem('ten');
    const coupon = await wordpress.run<Record<string, unknown>>('coupon', { user: 21, code });
    assert.deepEqual(
      [coupon.discount_type, coupon.amount, coupon.minimum_amount, coupon.free_shipping],
      ['fixed_cart', 10, 50, false],
    );
    assert.equal(await wordpress.run('coupon', { user: 21, code: 'summer' }), false);
    assert.equal(await wordpress.run('coupon', { user: 21, code: 'aaaa-aaaa-aaaa-aaaa' }), false);
    wordpress.shop = { coupons: [code] };
    assert.equal(await wordpress.run('coupon', { user: 21, code }), false);
    const [first, second] = [9202, 9203].map((id) =>
      order({ id, customer_id: 21, status: 'pending', coupon_codes: [code, 'summer'] }),
    );
    wordpress.shop = { orders: [first, second], coupons: ['summer'] };
    assert.equal(await wordpress.run('checkout', { order: 9202 }), 'used');
    assert.match(await wordpress.run<string>('checkout', { order: 9203 }), /cannot be used now/);
    assert.equal(await wordpress.run('coupon', { user: 21, code }), false, 'a used code is no coupon');
    // The order that was refused the code ends: the code stays used.
    wordpress.shop = { orders: [{ ...second, status: 'cancelled' }], coupons: ['summer'] };
    await hook('woocommerce_order_status_changed', 9203, 'pending', 'cancelled', null);
    await cron(1);
    wordpress.shop = { orders: [second], coupons: ['summer'] };
    assert.match(await wordpress.run<string>('checkout', { order: 9203 }), /cannot be used now/);
    // The customer does not pay: the code is free again.
    wordpress.shop = { orders: [{ ...first, status: 'failed' }] };
    await hook('woocommerce_order_status_changed', 9202, 'pending', 'failed', null);
    assert.deepEqual(await cron(1), { left: [], log: [] });
    wordpress.shop = { orders: [second] };
    assert.equal(await wordpress.run('checkout', { order: 9203 }), 'used');
    const away = { LOJAL_SERVER: 'http://127.0.0.1:9/apps/lojal' };
    assert.match(await wordpress.run<string>('checkout', { order: 9203, constants: away }), /cannot be used now/);
  });

  test('the pages of a customer and of a guest, opened in a browser', async () => {
    const product = { id: 77, price: '40.00', type: 'variable' };
    wordpress.shop = {
      product,
      orders: [order({ id: 9301, customer_id: 31, status: 'processing' })],
      order_received: '9301',
    };
    await hook('woocommerce_new_order', 9301);
    await cron(1);
    const member = await page({ user: 31, get: { key: 'wc_order_1' } });
    assert.deepEqual(member.menu, { orders: 'Orders', points: 'Points', 'customer-logout': 'Log out' });
    assert.match(member.head, /data-order="9301"/);
    for (const key of ['wc_order_2', HOSTILE])
      assert.doesNotMatch((await page({ get: { key } })).head, /data-order|hacked/);
    assert.match(
      (await page({ get: { key: 'wc_order_1' } })).head,
      /data-order="9301"/,
      'a guest who has the key of the order',
    );
    assert.match(member.head, /--lojal-accent:#333333/, 'the colours of Storefront are settings');
    const { token } = JSON.parse(await wordpress.print('token', { user: 31 })) as { token: string };
    stage.pages.set('/wp-admin/admin-ajax.php', () => Promise.resolve(Response.json({ token })));
    const whole = ({ head, product, account, club }: Awaited<ReturnType<typeof page>>) =>
      `<!doctype html><html lang="en"><head><title>x</title><link rel="icon" href="data:,">${head
        .replace(/<link[^>]*shop\.example[^>]*>/g, '')
        .replaceAll('https://shop.example', stage.shop)}</head><body>${product}${account || club}</body></html>`;
    stage.pages.set('/member', async () => html(whole(member)));
    const seen = await visit(browser, `${stage.shop}/member`);
    await seen.page.locator('lojal-points [part~=balance]').waitFor();
    assert.match(await seen.page.locator('lojal-points [part~=balance]').innerText(), /124/);
    assert.match(await seen.page.locator('lojal-product-points [part~=line]').innerText(), /50/);
    assert.ok(stage.asked.includes('/wp-admin/admin-ajax.php'));
    assert.deepEqual([...seen.errors, ...seen.warnings], []);
    await seen.context.close();
    wordpress.shop = { product: { ...product, type: 'simple' }, currency: 'EUR' };
    const guest = await page();
    assert.doesNotMatch(guest.head, /data-customer|data-token/);
    assert.match(guest.club, /href="https:\/\/shop\.example\/my-account\/"/);
    wordpress.shop = { product, currency: 'SEK' };
    assert.equal((await page()).product, '');
  });

  test('deactivating ends what is planned, and deleting removes the settings', async () => {
    await hook('woocommerce_delete_order', 9999);
    assert.deepEqual(await wordpress.run('deactivate'), []);
    await hook('woocommerce_delete_order', 9999);
    const { options, planned } = await wordpress.run<{ options: string[]; planned: unknown[] }>('uninstall');
    assert.deepEqual(planned, []);
    assert.deepEqual(
      options.filter((name) => !name.startsWith('_transient')),
      [],
    );
  });
}
