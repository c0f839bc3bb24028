/** The PrestaShop module with stand-ins for PrestaShop, and a Lojal server. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { decodeJwt } from 'jose';
import { serve } from '../../src/server/index.ts';
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
  /** The rows of the waiting orders. No list if there is no table. */
  readonly waiting: readonly { id_order: number; tried: number; due: number; claimed: number }[] | null;
}

const order = (more: object = {}) => ({
  id: 501,
  id_shop: 1,
  id_shop_group: 1,
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

  test('the files are PHP without a fault, and each hook has a method', async () => {
    for (const name of [
      'lojal.php',
      'classes/LojalWaitingOrders.php',
      'controllers/front/token.php',
      'controllers/front/send.php',
    ])
      execFileSync('php', ['-l', MODULE + name], { stdio: 'pipe' });
    const { result, hooks, waiting } = await run('install');
    assert.deepEqual([result, waiting], [true, []]);
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
    assert.deepEqual((await changed({ current_state: 1 })).waiting, []);
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

  /** Runs the module in a shop with a database of its own, and with orders that change while PHP runs. */
  async function withShop(use: (shop: ReturnType<typeof openShop>) => Promise<void>): Promise<void> {
    const folder = mkdtempSync(join(tmpdir(), 'lojal-prestashop-'));
    await use(openShop(folder)).finally(() => rmSync(folder, { recursive: true, force: true }));
  }

  function openShop(folder: string) {
    const [database, ordersFile] = [join(folder, 'shop.db'), join(folder, 'orders.json')];
    const orders = new Map<number, object>();
    const sold = (id: number, more: object = {}) => {
      orders.set(id, order({ id, id_customer: 8, ...more }));
      writeFileSync(ordersFile, JSON.stringify([...orders.values()]));
    };
    /** An order changes: PrestaShop calls the hook. */
    const change = (id: number, now: object = settings, more: object = {}) =>
      run('ActionOrderStatusPostUpdate', { database, ordersFile, with: { id_order: id }, settings: now, ...more });
    return { database, ordersFile, sold, change };
  }
  const away = { ...settings, LOJAL_SERVER: 'http://127.0.0.1:9/apps/lojal' };
  const idsOf = ({ waiting }: Result) => waiting?.map(({ id_order }) => id_order);
  const seconds = () => Math.floor(Date.now() / 1000);

  test('while the server is away, orders of the same moment wait; what can never be booked does not', () =>
    withShop(async ({ sold, change, database, ordersFile }) => {
      const ids = [601, 602, 603, 604, 605, 606];
      for (const id of ids) sold(id);
      await Promise.all(ids.map((id) => change(id, away)));
      const later = await change(602, away);
      assert.deepEqual(idsOf(later), ids, 'each order has its row');
      for (const { tried, due, claimed } of later.waiting ?? []) {
        assert.deepEqual([tried, claimed], [1, 0]);
        assert.ok(due > seconds() + 30 && due <= seconds() + 60, 'the next try is in a minute');
      }
      sold(607);
      assert.deepEqual(idsOf(await change(607)), ids, 'they are not due yet');
      const sql = 'UPDATE ps_lojal_waiting_order SET due = 1';
      const said = await runPhp(RUN, [JSON.stringify({ do: 'send', settings, database, ordersFile, sql })]);
      assert.equal(said, 'done');
      assert.deepEqual(
        (await account('8')).map(([id]) => id).sort(),
        [...ids, 607].map((id) => `order:${id}`),
      );
      sold(503, { id_currency: 2 });
      const other = await change(503);
      assert.deepEqual([other.waiting, other.log.length], [[], 1]);
      sold(504, { id_customer: 99 });
      assert.deepEqual((await change(504)).waiting, []);
      const wrong = await change(607, { ...settings, LOJAL_SHOP_KEY: 'another key of the shop 0123456789' });
      assert.deepEqual(idsOf(wrong), [607], 'the wrong key can be mended');
    }));

  /** A server that answers as the test says. Keeps what was posted: the order and its status. */
  async function withServer(
    answer: (id: string, times: number) => number | Promise<number>,
    use: (server: { posted: [string, string][]; now: object }) => Promise<void>,
  ): Promise<void> {
    const posted: [string, string][] = [];
    const { url, close } = await serve({
      fetch: async (request) => {
        const { id, status } = (await request.json()) as { id: string; status: string };
        posted.push([id, status]);
        const times = posted.filter(([one]) => one === id).length;
        return new Response('', { status: await answer(id, times) });
      },
    });
    await use({ posted, now: { ...settings, LOJAL_SERVER: url } }).finally(close);
  }

  test('an order that fails blocks no other: the next try comes later each time', () =>
    withServer(
      (id) => (id === '601' ? 500 : 200),
      ({ posted, now }) =>
        withShop(async ({ sold, change }) => {
          for (const id of [601, 602, 603]) {
            sold(id);
            await change(id, away);
          }
          // Nobody can read this order.
          sold(604, { products: null });
          const sql = 'UPDATE ps_lojal_waiting_order SET due = id_order';
          const first = await change(604, now, { sql });
          assert.deepEqual(
            posted.map(([id]) => id),
            ['601', '602', '603'],
            'the oldest first, and those behind the failing ones',
          );
          assert.match(first.log.join(), /order 604 cannot be read/);
          const waits = [60, 300, 1_800, 7_200, 21_600, 86_400, 86_400];
          for (const [tried, wait] of waits.entries()) {
            const sql = `UPDATE ps_lojal_waiting_order SET due = 1, tried = ${tried} WHERE id_order = 601`;
            sold(605);
            const { waiting, log } = await change(605, now, { sql });
            assert.deepEqual(
              waiting?.map(({ id_order }) => id_order),
              [601, 604],
            );
            const left = (waiting?.[0]?.due ?? 0) - seconds();
            assert.ok(left > wait - 30 && left <= wait, `try ${tried + 1}: ${left}`);
            assert.equal(log.join().includes('order 601 still waits'), tried === 5, 'said once');
          }
          // A change of the order starts again.
          assert.equal((await change(601, now)).waiting?.[0]?.tried, 1);
        }),
    ));

  test('one process sends an order at a time, and a change meanwhile is sent after it', () => {
    let arrived = () => {};
    let release = () => {};
    const isThere = new Promise<void>((resolve) => {
      arrived = resolve;
    });
    const isReleased = new Promise<void>((resolve) => {
      release = resolve;
    });
    const answer = async (id: string, times: number) => {
      if (id !== '601' || times > 1) return 200;
      arrived();
      await isReleased;
      return 200;
    };
    return withServer(answer, ({ posted, now }) =>
      withShop(async ({ sold, change }) => {
        sold(601, { current_state: 1 });
        const slow = change(601, now);
        await isThere;
        sold(601, { current_state: 2 });
        sold(602);
        const others = await Promise.all([change(602, now), change(602, now), change(601, now)]);
        for (const { waiting } of others)
          assert.ok(
            waiting?.some(({ id_order, claimed }) => id_order === 601 && claimed > seconds()),
            'the first process has the order',
          );
        assert.deepEqual(posted[0], ['601', 'pending']);
        assert.ok(
          posted.slice(1).every(([id]) => id === '602'),
          JSON.stringify(posted),
        );
        release();
        assert.deepEqual((await slow).waiting, []);
        assert.deepEqual(posted.at(-1), ['601', 'paid'], 'as the order is now, not as the process had loaded it');
        assert.equal(posted.filter(([id]) => id === '601').length, 2);
      }),
    );
  });

  test('a process that dies leaves its orders to the next one; each shop has its own server', () =>
    withServer(
      () => 200,
      ({ posted, now }) =>
        withShop(async ({ sold, change }) => {
          for (const id of [601, 602]) {
            sold(id);
            await change(id, away);
          }
          const claims = (until: number) =>
            `UPDATE ps_lojal_waiting_order SET due = 1, claimed = ${until} WHERE id_order = 601`;
          sold(603);
          assert.deepEqual(idsOf(await change(603, now, { sql: claims(seconds() + 50) })), [601, 602]);
          assert.deepEqual(idsOf(await change(603, now, { sql: claims(seconds() - 1) })), [602]);
          sold(604, { id_shop: 2 });
          const shops = {
            ...away,
            ...Object.fromEntries(Object.entries(now).map(([name, value]) => [`${name}@2`, value])),
          };
          posted.length = 0;
          assert.deepEqual(idsOf(await change(604, shops)), [602]);
          assert.deepEqual(posted, [['604', 'paid']]);
        }),
    ));

  test('the server that is away costs a customer one try', () =>
    withShop(async ({ sold, change }) => {
      for (const id of [601, 602]) {
        sold(id);
        await change(id, away);
      }
      sold(603);
      const sql = 'UPDATE ps_lojal_waiting_order SET due = 1';
      const { waiting } = await change(603, away, { sql });
      assert.deepEqual(
        waiting?.map(({ id_order, tried }) => [id_order, tried]),
        [
          [601, 1],
          [602, 1],
          [603, 1],
        ],
      );
    }));

  test('a table that is missing ends no checkout', () =>
    withShop(async ({ sold, change }) => {
      sold(601);
      const { log } = await change(601, settings, { sql: 'DROP TABLE ps_lojal_waiting_order' });
      assert.match(log.join(), /order 601 was not sent/);
    }));

  test('uninstalling removes all settings', async () => {
    const { settings: left, waiting } = await run('uninstall');
    assert.equal(waiting, null, 'the table is gone');
    assert.deepEqual(
      Object.keys(left).filter((name) => name.startsWith('LOJAL')),
      [],
    );
  });
}
