/** What the owner's page says about a changed program: the effect, the difference, and whether it is simple. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import { owner } from '../../src/locales/en.owner.ts';
import { RequestFault } from '../../src/owner/api/request-fault.ts';
import { effectSentences } from '../../src/owner/programme/effect-sentences.ts';
import { isLoss, summaryOf } from '../../src/owner/programme/effect-summary.ts';
import { shownProgram, slidersOf } from '../../src/owner/programme/example-customer.ts';
import { differenceOf } from '../../src/owner/programme/program-difference.ts';
import { faultsOf, readEffect } from '../../src/owner/programme/program-requests.ts';
import type { CustomerChange, EffectData } from '../../src/owner/programme/program-types.ts';
import { simplicityWarnings, wordsFor } from '../../src/owner/programme/simplicity.ts';
import { Translator } from '../../src/owner/shared/translator.ts';
import { programJson } from '../config/arbitraries.ts';

const words = new Translator('en', owner);
const demo = JSON.parse(readFileSync(new URL('../../demo/lojal.json', import.meta.url), 'utf8')) as object;
const levels = (...ids: readonly string[]) => ({
  tiers: { levels: ids.map((id, i) => ({ id, name: { sv: `${id}-sv`, en: `The ${id}` }, from: i })) },
});

const effectOf = (changes: readonly CustomerChange[], more: Partial<EffectData> = {}): EffectData => ({
  currency: 'EUR',
  customers: 40,
  changed: changes.length,
  tiers: { up: 0, down: 0 },
  points: { before: 0, after: 0 },
  debtors: { before: 0, after: 0 },
  liability: {},
  changes,
  ...more,
});
const moves = (before: string | undefined, after: string | undefined): CustomerChange => ({
  id: 'c',
  tier: { ...(before && { before }), ...(after && { after }) },
  points: {},
  worth: {},
});
const said = (effect: EffectData, before: unknown, after: unknown) =>
  effectSentences(words, effect, before, after).map(({ text, isBad }) => (isBad ? `! ${text}` : text));

test('tiers are named in the order of the program that has both', () => {
  const effect = effectOf([
    moves('gold', 'silver'),
    moves('gold', 'silver'),
    moves('silver', 'gold'),
    moves(undefined, 'silver'),
    moves('gold', undefined),
  ]);
  assert.deepEqual(said(effect, levels('silver', 'gold'), levels('silver', 'gold')), [
    'Something changes for 5 of 40 customers.',
    '! 2 customers would lose The gold (The gold → The silver)',
    '! 1 customer would lose The gold (The gold → no tier)',
    '1 customer would reach The gold (The silver → The gold)',
    '1 customer would reach The silver (no tier → The silver)',
  ]);
  // The order of the new program counts where it has both.
  assert.deepEqual(said(effectOf([moves('gold', 'silver')]), levels('silver', 'gold'), levels('gold', 'silver')), [
    'Something changes for 1 of 40 customers.',
    '1 customer would reach The silver (The gold → The silver)',
  ]);
  // A tier that the new program does not have is called what it was called.
  assert.deepEqual(said(effectOf([moves('old', 'new')]), levels('a', 'old'), levels('new')), [
    'Something changes for 1 of 40 customers.',
    '! 1 customer would lose The old (The old → The new)',
  ]);
  assert.deepEqual(said(effectOf([moves('x', 'y')]), 5, null)[1], '! 1 customer would lose x (x → y)');
});

test('points, their worth and debts', () => {
  const change = (points: object, worth: object): CustomerChange => ({ id: 'c', tier: {}, points, worth });
  const effect = effectOf(
    [
      change({ before: 10, after: 5 }, { before: 10, after: 5 }),
      change({ before: 10, after: 12 }, {}),
      change({ before: 1, after: 1 }, { before: 5 }),
      change({ before: 0, after: -5 }, {}),
    ],
    { changed: 1_500, debtors: { before: 2, after: 3 } },
  );
  assert.deepEqual(said(effect, {}, {}), [
    'Something changes for 1,500 of 40 customers.',
    '! 2 customers would have fewer points',
    '1 customer would have more points',
    '! The points of 2 customers would be worth less',
    '! 1 customer would owe points',
    'The sentences count the first 4 of these customers.',
  ]);
  assert.deepEqual(said(effectOf([]), {}, {}), ['Nothing changes for your 40 customers.']);
});

test('a loss is a lower tier, fewer points, less worth or a debt, and nothing else', () => {
  const loses = (effect: EffectData) => isLoss(effect, summaryOf(effect, {}, {}));
  const one = (points: object, worth: object): EffectData => effectOf([{ id: 'c', tier: {}, points, worth }]);
  assert.equal(loses(effectOf([])), false);
  assert.equal(loses(effectOf([], { tiers: { up: 9, down: 0 } })), false);
  assert.equal(loses(effectOf([], { tiers: { up: 0, down: 1 } })), true);
  assert.equal(loses(one({ before: 5, after: 6 }, { before: 5, after: 6 })), false);
  assert.equal(loses(one({ before: 5, after: 4 }, {})), true);
  assert.equal(loses(one({}, { before: 5, after: 4 })), true);
  assert.equal(loses(effectOf([], { debtors: { before: 1, after: 2 } })), true);
  assert.equal(loses(effectOf([], { debtors: { before: 2, after: 1 } })), false);
});

test('the difference names places by the ids of items', () => {
  const before = {
    name: 'A',
    rewards: [
      { id: 'x', points: 1 },
      { id: 'y', points: 2 },
    ],
    perks: ['a'],
    old: null,
  };
  const after = {
    rewards: [
      { id: 'y', points: 3 },
      { id: 'x', points: 1 },
      { id: 'z', points: 4 },
    ],
    perks: ['a', 'b'],
    name: 'A',
  };
  assert.deepEqual(differenceOf(before, after), [
    { path: ['rewards', 'y', 'points'], before: 2, after: 3 },
    { path: ['rewards', 'z'], before: undefined, after: { id: 'z', points: 4 } },
    { path: ['rewards'], before: ['x', 'y'], after: ['y', 'x', 'z'], isOrder: true },
    { path: ['perks'], before: ['a'], after: ['a', 'b'] },
    { path: ['old'], before: null, after: undefined },
  ]);
  // Without ids, or with one twice, a list is one value.
  const twice = [{ id: 'x' }, { id: 'x' }];
  assert.deepEqual(differenceOf({ a: twice }, { a: [] }), [{ path: ['a'], before: twice, after: [] }]);
});

test('two programs differ exactly if a row says so', () => {
  const sorted = (value: unknown): unknown =>
    Array.isArray(value)
      ? value.map(sorted)
      : typeof value === 'object' && value !== null
        ? Object.entries(value)
            .sort(([a], [b]) => (a < b ? -1 : 1))
            .map(([key, one]) => [key, sorted(one)])
        : value;
  const plain = programJson.map((one) => JSON.parse(JSON.stringify(one ?? null)) as unknown);
  fc.assert(
    fc.property(plain, plain, fc.boolean(), (a, b, isSame) => {
      const other = isSame ? (JSON.parse(JSON.stringify(a)) as unknown) : b;
      const isEqual = JSON.stringify(sorted(a)) === JSON.stringify(sorted(other));
      assert.equal(differenceOf(a, other).length === 0, isEqual);
    }),
    { numRuns: 200 },
  );
});

test('a program is too much to remember from so many tiers, ways to earn and rewards on', () => {
  const many = (n: number, more: object = {}) => [...Array(n).keys()].map((i) => ({ id: `i${i}`, name: 'A', ...more }));
  const kinds = (program: unknown) => simplicityWarnings(program, 'en').map(({ kind, n }) => `${kind} ${n}`);
  assert.deepEqual(kinds(demo), []);
  assert.deepEqual(kinds({ tiers: { levels: many(5) }, earn: many(8), rewards: many(12) }), []);
  assert.deepEqual(kinds({ tiers: { levels: many(6) }, earn: many(9), rewards: many(13) }), [
    'levels 6',
    'earn 9',
    'rewards 13',
  ]);
  for (const odd of [
    undefined,
    null,
    5,
    [],
    { tiers: 5, earn: {}, rewards: [null, 'x', 5] },
    { tiers: { levels: 'x' } },
  ])
    assert.deepEqual(kinds(odd), []);
});

test('a rule with many conditions takes many words', () => {
  assert.equal(wordsFor({ id: 'a', when: 'join', points: 5 }, 'en'), 5);
  assert.equal(wordsFor({ name: { en: 'Two words', sv: 'Tre korta ord' }, every: 'P90D' }, 'sv'), 12);
  const long = {
    id: 'r',
    name: 'Ten euros off all jazz records of the house label',
    minimum: 50,
    expire: { after: 'P3M' },
  };
  assert.deepEqual(simplicityWarnings({ rewards: [long] }, 'en'), [
    { kind: 'sentence', n: 23, most: 20, name: long.name },
  ]);
  const campaign = { id: 'june', until: '2026-06-30', products: [...Array(14).keys()].map(String) };
  assert.deepEqual(
    simplicityWarnings({ campaigns: [campaign] }, 'en').map(({ name, n }) => [name, n]),
    [['june', 23]],
  );
});

test('the sliders go a little further than the program', () => {
  const named = (program: unknown) => slidersOf(program).map(({ name, most }) => `${name} ${most}`);
  assert.deepEqual(named(demo), ['spend 1000', 'points 2000']);
  assert.deepEqual(named({}), ['spend 100', 'points 100']);
  assert.deepEqual(named({ tiers: { metric: 'orders', levels: [{ from: 12 }] } }), ['orders 20', 'points 100']);
  assert.deepEqual(named({ tiers: { metric: 'points', levels: [{ from: 800 }] } }), ['points 1000']);
  for (const odd of [null, 5, { tiers: { levels: [null, { from: 'x' }, { from: Number.NaN }, { from: -5 }] } }])
    assert.deepEqual(named(odd), ['spend 100', 'points 100']);
});

test('an effect waits while the server computes another one, and not for ever', async () => {
  const asked: string[] = [];
  const answers = (...all: readonly (number | object)[]) => {
    const left = [...all];
    const json = async (path: string, { body }: { body: unknown }) => {
      asked.push(`${path} ${JSON.stringify(body)}`);
      const next = left.shift();
      if (typeof next === 'number') throw new RequestFault(next, '', next === 503 ? { retryAfter: 0.01 } : {});
      return next;
    };
    return { json } as never;
  };
  const effect = effectOf([]);
  assert.equal(await readEffect(answers(503, 503, effect), { name: 'A' }), effect);
  assert.deepEqual(asked, Array(3).fill('owner/program/preview {"program":{"name":"A"}}'));
  await assert.rejects(readEffect(answers(503, 503, 503, effect), {}), { status: 503 });
  await assert.rejects(readEffect(answers(422, effect), {}), { status: 422 });
});

test('the faults of a response are read whatever a proxy makes of it', () => {
  const faults = [{ path: 'program.name', message: 'must be a text' }];
  assert.deepEqual(faultsOf(new RequestFault(422, '', { body: { faults } })), faults);
  for (const body of [undefined, null, 'x', [], {}, { faults: 'x' }, { faults: [null, 5, { path: 1 }] }])
    assert.deepEqual(faultsOf(new RequestFault(422, '', { body })), []);
  assert.deepEqual(faultsOf(new RequestFault(500, '', { body: { faults } })), []);
  assert.deepEqual(faultsOf(new TypeError('x')), []);
});

test('the preview has no questions, and changes nothing in the program', () => {
  const before = JSON.stringify(demo);
  // A rule or a message would start the scheduler, and test mode its panel.
  assert.deepEqual(shownProgram({ name: 'A', ask: {}, messages: { near: {} } }), { name: 'A' });
  assert.ok(!('ask' in (shownProgram(demo) as object)));
  assert.equal(JSON.stringify(demo), before);
  assert.deepEqual(shownProgram(null), {});
});
