/** Random JSON of programs and accounts: mostly valid, sometimes not. */
import fc from 'fast-check';
import { QUESTION_KINDS } from '../../src/registry.ts';

/** Mostly valid values, and some invalid ones. */
export const mostly = (good: fc.Arbitrary<unknown>) =>
  fc.oneof({ weight: 120, arbitrary: good }, { weight: 1, arbitrary: junk });
export const junk = fc.oneof(
  fc.constantFrom<unknown>(
    'euro',
    'P0M',
    'P0D',
    '/\\a',
    'https://',
    '😀'.repeat(501),
    { '1': 'x' },
    null,
    -1,
    0.5,
    1e12,
    '',
    'x@y',
    '2026-02-30',
    'PT5H',
    {},
    [],
    { en: 5 },
    12.5,
    '2023-02-29',
    '2026-1-1',
    { 'e n': 'x' },
    { one: 'x' },
    true,
    'a'.repeat(501),
    '//evil',
  ),
  fc.jsonValue({ maxDepth: 1 }),
);
export const object = (fields: Record<string, fc.Arbitrary<unknown>>, needed: string[] = []) =>
  fc
    .tuple(
      fc.record(Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, mostly(value)])), {
        requiredKeys: needed,
      }),
      fc.nat(200).map((n) => (n ? undefined : 'namme')),
    )
    .map(([made, extra]) => (extra ? { ...made, [extra]: 1 } : made));
export const line = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 8 }), fc.constantFrom('', '😀'.repeat(500)));
export const text = fc.oneof(
  line,
  fc.dictionary(fc.constantFrom('en', 'sv', 'pt-BR', 'toString'), mostly(line), { minKeys: 1 }),
);
export const id = fc.oneof(
  fc.string({ minLength: 1, maxLength: 5 }),
  fc.constantFrom('a', 'b', '\n', '😀'.repeat(200)),
);
export const forms = (of: fc.Arbitrary<unknown>) => object({ one: of, few: of, other: of }, ['other']);
export const url = fc.oneof(
  fc.webUrl({ validSchemes: ['https'] }),
  fc.webPath().map((path) => `/a${path}`),
  fc.constantFrom('/a', './a', 'http://localhost:1/', '?a'),
);
export const count = fc.oneof(
  { weight: 60, arbitrary: fc.nat() },
  { weight: 1, arbitrary: fc.nat().map((n) => n / 100) },
);

function makeProgramJson() {
  const level = object(
    {
      id,
      name: text,
      from: count,
      perks: fc.array(mostly(text), { maxLength: 3 }),
    },
    ['id', 'name', 'from'],
  );
  const days = fc.oneof(fc.nat(400), fc.constantFrom(0.5, 36_500));
  const patterns = fc.array(fc.constantFrom('/a', '*', '/shop/*', '*/b'), { maxLength: 3 });
  const rule = object({
    kind: fc.constantFrom(...QUESTION_KINDS),
    mode: fc.constantFrom('corner', 'tab'),
    after: object({ event: fc.constantFrom('purchase', 'x'.repeat(60)), days, within: days }, ['event']),
    urls: object({ allow: patterns, deny: patterns }),
    delay: fc.nat(86_400),
    scroll: fc.nat(100),
    dwell: fc.nat(100),
    exit: fc.boolean(),
    segment: object({
      tier: fc.array(id, { maxLength: 2 }),
      orders: object({ min: fc.nat(), max: fc.nat() }),
      lang: fc.array(fc.constantFrom('sv', 'en-GB', 'zh-Hant-TW'), { maxLength: 2 }),
    }),
    sample: fc.double({ min: 0, max: 1, noNaN: true }),
    again: object({ shown: days, dismissed: days, answered: days }),
    showings: fc.integer({ min: 1, max: 1000 }),
    priority: fc.integer({ min: -1000, max: 1000 }),
    question: text,
    version: line,
    options: fc.uniqueArray(object({ id, text }, ['id', 'text']), { maxLength: 3 }),
    several: fc.boolean(),
    other: fc.boolean(),
    shuffle: fc.boolean(),
    next: object({ text, url }, ['text', 'url']),
    testimonial: fc.boolean(),
  });
  const named = object({ nps: rule, review: rule, csat: rule, cooldown: days });
  const ask = fc.oneof(named, fc.dictionary(fc.constantFrom('why', 'exit survey'), rule, { maxKeys: 2 }));
  return object({
    name: text,
    currency: fc.constantFrom('EUR', 'jpy'),
    timeZone: fc.constantFrom('Europe/Stockholm', 'UTC', 'America/Indiana/Knox'),
    autosave: fc.constantFrom('score', 'all', 'none'),
    corner: fc.constantFrom('start', 'end'),
    points: object({
      perUnit: fc.constantFrom(0, 1, 0.29, 1e6),
      value: fc.double({ min: 0, max: 5, noNaN: true }),
      label: fc.oneof(
        line,
        forms(text),
        fc.dictionary(fc.constantFrom('en', 'fi'), fc.oneof(line, forms(line)), { minKeys: 1 }),
      ),
      expire: object({ after: fc.constantFrom('P12M', 'P1Y6M', 'P90D', 'P2W') }, ['after']),
    }),
    tiers: object(
      {
        metric: fc.constantFrom('spend', 'points', 'orders'),
        period: fc.constantFrom('lifetime', 'rolling', 'calendar-year'),
        months: fc.integer({ min: 1, max: 12 }),
        levels: fc.array(level, { minLength: 1, maxLength: 8 }),
      },
      ['levels'],
    ),
    rewards: fc.array(object({ id, name: text, points: fc.integer({ min: 1 }), url }, ['id', 'name', 'points']), {
      maxLength: 3,
    }),
    ask,
    strings: fc.dictionary(
      fc.constantFrom('en', 'sv'),
      fc.dictionary(fc.constantFrom('a', 'a.b-c'), fc.oneof(line, object({ few: line, other: line }, ['other'])), {
        minKeys: 1,
      }),
      { minKeys: 1 },
    ),
    privacyUrl: url,
    incentive: text,
    consent: object({ text, version: line }, ['text', 'version']),
  });
}

/** Programs, of which some have faults. */
export const programJson = makeProgramJson();
