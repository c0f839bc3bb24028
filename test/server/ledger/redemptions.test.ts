/** Rewards, their codes, and what becomes of them. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseFullProgram } from '../../../src/config/full-program.ts';
import { parseProgram } from '../../../src/config/program-reader.ts';
import { snapshot } from '../../../src/loyalty/snapshot.ts';
import { createEndpoint, type EndpointOptions, type Handler } from '../../../src/server/index.ts';
import { mintCode } from '../../../src/server/ledger/mint-code.ts';
import { openMemoryStore } from '../../helpers/memory-database.ts';
import { mint } from '../samples.ts';
import { noErrors, type ProblemBody, withStores } from '../stores.ts';
import { identity, sign } from '../tokens.ts';

const SHOP = 'shop-key-of-the-tests-0123456789ab';
const BASE = 'https://api.example/apps/lojal';
const json = {
  rewards: [
    {
      id: 'vinyl10',
      name: '10 € off',
      points: 1000,
      kind: 'discount',
      value: 10,
      minimum: 50,
      expire: { after: 'P3M' },
    },
    { id: 'pool', name: 'A ticket', points: 10, kind: 'gift' },
    { id: 'trees', name: 'Plant a tree', points: 300, kind: 'donation', cause: 'Trees' },
    { id: 'page', name: 'A page', points: 10, url: '/page' },
  ],
};
const program = parseFullProgram(json).value;

interface Code {
  readonly id: string;
  readonly reward: string;
  readonly code: string;
  readonly state: string;
  readonly expires?: string;
}

withStores('redemptions', (bench) => {
  const create = (more: Partial<EndpointOptions> = {}): Handler =>
    createEndpoint({
      store: bench.store,
      program: json,
      shopKey: SHOP,
      identity,
      limits: false,
      log: noErrors,
      ...more,
    });
  let made: Handler | undefined;
  const handler = () => {
    made ??= create();
    return made;
  };
  const as = async (customer: string, path: string, body?: unknown, method = body ? 'POST' : 'GET', by = handler()) =>
    by(
      new Request(`${BASE}/${path}`, {
        method,
        headers: { authorization: `Bearer ${await sign({ sub: customer })}`, 'content-type': 'application/json' },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      }),
    );
  const shop = (path: string, body?: unknown) =>
    handler()(
      new Request(`${BASE}/${path}`, {
        method: body ? 'POST' : 'GET',
        headers: { authorization: `Bearer ${SHOP}`, 'content-type': 'application/json' },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      }),
    );
  const read = async <Body>(response: Response, status: number): Promise<Body> => {
    assert.equal(response.status, status, await response.clone().text());
    return (await response.json()) as Body;
  };
  /** A customer with points. */
  const withPoints = async (points: number): Promise<string> => {
    const customer = mint();
    await order(customer, { total: points });
    return customer;
  };
  const order = (customer: string, more: object) =>
    shop('orders', { id: mint(), customer, at: '2026-02-03', currency: 'EUR', status: 'paid', ...more }).then((it) =>
      read(it, 200),
    );
  const account = async (customer: string) => {
    const body = await read<{ ledger: never[]; codes?: Code[] }>(await as(customer, 'account'), 200);
    const entries = await bench.store.ledger.ledger(program, customer);
    const { points } = snapshot(parseProgram(json).value, { ledger: entries }, '2026-12-31');
    return { ...body, spendable: points?.spendable };
  };
  const redeem = (customer: string, reward = 'vinyl10', id = mint(), by?: Handler) =>
    as(customer, 'redemptions', { id, reward }, 'POST', by);

  test('points become a code, once, and the account shows it', async () => {
    const customer = await withPoints(1500);
    const id = mint();
    const first = await read<Code>(await redeem(customer, 'vinyl10', id), 201);
    assert.match(first.code, /^[A-HJKMNP-Z2-9]{4}(-[A-HJKMNP-Z2-9]{4}){3}$/);
    assert.equal(first.state, 'issued');
    assert.deepEqual(await read<Code>(await redeem(customer, 'vinyl10', id), 200), first);
    const { spendable, codes } = await account(customer);
    assert.equal(spendable, 500);
    assert.deepEqual(codes, [{ id, reward: 'vinyl10', code: first.code, state: 'issued', expires: first.expires }]);
    assert.equal((await redeem(customer, 'pool', id)).status, 409);
    const short = await read<ProblemBody>(await redeem(customer), 409);
    assert.match(short.detail, /enough points/);
  });

  test('what cannot be redeemed is named', async () => {
    const customer = await withPoints(1000);
    for (const [reward, id] of [
      ['none', mint()],
      ['page', mint()],
      ['vinyl10', 'not an id!'],
      ['__proto__', mint()],
    ] as const)
      assert.equal((await redeem(customer, reward, id)).status, 422, reward);
    const guest = await handler()(new Request(`${BASE}/redemptions`, { method: 'POST', body: '{}' }));
    assert.equal(guest.status, 401);
  });

  test('an unused code gives its points back, once; a used one does not', async () => {
    const customer = await withPoints(2000);
    const [first, second] = [mint(), mint()];
    await redeem(customer, 'vinyl10', first);
    const { code } = await read<Code>(await redeem(customer, 'vinyl10', second), 201);
    for (let i = 0; i < 2; i++)
      assert.equal(
        (await read<Code>(await as(customer, `redemptions/${first}`, undefined, 'DELETE'), 200)).state,
        'returned',
      );
    assert.equal((await account(customer)).spendable, 1000);
    assert.equal((await shop(`codes/${code}/use`, { order: '1' })).status, 200);
    assert.equal((await as(customer, `redemptions/${second}`, undefined, 'DELETE')).status, 409);
    assert.equal((await as(await withPoints(1), `redemptions/${second}`, undefined, 'DELETE')).status, 404);
  });

  test('a code is used by one order', async () => {
    const customer = await withPoints(1000);
    const { code, expires } = await read<Code>(await redeem(customer), 201);
    const spoken = code.toLowerCase().replaceAll('-', ' ');
    assert.deepEqual(await read(await shop(`codes/${encodeURIComponent(spoken)}`), 200), {
      code,
      reward: 'vinyl10',
      kind: 'discount',
      value: 10,
      minimum: 50,
      currency: 'EUR',
      customer,
      state: 'issued',
      expires,
    });
    const uses = await Promise.all(
      Array.from({ length: 20 }, (_, i) => shop(`codes/${code}/use`, { order: `o${i % 4}` })),
    );
    const won = (await read<{ order: string }>(await shop(`codes/${code}`), 200)).order;
    for (const [i, { status }] of uses.entries()) assert.equal(status, `o${i % 4}` === won ? 200 : 409);
    assert.equal((await shop('codes/AAAA-BBBB/use', { order: '1' })).status, 404);
    assert.equal((await shop(`codes/${code}/use`, {})).status, 422);
    assert.equal((await as(customer, `codes/${code}`)).status, 401);
  });

  test('an order uses the codes that it names, and gives them back when it is cancelled', async () => {
    const customer = await withPoints(1000);
    const { code } = await read<Code>(await redeem(customer), 201);
    const bought = { id: mint(), total: 60, codes: [code.toLowerCase(), 'SUMMER'] };
    await order(customer, bought);
    assert.equal((await account(customer)).codes?.[0]?.state, 'used');
    await order(customer, { ...bought, status: 'cancelled' });
    assert.equal((await account(customer)).codes?.[0]?.state, 'issued');
    await order(customer, bought);
    assert.equal((await account(customer)).codes?.[0]?.state, 'used');
  });

  test('a code goes from a cancelled order to the one that names it, and stays used while an order waits for its payment', async () => {
    const customer = await withPoints(2000);
    const { code } = await read<Code>(await redeem(customer), 201);
    const state = async () => {
      const { state, order } = await read<{ state: string; order?: string }>(await shop(`codes/${code}`), 200);
      return [state, order];
    };
    const [a, b] = [mint(), mint()];
    const named = (id: string, status: string) => ({ id, status, total: 60, codes: [code] });
    await shop(`codes/${code}/use`, { order: a });
    await order(customer, named(a, 'pending'));
    assert.deepEqual(await state(), ['used', a]);
    // In two requests, the second order first.
    await order(customer, named(b, 'paid'));
    assert.deepEqual(await state(), ['used', a]);
    await order(customer, named(a, 'cancelled'));
    assert.deepEqual(await state(), ['used', b]);
    // In one request.
    const common = { customer, at: '2026-02-03', currency: 'EUR' };
    const body = [
      { ...common, ...named(a, 'paid') },
      { ...common, ...named(b, 'cancelled') },
    ];
    assert.equal((await shop('orders', body)).status, 200);
    assert.deepEqual(await state(), ['used', a]);
  });

  test('orders of two customers with the same codes in another order do not block each other', async () => {
    for (let i = 0; i < 6; i++) {
      const [one, two] = [await withPoints(2000), await withPoints(1)];
      const x = (await read<Code>(await redeem(one), 201)).code;
      const y = (await read<Code>(await redeem(one), 201)).code;
      await Promise.all([
        ...Array.from({ length: 5 }, () => order(one, { total: 60, codes: [x, y] })),
        ...Array.from({ length: 5 }, () => order(two, { total: 60, codes: [y, x] })),
      ]);
    }
  });

  test('text that the database cannot store is no code and no order', async () => {
    const customer = await withPoints(1000);
    const { code } = await read<Code>(await redeem(customer), 201);
    assert.equal((await shop('codes/%00')).status, 404);
    assert.equal((await shop('codes/%00/use', { order: '1' })).status, 404);
    assert.equal((await as(customer, 'redemptions/%00', undefined, 'DELETE')).status, 404);
    for (const order of ['a\0b', 'a\ud800']) assert.equal((await shop(`codes/${code}/use`, { order })).status, 422);
    assert.equal((await read<Code>(await shop(`codes/${code}`), 200)).state, 'issued');
    await assert.rejects(bench.store.ledger.addCodes('pool', [' - ']), TypeError);
  });

  test('a redemption stays what it was after its reward has left the program', async () => {
    const customer = await withPoints(1000);
    const id = mint();
    const made = await read<Code>(await redeem(customer, 'vinyl10', id), 201);
    const changed = create({ program: {} });
    assert.deepEqual(await read<Code>(await redeem(customer, 'vinyl10', id, changed), 200), made);
    assert.equal((await redeem(customer, 'vinyl10', mint(), changed)).status, 422);
  });

  test('a code expires on its day, and its points stay spent', async () => {
    const customer = await withPoints(1000);
    const { ledger } = bench.store;
    const reward = program.rewards.find(({ id }) => id === 'vinyl10');
    assert.ok(reward);
    const request = { customer, id: mint(), reward, reserves: false };
    const outcome = await ledger.redeem(program, request, '2026-02-28');
    assert.ok('redemption' in outcome);
    const { code = '', expires } = outcome.redemption;
    assert.equal(expires, '2026-05-28');
    assert.equal((await ledger.markUsed(code, '1', '2026-05-28'))?.state, 'issued');
    assert.equal((await shop(`codes/${code}/use`, { order: '1' })).status, 410);
    await ledger.expireCodes('2026-05-27');
    assert.equal((await ledger.findCode(code))?.state, 'issued');
    await ledger.expireCodes('2026-05-28');
    assert.equal((await ledger.findCode(code))?.state, 'expired');
    assert.equal((await as(customer, `redemptions/${request.id}`, undefined, 'DELETE')).status, 410);
    assert.equal((await account(customer)).spendable, 0);
  });

  test('100 redemptions of the last 1,000 points at once give one code', async () => {
    const customer = await withPoints(1000);
    const all = await Promise.all(Array.from({ length: 100 }, () => redeem(customer)));
    assert.equal(all.filter(({ status }) => status === 201).length, 1);
    assert.equal(all.filter(({ status }) => status === 409).length, 99);
    const { spendable, codes } = await account(customer);
    assert.deepEqual([spendable, codes?.length], [0, 1]);
  });

  test('one id at once gives one code', async () => {
    const customer = await withPoints(5000);
    const id = mint();
    const all = await Promise.all(Array.from({ length: 30 }, () => redeem(customer, 'vinyl10', id)));
    const codes = new Set(await Promise.all(all.map(async (response) => ((await response.json()) as Code).code)));
    assert.equal(codes.size, 1);
    assert.equal(all.filter(({ status }) => status === 201).length, 1);
    assert.equal((await account(customer)).spendable, 4000);
  });

  test('use and give-back at once: one of the two', async () => {
    for (let i = 0; i < 10; i++) {
      const customer = await withPoints(1000);
      const id = mint();
      const { code } = await read<Code>(await redeem(customer, 'vinyl10', id), 201);
      const [used, returned] = await Promise.all([
        shop(`codes/${code}/use`, { order: '1' }),
        as(customer, `redemptions/${id}`, undefined, 'DELETE'),
      ]);
      assert.deepEqual([used.status, returned.status].sort(), [200, 409]);
      assert.equal((await account(customer)).spendable, used.status === 200 ? 0 : 1000);
    }
  });

  test('codes of a pool are given out once, then there are none', async () => {
    const customer = await withPoints(1000);
    const pool = Array.from({ length: 20 }, (_, i) => `TICKET ${i} "${mint()}" \\ {é}`);
    assert.equal(await bench.store.ledger.addCodes('pool', pool), 20);
    assert.equal(await bench.store.ledger.addCodes('pool', pool), 0);
    const all = await Promise.all(Array.from({ length: 25 }, () => redeem(customer, 'pool')));
    const given = await Promise.all(
      all.filter(({ status }) => status === 201).map(async (it) => ((await it.json()) as Code).code),
    );
    assert.deepEqual(given.sort(), [...pool].sort());
    const none = all.find(({ status }) => status === 409);
    assert.ok(none);
    assert.match((await read<ProblemBody>(none, 409)).detail, /no codes left/);
    assert.equal((await account(customer)).spendable, 1000 - 200);
  });

  test('a code of a pool that exists already, however it is written, blocks nothing', async () => {
    const customer = await withPoints(2000);
    const { code } = await read<Code>(await redeem(customer), 201);
    const free = mint();
    const taken = code.toLowerCase().replaceAll('-', ' ');
    assert.equal(await bench.store.ledger.addCodes('pool', [taken, free, ` ${free.toUpperCase()}`]), 2);
    assert.equal((await read<Code>(await redeem(customer, 'pool'), 201)).code, free);
    assert.equal((await redeem(customer, 'pool')).status, 409);
  });

  test('one code of the shop’s function for several customers at once goes to one; the others have their points', async () => {
    const customers = await Promise.all([1, 2, 3, 4].map(() => withPoints(1000)));
    const same = mint();
    const slow = create({ codes: () => new Promise((resolve) => setTimeout(resolve, 100, same)), log: () => {} });
    const all = await Promise.all(customers.map((customer) => redeem(customer, 'vinyl10', 'one', slow)));
    assert.deepEqual(all.map(({ status }) => status).sort(), [201, 503, 503, 503]);
    const left = await Promise.all(customers.map(async (customer) => (await account(customer)).spendable));
    assert.deepEqual(left.sort(), [0, 1000, 1000, 1000]);
    const blank = create({ codes: () => ' - - ', log: () => {} });
    assert.equal((await redeem(await withPoints(1000), 'vinyl10', 'one', blank)).status, 503);
  });

  test('a function of the shop that fails, or gives a code twice, gives the points back; the next try may succeed', async () => {
    const customer = await withPoints(1000);
    const taken = (await read<Code>(await redeem(await withPoints(1000)), 201)).code;
    const id = mint();
    let answer: () => unknown = () => {
      throw new Error('the shop is away');
    };
    const failing = create({ codes: async () => answer() as string, log: () => {} });
    for (const next of [() => '', () => 5, () => taken, () => 'NEW-CODE']) {
      const refused = await read<ProblemBody>(await redeem(customer, 'vinyl10', id, failing), 503);
      assert.match(refused.detail, /points are free again/);
      assert.equal((await account(customer)).spendable, 1000);
      answer = next;
    }
    const issued = await read<Code>(await redeem(customer, 'vinyl10', id, failing), 201);
    assert.deepEqual([issued.code, issued.state], ['NEW-CODE', 'issued']);
    const { spendable, ledger } = await account(customer);
    assert.equal(spendable, 0);
    const ids = (ledger as { id: string }[]).map((entry) => entry.id);
    assert.equal(new Set(ids).size, ids.length);
    assert.ok(ids.includes(`redeem.5:${id}`), ids.join());
  });

  test('what a process has reserved that ended is given back', async () => {
    const customer = await withPoints(1000);
    const reward = program.rewards.find((one) => one.id === 'vinyl10');
    assert.ok(reward);
    const id = mint();
    await bench.store.ledger.redeem(program, { customer, id, reward, reserves: true }, '2026-02-04');
    assert.equal((await account(customer)).spendable, 0);
    assert.equal((await redeem(customer, 'vinyl10', id)).status, 503);
    await bench.query(`update lojal_redemptions set changed = changed - interval '2 minutes' where id = '${id}'`);
    assert.equal(await bench.store.ledger.releaseAbandoned('2026-02-04'), 1);
    assert.equal((await account(customer)).spendable, 1000);
    assert.equal((await redeem(customer, 'vinyl10', id)).status, 201);
  });

  test('a tick expires codes and gives back what was reserved, and the key of the shop is needed', async () => {
    const customer = await withPoints(1000);
    const { code } = await read<Code>(await redeem(customer), 201);
    await bench.query(`update lojal_redemptions set expires = '2026-01-01' where code = '${code}'`);
    const report = await read<{ ran: Record<string, number>; failed: string[] }>(await shop('tick', {}), 200);
    assert.ok((report.ran['expired-codes'] ?? 0) >= 1, JSON.stringify(report));
    assert.deepEqual(report.failed, []);
    const [row] = await bench.query<{ state: string }>(`select state from lojal_redemptions where code = '${code}'`);
    assert.equal(row?.state, 'expired');
    assert.equal((await as(customer, 'tick', {})).status, 401);
  });

  test('the total of a donation counts what was not given back', async () => {
    const customer = await withPoints(900);
    const id = mint();
    await redeem(customer, 'trees', id);
    await redeem(customer, 'trees');
    await as(customer, `redemptions/${id}`, undefined, 'DELETE');
    assert.deepEqual(await read(await shop('rewards/trees/total'), 200), { reward: 'trees', points: 300, times: 1 });
    assert.equal((await shop('rewards/vinyl10/total')).status, 404);
  });

  test('a redemption raced with the refund of the order leaves the balance of the ledger', async () => {
    const customer = mint();
    const bought = { id: mint(), customer, at: '2026-02-03', currency: 'EUR', status: 'paid', total: 1000 };
    await shop('orders', bought);
    await Promise.all([
      redeem(customer),
      shop('orders', { ...bought, refunds: [{ id: 'r', at: '2026-02-04', amount: 1000 }] }),
    ]);
    const { spendable, codes } = await account(customer);
    assert.equal(spendable, codes ? -1000 : 0);
  });

  test('an erased customer leaves nothing in the ledger', async () => {
    const customer = await withPoints(1000);
    await redeem(customer);
    await bench.store.erase(customer);
    for (const table of ['members', 'orders', 'entries', 'redemptions'])
      assert.deepEqual(await bench.query(`select * from lojal_${table} where customer = '${customer}'`), [], table);
    assert.equal((await account(customer)).spendable, 0);
  });
});

test('codes have no pattern: 20,000 codes differ, and each character is as likely as any other', () => {
  const codes = Array.from({ length: 20_000 }, mintCode);
  assert.equal(new Set(codes).size, codes.length);
  const counts = new Map<string, number>();
  for (const character of codes.join('').replaceAll('-', '')) counts.set(character, (counts.get(character) ?? 0) + 1);
  assert.equal(counts.size, 31);
  const mean = (20_000 * 16) / 31;
  // Five standard deviations.
  for (const [character, count] of counts)
    assert.ok(Math.abs(count - mean) < 5 * Math.sqrt(mean), `${character}: ${count}`);
});

test('a function of the shop that hangs gives the points back after ten seconds', async () => {
  const store = await openMemoryStore();
  const codes = () => new Promise<never>(() => {});
  const handler = createEndpoint({ store, program: json, identity, codes, log: () => {} });
  const customer = mint();
  const order = { id: '1', customer, at: '2026-02-03', currency: 'EUR', total: 1000, status: 'paid' as const };
  await store.ledger.changeOrders(program, [{ id: '1', customer, apply: () => order }], '2026-02-03');
  const headers = { authorization: `Bearer ${await sign({ sub: customer })}`, 'content-type': 'application/json' };
  const body = JSON.stringify({ id: mint(), reward: 'vinyl10' });
  const response = await handler(new Request(`${BASE}/redemptions`, { method: 'POST', headers, body }));
  assert.equal(response.status, 503);
  assert.deepEqual(
    (await store.ledger.ledger(program, customer)).map(({ kind }) => kind),
    ['order', 'redeem', 'release'],
  );
  await store.close();
});
