/** The forecast follows what arrives later: a shop opens its page first and imports its history afterwards. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addDays } from '../../../src/loyalty/dates.ts';
import { PredictionCache } from '../../../src/server/metrics/prediction-cache.ts';
import { mint } from '../samples.ts';
import { withStores } from '../stores.ts';
import { ownerApi } from './owner-api.ts';

const today = new Date().toISOString().slice(0, 10);

withStores('the forecast and late orders', (bench) => {
  test('orders of days that are over change the forecast, ten minutes later at most', async () => {
    const api = ownerApi(bench.store, { timeZone: 'UTC', points: { perUnit: 1 } });
    let now = 0;
    const cache = new PredictionCache(bench.db, () => now);
    const first = await cache.read(today);
    assert.deepEqual(first, { reason: 'too_few_repeat_customers' });
    const orders = Array.from({ length: 300 }, (_, i) =>
      Array.from({ length: 1 + (i % 5) }, (_, k) => ({
        id: mint(),
        customer: `c-${i}`,
        at: addDays(today, -((i * 7) % 300) - 10 - k * 9),
        currency: 'EUR',
        total: 10 + ((i * 13 + k) % 50),
        status: 'paid',
      })),
    ).flat();
    await api.orders(orders);
    now += 599_000;
    assert.equal(await cache.read(today), first);
    now += 1_000;
    const later = await cache.readOrStart(today);
    assert.notDeepEqual(later, first);
    assert.equal(await cache.read(today), later);
  });
});
