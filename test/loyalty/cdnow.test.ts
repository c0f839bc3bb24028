import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { parseCdnow } from '../../demo/data/cdnow.js';
import { seen } from '../rules/histories.ts';
import { oraclePoints, oracleTier, type Rules } from './oracle.ts';

const TODAY = '1998-07-01';
const ledgers = parseCdnow(readFileSync(new URL('../../demo/data/cdnow-sample.txt', import.meta.url), 'utf8'));

test('the sample is complete', () => {
  assert.equal(ledgers.size, 2357);
  assert.equal([...ledgers.values()].flat().length, 6919);
});

for (const period of ['lifetime', 'rolling', 'calendar-year'] as const)
  for (const expireAfter of [undefined, 12])
    test(`points and tier of every real customer match the oracle: ${period}, ${expireAfter ? 'P12M' : 'no expiry'}`, () => {
      const made: Rules = {
        perUnit: 1,
        places: 2,
        metric: 'spend',
        period,
        months: 12,
        expireAfter,
        froms: [0, 5000, 20000, 60000],
      };
      const levels = new Set<number>();
      for (const [customer, ledger] of ledgers) {
        const { points, standing } = seen(made, ledger, TODAY);
        const { tally, ...expected } = oraclePoints(ledger, made, TODAY);
        assert.deepEqual(points, expected, customer);
        const tier = oracleTier(ledger, made, TODAY, period !== 'calendar-year');
        assert.equal(standing?.index, tier.index, customer);
        assert.equal(standing?.ratio, tier.ratio, customer);
        assert.equal(standing?.remaining, tier.remaining, customer);
        if (period === 'rolling') assert.equal(standing?.keepUntil, tier.keepUntil, customer);
        levels.add(tier.index);
      }
      assert.ok(levels.size > 2, 'the sample reaches several levels');
    });
