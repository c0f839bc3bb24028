import assert from 'node:assert/strict';
import test from 'node:test';
import { balance } from '../../src/i18n/en.balance.ts';
import { card } from '../../src/i18n/en.card.ts';
import { nps } from '../../src/i18n/en.nps.ts';
import { prompt } from '../../src/i18n/en.prompt.ts';
import { review } from '../../src/i18n/en.review.ts';
import { survey } from '../../src/i18n/en.survey.ts';
import { en } from '../../src/i18n/en.ts';
import {
  type Balances,
  balances,
  base,
  closest,
  type Language,
  type Questions,
  words,
} from '../../src/i18n/languages.ts';
import { Locale, type Overrides } from '../../src/i18n/locale.ts';
import { count } from '../../src/i18n/numbers.ts';
import { questions } from '../../src/i18n/questions.ts';

const english: Language = { ...en, ...balance, ...card, ...nps, ...prompt, ...review, ...survey };
const TAGS = ['sv', 'nb', 'da', 'fi', 'de', 'fr', 'es', 'nl', 'it', 'pt', 'pl', 'ar'] as const;
const files = Object.fromEntries(
  await Promise.all(
    TAGS.map(async (tag) => {
      const [one, other] = await Promise.all([balances[tag](), questions[tag]()]);
      return [tag, { ...one.default, ...other.default }];
    }),
  ),
) as Readonly<Record<(typeof TAGS)[number], Language>>;
const { sv } = files;
/** What a page loads: for points and tiers, for a question. */
const SORTS = [
  ['points and tiers', balances, { ...en, ...balance }],
  ['questions', questions, { ...en, ...prompt, ...card, ...nps, ...survey, ...review }],
] as const;

/** Every placeholder that stands in a text. */
const placeholders = (text: string): string[] => [...new Set(text.match(/\{\w+\}/g))].sort();
/** A text, or the forms of one, by the plural category that each is for. */
const texts = (entry: unknown): [string, string][] =>
  typeof entry === 'object' ? Object.entries(entry as object) : [['other', entry as string]];
const KEYS = Object.keys(english) as (keyof Language)[];
/** Every text of a language, forms apart, as it would be read; not what says how to write numbers. */
const said = (language: Language): [string, string][] =>
  KEYS.filter((key) => !/^(tags|marks|plural|dir|money|symbols)$/.test(key)).flatMap((key) =>
    texts(language[key]).map(([form, text]): [string, string] => [`${key}.${form}`, text]),
  );

/** Whether a language has a plural form for one number alone, which may then go unsaid: "a star" for "1 star". */
const single = (tag: string, form: string): boolean => {
  const rules = new Intl.PluralRules(tag);
  return Array.from({ length: 1000 }, (_, n) => n).filter((n) => rules.select(n) === form).length === 1;
};

for (const [tag, language] of Object.entries(files)) {
  test(`${tag} has every key of English and no other`, () => {
    assert.deepEqual(Object.keys(language).sort(), Object.keys(english).sort());
  });

  test(`${tag} has the placeholders of English under every key, in each of its forms`, () => {
    for (const key of KEYS)
      for (const [form, text] of texts(language[key])) {
        const wanted = placeholders(texts(english[key]).at(-1)?.[1] ?? '');
        const may = single(tag, form) ? wanted.filter((one) => one !== '{n}' || text.includes(one)) : wanted;
        assert.deepEqual(placeholders(text), may, `${key}.${form}`);
      }
  });

  test(`${tag} has a text or plural forms where English has the same, and none is empty`, () => {
    for (const key of KEYS) {
      assert.equal(typeof language[key], typeof english[key], key);
      for (const [form, text] of texts(language[key]))
        assert.ok(typeof text === 'string' && (text || key === 'tags' || key === 'symbols'), `${key}.${form}`);
    }
  });

  test(`${tag} has every plural form that the language has, and no other`, () => {
    const wanted = new Intl.PluralRules(tag).resolvedOptions().pluralCategories;
    for (const key of KEYS)
      if (typeof language[key] === 'object')
        assert.deepEqual(Object.keys(language[key]).sort(), [...wanted].sort(), key);
  });

  test(`${tag} puts nothing of its own to the end of a name, and has the marks of good print`, () => {
    for (const [key, text] of said(language)) {
      assert.doesNotMatch(text, /\}[-:’]?\p{L}/u, `${key}: an ending at a name that nobody knows`);
      assert.doesNotMatch(text, /['"]|\.\.|--| - |^\s|\s$| {2}/, key);
      if (tag === 'fr') assert.doesNotMatch(text, /[^\u00a0]:|[^\u202f][!?;]|«[^\u00a0]|[^\u00a0]»/, key);
      else assert.doesNotMatch(text, /\s[:!?;]/, key);
    }
  });

  test(`${tag} is read in the direction of its script, and isolates what may be in the other one`, () => {
    const rtl = language.dir === 'rtl';
    assert.equal(rtl, tag === 'ar');
    for (const [key, text] of said(language)) {
      assert.equal(/\p{Script=Arabic}/u.test(text), rtl, `${key}: ${text}`);
      const bare = text.replace(/\u2068\{\w+\}\u2069/g, '');
      if (rtl)
        assert.deepEqual(
          placeholders(bare).filter((one) => !/^\{(n|date)\}$/.test(one)),
          [],
          key,
        );
      assert.doesNotMatch(bare, /[\u2066-\u2069]/, key);
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

test('a language with a key too few, a key too many or no plural forms does not compile', () => {
  const { top, ...few } = sv;
  const { thanks: _, ...unthanked } = sv;
  // @ts-expect-error `top` is missing.
  const missing: Balances = few;
  // @ts-expect-error `thanks` is missing.
  const unthankful: Questions = unthanked;
  // @ts-expect-error `zenith` is not a key of English.
  const more: Balances = { ...sv, zenith: top };
  // @ts-expect-error A text stands where English has plural forms.
  const text: Balances = { ...sv, expiring: top };
  // @ts-expect-error Plural forms always have `other`.
  const forms: Balances = { ...sv, expiring: { one: top } };
  // What is checked above is checked by the compiler; this is that they are what they say.
  assert.deepEqual(
    [missing, unthankful, more, text, forms].map((one) => Object.keys(one).length - Object.keys(sv).length),
    [-1, -1, 1, 0, 0],
  );
});

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
    [['no'], 'nb'],
    [['no-NO', 'en'], 'nb-NO'],
    [['nn-NO'], 'nb-NO'],
    [['NN'], 'nb'],
    [['non', 'da'], 'da'],
    [['pt-BR'], 'pt-BR'],
    [['zh', 'pt-PT'], 'pt-PT'],
    [['zh'], 'en'],
    [['ar-EG'], 'ar-EG'],
    [['de-CH-1996'], 'de-CH'],
    [[], 'en'],
  ];
  for (const [wanted, found] of table) assert.equal(closest(wanted), found, JSON.stringify(wanted));
});

test('a language tag is read whatever its case, as BCP 47 says', () => {
  for (const tag of ['SV', 'Sv-se', 'sv-fi']) assert.equal(base(closest([tag])).toLowerCase(), 'sv', tag);
  assert.equal(base(closest(['EN-GB', 'sv'])).toLowerCase(), 'en');
});

test('a language that only the shop has words for is chosen, too, by its base or by the very tag', () => {
  const shops = { he: { send: 'שליחה' }, 'zh-Hant-TW': { send: '送出' } };
  assert.equal(closest(['he-IL', 'en'], shops), 'he-IL');
  assert.equal(closest(['zh-Hant-TW', 'en'], shops), 'zh-Hant-TW');
  assert.equal(closest(['zh-CN', 'sv'], shops), 'sv');
  assert.equal(closest(['he-IL', 'sv']), 'sv');
  assert.equal(closest(['toString'], {}), 'en');
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

test('Norwegian goes by its older tag, too, in the shop’s words and names', () => {
  const nb = new Locale('nb-NO', files.nb, { no: { send: 'Av gårde' } });
  assert.equal(nb.t('send'), 'Av gårde');
  assert.equal(nb.t('thanks'), 'Takk!');
  assert.equal(nb.text({ en: 'Gold', no: 'Gull' }), 'Gull');
  assert.equal(nb.text({ no: 'Gull', nb: 'Gullnivå' }), 'Gullnivå');
  assert.equal(locale('sv').text({ en: 'Gold', no: 'Gull' }), 'Gold');
});

for (const [tag, theirs] of [...Object.entries(files), ['he', english] as const, ['en-GB', english] as const])
  test(`a shop’s words under every key stand in place of ours: ${tag}`, () => {
    for (const key of KEYS) {
      const one = new Locale(tag, theirs, { [base(tag)]: { [key]: `Own: ${key}` } });
      assert.equal(one.t(key), `Own: ${key}`, key);
      const another = KEYS.find((other) => other !== key && typeof theirs[other] === 'string');
      if (another) assert.equal(one.t(another), theirs[another], 'the others stay');
    }
  });

test('a shop’s words may have plural forms wherever a number decides, in its language and ours', () => {
  const forms = { one: '{n} skilling', few: '{n} skillings', other: '{n} shillings' };
  const own = (tag: string, theirs: Language) => new Locale(tag, theirs, { [tag]: { left: forms } });
  assert.deepEqual(
    [1, 3, 5].map((n) => own('pl', files.pl).t('left', { n })),
    ['1 skilling', '3 skillings', '5 shillings'],
  );
  assert.deepEqual(
    [1, 3].map((n) => own('cs', english).t('left', { n })),
    ['1 skilling', '3 skillings'],
  );
  assert.deepEqual(
    [1, 3].map((n) => own('sv', sv).t('left', { n })),
    ['1 skilling', '3 shillings'],
  );
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
