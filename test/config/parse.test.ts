import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { parseAccount } from '../../src/config/account-reader.ts';
import { ACCOUNT_LIMIT, PROGRAM_LIMIT, parseText } from '../../src/config/parse.ts';
import type { Fault } from '../../src/config/parsed.ts';
import { parseProgram } from '../../src/config/program-reader.ts';
import { program as example } from '../fixtures/program.ts';
import { faultText } from '../helpers/fault-text.ts';

const said = (faults: readonly Fault[]): string[] => faults.map(faultText);
const levels = (...froms: unknown[]) => ({ levels: froms.map((from, i) => ({ id: `l${i}`, name: `L${i}`, from })) });

/** A complete program. */
const program = {
  ...example,
  tiers: {
    ...example.tiers,
    levels: [
      { id: 'bronze', name: 'Bronze', from: 0 },
      { id: 'silver', name: { en: 'Silver', sv: 'Silver' }, from: 200, perks: ['Free shipping'] },
    ],
  },
};

test('a complete program is read', () => {
  const { value, faults } = parseProgram(program);
  assert.deepEqual(faults, []);
  assert.deepEqual(value.points, {
    perUnit: 1,
    value: 0.01,
    label: { one: 'point', other: 'points' },
    expireAfter: { months: 12, days: 0 },
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

test('an empty program is read to the defaults', () => {
  assert.deepEqual(parseProgram({}), {
    value: { currency: 'EUR', points: { perUnit: 1 }, rewards: [], autosave: 'score', corner: 'end' },
    faults: [],
  });
});

test('strings, privacyUrl, incentive and consent are read', () => {
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

const faulty: readonly (readonly [
  string,
  unknown,
  string | readonly string[],
  ((value: ReturnType<typeof parseProgram>['value']) => unknown)?,
  unknown?,
])[] = [
  [
    'no object',
    5,
    'the program is 5. Accepted: an object. It was ignored. [lojal/invalid-value]',
    (p) => p.currency,
    'EUR',
  ],
  ['a list', [], 'the program is a list. Accepted: an object. It was ignored. [lojal/invalid-value]'],
  ['null', null, 'the program is null. Accepted: an object. It was ignored. [lojal/invalid-value]'],
  ['an unknown key', { teirs: 1 }, 'teirs is not a known key. Did you mean tiers? It was ignored. [lojal/unknown-key]'],
  [
    'an unknown key in another case',
    { points: { perunit: 1 } },
    'points.perunit is not a known key. Did you mean perUnit? It was ignored. [lojal/unknown-key]',
  ],
  [
    'an unlike key',
    { points: { hello: 1 } },
    'points.hello is not a known key. Accepted: perUnit, value, label, expire, counts, available, clawback. It was ignored. [lojal/unknown-key]',
  ],
  [
    'a bad currency',
    { currency: 'euro' },
    'currency is "euro". Accepted: the three letters of an ISO 4217 code. EUR is used. [lojal/invalid-value]',
    (p) => p.currency,
    'EUR',
  ],
  ['a small currency', { currency: 'sek' }, [], (p) => p.currency, 'SEK'],
  [
    'a rate as text',
    { points: { perUnit: '2' } },
    'points.perUnit is "2". Accepted: a number from 0 to 1000000. 1 is used. [lojal/invalid-value]',
    (p) => p.points.perUnit,
    1,
  ],
  [
    'a rate too fine',
    { points: { perUnit: 1 / 3 } },
    'points.perUnit is 0.3333333333333333. Accepted: at most 6 decimals. 0.333333 is used. [lojal/too-precise]',
    (p) => p.points.perUnit,
    0.333333,
  ],
  [
    'hours',
    { points: { expire: { after: 'PT48H' } } },
    'points.expire.after is "PT48H". Accepted: a duration of years, months, weeks and days, for example P12M or P90D. It was ignored. [lojal/invalid-value]',
    (p) => p.points.expireAfter,
  ],
  [
    'a time zone by a sentence',
    { timeZone: 'Stockholm, Sweden' },
    'timeZone is "Stockholm, Sweden". Accepted: a time zone of the IANA database, for example Europe/Stockholm. It was ignored. [lojal/invalid-value]',
    (p) => p.timeZone,
  ],
  [
    'an offset as a time zone',
    { timeZone: '+02:00' },
    'timeZone is "+02:00". Accepted: a time zone of the IANA database, for example Europe/Stockholm. It was ignored. [lojal/invalid-value]',
    (p) => p.timeZone,
  ],
  [
    'a negative level',
    { tiers: levels(0, 5, -5) },
    `tiers.levels[2].from is -5. Accepted: a number from 0 to 100000000000. The level was ignored. [lojal/invalid-value]`,
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
    `tiers.levels[0].name is missing. Accepted: a text, or a text for each language. The level was ignored. [lojal/invalid-value]`,
  ],
  [
    'levels of one height',
    { tiers: levels(0, 5, 5.001) },
    `tiers.levels[2].from is the same as in another level. Accepted: a different from for each level. The level was ignored. [lojal/duplicate]`,
  ],
  [
    'levels of one id',
    { tiers: { levels: [...levels(0).levels, ...levels(5).levels] } },
    `tiers.levels[1].id is the same as in another level. Accepted: a different id for each level. The level was ignored. [lojal/duplicate]`,
  ],
  [
    'unsorted levels',
    { tiers: levels(0, 9, 5, 7) },
    'tiers.levels is not in ascending order of "from". Write the levels in this order: l0, l2, l3, l1. The levels were sorted. [lojal/levels-unsorted]',
    (p) => p.tiers?.levels.map(({ from }) => from),
    [0, 500, 700, 900],
  ],
  ['no level at 0', { tiers: levels(5) }, [], (p) => p.tiers?.levels[0], { id: '', name: '', from: 0, perks: [] }],
  [
    'too many levels',
    { tiers: levels(0, 1, 2, 3, 4, 5, 6, 7) },
    'tiers.levels has 8 levels, and customers can hardly follow more than 7. All are used. [lojal/hard-to-follow]',
    (p) => p.tiers?.levels.length,
    8,
  ],
  ['seven levels', { tiers: levels(0, 1, 2, 3, 4, 5, 6) }, []],
  [
    'no levels',
    { tiers: { levels: [] } },
    'tiers.levels is empty. Accepted: at least one level. It was ignored. [lojal/too-few]',
    (p) => p.tiers,
  ],
  [
    'half an order',
    { tiers: { metric: 'orders', ...levels(0, 2.5) } },
    `tiers.levels[1].from is 2.5. Accepted: a whole number from 0 to 100000000000. The level was ignored. [lojal/invalid-value]`,
  ],
  [
    'an unknown metric',
    { tiers: { metric: 'visits', ...levels(0) } },
    'tiers.metric is "visits". Accepted: one of spend, points, orders. spend is used. [lojal/invalid-value]',
    (p) => p.tiers?.metric,
    'spend',
  ],
  [
    'a script for a link',
    { rewards: [{ id: 'a', name: 'A', points: 1, url: 'javascript:alert(1)' }] },
    'rewards[0].url is "javascript:alert(1)". Accepted: a link with https: or on this site. It was ignored. [lojal/invalid-value]',
    (p) => p.rewards,
    [{ id: 'a', name: 'A', points: 1 }],
  ],
  [
    'a free reward',
    { rewards: [{ id: 'a', name: 'A', points: 0 }] },
    'rewards[0].points is 0. Accepted: a whole number from 1 to 100000000000. The reward was ignored. [lojal/invalid-value]',
    (p) => p.rewards,
    [],
  ],
  [
    'an empty text',
    { name: {} },
    'name is an object. Accepted: a text, or a text for each language. It was ignored. [lojal/invalid-value]',
  ],
  [
    'a bad language',
    { name: { en: 'A', 'e n': 'B' } },
    'name.e n has a key that is not a language code. It was ignored. [lojal/invalid-key]',
    (p) => JSON.stringify(p.name),
    '{"en":"A"}',
  ],
  [
    'plural forms without other',
    { points: { label: { one: 'bean' } } },
    'points.label.other is missing. Accepted: a text, or a text for each language. It was ignored. [lojal/invalid-value]',
  ],
  ['plural forms by language', { points: { label: { en: { one: 'bean', other: 'beans' }, fi: 'papua' } } }, []],
  [
    'a long text',
    { name: 'x'.repeat(501) },
    'name has 501 characters. Accepted: at most 500. The rest was cut off. [lojal/text-too-long]',
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
    'ask is an object. Accepted: an object of at most 5 levels. It was ignored. [lojal/invalid-value]',
    (p) => p.ask,
  ],
];
for (const [name, json, messages, pick, expected] of faulty)
  test(name, () => {
    const { value, faults } = parseProgram(json);
    assert.deepEqual(said(faults), typeof messages === 'string' ? [messages] : messages);
    if (pick) assert.deepEqual(pick(value), expected);
  });

test('links with https: or on the same site are accepted', () => {
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
    'http://localhost:80@evil',
    'http://localhost:80:90@evil',
    'http://localhost:@evil',
    'http://127.0.0.1:1@evil/x',
    'http://[::1]:443@evil',
    'http://localhost:secret@evil',
    'http://localhost.:80',
    'a/b',
    '',
  ])
    assert.equal(link(url), undefined, url);
});

test('no accepted link leads to another host than https:, this machine or this site, as the browser reads it', () => {
  const pieces = fc.constantFrom(
    ...[
      'http',
      'https',
      ':',
      '/',
      '//',
      '@',
      '\\',
      'localhost',
      '127.0.0.1',
      '[::1]',
      'evil',
      '.',
      '80',
      '?',
      '#',
      '%2f',
      'a',
    ],
  );
  const address = fc
    .tuple(fc.constantFrom('http://localhost', 'http://127.0.0.1:8', 'https://', '/', './', '?', ''), fc.array(pieces))
    .map(([start, rest]) => start + rest.join(''));
  fc.assert(
    fc.property(address, (text) => {
      const found = parseProgram({ privacyUrl: text }).value.privacyUrl;
      if (!found || !URL.canParse(found, 'https://shop.example/a/')) return;
      const { protocol, hostname, origin } = new URL(found, 'https://shop.example/a/');
      assert.ok(
        protocol === 'https:' ? /^https:/.test(found) || origin === 'https://shop.example' : protocol === 'http:',
        found,
      );
      if (protocol === 'http:') assert.match(hostname, /^(localhost|127\.0\.0\.1|\[::1\])$/, found);
    }),
    { numRuns: 20_000 },
  );
});

test('faults beyond the twentieth are counted', () => {
  const { faults } = parseProgram(Object.fromEntries(Array.from({ length: 33 }, (_, i) => [`unknown${i}`, 1])));
  assert.equal(faults.length, 21);
  assert.equal(said(faults).at(-1), 'there are 13 more faults. Fix the reported ones first. [lojal/more-faults]');
});

test('a list that is too long has one fault', () => {
  const { value, faults } = parseProgram({
    rewards: Array.from({ length: 201 }, (_, i) => ({ id: `r${i}`, name: 'R', points: 201 - i })),
  });
  assert.deepEqual(said(faults), [
    'rewards has 201 items. Accepted: at most 200. The rest was ignored. [lojal/too-many]',
  ]);
  assert.deepEqual([value.rewards.length, value.rewards[0]?.points], [200, 2]);
});

test('accounts of totals and of a ledger are read', () => {
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

test('totals that are refused are absent', () => {
  const { value, faults } = parseAccount(
    {
      id: 'me@shop.example',
      points: 1.5,
      pending: -1,
      spend: '412.50',
      orders: Number.NaN,
      lifetime: null,
      expiring: 5,
    },
    'EUR',
  );
  assert.deepEqual(value, {});
  assert.deepEqual(
    said(faults).map((text) => text.split(/\. (?=[A-Z])/)[0]),
    [
      'id is "me@shop.example"',
      'points is 1.5',
      'pending is -1',
      'lifetime is null',
      'spend is "412.50"',
      'orders is NaN',
      'expiring is given without expires',
    ],
  );
});

test('a ledger with an entry that cannot be used is not used, and one fault names the entry', () => {
  const good = { id: 'o1', at: '2026-02-03', kind: 'order', spend: 49.9 };
  const table: readonly (readonly [unknown, string])[] = [
    [
      { ...good, id: 'e', kind: 'gift' },
      'ledger[1] (e).kind is "gift". Accepted: one of order, refund, redeem, release, bonus, adjust, carried. Nothing is computed from this ledger. [lojal/invalid-value]',
    ],
    [
      { ...good, id: 'e', at: '2026-02-30', spend: 'x', points: -1 },
      'ledger[1] (e).at is "2026-02-30". Accepted: a date YYYY-MM-DD. Nothing is computed from this ledger. [lojal/invalid-value]',
    ],
    [
      { ...good, id: 'e', spend: -1 },
      'ledger[1] (e).spend is -1. Accepted: a number from 0 to 100000000000. Nothing is computed from this ledger. [lojal/invalid-value]',
    ],
    [
      { id: 'e', at: '2026-02-03', kind: 'refund', spend: 1, of: 'o9' },
      'ledger[1] (e) is a refund of "o9", and the ledger has no order with this id. Nothing is computed from this ledger. [lojal/unknown-entry]',
    ],
    [
      { id: 'e', at: '2026-02-03', kind: 'refund', spend: 1, of: 'e' },
      'ledger[1] (e) is a refund of "e", and the ledger has no order with this id. Nothing is computed from this ledger. [lojal/unknown-entry]',
    ],
    [
      { id: 'e', at: '2026-02-03', kind: 'release', of: good.id },
      `ledger[1] (e) is a release of "${good.id}", and the ledger has no redemption with this id. Nothing is computed from this ledger. [lojal/unknown-entry]`,
    ],
    [null, 'ledger[1] is null. Accepted: an object. Nothing is computed from this ledger. [lojal/invalid-value]'],
    [
      [],
      'ledger[1].kind is missing. Accepted: one of order, refund, redeem, release, bonus, adjust, carried. Nothing is computed from this ledger. [lojal/invalid-value]',
    ],
    [
      { ...good, id: 'e', pending: 'true' },
      'ledger[1] (e).pending is "true". Accepted: true or false. Nothing is computed from this ledger. [lojal/invalid-value]',
    ],
    [
      { ...good, id: 'e', points: '98' },
      'ledger[1] (e).points is "98". Accepted: a whole number from 0 to 100000000000. Nothing is computed from this ledger. [lojal/invalid-value]',
    ],
    [
      { ...good, id: 'e', spend: '49.90' },
      'ledger[1] (e).spend is "49.90". Accepted: a number from 0 to 100000000000. Nothing is computed from this ledger. [lojal/invalid-value]',
    ],
    [
      { id: 'e', at: '2026-02-03', kind: 'bonus', points: -30 },
      'ledger[1] (e).points is -30. Accepted: a whole number from 0 to 100000000000. Nothing is computed from this ledger. [lojal/invalid-value]',
    ],
    [
      { ...good, id: 'e', currency: 'SEK' },
      'ledger[1] (e).currency is "SEK", and amounts are in EUR. Write every amount in EUR. Nothing is computed from this ledger. [lojal/currency-differs]',
    ],
    [
      { at: '2026-02-03', kind: 'bonus', points: 1 },
      'ledger[1].id is missing. Accepted: a text of 1 to 200 characters. Nothing is computed from this ledger. [lojal/invalid-value]',
    ],
  ];
  for (const [entry, message] of table) {
    const { value, faults } = parseAccount({ ledger: [good, entry] }, 'EUR');
    assert.deepEqual(said(faults), [message]);
    assert.equal(value.ledger, undefined);
  }
});

test('what changes no sum of a ledger is named, and the ledger is used', () => {
  const at = '2026-02-03';
  const ledger = [
    { id: 'o1', at, kind: 'order', spend: 49.9, currency: 'eur', note: 'by phone' },
    { id: 'b1', at, kind: 'bonus', points: 50, why: 5 },
  ];
  const { value, faults } = parseAccount({ ledger }, 'EUR');
  assert.equal(value.ledger?.length, 2);
  assert.deepEqual(
    said(faults).map((text) => text.split(' ').slice(0, 4).join(' ')),
    ['ledger[0] (o1).note is not', 'ledger[1] (b1).why is 5.'],
  );
});

test('a faulty entry is found behind any number of other faults', () => {
  const at = '2026-02-03';
  const odd = Array.from({ length: 30 }, (_, i) => ({ id: `b${i}`, at, kind: 'bonus', points: 1, odd: 1 }));
  for (const last of [
    { id: 'x', at, kind: 'order', spend: '5' },
    { id: 'x', at, kind: 'order', spend: 5, pending: 1 },
  ])
    assert.equal(parseAccount({ ledger: [...odd, last] }, 'EUR').value.ledger, undefined);
  assert.equal(parseAccount({ ledger: odd }, 'EUR').value.ledger?.length, 30);
});

test('totals beside a ledger that is not used are kept', () => {
  const ledger = [{ id: 'o1', at: '2026-02-03', kind: 'order', spend: '5' }];
  assert.deepEqual(parseAccount({ id: 'c', points: 5, ledger }, 'EUR').value, { id: 'c', points: 5 });
});

test('an account in another currency has no money, and points of the shop alone', () => {
  const ledger = [{ id: 'o1', at: '2026-02-03', kind: 'order', spend: 5 }];
  const { value, faults } = parseAccount({ id: 'c', currency: 'sek', points: 5, spend: 9, orders: 2, ledger }, 'EUR');
  assert.deepEqual(value, { id: 'c', currency: 'SEK', points: 5, orders: 2 });
  assert.deepEqual(said(faults), [
    'currency is "SEK", and amounts are in EUR. Write every amount in EUR. No money is shown. [lojal/currency-differs]',
  ]);
  for (const same of ['EUR', 'eur'])
    assert.deepEqual(parseAccount({ id: 'c', currency: same, spend: 9, ledger }, 'EUR').value, {
      id: 'c',
      spend: 900,
      ledger: [{ ...ledger[0], spend: 500 }],
    });
});

test('of two entries with one id the first counts, without a fault', () => {
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
      code: 'lojal/json-too-long',
      path: 'the JSON',
      found: '',
      accepted: 'at most 32 KiB',
      outcome: 'It was ignored',
    });
  for (const text of ['', '{', '{a:1}', 'undefined', '['.repeat(30_000)]) {
    const read = parseText(text, ACCOUNT_LIMIT);
    assert.ok(!('value' in read) && read.code === 'lojal/invalid-json');
    assert.match(faultText(read), /^the JSON cannot be parsed: .+\. It was ignored\. \[lojal\/invalid-json\]$/s);
  }
});
