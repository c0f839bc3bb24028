/** The real purchases in demo/data: the server's numbers are those of two other programs. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { before, test } from 'node:test';
import { sql } from 'drizzle-orm';
import { CDNOW_END, cdnowOrders } from '../../metrics/cdnow-orders.ts';
import { close } from '../../metrics/close.ts';
import { dayNumber, dayText, gapsOf, purchaseDays } from '../../metrics/purchase-oracle.ts';
import { withStores } from '../stores.ts';
import { type OwnerApi, ownerApi } from './owner-api.ts';

const sample = JSON.parse(readFileSync(new URL('../../metrics/cdnow-values.json', import.meta.url), 'utf8'));
const given = cdnowOrders();
const rows = given.map(({ customer, day, units = 0, cents = 0 }, i) => ({
  id: `o${i}`,
  customer,
  day,
  total: cents,
  body: { lines: [{ product: 'cd', quantity: units, total: cents / 100 }] },
}));
const program = { currency: 'USD', timeZone: 'America/New_York', points: { perUnit: 1 } };
const WHOLE = `from=1997-01-01&until=${CDNOW_END}`;

withStores('the metrics of the public sample', (bench) => {
  let api: OwnerApi;
  before(async () => {
    api = ownerApi(bench.store, program);
    // As rows, because booking takes half a minute. The summaries are counted from them.
    await bench.db.execute(
      sql`insert into lojal_orders (id, customer, day, status, total, refunded, body)
          select id, customer, day, 'paid', total, 0, body from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
            as given (id text, customer text, day date, total bigint, body jsonb)`,
    );
    await bench.db.execute(sql`insert into lojal_members (customer) select distinct customer from lojal_orders`);
    await bench.store.metrics.rebuild();
  });

  const metrics = async (query: string) => (await api.get(`owner/metrics?${query}`)).metrics;

  test('counts, value, repurchase, gaps', async () => {
    const found = await metrics(WHOLE);
    const { counts, clv, repurchase, time_between_purchases: gaps } = sample;
    const value = (key: string) => found[key].value;
    close(value('orders'), counts.orders, 0);
    close(value('customers'), counts.customers, 0);
    close(value('revenue'), counts.revenue_cents, 0);
    close(value('valueMean'), clv.historic.mean_cents, 1e-9);
    close(value('valueMedian'), clv.historic.p25_p50_p75_p90_cents[1], 1e-9);
    for (const days of ['90', '180', '365']) {
      const { rate, ci95 } = repurchase.windows[CDNOW_END][days].kaplan_meier;
      const { value: share, low, high, n } = found[`repurchase${days}`];
      close([share, low, high, n], [rate, ...ci95, 2357], 1e-7);
    }
    close(value('gapMean'), gaps.purchase_day_gaps.mean, 1e-9);
    close(value('gapMedian'), gaps.purchase_day_gaps.p25_p50_p75_p90[1], 1e-9);
    close(value('lapsing'), sample.models_full.lapsing_as_of.shrunk_mean_x_ln10, 0);
    close(value('engagement'), sample.engagement_90d.mean_among_active, 1e-9);
    close(value('upsellShare'), 0, 0);
    assert.deepEqual(found.nps, { value: null, low: null, high: null, n: 0, reason: 'no_answers' });
    assert.equal(found.loyaltyIndex.reason, 'missing_component:nps');
  });

  test('the metrics on earlier days, of windows and quarters', async () => {
    for (const [day, windows] of Object.entries<Record<string, Record<string, { rate: number } | null>>>(
      sample.repurchase.windows,
    )) {
      const found = await metrics(`from=1997-01-01&until=${day}`);
      for (const days of [90, 180, 365]) {
        const expected = windows[days]?.kaplan_meier;
        close(found[`repurchase${days}`].value, expected ? expected.rate : null, 1e-9, `${day} ${days}`);
        if (!expected) assert.equal(found[`repurchase${days}`].reason, 'beyond_follow_up');
      }
    }
    for (const [day, expected] of Object.entries<Record<string, number>>(sample.activity_trailing_30)) {
      const found = await metrics(`from=1997-01-01&until=${day}`);
      close([found.mau.value, found.dau.value], [expected.mau, expected.mean_dau], 1e-9, day);
      close(found.stickiness.value, expected.stickiness, 1e-9, day);
      close(found.l28.value, sample.lness_28[day].mean_among_active, 1e-9, day);
    }
    for (const rows of Object.values<Record<string, unknown>[]>(sample.retention))
      for (const { start, end, active_window_days: window, ...expected } of rows.slice(0, 3)) {
        const found = await metrics(`from=${start}&until=${end}&window=${window}`);
        close(found.retention.value, expected.retention, 1e-9, `${start} ${window}`);
        close(found.churn.value, expected.churn, 1e-9, `${start} ${window}`);
        close([found.retention.n, found.reactivated.value], [expected.S, expected.reactivated], 0);
        assert.equal(found.retention.reason ?? null, expected.reason);
      }
  });

  test('cohorts, RFM, distributions, the curve, the list of lapsing customers', async () => {
    const { cohorts } = await api.get(`owner/cohorts?${WHOLE}`);
    close(
      Object.fromEntries(
        cohorts.map(({ cohort, active, revenue }: Record<string, unknown>) => [cohort, { active, revenue }]),
      ),
      Object.fromEntries(
        Object.entries<Record<string, unknown>>(sample.cohorts_monthly).map(([cohort, { active, revenue_cents }]) => [
          cohort,
          { active, revenue: revenue_cents },
        ]),
      ),
      0,
    );
    const rfm = await api.get(`owner/rfm?${WHOLE}`);
    const expected = sample.rfm;
    for (const { segment, customers, revenue } of rfm.segments) {
      close(customers, expected.segments[segment] ?? 0, 0, segment);
      close(revenue, expected.segment_revenue_cents[segment] ?? 0, 0, segment);
    }
    close(
      Object.fromEntries(
        rfm.cells.map(({ r, f, m, customers }: Record<string, number>) => [`${r}${f}${m}`, customers]),
      ),
      expected.cells,
      0,
    );
    const gaps = await api.get(`owner/distribution?of=gap&${WHOLE}`);
    const { n, p25_p50_p75_p90: quartiles } = sample.time_between_purchases.purchase_day_gaps;
    close([gaps.n, gaps.p25, gaps.p50, gaps.p75, gaps.p90], [n, ...quartiles], 1e-9);
    const lness = await api.get('owner/distribution?of=lness&from=1997-01-01&until=1997-10-01');
    const { histogram, zero, known_customers: known } = sample.lness_28['1997-10-01'];
    close(
      Object.fromEntries(lness.values.map(({ value, n: customers }: Record<string, number>) => [value, customers])),
      { 0: zero, ...histogram },
      0,
    );
    close(lness.n, known, 0);
    const curve = await api.get(`owner/repurchase?${WHOLE}`);
    const { p10, p25, p50 } = sample.time_between_purchases.first_gap_kaplan_meier;
    close([curve.p10, curve.p25, curve.p50, curve.customers], [p10, p25, p50, 2357], 0);
    const half = curve.points.findLast(({ days }: { days: number }) => days <= 180);
    close(half.rate, sample.repurchase.windows[CDNOW_END]['180'].kaplan_meier.rate, 1e-9);
    const list = await api.get(`owner/lapsing?limit=1000&${WHOLE}`);
    assert.equal(list.lapsing, sample.models_full.lapsing_as_of.shrunk_mean_x_ln10);
    assert.equal(list.customers.length, 1000);
    close(list.meanGap, sample.models_full.lapsing_as_of.mean_gap_days_G0, 1e-6);
    for (const { sinceLast, expectedGap } of list.customers) assert.ok(sinceLast > Math.LN10 * expectedGap);
  });

  test('a series adds up to its period', async () => {
    const months = await api.get(`owner/series?of=revenue&step=month&${WHOLE}`);
    assert.equal(months.steps.length, 18);
    const sum = months.steps.reduce((total: number, { value }: { value: number }) => total + value, 0);
    close(sum, sample.counts.revenue_cents, 0);
    close(
      months.steps[11].value,
      given.reduce((total, { day, cents = 0 }) => total + (day.startsWith('1997-12') ? cents : 0), 0),
      0,
    );
  });

  test('the forecast is computed in a thread, and then part of the metrics', async () => {
    const forecast = await api.get(`owner/prediction?${WHOLE}`);
    const { bgnbd, gamma_gamma: spend, predictive_clv_52w: value } = sample.models_full;
    const { log_likelihood: _, ...parameters } = bgnbd;
    close(forecast.parameters.purchases, parameters, 1e-4);
    close(forecast.parameters.spend.gamma, spend.gamma * 100, 1e-4);
    close(forecast.value, value.discounted_mean * 100, 1e-4);
    assert.equal(forecast.repeatPurchases.observed, 4339);
    assert.ok(Math.abs(forecast.repeatPurchases.expected / 4339 - 1) < 0.05);
    const held = dayNumber(CDNOW_END) - 182;
    const observed = [...purchaseDays(given).values()].flat().filter(({ day }) => day >= held).length;
    assert.equal(forecast.holdout.observed, observed);
    assert.ok(Math.abs(forecast.holdout.expected / observed - 1) < 0.2);
    const found = await metrics(WHOLE);
    assert.equal(found.valuePredicted.value, forecast.value);
    assert.equal(found.valuePredicted.n, 2357);
  });

  test('the period before is compared', async () => {
    const body = await api.get('owner/metrics?from=1998-04-01&until=1998-07-01&compare=previous');
    assert.deepEqual(body.previous, { from: '1997-12-31', until: '1998-04-01' });
    await Promise.all(
      ['1998-04-01', '1998-07-01'].map((until) => api.get(`owner/prediction?from=1997-01-01&until=${until}`)),
    );
    const again = await api.get('owner/metrics?from=1998-04-01&until=1998-07-01&compare=previous');
    body.metrics.valuePredicted = again.metrics.valuePredicted;
    const alone = await metrics('from=1997-12-31&until=1998-04-01');
    for (const [key, { value, previous, change }] of Object.entries<{
      value: number;
      previous: number;
      change: object;
    }>(body.metrics)) {
      assert.equal(previous, alone[key].value, key);
      if (value !== null && previous !== null) close(change, { ...change, value: value - previous }, 1e-12);
      else assert.equal(change, undefined);
    }
    const days = purchaseDays(given);
    const gaps = gapsOf(days, dayNumber('1998-04-01'), dayNumber('1998-07-01'));
    assert.equal(body.metrics.gapMean.n, gaps.length);
    assert.equal(dayText(dayNumber('1998-04-01')), '1998-04-01');
  });

  test('a segment is a part of the customers', async () => {
    const champions = await metrics(`${WHOLE}&segment=rfm:champions`);
    assert.equal(champions.customers.value, sample.rfm.segments.champions);
    assert.equal(champions.revenue.value, sample.rfm.segment_revenue_cents.champions);
    const cds = await metrics(`${WHOLE}&segment=product:cd`);
    assert.equal(cds.customers.value, 2357);
    assert.equal((await metrics(`${WHOLE}&segment=product:lp`)).customers.value, 0);
    const quarter = 'from=1997-02-01&until=1997-04-01';
    const [all, fresh, returning] = await Promise.all(
      ['', '&segment=new', '&segment=returning'].map((segment) => metrics(quarter + segment)),
    );
    assert.equal(fresh.customers.value + returning.customers.value, all.customers.value);
    assert.equal(fresh.customers.value, 857 + 719);
  });
});
