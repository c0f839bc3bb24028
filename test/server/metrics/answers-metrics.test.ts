/** Answers become numbers: who counts, in which period, and how the questions were received. Who may read the numbers. */
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { npsCounts, npsEstimate } from '../../../src/metrics/net-promoter.ts';
import { close } from '../../metrics/close.ts';
import { mint, nps } from '../samples.ts';
import { withStores } from '../stores.ts';
import { type OwnerApi, ownerApi } from './owner-api.ts';

const program = {
  currency: 'EUR',
  timeZone: 'Europe/Stockholm',
  points: { perUnit: 1 },
  ask: { welcome: { kind: 'nps' } },
};
const OCTOBER = 'from=2026-10-01&until=2026-11-01';

withStores('answers in the metrics', (bench) => {
  let api: OwnerApi;
  beforeEach(async () => {
    await bench.query(
      'truncate lojal_answers, lojal_orders, lojal_purchase_days, lojal_customer_products, lojal_members cascade',
    );
    api = ownerApi(bench.store, program);
  });

  /** Stores an answer as if it had just arrived. */
  const answer = async (
    score: number,
    time: string,
    {
      subject,
      verified = false,
      lang = 'sv',
      type = 'nps',
    }: { subject?: string; verified?: boolean; lang?: string; type?: string } = {},
  ) => {
    const event = { ...nps({ score, lang }, { time, type: `lojal.${type}.answered.v1` }), subject };
    const outcome = await bench.store.insert(JSON.parse(JSON.stringify(event)) as never, mint(), verified);
    assert.equal(outcome, 'stored');
  };
  const read = async (query = OCTOBER) => api.get(`owner/metrics?${query}`);
  const value = async (key: string, query?: string) => (await read(query)).metrics[key].value;

  test('the latest answer of a customer counts once in each period; visitors without an id count each', async () => {
    await answer(0, '2026-09-20T10:00:00Z', { subject: 'a' });
    await answer(3, '2026-10-05T10:00:00Z', { subject: 'a' });
    await answer(10, '2026-10-09T10:00:00Z', { subject: 'a' });
    await answer(7, '2026-10-07T10:00:00Z', { subject: 'a' });
    await answer(2, '2026-10-07T10:00:00Z', { subject: 'b' });
    await answer(9, '2026-10-07T10:00:00Z');
    await answer(9, '2026-10-07T10:00:00Z');
    const { metrics, answers } = await read();
    const counts = npsCounts(
      new Map([
        [10, 1],
        [2, 1],
        [9, 2],
      ]),
    );
    close(metrics.nps, npsEstimate(counts), 1e-12);
    // All of these are written before the end of October and stored now.
    assert.deepEqual(answers, { verified: 0, unverified: 4, late: 4 });
    assert.equal(await value('nps', 'from=2026-09-01&until=2026-10-01'), -100);
    const { values } = await api.get(`owner/distribution?of=nps&${OCTOBER}`);
    assert.deepEqual(values, [
      { value: 2, n: 1 },
      { value: 9, n: 2 },
      { value: 10, n: 1 },
    ]);
  });

  test('days begin at midnight in the time zone of the program, on both sides of the change of the clocks', async () => {
    // 25 October 2026 has 25 hours in Stockholm.
    await answer(10, '2026-10-24T21:59:59Z', { subject: 'a' });
    await answer(0, '2026-10-24T22:00:00Z', { subject: 'b' });
    await answer(0, '2026-10-25T22:59:59Z', { subject: 'c' });
    await answer(10, '2026-10-25T23:00:00Z', { subject: 'd' });
    const { metrics } = await read('from=2026-10-25&until=2026-10-26');
    assert.deepEqual([metrics.nps.value, metrics.nps.n], [-100, 2]);
    assert.equal(await value('nps', 'from=2026-10-24&until=2026-10-25'), 100);
    assert.equal(await value('nps', 'from=2026-10-26&until=2026-10-27'), 100);
  });

  test('an answer from a device whose clock is ahead counts when it arrived', async () => {
    await answer(10, '2099-01-01T00:00:00Z', { subject: 'a' });
    const today = new Date().toISOString().slice(0, 10);
    const before = new Date(Date.now() - 2 * 86_400_000).toISOString().slice(0, 10);
    const { metrics } = await read(
      `from=${before}&until=2098-01-01`.replace('2098-01-01', `${Number(today.slice(0, 4)) + 1}-01-01`),
    );
    assert.equal(metrics.nps.n, 1);
  });

  test('verified and unverified answers apart, and by language', async () => {
    await answer(10, '2026-10-05T10:00:00Z', { subject: 'a', verified: true });
    await answer(0, '2026-10-05T10:00:00Z', { subject: 'b', lang: 'de' });
    await answer(0, '2026-10-05T10:00:00Z');
    assert.equal(await value('nps', `${OCTOBER}&verified=true`), 100);
    assert.equal(await value('nps', `${OCTOBER}&verified=false`), -100);
    assert.equal(await value('nps', `${OCTOBER}&segment=lang:sv`), 100);
    assert.equal(await value('nps', `${OCTOBER}&segment=lang:DE`), -100);
    assert.deepEqual((await read()).answers, { verified: 1, unverified: 2, late: 3 });
  });

  test('CSAT, CES and their change', async () => {
    for (const [i, score] of [5, 4, 3, 5, 1].entries())
      await answer(score, '2026-10-05T10:00:00Z', { subject: `c${i}`, type: 'csat' });
    for (const [i, score] of [7, 6, 5, 7, 6].entries())
      await answer(score, '2026-10-05T10:00:00Z', { subject: `c${i}`, type: 'ces' });
    for (const [i, score] of [2, 1, 2].entries())
      await answer(score, '2026-09-05T10:00:00Z', { subject: `c${i}`, type: 'ces' });
    const { metrics } = await read(`${OCTOBER}&compare=previous`);
    assert.equal(metrics.csat.value, 60);
    close([metrics.ces.value, metrics.ces.low], [6.2, 5.161149], 1e-6);
    assert.equal(metrics.ces.previous, 5 / 3);
    assert.equal(metrics.ces.change.real, true);
    // Welch: 4.5333 − t(5.695) · √(0.7/5 + (1/3)/3), t(5.695) = 2.479.
    assert.ok(Math.abs(metrics.ces.change.low - 3.291) < 0.001, String(metrics.ces.change.low));
    const { steps } = await api.get(`owner/series?of=ces&step=month&from=2026-09-01&until=2026-11-01`);
    assert.deepEqual(
      steps.map(({ n, late }: { n: number; late: number }) => [n, late]),
      [
        [3, 3],
        [5, 5],
      ],
    );
  });

  test('the response rate comes from the daily counts of questions', async () => {
    assert.equal((await read()).metrics.responseRate.reason, 'not_shown');
    await bench.query('delete from lojal_seen');
    await bench.query(`insert into lojal_seen (day, name, version, what, count) values ('2026-10-02', 'nps', '1', 'shown', 50),
      ('2026-10-31', 'welcome', '1', 'shown', 30), ('2026-10-31', 'nps', '1', 'answered', 20), ('2026-10-31', 'nps', '1', 'dismissed', 9),
      ('2026-11-01', 'nps', '1', 'answered', 99), ('2026-10-03', 'lapsed-message', '1', 'shown', 900)`);
    const { responseRate } = (await read()).metrics;
    assert.deepEqual([responseRate.value, responseRate.n], [0.25, 80]);
    assert.equal((await read(`${OCTOBER}&segment=new`)).metrics.responseRate.reason, 'not_by_segment');
    // By question: only those of the program, whoever posts other names.
    const { measured, questions } = await api.get(`owner/receptions?${OCTOBER}`);
    assert.equal(measured, false);
    assert.deepEqual(
      questions.map(({ rate, ...one }: { rate: { value: number; n: number } }) => [one, rate.value, rate.n]),
      [
        [{ name: 'nps', shown: 50, dismissed: 9, answered: 20, abandoned: 0 }, 0.4, 50],
        [{ name: 'welcome', shown: 30, dismissed: 0, answered: 0, abandoned: 0 }, 0, 30],
      ],
    );
  });

  test('an empty shop has a reason for every number, and no error', async () => {
    const { metrics } = await read(`${OCTOBER}&compare=previous`);
    for (const key of [
      'nps',
      'csat',
      'ces',
      'retention',
      'churn',
      'repurchase365',
      'upsellShare',
      'upsellRatio',
      'valueMean',
      'valueMedian',
      'valueSimple',
      'stickiness',
      'l28',
      'gapMean',
      'engagement',
      'lapsing',
      'loyaltyIndex',
    ]) {
      assert.equal(metrics[key].value, null, key);
      assert.equal(typeof metrics[key].reason, 'string', key);
      assert.equal(metrics[key].change, undefined);
    }
    assert.deepEqual([metrics.orders.value, metrics.revenue.value, metrics.reactivated.value], [0, 0, 0]);
    for (const path of [
      'cohorts',
      'rfm',
      'distribution?of=gap',
      'distribution?of=lness',
      'series?of=orders',
      'repurchase',
      'lapsing',
      'liability',
    ])
      await api.get(`owner/${path}`);
    assert.equal((await api.get('owner/prediction')).reason, 'too_few_repeat_customers');
  });

  test('margins of segments, and points outstanding by month', async () => {
    const clubProgram = { ...program, points: { perUnit: 1, value: 0.01, expire: { after: 'P12M' } } };
    const club = ownerApi(bench.store, clubProgram);
    const order = { currency: 'EUR', status: 'paid' };
    const line = (total: number, cost?: number) => ({
      product: 'p',
      quantity: 1,
      total,
      ...(cost !== undefined && { cost }),
    });
    await club.orders([
      { ...order, id: '1', customer: 'a', at: '2026-09-30', total: 100, lines: [line(100, 70.55)] },
      { ...order, id: '2', customer: 'a', at: '2026-10-01', total: 40, lines: [line(20, 5), line(20)] },
      { ...order, id: '3', customer: 'b', at: '2026-11-02', total: 10.5 },
    ]);
    await bench.query(`update lojal_members set cost = 4000 where customer = 'a'`);
    const rfm = await club.get('owner/rfm?from=2026-01-01&until=2026-11-20');
    const sum = (key: string) =>
      rfm.segments.reduce((total: number, one: Record<string, number>) => total + (one[key] ?? 0), 0);
    assert.deepEqual([sum('customers'), sum('revenue'), sum('year'), sum('costed')], [2, 15050, 15050, 10000]);
    const [segment] = rfm.segments.filter(({ served }: { served: number }) => served > 0);
    assert.deepEqual([segment.margin, segment.service, segment.contribution], [2945, 4000, -1055]);
    const liability = await club.get('owner/liability');
    assert.deepEqual(liability.months, [
      { month: '2027-09', points: 100, pending: 0, worth: 100 },
      { month: '2027-10', points: 40, pending: 0, worth: 40 },
      { month: '2027-11', points: 10, pending: 0, worth: 10 },
    ]);
    assert.deepEqual([liability.customers, liability.points, liability.worth], [2, 150, 150]);
    const issued = liability.flow.reduce((all: number, one: { issued: number }) => all + one.issued, 0);
    assert.deepEqual([liability.flow.length, issued], [12, 150]);
  });

  test('only the owner reads numbers, and only with a query that makes sense', async () => {
    for (const path of [
      'metrics',
      'cohorts',
      'rfm',
      'distribution?of=nps',
      'series?of=nps',
      'repurchase',
      'lapsing',
      'prediction',
      'receptions',
      'liability',
    ]) {
      assert.equal((await api.refused(`owner/${path}`, {})).status, 401, path);
      const shop = { authorization: 'Bearer shop-key-of-the-metrics-0123456789ab' };
      assert.equal((await api.refused(`owner/${path}`, shop)).status, 403, path);
      const post = await api.handler(new Request(`https://api.example/apps/lojal/owner/${path}`, { method: 'POST' }));
      assert.equal(post.status, 405, path);
    }
    const bad: readonly [string, RegExp][] = [
      ['metrics?from=2026-02-30', /from must be a date/],
      ['metrics?from=0001-01-01', /from must be a date/],
      ['metrics?from=2026-02-01&until=2026-02-01', /from must be before until/],
      ['metrics?from=1990-01-01&until=2026-02-01', /at most/],
      ['metrics?from=2199-01-01&until=2199-02-01', /nothing is known/],
      ['metrics?compare=next', /compare must be/],
      ['metrics?verified=maybe', /verified must be/],
      ['metrics?window=0', /window must be/],
      ['metrics?segment=gold', /segment: use/],
      ['metrics?segment=tier:gold', /tier/],
      ['metrics?segment=rfm:bad', /champions/],
      ['metrics?segment=cohort:2026-13', /cohort/],
      ['metrics?segment=cohort:2026-05-01', /cohort/],
      ['metrics?segment=lang:%27or', /language/],
      [`metrics?segment=product:%00`, /segment/],
      ['distribution?of=revenue', /of must be/],
      ['distribution', /of must be/],
      ['series?of=mau', /of must be/],
      ['series?of=nps&step=day', /step must be/],
      ['series?of=nps&step=week&from=2020-01-01&until=2026-01-01', /at most/],
      ['lapsing?limit=100000', /limit must be/],
      ['cohorts?months=-1', /months must be/],
    ];
    for (const [path, detail] of bad) {
      const refused = await api.refused(`owner/${path}`);
      assert.equal(refused.status, 422, path);
      assert.match(refused.detail, detail, path);
    }
    // Hostile texts are values.
    assert.equal(await value('customers', `${OCTOBER}&segment=product:${encodeURIComponent("') or true --")}`), 0);
  });
});
