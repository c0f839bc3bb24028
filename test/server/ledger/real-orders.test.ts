/** The orders of a real shop: booked twice and in random order, every balance is that of a slow second implementation. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { parseCdnow } from '../../../demo/data/cdnow.js';
import { parseAccount } from '../../../src/config/account-reader.ts';
import { parseFullProgram } from '../../../src/config/full-program.ts';
import { parseProgram } from '../../../src/config/program-reader.ts';
import { snapshot } from '../../../src/loyalty/snapshot.ts';
import type { ShopOrder } from '../../../src/schema/shop-order.ts';
import { wireAccount } from '../../../src/server/ledger/wire-account.ts';
import { oraclePoints, oracleTier, type Rules } from '../../loyalty/oracle.ts';
import { withStores } from '../stores.ts';

const TODAY = '1998-07-01';
const json = {
  currency: 'USD',
  points: { perUnit: 1, expire: { after: 'P12M' } },
  tiers: {
    period: 'rolling',
    months: 12,
    levels: [0, 100, 300].map((from, i) => ({ id: `l${i}`, name: `L${i}`, from })),
  },
};
const rules: Rules = {
  perUnit: 1,
  places: 2,
  expireAfter: 12,
  metric: 'spend',
  period: 'rolling',
  months: 12,
  froms: [0, 10_000, 30_000],
};
const customers = parseCdnow(readFileSync(new URL('../../../demo/data/cdnow-sample.txt', import.meta.url), 'utf8'));
const orders: ShopOrder[] = [...customers].flatMap(([customer, entries]) =>
  entries.map(({ id, at, spend }) => ({
    id: `${customer}-${id}`,
    customer,
    at,
    currency: 'USD',
    total: spend,
    status: 'paid' as const,
  })),
);

/** A random order, other in each run: the result must not depend on it. */
function shuffled<Item>(items: readonly Item[]): Item[] {
  const all = [...items];
  for (let i = all.length - 1; i > 0; i--) {
    const j = Math.floor(Math.random() * (i + 1));
    [all[i], all[j]] = [all[j] as Item, all[i] as Item];
  }
  return all;
}

withStores('real orders', (bench) => {
  test('booked twice and in random order: one entry for each, and the balance and tier of the oracle', async () => {
    const { value: program } = parseFullProgram(json);
    const { value: page } = parseProgram(json);
    for (const batch of [shuffled(orders), shuffled(orders)])
      for (let from = 0; from < batch.length; from += 1_000)
        await bench.store.ledger.changeOrders(
          program,
          batch
            .slice(from, from + 1_000)
            .map((order) => ({ id: order.id, customer: order.customer, apply: () => order })),
          TODAY,
        );
    const [counted] = await bench.query<{ n: string }>('select count(*) as n from lojal_entries');
    assert.equal(Number(counted?.n), 6_919);
    assert.equal(customers.size, 2_357);
    for (const [customer, raw] of customers) {
      const account = await wireAccount(bench.store.ledger, program, customer, TODAY);
      const { value, faults } = parseAccount(account, 'USD');
      assert.deepEqual(faults, []);
      const { points, standing } = snapshot(page, value, TODAY);
      const { tally: _, ...expected } = oraclePoints(raw, rules, TODAY);
      assert.deepEqual(points, expected, customer);
      const tier = oracleTier(raw, rules, TODAY, false);
      assert.deepEqual([standing?.value, standing?.index], [tier.value, tier.index], customer);
    }
  });
});
