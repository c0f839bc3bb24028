/** What is written without `Intl` is exactly what `Intl` writes; only the minus is always a real one. */
import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { balance } from '../../src/locales/en.balance.ts';
import { en } from '../../src/locales/en.ts';
import { balanceFiles, baseTag } from '../../src/locales/languages.ts';
import { Locale } from '../../src/locales/locale.ts';
import { compact, count, date, money } from '../../src/locales/numbers.ts';
import type { Language } from '../../src/locales/words.ts';
import { digits } from '../../src/loyalty/money.ts';

const english = { ...en, ...balance };
const files: Record<string, Partial<Language> & typeof en> = { en: english };
for (const [tag, load] of Object.entries(balanceFiles)) files[tag] = (await load()).default;
const own = (tag: string): Locale => new Locale(tag, files[baseTag(tag)] ?? english);
/** Those that are written without `Intl`. */
const TAGS = Object.values(files).flatMap(({ tags }) => tags.split(' ').filter((tag) => tag));
/** A language of other digits, and regions whose digits differ from their language's: these go through `Intl`. */
const OTHERS = [
  ...['en-GB', 'en-IN', 'en-ZA', 'en-CH', 'sv-FI', 'sv-AX', 'da-GL', 'de-AT', 'de-CH', 'fr-CA', 'fr-CH', 'es-MX'],
  ...['es-AR', 'it-CH', 'pt-PT', 'ar', 'ar-EG', 'ar-AE'],
];
const CURRENCIES = Intl.supportedValuesOf('currency');

/** `Intl` writes a hyphen in some languages, some with a mark of direction. */
const minus = (text: string): string => text.replace('-', '−');
/** What `Intl` writes of an amount in minor units. */
function amounts(tag: string, currency: string): (minor: number) => string {
  const places = digits(currency);
  const intl = new Intl.NumberFormat(tag, {
    style: 'currency',
    currency,
    minimumFractionDigits: places,
    maximumFractionDigits: places,
  });
  return (minor) => minus(intl.format(minor / 10 ** places));
}
const NUMBERS = [0, 1, 2, 3, 5, 11, 21, 100, 1.5];

const WHOLE = [
  ...[0, 1, 2, 9, 10, 99, 100, 999, 1000, 1001, 9999, 10_000, 99_999, 100_000, 999_999, 1e6, 1_234_567, 123_456_789],
  ...[1e9, 1e11, Number.MAX_SAFE_INTEGER],
].flatMap((n) => [n, -n || 0]);
const PARTS = [0.5, 1.5, 0.25, 1234.5, -1234.5, 412.5, 49.9, 999_999.99];

test('the digits of every language but Arabic are written without Intl, where they are the language’s own', () => {
  for (const tag of Object.keys(files)) assert.equal(own(tag).exact, tag !== 'ar', tag);
  assert.deepEqual(
    [...TAGS, ...OTHERS].map((tag) => own(tag).exact),
    [...TAGS.map(() => true), ...OTHERS.map(() => false)],
  );
});

for (const tag of [...TAGS, ...OTHERS]) {
  const locale = own(tag);

  test(`${tag}: numbers are what Intl writes`, () => {
    const intl = new Intl.NumberFormat(tag);
    for (const n of [...WHOLE, ...PARTS]) assert.equal(locale.number(n), minus(intl.format(n)), String(n));
    fc.assert(
      fc.property(fc.maxSafeInteger(), (n) => assert.equal(locale.number(n || 0), minus(intl.format(n || 0)))),
      { numRuns: 500 },
    );
  });

  test(`${tag}: numbers from a million on are compact as Intl writes them, and whole below`, () => {
    const intl = new Intl.NumberFormat(tag, { notation: 'compact', maximumFractionDigits: 1 });
    for (const n of [1e6, -1e6, 1_234_567, -1_234_567, 9_999_999, 123_456_789, 1e9, 1e11])
      assert.equal(compact(locale, n), minus(intl.format(n)), String(n));
    for (const n of [0, 999_999, -999_999, 1000]) assert.equal(compact(locale, n), locale.number(n), String(n));
  });

  test(`${tag}: the plural form is the one that Intl chooses`, () => {
    const rules = new Intl.PluralRules(tag);
    const forms = { zero: 'zero', one: 'one', two: 'two', few: 'few', many: 'many', other: 'other' };
    for (const n of NUMBERS) assert.equal(locale.text(forms, n), rules.select(n), String(n));
    fc.assert(
      fc.property(fc.oneof(fc.nat(200), fc.nat(3e6), fc.constantFrom(999_999, 1e6, 2e6, 1e7)), (n) =>
        assert.equal(locale.text(forms, n), rules.select(n)),
      ),
    );
  });

  test(`${tag}: dates are what Intl writes, but for the first of a month, whatever the time zone`, () => {
    const intl = new Intl.DateTimeFormat(tag, { dateStyle: 'long', timeZone: 'UTC' });
    for (const on of ['2026-12-31', '2026-01-01', '2024-02-29', '1970-01-01', '2026-03-29', '2026-10-25'])
      assert.equal(
        date(locale, on),
        intl.format(new Date(`${on}T12:00:00Z`)).replace(/^1(?= )/, locale.words.first ?? '1'),
        on,
      );
  });
}

for (const tag of TAGS)
  test(`${tag}: money is what Intl writes, in each of ${CURRENCIES.length} currencies`, () => {
    const locale = own(tag);
    for (const currency of CURRENCIES) {
      const amount = amounts(tag, currency);
      for (const minor of [
        0, 1, -1, 5, 99, 100, 1000, 4990, -4990, 41_250, 99_999, 100_000, 123_456_789, -123_456_789, 1e13,
      ])
        assert.equal(money(locale, minor, currency), amount(minor), `${minor} ${currency}`);
    }
    fc.assert(
      fc.property(fc.constantFrom(...CURRENCIES), fc.integer({ min: -1e13, max: 1e13 }), (currency, minor) => {
        assert.equal(money(locale, minor, currency), amounts(tag, currency)(minor));
      }),
      { numRuns: 300 },
    );
  });

test('nouns of each language, for 0, 1, 2, 3, 5, 11, 21, 100 and 1.5', () => {
  const nouns = (tag: string, key: 'points' | 'orders'): string =>
    NUMBERS.map((n) =>
      count(own(tag), n, undefined, key)
        .split(/[\d,.٫]+\u00a0/)
        .at(-1),
    ).join(' ');
  const TABLE: Readonly<Record<string, readonly [string, string]>> = {
    en: [
      'points point points points points points points points points',
      'orders order orders orders orders orders orders orders orders',
    ],
    sv: ['poäng poäng poäng poäng poäng poäng poäng poäng poäng', 'köp köp köp köp köp köp köp köp köp'],
    nb: ['poeng poeng poeng poeng poeng poeng poeng poeng poeng', 'kjøp kjøp kjøp kjøp kjøp kjøp kjøp kjøp kjøp'],
    da: ['point point point point point point point point point', 'køb køb køb køb køb køb køb køb køb'],
    fi: [
      'pistettä piste pistettä pistettä pistettä pistettä pistettä pistettä pistettä',
      'tilausta tilaus tilausta tilausta tilausta tilausta tilausta tilausta tilausta',
    ],
    de: [
      'Punkte Punkt Punkte Punkte Punkte Punkte Punkte Punkte Punkte',
      'Bestellungen Bestellung Bestellungen Bestellungen Bestellungen Bestellungen Bestellungen Bestellungen Bestellungen',
    ],
    fr: [
      'point point points points points points points points point',
      'commande commande commandes commandes commandes commandes commandes commandes commande',
    ],
    es: [
      'puntos punto puntos puntos puntos puntos puntos puntos puntos',
      'pedidos pedido pedidos pedidos pedidos pedidos pedidos pedidos pedidos',
    ],
    nl: [
      'punten punt punten punten punten punten punten punten punten',
      'bestellingen bestelling bestellingen bestellingen bestellingen bestellingen bestellingen bestellingen bestellingen',
    ],
    it: [
      'punti punto punti punti punti punti punti punti punti',
      'ordini ordine ordini ordini ordini ordini ordini ordini ordini',
    ],
    pt: [
      'ponto ponto pontos pontos pontos pontos pontos pontos ponto',
      'pedido pedido pedidos pedidos pedidos pedidos pedidos pedidos pedido',
    ],
    pl: [
      'punktów punkt punkty punkty punktów punktów punktów punktów punktu',
      'zamówień zamówienie zamówienia zamówienia zamówień zamówień zamówień zamówień zamówienia',
    ],
    ar: ['نقطة نقطة واحدة نقطتان نقاط نقاط نقطة نقطة نقطة نقطة', 'طلب طلب واحد طلبان طلبات طلبات طلبًا طلبًا طلب طلب'],
  };
  assert.deepEqual(Object.keys(TABLE), Object.keys(files));
  for (const [tag, [points, orders]] of Object.entries(TABLE)) {
    assert.equal(nouns(tag, 'points'), points, tag);
    assert.equal(nouns(tag, 'orders'), orders, tag);
  }
  assert.equal(count(own('fr'), 1e6), '1\u202f000\u202f000\u00a0de points');
});

test('a code that nobody knows is written as Intl writes it', () => {
  for (const tag of TAGS)
    assert.equal(
      money(own(tag), -123_456, 'ABC'),
      minus(new Intl.NumberFormat(tag, { style: 'currency', currency: 'ABC' }).format(-1234.56)),
    );
});

test('money of a region with its own digits is what Intl writes', () => {
  for (const tag of OTHERS)
    for (const currency of ['EUR', 'SEK', 'USD', 'GBP', 'JPY', 'KWD', 'INR', 'CHF'])
      for (const minor of [0, 5, 4990, -4990, 123_456_789])
        assert.equal(
          money(own(tag), minor, currency),
          minus(new Intl.NumberFormat(tag, { style: 'currency', currency }).format(minor / 10 ** digits(currency))),
          `${tag} ${currency} ${minor}`,
        );
});

test('the minus is a real one, never a hyphen', () => {
  for (const tag of [...TAGS, ...OTHERS])
    for (const text of [own(tag).number(-5), compact(own(tag), -5e6), money(own(tag), -500, 'EUR')]) {
      assert.ok(text.includes('−'), `${tag}: ${text}`);
      assert.ok(!text.includes('-'), `${tag}: ${text}`);
    }
});
