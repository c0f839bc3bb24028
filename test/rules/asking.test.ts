/** The asking rules: what a shop writes, pages, samples, and the history of questions. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { askFaults } from '../../src/config/ask-faults.ts';
import { readAskingRules } from '../../src/config/ask-reader.ts';
import {
  addAnswered,
  addDismissed,
  addEvent,
  addShown,
  eventsOf,
  lastShown,
  NOTHING,
  readHistory,
  statsOf,
  writeHistory,
} from '../../src/rules/question-history.ts';
import { hashFraction, isSampled } from '../../src/rules/sampling.ts';
import { matches, urlRefusal } from '../../src/rules/urls.ts';
import { faultText } from '../helpers/fault-text.ts';

const CONTRACT = {
  nps: { after: { event: 'purchase', days: 7 }, sample: 0.25, again: { answered: 90, dismissed: 30 } },
  review: { after: { event: 'delivered', days: 3 } },
};

test('rules are read with every default filled in', () => {
  const { rules, cooldown, faulty } = readAskingRules(CONTRACT);
  assert.equal(faulty, false);
  assert.equal(cooldown, 7);
  assert.deepEqual(
    rules.map(({ name, kind }) => [name, kind]),
    [
      ['nps', 'nps'],
      ['review', 'review'],
    ],
  );
  const [nps, review] = rules;
  assert.deepEqual(nps?.after, { event: 'purchase', days: 7, within: 60 });
  assert.deepEqual(nps?.again, { shown: 7, dismissed: 30, answered: 90 });
  assert.deepEqual(
    [nps?.delay, nps?.scroll, nps?.dwell, nps?.exit, nps?.showings, nps?.mode],
    [5, 0, 0, false, 3, 'corner'],
  );
  assert.equal(nps?.sample, 0.25);
  assert.equal(review?.sample, 1);
  // Once per order, after any time.
  assert.equal(review?.again.answered, 0);
});

test('rules are sorted by priority; rules of equal priority keep their order', () => {
  const { rules } = readAskingRules({ nps: {}, csat: { priority: 2 }, ces: {}, why: { kind: 'choice', priority: -1 } });
  assert.deepEqual(
    rules.map(({ name }) => name),
    ['csat', 'nps', 'ces', 'why'],
  );
});

for (const [what, ask, left] of [
  ['no object', 7, []],
  ['a list', [], []],
  ['a name that is no kind', { opinion: {} }, []],
  ['a kind that is none', { opinion: { kind: 'poll' } }, []],
  ['a rule that is no object', { nps: true }, []],
  // Which customers to ask is not known, so nobody is asked.
  ['after nothing', { nps: { after: {} } }, []],
  ['after what is no event', { nps: { after: 'purchase' } }, []],
  ['a bad delay', { nps: { delay: '5' } }, ['nps']],
  ['a sample over 1', { nps: { sample: 25 } }, ['nps']],
  ['a key that nobody knows', { nps: { dealy: 5 } }, ['nps']],
  ['a pattern that is none', { nps: { urls: { allow: ['products'] } } }, ['nps']],
  ['a bad cooldown', { cooldown: '7', nps: {} }, ['nps']],
] as const)
  test(`${what} is a fault, and the other rules and keys are read`, () => {
    const read = readAskingRules(ask);
    assert.equal(read.faulty, true);
    assert.notDeepEqual(askFaults(ask), []);
    assert.deepEqual(
      read.rules.map(({ name }) => name),
      left,
    );
    assert.deepEqual(
      [read.cooldown, read.rules[0]?.delay ?? 5, read.rules[0]?.sample ?? 1, read.rules[0]?.urls.allow.length ?? 0],
      [7, 5, 1, 0],
    );
  });

test('a missing `ask` has no fault; keys that every object inherits are unknown keys', () => {
  assert.deepEqual(readAskingRules(undefined), { cooldown: 7, rules: [], faulty: false });
  const inherits = JSON.parse('{"nps":{"__proto__":{"delay":1},"constructor":3},"__proto__":{"csat":{}}}');
  const { rules, faulty } = readAskingRules(inherits);
  assert.equal(faulty, true);
  assert.deepEqual(
    rules.map(({ name, delay }) => [name, delay]),
    [['nps', 5]],
  );
});

test('random JSON is read without an error, to rules that can be used', () => {
  const keys = fc.constantFrom(
    'nps',
    'review',
    'why',
    'kind',
    'after',
    'event',
    'urls',
    'segment',
    'orders',
    'again',
    '__proto__',
  );
  const { json } = fc.letrec((tie) => ({
    json: fc.oneof(
      fc.jsonValue(),
      fc.dictionary(keys, tie('json'), { maxKeys: 5 }),
      fc.array(tie('json'), { maxLength: 3 }),
    ),
  }));
  fc.assert(
    fc.property(json, (value) => {
      for (const rule of readAskingRules(value).rules) {
        assert.ok(rule.delay >= 0 && rule.sample <= 1 && rule.showings >= 1);
        assert.ok(rule.after === undefined || rule.after.event.length > 0);
        for (const list of [rule.urls.allow, rule.urls.deny, rule.segment.tier, rule.segment.lang])
          assert.ok(Array.isArray(list) && list.every((one) => typeof one === 'string'));
      }
    }),
    { numRuns: 3000 },
  );
});

for (const [what, ask, said] of [
  [
    'a letter wrong',
    { nps: { dealy: 5 } },
    ['ask.nps.dealy is not a known key. Did you mean delay? It was ignored. [lojal/unknown-key]'],
  ],
  [
    'a text for a number',
    { nps: { delay: '5' } },
    ['ask.nps.delay is "5". Accepted: a number from 0 to 86400. 5 is used. [lojal/invalid-value]'],
  ],
  [
    'no kind',
    { why: {} },
    [
      'ask.why has no "kind". Accepted: nps, review, csat, ces, choice, exit. Write "kind": "nps". The question is not asked. [lojal/rule-without-kind]',
    ],
  ],
  [
    'after what',
    { nps: { after: { days: 7 } } },
    /^ask\.nps\.after\.event is missing\. Accepted: .*\nask\.nps\.after names no event\. .*\[lojal\/rule-without-event\]$/,
  ],
  [
    'a pattern',
    { nps: { urls: { deny: ['cart'] } } },
    /^ask\.nps\.urls\.deny\[0\] is "cart"\. Accepted: a path that begins with \/ or \*\./,
  ],
  ['a list', [], ['ask is a list. Accepted: an object of rules. It was ignored. [lojal/invalid-value]']],
] as const)
  test(`the fault of ${what}, in words`, () => {
    const sentences = askFaults(ask).map(faultText);
    if (said instanceof RegExp) assert.match(sentences.join('\n'), said);
    else assert.deepEqual(sentences, said);
  });

test('`faulty` is true exactly when `askFaults` names a fault', () => {
  const value = fc.oneof(
    fc.constantFrom(0, 1, 5, -1, 0.5, 200, '', 'corner', 'nps', '/a', true, null),
    fc.constant([]),
    fc.constant(['/a']),
    fc.constant({}),
  );
  const keys = ['kind', 'mode', 'delay', 'scroll', 'dwell', 'exit', 'sample', 'showings', 'priority', 'odd'];
  const parts = {
    after: fc.dictionary(fc.constantFrom('event', 'days', 'within', 'odd'), value, { maxKeys: 3 }),
    urls: fc.dictionary(fc.constantFrom('allow', 'deny', 'odd'), value, { maxKeys: 2 }),
    segment: fc.dictionary(fc.constantFrom('tier', 'orders', 'lang'), value, { maxKeys: 2 }),
    again: fc.dictionary(fc.constantFrom('shown', 'dismissed', 'answered'), value, { maxKeys: 2 }),
  };
  const rule = fc
    .tuple(fc.dictionary(fc.constantFrom(...keys), value, { maxKeys: 3 }), fc.record(parts, { requiredKeys: [] }))
    .map(([flat, deep]) => ({ ...flat, ...deep }));
  fc.assert(
    fc.property(
      fc.dictionary(fc.constantFrom('nps', 'review', 'why', 'cooldown'), fc.oneof(rule, value), { maxKeys: 2 }),
      (ask) => {
        // A fast-check dictionary has no prototype; an object from JSON has one.
        const json = JSON.parse(JSON.stringify(ask));
        assert.equal(askFaults(json).length > 0, readAskingRules(json).faulty, JSON.stringify(json));
      },
    ),
    { numRuns: 20_000 },
  );
});

for (const [pattern, path, fits] of [
  ['/products', '/products', true],
  ['/products', '/products/', true],
  ['/products/', '/products', true],
  ['/products', '/products/1', false],
  ['/products/*', '/products/1', true],
  ['/products/*', '/products/a/b/c', true],
  ['/products/*', '/products', false],
  ['/products*', '/products', true],
  ['/Products/*', '/PRODUCTS/x', true],
  ['*/blog/*', '/sv/blog/nytt', true],
  ['*', '/', true],
  ['/', '/', true],
  ['/', '/a', false],
  ['/a*b*c', '/axxbyyc', true],
  ['/a*b*c', '/ac', false],
  // The same characters must not match twice.
  ['/ab*ba', '/aba', false],
  ['/ab*ba', '/abba', true],
  ['/a.c', '/abc', false],
  ['/a(b+)+$', '/abbbb', false],
  ['*/#/cart', '/shop/#/cart', true],
] as const)
  test(`${pattern} ${fits ? 'fits' : 'does not fit'} ${path}`, () => assert.equal(matches(pattern, path), fits));

test('a pattern matches the same paths as its regular expression', () => {
  const some = (letters: string[]) =>
    fc.array(fc.constantFrom(...letters), { maxLength: 8 }).map((all) => `/${all.join('')}`);
  fc.assert(
    fc.property(some(['a', 'b', '/', '*']), some(['a', 'b', '/']), (pattern, path) => {
      const plain = (text: string) => text.replace(/(?<=.)\/$/, '');
      const expression = new RegExp(`^${plain(pattern).replaceAll('*', '[^]*')}$`);
      assert.equal(matches(pattern, path), expression.test(plain(path)));
    }),
    { numRuns: 5000 },
  );
});

test('a pattern of many stars is matched in linear time', () => {
  const started = performance.now();
  matches(`/${'a*'.repeat(99)}b`, `/${'a'.repeat(100_000)}`);
  assert.ok(performance.now() - started < 500);
});

for (const [path, bought, why] of [
  ['/', false, undefined],
  ['/cart', false, 'paying'],
  ['/sv/cart/', false, 'paying'],
  ['/checkout', false, 'paying'],
  ['/checkout/payment', false, 'paying'],
  ['/checkouts/c/1a2b', false, 'paying'],
  ['/checkout/order-received', false, undefined],
  ['/checkout/order-received/10042', false, undefined],
  ['/checkouts/c/1a2b/thank_you', false, undefined],
  ['/checkout/onepage/success', false, undefined],
  // The page tracked a purchase.
  ['/checkout/done', true, undefined],
  ['/cart.html', false, 'paying'],
  ['/cartoons', false, undefined],
  ['/products/cart-wheel', false, undefined],
] as const)
  test(`${path}${bought ? ', where something was bought,' : ''} is ${why ?? 'a page for questions'}`, () =>
    assert.equal(urlRefusal(path, { allow: [], deny: [] }, bought), why));

/** The pages of the checkout in the defaults of shop systems, by system or language. */
const CHECKOUTS: Readonly<Record<string, readonly string[]>> = {
  Shopify: ['/cart', '/fr/cart', '/checkouts/cn/Z2NwL/information', '/12345/checkouts/1a2b'],
  'WooCommerce, English': ['/basket/', '/checkout/', '/checkout/order-pay/12/'],
  'WooCommerce, German': ['/warenkorb/', '/kasse/', '/shop/kasse/'],
  'WooCommerce, French': ['/panier/', '/commande/', '/validation-de-la-commande/'],
  'WooCommerce, Spanish': ['/carrito/', '/finalizar-compra/'],
  'WooCommerce, Italian': ['/carrello/', '/cassa/', '/pagamento/'],
  'WooCommerce, Dutch': ['/winkelwagen/', '/winkelmand', '/afrekenen/'],
  'WooCommerce, Portuguese': ['/carrinho/', '/finalizar-compra/', '/finalizar-encomenda/'],
  'WooCommerce, Polish': ['/koszyk/', '/zamowienie/', '/zam%C3%B3wienie/'],
  'WooCommerce, Swedish': ['/varukorg/', '/kassa/', '/kassan'],
  'WooCommerce, Danish': ['/kurv/', '/indkobskurv', '/indk%C3%B8bskurv/', '/kasse'],
  'WooCommerce, Norwegian': ['/handlekurv/', '/utsjekk/', '/til-kassen'],
  'WooCommerce, Finnish': ['/ostoskori/', '/kassa/'],
  'WooCommerce, Czech and Slovak': ['/kosik/', '/ko%C5%A1%C3%ADk/', '/pokladna/', '/pokladňa'],
  'WooCommerce, Turkish': ['/sepet/', '/odeme/', '/%C3%B6deme'],
  'WooCommerce, other scripts': ['/корзина/', '/%E3%82%AB%E3%83%BC%E3%83%88/', '/장바구니', '/καλάθι'],
  Magento: ['/checkout/cart/', '/checkout/onepage/', '/onestepcheckout/', '/multishipping/checkout/addresses'],
  PrestaShop: ['/en/order', '/fr/commande', '/de/bestellung', '/nl/winkelmandje', '/es/pedido', '/pl/szybkie-zakupy'],
  'PrestaShop, plain': ['/index.php?controller=cart&action=show', '/index.php?id_lang=1&controller=order'],
  OpenCart: ['/index.php?route=checkout/cart', '/?route=checkout/checkout', '/index.php?route=checkout/simplecheckout'],
  Shopware: ['/checkout/cart', '/checkout/confirm', '/checkout/register', '/checkout/shippingPayment'],
  JTL: ['/Warenkorb', '/Bestellvorgang', '/bestellvorgang.php?editVersandart=1', '/warenkorb.php'],
  'Gambio, osCommerce': ['/shopping_cart.php', '/checkout_shipping.php', '/de/checkout_payment.php'],
  'Zen Cart': ['/index.php?main_page=shopping_cart', '/index.php?main_page=checkout_shipping'],
  OXID: ['/index.php?cl=basket', '/index.php?lang=0&cl=payment', '/index.php?cl=order'],
  BigCommerce: ['/cart.php', '/checkout.php', '/checkout'],
  Wix: ['/cart-page', '/checkout?appSectionParams=x'],
  Squarespace: ['/cart', '/checkout?cartToken=x'],
  Ecwid: ['/store#!/~/cart', '/store#!/~/checkout', '/store?store-page=cart'],
  'CS-Cart': ['/index.php?dispatch=checkout.cart', '/?dispatch=checkout.checkout'],
  VirtueMart: ['/index.php?option=com_virtuemart&view=cart'],
  Salesforce: ['/on/demandware.store/Sites-x-Site/de_DE/Cart-Show', '/s/x/Checkout-Begin', '/s/x/COShipping-Start'],
  nopCommerce: ['/onepagecheckout', '/checkout/billingaddress'],
};

const THANKED: readonly string[] = [
  '/kasse/order-received/10042/',
  '/commande/order-received/7/?key=wc_order_1',
  '/checkouts/cn/Z2NwL/thank-you',
  '/index.php?route=checkout/success',
  '/index.php?controller=order-confirmation&id_cart=1',
  '/checkout/finish?orderId=1',
  '/index.php?cl=thankyou',
  '/index.php?main_page=checkout_success',
  '/checkout_success.php',
  '/index.php?dispatch=checkout.complete&order_id=9',
  '/fr/confirmation-commande',
  '/checkout/order-confirmation',
  '/checkout/12/complete',
  '/checkout/completed/12',
  '/kassa/tack',
  '/afrekenen/bedankt',
];

const BROWSED: readonly string[] = [
  '/products/basket-bag',
  '/collections/bag',
  '/products/order',
  '/account/orders/1001',
  '/blogs/news/how-to-pay',
  '/kassettdeck',
  '/panierungen',
  '/commandes-speciales',
  '/search?q=cart',
  '/search?page=2',
  '/category?view=grid',
  '/?utm_campaign=checkout',
  '/%E0%A4%A',
  '/carters',
  '/kurviga-vagar',
];

const refusalAt = (address: string): string | undefined => {
  const [, path = '', query = '', hash = ''] = /^([^?#]*)(\?[^#]*)?(#.*)?$/.exec(address) ?? [];
  return urlRefusal(path + hash, { allow: [], deny: [] }, false, query);
};

for (const [system, addresses] of Object.entries(CHECKOUTS))
  test(`nobody is asked in the checkout of ${system}`, () => {
    for (const address of addresses) assert.equal(refusalAt(address), 'paying', address);
  });

test('a thank-you page of any shop system is a page for questions', () => {
  for (const address of THANKED) assert.equal(refusalAt(address), undefined, address);
});

test('a page whose name only begins or ends like a checkout is a page for questions', () => {
  for (const address of BROWSED) assert.equal(refusalAt(address), undefined, address);
});

test('the checkout of a path of any length is found in linear time', () => {
  const started = performance.now();
  refusalAt(`/${'checkout_'.repeat(20_000)}?route=${'a/'.repeat(20_000)}`);
  assert.ok(performance.now() - started < 500);
});

test('`deny` wins over `allow`, and a checkout page over both', () => {
  assert.equal(urlRefusal('/a/b', { allow: ['/a/*'], deny: ['/a/b'] }, false), 'denied');
  assert.equal(urlRefusal('/a/c', { allow: ['/a/*'], deny: ['/a/b'] }, false), undefined);
  assert.equal(urlRefusal('/b', { allow: ['/a/*'], deny: [] }, false), 'not-allowed');
  assert.equal(urlRefusal('/checkout', { allow: ['/checkout'], deny: [] }, false), 'paying');
  assert.equal(urlRefusal('/checkout/thanks', { allow: [], deny: ['/checkout/*'] }, true), 'denied');
});

test('a sample of 25 % of 100,000 visitors is 25 % ± 0.5, and stable for each visitor', () => {
  for (const name of ['nps', 'review', 'why']) {
    let asked = 0;
    for (let i = 0; i < 100_000; i++) {
      const visitor = `c_${i}`;
      const first = isSampled(visitor, name, 0.25);
      assert.equal(isSampled(visitor, name, 0.25), first);
      if (first) asked++;
    }
    assert.ok(Math.abs(asked / 1000 - 25) <= 0.5, `${name}: ${asked / 1000} %`);
  }
});

test('a larger sample contains the smaller one, two questions have independent samples, 0 is nobody and 1 everybody', () => {
  let both = 0;
  for (let i = 0; i < 20_000; i++) {
    const visitor = String(i * 7919);
    if (isSampled(visitor, 'nps', 0.1)) assert.ok(isSampled(visitor, 'nps', 0.3));
    assert.equal(isSampled(visitor, 'nps', 0), false);
    assert.equal(isSampled(visitor, 'nps', 1), true);
    if (isSampled(visitor, 'nps', 0.5) && isSampled(visitor, 'csat', 0.5)) both++;
  }
  assert.ok(Math.abs(both / 20_000 - 0.25) < 0.02, String(both));
});

test('samples are even, also for ids that differ in one letter', () => {
  const tenths = new Array(10).fill(0);
  for (let i = 0; i < 50_000; i++) tenths[Math.floor(hashFraction(`customer-${String(i).padStart(6, '0')}`) * 10)]++;
  for (const count of tenths) assert.ok(Math.abs(count - 5000) < 300, String(tenths));
});

test('an event counts once per order, events are sorted by time, and the oldest of many are removed', () => {
  let past = addEvent(NOTHING, 'purchase', { at: 20, order: '2' });
  past = addEvent(past, 'purchase', { at: 10, order: '1' });
  past = addEvent(past, 'purchase', { at: 30, order: '2' });
  past = addEvent(past, 'purchase', { at: 40 });
  past = addEvent(past, 'purchase', { at: 50 });
  assert.deepEqual(eventsOf(past, 'purchase'), [
    { at: 10, order: '1' },
    { at: 20, order: '2' },
    { at: 40 },
    { at: 50 },
  ]);
  for (let i = 0; i < 100; i++) past = addEvent(past, 'purchase', { at: 100 + i });
  assert.equal(eventsOf(past, 'purchase').length, 20);
  assert.equal(eventsOf(past, 'purchase')[0]?.at, 180);
  for (let i = 0; i < 100; i++) past = addEvent(past, `event ${i}`, { at: i });
  assert.equal(Object.keys(past.events).length, 20);
  assert.equal(eventsOf(past, 'event 99').length, 1);
  assert.deepEqual(eventsOf(past, 'toString'), []);
});

test('showings are counted until an answer, and `lastShown` covers all questions', () => {
  let past = addShown(addShown(NOTHING, 'nps', 10), 'nps', 20);
  assert.deepEqual(statsOf(past, 'nps'), { showings: 2, shown: 20, orders: [] });
  past = addDismissed(addShown(past, 'csat', 30), 'csat', 31);
  assert.equal(lastShown(past), 30);
  past = addAnswered(addAnswered(past, 'nps', 40, 'a'), 'nps', 41, 'a');
  assert.deepEqual(statsOf(past, 'nps'), { showings: 0, shown: 20, answered: 41, orders: ['a'] });
  assert.deepEqual(statsOf(past, 'csat'), { showings: 1, shown: 30, dismissed: 31, orders: [] });
  assert.equal(lastShown(NOTHING), undefined);
  assert.deepEqual(statsOf(past, 'constructor'), { showings: 0, orders: [] });
});

test('a stored history is read back; of a damaged one, the valid parts are read', () => {
  let past = addEvent({ ...NOTHING, seed: '0.5' }, 'purchase', { at: 20, order: '2' });
  past = addAnswered(addDismissed(addShown(addEvent(past, 'visit', { at: 3 }), 'nps', 4), 'nps', 5), 'review', 6, 'o');
  assert.deepEqual(readHistory(writeHistory(past)), past);
  for (const text of [null, '', '{', 'null', '[]', '7', '{"events":[1],"asked":3}', '{"events":{"a":{"b":1}}}'])
    assert.deepEqual(readHistory(text), NOTHING, String(text));
  const read = readHistory(
    '{"events":{"purchase":[["x"],[7,3],null,[8,"o"]]},"asked":{"nps":{"shown":"x","showings":2,"orders":[1,"o"]}}}',
  );
  assert.deepEqual(eventsOf(read, 'purchase'), [{ at: 7 }, { at: 8, order: 'o' }]);
  assert.deepEqual(statsOf(read, 'nps'), { showings: 2, orders: ['o'] });
  fc.assert(
    fc.property(fc.json(), (text) => {
      const once = readHistory(text);
      assert.deepEqual(readHistory(writeHistory(once)), once);
    }),
  );
});
