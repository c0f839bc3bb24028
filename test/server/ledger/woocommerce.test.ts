/** Orders of WooCommerce's webhooks become orders. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { ShopOrder } from '../../../src/schema/shop-order.ts';
import type { OrderChange } from '../../../src/server/ledger/change-orders.ts';
import { wooCommerceChange, wooCommerceOrder } from '../../../src/server/webhooks/woocommerce.ts';
import { assertValid, corrupted, refusal } from './valid-order.ts';

/** Two records at 20.00 with 20 % tax, 4.08 shipping with 0.82 tax: 52.90. */
const processing = {
  id: 727,
  parent_id: 0,
  number: '727',
  status: 'processing',
  currency: 'EUR',
  version: '9.0.0',
  prices_include_tax: true,
  date_created: '2026-02-03T10:00:00',
  date_created_gmt: '2026-02-03T09:00:00',
  date_modified: '2026-02-03T10:05:00',
  date_modified_gmt: '2026-02-03T09:05:00',
  date_paid: '2026-02-03T10:04:00',
  date_paid_gmt: '2026-02-03T09:04:00',
  discount_total: '0.00',
  discount_tax: '0.00',
  shipping_total: '4.08',
  shipping_tax: '0.82',
  cart_tax: '8.00',
  total: '52.90',
  total_tax: '8.82',
  customer_id: 26,
  billing: { email: 'ada@example.com' },
  meta_data: [{ id: 1, key: '_some_plugin', value: { any: ['thing'] } }],
  line_items: [
    {
      id: 315,
      name: 'Fjord',
      product_id: 93,
      variation_id: 0,
      quantity: 2,
      subtotal: '40.00',
      total: '40.00',
      total_tax: '8.00',
      sku: 'FJORD-LP',
      price: 20,
    },
  ],
  coupon_lines: [],
  refunds: [],
};

function read(more: object = {}, currency = 'EUR'): ShopOrder {
  const order = wooCommerceOrder({ ...processing, ...more }, currency);
  assert.ok(!('ignored' in order));
  assertValid(order, currency);
  return order;
}
function change(topic: string, payload: unknown): OrderChange {
  const found = wooCommerceChange(topic, payload, 'EUR');
  assert.ok(!('ignored' in found));
  return found;
}

test('a paid order, with tax and shipping as parts of the total', () => {
  assert.deepEqual(read(), {
    id: '727',
    customer: '26',
    at: '2026-02-03T09:00:00Z',
    currency: 'EUR',
    total: 52.9,
    tax: 8.82,
    shipping: 4.08,
    status: 'paid',
    lines: [{ product: '93', name: 'Fjord', quantity: 2, total: 48 }],
    updated: '2026-02-03T09:05:00Z',
  });
});

for (const [status, expected] of [
  ['pending', 'pending'],
  ['on-hold', 'pending'],
  ['processing', 'paid'],
  ['completed', 'paid'],
  ['cancelled', 'cancelled'],
  ['failed', 'cancelled'],
  ['trash', 'cancelled'],
  ['wc-completed', 'paid'],
  ['wc-cancelled', 'cancelled'],
])
  test(`status ${status} is ${expected}`, () => {
    assert.equal(read({ status }).status, expected);
    assert.equal(read({ status }).refunds, undefined);
  });

test('for the state of a plugin, the date of the payment decides', () => {
  assert.equal(read({ status: 'shipped' }).status, 'paid');
  assert.equal(read({ status: 'shipped', date_paid_gmt: null }).status, 'pending');
  assert.equal(read({ status: '__proto__', date_paid_gmt: null }).status, 'pending');
  // Not for the states of WooCommerce itself.
  assert.equal(read({ status: 'completed', date_paid_gmt: null }).status, 'paid');
});

test('refunds are negative totals, dated when the order was modified', () => {
  const order = read({
    refunds: [
      { id: 730, reason: 'wrong size', total: '-10.00' },
      { id: 731, reason: '', total: '-0.30' },
      { id: 732, reason: 'restocked', total: '0.00' },
      { id: 733, reason: '', total: '5.00' },
    ],
  });
  assert.equal(order.status, 'paid');
  assert.equal(order.total, 52.9);
  assert.deepEqual(order.refunds, [
    { id: '730', at: '2026-02-03T09:05:00Z', amount: 10 },
    { id: '731', at: '2026-02-03T09:05:00Z', amount: 0.3 },
    { id: '733', at: '2026-02-03T09:05:00Z', amount: 5 },
  ]);
});

test('a refunded order has given everything back, listed or not', () => {
  const none = read({ status: 'refunded' });
  assert.equal(none.status, 'paid');
  assert.deepEqual(none.refunds, [{ id: 'rest', at: '2026-02-03T09:05:00Z', amount: 52.9 }]);
  const some = read({ status: 'refunded', refunds: [{ id: 730, total: '-10.00' }] });
  assert.deepEqual(
    some.refunds?.map(({ id, amount }) => [id, amount]),
    [
      ['730', 10],
      ['rest', 42.9],
    ],
  );
  const all = read({ status: 'refunded', refunds: [{ id: 730, total: '-52.90' }] });
  assert.deepEqual(
    all.refunds?.map(({ id, amount }) => [id, amount]),
    [['730', 52.9]],
  );
});

test('refunds of more than the total are refunds of the total', () => {
  const refunds = [
    { id: 730, total: '-50.00' },
    { id: 731, total: '-10.00' },
    { id: 732, total: '-10.00' },
  ];
  assert.deepEqual(
    read({ refunds }).refunds?.map(({ amount }) => amount),
    [50, 2.9],
  );
});

test('a refund keeps the date with which it was stored', () => {
  const refunds = [{ id: 730, total: '-10.00' }];
  const first = change('order.updated', { ...processing, refunds }).apply(undefined);
  const second = change('order.updated', {
    ...processing,
    date_modified_gmt: '2026-03-01T08:00:00',
    refunds: [...refunds, { id: 734, total: '-1.00' }],
  }).apply(first);
  assert.deepEqual(second?.refunds, [
    { id: '730', at: '2026-02-03T09:05:00Z', amount: 10 },
    { id: '734', at: '2026-03-01T08:00:00Z', amount: 1 },
  ]);
  assert.equal(second?.updated, '2026-03-01T08:00:00Z');
});

test('tax, shipping, discounts and coupons', () => {
  const untaxed = read({ total: '44.08', total_tax: '0.00', shipping_tax: '0.00' });
  assert.equal(untaxed.tax, 0);
  const free = read({ total: '48.00', shipping_total: '0.00', shipping_tax: '0.00', total_tax: '8.00' });
  assert.equal(free.shipping, 0);
  const [line] = processing.line_items;
  const discounted = read({
    total: '40.90',
    coupon_lines: [
      { id: 9, code: 'vinyl10', discount: '10.00', discount_tax: '2.00' },
      { id: 10, code: 'vinyl10' },
      { id: 11, code: '' },
    ],
    line_items: [{ ...line, subtotal: '40.00', total: '30.000001', total_tax: '5.999999' }],
  });
  assert.deepEqual(discounted.codes, ['vinyl10']);
  assert.equal(discounted.lines?.[0]?.total, 36);
});

test('an order of zero', () => {
  const order = read({ total: '0.00', total_tax: '0.00', shipping_total: '0.00' });
  assert.equal(order.total, 0);
  assert.equal(order.shipping, 0);
  // Tax of more than the total is a mistake of a plugin.
  assert.equal(read({ total: '0.00' }).tax, 0);
});

test('currencies with three decimals and with none', () => {
  const three = read(
    {
      currency: 'KWD',
      total: '12.345',
      total_tax: '0.005',
      shipping_total: '1.001',
      refunds: [{ id: 1, total: '-0.003' }],
    },
    'KWD',
  );
  assert.equal(three.total, 12.345);
  assert.equal(three.tax, 0.005);
  assert.equal(three.shipping, 1.001);
  assert.equal(three.refunds?.[0]?.amount, 0.003);
  const none = read({ currency: 'JPY', total: '1100', total_tax: '100', shipping_total: '0', line_items: [] }, 'JPY');
  assert.equal(none.total, 1100);
  assert.equal(none.tax, 100);
});

test('guests and drafts are ignored, and the reason is said', () => {
  assert.deepEqual(wooCommerceOrder({ ...processing, customer_id: 0 }, 'EUR'), {
    ignored: 'The order has no customer: a guest placed it, and guests collect no points.',
  });
  for (const status of ['checkout-draft', 'auto-draft', 'draft'])
    assert.deepEqual(wooCommerceOrder({ ...processing, status }, 'EUR'), {
      ignored: 'The order is a draft: its checkout is not finished.',
    });
});

test('the code of the advocate comes from a field of the order', () => {
  const meta = (key: string, value: unknown) => ({ meta_data: [...processing.meta_data, { id: 2, key, value }] });
  assert.equal(read(meta('lojal-referral', 'q7wm3hxr9pdk')).referral, 'q7wm3hxr9pdk');
  assert.equal(read(meta('_lojal_referral', 'q7w')).referral, 'q7w');
  assert.equal(read(meta('referral', 'q7w')).referral, undefined);
});

test('fractions of a product, and products without an id', () => {
  const [line] = processing.line_items;
  const order = read({
    line_items: [
      { ...line, quantity: 0.5 },
      { ...line, product_id: 0 },
      { ...line, product_id: 0, sku: '' },
    ],
  });
  assert.deepEqual(
    order.lines?.map(({ product, quantity }) => [product, quantity]),
    [
      ['93', 0.5],
      ['FJORD-LP', 2],
      ['line-315', 2],
    ],
  );
});

test('topics about orders are changes, others are ignored', () => {
  for (const topic of ['order.created', 'order.updated', 'order.restored']) {
    const { id, customer, apply } = change(topic, processing);
    assert.equal(id, '727');
    assert.equal(customer, '26');
    assert.deepEqual(apply(undefined), read());
  }
  for (const topic of ['product.updated', 'coupon.created', 'action.woocommerce_add_to_cart', ''])
    assert.ok('ignored' in wooCommerceChange(topic, processing, 'EUR'));
  assert.ok('ignored' in wooCommerceChange('order.updated', { ...processing, customer_id: 0 }, 'EUR'));
});

test('order.deleted has only the id, and cancels; order.restored pays again', () => {
  const { id, customer, apply } = change('order.deleted', { id: 727 });
  assert.equal(id, '727');
  assert.equal(customer, undefined);
  const deleted = apply(read());
  assert.deepEqual(deleted, { ...read(), status: 'cancelled' });
  assert.equal(apply(undefined), undefined);
  assert.deepEqual(change('order.restored', processing).apply(deleted), read());
  assert.equal(
    refusal(() => wooCommerceChange('order.deleted', {}, 'EUR')),
    'id is missing.',
  );
});

test('what is missing or of the wrong form is refused in a sentence that does not repeat it', () => {
  const refused = (more: object) => refusal(() => wooCommerceOrder({ ...processing, ...more }, 'EUR'));
  assert.equal(refused({ id: null }), 'id is missing.');
  assert.equal(refused({ status: null }), 'status is missing.');
  assert.equal(refused({ status: 5 }), 'status must be a text.');
  assert.equal(refused({ total: null }), 'total is missing.');
  assert.equal(refused({ date_created_gmt: null }), 'date_created_gmt is missing.');
  assert.equal(refused({ currency: 'USD' }), 'currency must be "EUR", the currency of the program.');
  assert.equal(refused({ currency: null }), 'currency must be "EUR", the currency of the program.');
  assert.equal(
    refused({ date_created_gmt: '2026-02-30T10:00:00' }),
    'date_created_gmt must be a moment, as in 2026-11-21T20:11:05Z.',
  );
  for (const total of ['NaN', 'Infinity', '1e3', '', '5,00', '1 000', [], {}, true])
    assert.equal(refused({ total }), 'total must be a decimal number.');
  assert.equal(refused({ total: '-1.00' }), 'total must not be below 0.');
  assert.equal(
    refused({ customer_id: 'ada@example.com' }),
    'customer_id must be a positive whole number, at most 9007199254740991.',
  );
  assert.equal(refused({ customer_id: -1 }), 'customer_id must be a positive whole number, at most 9007199254740991.');
  assert.equal(refused({ line_items: 'none' }), 'line_items must be a list.');
  assert.equal(
    refused({ line_items: new Array(1_001).fill({ quantity: 1 }) }),
    'line_items must have at most 1000 entries.',
  );
  assert.equal(refused({ refunds: [{ total: '-1.00' }] }), 'refunds[0].id is missing.');
  assert.equal(refused({ refunds: [{ id: 1 }] }), 'refunds[0].total is missing.');
  assert.equal(
    refused({ coupon_lines: new Array(101).fill({ code: 'x' }) }),
    'coupon_lines must have at most 100 entries.',
  );
  for (const payload of [null, undefined, 5, 'order', [], [processing]])
    assert.equal(
      refusal(() => wooCommerceOrder(payload, 'EUR')),
      'The body must be an object.',
    );
});

test('fields of a prototype are not read', () => {
  assert.equal(
    refusal(() => wooCommerceOrder(Object.create(processing), 'EUR')),
    'id is missing.',
  );
  const polluted = JSON.parse(`{"__proto__": ${JSON.stringify(processing)}}`);
  assert.equal(
    refusal(() => wooCommerceOrder(polluted, 'EUR')),
    'id is missing.',
  );
});

test('one hostile value anywhere gives a valid order, a reason, or a refusal', () => {
  const fixture = {
    ...processing,
    meta_data: [...processing.meta_data, { id: 2, key: 'lojal-referral', value: 'q7w' }],
    coupon_lines: [{ id: 9, code: 'vinyl10' }],
    refunds: [{ id: 730, reason: '', total: '-10.00' }],
  };
  fc.assert(
    fc.property(corrupted(fixture), fc.constantFrom('order.updated', 'order.deleted'), (payload, topic) => {
      let found: ReturnType<typeof wooCommerceChange>;
      try {
        found = wooCommerceChange(topic, payload, 'EUR');
      } catch (error) {
        refusal(() => {
          throw error;
        });
        return;
      }
      const after = 'ignored' in found ? undefined : found.apply(read());
      if (after) assertValid(after);
    }),
    { numRuns: 3_000 },
  );
});
