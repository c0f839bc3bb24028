/** Klaviyo as a receiver: what its Events API gets, by a fake that takes only what the specification allows. */
import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';
import fc from 'fast-check';
import { addDays } from '../../../src/loyalty/dates.ts';
import { createEndpoint, type DeliveryRecord, type Handler, type Receiver } from '../../../src/server/index.ts';
import { klaviyoBody } from '../../../src/server/receivers/klaviyo-request.ts';
import { KEY, mint, nps, review } from '../samples.ts';
import { fakeStore, noErrors, withStores } from '../stores.ts';
import { identity, sign } from '../tokens.ts';
import { API_KEY, type FakeKlaviyo, startKlaviyo } from './fake-klaviyo.ts';

const SHOP = 'shop-key-of-the-tests-0123456789ab';
const BASE = 'https://api.example/apps/lojal';
const SITE = 'https://shop.example';
const TODAY = new Date().toISOString().slice(0, 10);
const program = {
  timeZone: 'UTC',
  currency: 'EUR',
  points: { perUnit: 1, expire: { after: 'P30D' } },
  tiers: {
    metric: 'spend',
    period: 'lifetime',
    levels: [
      { id: 'base', name: 'Base', from: 0 },
      { id: 'gold', name: { sv: 'Guld', en: 'Gold' }, from: 100 },
    ],
  },
  rewards: [{ id: 'off', name: 'Off', points: 40, kind: 'discount', value: 4 }],
};

const caller =
  (handler: () => Handler) =>
  async <Body>(method: string, path: string, token: string, body?: unknown, status = 200): Promise<Body> => {
    const isAnswer = path === 'answers' && method === 'POST';
    const response = await handler()(
      new Request(`${BASE}/${path}`, {
        method,
        headers: {
          origin: SITE,
          ...(token && { authorization: `Bearer ${token}` }),
          'content-type': isAnswer ? 'application/cloudevents+json' : 'application/json',
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      }),
    );
    assert.equal(response.status, status, await response.clone().text());
    return (await response.json()) as Body;
  };

test('the body is one event with plain properties, whatever customers write', () => {
  const check = (words: string) => {
    const answer = review({ title: words, body: words, order: words, product: { id: words, name: words } });
    const event = { id: 'evt_1', type: 'lojal.answer.received.v1', customer: 'c_1', data: { answer }, at: TODAY };
    const { attributes } = JSON.parse(klaviyoBody(event, undefined)).data;
    for (const value of Object.values(attributes.properties)) {
      assert.notEqual(typeof value, 'object');
      if (typeof value === 'string') assert.doesNotMatch(value, /[\p{Cc}\u2028\u202E]/u);
    }
    assert.deepEqual(Object.keys(attributes.profile.data.attributes), ['external_id']);
  };
  for (const words of ['{{ event|safe }}\r\n\u202E<script>', '\u0000', '🎵'.repeat(3_000), '__proto__']) check(words);
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 200 }), check), { numRuns: 100 });
});

test('without private addresses, the key goes to Klaviyo alone', async () => {
  const added: unknown[] = [];
  const store = fakeStore();
  const receivers = {
    ...store.receivers,
    receivers: async () => [],
    add: async (one: unknown) => {
      added.push(one);
      return { receiver: one };
    },
  };
  const handler = createEndpoint({
    store: { ...store, receivers } as never,
    ownerKey: KEY,
    origins: [SITE],
    limits: false,
    log: noErrors,
  });
  const call = caller(() => handler);
  const body = { kind: 'klaviyo', apiKey: API_KEY };
  for (const url of [
    'https://evil.example/api/events',
    'https://a.klaviyo.com/api/events?x',
    'http://a.klaviyo.com/api/events',
  ])
    await call('POST', 'owner/webhooks', KEY, { ...body, url }, 422);
  const shown = await call<object>('POST', 'owner/webhooks', KEY, body, 201);
  assert.equal((added[0] as { url: string }).url, 'https://a.klaviyo.com/api/events');
  assert.ok(shown);
});

withStores('klaviyo', (bench) => {
  let klaviyo: FakeKlaviyo | undefined;
  after(() => klaviyo?.close());
  let made: Handler | undefined;
  const call = caller(() => {
    made ??= createEndpoint({
      store: bench.store,
      program,
      shopKey: SHOP,
      ownerKey: KEY,
      identity,
      origins: [SITE],
      limits: false,
      log: noErrors,
      receivers: { allowPrivate: true },
    });
    return made;
  });
  const order = (customer: string, more: object = {}) =>
    call('POST', 'orders', SHOP, {
      id: mint(),
      customer,
      at: TODAY,
      currency: 'EUR',
      total: 60.5,
      status: 'paid',
      ...more,
    });
  const listen = async (types?: readonly string[]) => {
    const url = klaviyo?.url;
    const body = { kind: 'klaviyo', apiKey: API_KEY, url, types };
    return (await call<Receiver>('POST', 'owner/webhooks', KEY, body, 201)).id;
  };
  const tick = () => call('POST', 'tick', SHOP, {});
  const deliveries = async (id: string) =>
    (await call<{ deliveries: DeliveryRecord[] }>('GET', `owner/webhooks/${id}/deliveries`, KEY)).deliveries;
  /** The metrics and their properties, by name. */
  const recorded = async () => {
    await tick();
    assert.deepEqual(klaviyo?.refused, []);
    return Object.fromEntries(klaviyo?.recorded.map((event) => [event.metric, event]) ?? []);
  };
  beforeEach(async () => {
    klaviyo ??= await startKlaviyo();
    await tick();
    await bench.query('delete from lojal_receivers');
    await bench.idle();
    for (const table of ['events', 'expiry_rounds', 'tier_checks', 'tier_rounds'])
      await bench.query(`delete from lojal_${table}`);
    klaviyo.recorded.length = 0;
    klaviyo.refused.length = 0;
    klaviyo.next = undefined;
  });

  test('points, a tier, a reward and its use, an answer: one event each, with names and numbers', async () => {
    await listen();
    const [customer, bought, redemption] = [mint(), mint(), mint()];
    const token = await sign({ sub: customer });
    await order(customer, { id: bought, total: 160.5 });
    await tick();
    const { code = '' } = await call<Record<string, string>>(
      'POST',
      'redemptions',
      token,
      { id: redemption, reward: 'off' },
      201,
    );
    await order(customer, { codes: [code], total: 10 });
    const answer = nps({ score: 6, comment: 'Slow\n<b>', contact: true, product: 'Fjord' }, { subject: customer });
    await call('POST', 'answers', token, answer, 201);
    const events = await recorded();
    assert.deepEqual(new Set(klaviyo?.recorded.map(({ profile }) => profile)), new Set([customer]));
    assert.deepEqual(events['Lojal Reward Issued']?.properties, {
      redemption_id: redemption,
      reward_id: 'off',
      reward_name: 'Off',
      points: 40,
      code,
    });
    assert.equal(events['Lojal Reward Redeemed']?.properties.code, code);
    assert.deepEqual(events['Lojal Tier Changed']?.properties, {
      tier: 'gold',
      tier_name: 'Gold',
      former_tier: 'base',
      former_tier_name: 'Base',
      direction: 'up',
    });
    assert.deepEqual(events['Lojal Answer Received']?.properties, {
      question: 'nps',
      score: 6,
      group: 'detractor',
      comment: 'Slow <b>',
      may_contact: true,
      product_name: 'Fjord',
      language: 'sv',
      edited: false,
      verified: true,
    });
    const earned = klaviyo?.recorded.find(({ properties }) => properties.order_id === bought);
    assert.deepEqual(earned?.properties, {
      points: 160,
      rule: 'order',
      order_id: bought,
      order_amount: 160.5,
      currency: 'EUR',
    });
  });

  test('points that expire: each day is told once, before it comes, and an erased customer is forgotten', async () => {
    const [soon, later, gone] = [mint(), mint(), mint()];
    const at = addDays(TODAY, -20);
    await order(soon, { at });
    await order(gone, { at });
    await order(later, { at: addDays(TODAY, -2) });
    // Only then: with a receiver, the round of the day starts by itself soon after an order.
    await listen(['lojal.points.expiring.v1']);
    const { 'Lojal Points Expiring': event } = await recorded();
    assert.deepEqual(klaviyo?.recorded.map(({ profile }) => profile).sort(), [soon, gone].sort());
    assert.deepEqual(event?.properties, { points: 60, expires_on: addDays(TODAY, 10) });
    const notices = `select customer from lojal_expiry_notices where customer in ('${soon}', '${gone}')`;
    await bench.store.erase(gone);
    assert.deepEqual(await bench.query(notices), [{ customer: soon }]);
    // The next round finds the same points.
    await bench.query('delete from lojal_expiry_rounds');
    await recorded();
    assert.equal(klaviyo?.recorded.length, 2);
  });

  test('a profile is for a customer whom the shop or a token knows, not for whom a stranger names', async () => {
    await listen(['lojal.answer.received.v1']);
    const [known, proven] = [mint(), mint()];
    await order(known);
    for (const subject of [mint(), undefined, known]) await bench.store.insert(nps({}, { subject }) as never, mint());
    await call('POST', 'answers', await sign({ sub: proven }), nps({}, { subject: proven }), 201);
    await recorded();
    const got = klaviyo?.recorded.map(({ profile, properties }) => [profile, properties.verified]);
    assert.deepEqual(
      new Map(got as [string, unknown][]),
      new Map([
        [known, false],
        [proven, true],
      ]),
    );
    assert.equal(got?.length, 2);
  });

  test('a repeated delivery is recorded once; 429 waits as asked, 400 is final, 401 is tried again', async () => {
    const id = await listen(['lojal.points.earned.v1']);
    const events = () => klaviyo?.recorded.length;
    await order(mint());
    await recorded();
    const [first] = await deliveries(id);
    await call('POST', `owner/webhooks/${id}/deliveries/${first?.id}/resend`, KEY, undefined, 202);
    await recorded();
    assert.deepEqual([events(), (await deliveries(id))[0]?.state], [1, 'delivered']);
    const replied = async (status: number, headers = {}) => {
      if (klaviyo) klaviyo.next = (response) => response.writeHead(status, headers).end();
      await order(mint());
      await tick();
      const [newest] = await deliveries(id);
      assert.equal(newest?.status, status);
      const { receivers } = await call<{ receivers: Receiver[] }>('GET', 'owner/webhooks', KEY);
      return [newest?.state, receivers[0]] as const;
    };
    const [refused, afterRefused] = await replied(400);
    assert.deepEqual([refused, afterRefused?.enabled], ['failed', true]);
    assert.equal((await replied(401))[0], 'pending');
    assert.equal((await replied(307, { location: 'https://evil.example' }))[0], 'pending');
    const [limited, paused] = await replied(429, { 'retry-after': '120' });
    const seconds = (Date.parse(paused?.pausedUntil ?? '') - Date.now()) / 1000;
    assert.ok(limited === 'pending' && seconds > 100 && seconds <= 121, `${seconds}`);
    assert.equal(events(), 1);
  });

  test('the key: needed, never shown, replaced by another, and for no other address', async () => {
    const url = klaviyo?.url ?? '';
    for (const body of [
      { kind: 'klaviyo', url },
      { kind: 'klaviyo', url, apiKey: 'AbCdEf' },
      { kind: 'klaviyo', url, apiKey: `${API_KEY}\r\nX: y` },
      { kind: 'slack', url, apiKey: API_KEY },
      { url, apiKey: API_KEY },
    ])
      await call('POST', 'owner/webhooks', KEY, body, 422);
    const wrong = `pk_${'f'.repeat(34)}`;
    const body = { kind: 'klaviyo', url, apiKey: wrong, types: ['lojal.points.earned.v1'] };
    const { id, ...added } = await call<Receiver>('POST', 'owner/webhooks', KEY, body, 201);
    await call('PATCH', `owner/webhooks/${id}`, KEY, { url: `${url}2` }, 422);
    await call('POST', `owner/webhooks/${id}/rotate`, KEY, undefined, 409);
    await call('POST', `owner/webhooks/${id}/test`, KEY, undefined, 202);
    await tick();
    assert.equal((await deliveries(id))[0]?.status, 401);
    const changed = await call('PATCH', `owner/webhooks/${id}`, KEY, { apiKey: API_KEY });
    await call('POST', `owner/webhooks/${id}/test`, KEY, undefined, 202);
    const { 'Lojal Test': event } = await recorded();
    assert.equal(event?.profile, 'lojal-test');
    const audit = await bench.query('select detail from lojal_audit');
    const list = await call('GET', 'owner/webhooks', KEY);
    assert.doesNotMatch(JSON.stringify([added, changed, list, await deliveries(id), audit]), /pk_/);
  });
});
