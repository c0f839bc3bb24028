/** When a question is asked: what a shop writes, pages, samples, what is remembered. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readAsk } from '../../src/core/ask.ts';
import { askFaults } from '../../src/core/faults.ts';
import {
  answered,
  deedsOf,
  dismissed,
  eventsOf,
  happened,
  lastShown,
  NOTHING,
  readPast,
  shown,
  writePast,
} from '../../src/core/past.ts';
import { sampled, share } from '../../src/core/sample.ts';
import { matches, refusal } from '../../src/core/urls.ts';

const CONTRACT = {
  nps: { after: { event: 'purchase', days: 7 }, sample: 0.25, again: { answered: 90, dismissed: 30 } },
  review: { after: { event: 'delivered', days: 3 } },
};

test('the contract’s rules are read, every default filled in', () => {
  const { rules, cooldown, faulty } = readAsk(CONTRACT);
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
  // Once per order, whatever the time.
  assert.equal(review?.again.answered, 0);
});

test('the higher priority goes first; what is alike keeps the order in which it was written', () => {
  const { rules } = readAsk({ nps: {}, csat: { priority: 2 }, ces: {}, why: { kind: 'choice', priority: -1 } });
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
  // Who would be asked cannot be told: nobody is.
  ['after nothing', { nps: { after: {} } }, []],
  ['after what is no event', { nps: { after: 'purchase' } }, []],
  ['a bad delay', { nps: { delay: '5' } }, ['nps']],
  ['a sample over 1', { nps: { sample: 25 } }, ['nps']],
  ['a key that nobody knows', { nps: { dealy: 5 } }, ['nps']],
  ['a pattern that is none', { nps: { urls: { allow: ['products'] } } }, ['nps']],
  ['a bad cooldown', { cooldown: '7', nps: {} }, ['nps']],
] as const)
  test(`${what} is a fault, and the rest holds`, () => {
    const read = readAsk(ask);
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

test('nothing at all is no fault; keys that every object inherits are none of ours', () => {
  assert.deepEqual(readAsk(undefined), { cooldown: 7, rules: [], faulty: false });
  const inherits = JSON.parse('{"nps":{"__proto__":{"delay":1},"constructor":3},"__proto__":{"csat":{}}}');
  const { rules, faulty } = readAsk(inherits);
  assert.equal(faulty, true);
  assert.deepEqual(
    rules.map(({ name, delay }) => [name, delay]),
    [['nps', 5]],
  );
});

test('whatever JSON holds, it is read without an error, and to rules that can be used', () => {
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
      for (const rule of readAsk(value).rules) {
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
  ['a letter wrong', { nps: { dealy: 5 } }, ['ask.nps.dealy is not known here; did you mean delay? It was left out']],
  [
    'a text for a number',
    { nps: { delay: '5' } },
    ['ask.nps.delay is "5"; a number from 0 to 86400 is accepted, it was left out'],
  ],
  [
    'no kind',
    { why: {} },
    ['ask.why is without a kind; one of nps, review, csat, ces, choice, exit is needed, nothing is asked'],
  ],
  ['after what', { nps: { after: { days: 7 } } }, /^ask\.nps\.after\.event is missing/],
  [
    'a pattern',
    { nps: { urls: { deny: ['cart'] } } },
    /^ask\.nps\.urls\.deny\[0\] is "cart"; a path that begins with \/ or \*/,
  ],
  ['a list', [], ['ask is no object; an object of rules is accepted, nothing is asked, it was left out']],
] as const)
  test(`what is wrong is said so that it can be mended: ${what}`, () => {
    const sentences = askFaults(ask).map(({ path, found, wanted }) => `${path} is ${found}; ${wanted}`);
    if (said instanceof RegExp) assert.match(sentences.join('\n'), said);
    else assert.deepEqual(sentences, said);
  });

test('what has no fault has none to name, and the other way round', () => {
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
        // A fast-check dictionary has no prototype; JSON has.
        const json = JSON.parse(JSON.stringify(ask));
        assert.equal(askFaults(json).length > 0, readAsk(json).faulty, JSON.stringify(json));
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
  // The end must not be taken twice.
  ['/ab*ba', '/aba', false],
  ['/ab*ba', '/abba', true],
  ['/a.c', '/abc', false],
  ['/a(b+)+$', '/abbbb', false],
  ['*/#/cart', '/shop/#/cart', true],
] as const)
  test(`${pattern} ${fits ? 'fits' : 'does not fit'} ${path}`, () => assert.equal(matches(pattern, path), fits));

test('a pattern means what the regular expression of it means', () => {
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

test('no pattern takes long', () => {
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
  // The page says itself that something was bought.
  ['/checkout/done', true, undefined],
  ['/cart.html', false, 'paying'],
  ['/cartoons', false, undefined],
  ['/products/cart-wheel', false, undefined],
] as const)
  test(`${path}${bought ? ', where something was bought,' : ''} is ${why ?? 'a page for questions'}`, () =>
    assert.equal(refusal(path, { allow: [], deny: [] }, bought), why));

test('what the shop denies wins over what it allows, and paying over both', () => {
  assert.equal(refusal('/a/b', { allow: ['/a/*'], deny: ['/a/b'] }, false), 'denied');
  assert.equal(refusal('/a/c', { allow: ['/a/*'], deny: ['/a/b'] }, false), undefined);
  assert.equal(refusal('/b', { allow: ['/a/*'], deny: [] }, false), 'allowed');
  assert.equal(refusal('/checkout', { allow: ['/checkout'], deny: [] }, false), 'paying');
  assert.equal(refusal('/checkout/thanks', { allow: [], deny: ['/checkout/*'] }, true), 'denied');
});

test('a sample of 25 % of 100,000 visitors is 25 % ± 0.5, the same visitor always falls the same way', () => {
  for (const name of ['nps', 'review', 'why']) {
    let asked = 0;
    for (let i = 0; i < 100_000; i++) {
      const visitor = `c_${i}`;
      const first = sampled(visitor, name, 0.25);
      assert.equal(sampled(visitor, name, 0.25), first);
      if (first) asked++;
    }
    assert.ok(Math.abs(asked / 1000 - 25) <= 0.5, `${name}: ${asked / 1000} %`);
  }
});

test('a larger sample holds the smaller one; two questions ask different people; 0 is nobody, 1 everybody', () => {
  let both = 0;
  for (let i = 0; i < 20_000; i++) {
    const visitor = String(i * 7919);
    if (sampled(visitor, 'nps', 0.1)) assert.ok(sampled(visitor, 'nps', 0.3));
    assert.equal(sampled(visitor, 'nps', 0), false);
    assert.equal(sampled(visitor, 'nps', 1), true);
    if (sampled(visitor, 'nps', 0.5) && sampled(visitor, 'csat', 0.5)) both++;
  }
  assert.ok(Math.abs(both / 20_000 - 0.25) < 0.02, String(both));
});

test('shares spread evenly, also of names that differ in one letter', () => {
  const tenths = new Array(10).fill(0);
  for (let i = 0; i < 50_000; i++) tenths[Math.floor(share(`customer-${String(i).padStart(6, '0')}`) * 10)]++;
  for (const count of tenths) assert.ok(Math.abs(count - 5000) < 300, String(tenths));
});

test('an event counts once an order, in the order of time, and the oldest of many is forgotten', () => {
  let past = happened(NOTHING, 'purchase', { at: 20, order: '2' });
  past = happened(past, 'purchase', { at: 10, order: '1' });
  past = happened(past, 'purchase', { at: 30, order: '2' });
  past = happened(past, 'purchase', { at: 40 });
  past = happened(past, 'purchase', { at: 50 });
  assert.deepEqual(eventsOf(past, 'purchase'), [
    { at: 10, order: '1' },
    { at: 20, order: '2' },
    { at: 40 },
    { at: 50 },
  ]);
  for (let i = 0; i < 100; i++) past = happened(past, 'purchase', { at: 100 + i });
  assert.equal(eventsOf(past, 'purchase').length, 20);
  assert.equal(eventsOf(past, 'purchase')[0]?.at, 180);
  for (let i = 0; i < 100; i++) past = happened(past, `event ${i}`, { at: i });
  assert.equal(Object.keys(past.events).length, 20);
  assert.equal(eventsOf(past, 'event 99').length, 1);
  assert.deepEqual(eventsOf(past, 'toString'), []);
});

test('showings are counted until an answer; the last of all is known', () => {
  let past = shown(shown(NOTHING, 'nps', 10), 'nps', 20);
  assert.deepEqual(deedsOf(past, 'nps'), { showings: 2, shown: 20, orders: [] });
  past = dismissed(shown(past, 'csat', 30), 'csat', 31);
  assert.equal(lastShown(past), 30);
  past = answered(answered(past, 'nps', 40, 'a'), 'nps', 41, 'a');
  assert.deepEqual(deedsOf(past, 'nps'), { showings: 0, shown: 20, answered: 41, orders: ['a'] });
  assert.deepEqual(deedsOf(past, 'csat'), { showings: 1, shown: 30, dismissed: 31, orders: [] });
  assert.equal(lastShown(NOTHING), undefined);
  assert.deepEqual(deedsOf(past, 'constructor'), { showings: 0, orders: [] });
});

test('what is written is read again; anything else is read as far as it is sound', () => {
  let past = happened({ ...NOTHING, seed: '0.5' }, 'purchase', { at: 20, order: '2' });
  past = answered(dismissed(shown(happened(past, 'visit', { at: 3 }), 'nps', 4), 'nps', 5), 'review', 6, 'o');
  assert.deepEqual(readPast(writePast(past)), past);
  for (const text of [null, '', '{', 'null', '[]', '7', '{"events":[1],"asked":3}', '{"events":{"a":{"b":1}}}'])
    assert.deepEqual(readPast(text), NOTHING, String(text));
  const read = readPast(
    '{"events":{"purchase":[["x"],[7,3],null,[8,"o"]]},"asked":{"nps":{"shown":"x","showings":2,"orders":[1,"o"]}}}',
  );
  assert.deepEqual(eventsOf(read, 'purchase'), [{ at: 7 }, { at: 8, order: 'o' }]);
  assert.deepEqual(deedsOf(read, 'nps'), { showings: 2, orders: ['o'] });
  fc.assert(
    fc.property(fc.json(), (text) => {
      const once = readPast(text);
      assert.deepEqual(readPast(writePast(once)), once);
    }),
  );
});
