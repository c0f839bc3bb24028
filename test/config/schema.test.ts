import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import test from 'node:test';
import type { Ajv2020 as Ajv } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { parseAccount } from '../../src/config/account-reader.ts';
import { accountSchema } from '../../src/config/account-schema.ts';
import { askFaults } from '../../src/config/ask-faults.ts';
import type { Fault } from '../../src/config/parsed.ts';
import { parseProgram } from '../../src/config/program-reader.ts';
import { programSchema } from '../../src/config/program-schema.ts';
import { QUESTION_KINDS } from '../../src/registry.ts';
import * as example from '../fixtures/program.ts';

const require = createRequire(import.meta.url);
const { Ajv2020 } = require('ajv/dist/2020.js') as { Ajv2020: new (options: object) => Ajv };
const addFormats = require('ajv-formats') as (ajv: Ajv) => void;
const ajv = new Ajv2020({ strict: true, strictRequired: false, allowUnionTypes: true, strictTypes: false });
addFormats(ajv);
const program = ajv.compile(programSchema);
const account = ajv.compile(accountSchema);

/** Faults that a schema cannot express. */
const BEYOND =
  /lojal\/(duplicate|levels-unsorted|too-precise|unreadable-value|unknown-entry|currency-differs)|of at most 5 levels/;
const within = (faults: readonly Fault[]) => faults.filter((fault) => !BEYOND.test(Object.values(fault).join(' ')));

test('the schemas accept a complete program and accounts of both forms', () => {
  assert.ok(program(example.program), ajv.errorsText(program.errors));
  assert.ok(account(example.totals), ajv.errorsText(account.errors));
  assert.ok(account(example.ledger), ajv.errorsText(account.errors));
});

/** Mostly valid values, and some invalid ones. */
const mostly = (good: fc.Arbitrary<unknown>) =>
  fc.oneof({ weight: 120, arbitrary: good }, { weight: 1, arbitrary: junk });
const junk = fc.oneof(
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

test('random programs: the schema accepts exactly what is read without a fault', () => {
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
  const json = object({
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

test('random accounts: the schema accepts exactly what is read without a fault', () => {
  const at = fc.constantFrom('2026-01-01', '2024-02-29');
  const spend = fc.oneof(
    count,
    count.map((n) => n / 100),
  );
  const currency = fc.constantFrom('EUR', 'eur', 'SEK');
  const entry = fc.oneof(
    object({ kind: fc.constant('order'), id, at, spend, currency, points: count, pending: fc.boolean() }, [
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
        currency,
        points: fc.integer(),
        pending: count,
        lifetime: count,
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
      // A second entry with the same id is dropped without a fault.
      if (!accepted) assert.ok(faults.length > 0, `refused without a fault: ${ajv.errorsText(account.errors)}`);
      accepted ? yes++ : no++;
    }),
    { numRuns: 3000 },
  );
  assert.ok(Math.min(yes, no) > (yes + no) / 30, `${yes} accepted, ${no} refused`);
});
