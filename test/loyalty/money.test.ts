import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { digits, earn, prorate, toMajor, toMinor, worth } from '../../src/loyalty/money.ts';

/**
 * Currencies whose digits in `Intl` follow CLDR and not ISO 4217. The first group has 0 digits in Chromium 143 and in Node 20, but 2
 * in ISO 4217 (the Iraqi dinar 3). The second group has 0 digits in one of the two.
 */
const CLDR = 'AFN ALL IQD IRR KPW LAK LBP MGA MMK SLL SOS SYP YER COP HUF IDR PKR RSD'.split(' ');

test('minor digits match Intl for every currency on which engines agree', () => {
  for (const currency of Intl.supportedValuesOf('currency')) {
    const { maximumFractionDigits } = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions();
    if (!CLDR.includes(currency)) assert.equal(digits(currency), maximumFractionDigits, currency);
  }
});

test('minor digits match ISO 4217 where engines differ', () => {
  for (const currency of CLDR) assert.equal(digits(currency), currency === 'IQD' ? 3 : 2, currency);
  assert.deepEqual(['XYZ', 'JPY', 'KWD', 'CLF', 'EUR', ''].map(digits), [2, 0, 3, 4, 2, 2]);
});

test('toMinor rounds the written decimal half away from zero', () => {
  const table: readonly [number, string, number][] = [
    [49.9, 'EUR', 4990],
    [1.005, 'EUR', 101],
    [-1.005, 'EUR', -101],
    [1.00499999, 'EUR', 100],
    [0.285, 'EUR', 29],
    [0.1 + 0.2, 'EUR', 30],
    [1e-7, 'EUR', 0],
    [-1e-7, 'EUR', 0],
    [-0, 'EUR', 0],
    [1999, 'JPY', 1999],
    [0.5, 'JPY', 1],
    [1.9995, 'KWD', 2000],
    [8.345, 'EUR', 835],
    [1e11, 'KWD', 1e14],
    [12345678901.23, 'EUR', 1234567890123],
    [Number.NaN, 'EUR', Number.NaN],
    [Number.POSITIVE_INFINITY, 'EUR', Number.NaN],
    [Number.NEGATIVE_INFINITY, 'JPY', Number.NaN],
  ];
  for (const [amount, currency, minor] of table)
    assert.equal(toMinor(amount, currency), minor, `${amount} ${currency}`);
});

test('toMinor is exact for amounts of up to 15 digits', () => {
  fc.assert(
    fc.property(
      fc.maxSafeNat(),
      fc.integer({ min: 0, max: 6 }),
      fc.constantFrom('JPY', 'EUR', 'KWD'),
      (any, places, currency) => {
        const n = any % Math.min(1e15, 10 ** (11 + places));
        const all = String(n).padStart(places + 1, '0');
        const written = `${all.slice(0, all.length - places)}.${all.slice(all.length - places)}0`;
        const scale = 10n ** BigInt(places);
        const exact = (BigInt(n) * 10n ** BigInt(digits(currency)) * 2n + scale) / (2n * scale);
        assert.equal(toMinor(Number(written), currency), Number(exact), written);
        assert.equal(toMinor(-Number(written), currency), 0 - Number(exact), written);
      },
    ),
    { numRuns: 3000 },
  );
});

test('minor units convert back to the written amount', () => {
  fc.assert(fc.property(fc.integer(), (n) => assert.equal(toMinor(toMajor(n, 'EUR'), 'EUR'), n)));
});

test('earned points are rounded down in integer arithmetic', () => {
  assert.equal(earn(10000, 0.29, 'EUR'), 29);
  assert.equal(earn(9999, 1, 'EUR'), 99);
  assert.equal(earn(1999, 1, 'JPY'), 1999);
  assert.equal(earn(1999, 1, 'KWD'), 1);
  assert.equal(worth(1280, 0.01, 'EUR'), 1280);
  assert.equal(worth(29, 0.07, 'EUR'), 203);
  assert.equal(worth(3, 0.005, 'EUR'), 1);
  assert.equal(worth(100, 0.5, 'JPY'), 50);
});

test('share is the floor of the exact quotient, also beyond 2⁵³', () => {
  const whole = fc.maxSafeNat();
  fc.assert(
    fc.property(whole, fc.oneof(whole, fc.nat(1000)), fc.integer({ min: 1, max: 1e10 }), (a, b, c) => {
      assert.equal(prorate(a, b, c), Number((BigInt(a) * BigInt(b)) / BigInt(c)));
    }),
    { numRuns: 3000 },
  );
  // A quotient just below an integer: floating-point division would most likely round it up.
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 2 ** 26 }), fc.integer({ min: 1, max: 2 ** 25 }), (q, c) => {
      assert.equal(prorate(q * c - 1, 1, c), q - 1);
    }),
  );
});
