import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import test from 'node:test';
import type { Ajv2020 as Ajv } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { askFaults } from '../../src/core/faults.ts';
import { parseAccount, parseProgram } from '../../src/core/parse.ts';
import type { Fault } from '../../src/core/types.ts';
import { accountSchema } from '../../src/schema/account.ts';
import { programSchema } from '../../src/schema/program.ts';

const require = createRequire(import.meta.url);
const { Ajv2020 } = require('ajv/dist/2020.js') as { Ajv2020: new (options: object) => Ajv };
const addFormats = require('ajv-formats') as (ajv: Ajv) => void;
const ajv = new Ajv2020({ strict: true, strictRequired: false, allowUnionTypes: true, strictTypes: false });
addFormats(ajv);
const program = ajv.compile(programSchema);
const account = ajv.compile(accountSchema);

/** What a schema cannot say; the words are those of the faults. */
const BEYOND = /that of another|not in the order of|6 decimals are|of at most 5 levels|unreadable|no order here/;
const within = (faults: readonly Fault[]) => faults.filter((fault) => !BEYOND.test(Object.values(fault).join(' ')));

test('the contract’s examples are accepted', () => {
  assert.ok(
    program({
      name: 'Nord Records Club',
      currency: 'EUR',
      points: { perUnit: 1, value: 0.01, label: { one: 'point', other: 'points' }, expire: { after: 'P12M' } },
      tiers: {
        metric: 'spend',
        period: 'rolling',
        months: 12,
        levels: [
          { id: 'bronze', name: 'Bronze', from: 0 },
          { id: 'silver', name: 'Silver', from: 200, perks: ['Free shipping'] },
          { id: 'gold', name: 'Gold', from: 600 },
        ],
      },
      rewards: [{ id: 'vinyl10', name: '10 € off vinyl', points: 1000, url: '/rewards/vinyl10' }],
      ask: {
        nps: { after: { event: 'purchase', days: 7 }, sample: 0.25, again: { answered: 90, dismissed: 30 } },
        review: { after: { event: 'delivered', days: 3 } },
      },
    }),
    ajv.errorsText(program.errors),
  );
  assert.ok(
    account({ id: 'c_1042', points: 1280, pending: 40, spend: 412.5, orders: 9 }),
    ajv.errorsText(account.errors),
  );
  assert.ok(
    account({
      id: 'c_1042',
      ledger: [
        { id: 'o1', at: '2026-02-03', kind: 'order', spend: 49.9 },
        { id: 'r1', at: '2026-03-01', kind: 'redeem', points: 20 },
        { id: 'x1', at: '2026-03-09', kind: 'refund', spend: 10, of: 'o1' },
        { id: 'b1', at: '2026-05-05', kind: 'bonus', points: 50, why: 'birthday' },
      ],
    }),
    ajv.errorsText(account.errors),
  );
});

/** Mostly good, at times bad: whichever of the two, schema and parser must agree. */
const mostly = (good: fc.Arbitrary<unknown>) =>
  fc.oneof({ weight: 120, arbitrary: good }, { weight: 1, arbitrary: junk });
const junk = fc.oneof(
  fc.constantFrom<unknown>(
    'euro',
    'P0M',
    'P1D',
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
    'P2W',
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
const object = (fields: Record<string, fc.Arbitrary<unknown>>, needed: string[] = []) =>
  fc
    .tuple(
      fc.record(Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, mostly(value)])), {
        requiredKeys: needed,
      }),
      fc.nat(200).map((n) => (n ? undefined : 'namme')),
    )
    .map(([made, extra]) => (extra ? { ...made, [extra]: 1 } : made));
const line = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 8 }), fc.constantFrom('', '😀'.repeat(500)));
const text = fc.oneof(
  line,
  fc.dictionary(fc.constantFrom('en', 'sv', 'pt-BR', 'toString'), mostly(line), { minKeys: 1 }),
);
const id = fc.oneof(fc.string({ minLength: 1, maxLength: 5 }), fc.constantFrom('a', 'b', '\n', '😀'.repeat(200)));
const forms = (of: fc.Arbitrary<unknown>) => object({ one: of, few: of, other: of }, ['other']);
const url = fc.oneof(
  fc.webUrl({ validSchemes: ['https'] }),
  fc.webPath().map((path) => `/a${path}`),
  fc.constantFrom('/a', './a', 'http://localhost:1/', '?a'),
);
const count = fc.oneof({ weight: 60, arbitrary: fc.nat() }, { weight: 1, arbitrary: fc.nat().map((n) => n / 100) });

test('program: the schema accepts just what is read without a fault', () => {
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
    kind: fc.constantFrom('nps', 'review', 'csat', 'ces', 'choice', 'exit'),
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
  const json = object({
    name: text,
    currency: fc.constantFrom('EUR', 'jpy'),
    points: object({
      perUnit: fc.constantFrom(0, 1, 0.29, 1e6),
      value: fc.double({ min: 0, max: 5, noNaN: true }),
      label: fc.oneof(
        line,
        forms(text),
        fc.dictionary(fc.constantFrom('en', 'fi'), fc.oneof(line, forms(line)), { minKeys: 1 }),
      ),
      expire: object({ after: fc.constantFrom('P12M', 'P1Y6M') }, ['after']),
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
  let [yes, no] = [0, 0];
  fc.assert(
    fc.property(json, (made) => {
      const accepted = program(made);
      const own = (made as { ask?: unknown } | undefined)?.ask;
      const faults = [...parseProgram(made).faults, ...(own === undefined ? [] : askFaults(own))];
      assert.deepEqual(accepted ? within(faults) : [], [], 'accepted, but faulty');
      if (!accepted) assert.ok(faults.length > 0, `refused without a fault: ${ajv.errorsText(program.errors)}`);
      accepted ? yes++ : no++;
    }),
    { numRuns: 3000 },
  );
  assert.ok(Math.min(yes, no) > (yes + no) / 30, `${yes} accepted, ${no} refused`);
});

test('account: the schema accepts just what is read without a fault', () => {
  const at = fc.constantFrom('2026-01-01', '2024-02-29');
  const spend = fc.oneof(
    count,
    count.map((n) => n / 100),
  );
  const entry = fc.oneof(
    object({ kind: fc.constant('order'), id, at, spend, points: count, pending: fc.boolean() }, [
      'kind',
      'id',
      'at',
      'spend',
    ]),
    object({ kind: fc.constant('refund'), id, at, spend, points: count, of: id }, ['kind', 'id', 'at', 'spend', 'of']),
    object({ kind: fc.constant('redeem'), id, at, points: count }, ['kind', 'id', 'at', 'points']),
    object({ kind: fc.constant('bonus'), id, at, points: count, why: text }, ['kind', 'id', 'at', 'points']),
  );
  const json = fc
    .tuple(
      object({
        id,
        points: fc.integer(),
        pending: count,
        earned: count,
        spend: fc.oneof(fc.integer(), spend),
        orders: count,
        expiring: count,
        expires: at,
        ledger: fc.array(entry, { maxLength: 3 }),
      }),
      fc.boolean(),
    )
    .map(([made, both]) => {
      if (both || !made) return made;
      const { expiring, expires, ...others } = made as Record<string, unknown>;
      return others;
    });
  let [yes, no] = [0, 0];
  fc.assert(
    fc.property(json, (made) => {
      const accepted = account(made);
      const { faults } = parseAccount(made, 'EUR');
      assert.deepEqual(accepted ? within(faults) : [], [], 'accepted, but faulty');
      // A second entry with one id goes without a word, whatever it is.
      if (!accepted) assert.ok(faults.length > 0, `refused without a fault: ${ajv.errorsText(account.errors)}`);
      accepted ? yes++ : no++;
    }),
    { numRuns: 3000 },
  );
  assert.ok(Math.min(yes, no) > (yes + no) / 30, `${yes} accepted, ${no} refused`);
});
