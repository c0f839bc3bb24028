import assert from 'node:assert/strict';
import test from 'node:test';
import { balance } from '../../src/i18n/en.balance.ts';
import { card } from '../../src/i18n/en.card.ts';
import { nps } from '../../src/i18n/en.nps.ts';
import { prompt } from '../../src/i18n/en.prompt.ts';
import { review } from '../../src/i18n/en.review.ts';
import { survey } from '../../src/i18n/en.survey.ts';
import { en } from '../../src/i18n/en.ts';
import { balances, base, closest, type Language, words } from '../../src/i18n/languages.ts';
import { Locale, type Overrides } from '../../src/i18n/locale.ts';
import { count } from '../../src/i18n/numbers.ts';
import { questions } from '../../src/i18n/questions.ts';
import { reviews } from '../../src/i18n/reviews.ts';
import svAsk from '../../src/i18n/sv.ask.ts';
import svReview from '../../src/i18n/sv.review.ts';
import svBalance from '../../src/i18n/sv.ts';

const english: Language = { ...en, ...balance, ...card, ...nps, ...prompt, ...review, ...survey };
const sv: Language = { ...svBalance, ...svAsk, ...svReview };
const files: Readonly<Record<string, Language>> = { sv };
/** What a page loads: for points and tiers, for a question, for a review. */
const SORTS = [
  ['points and tiers', balances, { ...en, ...balance }],
  ['questions', questions, { ...en, ...prompt, ...card, ...nps, ...survey }],
  ['reviews', reviews, { ...en, ...prompt, ...card, ...nps, ...survey, ...review }],
] as const;

/** Every placeholder that stands in a text or in one of its plural forms. */
const placeholders = (entry: unknown): string[] => [...new Set(JSON.stringify(entry).match(/\{\w+\}/g))].sort();

for (const [tag, language] of Object.entries(files)) {
  test(`${tag} has every key of English and no other`, () => {
    assert.deepEqual(Object.keys(language).sort(), Object.keys(english).sort());
  });

  test(`${tag} has the placeholders of English under every key`, () => {
    for (const key of Object.keys(english) as (keyof Language)[])
      assert.deepEqual(placeholders(language[key]), placeholders(english[key]), key);
  });

  test(`${tag} has a text or plural forms where English has the same, and none is empty`, () => {
    for (const key of Object.keys(english) as (keyof Language)[]) {
      const [own, theirs]: unknown[] = [language[key], english[key]];
      assert.equal(typeof own, typeof theirs, key);
      const texts = typeof own === 'object' ? Object.values(own as object) : [own];
      for (const text of texts) assert.ok(typeof text === 'string' && text.length > 0, key);
      if (typeof own === 'object') assert.ok('other' in (own as object), `${key} has no other`);
    }
  });

  test(`${tag} is chosen for its tag`, () => {
    assert.equal(closest([tag]), tag);
  });

  for (const [what, loaders, keys] of SORTS)
    test(`${tag} for ${what} is loaded once asked for, and no other words with it`, async () => {
      const own = await new Promise<object | undefined>((resolve) => {
        const ask = (): object | undefined => words(tag, () => resolve(ask()), loaders);
        const now = ask();
        if (now) resolve(now);
      });
      assert.deepEqual(own, Object.fromEntries(Object.keys(keys).map((key) => [key, language[key as keyof Language]])));
      assert.equal(
        words(tag, () => assert.fail('nothing more is to come'), loaders),
        own,
      );
    });

  test(`${tag} has what every part needs alike in both of its files`, async () => {
    const [one, other] = await Promise.all([balances, questions].map((sort) => sort[tag as keyof typeof sort]()));
    for (const key of Object.keys(en) as (keyof typeof en)[]) assert.equal(one?.default[key], other?.default[key], key);
  });
}

test('there are the same languages for every sort of words', () => {
  for (const [, loaders] of SORTS) assert.deepEqual(Object.keys(loaders), Object.keys(files));
});

test('no two of the English files have the same key, which one would take from the other', () => {
  const keys = [en, balance, card, nps, prompt, review, survey].flatMap((part) => Object.keys(part));
  assert.equal(new Set(keys).size, keys.length);
});

test('closest takes the first tag that there are words for', () => {
  const table: readonly [readonly (string | null | undefined)[], string][] = [
    [['sv'], 'sv'],
    [['sv-FI'], 'sv-FI'],
    [['sv-SE', 'en'], 'sv-SE'],
    [['en-GB'], 'en-GB'],
    [['en-Latn-US'], 'en-Latn-US'],
    [['en-001'], 'en-001'],
    [['xx', 'sv'], 'sv'],
    [[null, undefined, '', 'sv'], 'sv'],
    [['zh-Hant-TW', 'sv'], 'sv'],
    [['zh-Hant-TW'], 'en'],
    [['en_US'], 'en-US'],
    [['en_US', 'sv'], 'en-US'],
    [[''], 'en'],
    [['x'], 'en'],
    [['x', 'sv-SE'], 'sv-SE'],
    [['constructor'], 'en'],
    [['__proto__'], 'en'],
    [['sv-'], 'sv'],
    [['sv SE'], 'sv'],
    [['sv-SE-u-nu-latn'], 'sv-SE'],
    [['*'], 'en'],
    [[], 'en'],
  ];
  for (const [wanted, found] of table) assert.equal(closest(wanted), found, JSON.stringify(wanted));
});

test('a language tag is read whatever its case, as BCP 47 says', () => {
  for (const tag of ['SV', 'Sv-se', 'sv-fi']) assert.equal(base(closest([tag])).toLowerCase(), 'sv', tag);
  assert.equal(base(closest(['EN-GB', 'sv'])).toLowerCase(), 'en');
});

test('whatever closest gives, Intl takes', () => {
  for (const tag of [
    'en_US',
    '',
    'x',
    'zh-Hant-TW',
    'sv-FI',
    'sv-xx',
    'en-999',
    'en-Abcd',
    'sv-SE-u-nu-latn',
    'i-klingon',
  ])
    assert.doesNotThrow(() => new Intl.NumberFormat(closest([tag])).format(1), tag);
});

test('a language that nobody has gives no words, and nothing arrives', () => {
  assert.equal(
    words('xx', () => assert.fail('it came')),
    undefined,
  );
});

const locale = (tag: string, overrides?: Overrides): Locale =>
  new Locale(tag, tag.startsWith('sv') ? sv : english, overrides);

test('the shop’s words win: exact tag, then base language, then ours', () => {
  const overrides = { sv: { send: 'Iväg', close: 'Bort' }, 'sv-FI': { send: 'Sänd' } };
  assert.equal(locale('sv-FI', overrides).t('send'), 'Sänd');
  assert.equal(locale('sv-FI', overrides).t('close'), 'Bort');
  assert.equal(locale('sv', overrides).t('send'), 'Iväg');
  assert.equal(locale('sv', overrides).t('thanks'), 'Tack!');
  assert.equal(locale('en', overrides).t('send'), 'Send');
});

test('placeholders are filled, numbers in the language’s digits, and unknown ones are left', () => {
  assert.equal(locale('en').t('left', { n: 2000 }), '2,000 characters left');
  assert.equal(locale('en').t('left', { n: 1 }), '1 character left');
  assert.equal(locale('sv').t('left', { n: 2000 }), '2\u00a0000 tecken kvar');
  assert.equal(locale('en').t('toLevel', { amount: '5' }), '5 to {level}');
  assert.equal(locale('en', { en: { send: 'Go {where}' } }).t('send'), 'Go {where}');
  const inherited = '{constructor} {toString} {__proto__}';
  assert.equal(locale('en', { en: { send: inherited } }).t('send'), inherited);
});

test('what is put into a placeholder is not read as a pattern', () => {
  assert.equal(locale('en').t('toLevel', { amount: '{level}', level: '$&' }), '{level} to $&');
});

test('a text of the shop: exact tag, base language, English, else the first one', () => {
  const text = { de: 'Silber', en: 'Silver', sv: 'Silver!', 'sv-FI': 'Silver?' };
  assert.equal(locale('sv-FI').text(text), 'Silver?');
  assert.equal(locale('sv-SE').text(text), 'Silver!');
  assert.equal(locale('en-GB').text(text), 'Silver');
  assert.equal(locale('sv').text({ de: 'Silber', en: 'Silver' }), 'Silver');
  assert.equal(locale('sv').text({ de: 'Silber', fr: 'Argent' }), 'Silber');
  assert.equal(locale('sv').text('Silver'), 'Silver');
  assert.equal(locale('sv').text(undefined), '');
});

test('the shop’s noun follows the number, in every way a shop can write it', () => {
  const en = locale('en');
  const sv = locale('sv');
  assert.deepEqual(
    [0, 1, 2, -1, 1000].map((n) => count(en, n, { one: 'bean', other: 'beans' })),
    ['0 beans', '1 bean', '2 beans', '−1 beans', '1,000 beans'],
  );
  const byLanguage = { en: { one: 'bean', other: 'beans' }, sv: { one: 'böna', other: 'bönor' } };
  assert.deepEqual(
    [count(en, 1, byLanguage), count(sv, 1, byLanguage), count(sv, 2, byLanguage)],
    ['1 bean', '1 böna', '2 bönor'],
  );
  assert.equal(count(sv, 2, { one: { en: 'bean', sv: 'böna' }, other: { en: 'beans', sv: 'bönor' } }), '2 bönor');
  assert.equal(count(en, 2, 'miles'), '2 miles');
  assert.equal(count(en, 1, { other: 'beans' }), '1 beans');
  assert.equal(count(en, 1), '1 point');
  assert.equal(count(en, 1, undefined, 'orders'), '1 order');
  assert.equal(count(sv, 2, undefined, 'orders'), '2 köp');
});
