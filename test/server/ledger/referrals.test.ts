/** Friends who are invited: the link, the friend's code, the order that counts, and the advocate's reward. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseFullProgram } from '../../../src/config/full-program.ts';
import { createEndpoint, type Handler, openStore } from '../../../src/server/index.ts';
import { mint } from '../samples.ts';
import { noErrors, type ProblemBody, withStores } from '../stores.ts';
import { identity, sign } from '../tokens.ts';

const SHOP = 'shop-key-of-the-tests-0123456789ab';
const BASE = 'https://api.example/apps/lojal';
const SITE = 'https://shop.example';
const friend = { kind: 'discount', value: 10, minimum: 50, expire: { after: 'P3M' }, name: '10 € off' };
const referral = {
  friend,
  advocate: { points: 500 },
  qualifies: { minimum: 50, after: 'P14D' },
  url: '/new?from=club#top',
};
const json = { timeZone: 'Europe/Stockholm', referral };
const full = (of: object) => parseFullProgram({ ...json, referral: of }).value;
const program = full(referral);

interface Invitation {
  readonly state: string;
  readonly at: string;
  readonly until?: string;
  readonly points?: number;
  readonly reason?: string;
  readonly missing?: number;
}
interface Link {
  readonly code: string;
  readonly url: string;
  readonly invitations: readonly Invitation[];
}
interface Claimed {
  readonly code: string;
  readonly reward: Record<string, unknown>;
}

withStores('referrals', (bench) => {
  const create = (of: object | undefined = referral, store = bench.store): Handler =>
    createEndpoint({
      store,
      program: { ...json, referral: of },
      shopKey: SHOP,
      identity,
      origins: [SITE],
      limits: false,
      log: noErrors,
    });
  let made: Handler | undefined;
  const usual = () => {
    made ??= create();
    return made;
  };
  const send = async (path: string, token: string | undefined, body?: unknown, method?: string, by = usual()) =>
    by(
      new Request(`${BASE}/${path}`, {
        method: method ?? (body === undefined ? 'GET' : 'POST'),
        headers: {
          origin: SITE,
          'content-type': 'application/json',
          ...(token !== undefined && { authorization: `Bearer ${token}` }),
        },
        ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      }),
    );
  const as = async (customer: string, path: string, by?: Handler) =>
    send(path, await sign({ sub: customer }), undefined, 'GET', by);
  const read = async <Body>(response: Response, status = 200): Promise<Body> => {
    assert.equal(response.status, status, await response.clone().text());
    return (await response.json()) as Body;
  };
  const link = async (advocate: string, by?: Handler) => read<Link>(await as(advocate, 'referral', by));
  /** What the advocate sees of each invitation, without the day on which it was accepted. */
  const seen = async (advocate: string, by?: Handler) =>
    (await link(advocate, by)).invitations.map(({ at: _, ...rest }) => rest);
  const claim = async (code: string, by?: Handler, id = mint()) =>
    read<Claimed>(await send('claims', undefined, { id, code }, 'POST', by), 201);
  const order = async (customer: string, more: object, by?: Handler) => {
    const body = { id: mint(), customer, at: '2026-02-03', currency: 'EUR', total: 60, status: 'paid', ...more };
    await read(await send('orders', SHOP, body, 'POST', by));
  };
  const bonuses = async (advocate: string) =>
    (await bench.store.ledger.ledger(program, advocate)).filter(({ kind }) => kind === 'bonus');
  const reward = (today: string, by = program) => bench.store.ledger.rewardReferrals(by, today);

  test('a friend whose invitation another friend took by the link counts as well', async () => {
    const [advocate, byLink, byCode] = [mint(), mint(), mint()];
    const { code } = await link(advocate);
    const claimed = await claim(code);
    await order(byLink, { referral: code });
    await order(byCode, { codes: [claimed.code] });
    const waiting = { state: 'waiting', until: '2026-02-17' };
    assert.deepEqual(await seen(advocate), [waiting, waiting]);
    // A later order judges the invitation again.
    await order(byCode, { at: '2026-02-05' });
    assert.deepEqual(await seen(advocate), [waiting, waiting]);
    await reward('2026-02-17');
    const ids = (await bonuses(advocate)).map(({ id }) => id).sort();
    assert.deepEqual(ids, [`referral:${byLink}`, `referral:${byCode}`].sort());
  });

  test('the whole loop: a link, a code, an order, a wait, a reward', async () => {
    const [advocate, buyer, id] = [mint(), mint(), mint()];
    assert.equal((await read<{ referral?: unknown }>(await as(advocate, 'account'))).referral, undefined);
    const first = await read<Record<string, unknown>>(await as(advocate, 'referral'));
    const { code } = first as unknown as Link;
    assert.match(code, /^[a-hjkmnp-z2-9]{13}$/);
    assert.deepEqual(first, {
      code,
      url: `/new?from=club&lojal-referral=${code}#top`,
      advocate: { points: 500, per: 1 },
      friend: { kind: 'discount', name: '10 € off', value: 10, minimum: 50, currency: 'EUR', expire: { after: 'P3M' } },
      invitations: [],
    });
    assert.equal((await link(advocate)).code, code);
    const account = await read<{ referral?: unknown }>(await as(advocate, 'account'));
    assert.deepEqual(account.referral, { code, url: first.url });

    const claimId = mint();
    const claimed = await read<Claimed>(await send('claims', undefined, { id: claimId, code }), 201);
    assert.match(claimed.code, /^[A-HJKMNP-Z2-9]{4}(-[A-HJKMNP-Z2-9]{4}){3}$/);
    const { expires, ...worth } = claimed.reward;
    assert.deepEqual(worth, { kind: 'discount', name: '10 € off', value: 10, minimum: 50, currency: 'EUR' });
    assert.match(String(expires), /^\d{4}-\d\d-\d\d$/);
    const again = await send('claims', undefined, { id: claimId, code: ` ${code.toUpperCase()} ` });
    assert.deepEqual(await read<Claimed>(again, 200), claimed);
    assert.deepEqual(await seen(advocate), [{ state: 'claimed', until: expires }]);

    const use = await read<Record<string, unknown>>(await send(`codes/${claimed.code}`, SHOP));
    assert.deepEqual(use, {
      code: claimed.code,
      kind: 'discount',
      value: 10,
      minimum: 50,
      currency: 'EUR',
      referral: { advocate },
      state: 'issued',
      expires,
    });
    const bought = { id, codes: [claimed.code.toLowerCase().replaceAll('-', '')] };
    await order(buyer, { ...bought, status: 'pending' });
    assert.deepEqual(await seen(advocate), [{ state: 'claimed' }]);
    await order(buyer, bought);
    assert.deepEqual(await seen(advocate), [{ state: 'waiting', until: '2026-02-17' }]);
    const used = await read<Record<string, unknown>>(await send(`codes/${claimed.code}`, SHOP));
    assert.deepEqual([used.state, used.order], ['used', id]);

    await reward('2026-02-16');
    assert.deepEqual(await bonuses(advocate), []);
    await reward('2026-02-17');
    await reward('2026-02-17');
    assert.deepEqual(await bonuses(advocate), [
      { kind: 'bonus', id: `referral:${buyer}`, at: '2026-02-17', points: 500, rule: 'referral' },
    ]);
    assert.deepEqual(await seen(advocate), [{ state: 'rewarded', points: 500 }]);
    // What was rewarded stays.
    await order(buyer, { ...bought, status: 'cancelled' });
    assert.deepEqual(await seen(advocate), [{ state: 'rewarded', points: 500 }]);
    await reward('2026-03-17');
    assert.equal((await bonuses(advocate)).length, 1);
    assert.ok(!JSON.stringify(await link(advocate)).includes(buyer));
  });

  test('a tick of the shop rewards', async () => {
    const advocate = mint();
    await order(mint(), { referral: (await link(advocate)).code });
    const { ran, failed } = await read<{ ran: Record<string, number>; failed: string[] }>(await send('tick', SHOP, {}));
    assert.deepEqual(failed, []);
    assert.ok((ran.referrals ?? 0) >= 1, JSON.stringify(ran));
    assert.deepEqual(await seen(advocate), [{ state: 'rewarded', points: 500 }]);
  });

  test('what cannot be claimed is refused, and nothing is stored', async () => {
    const [advocate, other] = [mint(), mint()];
    const { code } = await link(advocate);
    const post = (body: unknown, token?: string) => send('claims', token, body);
    for (const body of [
      { code },
      { id: mint() },
      { id: 'short', code },
      { id: mint(), code: 5 },
      { id: mint(), code: '' },
    ])
      assert.equal((await post(body)).status, 422, JSON.stringify(body));
    assert.equal((await post({ id: mint(), code, mail: 'a@shop.example' })).status, 422);
    assert.equal((await post({ id: mint(), code: 'a\0b' })).status, 422);
    assert.equal((await post('{')).status, 400);
    assert.equal((await post({ id: mint(), code: 'unknown' })).status, 404);
    const own = await read<ProblemBody>(await post({ id: mint(), code }, await sign({ sub: advocate })), 409);
    assert.match(own.detail, /your own link/);
    assert.equal((await post({ id: mint(), code }, 'no-token')).status, 401);
    assert.deepEqual(await seen(advocate), []);
    const id = mint();
    assert.equal((await post({ id, code }, await sign({ sub: mint() }))).status, 201);
    assert.equal((await post({ id, code: (await link(other)).code })).status, 409);
    assert.deepEqual(await seen(other), []);
    assert.equal((await send('referral', undefined)).status, 401);
    const foreign = new Request(`${BASE}/claims`, { method: 'POST', headers: { origin: 'https://evil.example' } });
    assert.equal((await usual()(foreign)).status, 403);
    const none = create({ url: '/' });
    assert.equal((await send('claims', undefined, { id: mint(), code: 'x' }, 'POST', none)).status, 404);
    const without = createEndpoint({ store: bench.store, program: {}, identity, origins: [SITE], log: noErrors });
    assert.equal((await as(advocate, 'referral', without)).status, 404);
  });

  test('methods', async () => {
    for (const [path, allow, method] of [
      ['referral', 'GET, HEAD, OPTIONS', 'GET'],
      ['claims', 'OPTIONS, POST', 'POST'],
    ] as const) {
      const wrong = await send(path, undefined, undefined, 'PUT');
      assert.deepEqual([wrong.status, wrong.headers.get('allow')], [405, allow]);
      const preflight = await send(path, undefined, undefined, 'OPTIONS');
      assert.equal(preflight.headers.get('access-control-allow-methods'), method);
    }
  });

  test('an own order, by link and by code, gives nothing and takes no invitation of a friend', async () => {
    const advocate = mint();
    const { code } = await link(advocate);
    const claimed = await claim(code);
    await order(advocate, { referral: code });
    assert.deepEqual(await seen(advocate), [
      { state: 'declined', reason: 'own-order' },
      { state: 'claimed', until: claimed.reward.expires },
    ]);
    const second = mint();
    const own = await claim((await link(second)).code);
    await order(second, { codes: [own.code] });
    assert.deepEqual(await seen(second), [{ state: 'declined', reason: 'own-order' }]);
    await reward('2026-12-31');
    assert.deepEqual([await bonuses(advocate), await bonuses(second)], [[], []]);
  });

  test('an order with the link takes the oldest invitation; without one, it makes one', async () => {
    const advocate = mint();
    const { code } = await link(advocate);
    await claim(code);
    const newer = await claim(code);
    await order(mint(), { referral: code.toUpperCase() });
    assert.deepEqual(
      (await seen(advocate)).map(({ state }) => state),
      ['claimed', 'waiting'],
    );
    await order(mint(), { referral: code, codes: ['SUMMER', newer.code] });
    await order(mint(), { referral: code });
    const states = await seen(advocate);
    assert.deepEqual(states, Array(3).fill({ state: 'waiting', until: '2026-02-17' }));
    await order(mint(), { referral: 'nobody' });
    assert.equal((await link(advocate)).invitations.length, 3);
  });

  test('below the minimum: an order waits for more money, a refund declines', async () => {
    const [advocate, buyer, id] = [mint(), mint(), mint()];
    const { code } = await link(advocate);
    const state = async (more: object) => {
      await order(buyer, { id, referral: code, ...more });
      return seen(advocate);
    };
    const refund = (amount: number) => ({ refunds: [{ id: 'r', at: '2026-02-05', amount }] });
    assert.deepEqual(await state({ total: 49.99 }), [{ state: 'claimed', reason: 'below-minimum' }]);
    assert.deepEqual(await state({ total: 55, shipping: 5.01 }), [{ state: 'claimed', reason: 'below-minimum' }]);
    assert.deepEqual(await state({ total: 50 }), [{ state: 'waiting', until: '2026-02-17' }]);
    assert.deepEqual(await state({ total: 60, ...refund(10) }), [{ state: 'waiting', until: '2026-02-17' }]);
    assert.deepEqual(await state({ total: 60, ...refund(10.01) }), [{ state: 'declined', reason: 'below-minimum' }]);
    await reward('2026-02-17');
    assert.deepEqual(await bonuses(advocate), []);
    assert.deepEqual(await state({ total: 60 }), [{ state: 'waiting', until: '2026-02-17' }]);
    // The rules of the day of the reward hold: the shop has raised the minimum.
    await reward('2026-02-17', full({ ...referral, qualifies: { minimum: 61, after: 'P14D' } }));
    assert.deepEqual(await seen(advocate), [{ state: 'claimed', reason: 'below-minimum' }]);
    assert.deepEqual(await bonuses(advocate), []);
    // Without a minimum, an order without money still gives nothing.
    const free = create({ advocate: { points: 5 } });
    const giver = mint();
    await order(mint(), { total: 0, referral: (await link(giver, free)).code }, free);
    assert.deepEqual(await seen(giver, free), [{ state: 'claimed', reason: 'below-minimum' }]);
  });

  test('cancelled, then paid again; and another order with the code after a payment that failed', async () => {
    const [advocate, buyer, id] = [mint(), mint(), mint()];
    const { code } = await claim((await link(advocate)).code);
    const waiting = [{ state: 'waiting', until: '2026-02-17' }];
    const codeOrder = async () => (await read<{ order?: string }>(await send(`codes/${code}`, SHOP))).order;
    await order(buyer, { id, codes: [code] });
    await order(buyer, { id, codes: [code], status: 'cancelled' });
    assert.deepEqual(await seen(advocate), [{ state: 'declined', reason: 'cancelled' }]);
    assert.equal(await codeOrder(), undefined);
    await reward('2026-02-17');
    await order(buyer, { id, codes: [code] });
    assert.deepEqual(await seen(advocate), waiting);
    await order(buyer, { id, codes: [code], status: 'cancelled' });
    const next = mint();
    await order(buyer, { id: next, codes: [code], at: '2026-02-04' });
    assert.deepEqual(await seen(advocate), [{ state: 'waiting', until: '2026-02-18' }]);
    assert.equal(await codeOrder(), next);
    await reward('2026-02-17');
    assert.deepEqual(await bonuses(advocate), []);
    await reward('2026-02-18');
    assert.equal((await bonuses(advocate)).length, 1);
  });

  test('only the first order counts: three orders in each order of arrival give the same invitations', async () => {
    const arrivals = [
      [0, 1, 2],
      [0, 2, 1],
      [1, 0, 2],
      [1, 2, 0],
      [2, 0, 1],
      [2, 1, 0],
    ];
    for (const arrival of arrivals) {
      const [one, two, buyer] = [mint(), mint(), mint()];
      const orders = [
        { id: `${buyer}-a`, at: '2026-02-03', referral: (await link(one)).code },
        { id: `${buyer}-b`, at: '2026-02-04', referral: (await link(two)).code },
        { id: `${buyer}-c`, at: '2026-02-02', status: 'cancelled' },
      ];
      for (const i of arrival) await order(buyer, orders[i] ?? {});
      assert.deepEqual(await seen(one), [{ state: 'waiting', until: '2026-02-17' }], arrival.join());
      assert.deepEqual(await seen(two), [{ state: 'declined', reason: 'already-referred' }], arrival.join());
      if (arrival !== arrivals[0]) continue;
      // An earlier order is paid after all.
      await order(buyer, { ...orders[2], status: 'paid' });
      assert.deepEqual(await seen(one), [{ state: 'declined', reason: 'not-first-order' }]);
      assert.deepEqual(await seen(two), [{ state: 'declined', reason: 'not-first-order' }]);
      await order(buyer, { ...orders[2] });
      await order(buyer, { ...orders[0], status: 'cancelled' });
      assert.deepEqual(await seen(one), [{ state: 'declined', reason: 'cancelled' }]);
      assert.deepEqual(await seen(two), [{ state: 'waiting', until: '2026-02-18' }]);
      await order(buyer, { ...orders[0] });
      assert.deepEqual(await seen(two), [{ state: 'declined', reason: 'already-referred' }]);
    }
  });

  test('a friend who gave a reward gives no second one, even if that order is cancelled', async () => {
    const [one, two, buyer, id] = [mint(), mint(), mint(), mint()];
    const bought = { id, referral: (await link(one)).code };
    await order(buyer, bought);
    await reward('2026-02-17');
    await order(buyer, { ...bought, status: 'cancelled' });
    await order(buyer, { referral: (await link(two)).code });
    assert.deepEqual(await seen(two), [{ state: 'declined', reason: 'already-referred' }]);
    await reward('2026-12-31');
    assert.deepEqual([(await bonuses(one)).length, (await bonuses(two)).length], [1, 0]);
  });

  test('an order that belongs to another customer now takes its invitation along', async () => {
    const [advocate, guest, buyer, id] = [mint(), mint(), mint(), mint()];
    const bought = { id, referral: (await link(advocate)).code };
    await order(guest, bought);
    await order(buyer, bought);
    assert.deepEqual(await seen(advocate), [{ state: 'waiting', until: '2026-02-17' }]);
    await reward('2026-02-17');
    assert.deepEqual(
      (await bonuses(advocate)).map(({ id }) => id),
      [`referral:${buyer}`],
    );
    const own = mint();
    const moved = { id: mint(), referral: (await link(own)).code };
    await order(mint(), moved);
    await order(own, moved);
    assert.deepEqual(await seen(own), [{ state: 'declined', reason: 'own-order' }]);
  });

  test('a code at the checkout: once, not after its end, and the order that used it needs not name it', async () => {
    const [advocate, buyer, id] = [mint(), mint(), mint()];
    const { code } = await claim((await link(advocate)).code);
    const use = (order: string) => send(`codes/${code}/use`, SHOP, { order });
    const all = await Promise.all([id, `${id}-2`, `${id}-3`].map(use));
    assert.deepEqual(all.map(({ status }) => status).sort(), [200, 409, 409]);
    const won = all.find(({ status }) => status === 200);
    assert.ok(won);
    const { order: winner } = await read<{ order: string }>(won);
    assert.equal((await use(winner)).status, 200);
    await order(buyer, { id: winner });
    assert.deepEqual(await seen(advocate), [{ state: 'waiting', until: '2026-02-17' }]);
    // Somebody else names the code: it is not theirs.
    await order(mint(), { codes: [code] });
    assert.equal((await link(advocate)).invitations.length, 1);
    const late = await claim((await link(advocate)).code);
    await bench.query(`update lojal_claims set expires = '2026-02-03' where code = '${late.code}'`);
    assert.equal((await send(`codes/${late.code}/use`, SHOP, { order: id })).status, 410);
    await order(mint(), { codes: [late.code] });
    assert.deepEqual((await seen(advocate))[0], { state: 'claimed', until: '2026-02-03' });
    assert.equal((await send('codes/AAAA-AAAA-AAAA-AAAA', SHOP)).status, 404);
  });

  test('one-sided: nothing for the friend, or nothing for the advocate', async () => {
    const givesAdvocate = create({ advocate: { points: 5 } });
    const one = mint();
    const { code } = await link(one, givesAdvocate);
    assert.deepEqual(await claim(code, givesAdvocate), {});
    assert.deepEqual(await seen(one, givesAdvocate), [{ state: 'claimed' }]);
    await order(mint(), { referral: code }, givesAdvocate);
    assert.deepEqual(await seen(one, givesAdvocate), [{ state: 'waiting', until: '2026-02-03' }]);
    await reward('2026-02-03', full({ advocate: { points: 5 } }));
    assert.deepEqual(await seen(one, givesAdvocate), [{ state: 'rewarded', points: 5 }]);

    const givesFriend = create({ friend: { kind: 'shipping' }, most: 1 });
    const two = mint();
    const offer = await read<Record<string, unknown>>(await as(two, 'referral', givesFriend));
    assert.deepEqual([offer.advocate, offer.friend], [undefined, { kind: 'shipping', currency: 'EUR' }]);
    for (let i = 0; i < 2; i++) {
      const claimed = await claim(String(offer.code), givesFriend);
      assert.deepEqual(claimed.reward, { kind: 'shipping', currency: 'EUR' });
      await order(mint(), { codes: [claimed.code] }, givesFriend);
    }
    await reward('2026-02-03', full({ friend: { kind: 'shipping' }, most: 1 }));
    assert.deepEqual(await seen(two, givesFriend), [{ state: 'rewarded' }, { state: 'rewarded' }]);
    assert.deepEqual(await bonuses(two), []);
  });

  test('every three friends give one reward, and a friend who drops out of the group is missing again', async () => {
    const rules = { advocate: { points: 900, per: 3 } };
    const handler = create(rules);
    const advocate = mint();
    const { code } = await link(advocate, handler);
    const friends = [mint(), mint(), mint(), mint()];
    const buy = (i: number, more: object = {}) =>
      order(friends[i] ?? '', { id: `${friends[i]}-1`, at: `2026-02-0${i + 1}`, referral: code, ...more }, handler);
    const group = (missing: number, i: number) => ({
      state: 'waiting',
      until: `2026-02-0${i}`,
      reason: 'group',
      missing,
    });
    await buy(0);
    await buy(1);
    await reward('2026-02-09', full(rules));
    assert.deepEqual(await seen(advocate, handler), [group(1, 2), group(1, 1)]);
    await buy(0, { status: 'cancelled' });
    assert.deepEqual(await seen(advocate, handler), [group(2, 2), { state: 'declined', reason: 'cancelled' }]);
    await buy(3);
    await buy(2);
    await reward('2026-02-09', full(rules));
    await reward('2026-02-09', full(rules));
    assert.deepEqual(await seen(advocate, handler), [
      { state: 'rewarded' },
      { state: 'rewarded', points: 900 },
      { state: 'rewarded' },
      { state: 'declined', reason: 'cancelled' },
    ]);
    assert.deepEqual(
      (await bonuses(advocate)).map(({ id }) => id),
      [`referral:${friends[3]}`],
    );
  });

  test('a yearly limit, which starts again in January', async () => {
    const rules = { advocate: { points: 7 }, most: 2 };
    const handler = create(rules);
    const advocate = mint();
    const { code } = await link(advocate, handler);
    const bought = [1, 2, 3].map((i) => ({ id: mint(), at: `2026-12-1${i}`, referral: code }));
    const buyers = bought.map(() => mint());
    for (const [i, one] of bought.entries()) await order(buyers[i] ?? '', one, handler);
    await reward('2026-12-31', full(rules));
    const limited = { state: 'declined', reason: 'yearly-limit' };
    const rewarded = { state: 'rewarded', points: 7 };
    assert.deepEqual(await seen(advocate, handler), [limited, rewarded, rewarded]);
    await order(mint(), { at: '2026-12-31', referral: code }, handler);
    await order(mint(), { at: '2027-01-01', referral: code }, handler);
    await reward('2026-12-31', full(rules));
    await reward('2027-01-01', full(rules));
    // What was declined stays declined, whatever the shop posts later.
    await order(buyers[2] ?? '', { ...bought[2], total: 70 }, handler);
    await reward('2027-01-02', full(rules));
    assert.deepEqual(await seen(advocate, handler), [rewarded, limited, limited, rewarded, rewarded]);
    assert.equal((await bonuses(advocate)).length, 3);
  });

  test('races: one claim for one id, one reward for one friend, one hundred open invitations', async () => {
    const { databaseUrl } = bench;
    const second = databaseUrl ? await openStore({ databaseUrl }) : bench.store;
    const handlers = [usual(), create(referral, second)];
    const by = (i: number) => handlers[i % 2];
    const [advocate, buyer, id] = [mint(), mint(), mint()];
    const links = await Promise.all(Array.from({ length: 10 }, (_, i) => link(advocate, by(i))));
    assert.equal(new Set(links.map(({ code }) => code)).size, 1);
    const code = links[0]?.code ?? '';
    const claims = await Promise.all(
      Array.from({ length: 20 }, (_, i) => send('claims', undefined, { id, code }, 'POST', by(i))),
    );
    assert.equal(claims.filter(({ status }) => status === 201).length, 1);
    assert.equal(new Set(await Promise.all(claims.map(async (one) => ((await one.json()) as Claimed).code))).size, 1);
    // Two orders of one friend, by two advocates, at once and several times.
    const other = await link(mint());
    await Promise.all(
      Array.from({ length: 12 }, (_, i) =>
        order(buyer, { id: `${buyer}-${i % 2}`, referral: i % 2 ? code : other.code }, by(i)),
      ),
    );
    assert.deepEqual(await seen(advocate), [{ state: 'declined', reason: 'already-referred' }]);
    // Orders at once take different invitations.
    await Promise.all(Array.from({ length: 4 }, () => claim(code)));
    await Promise.all(Array.from({ length: 8 }, (_, i) => order(mint(), { referral: code }, by(i))));
    const stores = [bench.store, second, bench.store, second];
    await Promise.all(stores.map(({ ledger }) => ledger.rewardReferrals(program, '2026-02-17')));
    assert.equal((await bonuses(advocate)).length, 8);
    assert.equal((await link(advocate)).invitations.length, 9);

    const popular = await link(mint());
    const known = mint();
    await claim(popular.code, usual(), known);
    const all = await Promise.all(
      Array.from({ length: 105 }, (_, i) =>
        send('claims', undefined, { id: mint(), code: popular.code }, 'POST', by(i)),
      ),
    );
    assert.equal(all.filter(({ status }) => status === 201).length, 99);
    assert.equal((await send('claims', undefined, { id: known, code: popular.code })).status, 200);
    const refused = all.find(({ status }) => status === 429);
    assert.equal(refused?.headers.get('retry-after'), '86400');
    // Invitations that nobody used do not block the link for ever.
    await bench.query(
      `update lojal_claims set day = day - 31 where advocate = (select customer from lojal_advocates where code = '${popular.code}')`,
    );
    await claim(popular.code);
    if (second !== bench.store) await second.close();
  });

  test('a reward raced with the cancellation of the order: either way the ledger and the invitation agree', async () => {
    for (let i = 0; i < 8; i++) {
      const [advocate, buyer, id] = [mint(), mint(), mint()];
      const bought = { id, referral: (await link(advocate)).code };
      await order(buyer, bought);
      await Promise.all([reward('2026-02-17'), order(buyer, { ...bought, status: 'cancelled' })]);
      const [invitation] = await seen(advocate);
      const given = (await bonuses(advocate)).length;
      assert.deepEqual(
        invitation,
        given ? { state: 'rewarded', points: 500 } : { state: 'declined', reason: 'cancelled' },
      );
    }
  });

  test('a friend who is erased leaves no trace, and the advocate keeps the points', async () => {
    const [advocate, buyer] = [mint(), mint()];
    const { code } = await link(advocate);
    await order(buyer, { codes: [(await claim(code)).code] });
    await reward('2026-02-17');
    await bench.store.erase(buyer);
    assert.deepEqual(
      (await bonuses(advocate)).map((entry) => 'points' in entry && entry.points),
      [500],
    );
    assert.deepEqual(await seen(advocate), [{ state: 'rewarded', points: 500 }]);
    for (const table of ['claims', 'entries'])
      assert.deepEqual(await bench.query(`select 1 from lojal_${table} t where t::text like '%${buyer}%'`), [], table);
    await bench.store.erase(advocate);
    assert.deepEqual(await bench.query(`select 1 from lojal_claims t where t::text like '%${advocate}%'`), []);
    assert.equal((await send('claims', undefined, { id: mint(), code })).status, 404);
  });
});
