/** The rules by which customers earn points beside orders: each gives once, whatever the customer answers. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseFullProgram } from '../../../src/config/full-program.ts';
import { addDays } from '../../../src/loyalty/dates.ts';
import type { Entry, FullProgram } from '../../../src/loyalty/types.ts';
import { createEndpoint, type EndpointOptions, type Handler } from '../../../src/server/index.ts';
import type { ActionOutcome } from '../../../src/server/ledger/customer-actions.ts';
import { tick } from '../../../src/server/ledger/tick.ts';
import { csat, mint, nps, review } from '../samples.ts';
import { noErrors, type ProblemBody, withStores } from '../stores.ts';
import { identity, sign } from '../tokens.ts';

const SHOP = 'shop-key-of-the-tests-0123456789ab';
const INGEST = 'ingest-key-of-the-tests-0123456789';
const BASE = 'https://api.example/apps/lojal';
const SITE = 'https://shop.example';
const EARN = [
  { id: 'welcome', when: 'join', points: 50 },
  { id: 'review', when: 'review', points: 20 },
  { id: 'nps', when: 'nps', points: 5 },
  { id: 'birthday', when: 'birthday', points: 100 },
  { id: 'year', when: 'anniversary', points: 30 },
  { id: 'instagram', when: 'visit', points: 10, url: '/instagram' },
  { id: 'weekly', when: 'visit', points: 1, every: 'P7D', url: '/news' },
] as const;
const withRules = (...earn: object[]): object => ({ timeZone: 'Europe/Stockholm', earn });
const json = withRules(...EARN);
const full = (program: object): FullProgram => {
  const { value, faults } = parseFullProgram(program);
  assert.deepEqual(faults, []);
  return value;
};
const program = full(json);

withStores('earn', (bench) => {
  const create = (of: object = json, more: Partial<EndpointOptions> = {}): Handler =>
    createEndpoint({
      store: bench.store,
      program: of,
      shopKey: SHOP,
      keys: [{ name: 'import', key: INGEST, scopes: ['ingest'] }],
      identity,
      origins: [SITE],
      limits: false,
      log: noErrors,
      ...more,
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
          'content-type': path === 'answers' ? 'application/cloudevents+json' : 'application/json',
          ...(token !== undefined && { authorization: `Bearer ${token}` }),
        },
        ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      }),
    );
  const read = async <Body>(response: Response, status = 200): Promise<Body> => {
    assert.equal(response.status, status, await response.clone().text());
    return (await response.json()) as Body;
  };
  const act = async (customer: string, body: object, by?: Handler) =>
    send('actions', await sign({ sub: customer }), { id: mint(), ...body }, 'POST', by);
  const answer = async (customer: string, event: object, by?: Handler) =>
    send('answers', await sign({ sub: customer }), { ...event, subject: customer }, 'POST', by);
  const account = async (customer: string, by?: Handler) =>
    read<{ ledger: Entry[]; earned?: object; birthday?: object }>(
      await send('account', await sign({ sub: customer }), undefined, 'GET', by),
    );
  const bonuses = async (customer: string) =>
    (await bench.store.ledger.ledger(program, customer)).filter(({ kind }) => kind === 'bonus');
  const ids = async (customer: string) => (await bonuses(customer)).map(({ id }) => id);
  const days = async (customer: string) => (await bonuses(customer)).map(({ id, at }) => [id, at]);
  const order = (customer: string, at: string, today: string, more: object = {}) => {
    const body = { id: mint(), customer, at, currency: 'EUR', total: 60, status: 'paid' as const, ...more };
    return bench.store.ledger.changeOrders(program, [{ id: body.id, customer, apply: () => body as never }], today);
  };
  /** Books a paid order. Returns its id. */
  const buy = async (customer: string, ...products: readonly string[]): Promise<string> => {
    const id = mint();
    const lines = products.map((product) => ({ product, quantity: 1, total: 10 }));
    await order(customer, '2026-01-01', '2026-01-02', { id, lines });
    return id;
  };
  const actOn = (customer: string, rule: string, today: string, birthday?: string, by = program, id = mint()) =>
    bench.store.ledger.act(by, { customer, id, rule, birthday }, today);
  const kinds = (outcomes: readonly ActionOutcome[]) => outcomes.map(({ kind }) => kind).sort();
  const statuses = (responses: readonly Response[]) => responses.map(({ status }) => status).sort();
  const birthdays = (today: string, by = program) => bench.store.ledger.rewardBirthdays(by, today);
  const anniversaries = (today: string, by = program) => bench.store.ledger.rewardAnniversaries(by, today);
  const today = () => new Date().toLocaleDateString('sv', { timeZone: 'Europe/Stockholm' });

  test('join: once, by an action; a page that loads the account does not join', async () => {
    const [customer, id] = [mint(), mint()];
    assert.deepEqual(await account(customer), { id: customer, currency: 'EUR', ledger: [] });
    assert.deepEqual(await ids(customer), []);
    const entry = { kind: 'bonus', id: 'join', at: today(), points: 50, rule: 'welcome' };
    assert.deepEqual(await read(await act(customer, { id, rule: 'welcome' }), 201), entry);
    assert.deepEqual(await read(await act(customer, { id, rule: 'welcome' }), 200), entry);
    const again = await read<ProblemBody & { until?: string }>(await act(customer, { rule: 'welcome' }), 409);
    assert.deepEqual([again.detail, again.until], ['This was done already.', undefined]);
    const { ledger, earned, birthday } = await account(customer);
    assert.deepEqual([ledger, earned, birthday], [[entry], { welcome: entry.at }, undefined]);
    assert.equal((await bench.store.ledger.member(customer))?.joined, entry.at);
  });

  test('join: once, whichever rule gives it, and by the shop only when the shop first says so', async () => {
    const two = full(withRules({ id: 'a', when: 'join', points: 1 }, { id: 'b', when: 'join', points: 2 }));
    const customer = mint();
    assert.equal((await actOn(customer, 'b', '2026-05-01', undefined, two)).kind, 'new');
    assert.equal((await actOn(customer, 'a', '2026-05-01', undefined, two)).kind, 'done');
    assert.deepEqual(await days(customer), [['join', '2026-05-01']]);

    const [member, early] = [mint(), mint()];
    const put = async (name: string, body: object, by?: Handler) =>
      read(await send(`members/${name}`, SHOP, body, 'PUT', by));
    await put(member, { tags: ['vip'] });
    assert.deepEqual(await ids(member), []);
    for (const joined of ['2026-02-03', '2026-02-04']) await put(member, { joined });
    assert.deepEqual(await days(member), [['join', today()]]);
    assert.equal((await act(member, { rule: 'welcome' })).status, 409);
    // Of a customer who joined before there was a rule, the shop says nothing new.
    await put(early, { joined: '2020-01-01' }, create({}));
    await put(early, { joined: '2020-01-01' });
    assert.deepEqual(await ids(early), []);
  });

  test('visit: once, or again after its time', async () => {
    const customer = mint();
    assert.equal((await actOn(customer, 'instagram', '2026-05-01')).kind, 'new');
    assert.deepEqual(await actOn(customer, 'instagram', '2036-05-01'), { kind: 'done' });
    const outcomes: ActionOutcome[] = [];
    for (const day of ['2026-05-01', '2026-05-07', '2026-05-08', '2026-05-14', '2026-05-15'])
      outcomes.push(await actOn(customer, 'weekly', day));
    assert.deepEqual(
      outcomes.map((one) => ('until' in one ? one.until : one.kind)),
      ['new', '2026-05-08', 'new', '2026-05-15', 'new'],
    );
    assert.deepEqual(await ids(customer), ['visit:instagram', 'visit:weekly', 'visit.2:weekly', 'visit.3:weekly']);
    assert.equal((await act(customer, { rule: 'weekly' })).status, 201);
    const soon = await read<ProblemBody & { until: string }>(await act(customer, { rule: 'weekly' }), 409);
    assert.equal(soon.until, addDays(today(), 7));
    assert.match(soon.detail, new RegExp(`again from ${soon.until} on`));
    assert.deepEqual((await account(customer)).earned, { instagram: '2026-05-01', weekly: today() });
  });

  test('a birthday that is told gives its points on the day, and not before', async () => {
    const [customer, id] = [mint(), mint()];
    const other = today().endsWith('-02-29') ? { month: 3, day: 1 } : { month: 2, day: 29 };
    const told = { id, rule: 'birthday', birthday: other };
    assert.deepEqual(await read(await act(customer, { id, rule: 'birthday', ...other }), 201), told);
    assert.deepEqual(await read(await act(customer, { id, rule: 'birthday', ...other }), 200), told);
    assert.deepEqual((await account(customer)).birthday, other);
    assert.deepEqual(await ids(customer), []);

    const one = mint();
    assert.equal((await actOn(one, 'birthday', '2026-05-01', '05-05')).kind, 'new');
    await birthdays('2026-05-04');
    assert.deepEqual(await ids(one), []);
    for (let i = 0; i < 2; i++) await birthdays('2026-05-05');
    await birthdays('2027-05-04');
    await birthdays('2027-05-05');
    assert.deepEqual(await bonuses(one), [
      { kind: 'bonus', id: 'birthday:2026', at: '2026-05-05', points: 100, rule: 'birthday' },
      { kind: 'bonus', id: 'birthday:2027', at: '2027-05-05', points: 100, rule: 'birthday' },
    ]);
  });

  test('a birthday today gives its points at once', async () => {
    const [customer, id, day] = [mint(), mint(), today()];
    const [month, date] = [Number(day.slice(5, 7)), Number(day.slice(8))];
    const entry = { kind: 'bonus', id: `birthday:${day.slice(0, 4)}`, at: day, points: 100, rule: 'birthday' };
    const told = { id, rule: 'birthday', birthday: { month, day: date }, entry };
    const body = { id, rule: 'birthday', month, day: date };
    assert.deepEqual(await read(await act(customer, body), 201), told);
    await birthdays(day);
    assert.deepEqual(await read(await act(customer, body), 200), told);
    assert.deepEqual(await bonuses(customer), [entry]);
    const { earned } = await account(customer);
    assert.deepEqual(earned, { birthday: day });
  });

  test('29 February is 28 February in other years', async () => {
    const customer = mint();
    await actOn(customer, 'birthday', '2026-03-01', '02-29');
    for (const day of ['2027-02-27', '2027-02-28', '2028-02-28', '2028-02-29', '2029-02-28', '2029-03-01'])
      await birthdays(day);
    assert.deepEqual(await days(customer), [
      ['birthday:2027', '2027-02-28'],
      ['birthday:2028', '2028-02-29'],
      ['birthday:2029', '2029-02-28'],
    ]);
    const told = mint();
    assert.equal((await actOn(told, 'birthday', '2027-02-28', '02-29')).kind, 'new');
    assert.deepEqual(await days(told), [['birthday:2027', '2027-02-28']]);
  });

  test('a birthday is changed once a year, and gives points at most once in 365 days', async () => {
    const customer = mint();
    await actOn(customer, 'birthday', '2026-05-05', '05-05');
    assert.deepEqual(await actOn(customer, 'birthday', '2027-05-04', '05-04'), { kind: 'done', until: '2027-05-05' });
    assert.equal((await bench.store.ledger.member(customer))?.birthday, '05-05');
    await birthdays('2027-05-05');
    assert.equal((await actOn(customer, 'birthday', '2027-05-06', '01-10')).kind, 'new');
    // 250 days after the last reward.
    await birthdays('2028-01-10');
    await birthdays('2029-01-10');
    assert.deepEqual(await days(customer), [
      ['birthday:2026', '2026-05-05'],
      ['birthday:2027', '2027-05-05'],
      ['birthday:2029', '2029-01-10'],
    ]);
  });

  test('a birthday while the server was down is given for a week, on its day; one before it was told is not', async () => {
    const [late, later, told] = [mint(), mint(), mint()];
    await actOn(late, 'birthday', '2026-04-01', '12-28');
    await actOn(later, 'birthday', '2026-04-01', '12-27');
    await actOn(told, 'birthday', '2027-01-02', '01-01');
    await birthdays('2027-01-04');
    assert.deepEqual(await days(late), [['birthday:2026', '2026-12-28']]);
    assert.deepEqual([await days(later), await days(told)], [[], []]);
    await birthdays('2027-12-27');
    assert.deepEqual(await days(later), [['birthday:2027', '2027-12-27']]);
  });

  test('days that pass without a rule give nothing when there is one', async () => {
    const [customer, without] = [mint(), full(withRules())];
    await actOn(customer, 'birthday', '2026-04-01', '06-06');
    await birthdays('2026-06-06', without);
    await birthdays('2026-06-07');
    assert.deepEqual(await days(customer), []);
    // A change of the points holds from then on.
    await birthdays('2027-06-06', full(withRules({ id: 'birthday', when: 'birthday', points: 7 })));
    assert.deepEqual(
      (await bonuses(customer)).map((one) => 'points' in one && one.points),
      [7],
    );
  });

  test('the days of a clock that was wrong do not last', async () => {
    const [born, buyer] = [mint(), mint()];
    await actOn(born, 'birthday', '2026-04-01', '06-08');
    await order(buyer, '2025-06-08', '2026-04-01');
    await Promise.all([birthdays('2031-01-01'), anniversaries('2031-01-01')]);
    for (const day of ['2026-04-02', '2026-06-08']) await Promise.all([birthdays(day), anniversaries(day)]);
    assert.deepEqual(await days(born), [['birthday:2026', '2026-06-08']]);
    assert.deepEqual(await days(buyer), [['anniversary:2026', '2026-06-08']]);
    // Points of tomorrow hold until their time has passed.
    const customer = mint();
    await actOn(customer, 'weekly', '2030-01-01');
    assert.deepEqual(await actOn(customer, 'weekly', '2026-05-01'), { kind: 'done', until: '2030-01-08' });
  });

  test('anniversary: each full year after the first paid order, on its day', async () => {
    const customer = mint();
    await order(customer, '2024-02-29', '2024-02-29');
    for (const day of ['2024-02-29', '2025-02-27', '2025-02-28', '2025-03-01', '2026-02-28', '2028-02-29'])
      for (let i = 0; i < 2; i++) await anniversaries(day);
    assert.deepEqual(await bonuses(customer), [
      { kind: 'bonus', id: 'anniversary:2025', at: '2025-02-28', points: 30, rule: 'year' },
      { kind: 'bonus', id: 'anniversary:2026', at: '2026-02-28', points: 30, rule: 'year' },
      { kind: 'bonus', id: 'anniversary:2028', at: '2028-02-29', points: 30, rule: 'year' },
    ]);
    // The order counts for the points of the order alone: the bonus can be spent at once.
    const { ledger, earned } = await account(customer);
    assert.deepEqual(ledger.slice(1), await bonuses(customer));
    assert.deepEqual(earned, { year: '2028-02-29' });
  });

  test('anniversary: years before the order was known are not given, and a week of downtime is', async () => {
    const [old, late, later] = [mint(), mint(), mint()];
    await order(old, '2019-07-01', '2026-07-02');
    await order(late, '2025-07-05', '2026-05-01');
    await order(later, '2025-07-04', '2026-05-01');
    await anniversaries('2026-07-12');
    assert.deepEqual([await days(old), await days(later)], [[], []]);
    assert.deepEqual(await days(late), [['anniversary:2026', '2026-07-05']]);
    await anniversaries('2027-07-01');
    assert.deepEqual(await days(old), [['anniversary:2027', '2027-07-01']]);
  });

  test('anniversary: of the first paid order as it is now', async () => {
    const [customer, other, id] = [mint(), mint(), mint()];
    await order(customer, '2025-03-10', '2025-03-10', { status: 'pending' });
    await order(customer, '2025-03-20', '2025-03-20', { id });
    await order(customer, '2025-03-15', '2025-04-01', { status: 'cancelled' });
    await order(customer, '2025-04-20', '2025-04-20');
    for (const day of ['2026-03-10', '2026-03-15']) await anniversaries(day);
    assert.deepEqual(await days(customer), []);
    await anniversaries('2026-03-20');
    assert.deepEqual(await days(customer), [['anniversary:2026', '2026-03-20']]);
    // The order is cancelled: the second one is the first now. Not twice in a calendar year.
    await order(customer, '2025-03-20', '2026-03-21', { id, status: 'cancelled' });
    await anniversaries('2026-04-20');
    await order(customer, '2025-01-10', '2026-04-21');
    assert.deepEqual(await ids(customer), ['anniversary:2026']);
    await anniversaries('2027-01-10');
    assert.deepEqual(await ids(customer), ['anniversary:2026', 'anniversary:2027']);
    // An order that belongs to another customer now takes its anniversary along.
    const moved = mint();
    await order(other, '2025-08-01', '2025-08-01', { id: moved });
    const buyer = mint();
    await order(buyer, '2025-08-01', '2025-08-02', { id: moved });
    await anniversaries('2026-08-01');
    assert.deepEqual([await ids(other), await ids(buyer)], [[], ['anniversary:2026']]);
  });

  test('review: once per order or product, and NPS once in 90 days, whatever they say', async () => {
    const seen: unknown[] = [];
    for (const [score, rating] of [
      [0, 1],
      [10, 5],
    ]) {
      const customer = mint();
      const event = nps({ score }, { id: mint() });
      const bought = await buy(customer, 'lp-7');
      await read(await answer(customer, event), 201);
      await read(await answer(customer, review({ rating, order: bought, product: { id: 'p1', name: 'P' } })), 201);
      await read(await answer(customer, review({ rating, order: bought, product: { id: 'p2', name: 'P' } })), 201);
      await read(await answer(customer, review({ rating, order: undefined })), 201);
      await read(await answer(customer, review({ rating, order: undefined })), 201);
      await read(await answer(customer, review({ rating, order: undefined, product: undefined })), 201);
      await read(await answer(customer, review({ rating, order: undefined, product: undefined })), 201);
      await read(await answer(customer, nps({ score })), 201);
      await read(await answer(customer, csat()), 201);
      const given = (await bonuses(customer)).map(
        (entry) => 'points' in entry && [entry.id.replace(bought, 'o1'), entry.points],
      );
      assert.deepEqual(given[0], [`nps:${event.id}`, 5]);
      seen.push(given.slice(1));
      assert.deepEqual((await account(customer)).earned, { nps: today(), review: today() });
    }
    assert.deepEqual(seen[0], [
      ['review:o1', 20],
      ['review:lp-7', 20],
      ['review', 20],
    ]);
    assert.deepEqual(seen[0], seen[1]);
    assert.deepEqual(await bench.query('select * from lojal_unrewarded'), []);
  });

  test('`every` is the time between two answers of a rule', async () => {
    const by = full(
      withRules({ id: 'r', when: 'review', points: 2, every: 'P1M' }, { id: 'n', when: 'nps', points: 1 }),
    );
    const customer = mint();
    const store = async (event: object, day: string) => {
      const stored = { ...event, subject: customer } as never;
      await bench.store.insert(stored, mint(), true, true);
      const { id } = event as { id: string };
      return bench.store.ledger.rewardAnswer(by, { answer: id, customer }, day);
    };
    const plain = { order: undefined, product: undefined };
    const [first, next] = [await buy(customer), await buy(customer)];
    const given: number[] = [];
    for (const [event, day] of [
      [review({ order: first }), '2026-01-31'],
      [review(plain), '2026-02-27'],
      [review(plain), '2026-02-28'],
      [review({ order: first }), '2026-04-01'],
      [review(plain), '2026-04-01'],
      [review({ order: next }), '2026-05-01'],
      [nps(), '2026-05-01'],
      [nps(), '2026-07-29'],
      [nps(), '2026-07-30'],
    ] as const)
      given.push(await store(event, day));
    assert.deepEqual(given, [1, 0, 1, 0, 1, 1, 1, 0, 1]);
    assert.deepEqual((await ids(customer)).slice(0, 4), [`review:${first}`, 'review', 'review.2', `review:${next}`]);
  });

  test('an answer that is not proven, not valid, automated or not stored earns nothing; an edit earns nothing more', async () => {
    const customer = mint();
    const [other, named] = [await sign({ sub: mint() }), { subject: customer }];
    const statusesOf = async (...posts: [unknown, string | undefined][]) => {
      for (const [event, token] of posts) {
        const { status } = await send('answers', token, event);
        assert.ok(status < 500, String(status));
      }
    };
    const own = await sign({ sub: customer });
    await statusesOf(
      [nps({}, named), undefined],
      [nps({}, named), other],
      [nps({}, named), INGEST],
      [nps({}, { subject: undefined }), own],
      [nps({ score: 11 }, named), own],
      [review({ website: 'https://spam.example' }, named), own],
      [review({ seconds: 1 }, named), own],
    );
    const kept = nps({}, named);
    await bench.store.insert(kept as never, 'bytes', false);
    await statusesOf([{ ...kept, data: { ...kept.data, revision: 2 } }, own]);
    await bench.store.ledger.rewardAnswers(program, today());
    assert.deepEqual(await ids(customer), []);
    assert.equal((await bench.query(`select 1 from lojal_answers where subject = '${customer}'`)).length, 4);

    const event = review({}, named);
    const orders = ['', await buy(customer), await buy(customer)];
    for (const revision of [1, 1, 2])
      await statusesOf([{ ...event, data: { ...event.data, revision, order: orders[revision] } }, own]);
    await bench.store.ledger.rewardAnswers(program, today());
    assert.deepEqual(await ids(customer), [`review:${orders[1]}`]);
  });

  test('a clock of the device that is wrong does not matter', async () => {
    const customer = mint();
    const orders = [await buy(customer), await buy(customer)];
    for (const [i, time] of ['1999-01-01T00:00:00Z', '2099-01-01T00:00:00Z'].entries())
      await read(await answer(customer, review({ order: orders[i] }, { time })), 201);
    assert.deepEqual(
      await days(customer),
      orders.map((id) => [`review:${id}`, today()]),
    );
  });

  test('a process that ended before the points were given: the next tick gives them, once', async () => {
    const [customer, event] = [mint(), review()];
    const stored = { ...event, subject: customer };
    assert.equal(await bench.store.insert(stored as never, 'bytes', true, true), 'stored');
    assert.equal(await bench.store.insert(stored as never, 'bytes', true, true), 'same');
    const runs = await Promise.all(Array.from({ length: 4 }, () => tick(bench.store.ledger, program, '2026-05-01')));
    assert.deepEqual(
      runs.map(({ failed }) => failed),
      [[], [], [], []],
    );
    assert.equal(
      runs.reduce((sum, { ran }) => sum + (ran.answers ?? 0), 0),
      1,
    );
    assert.deepEqual(await days(customer), [['review', '2026-05-01']]);
    assert.deepEqual(Object.keys(runs[0]?.ran ?? {}).slice(-3), ['answers', 'birthdays', 'anniversaries']);

    // An answer whose points cannot be given is kept for 30 days, and does not stop the others.
    const [old, good] = [nps(), nps()];
    for (const one of [old, good]) await bench.store.insert({ ...one, subject: mint() } as never, 'bytes', true, true);
    await bench.query(`update lojal_unrewarded set at = at - interval '31 days' where answer = '${old.id}'`);
    assert.equal(await bench.store.ledger.rewardAnswers(program, today()), 1);
    assert.deepEqual(await bench.query('select * from lojal_unrewarded'), []);
  });

  test('points that fail do not lose the answer', async () => {
    const errors: unknown[] = [];
    const { ledger } = bench.store;
    const failing = {
      ...bench.store,
      ledger: { ...ledger, rewardAnswer: () => Promise.reject(new Error('The lock is taken.')) },
    };
    const handler = create(json, { store: failing, log: ({ error }) => error && errors.push(error) });
    const customer = mint();
    await read(await answer(customer, nps(), handler), 201);
    assert.equal(errors.length, 1);
    await ledger.rewardAnswers(program, today());
    // A program that cannot be read: the answer is stored, and earns when it can.
    const missing = create(json, { program: '/no/such/file.json', log: () => {} });
    await read(await answer(customer, review(), missing), 201);
    assert.equal((await ids(customer)).length, 1);
    await ledger.rewardAnswers(program, today());
    assert.equal((await ids(customer)).length, 2);
    // Without a rule for it, nothing is noted.
    await read(await answer(customer, review(), create(withRules())), 201);
    await read(await answer(customer, review(), create(json, { program: undefined })), 201);
    assert.deepEqual(await bench.query('select * from lojal_unrewarded'), []);
  });

  test('an erased customer leaves nothing, also when points are still to be given', async () => {
    const customer = mint();
    const event = { ...nps(), subject: customer };
    await bench.store.insert(event as never, 'bytes', true, true);
    await actOn(customer, 'birthday', '2026-04-01', '06-06');
    await act(customer, { rule: 'welcome' });
    await order(customer, '2025-06-06', '2026-04-01');
    const isClean = async () => {
      for (const table of ['members', 'entries', 'orders', 'actions', 'unrewarded', 'answers'])
        assert.deepEqual(
          await bench.query(`select 1 from lojal_${table} t where t::text like '%${customer}%'`),
          [],
          table,
        );
    };
    await bench.store.erase(customer);
    await isClean();
    assert.equal(await bench.store.ledger.rewardAnswer(program, { answer: event.id, customer }, '2026-05-01'), 0);
    await Promise.all([birthdays('2026-06-06'), anniversaries('2026-06-06')]);
    await isClean();

    // An answer that was deleted meanwhile, for example because of its age.
    const [gone, other] = [{ ...nps(), subject: mint() }, mint()];
    await bench.store.insert(gone as never, 'bytes', true, true);
    await bench.query(`delete from lojal_answers where id = '${gone.id}'`);
    assert.equal(await bench.store.ledger.rewardAnswers(program, '2026-05-01'), 0);
    assert.deepEqual(await bench.query('select * from lojal_unrewarded'), []);
    assert.deepEqual(await ids(gone.subject), []);
    // The points of an answer stay when the answer is deleted.
    await read(await answer(other, review()), 201);
    await bench.query(`delete from lojal_answers where subject = '${other}'`);
    assert.deepEqual(await ids(other), ['review']);
  });

  test('an erasure raced with the points of an answer leaves nothing', async () => {
    for (let i = 0; i < 6; i++) {
      const event = { ...nps(), subject: mint() };
      await bench.store.insert(event as never, 'bytes', true, true);
      const { id, subject } = event;
      await Promise.all([
        bench.store.ledger.rewardAnswer(program, { answer: id, customer: subject }, '2026-05-01'),
        bench.store.erase(subject),
      ]);
      for (const table of ['members', 'entries', 'unrewarded'])
        assert.deepEqual(await bench.query(`select 1 from lojal_${table} where customer = '${subject}'`), [], table);
    }
  });

  test('20 requests at once give one entry', async () => {
    const many = <Result>(run: () => Promise<Result>) => Promise.all(Array.from({ length: 20 }, run));
    const expected = (rest: number) => [...Array(19).fill(rest), 201].sort();
    const [same, other] = [mint(), mint()];
    for (const rule of ['welcome', 'instagram', 'weekly']) {
      const id = mint();
      assert.deepEqual(statuses(await many(() => act(same, { id, rule }))), expected(200), rule);
      assert.deepEqual(statuses(await many(() => act(other, { rule }))), expected(409), rule);
    }
    const [month, day] = today().slice(5).split('-').map(Number);
    assert.deepEqual(statuses(await many(() => act(other, { rule: 'birthday', month, day }))), expected(409));
    assert.deepEqual(statuses(await many(() => answer(other, review()))), Array(20).fill(201));
    assert.deepEqual(statuses(await many(() => answer(other, nps()))), Array(20).fill(201));
    const event = review({ order: await buy(other) });
    assert.deepEqual(statuses(await many(() => answer(other, event))), expected(200));
    const found = (await bonuses(other)).map((one) => 'rule' in one && one.rule).sort();
    assert.deepEqual(found, ['birthday', 'instagram', 'nps', 'review', 'review', 'weekly', 'welcome']);
    assert.equal((await ids(same)).length, 3);

    const customer = mint();
    await order(customer, '2025-09-09', '2026-09-01');
    await actOn(customer, 'birthday', '2026-09-01', '09-09');
    await Promise.all(Array.from({ length: 5 }, () => [birthdays('2026-09-09'), anniversaries('2026-09-09')]).flat());
    assert.deepEqual((await ids(customer)).sort(), ['anniversary:2026', 'birthday:2026']);
    const told = await many(() => actOn(mint(), 'birthday', '2026-09-01', '09-09'));
    assert.deepEqual(kinds(told), Array(20).fill('new'));
  });

  test('the id of an action belongs to one action of one customer', async () => {
    const [customer, id] = [mint(), mint()];
    assert.equal((await act(customer, { id, rule: 'welcome' })).status, 201);
    const other = await read<ProblemBody>(await act(customer, { id, rule: 'instagram' }), 409);
    assert.match(other.detail, /another action/);
    assert.equal((await act(mint(), { id, rule: 'instagram' })).status, 201);
    const told = mint();
    assert.equal((await act(customer, { id: told, rule: 'birthday', month: 1, day: 31 })).status, 201);
    assert.equal((await act(customer, { id: told, rule: 'birthday', month: 1, day: 30 })).status, 409);
    // The rule is gone: what it gave stays.
    const without = create(withRules());
    assert.equal((await act(customer, { id, rule: 'welcome' }, without)).status, 200);
    assert.equal((await act(customer, { rule: 'welcome' }, without)).status, 422);
    assert.equal((await account(customer, without)).earned, undefined);
    // What was refused may succeed later, under the same id.
    const [visitor, later] = [mint(), mint()];
    await actOn(visitor, 'weekly', '2026-05-01');
    for (const [day, kind] of [
      ['2026-05-07', 'done'],
      ['2026-05-08', 'new'],
      ['2026-05-09', 'known'],
    ] as const)
      assert.equal((await actOn(visitor, 'weekly', day, undefined, program, later)).kind, kind);
  });

  test('what cannot be asked for is refused, and nothing is stored', async () => {
    const customer = mint();
    for (const body of [
      {},
      { rule: 'none' },
      { rule: '__proto__' },
      { rule: 5 },
      { rule: 'review' },
      { rule: 'nps' },
      { rule: 'year' },
      { rule: 'welcome', id: 'not an id!' },
      { rule: 'welcome', points: 1000 },
      { rule: 'birthday' },
      { rule: 'birthday', month: 5 },
      { rule: 'birthday', day: 5 },
      { rule: 'birthday', month: 13, day: 1 },
      { rule: 'birthday', month: 0, day: 1 },
      { rule: 'birthday', month: 2, day: 30 },
      { rule: 'birthday', month: 4, day: 31 },
      { rule: 'birthday', month: 1.5, day: 1 },
      { rule: 'birthday', month: '5', day: 5 },
    ]) {
      const { faults } = await read<ProblemBody>(await act(customer, body), 422);
      assert.ok(faults?.length, JSON.stringify(body));
    }
    assert.deepEqual(await actOn(customer, 'review', '2026-05-01'), { kind: 'no-rule' });
    assert.deepEqual(await bench.query(`select 1 from lojal_members where customer = '${customer}'`), []);
    const token = await sign({ sub: customer });
    assert.equal((await send('actions', token, '{')).status, 400);
    const body = { id: mint(), rule: 'welcome' };
    for (const wrong of [undefined, 'no-token', SHOP]) assert.equal((await send('actions', wrong, body)).status, 401);
    const none = create(json, { program: undefined });
    assert.equal((await send('actions', token, body, 'POST', none)).status, 404);
    const method = await send('actions', token, undefined, 'PUT');
    assert.deepEqual([method.status, method.headers.get('allow')], [405, 'OPTIONS, POST']);
    const preflight = await send('actions', undefined, undefined, 'OPTIONS');
    assert.equal(preflight.headers.get('access-control-allow-methods'), 'POST');
    const limited = create(json, { limits: { subject: { burst: 2, perMinute: 1 } } });
    const rates = [];
    for (let i = 0; i < 3; i++) rates.push((await act(customer, { rule: 'instagram' }, limited)).status);
    assert.deepEqual(rates, [201, 409, 429]);
  });

  test('two rules of one kind, and ids with colons, never have the same entry', async () => {
    const rules = [
      { id: 'a', when: 'review', points: 1 },
      { id: 'b:x', when: 'review', points: 2 },
      { id: 'x', when: 'visit', points: 3 },
      { id: 'b:x2', when: 'visit', points: 4 },
      { id: 'young', when: 'birthday', points: 5 },
      { id: 'old', when: 'birthday', points: 6 },
    ];
    const customer = mint();
    const both = create(withRules(...rules));
    // The order of the rules may change.
    const turned = create(withRules(...[...rules].reverse()));
    for (const id of ['o', 'a:o', 'b%3Ax:o', 'a', '']) {
      if (id) await order(customer, '2026-01-01', '2026-01-02', { id });
      const event = review({ order: id, product: undefined });
      await read(await answer(customer, event, both), 201);
      await read(await answer(customer, { ...event, id: mint() }, turned), 201);
    }
    for (const rule of ['x', 'b:x2']) assert.equal((await act(customer, { rule }, both)).status, 201);
    const by = full(withRules(...rules));
    await actOn(customer, 'old', '2026-05-05', '05-05', by);
    const found = await bonuses(customer);
    assert.equal(new Set(found.map(({ id }) => id)).size, 14);
    assert.deepEqual(found.map(({ id }) => id).slice(0, 4), [
      'review:o',
      'review:b%3Ax:o',
      'review:a%3Ao',
      'review:b%3Ax:a%3Ao',
    ]);
    assert.deepEqual(found.map(({ id }) => id).slice(8), [
      'review',
      'review:b%3Ax:',
      'visit:x',
      'visit:b%3Ax2',
      'birthday:2026',
      'birthday:old:2026',
    ]);
    // An id is never longer than a page accepts.
    await order(customer, '2026-01-01', '2026-01-02', { id: ':'.repeat(128) });
    await read(await answer(customer, review({ order: ':'.repeat(128) }), both), 201);
    const long = (await ids(customer)).slice(14);
    assert.ok(
      long.every((id) => id.length <= 200),
      long.join(),
    );
    assert.equal(new Set(long).size, 2);
    // Points of friends belong to no rule of `earn`.
    const friends = full(withRules({ id: 'referral', when: 'visit', points: 1 }));
    await bench.query(
      `insert into lojal_entries (customer, id, at, kind, entry) values ('${customer}', 'referral:f', '2026-05-05', 'bonus',
         '{"id":"referral:f","kind":"bonus","at":"2026-05-05","points":1,"rule":"referral"}')`,
    );
    assert.equal(
      (await account(customer, create(withRules({ id: 'referral', when: 'visit', points: 1 })))).earned,
      undefined,
    );
    assert.equal((await actOn(customer, 'referral', '2026-05-05', undefined, friends)).kind, 'new');
  });

  test('a rule that is left out and comes back gives nothing again; under a new id it is a new rule', async () => {
    const customer = mint();
    const bought = await buy(customer);
    const rules = (suffix: string) =>
      full(
        withRules(
          { id: `w${suffix}`, when: 'join', points: 1 },
          { id: `r${suffix}`, when: 'review', points: 2 },
          { id: `v${suffix}`, when: 'visit', points: 3 },
          { id: `b${suffix}`, when: 'birthday', points: 4 },
        ),
      );
    const all = async (suffix: string, by = rules(suffix)) => {
      for (const name of ['w', 'v']) await actOn(customer, name + suffix, '2026-05-01', undefined, by);
      await actOn(customer, `b${suffix}`, '2026-05-01', '05-01', by);
      const event = { ...review({ order: bought }), subject: customer };
      await bench.store.insert(event as never, mint(), true, true);
      await bench.store.ledger.rewardAnswer(by, { answer: event.id, customer }, '2026-05-01');
      return ids(customer);
    };
    const once = ['join', 'visit:v', 'birthday:2026', `review:${bought}`];
    assert.deepEqual(await all(''), once);
    assert.deepEqual(await all('', full(withRules())), once);
    assert.deepEqual(await all(''), once);
    assert.deepEqual(await all('2'), [...once, 'visit:v2', `review:r2:${bought}`]);
  });

  test('today is the day in the time zone of the program', async () => {
    // These places never have the same date.
    for (const timeZone of ['Pacific/Kiritimati', 'Pacific/Pago_Pago']) {
      const [customer, handler] = [mint(), create({ ...json, timeZone })];
      const day = new Date().toLocaleDateString('sv', { timeZone });
      const entry = await read<Entry>(await act(customer, { rule: 'welcome' }, handler), 201);
      const [month, date] = day.slice(5).split('-').map(Number);
      const told = await read<{ entry?: Entry }>(
        await act(customer, { rule: 'birthday', month, day: date }, handler),
        201,
      );
      await read(await answer(customer, nps(), handler), 201);
      assert.deepEqual([entry.at, told.entry?.at], [day, day], timeZone);
      assert.deepEqual((await account(customer, handler)).earned, { welcome: day, nps: day, birthday: day });
    }
  });

  test('no tier, campaign or return window changes the points', async () => {
    const customer = mint();
    const rich = create({
      ...json,
      points: { available: { after: 'P14D' } },
      tiers: { metric: 'orders', levels: [{ id: 'one', name: 'One', from: 0, times: 3 }] },
      campaigns: [{ id: 'all', from: '2020-01-01', until: '2099-01-01', times: 2 }],
    });
    await act(customer, { rule: 'welcome' }, rich);
    assert.deepEqual(await bonuses(customer), [
      { kind: 'bonus', id: 'join', at: today(), points: 50, rule: 'welcome' },
    ]);
  });
});
