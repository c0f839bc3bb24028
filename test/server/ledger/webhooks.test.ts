/** The platforms' messages, from the bytes of the request to the ledger. */
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { test } from 'node:test';
import { createEndpoint, type Handler } from '../../../src/server/index.ts';
import { noErrors, withStores } from '../stores.ts';
import { identity, sign } from '../tokens.ts';

const BASE = 'https://api.example/apps/lojal';
const SHOPIFY = ['shpss_of_the_tests_0123456789', 'shpss_of_the_tests_next'];
const WOO = 'woo secret of the tests';
const id = () => String(1 + Math.floor(Math.random() * 2 ** 50));

withStores('webhooks', (bench) => {
  let made: Handler | undefined;
  const handler = () => {
    made ??= createEndpoint({
      store: bench.store,
      program: { currency: 'EUR' },
      identity,
      webhooks: { shopify: SHOPIFY, woocommerce: WOO },
      log: noErrors,
    });
    return made;
  };
  const send = (platform: 'shopify' | 'woocommerce', topic: string, payload: unknown, secret: string) => {
    const body = typeof payload === 'string' ? payload : JSON.stringify(payload);
    const signature = createHmac('sha256', secret).update(body).digest('base64');
    const headers: Record<string, string> =
      platform === 'shopify'
        ? { 'x-shopify-topic': topic, 'x-shopify-hmac-sha256': signature }
        : { 'x-wc-webhook-topic': topic, 'x-wc-webhook-signature': signature };
    return handler()(
      new Request(`${BASE}/webhooks/${platform}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body,
      }),
    );
  };
  const entries = async (customer: string) => {
    const headers = { authorization: `Bearer ${await sign({ sub: customer })}` };
    const response = await handler()(new Request(`${BASE}/account`, { headers }));
    const { ledger } = (await response.json()) as { ledger: readonly { id: string; points: number }[] };
    return ledger.map(({ id, points }) => [id, points]);
  };
  const money = (amount: string) => ({ shop_money: { amount, currency_code: 'EUR' } });

  test('an order of Shopify, its refund, and its cancellation, whatever is sent again or arrives late', async () => {
    const [order, customer, refund] = [id(), id(), id()];
    const state = {
      id: Number(order),
      created_at: '2026-02-03T10:00:00+01:00',
      updated_at: '2026-02-03T10:00:00+01:00',
      currency: 'EUR',
      financial_status: 'paid',
      total_price: '49.90',
      total_price_set: money('49.90'),
      total_tax: '7.97',
      taxes_included: true,
      customer: { id: Number(customer), email: 'anna@shop.example' },
      line_items: [],
      refunds: [],
    };
    const post = async (topic: string, payload: object, secret = SHOPIFY[0] as string) => {
      const response = await send('shopify', topic, payload, secret);
      assert.equal(response.status, 200, await response.text());
    };
    await post('orders/create', { ...state, financial_status: 'pending' });
    await post('orders/paid', { ...state, updated_at: '2026-02-03T10:01:00+01:00' });
    await post('orders/paid', { ...state, updated_at: '2026-02-03T10:01:00+01:00' }, SHOPIFY[1]);
    assert.deepEqual(await entries(customer), [[`order:${order}`, 49]]);
    const back = {
      id: Number(refund),
      order_id: Number(order),
      created_at: '2026-02-10T10:00:00+01:00',
      transactions: [{ id: 1, kind: 'refund', status: 'success', amount: '10.00', currency: 'EUR' }],
    };
    await post('refunds/create', back);
    await post('refunds/create', back);
    const refunded = {
      ...state,
      financial_status: 'partially_refunded',
      updated_at: '2026-02-10T10:00:01+01:00',
      refunds: [back],
    };
    await post('orders/updated', refunded);
    await post('orders/updated', { ...state, updated_at: '2026-02-03T10:02:00+01:00' });
    assert.deepEqual(await entries(customer), [
      [`order:${order}`, 49],
      [`refund:${order}:${refund}`, 10],
    ]);
    await post('orders/cancelled', {
      ...refunded,
      cancelled_at: '2026-02-11T10:00:00+01:00',
      updated_at: '2026-02-11T10:00:00+01:00',
    });
    assert.deepEqual((await entries(customer)).at(-1), [`cancel:${order}`, 39]);
  });

  test('an order of WooCommerce through its states', async () => {
    const [order, customer] = [id(), id()];
    const state = (status: string, modified: string, more: object = {}) => ({
      id: Number(order),
      status,
      currency: 'EUR',
      customer_id: Number(customer),
      date_created_gmt: '2026-02-03T09:00:00',
      date_modified_gmt: modified,
      total: '49.90',
      total_tax: '7.97',
      shipping_total: '0.00',
      shipping_tax: '0.00',
      line_items: [],
      refunds: [],
      ...more,
    });
    const post = async (topic: string, payload: unknown) => {
      const response = await send('woocommerce', topic, payload, WOO);
      assert.equal(response.status, 200, await response.text());
    };
    await post('order.created', state('pending', '2026-02-03T09:00:00'));
    await post('order.updated', state('processing', '2026-02-03T09:01:00'));
    await post('order.updated', state('completed', '2026-02-04T09:00:00'));
    await post('order.updated', state('completed', '2026-02-05T09:00:00', { refunds: [{ id: 7, total: '-10.00' }] }));
    assert.deepEqual(await entries(customer), [
      [`order:${order}`, 49],
      [`refund:${order}:7`, 10],
    ]);
    await post('order.deleted', { id: Number(order) });
    assert.deepEqual((await entries(customer)).at(-1), [`cancel:${order}`, 39]);
    await post('order.restored', state('completed', '2026-02-06T09:00:00'));
    assert.deepEqual((await entries(customer)).at(-1), [`order.2:${order}`, 49]);
  });

  test('a wrong signature, another currency and a message without an order', async () => {
    assert.equal((await send('shopify', 'orders/create', {}, 'another secret')).status, 401);
    assert.equal((await send('woocommerce', 'order.created', {}, SHOPIFY[0] as string)).status, 401);
    assert.equal((await send('shopify', 'orders/create', { customer: { id: 1 } }, SHOPIFY[0] as string)).status, 422);
    assert.equal((await send('shopify', 'orders/create', '{', SHOPIFY[0] as string)).status, 400);
    assert.equal((await send('shopify', 'products/create', { id: 1 }, SHOPIFY[0] as string)).status, 200);
    assert.equal((await send('woocommerce', '', 'webhook_id=5', WOO)).status, 200);
    const foreign = {
      id: 1,
      status: 'completed',
      currency: 'ZAR',
      customer_id: 1,
      total: '1700',
      date_created_gmt: '2026-02-03T09:00:00',
    };
    const refused = await send('woocommerce', 'order.created', foreign, WOO);
    assert.equal(refused.status, 422);
    assert.match(((await refused.json()) as { detail: string }).detail, /currency.*EUR/);
    const off = createEndpoint({ store: bench.store, program: {}, log: noErrors });
    assert.equal((await off(new Request(`${BASE}/webhooks/shopify`, { method: 'POST', body: '{}' }))).status, 404);
  });
});
