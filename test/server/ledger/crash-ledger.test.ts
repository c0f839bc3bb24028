/**
 * Four processes book orders and refunds, issue codes and use them, and reward advocates for their friends, on one PostgreSQL while
 * processes are killed and the database crashes: nothing is earned, taken or issued twice or never. `MINUTES=5` is the full run,
 * `OPERATIONS=10000` goes on until so many orders, redemptions and referrals are done.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { canTestPostgres } from '../../helpers/postgres.ts';
import { mint } from '../samples.ts';
import { identity, sign } from '../tokens.ts';
import { TroubledProcesses } from '../troubled-processes.ts';

const SECONDS = process.env.MINUTES ? Number(process.env.MINUTES) * 60 : 5;
const OPERATIONS = Number(process.env.OPERATIONS ?? 0);
const SHOP = 'shop-key-of-the-tests-0123456789ab';
/** Few, so that changes of one ledger meet; more in a long run, because an account shows 1,000 entries. */
const CUSTOMERS = SECONDS > 60 || OPERATIONS > 1_000 ? 40 : 8;
const WORKERS = 10;
/** What an advocate gets for a friend whose order is large enough. */
const REWARD = 7;
const program = {
  referral: {
    friend: { kind: 'discount', value: 5 },
    advocate: { points: REWARD },
    qualifies: { minimum: 50 },
    most: 1000,
    url: 'https://shop.example/',
  },
  rewards: [{ id: 'r', name: 'R', points: 70, kind: 'discount', value: 5 }],
};
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const below = (n: number) => Math.floor(Math.random() * n);

interface Code {
  readonly id: string;
  readonly code: string;
  readonly state: string;
}

if (canTestPostgres()) {
  let processes: TroubledProcesses | undefined;
  const some = (): TroubledProcesses => {
    assert.ok(processes, 'the processes have started');
    return processes;
  };
  before(async () => {
    processes = await TroubledProcesses.start({ program, shopKey: SHOP, identity });
  });
  after(() => processes?.stop());

  let unanswered = 0;
  /** Sends a request to any process until one of them decides. */
  async function send(method: string, path: string, key: () => Promise<string>, body?: unknown): Promise<Response> {
    for (let tries = 0; ; tries++) {
      const address = some()
        .any()
        ?.address.replace(/answers$/, path);
      const token = await key();
      const headers = { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) };
      const response =
        address &&
        (await fetch(address, { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) }).catch(
          () => undefined,
        ));
      const text = response ? await response.text().catch(() => undefined) : undefined;
      if (response && text !== undefined && response.status < 500)
        return new Response(text, { status: response.status });
      unanswered++;
      assert.ok(tries < 400, `${method} ${path}: ${response ? response.status : 'no response'} ${text}`);
      await pause(20 + below(100));
    }
  }
  const shop = async () => SHOP;
  const nobody = async () => '';

  test('orders, refunds, codes and their use under kills and crashes leave the right balances', async () => {
    const customers = Array.from({ length: CUSTOMERS }, mint);
    /** The points that the orders of a customer leave, and those that codes took. */
    const expected = new Map(customers.map((customer) => [customer, { earned: 0, taken: 0 }]));
    const codes = new Set<string>();
    /** The friends of each customer, and whether they reward: `undefined` where it depends on when a tick came. */
    const friends = new Map(customers.map((customer) => [customer, new Map<string, boolean | undefined>()]));
    let orders = 0;
    let referrals = 0;
    let redemptions = 0;
    let over = false;

    /** One order through its states, some of them sent twice at once. */
    async function buy(customer: string): Promise<void> {
      const id = mint();
      const order = { id, customer, at: '2026-02-03', currency: 'EUR', total: 40 + below(60) };
      const refund = { id: 'r', at: '2026-02-04', amount: 1 + below(order.total) };
      const states = [
        { ...order, status: 'pending' },
        { ...order, status: 'paid' },
        { ...order, status: 'paid', refunds: [refund] },
        { ...order, status: 'cancelled', refunds: [refund] },
        { ...order, status: 'paid', refunds: [refund] },
      ].slice(0, 1 + below(5));
      for (const state of states) {
        const posts = Array.from({ length: 1 + below(2) }, () => send('POST', 'orders', shop, [state]));
        for (const response of await Promise.all(posts)) assert.equal(response.status, 200, await response.text());
      }
      const last = states.at(-1) as { status: string; refunds?: unknown };
      const known = expected.get(customer);
      if (known && last.status === 'paid') known.earned += order.total - (last.refunds ? refund.amount : 0);
      orders++;
    }

    /** One redemption, asked for twice at once; then the code is used, given back, or kept. */
    async function redeem(customer: string): Promise<void> {
      const id = mint();
      const token = () => sign({ sub: customer });
      const asked = [1, 2].map(() => send('POST', 'redemptions', token, { id, reward: 'r' }));
      const [first, second] = await Promise.all(asked);
      assert.ok(first && second);
      const made = [first, second].find(({ status }) => status < 300);
      if (!made) return assert.equal(first.status, 409, await first.text());
      const { code } = (await made.json()) as Code;
      assert.ok(!codes.has(code), 'no code twice');
      codes.add(code);
      redemptions++;
      const known = expected.get(customer);
      const what = below(3);
      if (what === 0) {
        const back = await send('DELETE', `redemptions/${id}`, token);
        assert.equal(back.status, 200, await back.text());
        return;
      }
      if (known) known.taken += 70;
      if (what === 1) {
        const uses = await Promise.all(['a', 'b'].map((order) => send('POST', `codes/${code}/use`, shop, { order })));
        assert.deepEqual(uses.map(({ status }) => status).sort(), [200, 409]);
      }
    }

    /** A friend accepts an invitation, orders, and may send something back; each step is sent twice at once. */
    async function refer(customer: string): Promise<void> {
      const twice = async (status: number, ...of: Parameters<typeof send>): Promise<Record<string, string>> => {
        const both = await Promise.all([send(...of), send(...of)]);
        const [first, second] = await Promise.all(both.map((response) => response.text()));
        for (const response of both) assert.ok([200, status].includes(response.status), `${of[1]}: ${first} ${second}`);
        if (of[1] !== 'orders') assert.equal(first, second, 'the same response twice');
        return JSON.parse(first ?? '');
      };
      const link = await send('GET', 'referral', () => sign({ sub: customer }));
      const { code = '' } = (await link.json()) as { code?: string };
      const claimed = await twice(201, 'POST', 'claims', nobody, { id: mint(), code });
      assert.ok(claimed.code && !codes.has(claimed.code), 'no code twice');
      codes.add(claimed.code);
      const friend = mint();
      const way = below(2) ? { codes: [claimed.code] } : { referral: code };
      const order = { id: mint(), customer: friend, at: '2026-02-03', currency: 'EUR', total: 60, ...way };
      const refund = (amount: number) => ({ refunds: [{ id: 'r', at: '2026-02-04', amount }] });
      const [states, rewards] = [
        [[{ status: 'paid' }], true],
        [[{ status: 'pending' }, { status: 'paid' }, { status: 'paid', ...refund(10) }], true],
        [[{ status: 'paid', total: 49 }], false],
        [[{ status: 'paid' }, { status: 'paid', ...refund(11) }], undefined],
        [[{ status: 'paid' }, { status: 'cancelled' }], undefined],
      ][below(5)] as [object[], boolean | undefined];
      for (const state of states) await twice(200, 'POST', 'orders', shop, { ...order, ...state });
      friends.get(customer)?.set(friend, rewards);
      referrals++;
    }

    const operations = () => orders + redemptions + referrals;
    const doing = [buy, redeem, refer];
    const workers = Array.from({ length: WORKERS }, async () => {
      while (!over) {
        const customer = customers[below(CUSTOMERS)] as string;
        await doing[below(doing.length)]?.(customer);
      }
    });
    const ticks = (async () => {
      while (!over) {
        await send('POST', 'tick', shop);
        await pause(100);
      }
    })();
    const trouble = some()
      .trouble(SECONDS, () => operations() < OPERATIONS)
      .finally(() => {
        over = true;
      });
    await Promise.all([...workers, ticks, trouble]);
    const last = await Promise.all([send('POST', 'tick', shop), send('POST', 'tick', shop)]);
    for (const response of last) assert.equal(response.status, 200, await response.text());
    const happened = Object.entries(await trouble).map(([kind, times]) => `${kind} ${times}`);
    console.log(
      `${operations()} operations: ${orders} orders, ${redemptions} codes, ${referrals} referrals; ${unanswered} requests without a decision; ${happened.join(', ')}`,
    );

    for (const [customer, { earned, taken }] of expected) {
      const account = await send('GET', 'account', () => sign({ sub: customer }));
      const { ledger } = (await account.json()) as {
        ledger: { id: string; kind: string; points: number; of?: string; pending?: true }[];
      };
      assert.equal(new Set(ledger.map(({ id }) => id)).size, ledger.length, 'each entry once');
      const pointsOf = new Map(ledger.map(({ id, points }) => [id, points]));
      let balance = 0;
      const gives = ['order', 'bonus'];
      for (const { kind, points, of = '', pending } of ledger)
        if (!pending) balance += gives.includes(kind) ? points : kind === 'release' ? (pointsOf.get(of) ?? 0) : -points;
      let rewarded = 0;
      for (const [friend, rewards] of friends.get(customer) ?? []) {
        const points = pointsOf.get(`referral:${friend}`);
        if (points !== undefined) rewarded++;
        if (rewards !== undefined) assert.equal(points, rewards ? REWARD : undefined, 'the reward of a friend');
      }
      assert.equal(ledger.filter(({ kind }) => kind === 'bonus').length, rewarded, 'one reward a friend');
      assert.equal(balance, earned - taken + REWARD * rewarded, customer);
      const referral = await send('GET', 'referral', () => sign({ sub: customer }));
      const { invitations } = (await referral.json()) as { invitations: { state: string }[] };
      assert.equal(
        invitations.filter(({ state }) => state === 'rewarded').length,
        rewarded,
        'each reward has its invitation',
      );
      assert.ok(invitations.length < 200, 'all invitations are shown');
      assert.ok(!invitations.some(({ state }) => state === 'waiting'), 'nobody waits');
    }
    const done = `${orders} orders, ${redemptions} redemptions, ${referrals} referrals`;
    assert.ok(orders > 15 && redemptions > 3 && referrals > 10 && operations() >= OPERATIONS, done);
    assert.ok(unanswered > 0, 'the faults met requests');
  });
}
