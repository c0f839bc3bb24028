/** What customers have to keep in mind of a programme, in three sentences. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import { LONGEST_SENTENCE, programmeSentences } from '../../src/configurator/programme-sentences.ts';

const texts = (program: unknown): Readonly<Record<string, string>> =>
  Object.fromEntries(programmeSentences(program).map(({ about, text }) => [about, text]));

test('levels, earning and exceptions, each in the words of a customer', () => {
  assert.deepEqual(
    texts({
      currency: 'EUR',
      points: {
        perUnit: 2,
        label: { en: { one: 'bean', other: 'beans' }, sv: { one: 'böna', other: 'bönor' } },
        expire: { after: 'P6M' },
        available: { after: 'P14D' },
      },
      tiers: {
        metric: 'spend',
        period: 'rolling',
        months: 12,
        levels: [
          { id: 'b', name: 'Bronze', from: 0 },
          { id: 's', name: { en: 'Silver', sv: 'Silver' }, from: 199.5, times: 1.5 },
          { id: 'g', name: 'Gold', from: 600 },
        ],
      },
      earn: [
        { id: 'join', when: 'join', points: 50 },
        { id: 'nps', when: 'nps', points: 5, every: 'P90D' },
        { id: 'visit', when: 'visit', points: 10, name: 'Follow us', url: 'https://social.example' },
      ],
      campaigns: [
        { id: 'june', name: 'June', from: '2026-06-01', until: '2026-06-08', times: 2, products: ['a', 'b'] },
      ],
      rewards: [
        { id: 'r', name: 'A record', points: 1000, kind: 'discount', value: 10, minimum: 50, expire: { after: 'P3M' } },
      ],
      referral: { advocate: { points: 500, per: 3 }, qualifies: { minimum: 50, after: 'P14D' } },
    }),
    {
      levels: 'Bronze, Silver from €199.50, and Gold from €600, counted over 12 months.',
      rules:
        'You get 2 beans for every €1, 50 for joining, 5 for an answer, 10 for “Follow us”, and 500 for 3 friends who order.',
      exceptions:
        'Beans expire after 6 months; those of an order can be used after 14 days; Silver earns 1.5 times; June: 2 times for 2 products before 2026-06-08; an answer counts once in 90 days; A record needs an order of €50; codes end after 3 months; the friend orders for €50; the reward for a friend comes after 14 days.',
    },
  );
});

test('a stamp, an empty programme, and orders as levels', () => {
  const stamps = texts({ currency: 'EUR', points: { perUnit: 0.025, label: { one: 'stamp', other: 'stamps' } } });
  assert.equal(stamps.rules, 'You get 1 stamp for every €40.');
  assert.deepEqual(texts({ points: { perUnit: 0 } }), { levels: '', rules: '', exceptions: '' });
  const orders = {
    metric: 'orders',
    levels: [
      { id: 'a', name: 'Anna', from: 0 },
      { id: 'b', name: 'Bert', from: 5 },
    ],
  };
  assert.equal(texts({ tiers: orders }).levels, 'Anna and Bert from 5 orders, counted for good.');
});

test('the example programmes have short sentences about levels and earning', () => {
  const folder = new URL('../../demo/programs/', import.meta.url);
  for (const file of readdirSync(folder))
    for (const { about, text, words } of programmeSentences(JSON.parse(readFileSync(new URL(file, folder), 'utf8'))))
      if (about !== 'exceptions') assert.ok(words <= LONGEST_SENTENCE, `${file}: ${text}`);
});

test('a program of any shape has three sentences, and a long one has more words', () => {
  fc.assert(
    fc.property(fc.anything(), (value) => {
      assert.deepEqual(
        programmeSentences(value).map(({ about }) => about),
        ['levels', 'rules', 'exceptions'],
      );
    }),
    { numRuns: 200 },
  );
  const levels = Array.from({ length: 12 }, (_, i) => ({ id: `l${i}`, name: `Level ${i}`, from: i * 100 }));
  const [first] = programmeSentences({ tiers: { levels } });
  assert.ok((first?.words ?? 0) > LONGEST_SENTENCE);
});
