/** The PrestaShop module with stand-ins for PrestaShop, and a Lojal server. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { decodeJwt } from 'jose';
import { startAll } from '../helpers/start.ts';
import { SECRET, sign } from '../server/tokens.ts';
import { startStage } from './stage.ts';
import { hasPhp, runPhp } from './wordpress.ts';

const RUN = fileURLToPath(new URL('prestashop/run.php', import.meta.url));
const MODULE = fileURLToPath(new URL('../../platforms/prestashop/lojal/', import.meta.url));
const SHOP_KEY = 'a key of the shop, 0123456789abcdef';
const HOSTILE = `"Fjord" </script><script>window.hacked=1</script> 🎷`;

interface Result {
  readonly result: unknown;
  readonly settings: Readonly<Record<string, string>>;
  readonly log: readonly string[];
  readonly hooks: readonly string[];
}

const order = (more: object = {}) => ({
  id: 501,
  id_customer: 7,
  id_currency: 1,
  current_state: 2,
  date_add: '2026-11-20 10:00:00',
  date_upd: '2026-11-20 10:05:00',
  total_paid_tax_incl: '129.000000',
  total_paid_tax_excl: '107.500000',
  total_shipping_tax_excl: '5.000000',
  products: [{ product_id: 3, product_name: HOSTILE, product_quantity: 2, total_price_tax_incl: '123.000000' }],
  slips: [],
  cart_rules: [{ id_cart_rule: 1 }, { id_cart_rule: 2 }],
  ...more,
});

if (!hasPhp()) {
  const missing = 'PHP is not installed, so the module was not tested. .ci/run installs PHP.';
  if (process.env.CI) test('the PrestaShop module', () => assert.fail(missing));
  else console.log(missing);
} else await tests();

async function tests(): Promise<void> {
  const identity = { algorithm: 'HS256', key: SECRET, audience: 'lojal' } as const;
  const { stage } = await startAll({
    stage: startStage({ program: { currency: 'EUR', points: { perUnit: 1 } }, shopKey: SHOP_KEY, identity }),
  });
  const settings = {
    LOJAL_SERVER: stage.lojal,
    LOJAL_SHOP_KEY: SHOP_KEY,
    LOJAL_IDENTITY_KEY: SECRET,
    LOJAL_PANEL: 'end',
  };
  const run = async (name: string, more: object = {}) =>
    JSON.parse(await runPhp(RUN, [JSON.stringify({ do: name, settings, ...more })])) as Result;
  const account = async (customer: string) => {
    const headers = { authorization: `Bearer ${await sign({ sub: customer, aud: 'lojal' })}` };
    const response = await stage.handler(new Request(`${stage.lojal}/account`, { headers }));
    const { ledger = [] } = (await response.json()) as {
      ledger?: readonly { id: string; points: number; pending?: boolean }[];
    };
    // An order that is not paid has points that are pending.
    return ledger.map(({ id, points, pending = false }) => [pending ? `${id}, pending` : id, points]);
  };
  const changed = (more: object, settingsNow: object = settings) =>
    run('ActionOrderStatusPostUpdate', { orders: [order(more)], with: { id_order: 501 }, settings: settingsNow });

  test('both files are PHP without a fault, and each hook has a method', async () => {
    for (const name of ['lojal.php', 'controllers/front/token.php'])
      execFileSync('php', ['-l', MODULE + name], { stdio: 'pipe' });
    const { result, hooks } = await run('install');
    assert.equal(result, true);
    assert.deepEqual(hooks, [
      'displayHeader',
      'displayProductPriceBlock',
      'displayCustomerAccount',
      'displayOrderConfirmation',
      'actionOrderStatusPostUpdate',
      'actionOrderSlipAdd',
    ]);
    for (const hook of hooks)
      assert.ok(
        (
          await run(hook[0]?.toUpperCase() + hook.slice(1), {
            with: { id_order: 0, ...(/Slip/.test(hook) && { order: 0 }) },
          })
        ).settings,
      );
  });

  test('settings that cannot work are refused, and no key is printed', async () => {
    const form = {
      LOJAL_SERVER: 'http://loyalty.example',
      LOJAL_IDENTITY_KEY: 'short',
      LOJAL_SHOP_KEY: '',
      LOJAL_PANEL: HOSTILE,
    };
    const { result, settings: saved } = await run('getContent', { form });
    assert.match(String(result), /^ERROR LOJAL_SERVER.*LOJAL_IDENTITY_KEY/);
    assert.deepEqual(
      [saved.LOJAL_SERVER, saved.LOJAL_IDENTITY_KEY, saved.LOJAL_SHOP_KEY, saved.LOJAL_PANEL],
      [stage.lojal, SECRET, SHOP_KEY, ''],
    );
    assert.ok(!String(result).includes(SECRET) && !String(result).includes(SHOP_KEY));
    const good = await run('getContent', {
      form: { ...form, LOJAL_SERVER: 'https://loyalty.example/apps/lojal/', LOJAL_IDENTITY_KEY: '' },
    });
    assert.match(String(good.result), /^SAVED/);
    assert.equal(good.settings.LOJAL_SERVER, 'https://loyalty.example/apps/lojal');
  });

  test('the token of PHP opens the account of its customer; visitors and guests get none', async () => {
    const ask = (customer: number) => runPhp(RUN, [JSON.stringify({ do: 'token', settings, customer })]);
    const token = await ask(7);
    const { sub, iat = 0, exp = 0 } = decodeJwt(token);
    assert.deepEqual([sub, exp - iat], ['7', 600]);
    const response = await stage.handler(
      new Request(`${stage.lojal}/account`, { headers: { authorization: `Bearer ${token}` } }),
    );
    assert.equal(response.status, 200);
    for (const customer of [0, 99]) assert.equal(await ask(customer), '');
  });

  test('pages: attributes stay attributes, and another currency shows no points', async () => {
    const head = String((await run('DisplayHeader', { customer: 7 })).result);
    assert.match(head, /data-customer="7"/);
    assert.match(head, /data-token="https:\/\/shop\.example\/module\/lojal\/token\?a=1&amp;b=&quot;2&quot;"/);
    const hostile = String((await run('DisplayHeader', { settings: { ...settings, LOJAL_SERVER: HOSTILE } })).result);
    assert.equal(hostile.match(/<\/script>/g)?.length, 1);
    assert.doesNotMatch(hostile, /data-customer|data-token/);
    assert.equal((await run('DisplayHeader', { settings: {} })).result, '');
    const product = { type: 'after_price', product: { id_product: 3, price_amount: 49.9 } };
    const points = async (more: object = {}) =>
      (await run('DisplayProductPriceBlock', { with: product, ...more })).result;
    assert.equal(await points(), '<lojal-product-points product="3" price="49.9"></lojal-product-points>');
    assert.equal(await points({ currency: 2 }), '');
    assert.equal(await points({ with: { ...product, type: 'weight' } }), '');
  });

  test('an order books points, a slip takes its part back, and the rest goes with the refund', async () => {
    assert.equal((await changed({ current_state: 1 })).settings.LOJAL_WAITING, '[]');
    assert.deepEqual(await account('7'), [['order:501, pending', 124]]);
    await changed({});
    assert.deepEqual(await account('7'), [['order:501', 124]]);
    const slip = { id: 9, amount: '29.000000', shipping_cost_amount: '0.000000', date_add: '2026-11-21 09:00:00' };
    const later = { slips: [slip], date_upd: '2026-11-21 09:00:00' };
    await run('ActionOrderSlipAdd', { orders: [order(later)], with: { order: 501 } });
    assert.equal((await account('7')).at(-1)?.[0], 'refund:501:9');
    await changed({ ...later, current_state: 7, date_upd: '2026-11-22 09:00:00' });
    assert.equal((await account('7')).at(-1)?.[0], 'refund:501:rest');
    const total = (await account('7')).reduce(
      (sum, [id, points]) => sum + (String(id).startsWith('refund') ? -1 : 1) * Number(points),
      0,
    );
    assert.equal(total, 0);
  });

  test('while the server is away, orders wait; what can never be booked does not', async () => {
    const away = { ...settings, LOJAL_SERVER: 'http://127.0.0.1:9/apps/lojal' };
    const orders = [order({ id: 601, id_customer: 8 }), order({ id: 602, id_customer: 8 })];
    const send = (now: object, id_order = 602) =>
      run('ActionOrderStatusPostUpdate', { orders, with: { id_order }, settings: now });
    const first = await send(away, 601);
    assert.equal(first.settings.LOJAL_WAITING, '[601]');
    assert.equal((await send({ ...away, LOJAL_WAITING: '[601]' })).settings.LOJAL_WAITING, '[602,601]');
    assert.equal((await send({ ...settings, LOJAL_WAITING: '[601]' })).settings.LOJAL_WAITING, '[]');
    assert.deepEqual((await account('8')).map(([id]) => id).sort(), ['order:601', 'order:602']);
    const other = await run('ActionOrderStatusPostUpdate', {
      orders: [order({ id: 503, id_currency: 2 })],
      with: { id_order: 503 },
    });
    assert.deepEqual([other.settings.LOJAL_WAITING, other.log.length], ['[]', 1]);
    const guest = await run('ActionOrderStatusPostUpdate', {
      orders: [order({ id: 504, id_customer: 99 })],
      with: { id_order: 504 },
    });
    assert.equal(guest.settings.LOJAL_WAITING, '[]');
    const wrong = await send({ ...settings, LOJAL_SHOP_KEY: 'another key of the shop 0123456789' });
    assert.equal(wrong.settings.LOJAL_WAITING, '[602]', 'the wrong key can be mended');
  });

  test('uninstalling removes all settings', async () => {
    const { settings: left } = await run('uninstall');
    assert.deepEqual(
      Object.keys(left).filter((name) => name.startsWith('LOJAL')),
      [],
    );
  });
}
