import assert from 'node:assert/strict';
import test from 'node:test';
import { clubFiles } from '../../src/locales/club-files.ts';
import { activity } from '../../src/locales/en.activity.ts';
import { balance } from '../../src/locales/en.balance.ts';
import { card } from '../../src/locales/en.card.ts';
import { club } from '../../src/locales/en.club.ts';
import { earn } from '../../src/locales/en.earn.ts';
import { message } from '../../src/locales/en.message.ts';
import { nps } from '../../src/locales/en.nps.ts';
import { panel } from '../../src/locales/en.panel.ts';
import { product } from '../../src/locales/en.product.ts';
import { prompt } from '../../src/locales/en.prompt.ts';
import { referral } from '../../src/locales/en.referral.ts';
import { review } from '../../src/locales/en.review.ts';
import { rewards } from '../../src/locales/en.rewards.ts';
import { survey } from '../../src/locales/en.survey.ts';
import { en } from '../../src/locales/en.ts';
import { balanceFiles, baseTag, closestLanguage, loadWords } from '../../src/locales/languages.ts';
import { Locale, type Values } from '../../src/locales/locale.ts';
import { count, date } from '../../src/locales/numbers.ts';
import { questionFiles } from '../../src/locales/question-files.ts';
import type { Balances, CountedKey, Language, Overrides, Questions } from '../../src/locales/words.ts';

const clubWords = { ...club, ...earn, ...rewards, ...referral, ...activity, ...product, ...message, ...panel };
const english: Language = { ...en, ...balance, ...card, ...nps, ...prompt, ...review, ...survey, ...clubWords };
const TAGS = ['sv', 'nb', 'da', 'fi', 'de', 'fr', 'es', 'nl', 'it', 'pt', 'pl', 'ar'] as const;
const files = Object.fromEntries(
  await Promise.all(
    TAGS.map(async (tag) => {
      const [one, other, third] = await Promise.all([clubFiles[tag]?.(), questionFiles[tag](), balanceFiles[tag]()]);
      return [tag, { ...third.default, ...one?.default, ...other.default }];
    }),
  ),
) as Readonly<Record<(typeof TAGS)[number], Language>>;
const { sv } = files;
/** What a page loads: for points and tiers, for a question. */
const SORTS = [
  ['points and tiers', balanceFiles, { ...en, ...balance }],
  ['earning and redeeming', clubFiles, { ...en, ...balance, ...clubWords }],
  ['questions', questionFiles, { ...en, ...prompt, ...card, ...nps, ...survey, ...review }],
] as const;

/** Keys that only some languages have, and the key whose placeholders each must have. */
const EXTRAS: Readonly<Record<string, keyof Language>> = {
  first: 'top',
  npsProduct: 'npsQuestion',
  csatProduct: 'csatQuestion',
  cesProduct: 'cesQuestion',
  choiceProduct: 'choiceQuestion',
  reviewShop: 'reviewHeading',
};
/** Keys that are shown with a number. */
const COUNTED: readonly CountedKey[] = [
  ...(['points', 'orders', 'pending', 'expiring', 'toReward', 'changed', 'toLevel', 'cartShort'] as const),
  ...([
    'left',
    'stars',
    'youGetPer',
    'mostFriends',
    'waitingGroup',
    'nearLevel',
    'expireOn',
    'birthdayPoints',
  ] as const),
];
/** Texts about a shop or a product with a name, and what is said without a name. */
const NAMELESS = {
  npsQuestion: 'npsHere',
  csatQuestion: 'csatHere',
  cesQuestion: 'cesHere',
  choiceQuestion: 'choiceHere',
  reviewHeading: 'reviewHere',
  tellHeading: 'tellHere',
} as const satisfies Partial<Record<keyof Language, keyof Language>>;
/** Consents: they always have a name, that of the shop or of the host. */
const CONSENTS = { consent: 'consentUnnamed', tellConsent: 'tellConsentUnnamed' } as const;

/** The placeholders of a text; `{amount.many}` counts as `{amount}`. */
const placeholders = (text: string): string[] =>
  [...new Set(text.replace(/(\{\w+)\.\w+/g, '$1').match(/\{\w+\}/g))].sort();
/** A text, or the texts of its plural forms, each with its plural category. */
const texts = (entry: unknown): [string, string][] =>
  typeof entry === 'object' ? Object.entries(entry as object) : [['other', entry as string]];
const KEYS = Object.keys(english) as (keyof Language)[];
const keysOf = (language: Language): (keyof Language)[] => Object.keys(language) as (keyof Language)[];
/** Every text of a language that a customer reads, each plural form by itself. */
const said = (language: Language): [string, string][] =>
  keysOf(language)
    .filter((key) => !/^(tags|marks|plural|dir|money|symbols|comma|colon|first)$/.test(key))
    .flatMap((key) => texts(language[key]).map(([form, text]): [string, string] => [`${key}.${form}`, text]));

/** Whether a plural form of a language is for one number only, so that a text may leave the number out: "a star". */
const single = (tag: string, form: string): boolean => {
  const rules = new Intl.PluralRules(tag);
  return Array.from({ length: 1000 }, (_, n) => n).filter((n) => rules.select(n) === form).length === 1;
};

for (const [tag, language] of Object.entries(files)) {
  test(`${tag} has every key of English, and no other but those that only some languages need`, () => {
    const extra = Object.keys(language).filter((key) => !(key in english));
    for (const key of extra) assert.ok(key in EXTRAS, key);
    assert.deepEqual(
      Object.keys(language)
        .filter((key) => !extra.includes(key))
        .sort(),
      Object.keys(english).sort(),
    );
  });

  test(`${tag} has the placeholders of English under every key, in each of its forms`, () => {
    for (const key of keysOf(language))
      for (const [form, text] of texts(language[key])) {
        const wanted = placeholders(texts(english[EXTRAS[key] ?? key]).at(-1)?.[1] ?? '');
        const may = single(tag, form) ? wanted.filter((one) => one !== '{n}' || text.includes(one)) : wanted;
        assert.deepEqual(placeholders(text), may, `${key}.${form}`);
      }
  });

  test(`${tag} has plural forms only for what is shown with a number, and no text is empty`, () => {
    for (const key of keysOf(language)) {
      if (typeof language[key] === 'object') assert.ok(COUNTED.includes(key as CountedKey), key);
      for (const [form, text] of texts(language[key]))
        assert.ok(typeof text === 'string' && (text || key === 'tags' || key === 'symbols'), `${key}.${form}`);
    }
  });

  test(`${tag} has every plural form that the language has, and no other`, () => {
    const wanted = new Intl.PluralRules(tag).resolvedOptions().pluralCategories;
    for (const key of keysOf(language))
      if (typeof language[key] === 'object')
        assert.deepEqual(Object.keys(language[key]).sort(), [...wanted].sort(), key);
  });

  test(`${tag} keeps a number and its noun on one line, and leaves the number out only where it is certain`, () => {
    for (const key of ['points', 'orders'] as const)
      for (const [form, text] of texts(language[key]))
        assert.ok(/^\{n\}\u00a0\p{L}/u.test(text) || (single(tag, form) && !text.includes('{')), `${key}.${form}`);
  });

  test(`${tag} takes a noun in another form than the number has only where the language has that form`, () => {
    const categories = new Set<string>(new Intl.PluralRules(tag).resolvedOptions().pluralCategories);
    for (const [key, text] of said(language))
      for (const [, name, form = ''] of text.matchAll(/\{(\w+)\.(\w+)\}/g)) {
        assert.match(
          key,
          /^(pending|expiring|toReward|changed|toLevel|cartShort|keep|before|multipliedUntil|becauseUntil|invitedOn|againOn|waiting|pendingUntil|memberUntil|expireOn)\./,
        );
        assert.ok(name === 'date' ? tag === 'it' : name === 'amount' && categories.has(form), `${key}: ${text}`);
      }
  });

  test(`${tag} has a text without a name for each one with a name, and it is not the same text`, () => {
    for (const [named, nameless] of Object.entries(NAMELESS) as [keyof Language, keyof Language][]) {
      assert.deepEqual(placeholders(language[named] as string), ['{name}'], named);
      assert.deepEqual(placeholders(language[nameless] as string), [], nameless);
    }
    assert.deepEqual(placeholders(language.reviewThisProduct), []);
  });

  test(`${tag} has a consent without the customer’s name, which does not speak of a choice of the name`, () => {
    for (const [named, unnamed] of Object.entries(CONSENTS) as [keyof typeof CONSENTS, keyof Language][]) {
      assert.notEqual(language[named], language[unnamed]);
      assert.match(language[named], tag === 'pl' ? /podpis/ : /\(/u, named);
      assert.doesNotMatch(language[unnamed] as string, /[()]/, unnamed);
    }
  });

  test(`${tag} says “optional” apart from the label, and quotes the choice of no name as it stands`, () => {
    // Swedish forms write it without brackets.
    assert.match(language.optional, tag === 'sv' ? /^Valfritt$/ : /^\(.+\)$/);
    assert.ok(language.nameMissing.replaceAll('\u00a0', ' ').includes(language.anonymous), language.nameMissing);
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
    assert.equal(closestLanguage([tag]), tag);
  });

  for (const [what, loaders, keys] of SORTS)
    test(`${tag} for ${what} is loaded once asked for, and no other words with it`, async () => {
      const own = await new Promise<object | undefined>((resolve) => {
        const ask = (): object | undefined => loadWords(tag, () => resolve(ask()), loaders);
        const now = ask();
        if (now) resolve(now);
      });
      const extra = Object.keys(EXTRAS).filter(
        (key) => key in language && (key === 'first') === (loaders !== questionFiles),
      );
      const wanted = [...Object.keys(keys), ...extra].map((key) => [key, language[key as keyof Language]]);
      assert.deepEqual(own, Object.fromEntries(wanted));
      assert.equal(
        loadWords(tag, () => assert.fail('nothing more is to come'), loaders),
        own,
      );
    });

  test(`${tag} has what every part needs alike in both of its files`, async () => {
    const [one, other] = await Promise.all(
      [balanceFiles, questionFiles].map((sort) => sort[tag as keyof typeof sort]()),
    );
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
  // @ts-expect-error Plural forms stand where English has a text without a number.
  const text: Balances = { ...sv, top: { other: top } };
  // @ts-expect-error Plural forms always have `other`.
  const forms: Balances = { ...sv, points: { one: top } };
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
  for (const [wanted, found] of table) assert.equal(closestLanguage(wanted), found, JSON.stringify(wanted));
});

test('a language tag is read whatever its case, as BCP 47 says', () => {
  for (const tag of ['SV', 'Sv-se', 'sv-fi']) assert.equal(baseTag(closestLanguage([tag])).toLowerCase(), 'sv', tag);
  assert.equal(baseTag(closestLanguage(['EN-GB', 'sv'])).toLowerCase(), 'en');
});

test('a language that only the shop has words for is chosen, too, by its base or by the very tag', () => {
  const shops = { he: { send: 'שליחה' }, 'zh-Hant-TW': { send: '送出' } };
  assert.equal(closestLanguage(['he-IL', 'en'], shops), 'he-IL');
  assert.equal(closestLanguage(['zh-Hant-TW', 'en'], shops), 'zh-Hant-TW');
  assert.equal(closestLanguage(['zh-CN', 'sv'], shops), 'sv');
  assert.equal(closestLanguage(['he-IL', 'sv']), 'sv');
  assert.equal(closestLanguage(['toString'], {}), 'en');
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
    assert.doesNotThrow(() => new Intl.NumberFormat(closestLanguage([tag])).format(1), tag);
});

test('a language that nobody has gives no words, and nothing arrives', () => {
  assert.equal(
    loadWords('xx', () => assert.fail('it came')),
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
      const one = new Locale(tag, theirs, { [baseTag(tag)]: { [key]: `Own: ${key}` } });
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
  assert.equal(locale('en').t('toLevel', { amount: '5' }), '5 left until {level}');
  assert.equal(locale('en', { en: { send: 'Go {where}' } }).t('send'), 'Go {where}');
  const inherited = '{constructor} {toString} {__proto__}';
  assert.equal(locale('en', { en: { send: inherited } }).t('send'), inherited);
});

test('what is put into a placeholder is not read as a pattern', () => {
  assert.equal(locale('en').t('toLevel', { amount: '{level}', level: '$&' }), '{level} left until $&');
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
    ['0\u00a0beans', '1\u00a0bean', '2\u00a0beans', '−1\u00a0beans', '1,000\u00a0beans'],
  );
  const byLanguage = { en: { one: 'bean', other: 'beans' }, sv: { one: 'böna', other: 'bönor' } };
  assert.deepEqual(
    [count(en, 1, byLanguage), count(sv, 1, byLanguage), count(sv, 2, byLanguage)],
    ['1\u00a0bean', '1\u00a0böna', '2\u00a0bönor'],
  );
  assert.equal(count(sv, 2, { one: { en: 'bean', sv: 'böna' }, other: { en: 'beans', sv: 'bönor' } }), '2\u00a0bönor');
  assert.equal(count(en, 2, 'miles'), '2\u00a0miles');
  assert.equal(count(en, 1, { other: 'beans' }), '1\u00a0beans');
  assert.equal(count(en, 1), '1\u00a0point');
  assert.equal(count(en, 1, undefined, 'orders'), '1\u00a0order');
  assert.equal(count(sv, 2, undefined, 'orders'), '2\u00a0köp');
});

test('a noun of the shop may hold its number, or leave it out', () => {
  const en = locale('en');
  const label = { one: 'a single bean', other: '{n} whole beans' };
  assert.deepEqual([count(en, 1, label), count(en, 2000, label)], ['a single bean', '2,000 whole beans']);
  assert.equal(count(locale('en', { en: { points: label } }), 1), 'a single bean');
  assert.deepEqual(
    [1, 2, 3, 11].map((n) => count(new Locale('ar', files.ar), n)),
    ['نقطة واحدة', 'نقطتان', '3\u00a0نقاط', '11\u00a0نقطة'],
  );
});

test('a sentence has its plural form by `n`, and `other` without one, as for money', () => {
  const es = new Locale('es', files.es);
  const say = (values: Values): string => es.t('toLevel', { level: 'Oro', ...values });
  assert.equal(say({ n: 1, amount: '1 punto' }), 'Te falta 1 punto para Oro');
  assert.equal(say({ n: 2, amount: '2 puntos' }), 'Te faltan 2 puntos para Oro');
  assert.equal(say({ amount: '20 €' }), 'Te faltan 20 € para Oro');
});

test('a sentence may take its noun in another form: the genitive of Polish', () => {
  const forms = {
    one: 'Brakuje {amount.other}',
    few: 'Brakuje {amount.many}',
    many: 'Brakuje {amount.many}',
    other: 'Brakuje {amount.other}',
  };
  const pl = new Locale('pl', files.pl, { pl: { toLevel: forms } });
  const say = (n: number): string => pl.t('toLevel', { n, amount: (form) => count(pl, n, undefined, 'points', form) });
  assert.deepEqual([1, 2, 5, 1.5].map(say), [
    'Brakuje 1\u00a0punktu',
    'Brakuje 2\u00a0punktów',
    'Brakuje 5\u00a0punktów',
    'Brakuje 1,5\u00a0punktu',
  ]);
});

test('Italian elides before the 8th and the 11th, and the first of a month is an ordinal', () => {
  const keep = (tag: keyof typeof files, on: string): string => {
    const one = new Locale(tag, files[tag]);
    return one.t('keep', { level: 'X', date: (word) => date(one, on, word) });
  };
  assert.deepEqual(
    ['2026-12-31', '2026-12-08', '2026-12-11', '2026-12-01', '2026-12-18'].map((on) => keep('it', on)),
    [
      'Mantieni X fino al 31 dicembre 2026.',
      'Mantieni X fino all’8 dicembre 2026.',
      'Mantieni X fino all’11 dicembre 2026.',
      'Mantieni X fino al 1º dicembre 2026.',
      'Mantieni X fino al 18 dicembre 2026.',
    ],
  );
  assert.equal(keep('fr', '2027-01-01'), 'Vous gardez X jusqu’au 1er janvier 2027.');
  assert.equal(keep('pt', '2027-01-01'), 'Você mantém X até 1º de janeiro de 2027.');
  assert.equal(keep('sv', '2027-01-01'), 'Du behåller X till och med den 1 januari 2027.');
});

test('the closest file is loaded: region and variant, variant, region, language', async () => {
  const file = (test: string) => () => Promise.resolve({ default: { ...sv, test } });
  const table = {
    pt: file('pt'),
    'pt-PT': file('pt-PT'),
    de: file('de'),
    'de-formal': file('de-formal'),
    'de-CH-formal': file('de-CH-formal'),
  };
  const load = (tag: string, variant?: string): Promise<string | undefined> =>
    new Promise((resolve) => {
      const ask = (): string | undefined => loadWords(tag, () => resolve(ask()), table, variant)?.test;
      const now = ask();
      if (now) resolve(now);
    });
  for (const [tag, variant, wanted] of [
    ['pt-PT', undefined, 'pt-PT'],
    ['pt-BR', undefined, 'pt'],
    ['pt-AO', undefined, 'pt'],
    ['de-AT', 'formal', 'de-formal'],
    ['de-CH', 'formal', 'de-CH-formal'],
    ['de-CH', undefined, 'de'],
    ['pt-PT', 'formal', 'pt-PT'],
  ] as const)
    assert.equal(await load(tag, variant), wanted, `${tag} ${variant}`);
});
