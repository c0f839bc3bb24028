/** Orders and refunds of Shopify's webhooks become orders. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { ShopOrder } from '../../../src/schema/shop-order.ts';
import type { OrderChange } from '../../../src/server/ledger/change-orders.ts';
import { shopifyChange, shopifyOrder } from '../../../src/server/webhooks/shopify.ts';
import { assertValid, corrupted, refusal } from './valid-order.ts';

const set = (amount: string, currency = 'EUR', presented = amount, presentedCurrency = currency) => ({
  shop_money: { amount, currency_code: currency },
  presentment_money: { amount: presented, currency_code: presentedCurrency },
});

/** Two records at 20.00 and one at 9.90, 4.90 shipping, 20 % tax included: 54.80. */
const paid = {
  id: 5512345678901,
  admin_graphql_api_id: 'gid://shopify/Order/5512345678901',
  name: '#1042',
  email: 'ada@example.com',
  test: false,
  created_at: '2026-02-03T10:00:00+01:00',
  processed_at: '2026-02-03T09:59:58+01:00',
  updated_at: '2026-02-03T10:00:02+01:00',
  cancelled_at: null,
  currency: 'EUR',
  presentment_currency: 'EUR',
  financial_status: 'paid',
  fulfillment_status: null,
  taxes_included: true,
  total_price: '54.80',
  total_price_set: set('54.80'),
  current_total_price_set: set('54.80'),
  total_tax: '9.13',
  total_tax_set: set('9.13'),
  total_shipping_price_set: set('4.90'),
  total_discounts_set: set('0.00'),
  customer: { id: 7001, email: 'ada@example.com', first_name: 'Ada' },
  discount_codes: [],
  note_attributes: [],
  landing_site: '/',
  line_items: [
    {
      id: 11,
      product_id: 901,
      variant_id: 9011,
      sku: 'FJORD-LP',
      title: 'Fjord',
      quantity: 2,
      price: '20.00',
      price_set: set('20.00'),
      total_discount_set: set('0.00'),
      discount_allocations: [],
      tax_lines: [{ title: 'VAT', rate: 0.2, price: '6.67', price_set: set('6.67') }],
    },
    {
      id: 12,
      product_id: 902,
      title: 'Cleaning cloth',
      quantity: 1,
      price: '9.90',
      price_set: set('9.90'),
      discount_allocations: [],
      tax_lines: [],
    },
  ],
  shipping_lines: [
    {
      id: 21,
      title: 'Post',
      price: '4.90',
      price_set: set('4.90'),
      discount_allocations: [],
      tax_lines: [{ title: 'VAT', rate: 0.2, price: '0.82', price_set: set('0.82') }],
    },
  ],
  refunds: [],
};

const transaction = (amount: string, more: object = {}) => ({
  id: 31,
  order_id: 5512345678901,
  kind: 'refund',
  status: 'success',
  amount,
  currency: 'EUR',
  ...more,
});
const refund = (id: number, ...transactions: object[]) => ({
  id,
  order_id: 5512345678901,
  created_at: '2026-02-10T12:00:00+01:00',
  processed_at: '2026-02-10T12:00:00+01:00',
  note: null,
  refund_line_items: [],
  transactions,
});

function read(more: object = {}, currency = 'EUR'): ShopOrder {
  const order = shopifyOrder({ ...paid, ...more }, currency);
  assert.ok(!('ignored' in order));
  assertValid(order, currency);
  return order;
}
function change(topic: string, payload: unknown, currency = 'EUR'): OrderChange {
  const found = shopifyChange(topic, payload, currency);
  assert.ok(!('ignored' in found));
  return found;
}

test('a paid order, with tax and shipping as parts of the total', () => {
  assert.deepEqual(read(), {
    id: '5512345678901',
    customer: '7001',
    at: '2026-02-03T09:59:58+01:00',
    currency: 'EUR',
    total: 54.8,
    tax: 9.13,
    // 4.90 without its tax of 0.82, which is in `tax`.
    shipping: 4.08,
    status: 'paid',
    lines: [
      { product: '901', name: 'Fjord', quantity: 2, total: 40 },
      { product: '902', name: 'Cleaning cloth', quantity: 1, total: 9.9 },
    ],
    updated: '2026-02-03T10:00:02+01:00',
  });
});

for (const [financial_status, status] of [
  ['pending', 'pending'],
  ['authorized', 'pending'],
  ['partially_paid', 'pending'],
  ['paid', 'paid'],
  ['voided', 'cancelled'],
  ['expired', 'cancelled'],
])
  test(`financial_status ${financial_status} is ${status}`, () => {
    const order = read({ financial_status });
    assert.equal(order.status, status);
    assert.equal(order.total, 54.8);
    assert.equal(order.refunds, undefined);
  });

test('a test order is ignored, whatever its topic and state', () => {
  for (const topic of ['create', 'updated', 'paid', 'cancelled'])
    assert.match(
      (shopifyChange(`orders/${topic}`, { ...paid, test: true }, 'EUR') as { ignored: string }).ignored,
      /test order/,
    );
  assert.ok('apply' in shopifyChange('orders/paid', paid, 'EUR'));
});

test('a partly refunded order keeps its total, and lists what was paid back', () => {
  const order = read({
    financial_status: 'partially_refunded',
    current_total_price_set: set('34.80'),
    refunds: [refund(41, transaction('15.00'), transaction('5.00'))],
  });
  assert.equal(order.status, 'paid');
  assert.equal(order.total, 54.8);
  assert.deepEqual(order.refunds, [{ id: '41', at: '2026-02-10T12:00:00+01:00', amount: 20 }]);
});

test('sums have no float noise', () => {
  const order = read({ refunds: [refund(41, transaction('0.10'), transaction('0.20'))] });
  assert.equal(order.refunds?.[0]?.amount, 0.3);
});

test('only successful transactions that pay back count', () => {
  const order = read({
    refunds: [
      refund(41, transaction('5.00', { status: 'pending' }), transaction('7.00', { status: 'failure' })),
      refund(42, transaction('9.00', { kind: 'capture' }), transaction('9.00', { kind: 'void' })),
      refund(43),
      refund(44, transaction('1.00')),
    ],
  });
  assert.deepEqual(
    order.refunds?.map(({ id, amount }) => [id, amount]),
    [['44', 1]],
  );
});

test('a refunded order has given everything back, listed or not', () => {
  const listed = read({
    financial_status: 'refunded',
    current_total_price_set: set('0.00'),
    refunds: [refund(41, transaction('20.00')), refund(42, transaction('34.80'))],
  });
  assert.equal(listed.total, 54.8);
  assert.deepEqual(
    listed.refunds?.map(({ id, amount }) => [id, amount]),
    [
      ['41', 20],
      ['42', 34.8],
    ],
  );
  // An edit removed goods for 14.80 before the payment of 40.00, which was then paid back.
  const edited = read({ financial_status: 'refunded', refunds: [refund(41, transaction('40.00'))] });
  assert.deepEqual(
    edited.refunds?.map(({ id, at, amount }) => [id, at, amount]),
    [
      ['41', '2026-02-10T12:00:00+01:00', 40],
      ['rest', '2026-02-03T10:00:02+01:00', 14.8],
    ],
  );
});

test('the rest of a refunded order waits while money is on its way', () => {
  const refunds = [refund(41, transaction('20.00')), refund(42, transaction('34.80', { status: 'pending' }))];
  const order = read({ financial_status: 'refunded', refunds });
  assert.deepEqual(
    order.refunds?.map(({ id, amount }) => [id, amount]),
    [['41', 20]],
  );
});

test('refunds of more than the total are refunds of the total', () => {
  const order = read({ refunds: [refund(41, transaction('50.00')), refund(42, transaction('10.00'))] });
  assert.deepEqual(
    order.refunds?.map(({ amount }) => amount),
    [50, 4.8],
  );
});

test('cancelled_at wins over the payment, and refunds stay listed', () => {
  const order = read({
    cancelled_at: '2026-02-10T12:00:00+01:00',
    cancel_reason: 'customer',
    financial_status: 'refunded',
    current_total_price_set: set('0.00'),
    refunds: [refund(41, transaction('54.80'))],
  });
  assert.equal(order.status, 'cancelled');
  assert.equal(order.total, 54.8);
  assert.equal(order.refunds?.[0]?.amount, 54.8);
  assert.equal(read({ cancelled_at: '2026-02-10T12:00:00+01:00', financial_status: 'paid' }).status, 'cancelled');
});

test('goods that an edit removed before the payment do not count', () => {
  // A line of 9.90 was removed, and no money went back because none had come.
  const order = read({ current_total_price_set: set('44.90'), refunds: [refund(41)] });
  assert.equal(order.total, 44.9);
  // 9.13 × 44.90 ÷ 54.80 = 7.48
  assert.equal(order.tax, 7.48);
  assert.equal(order.refunds, undefined);
});

test('a refund on its way does not change the total', () => {
  const order = read({
    current_total_price_set: set('34.80'),
    refunds: [refund(41, transaction('20.00', { status: 'pending' }))],
  });
  assert.equal(order.total, 54.8);
  assert.equal(order.refunds, undefined);
});

test("the shop's currency counts, not the one that the customer saw", () => {
  const usd = (amount: string, presented: string) => set(amount, 'EUR', presented, 'USD');
  const order = read({
    presentment_currency: 'USD',
    financial_status: 'partially_refunded',
    total_price_set: usd('54.80', '60.28'),
    current_total_price_set: usd('34.80', '38.28'),
    total_tax_set: usd('9.13', '10.04'),
    // 22.00 USD at 54.80 ÷ 60.28 = 20.00 EUR
    refunds: [refund(41, transaction('22.00', { currency: 'USD' }))],
  });
  assert.equal(order.currency, 'EUR');
  assert.equal(order.total, 54.8);
  assert.equal(order.tax, 9.13);
  assert.equal(order.refunds?.[0]?.amount, 20);
});

test('refunds in the other currency give the whole total together', () => {
  const order = read({
    financial_status: 'refunded',
    total_price_set: set('10.00', 'EUR', '1000', 'JPY'),
    current_total_price_set: set('0.00', 'EUR', '0', 'JPY'),
    // 3.33, then 3.33, then 3.34
    refunds: ['333', '333', '334'].map((yen, i) => refund(41 + i, transaction(yen, { currency: 'JPY' }))),
  });
  assert.deepEqual(
    order.refunds?.map(({ amount }) => amount),
    [3.33, 3.33, 3.34],
  );
});

test('a transaction that says its amount in the shop currency needs no rate', () => {
  const amount_set = set('12.34', 'EUR', '999.00', 'SEK');
  const order = read({ refunds: [refund(41, transaction('999.00', { currency: 'SEK', amount_set }))] });
  assert.equal(order.refunds?.[0]?.amount, 12.34);
});

test('a shop in another currency is refused in a sentence', () => {
  assert.equal(
    refusal(() => shopifyOrder({ ...paid, currency: 'USD' }, 'EUR')),
    'currency must be "EUR", the currency of the program.',
  );
  assert.equal(
    refusal(() => shopifyOrder({ ...paid, total_price_set: set('54.80', 'USD') }, 'EUR')),
    'total_price_set.shop_money.currency_code must be "EUR", the currency of the program.',
  );
  const third = { ...paid, refunds: [refund(41, transaction('5.00', { currency: 'SEK' }))] };
  assert.equal(
    refusal(() => shopifyOrder(third, 'EUR')),
    'refunds[0].transactions[0].currency must be the currency of the shop or of the order.',
  );
});

test('tax that is added to the prices is a part of the total too', () => {
  const order = read({
    taxes_included: false,
    total_price_set: set('65.76'),
    current_total_price_set: set('65.76'),
    total_tax_set: set('10.96'),
  });
  assert.equal(order.total, 65.76);
  assert.equal(order.tax, 10.96);
  // The price of shipping has no tax in it.
  assert.equal(order.shipping, 4.9);
  // 2 × 20.00 and 6.67 of tax.
  assert.equal(order.lines?.[0]?.total, 46.67);
});

test('free shipping by a code is no shipping, although its price is listed', () => {
  const [line] = paid.shipping_lines;
  const order = read({
    total_price_set: set('49.90'),
    current_total_price_set: set('49.90'),
    discount_codes: [{ code: 'FREESHIP', amount: '4.90', type: 'shipping' }],
    shipping_lines: [{ ...line, tax_lines: [], discount_allocations: [{ amount: '4.90', amount_set: set('4.90') }] }],
  });
  assert.equal(order.shipping, 0);
  assert.deepEqual(order.codes, ['FREESHIP']);
  assert.equal(read({ shipping_lines: [], total_shipping_price_set: set('0.00') }).shipping, 0);
  assert.equal(read({ shipping_lines: [], total_shipping_price_set: set('4.90') }).shipping, 4.9);
  assert.equal(read({ shipping_lines: [{ ...line, is_removed: true }] }).shipping, 0);
});

test('a discount lowers the lines by their part of it', () => {
  const [first, second] = paid.line_items;
  const part = (amount: string) => [{ amount, amount_set: set(amount), discount_application_index: 0 }];
  const order = read({
    total_price_set: set('44.80'),
    current_total_price_set: set('44.80'),
    discount_codes: [{ code: 'VINYL10', amount: '10.00', type: 'fixed_amount' }],
    line_items: [
      { ...first, discount_allocations: part('8.02') },
      { ...second, discount_allocations: undefined, total_discount_set: set('1.98') },
    ],
  });
  assert.deepEqual(
    order.lines?.map(({ total }) => total),
    [31.98, 7.92],
  );
  assert.deepEqual(order.codes, ['VINYL10']);
});

test('an order of zero', () => {
  const order = read({
    total_price_set: set('0.00'),
    current_total_price_set: set('0.00'),
    total_tax_set: set('0.00'),
    shipping_lines: [],
    total_shipping_price_set: set('0.00'),
  });
  assert.equal(order.total, 0);
  assert.equal(order.tax, 0);
  assert.equal(order.status, 'paid');
});

test('currencies with three decimals and with none', () => {
  const kwd = (amount: string) => set(amount, 'KWD');
  const three = {
    currency: 'KWD',
    total_price_set: kwd('12.345'),
    current_total_price_set: kwd('12.345'),
    total_tax_set: kwd('0.005'),
    shipping_lines: [],
    total_shipping_price_set: kwd('1.001'),
    line_items: [{ id: 1, product_id: 2, title: 'Oud', quantity: 3, price_set: kwd('4.115') }],
    refunds: [refund(41, transaction('0.001', { currency: 'KWD' }), transaction('0.002', { currency: 'KWD' }))],
  };
  const order = read(three, 'KWD');
  assert.equal(order.total, 12.345);
  assert.equal(order.tax, 0.005);
  assert.equal(order.shipping, 1.001);
  assert.equal(order.lines?.[0]?.total, 12.345);
  assert.equal(order.refunds?.[0]?.amount, 0.003);
  const none = shopifyOrder(
    {
      ...paid,
      currency: 'JPY',
      line_items: [],
      shipping_lines: [],
      total_shipping_price_set: null,
      total_tax_set: null,
      total_tax: '100',
      total_price_set: set('1100', 'JPY'),
      current_total_price_set: set('1100', 'JPY'),
    },
    'JPY',
  );
  assert.ok(!('ignored' in none));
  assert.equal(none.total, 1100);
  assert.equal(none.tax, 100);
});

test('the order of a guest is ignored, and the reason is said', () => {
  for (const customer of [null, undefined, {}, { id: null }])
    assert.deepEqual(shopifyOrder({ ...paid, customer }, 'EUR'), {
      ignored: 'The order has no customer: a guest placed it, and guests collect no points.',
    });
});

test('the code of the advocate comes from a field of the cart, or from the landing page', () => {
  assert.equal(read({ note_attributes: [{ name: 'lojal-referral', value: 'q7wm3hxr9pdk' }] }).referral, 'q7wm3hxr9pdk');
  assert.equal(
    read({
      note_attributes: [
        { name: '_lojal_referral', value: 'q7w' },
        { name: 'gift', value: 'yes' },
      ],
    }).referral,
    'q7w',
  );
  assert.equal(read({ landing_site: '/?utm=x&lojal-referral=abc123#top' }).referral, 'abc123');
  assert.equal(read({ landing_site: 'https://shop.example/p?lojal-referral=a%20b' }).referral, 'a b');
  assert.equal(read({ landing_site: '/?lojal-referral=' }).referral, undefined);
  assert.equal(read({ landing_site: null }).referral, undefined);
});

test('an id above 2⁵³ is read from the id of the other API', () => {
  const order = read({ id: 820982911946154500, admin_graphql_api_id: 'gid://shopify/Order/820982911946154508' });
  assert.equal(order.id, '820982911946154508');
  assert.match(
    refusal(() => shopifyOrder({ ...paid, id: 820982911946154500, admin_graphql_api_id: undefined }, 'EUR')),
    /^id must be a positive whole number/,
  );
});

test('products without an id, and lines without a product', () => {
  const line = { id: 77, product_id: null, quantity: 1, price_set: set('1.00') };
  const order = read({ line_items: [{ ...line, sku: 'TYPED' }, line, { ...line, id: null }] });
  assert.deepEqual(
    order.lines?.map(({ product }) => product),
    ['TYPED', 'line-77'],
  );
});

test('a long name is cut between characters, and what a database cannot store is left out', () => {
  const [first] = paid.line_items;
  const name = (title: string) => read({ line_items: [{ ...first, title }] }).lines?.[0]?.name;
  assert.equal(name('💿'.repeat(600)), '💿'.repeat(500));
  assert.equal(name('a\u0000b\ud800c'), 'abc');
});

test('topics about orders are changes, others are ignored', () => {
  for (const topic of ['create', 'updated', 'paid', 'cancelled', 'fulfilled', 'partially_fulfilled']) {
    const { id, customer, apply } = change(`orders/${topic}`, paid);
    assert.equal(id, '5512345678901');
    assert.equal(customer, '7001');
    assert.deepEqual(apply(undefined), read());
  }
  for (const topic of ['orders/edited', 'products/update', 'app/uninstalled', '', '__proto__'])
    assert.ok('ignored' in shopifyChange(topic, paid, 'EUR'));
  assert.ok('ignored' in shopifyChange('orders/paid', { ...paid, customer: null }, 'EUR'));
});

test('refunds/create adds the refund to the stored order, once', () => {
  const { id, customer, apply } = change('refunds/create', refund(41, transaction('20.00')));
  assert.equal(id, '5512345678901');
  assert.equal(customer, undefined);
  const once = apply(read());
  assert.ok(once);
  assertValid(once);
  assert.deepEqual(once.refunds, [{ id: '41', at: '2026-02-10T12:00:00+01:00', amount: 20 }]);
  assert.equal(once.total, 54.8);
  // From then on, a state from before the refund is older.
  assert.equal(once.updated, '2026-02-10T12:00:00+01:00');
  assert.deepEqual(apply(once), once);
  assert.equal(apply(undefined), undefined);
});

test('refunds/create says nothing without a payment, and in a currency whose rate it does not have', () => {
  for (const payload of [
    refund(41),
    refund(41, transaction('5.00', { status: 'pending' })),
    refund(41, transaction('5.00', { currency: 'USD' })),
  ])
    assert.ok('ignored' in shopifyChange('refunds/create', payload, 'EUR'));
  assert.equal(
    refusal(() => shopifyChange('refunds/create', { ...refund(41, transaction('5.00')), order_id: null }, 'EUR')),
    'order_id is missing.',
  );
  assert.equal(
    refusal(() => shopifyChange('refunds/create', { ...refund(41), created_at: null, processed_at: null }, 'EUR')),
    'created_at is missing.',
  );
});

test('a state without a refund that is stored keeps the refund; one that was imported is replaced', () => {
  const stored = change('refunds/create', refund(41, transaction('20.00'))).apply(read());
  const after = change('orders/updated', paid).apply(stored);
  assert.deepEqual(after?.refunds, stored?.refunds);
  const next = change('orders/updated', { ...paid, refunds: [refund(42, transaction('40.00'))] }).apply(stored);
  assert.deepEqual(
    next?.refunds?.map(({ id, amount }) => [id, amount]),
    [
      ['42', 40],
      ['41', 14.8],
    ],
  );
  const imported = { ...read(), refunds: [{ id: 'imported', at: '2026-02-10', amount: 20 }] };
  assert.equal(change('orders/updated', paid).apply(imported)?.refunds, undefined);
});

test('what is missing or of the wrong form is refused in a sentence that does not repeat it', () => {
  const refused = (more: object) => refusal(() => shopifyOrder({ ...paid, ...more }, 'EUR'));
  assert.equal(refused({ id: undefined, admin_graphql_api_id: undefined }), 'id is missing.');
  assert.equal(refused({ total_price: undefined, total_price_set: undefined }), 'total_price_set is missing.');
  assert.equal(
    refused({ financial_status: 'secret' }),
    'financial_status must be one of the states that Shopify documents.',
  );
  assert.equal(
    refused({ financial_status: '__proto__' }),
    'financial_status must be one of the states that Shopify documents.',
  );
  assert.equal(
    refused({ financial_status: null }),
    'financial_status must be one of the states that Shopify documents.',
  );
  assert.equal(refused({ created_at: null, processed_at: null }), 'created_at is missing.');
  assert.equal(
    refused({ updated_at: '2026-02-30T10:00:00Z' }),
    'updated_at must be a moment, as in 2026-11-21T20:11:05Z.',
  );
  assert.equal(refused({ updated_at: 5 }), 'updated_at must be a text.');
  for (const amount of ['NaN', 'Infinity', '1e3', '', ' 5', '5,00', '0x10', true, {}, [], Number.NaN])
    assert.equal(
      refused({ total_price_set: { shop_money: { amount, currency_code: 'EUR' } } }),
      'total_price_set.shop_money.amount must be a decimal number.',
    );
  assert.equal(refused({ total_price_set: set('-54.80') }), 'total_price_set.shop_money.amount must not be below 0.');
  assert.equal(
    refused({ total_price_set: set('999999999999.00') }),
    'total_price_set.shop_money.amount must be at most 100000000000.',
  );
  assert.equal(refused({ customer: 'ada@example.com' }), 'customer must be an object.');
  assert.equal(
    refused({ customer: { id: 'ada@example.com' } }),
    'customer.id must be a positive whole number, at most 9007199254740991.',
  );
  assert.equal(refused({ line_items: {} }), 'line_items must be a list.');
  assert.equal(refused({ line_items: [null] }), 'line_items[0] must be an object.');
  assert.equal(refused({ line_items: [{ quantity: '2' }] }), 'line_items[0].quantity must be a number from 0.');
  assert.equal(
    refused({ line_items: new Array(1_001).fill({ quantity: 1 }) }),
    'line_items must have at most 1000 entries.',
  );
  assert.equal(refused({ refunds: new Array(1_001).fill({}) }), 'refunds must have at most 1000 entries.');
  assert.equal(refused({ taxes_included: 'yes' }), 'taxes_included must be true or false.');
  for (const payload of [null, undefined, 5, 'order', [], [paid]])
    assert.equal(
      refusal(() => shopifyOrder(payload, 'EUR')),
      'The body must be an object.',
    );
});

test('fields of a prototype are not read', () => {
  assert.equal(
    refusal(() => shopifyOrder(Object.create(paid), 'EUR')),
    'id is missing.',
  );
  const polluted = JSON.parse(`{"__proto__": ${JSON.stringify(paid)}}`);
  assert.equal(
    refusal(() => shopifyOrder(polluted, 'EUR')),
    'id is missing.',
  );
});

test('one hostile value anywhere gives a valid order, a reason, or a refusal', () => {
  const fixture = {
    ...paid,
    note_attributes: [{ name: 'lojal-referral', value: 'q7w' }],
    discount_codes: [{ code: 'VINYL10' }],
    refunds: [refund(41, transaction('20.00'))],
  };
  fc.assert(
    fc.property(corrupted(fixture), (payload) => {
      let order: ReturnType<typeof shopifyOrder>;
      try {
        order = shopifyOrder(payload, 'EUR');
      } catch (error) {
        refusal(() => {
          throw error;
        });
        return;
      }
      if (!('ignored' in order)) assertValid(order);
    }),
    { numRuns: 3_000 },
  );
  fc.assert(
    fc.property(corrupted(refund(41, transaction('20.00'))), (payload) => {
      let found: ReturnType<typeof shopifyChange>;
      try {
        found = shopifyChange('refunds/create', payload, 'EUR');
      } catch (error) {
        refusal(() => {
          throw error;
        });
        return;
      }
      const after = 'ignored' in found ? undefined : found.apply(read());
      if (after) assertValid(after);
    }),
    { numRuns: 1_000 },
  );
});
