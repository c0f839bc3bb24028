/** Words and choices of a group of customers, against a slow second program. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { createMetricStore } from '../../../src/server/metrics/metric-store.ts';
import { ownerApi } from '../metrics/owner-api.ts';
import { asked, choice, mint, review } from '../samples.ts';
import { withStores } from '../stores.ts';

const RUNS = Number(process.env.RUNS ?? 6);
const program = {
  currency: 'EUR',
  points: { perUnit: 1 },
  tiers: {
    metric: 'spend',
    levels: [
      { id: 'basic', name: 'Basic', from: 0 },
      { id: 'gold', name: 'Gold', from: 100 },
    ],
  },
};

/** A customer; an index names an option, a boolean whether the review is an unhappy one. */
const person = fc.record({
  lang: fc.constantFrom('sv', 'fi'),
  spent: fc.constantFrom(0, 50, 200),
  isKnown: fc.boolean(),
  isVerified: fc.boolean(),
  options: fc.uniqueArray(fc.constantFrom('Sound', 'People', 'Price'), { minLength: 1 }),
  isUnhappy: fc.boolean(),
});
type Person = typeof person extends fc.Arbitrary<infer One> ? One : never;

/** The customers of each group. A visitor without an id is in no segment. */
const GROUPS: Readonly<Record<string, (one: Person) => boolean>> = {
  '': () => true,
  'verified=true': ({ isVerified }) => isVerified,
  'verified=false': ({ isVerified }) => !isVerified,
  'segment=lang:sv': ({ isKnown, lang }) => isKnown && lang === 'sv',
  'segment=tier:gold': ({ isKnown, spent }) => isKnown && spent >= 100,
  'segment=new': ({ isKnown, spent }) => isKnown && spent > 0,
  'segment=returning': () => false,
  'segment=lang:fi&verified=true': ({ isKnown, isVerified, lang }) => isKnown && isVerified && lang === 'fi',
};

withStores('words and choices of a group', (bench) => {
  /** Stores an answer as if it had just arrived. */
  async function store(event: object, { isVerified }: Person): Promise<void> {
    const plain = JSON.parse(JSON.stringify(event));
    assert.equal(await bench.store.insert(plain, mint(), isVerified), 'stored');
  }

  test('random customers: each group has the answers of its customers', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(person, { minLength: 1, maxLength: 12 }), async (people) => {
        await bench.query(
          'truncate lojal_answers, lojal_orders, lojal_entries, lojal_members, lojal_purchase_days, lojal_customer_products cascade',
        );
        // The tiers of a day are kept for a minute.
        const api = ownerApi({ ...bench.store, metrics: createMetricStore(bench.db) }, program);
        const at = new Date().toISOString();
        for (const [i, one] of people.entries()) {
          const more = { id: mint(), subject: one.isKnown ? `c${i}` : undefined };
          const { options: texts, lang } = one;
          await store(
            choice({ lang, texts, choices: texts, other: undefined, asked: { ...asked, text: 'Why?' } }, more),
            one,
          );
          const words = one.isUnhappy ? { rating: 1, body: 'Scratched' } : { rating: 5, body: 'Warm' };
          await store(review({ ...words, title: undefined, lang }, { ...more, id: mint() }), one);
        }
        await api.orders(
          people.flatMap(({ isKnown, spent }, i) =>
            isKnown && spent > 0
              ? [{ id: `o${i}`, customer: `c${i}`, at, currency: 'EUR', total: spent, status: 'paid' }]
              : [],
          ),
        );
        for (const [query, isIn] of Object.entries(GROUPS)) {
          const members = people.filter(isIn);
          const { questions } = await api.get(`owner/choices?of=choice&${query}`);
          const counts = Object.fromEntries(
            (questions[0]?.options ?? []).map(({ text, n }: { text: string; n: number }) => [text, n]),
          );
          const expected: Record<string, number> = {};
          for (const text of members.flatMap(({ options }) => options)) expected[text] = (expected[text] ?? 0) + 1;
          assert.deepEqual(counts, expected, query);
          assert.equal(questions[0]?.n ?? 0, members.length, query);
          const { n } = await api.get(`owner/words?of=review&${query}`);
          const unhappy = members.filter(({ isUnhappy }) => isUnhappy).length;
          assert.deepEqual(n, { unhappy, happy: members.length - unhappy }, query);
        }
      }),
      { numRuns: RUNS },
    );
  });

  test('an unknown segment, flag or day is refused', async () => {
    const api = ownerApi(bench.store, program);
    assert.equal((await api.refused('owner/words?of=nps&tier=gold')).status, 400);
    for (const route of ['owner/words?of=nps', 'owner/choices?of=exit', 'owner/wordings?of=nps']) {
      const { status, detail } = await api.refused(`${route}&segment=tier:silver`);
      assert.equal(status, 422);
      assert.match(detail, /basic, gold/);
      assert.equal((await api.refused(`${route}&verified=maybe`)).status, 400);
      assert.equal((await api.refused(`${route}&from=2026-02-30`)).status, 400);
    }
  });
});
