/** The events of changes: each once, in the transaction of the change, with no more about a customer than the change says. */
import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';
import { createEndpoint, type Handler } from '../../../src/server/index.ts';
import { loadProgram } from '../../../src/server/program-source.ts';
import { recordTierChanges } from '../../../src/server/receivers/tier-changes.ts';
import { KEY, mint, nps } from '../samples.ts';
import { noErrors, withStores } from '../stores.ts';
import { identity, sign } from '../tokens.ts';
import { type ReceivedEvent, type ReceivingServer, startReceiving } from './receiving-server.ts';

const SHOP = 'shop-key-of-the-tests-0123456789ab';
const BASE = 'https://api.example/apps/lojal';
const SITE = 'https://shop.example';
const json = {
  timeZone: 'Europe/Stockholm',
  currency: 'EUR',
  points: { perUnit: 1 },
  tiers: {
    metric: 'spend',
    period: 'rolling',
    months: 12,
    levels: [
      { id: 'base', name: 'Base', from: 0 },
      { id: 'gold', name: 'Gold', from: 100 },
    ],
  },
  earn: [{ id: 'welcome', when: 'join', points: 50 }],
  rewards: [{ id: 'off', name: 'Off', points: 40, kind: 'discount', value: 4, expire: { after: 'P3M' } }],
  referral: { advocate: { points: 500 }, friend: { kind: 'discount', value: 5 }, qualifies: { after: 'P1D' } },
};
const loaded = loadProgram(json);
const { program } = loaded;
const TODAY = new Date().toISOString().slice(0, 10);

withStores('events', (bench) => {
  let server: ReceivingServer | undefined;
  after(() => server?.close());
  let made: Handler | undefined;
  const handler = () => {
    made ??= createEndpoint({
      store: bench.store,
      program: json,
      shopKey: SHOP,
      ownerKey: KEY,
      identity,
      origins: [SITE],
      limits: false,
      log: noErrors,
      receivers: { allowPrivate: true },
    });
    return made;
  };
  const call = async <Body>(method: string, path: string, token: string, body?: unknown, status = 200) => {
    const isAnswer = path === 'answers' && method === 'POST';
    const response = await handler()(
      new Request(`${BASE}/${path}`, {
        method,
        headers: {
          origin: SITE,
          authorization: `Bearer ${token}`,
          'content-type': isAnswer ? 'application/cloudevents+json' : 'application/json',
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      }),
    );
    assert.equal(response.status, status, await response.clone().text());
    return (await response.json()) as Body;
  };
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
    server ??= await startReceiving();
    const { id } = await call<{ id: string }>('POST', 'owner/webhooks', KEY, { url: server.url, types }, 201);
    return id;
  };
  /** Sends everything, and returns what arrived since the last call, without ids that the server chose. */
  let seen = 0;
  const arrived = async () => {
    await call('POST', 'tick', SHOP, {});
    const events = server?.events().slice(seen) ?? [];
    seen += events.length;
    return events;
  };
  const briefly = (events: readonly ReceivedEvent[]) =>
    events.map(({ type, subject, data }) => [type.replace(/^lojal\.|\.v1$/g, ''), subject, data]);
  const everything = async () =>
    JSON.stringify([
      await bench.query('select * from lojal_events'),
      await bench.query('select * from lojal_deliveries'),
      await bench.query('select * from lojal_tier_checks'),
      await bench.query('select * from lojal_customer_tiers'),
    ]);
  beforeEach(async () => {
    await call('POST', 'tick', SHOP, {});
    await bench.query('delete from lojal_receivers');
    await bench.idle();
    for (const table of ['events', 'tier_checks', 'customer_tiers', 'tier_rounds'])
      await bench.query(`delete from lojal_${table}`);
    seen = server?.received.length ?? 0;
  });

  test('points, a reward, its code and a tier', async () => {
    await listen();
    const [customer, first, second] = [mint(), mint(), mint()];
    const token = await sign({ sub: customer });
    await order(customer, { id: first });
    const [earned] = await arrived();
    assert.deepEqual(briefly(earned ? [earned] : []), [
      [
        'points.earned',
        customer,
        {
          entry: { kind: 'order', id: `order:${first}`, at: TODAY, spend: 60.5, points: 60, rule: 'order' },
          order: first,
        },
      ],
    ]);
    const redemption = mint();
    const { code, expires } = await call<Record<string, string>>(
      'POST',
      'redemptions',
      token,
      { id: redemption, reward: 'off' },
      201,
    );
    // The same again is no change.
    await call('POST', 'redemptions', token, { id: redemption, reward: 'off' });
    await order(customer, { id: first });
    const redeemed = { redemption, reward: 'off', points: 40, code, expires };
    assert.deepEqual(briefly(await arrived()), [['reward.redeemed', customer, redeemed]]);
    await order(customer, { id: second, total: 40, codes: [code] });
    const [used, more, tier, ...rest] = (await arrived()).toSorted((a, b) => +(a.type > b.type) - +(a.type < b.type));
    assert.deepEqual(rest, []);
    assert.deepEqual(briefly(used && more && tier ? [used, tier] : []), [
      ['code.used', customer, { ...redeemed, order: second }],
      ['tier.changed', customer, { from: 'base', to: 'gold' }],
    ]);
    assert.equal(more?.type, 'lojal.points.earned.v1');
    await order(customer, { id: second, total: 40, codes: [code], status: 'cancelled' });
    assert.deepEqual(briefly(await arrived()), [['tier.changed', customer, { from: 'gold', to: 'base' }]]);
    await call('DELETE', `redemptions/${redemption}`, token);
    assert.deepEqual(await arrived(), []);
    assert.equal(new Set(server?.events().map(({ id }) => id)).size, server?.received.length);
  });

  test('a friend: neither event names the other customer', async () => {
    await listen();
    const [advocate, friend, id, bought] = [mint(), mint(), mint(), mint()];
    const { code } = await call<{ code: string }>('GET', 'referral', await sign({ sub: advocate }));
    const claimed = await call<{ code: string }>('POST', 'claims', await sign({ sub: friend }), { id, code }, 201);
    await order(friend, { id: bought, at: '2026-02-03', codes: [claimed.code] });
    await bench.store.ledger.rewardReferrals(program, '2026-02-04');
    const events = await arrived();
    const about = (customer: string) => events.filter(({ subject }) => subject === customer);
    assert.deepEqual(
      briefly(about(advocate)).sort(),
      [
        ['points.earned', advocate, { entry: { kind: 'bonus', at: '2026-02-04', points: 500, rule: 'referral' } }],
        ['referral.rewarded', advocate, { invitation: id, points: 500 }],
      ].sort(),
    );
    assert.deepEqual(
      briefly(about(friend)).filter(([type]) => type === 'code.used'),
      [['code.used', friend, { invitation: id, code: claimed.code, order: bought }]],
    );
    assert.ok(!JSON.stringify(about(advocate)).includes(friend));
    assert.ok(!JSON.stringify(about(friend)).includes(advocate));
    for (const customer of [friend, advocate]) {
      await call('DELETE', `answers?subject=${customer}`, KEY);
      const left = await everything();
      assert.ok(!left.includes(customer) && !left.includes(id), left);
    }
  });

  test('a friend’s code that a checkout uses before anybody is known', async () => {
    await listen(['lojal.code.used.v1']);
    const [advocate, friend, id, bought] = [mint(), mint(), mint(), mint()];
    const { code } = await call<{ code: string }>('GET', 'referral', await sign({ sub: advocate }));
    const claimed = await call<{ code: string }>('POST', 'claims', await sign({ sub: friend }), { id, code }, 201);
    await call('POST', `codes/${claimed.code}/use`, SHOP, { order: bought });
    await call('POST', `codes/${claimed.code}/use`, SHOP, { order: bought });
    await order(friend, { id: bought, codes: [claimed.code] });
    const events = await arrived();
    assert.deepEqual(briefly(events), [
      ['code.used', undefined, { invitation: id, code: claimed.code, order: bought }],
    ]);
    await call('DELETE', `answers?subject=${friend}`, KEY);
    assert.ok(!(await everything()).includes(bought));
  });

  test('nothing is written that nobody wants: without a receiver, with one that is off, and of other types', async () => {
    const live = async () => {
      const [customer, advocate] = [mint(), mint()];
      const token = await sign({ sub: customer });
      const { code } = await call<{ code: string }>('GET', 'referral', await sign({ sub: advocate }));
      await order(customer, { total: 200, referral: code, at: '2026-02-03' });
      await call('POST', 'actions', token, { id: mint(), rule: 'welcome' }, 201);
      const { code: issued } = await call<{ code: string }>(
        'POST',
        'redemptions',
        token,
        { id: mint(), reward: 'off' },
        201,
      );
      await call('POST', `codes/${issued}/use`, SHOP, { order: mint() });
      await call('POST', 'answers', token, nps({}, { subject: customer }), 201);
    };
    await live();
    assert.equal(await everything(), '[[],[],[],[]]');
    const id = await listen();
    await call('PATCH', `owner/webhooks/${id}`, KEY, { enabled: false });
    await live();
    assert.equal(await everything(), '[[],[],[],[]]');
    await call('PATCH', `owner/webhooks/${id}`, KEY, { enabled: true, types: ['lojal.referral.rewarded.v1'] });
    await live();
    assert.equal(await everything(), '[[],[],[],[]]');
  });

  test('a change that fails, and an answer that is restored, are no events', async () => {
    await listen();
    const customer = mint();
    const good = { id: mint(), customer, at: TODAY, currency: 'EUR', total: 60, status: 'paid' };
    await call('POST', 'orders', SHOP, [good, { ...good, id: mint(), currency: 'SEK' }], 422);
    const answer = nps({}, { subject: customer });
    await bench.store.restore([{ event: answer as never, verified: true }], false);
    await bench.store.restore(
      [{ event: { ...answer, data: { ...answer.data, revision: 2 } } as never, verified: true }],
      false,
    );
    assert.deepEqual(await arrived(), []);
    await call('POST', 'answers', await sign({ sub: customer }), { ...answer, data: { ...answer.data, revision: 3 } });
    assert.equal((await arrived()).length, 1);
  });

  test('a customer who is erased while the tiers are compared stays erased', async () => {
    await listen(['lojal.tier.changed.v1']);
    const customer = mint();
    await order(customer, { total: 20, at: '2026-02-03' });
    await bench.query(`delete from lojal_tier_checks where customer = '${customer}'`);
    // The first transaction of the round comes after its list of names was read.
    let isFirst = true;
    const db = new Proxy(bench.db, {
      get(target, key) {
        const value = Reflect.get(target, key);
        if (key !== 'transaction') return typeof value === 'function' ? value.bind(target) : value;
        return async (...of: Parameters<typeof target.transaction>) => {
          if (isFirst) await bench.store.erase(customer, 'owner');
          isFirst = false;
          return target.transaction(...of);
        };
      },
    });
    await recordTierChanges(db, loaded, '2028-01-01');
    assert.equal(isFirst, false);
    for (const table of ['members', 'customer_tiers'])
      assert.deepEqual(await bench.query(`select 1 from lojal_${table} where customer = '${customer}'`), [], table);
  });
});
