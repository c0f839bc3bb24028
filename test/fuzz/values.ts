/** Made-up input that is hostile or almost valid, for the readers in Node and for real pages in a browser. */
import fc from 'fast-check';
import { type ElementTag, QUESTION_KINDS, QUESTIONS } from '../../src/registry.ts';
import { nested, no, revoked, ringOf, thrower } from '../fixtures/hostile.ts';

/** The seed of all runs; the same seed makes the same input. Each failure prints it. */
export const SEED = 20_261_121;

/** The global function that an injected script would call. */
export const ALARM = 'lojalFuzzAlarm';

const HOSTILE = [
  `<img src=x onerror=${ALARM}()>`,
  `<script>${ALARM}()</script>`,
  `"><svg onload=${ALARM}()>`,
  `' onfocus=${ALARM}() autofocus x='`,
  '<x-evil></x-evil><iframe srcdoc="x"></iframe>',
  '</style><style>*{display:none}</style>',
  '</script><b>bold</b>',
  `javascript:${ALARM}()`,
  ` java\nscript:${ALARM}()`,
  `data:text/html,<script>${ALARM}()</script>`,
  `\${${ALARM}()}`,
  '{n} {amount} {level} {constructor} {__proto__} {{x}}',
  '<!--?lit$0123456789$--><?lit$0123456789$>',
  'lit$0123456789$',
  "$& $1 $` $' $$",
  '&lt;b&gt;&#x3c;b&#x3e;',
  '\u202egnp.elif\u202c \u2066a\u2069 \u200f',
  '\ud800',
  '\udc00\ud83d a\ud83d',
  'a\0b',
  '\ufeff\u2028\u2029',
  '😀'.repeat(300),
  'x'.repeat(20_000),
  'ä'.repeat(501),
  '__proto__',
  'constructor',
  'toString',
  ' ',
  '\n',
  '',
];

export const hostileText = fc.constantFrom(...HOSTILE);

const words = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom('Silver', 'Gold', 'Free shipping', 'c_1042', 'l1') },
  { weight: 3, arbitrary: hostileText },
  // A name with "=>" would look like a function that was shown as text.
  { weight: 1, arbitrary: fc.string({ maxLength: 12 }).filter((text) => !text.includes('=>')) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 6 }) },
);

const number = fc.oneof(
  { weight: 4, arbitrary: fc.nat(2000) },
  { weight: 2, arbitrary: fc.nat(200_000).map((n) => n / 100) },
  fc.double(),
  fc.constantFrom(
    0,
    -0,
    -1,
    0.005,
    5e-324,
    1e-7,
    1e11,
    1e12 + 1,
    1e21,
    1e308,
    Number.MAX_SAFE_INTEGER,
    Number.MAX_SAFE_INTEGER + 2,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
  ),
);

const ring = ringOf(['points', 'tiers', 'levels', 'rewards', 'perks', 'label', 'en', 'ask', 'ledger'], {
  id: 'a',
  name: 'Ring',
  from: 0,
});
const deep = nested(20_000);

/**
 * Creates a value. The generator inspects its values, which throws for some of these; and it creates each value once, but
 * a page and its copy need two.
 */
export type Make = () => unknown;

const odd: fc.Arbitrary<Make> = fc.oneof(
  fc.constantFrom(
    ...[
      null,
      undefined,
      true,
      false,
      10n,
      Symbol('s'),
      () => 1,
      thrower,
      revoked,
      ring,
      deep,
      new Array(9000),
      new Date(0),
      new Map([['a', 1]]),
      /x/,
      [],
      {},
      Object.create(null),
      Object.create({ name: 'inherited', points: 5, levels: [{ id: 'i', name: 'I', from: 0 }] }),
      { toString: null, valueOf: null },
      { toJSON: no, toString: no, valueOf: no, [Symbol.toPrimitive]: no, [Symbol.iterator]: no },
      { length: 5, 0: 1 },
      JSON.parse('{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}'),
    ].map(
      (value: unknown): Make =>
        () =>
          value,
    ),
  ),
  fc
    .anything({ maxDepth: 2, maxKeys: 3, withBigInt: true, withNullPrototype: true, withSparseArray: true })
    .map((value) => () => value),
);
const made = (values: fc.Arbitrary<unknown>): fc.Arbitrary<Make> => values.map((value) => () => value);

const byLanguage = fc.dictionary(
  fc.constantFrom('en', 'sv', 'en-GB', 'one', 'other', 'few', '__proto__', 'constructor', '', 'EN', 'x'.repeat(50)),
  words,
  { maxKeys: 3 },
);
const text = fc.oneof(
  { weight: 4, arbitrary: words },
  byLanguage,
  fc.dictionary(fc.constantFrom('en', 'sv'), byLanguage),
);
const id = fc.constantFrom(
  'a',
  'b',
  'c',
  'd',
  'o1',
  'o2',
  'base',
  '',
  'x'.repeat(201),
  'anna@shop.example',
  '😀',
  '\n',
);
const url = fc.oneof(
  hostileText,
  fc.constantFrom(
    '/r',
    './r?a=b#c',
    '?x',
    '#x',
    'https://shop.example/a',
    'http://shop.example/a',
    'http://localhost:1/a',
    'HTTPS://SHOP.EXAMPLE',
    '//evil.example',
    '/\\evil.example',
    '/\t/evil.example',
    '\tjavascript:1',
    'https:evil',
    'https://user:pass@evil.example/',
    'vbscript:x',
    'blob:https://shop.example/1',
    'mailto:a@b.example',
    'ftp://x',
  ),
);
const day = fc.constantFrom('2024-02-29', '2025-02-29', '2026-01-01', '2026-13-01', '9999-12-31', '0000-01-01', 'soon');
const partly = (fields: Record<string, fc.Arbitrary<unknown>>): fc.Arbitrary<Record<string, unknown>> =>
  fc.record(fields, { requiredKeys: [] }) as fc.Arbitrary<Record<string, unknown>>;

const level = partly({ id, name: text, from: number, perks: fc.array(text, { maxLength: 3 }) });
const named = fc
  .array(fc.nat(900), { maxLength: 9 })
  .map((froms) => [...froms].sort((a, b) => a - b).map((from, i) => ({ id: `l${i}`, name: `L${i}`, from: i && from })));

/** A shop's own wording of the questions. */
const option = fc.oneof(words, partly({ id, text }), number);
const asked = partly({
  kind: fc.constantFrom('nps', 'csat', 'ces', 'choice', 'exit', 'constructor', 5),
  question: text,
  version: fc.oneof(words, number),
  options: fc.oneof(fc.array(option, { maxLength: 24 }), option),
  several: fc.oneof(fc.boolean(), words),
  other: fc.oneof(fc.boolean(), number),
  shuffle: fc.oneof(fc.boolean(), words),
  testimonial: fc.oneof(fc.boolean(), words),
  next: fc.oneof(partly({ text, url }), words),
});
const asks = fc.dictionary(fc.constantFrom(...QUESTION_KINDS, '__proto__', 'autumn'), asked, { maxKeys: 4 });

const wellFormed = partly({
  name: text,
  currency: fc.constantFrom('EUR', 'JPY', 'KWD', 'CLF', 'SEK', 'XXX', 'ABC', 'eur', 'E', ''),
  points: partly({
    perUnit: number,
    value: number,
    label: text,
    expire: partly({ after: fc.constantFrom('P12M', 'P1Y6M', 'P0M', 'P999Y', 'P1D', '', 'P-1M') }),
  }),
  tiers: partly({
    metric: fc.constantFrom('spend', 'points', 'orders', 'toString', ''),
    period: fc.constantFrom('lifetime', 'rolling', 'calendar-year', 'constructor'),
    months: number,
    levels: fc.oneof(named, fc.array(level, { maxLength: 4 })),
  }),
  rewards: fc.array(partly({ id, name: text, points: number, url }), { maxLength: 4 }),
  ask: fc.oneof(fc.jsonValue({ maxDepth: 2 }), asks),
  strings: fc.dictionary(
    fc.constantFrom('en', 'sv', 'xx'),
    fc.dictionary(
      fc.constantFrom('send', 'toLevel', 'balance', 'npsQuestion', 'points', 'number', '__proto__', 'tags', 'money'),
      words,
      { maxKeys: 3 },
    ),
    { maxKeys: 2 },
  ),
  privacyUrl: url,
  incentive: text,
  consent: partly({ text, version: words }),
});

const entry = partly({
  kind: fc.constantFrom('order', 'refund', 'redeem', 'bonus', 'toString'),
  id,
  at: day,
  spend: number,
  points: number,
  of: id,
  pending: fc.boolean(),
  why: text,
});
const totals = partly({
  id,
  points: number,
  pending: number,
  lifetime: number,
  spend: number,
  orders: number,
  expiring: number,
  expires: day,
});

const KEYS = [
  'name',
  'points',
  'levels',
  'id',
  'from',
  'url',
  'extra',
  'constructor',
  'toString',
  '__proto__',
  'length',
];
type Spot = readonly [at: number, key: string, how: 'value' | 'getter' | 'remove', make: Make];
const spot = fc.tuple(
  fc.nat(30),
  fc.constantFrom(...KEYS),
  fc.constantFrom('value', 'value', 'value', 'getter', 'remove'),
  fc.oneof(odd, made(number), made(text)),
) as fc.Arbitrary<Spot>;

/** Replaces a few values of an object by others or by getters that throw, and may freeze the object. */
function spoil(whole: unknown, spots: readonly Spot[], frozen: boolean): unknown {
  const places: object[] = [];
  const walk = (one: unknown): void => {
    if (typeof one !== 'object' || one === null) return;
    places.push(one);
    for (const inner of Object.values(one)) walk(inner);
  };
  walk(whole);
  for (const [at, key, how, make] of spots) {
    const place = places[at % places.length] as object;
    if (how === 'remove') Reflect.deleteProperty(place, key);
    // The length of an array cannot be a getter.
    else if (Array.isArray(place) && key === 'length') place.length = 0;
    else if (how === 'getter') Reflect.defineProperty(place, key, { get: no, enumerable: true, configurable: true });
    else Reflect.defineProperty(place, key, { value: make(), enumerable: true, configurable: true, writable: true });
  }
  if (frozen) for (const place of places) Object.freeze(place);
  return whole;
}
const nearly = (whole: fc.Arbitrary<unknown>): fc.Arbitrary<Make> =>
  fc.oneof(
    { weight: 3, arbitrary: made(whole) },
    {
      weight: 5,
      arbitrary: fc.tuple(whole, fc.array(spot, { minLength: 1, maxLength: 4 }), fc.boolean()).map(
        ([one, spots, frozen]) =>
          () =>
            spoil(structuredClone(one), spots, frozen),
      ),
    },
    { weight: 1, arbitrary: fc.oneof(odd, made(number), made(words)) },
  );

export const programs = nearly(wellFormed);
export const accounts = nearly(
  fc.oneof(
    totals,
    fc.tuple(totals, fc.array(entry, { maxLength: 6 })).map(([some, ledger]) => ({ ...some, ledger })),
    fc.array(entry, { maxLength: 8 }).map((ledger) => ({ ledger })),
  ),
);

const numeral = fc.constantFrom(
  '0',
  '5',
  '1280',
  '412.50',
  '-3',
  ' 7 ',
  '1e5',
  '0x10',
  '1,5',
  '5px',
  'NaN',
  'Infinity',
  '-0',
  '.5',
  '5.',
  '9007199254740993',
  '9'.repeat(400),
  '0.000000000000000000001',
  '٣',
  '',
);
export const languages = fc.constantFrom(
  'en',
  'sv',
  'en-GB',
  'SV_se',
  'en-u-nu-arab',
  'sv-Latn-SE',
  'en-XX',
  'en-Abcd-999',
  'i-klingon',
  'x-private',
  'de',
  'en-',
  '-',
  'e',
  '*',
  '__proto__',
  'constructor',
);

/** Values of attributes, by the purpose of the attribute. */
const KINDS = {
  number: fc.oneof({ weight: 3, arbitrary: numeral }, hostileText),
  text: words,
  address: fc.oneof(url, fc.constantFrom('/answers', '/program.json', '/account.json')),
  word: (...known: string[]) => fc.oneof(fc.constantFrom(...known), hostileText, fc.constantFrom('toString', 'NaN')),
};
const lang = fc.oneof(languages, hostileText);
const mode = KINDS.word('inline', 'corner', 'tab');

/** Sets of attributes, by tag. */
export const ATTRIBUTES = {
  'lojal-program': partly({
    src: KINDS.address,
    account: KINDS.address,
    endpoint: KINDS.address,
    customer: fc.oneof(words, id),
    currency: fc.constantFrom('EUR', 'jpy', 'XXX', 'ABCD', '', '€', '12', ' sek'),
    lang,
    storage: KINDS.word('none', 'session', 'local'),
    'color-scheme': KINDS.word('light', 'dark', 'system'),
    'content-type': KINDS.word('text/plain', 'application/cloudevents+json', 'text/html'),
    'privacy-url': KINDS.address,
    points: KINDS.number,
    pending: KINDS.number,
    spend: KINDS.number,
    orders: KINDS.number,
  }),
  'lojal-points': partly({
    points: KINDS.number,
    pending: KINDS.number,
    expiring: KINDS.number,
    expires: fc.oneof(day, hostileText),
    label: KINDS.text,
    variant: KINDS.word('card', 'inline'),
    lang,
  }),
  'lojal-tier': partly({
    value: KINDS.number,
    metric: KINDS.word('spend', 'points', 'orders'),
    variant: KINDS.word('bar', 'steps', 'ring', 'stamps'),
    cart: KINDS.number,
    lang,
  }),
  'lojal-nps': partly({ 'product-name': KINDS.text, testimonial: KINDS.text, name: KINDS.text, mode, lang }),
  'lojal-survey': partly({
    kind: KINDS.word(...QUESTION_KINDS.filter((kind) => QUESTIONS[kind].element === 'survey')),
    question: KINDS.text,
    options: fc.oneof(words, fc.constantFrom('a|b', 'a|a', '|', 'other|a', `${'x|'.repeat(30)}y`)),
    several: KINDS.text,
    other: KINDS.text,
    'product-name': KINDS.text,
    name: KINDS.word('autumn', 'choice'),
    mode,
    lang,
  }),
  'lojal-review': partly({
    product: KINDS.text,
    'product-name': KINDS.text,
    'product-url': KINDS.address,
    order: KINDS.text,
    rating: KINDS.number,
    purpose: KINDS.word('review', 'testimonial'),
    mode,
    lang,
  }),
  'lojal-earn': partly({ lang }),
  'lojal-rewards': partly({ lang }),
  'lojal-referral': partly({ lang }),
  'lojal-activity': partly({ limit: KINDS.number, lang }),
  'lojal-product-points': partly({ price: KINDS.number, product: KINDS.text, quantity: KINDS.number, lang }),
  'lojal-message': partly({ name: KINDS.text, lang }),
  'lojal-panel': partly({ position: KINDS.word('start', 'end'), label: KINDS.text, lang }),
} as const satisfies Record<ElementTag, fc.Arbitrary<Record<string, unknown>>>;
