/** The quick check takes nothing that the full reader reads differently or finds a fault in. */
import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { parseAccount } from '../../src/config/account-reader.ts';
import type { Parsed } from '../../src/config/parsed.ts';
import { parseProgram } from '../../src/config/program-reader.ts';
import { quickAccount, quickProgram } from '../../src/config/quick-check.ts';
import { program, totals } from '../fixtures/program.ts';

/** The value as JSON text has it: without prototypes, `undefined` and −0. */
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

/** Whether the quick check took the value. If so, the full reader must read the same value without a fault. */
function agrees(quick: unknown, { value, faults }: Parsed<unknown>): boolean {
  if (quick === undefined) return false;
  assert.deepEqual(faults, []);
  assert.deepEqual(plain(quick), plain(value));
  return true;
}
const takes = (json: unknown): boolean => agrees(quickProgram(json), parseProgram(json));
const takesAccount = (json: unknown, currency = 'EUR'): boolean =>
  agrees(quickAccount(json, currency), parseAccount(json, currency));

test('the quick check takes a complete program and an account of totals', () => {
  assert.ok(takes(program));
  assert.ok(takesAccount(totals));
});

test('the quick check and the full reader fill in the same defaults', () => {
  for (const json of [
    {},
    { name: { en: 'Club', sv: 'Klubb' } },
    { points: {} },
    { name: '' },
    { currency: 'eur', tiers: { levels: [{ id: 'a', name: 'A', from: 1.5 }] } },
    { points: { expire: { after: 'P1Y6M' } } },
    { points: { expire: { after: 'P90D' } } },
    { timeZone: 'Europe/Stockholm', autosave: 'none', corner: 'start' },
    ...[
      'UTC',
      'GMT',
      'Japan',
      'US/Eastern',
      'America/Argentina/Buenos_Aires',
      'Etc/GMT+5',
      'GMT+0',
      'EST5EDT',
      'W-SU',
    ].map((timeZone) => ({ timeZone })),
    // Whether the zone exists is reported when the day is computed.
    { timeZone: 'Mars/Phobos' },
    { timeZone: 'europe/stockholm' },
    { currency: 'JPY', tiers: { levels: [{ id: 'a', name: 'A', from: 500 }] } },
    { tiers: { metric: 'orders', levels: [{ id: 'a', name: 'A', from: 0 }] } },
    {
      rewards: [
        { id: 'b', name: 'B', points: 9 },
        { id: 'a', name: 'A', points: 3, url: 'https://shop.example/a' },
      ],
    },
  ])
    assert.ok(takes(json), JSON.stringify(json));
  for (const json of [{}, { points: -5 }, { spend: 0.1 + 0.2 }, { lifetime: 0 }, { currency: 'eur', spend: 5 }])
    assert.ok(takesAccount(json), JSON.stringify(json));
});

test('the quick check leaves faults and rarer forms to the full reader', () => {
  const tiers = (levels: unknown) => ({ tiers: { levels } });
  for (const json of [
    null,
    [],
    'x',
    5,
    { nmae: 'x' },
    { name: 'x'.repeat(501) },
    { currency: 'eu' },
    { points: { perUnit: 1e-7 } },
    { points: { perUnit: Number.NaN } },
    { points: { expire: { after: 'P0D' } } },
    { timeZone: 'Stockholm, Sweden' },
    { timeZone: '+02:00' },
    { timeZone: '' },
    { autosave: 'words' },
    { corner: 'left' },
    tiers([]),
    tiers([
      { id: 'a', name: 'A', from: 5 },
      { id: 'b', name: 'B', from: 1 },
    ]),
    tiers([
      { id: 'a', name: 'A', from: 1 },
      { id: 'a', name: 'B', from: 5 },
    ]),
    tiers([
      { id: 'a', name: 'A', from: 1 },
      { id: 'b', name: 'B', from: 1 },
    ]),
    tiers([
      { id: 'a', name: 'A', from: 1 },
      { id: 'b', name: 'B', from: 1.001 },
    ]),
    tiers([{ id: 'a', name: 'A', from: -1 }]),
    tiers(Array.from({ length: 8 }, (_, i) => ({ id: `l${i}`, name: 'L', from: i }))),
    { tiers: { metric: 'orders', levels: [{ id: 'a', name: 'A', from: 1.5 }] } },
    { rewards: [{ id: 'a', name: 'A', points: 5, url: 'javascript:alert(1)' }] },
    { rewards: [{ id: 'a', name: 'A', points: 5, url: '//evil.example' }] },
    { rewards: [{ id: 'a', name: 'A', points: 0 }] },
    { ask: [] },
    { ask: { a: { b: { c: { d: { e: { f: 1 } } } } } } },
    { strings: { en: { send: 'Go' } } },
  ])
    assert.equal(quickProgram(json), undefined, JSON.stringify(json));
  for (const json of [
    null,
    [],
    { ledger: [] },
    { id: 'anna@shop.example' },
    { points: 1.5 },
    { points: '5' },
    { pending: -1 },
    { spend: 1e12 },
    { expiring: 5 },
    { poinst: 5 },
    { currency: 'SEK', points: 5 },
    { currency: 5 },
  ])
    assert.equal(quickAccount(json, 'EUR'), undefined, JSON.stringify(json));
});

test('a key that every object inherits is an unknown key', () => {
  for (const key of ['constructor', 'toString', 'valueOf', 'hasOwnProperty', '__proto__', '__defineGetter__'])
    for (const inner of ['1', '{}', '"x"', 'null', '[]']) {
      const own = `{"${key}":${inner}}`;
      for (const text of [own, `{"points":${own}}`, `{"name":${own}}`, `{"points":{"label":${own}}}`]) {
        assert.ok(!takes(JSON.parse(text)), text);
        if (text === own) assert.ok(!takesAccount(JSON.parse(text)), text);
      }
      takes(JSON.parse(`{"ask":${own}}`));
    }
});

test('enumerable properties that a host adds to Object.prototype are not read', () => {
  const host = Object.prototype as { each?: () => unknown };
  host.each = () => 'x';
  try {
    assert.deepEqual(Object.keys(quickProgram({ name: 'Club' }) ?? {}).sort(), [
      'autosave',
      'corner',
      'currency',
      'name',
      'points',
      'rewards',
    ]);
    assert.deepEqual(Object.keys(quickAccount({ points: 5 }, 'EUR') ?? {}), ['points']);
  } finally {
    delete host.each;
  }
});

test('inherited properties are not read', () => {
  takes(Object.create({ currency: 'SEK', name: 'x' }));
  takes({ points: Object.create({ expire: { after: 'P1M' }, perUnit: 5 }) });
  takes({ tiers: Object.assign(Object.create({ metric: 'orders' }), { levels: [{ id: 'a', name: 'A', from: 5 }] }) });
  takes({ tiers: { levels: [Object.assign(Object.create({ perks: ['x'] }), { id: 'a', name: 'A', from: 5 })] } });
  takesAccount(Object.create({ points: 5, spend: 5 }));
});

const text = fc.oneof(
  fc.string({ maxLength: 12 }),
  fc.string({ unit: 'grapheme', maxLength: 6 }),
  fc.constantFrom('', 'x'.repeat(199), '😀'.repeat(101), 'Silver', 'anna@shop.example', '\ud800'),
  fc.dictionary(fc.constantFrom('en', 'sv', 'en-GB', 'EN', 'english', '', 'one', '__proto__'), fc.string(), {
    maxKeys: 3,
  }),
);
const id = fc.oneof(fc.constantFrom('a', 'b', 'c', 'd', 'base', ''), fc.string({ maxLength: 5 }));
const amount = fc.oneof(
  { weight: 6, arbitrary: fc.nat(1000) },
  { weight: 3, arbitrary: fc.nat(100_000).map((n) => n / 100) },
  fc.nat(100_000).map((n) => n / 1000),
  fc.integer(),
  fc.double({ noNaN: true }),
  fc.constantFrom(0, -0, 1e11, 1e11 + 1, 1e12, 0.005, 1e-7, 5e-324, Number.MAX_VALUE, Number.MAX_SAFE_INTEGER),
);
const partly = (fields: Record<string, fc.Arbitrary<unknown>>): fc.Arbitrary<object> =>
  fc.record(fields, { requiredKeys: [] });

const level = fc.oneof(
  { weight: 4, arbitrary: fc.record({ id, name: text, from: amount }) as fc.Arbitrary<object> },
  { weight: 2, arbitrary: fc.record({ id, name: text, from: amount, perks: fc.array(text, { maxLength: 3 }) }) },
  { weight: 1, arbitrary: partly({ id, name: text, from: amount, perks: fc.jsonValue() }) },
);
const byFrom = (list: object[]): object[] =>
  [...list].sort((a, b) => Number((a as { from?: number }).from) - Number((b as { from?: number }).from));
const url = fc.oneof(
  fc.constantFrom('/r', 'https://shop.example/a?b=c#d', '/\\evil', '//evil', 'http://x', 'javascript:1', '?a', './b'),
  fc.webUrl(),
  fc.webPath(),
  fc.string({ maxLength: 8 }).map((path) => `/${path}`),
);
const programs = partly({
  name: text,
  timeZone: fc.constantFrom('Europe/Oslo', 'Mars/Phobos', 'UTC', 'GMT+2', ''),
  autosave: fc.constantFrom('score', 'all', 'none', 'words'),
  corner: fc.constantFrom('start', 'end', ''),
  currency: fc.constantFrom('EUR', 'JPY', 'KWD', 'CLF', 'SEK', 'ABC', 'eur', 'E', ''),
  points: partly({
    perUnit: amount,
    value: fc.oneof(amount, fc.constant(0.01)),
    label: fc.oneof(text, partly({ one: text, other: text, few: text })),
    expire: partly({
      after: fc.constantFrom('P12M', 'P1M', 'P99M', 'P100M', 'P0M', 'P1Y', 'P1D', 'P9999D', 'P2W', 'P0D', '', 'P01M'),
    }),
  }),
  tiers: partly({
    metric: fc.constantFrom('spend', 'points', 'orders', 'other', ''),
    period: fc.constantFrom('lifetime', 'rolling', 'calendar-year', ''),
    months: amount,
    levels: fc.oneof(fc.array(level, { maxLength: 8 }), fc.array(level, { maxLength: 5 }).map(byFrom)),
  }),
  rewards: fc.array(
    fc.oneof(
      fc.record({ id, name: text, points: amount }) as fc.Arbitrary<object>,
      fc.record({ id, name: text, points: fc.nat(), url }),
    ),
    { maxLength: 4 },
  ),
  ask: fc.oneof(
    fc.jsonValue(),
    fc.dictionary(fc.string({ maxLength: 4 }), fc.jsonValue({ maxDepth: 3 }), { maxKeys: 3 }),
  ),
  incentive: text,
});
const total = fc.oneof({ weight: 5, arbitrary: fc.nat() }, amount);
const accounts = partly({
  id: fc.oneof({ weight: 4, arbitrary: fc.stringMatching(/^\w{1,9}$/) }, id, fc.emailAddress()),
  currency: fc.constantFrom('EUR', 'eur', 'JPY', 'SEK', 'E'),
  points: total,
  pending: total,
  lifetime: total,
  spend: amount,
  orders: total,
});

const words = fc.oneof(
  fc.string({ minLength: 1, maxLength: 9 }),
  fc.dictionary(fc.constantFrom('en', 'sv', 'en-GB', 'de'), fc.string({ minLength: 1 }), { minKeys: 1, maxKeys: 3 }),
);
const numbered = (list: readonly object[]): object[] => list.map((one, i) => ({ id: `n${i}`, ...one }));
const wellFormed = partly({
  name: words,
  currency: fc.constantFrom('EUR', 'JPY', 'KWD'),
  points: partly({
    perUnit: fc.nat(50).map((n) => n / 10),
    value: fc.constantFrom(0.01, 0.5, 0, 0.000001),
    label: fc.oneof(
      fc.constant('beans'),
      partly({ one: fc.constant('bean') }).map((one) => ({ ...one, other: 'beans' })),
    ),
    expire: fc.constantFrom({ after: 'P12M' }, { after: 'P1M' }),
  }),
  tiers: fc
    .tuple(
      partly({
        metric: fc.constantFrom('spend', 'points', 'orders'),
        period: fc.constantFrom('lifetime', 'rolling', 'calendar-year'),
        months: fc.integer({ min: 1, max: 60 }),
      }),
      fc.uniqueArray(fc.nat(100), { minLength: 1, maxLength: 7 }),
      words,
      fc.array(words, { maxLength: 1 }),
    )
    .map(([rest, from, name, perks]) => ({
      ...rest,
      levels: numbered(from.sort((a, b) => a - b).map((from) => ({ name, from, ...(from % 2 && { perks }) }))),
    })),
  rewards: fc
    .array(fc.record({ name: words, points: fc.integer({ min: 1, max: 99 }), url: fc.constant('/r?a=1') }), {
      maxLength: 4,
    })
    .map(numbered),
  incentive: words,
  ask: fc.constantFrom({}, program.ask),
});

/** Adds or replaces one property at a random place inside. */
const spoilt = (whole: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc
    .tuple(
      whole,
      fc.nat(20),
      fc.constantFrom('name', 'extra', 'constructor', 'toString', 'id', 'from', '__proto__'),
      fc.oneof(fc.jsonValue(), fc.constantFrom<unknown>(Number.NaN, Number.POSITIVE_INFINITY, null, true, '', 0)),
    )
    .map(([json, at, key, value]) => {
      const copy = JSON.parse(JSON.stringify(json));
      const places: object[] = [];
      const walk = (one: unknown): void => {
        if (typeof one !== 'object' || one === null) return;
        if (!Array.isArray(one)) places.push(one);
        for (const inner of Object.values(one)) walk(inner);
      };
      walk(copy);
      const place = places[at % places.length];
      if (place) Object.defineProperty(place, key, { value, enumerable: true, configurable: true, writable: true });
      return copy;
    });

test('random programs: what the quick check takes, the full reader reads to the same value', () => {
  let seen = 0;
  let taken = 0;
  const run = (json: unknown): void => {
    seen++;
    if (takes(json)) taken++;
  };
  fc.assert(fc.property(wellFormed, run), { numRuns: 1000 });
  fc.assert(fc.property(spoilt(wellFormed), run), { numRuns: 1000 });
  fc.assert(fc.property(programs, run), { numRuns: 2000 });
  fc.assert(fc.property(spoilt(programs), run), { numRuns: 1000 });
  fc.assert(fc.property(spoilt(fc.constant(program)), run), { numRuns: 1000 });
  assert.ok(taken > seen / 20, `${taken} of ${seen} were taken, too few for this test to mean anything`);
});

test('random accounts: what the quick check takes, the full reader reads to the same value', () => {
  let seen = 0;
  let taken = 0;
  const currency = fc.constantFrom('EUR', 'JPY', 'KWD', 'CLF');
  const run = (json: unknown, code: string): void => {
    seen++;
    if (takesAccount(json, code)) taken++;
  };
  fc.assert(fc.property(accounts, currency, run), { numRuns: 3000 });
  fc.assert(fc.property(spoilt(accounts), currency, run), { numRuns: 1000 });
  fc.assert(fc.property(spoilt(fc.constant(totals)), currency, run), { numRuns: 1000 });
  assert.ok(taken > seen / 20, `${taken} of ${seen} were taken, too few for this test to mean anything`);
});

test('the quick check never throws', () => {
  const anything = fc.anything({
    withNullPrototype: true,
    withBigInt: true,
    withDate: true,
    withMap: true,
    withSet: true,
    withSparseArray: true,
    withTypedArray: true,
    key: fc.oneof(fc.string(), fc.constantFrom('__proto__', 'constructor', 'toString', 'name', 'levels', 'id', 'from')),
  });
  const keys = fc.constantFrom('name', 'currency', 'points', 'tiers', 'rewards', 'ask', 'incentive', 'id', 'spend');
  const run = (json: unknown): void => {
    quickProgram(json);
    quickAccount(json, 'EUR');
  };
  fc.assert(fc.property(anything, run), { numRuns: 1000 });
  fc.assert(fc.property(fc.dictionary(keys, anything), run), { numRuns: 1000 });
  fc.assert(
    fc.property(fc.array(anything, { maxLength: 3 }), (list) => {
      run({ tiers: { levels: list } });
      run({ rewards: list });
      run({ tiers: { levels: [{ id: 'a', name: 'A', from: 0, perks: list }] } });
    }),
    { numRuns: 500 },
  );
});

test('the quick check never throws for proxies and getters that throw', () => {
  const no = (): never => {
    throw new Error('no');
  };
  const thrower = new Proxy({}, { get: no, has: no, ownKeys: no, getOwnPropertyDescriptor: no, getPrototypeOf: no });
  const { proxy: revoked, revoke } = Proxy.revocable({}, {});
  revoke();
  const getter = Object.defineProperty({}, 'name', { enumerable: true, get: no });
  for (const value of [thrower, revoked, getter]) {
    for (const json of [value, { points: value }, { rewards: [value] }, { ask: value }, { tiers: { levels: value } }]) {
      assert.equal(quickProgram(json), undefined);
      assert.equal(quickAccount(json, 'EUR'), undefined);
    }
  }
});
