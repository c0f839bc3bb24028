/** A server with real purchases and answers, for the tests of the owner's page. */
import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import { withOwnerPage } from '../../src/cli/owner-page-files.ts';
import { addDays } from '../../src/loyalty/dates.ts';
import { createEndpoint } from '../../src/server/app.ts';
import { serve } from '../../src/server/serve.ts';
import { openMemoryStore } from '../helpers/memory-database.ts';
import { CDNOW_END, cdnowOrders } from '../metrics/cdnow-orders.ts';
import { ces, csat, exit, KEY, mint, nps } from '../server/samples.ts';

const PAGE = fileURLToPath(new URL('../../dist/owner', import.meta.url));
const SHOP_KEY = 'shop-key-of-the-tests-0123456789';
/** Orders of the data: enough for all tables, and few enough for a test. */
const ORDERS = 2_000;

/** Days from the end of the data to today. */
const SHIFT = Math.round((Date.now() - Date.parse(`${CDNOW_END}T00:00:00Z`)) / 86_400_000);

const today = new Date().toISOString().slice(0, 10);

export async function startShopServer() {
  const store = await openMemoryStore();
  const endpoint = createEndpoint({
    store,
    program: {
      name: 'Nord Records Club',
      currency: 'USD',
      points: { perUnit: 1, value: 0.01, expire: { after: 'P12M' } },
      tiers: {
        metric: 'spend',
        levels: [
          { id: 'base', name: 'Base', from: 0 },
          { id: 'gold', name: { en: 'Gold', sv: 'Guld' }, from: 100 },
        ],
      },
      campaigns: [
        {
          id: 'double',
          name: { en: 'Double points' },
          from: addDays(today, -120),
          until: addDays(today, 10),
          times: 2,
          holdout: 0.3,
        },
      ],
    },
    ownerKey: KEY,
    shopKey: SHOP_KEY,
    limits: false,
  });
  const { url, close } = await serve({ fetch: withOwnerPage(endpoint, PAGE, '/apps/lojal') });
  const api = `${url}/apps/lojal`;
  async function post(path: string, body: unknown, type = 'application/json'): Promise<void> {
    const headers = { 'content-type': type, authorization: `Bearer ${SHOP_KEY}` };
    const response = await fetch(`${api}/${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
    assert.ok(response.ok, await response.text());
  }
  const orders = cdnowOrders()
    .slice(0, ORDERS)
    .map(({ customer, day, cents }, i) => ({
      id: `o${i}`,
      customer: `cd-${customer}`,
      at: `${addDays(day, SHIFT)}T12:00:00Z`,
      currency: 'USD',
      total: (cents ?? 0) / 100,
      status: 'paid',
      lines: [],
    }));
  for (let i = 0; i < orders.length; i += 1_000) await post('orders', orders.slice(i, i + 1_000));
  const said = () => ({ id: mint(), subject: undefined, time: new Date().toISOString() });
  for (let i = 0; i < 12; i++) {
    const answers = [
      nps({ score: 1, comment: 'The parcel was late' }, said()),
      nps({ score: 10, comment: 'Wonderful sound' }, said()),
      csat({ score: 1 + (i % 5) }, said()),
      // All alike, as in a new shop: the mean has no interval.
      ces({ score: 6 }, said()),
      exit({ texts: [i % 3 ? 'It costs too much' : 'I moved away'] }, said()),
    ];
    for (const answer of answers) await post('answers', answer, 'application/cloudevents+json');
  }
  return {
    api,
    close: async () => {
      await close();
      await store.close();
    },
  };
}
