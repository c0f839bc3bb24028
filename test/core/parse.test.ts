import assert from 'node:assert/strict';
import test from 'node:test';
import { ACCOUNT_LIMIT, PROGRAM_LIMIT, parseAccount, parseProgram, parseText } from '../../src/core/parse.ts';
import type { Fault } from '../../src/core/types.ts';

const said = (faults: readonly Fault[]): string[] =>
  faults.map(({ path, found, wanted }) => `${path} is ${found}; ${wanted}`);
const levels = (...froms: unknown[]) => ({ levels: froms.map((from, i) => ({ id: `l${i}`, name: `L${i}`, from })) });

/** The contract's own examples. */
const program = {
  name: 'Nord Records Club',
  currency: 'EUR',
  points: { perUnit: 1, value: 0.01, label: { one: 'point', other: 'points' }, expire: { after: 'P12M' } },
  tiers: {
    metric: 'spend',
    period: 'rolling',
    months: 12,
    levels: [
      { id: 'bronze', name: 'Bronze', from: 0 },
      { id: 'silver', name: { en: 'Silver', sv: 'Silver' }, from: 200, perks: ['Free shipping'] },
    ],
  },
  rewards: [{ id: 'vinyl10', name: '10 € off vinyl', points: 1000, url: '/rewards/vinyl10' }],
  ask: { nps: { after: { event: 'purchase', days: 7 }, sample: 0.25 } },
};

test('the contract’s program', () => {
  const { value, faults } = parseProgram(program);
  assert.deepEqual(faults, []);
  assert.deepEqual(value.points, {
    perUnit: 1,
    value: 0.01,
    label: { one: 'point', other: 'points' },
    expireAfter: 12,
  });
  assert.deepEqual(
    value.tiers?.levels.map(({ from }) => from),
    [0, 20000],
  );
  assert.equal(JSON.stringify(value.tiers?.levels[1]?.name), '{"en":"Silver","sv":"Silver"}');
  assert.deepEqual(
    [value.name, value.currency, value.ask, value.rewards],
    [program.name, 'EUR', program.ask, program.rewards],
  );
});

test('an empty program has its defaults', () => {
  assert.deepEqual(parseProgram({}), { value: { currency: 'EUR', points: { perUnit: 1 }, rewards: [] }, faults: [] });
});

test('the rest of the keys', () => {
  const more = {
    strings: { sv: { 'points.label': 'Poäng', left: { one: '{n} kvar', other: '{n} kvar' } } },
    privacyUrl: '/privacy',
    incentive: { en: '50 points' },
    consent: { text: 'Yes', version: '2' },
  };
  const { value, faults } = parseProgram(more);
  assert.deepEqual(faults, []);
  assert.equal(
    JSON.stringify([value.strings, value.privacyUrl, value.incentive, value.consent]),
    JSON.stringify(Object.values(more)),
  );
});

const MORE = ', the level was left out';
const faulty: readonly (readonly [
  string,
  unknown,
  string | readonly string[],
  ((value: ReturnType<typeof parseProgram>['value']) => unknown)?,
  unknown?,
])[] = [
  ['no object', 5, 'the program is 5; an object is accepted, it was left out', (p) => p.currency, 'EUR'],
  ['a list', [], 'the program is a list; an object is accepted, it was left out'],
  ['null', null, 'the program is null; an object is accepted, it was left out'],
  ['an unknown key', { teirs: 1 }, 'teirs is not known here; did you mean tiers? It was left out'],
  [
    'an unknown key in another case',
    { points: { perunit: 1 } },
    'points.perunit is not known here; did you mean perUnit? It was left out',
  ],
  [
    'an unlike key',
    { points: { hello: 1 } },
    'points.hello is not known here; known are perUnit, value, label, expire, it was left out',
  ],
  [
    'a bad currency',
    { currency: 'euro' },
    'currency is "euro"; three letters of ISO 4217 is accepted, EUR is used',
    (p) => p.currency,
    'EUR',
  ],
  ['a small currency', { currency: 'sek' }, [], (p) => p.currency, 'SEK'],
  [
    'a rate as text',
    { points: { perUnit: '2' } },
    'points.perUnit is "2"; a number from 0 to 1000000 is accepted, 1 is used',
    (p) => p.points.perUnit,
    1,
  ],
  [
    'a rate too fine',
    { points: { perUnit: 1 / 3 } },
    'points.perUnit is 0.3333333333333333; 6 decimals are accepted, 0.333333 is used',
    (p) => p.points.perUnit,
    0.333333,
  ],
  [
    'weeks',
    { points: { expire: { after: 'P2W' } } },
    'points.expire.after is "P2W"; a duration of years and months, like P12M, is accepted, it was left out',
    (p) => p.points.expireAfter,
  ],
  [
    'a negative level',
    { tiers: levels(0, 5, -5) },
    `tiers.levels[2].from is -5; a number from 0 to 100000000000 is accepted${MORE}`,
    (p) => p.tiers?.levels.length,
    2,
  ],
  [
    'a level without a name',
    {
      tiers: {
        levels: [
          { id: 'a', from: 0 },
          { id: 'b', from: 1, name: 'B' },
        ],
      },
    },
    `tiers.levels[0].name is missing; a text, or one by language, is accepted${MORE}`,
  ],
  [
    'levels of one height',
    { tiers: levels(0, 5, 5.001) },
    `tiers.levels[2].from is that of another level; each has its own${MORE}`,
  ],
  [
    'levels of one id',
    { tiers: { levels: [...levels(0).levels, ...levels(5).levels] } },
    `tiers.levels[1].id is that of another level; each has its own${MORE}`,
  ],
  [
    'unsorted levels',
    { tiers: levels(0, 9, 5, 7) },
    'tiers.levels is not in the order of from; it was sorted: write l0, l2, l3, l1',
    (p) => p.tiers?.levels.map(({ from }) => from),
    [0, 500, 700, 900],
  ],
  ['no level at 0', { tiers: levels(5) }, [], (p) => p.tiers?.levels[0], { id: '', name: '', from: 0, perks: [] }],
  [
    'too many levels',
    { tiers: levels(0, 1, 2, 3, 4, 5, 6, 7) },
    'tiers.levels is 8 long; more than 7 are hard to follow, all are kept',
    (p) => p.tiers?.levels.length,
    8,
  ],
  ['seven levels', { tiers: levels(0, 1, 2, 3, 4, 5, 6) }, []],
  [
    'no levels',
    { tiers: { levels: [] } },
    'tiers.levels is without a level; at least one is needed, it was left out',
    (p) => p.tiers,
  ],
  [
    'half an order',
    { tiers: { metric: 'orders', ...levels(0, 2.5) } },
    `tiers.levels[1].from is 2.5; a whole number from 0 to 100000000000 is accepted${MORE}`,
  ],
  [
    'an unknown metric',
    { tiers: { metric: 'visits', ...levels(0) } },
    'tiers.metric is "visits"; one of spend, points, orders is accepted, spend is used',
    (p) => p.tiers?.metric,
    'spend',
  ],
  [
    'a script for a link',
    { rewards: [{ id: 'a', name: 'A', points: 1, url: 'javascript:alert(1)' }] },
    'rewards[0].url is "javascript:alert(1)"; a link with https: or on this site is accepted, it was left out',
    (p) => p.rewards,
    [{ id: 'a', name: 'A', points: 1 }],
  ],
  [
    'a free reward',
    { rewards: [{ id: 'a', name: 'A', points: 0 }] },
    'rewards[0].points is 0; a whole number from 1 to 100000000000 is accepted, the reward was left out',
    (p) => p.rewards,
    [],
  ],
  ['an empty text', { name: {} }, 'name is an object; a text, or one by language, is accepted, it was left out'],
  [
    'a bad language',
    { name: { en: 'A', 'e n': 'B' } },
    'name.e n is under a key that is not a language; it was left out',
    (p) => JSON.stringify(p.name),
    '{"en":"A"}',
  ],
  [
    'plural forms without other',
    { points: { label: { one: 'bean' } } },
    'points.label.other is missing; a text, or one by language, is accepted, it was left out',
  ],
  ['plural forms by language', { points: { label: { en: { one: 'bean', other: 'beans' }, fi: 'papua' } } }, []],
  [
    'a long text',
    { name: 'x'.repeat(501) },
    'name is 501 characters long; 500 are accepted, the rest was cut',
    (p) => p.name,
    'x'.repeat(500),
  ],
  ['500 pairs of surrogates', { name: '😀'.repeat(500) }, []],
  [
    'rules too deep',
    { ask: { a: { b: { c: { d: { e: 1 } } } } } },
    [],
    (p) => p.ask,
    { a: { b: { c: { d: { e: 1 } } } } },
  ],
  [
    'rules too deep by one',
    { ask: { a: { b: { c: { d: { e: {} } } } } } },
    'ask is an object; an object of at most 5 levels is accepted, it was left out',
    (p) => p.ask,
  ],
];
for (const [name, json, messages, pick, expected] of faulty)
  test(name, () => {
    const { value, faults } = parseProgram(json);
    assert.deepEqual(said(faults), typeof messages === 'string' ? [messages] : messages);
    if (pick) assert.deepEqual(pick(value), expected);
  });

test('links that may be followed', () => {
  const link = (url: string) => parseProgram({ privacyUrl: url }).value.privacyUrl;
  for (const url of [
    'https://shop.example/a?b#c',
    'http://localhost:3000/',
    'http://localhost',
    'http://127.0.0.1/x',
    'http://[::1]:80',
    '/a',
    '/',
    './a',
    '?a',
    '#a',
  ])
    assert.equal(link(url), url);
  for (const url of [
    'http://shop.example',
    '//shop.example',
    '/\\shop.example',
    '/\t/shop.example',
    'https:',
    'https://',
    'HTTPS:x',
    'data:,x',
    'javascript:1',
    ' https://a',
    'http://localhost.evil',
    'http://localhost@evil',
    'a/b',
    '',
  ])
    assert.equal(link(url), undefined, url);
});

test('faults beyond the twentieth are counted', () => {
  const { faults } = parseProgram(Object.fromEntries(Array.from({ length: 33 }, (_, i) => [`unknown${i}`, 1])));
  assert.equal(faults.length, 21);
  assert.equal(said(faults).at(-1), 'the rest is faulty in 13 more places; mend these first');
});

test('a fault of a missing list names no other', () => {
  const { value, faults } = parseProgram({
    rewards: Array.from({ length: 201 }, (_, i) => ({ id: `r${i}`, name: 'R', points: 201 - i })),
  });
  assert.deepEqual(said(faults), ['rewards is 201 long; 200 are accepted, the rest was left out']);
  assert.deepEqual([value.rewards.length, value.rewards[0]?.points], [200, 2]);
});

test('the contract’s accounts', () => {
  assert.deepEqual(parseAccount({ id: 'c_1042', points: 1280, pending: 40, spend: 412.5, orders: 9 }, 'EUR'), {
    value: { id: 'c_1042', points: 1280, pending: 40, spend: 41250, orders: 9 },
    faults: [],
  });
  const ledger = [
    { id: 'o1', at: '2026-02-03', kind: 'order', spend: 49.9 },
    { id: 'r1', at: '2026-03-01', kind: 'redeem', points: 20 },
    { id: 'x1', at: '2026-03-09', kind: 'refund', spend: 10, of: 'o1' },
    { id: 'b1', at: '2026-05-05', kind: 'bonus', points: 50, why: 'birthday' },
  ];
  const { value, faults } = parseAccount({ id: 'c_1042', ledger }, 'EUR');
  assert.deepEqual(faults, []);
  assert.deepEqual(value.ledger, [{ ...ledger[0], spend: 4990 }, ledger[1], { ...ledger[2], spend: 1000 }, ledger[3]]);
});

test('totals that cannot be taken are absent', () => {
  const { value, faults } = parseAccount(
    { id: 'me@shop.example', points: 1.5, pending: -1, spend: '412.50', orders: Number.NaN, earned: null, expiring: 5 },
    'EUR',
  );
  assert.deepEqual(value, {});
  assert.deepEqual(
    said(faults).map((text) => text.split(';')[0]),
    [
      'id is "me@shop.example"',
      'points is 1.5',
      'pending is -1',
      'earned is null',
      'spend is "412.50"',
      'orders is NaN',
      'expiring is one of two',
    ],
  );
});

test('a faulty entry is left out with one fault that names it', () => {
  const good = { id: 'o1', at: '2026-02-03', kind: 'order', spend: 49.9 };
  const table: readonly (readonly [unknown, string])[] = [
    [
      { ...good, id: 'e', kind: 'gift' },
      'ledger[1] (e).kind is "gift"; one of order, refund, redeem, bonus is accepted',
    ],
    [
      { ...good, id: 'e', at: '2026-02-30', spend: 'x', points: -1 },
      'ledger[1] (e).at is "2026-02-30"; a date YYYY-MM-DD is accepted',
    ],
    [{ ...good, id: 'e', spend: -1 }, 'ledger[1] (e).spend is -1; a number from 0 to 100000000000 is accepted'],
    [
      { id: 'e', at: '2026-02-03', kind: 'refund', spend: 1, of: 'o9' },
      'ledger[1] (e) is a refund of "o9", which is no order here',
    ],
    [
      { id: 'e', at: '2026-02-03', kind: 'refund', spend: 1, of: 'e' },
      'ledger[1] (e) is a refund of "e", which is no order here',
    ],
    [null, 'ledger[1] is null; an object is accepted'],
    [[], 'ledger[1].kind is missing; one of order, refund, redeem, bonus is accepted'],
    [
      { at: '2026-02-03', kind: 'bonus', points: 1 },
      'ledger[1].id is missing; a text of 1 to 200 characters is accepted',
    ],
  ];
  for (const [entry, message] of table) {
    const { value, faults } = parseAccount({ ledger: [good, entry] }, 'EUR');
    assert.deepEqual(
      said(faults).map((text) => text.replace('; the entry', ', the entry')),
      [`${message}, the entry was left out`],
    );
    assert.deepEqual(
      value.ledger?.map(({ id }) => id),
      ['o1'],
    );
  }
});

test('of two entries with one id the first counts, without a word', () => {
  const at = '2026-01-01';
  const { value, faults } = parseAccount(
    {
      ledger: [
        { id: 'a', at, kind: 'bonus', points: 1 },
        { id: 'a', at, kind: 'bonus', points: 2 },
      ],
    },
    'EUR',
  );
  assert.deepEqual([value.ledger, faults], [[{ id: 'a', at, kind: 'bonus', points: 1 }], []]);
});

test('JSON text is read up to its limit in bytes', () => {
  assert.deepEqual(parseText('{"a":1}', PROGRAM_LIMIT), { value: { a: 1 } });
  assert.deepEqual(parseText('null', PROGRAM_LIMIT), { value: null });
  const of = (letter: string, n: number) => parseText(`"${letter.repeat(n)}"`, PROGRAM_LIMIT);
  assert.ok('value' in of('x', PROGRAM_LIMIT - 2));
  for (const [letter, n] of [
    ['x', PROGRAM_LIMIT - 1],
    ['ö', PROGRAM_LIMIT / 2],
    ['€', Math.ceil(PROGRAM_LIMIT / 3)],
  ] as const)
    assert.deepEqual(of(letter, n), {
      path: 'the JSON',
      found: 'too long',
      wanted: 'at most 32 KiB are accepted, it was left out',
    });
  for (const text of ['', '{', '{a:1}', 'undefined', '['.repeat(30_000)]) {
    const read = parseText(text, ACCOUNT_LIMIT);
    assert.ok(!('value' in read) && read.found.startsWith('not readable ('));
  }
});
