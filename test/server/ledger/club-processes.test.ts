/** Two processes and an import on one PostgreSQL: whatever customers, the shop, the owner and time do at once, nothing is given twice. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openStore, type Store } from '../../../src/server/index.ts';
import { canTestPostgres, type Postgres, startPostgres } from '../../helpers/postgres.ts';
import { type EndpointProcess, startProcess } from '../processes.ts';
import { KEY, mint, nps, review } from '../samples.ts';
import { identity, sign } from '../tokens.ts';

const SHOP = 'shop-key-of-the-tests-0123456789ab';
const DAY = new Date().toISOString().slice(0, 10);
const [, MONTH, DATE] = DAY.split('-').map(Number);
const ZONES = ['Pacific/Kiritimati', 'UTC', 'Pacific/Pago_Pago'];
const CUSTOMERS = Array.from({ length: 6 }, (_, i) => `c_${i}`);

/** A version of the program: its rules come and go, change their points, and its days begin elsewhere. */
const version = (n: number) => ({
  name: 'Club',
  currency: 'EUR',
  timeZone: ZONES[n % ZONES.length],
  points: { perUnit: 1 + (n % 3), value: 0.01 },
  earn: [
    { id: 'welcome', when: 'join', points: 50 + n },
    { id: 'words', when: 'review', points: 20 },
    ...(n % 2 ? [{ id: 'nps', when: 'nps', points: 5 }] : []),
    { id: 'birthday', when: 'birthday', points: 100 },
    { id: 'visit', when: n % 4 === 3 ? 'anniversary' : 'visit', points: 10, url: '/visit' },
  ],
  rewards: [{ id: 'off', name: 'Off', points: 40, kind: 'discount', value: 4 }],
  referral: { advocate: { points: 500 }, friend: { kind: 'discount', value: 5 } },
});

interface AccountBody {
  readonly ledger: readonly {
    readonly id: string;
    readonly kind: string;
    readonly points: number;
    readonly rule?: string;
  }[];
}

if (canTestPostgres()) {
  let server: Postgres;
  let processes: readonly EndpointProcess[] = [];
  /** As `lojal import` has it, beside the servers. */
  let store: Store;
  before(async () => {
    server = await startPostgres();
    const options = { databaseUrl: server.databaseUrl, ownerKey: KEY, shopKey: SHOP, identity, limits: false as const };
    store = await openStore({ databaseUrl: server.databaseUrl });
    processes = [await startProcess(options), await startProcess(options)];
  });
  after(async () => {
    await Promise.all(processes.map((one) => one.stop()));
    await store?.close();
    await server?.stop();
  });

  let turn = 0;
  const call = async (method: string, path: string, token: string, body?: unknown, headers: object = {}) => {
    const base = processes[turn++ % processes.length]?.address.replace(/\/answers$/, '');
    const type = path === 'answers' ? 'application/cloudevents+json' : 'application/json';
    const response = await fetch(`${base}/${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': type, ...headers },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    assert.ok(response.status < 500, `${method} ${path}: ${response.status} ${text}`);
    return { status: response.status, body: text ? JSON.parse(text) : undefined };
  };
  const tokens = new Map<string, string>();
  const account = async (customer: string) =>
    (await call('GET', 'account', tokens.get(customer) ?? '')).body as AccountBody;

  test('points, redemptions, erasures and versions of the program at once', async () => {
    for (const customer of CUSTOMERS) tokens.set(customer, await sign({ sub: customer }));
    const put = (n: number, headers: object) => call('PUT', 'owner/program', KEY, { program: version(n) }, headers);
    assert.equal((await put(0, { 'if-none-match': '*' })).status, 200);

    const act = (customer: string, body: object) =>
      call('POST', 'actions', tokens.get(customer) ?? '', { id: mint(), ...body });
    const deeds: readonly ((customer: string, n: number) => Promise<unknown>)[] = [
      (customer) => act(customer, { rule: 'welcome' }),
      (customer) => act(customer, { rule: 'visit' }),
      (customer) => act(customer, { rule: 'birthday', month: MONTH, day: DATE }),
      (customer, n) =>
        call('POST', 'answers', tokens.get(customer) ?? '', {
          ...review({ order: `${customer}-${n % 4}`, product: { id: `lp-${n % 4}`, name: 'LP' } }),
          subject: customer,
        }),
      (customer) => call('POST', 'answers', tokens.get(customer) ?? '', { ...nps(), subject: customer }),
      (customer, n) =>
        call('POST', 'orders', SHOP, {
          id: `${customer}-${n % 3}`,
          customer,
          at: DAY,
          currency: 'EUR',
          total: 60,
          status: n % 5 ? 'paid' : 'cancelled',
          lines: [{ product: `lp-${n % 3}`, quantity: 1, total: 60 }],
        }),
      (customer) => call('POST', 'redemptions', tokens.get(customer) ?? '', { id: mint(), reward: 'off' }),
      (customer) => call('PUT', `members/${customer}`, SHOP, { joined: DAY }),
      () => call('POST', 'tick', SHOP),
      async (advocate, n) => {
        const { body } = await call('GET', 'referral', tokens.get(advocate) ?? '');
        const friend = CUSTOMERS[n % CUSTOMERS.length] ?? '';
        const claim = await call('POST', 'claims', '', { id: mint() + mint(), code: body.code });
        const order = { id: `${friend}-0`, customer: friend, at: DAY, currency: 'EUR', total: 60, status: 'paid' };
        await call('POST', 'orders', SHOP, { ...order, codes: [claim.body.code ?? 'none'], referral: body.code });
      },
      (customer, n) => store.ledger.importPoints([{ customer, source: customer, points: n % 3, at: DAY }], DAY, false),
      async (_, n) => {
        const { body } = await call('GET', 'owner/program', KEY);
        await put(n, { 'if-match': `"${body.versions.at(-1).version}"` });
      },
      (_, n) => call('DELETE', `answers?subject=${CUSTOMERS[n % 2]}`, KEY),
    ];
    const jobs = Array.from({ length: 300 }, (_, n) => async () => {
      const deed = deeds[Math.floor(Math.random() * deeds.length)];
      await deed?.(CUSTOMERS[Math.floor(Math.random() * CUSTOMERS.length)] ?? '', n);
    });
    for (let from = 0; from < jobs.length; from += 30)
      await Promise.all(jobs.slice(from, from + 30).map((job) => job()));
    await call('POST', 'tick', SHOP);

    const friends: string[] = [];
    for (const customer of CUSTOMERS) {
      const { ledger } = await account(customer);
      friends.push(...ledger.map(({ id }) => id).filter((id) => /^referral:c_/.test(id)));
      const imported = ledger.filter(({ id }) => id.startsWith('import')).reduce((sum, { points }) => sum + points, 0);
      assert.ok(imported >= 0 && imported < 3, `${customer}: ${imported} imported points`);
      const ids = ledger.map(({ id }) => id);
      assert.equal(new Set(ids).size, ids.length, customer);
      const given = (rule: string) => ledger.filter((entry) => entry.kind === 'bonus' && entry.rule === rule).length;
      for (const rule of ['welcome', 'visit', 'birthday', 'nps']) assert.ok(given(rule) <= 1, `${customer}: ${rule}`);
      // Three orders, and what is not theirs together once.
      assert.ok(given('words') <= 7, `${customer}: ${ids}`);
    }
    assert.equal(new Set(friends).size, friends.length, `a friend gives one reward: ${friends}`);
  });

  test('an erasure at the same time leaves all or nothing of a customer', async () => {
    const customer = 'c_erased';
    tokens.set(customer, await sign({ sub: customer }));
    await Promise.all([
      ...Array.from({ length: 10 }, () =>
        call('POST', 'answers', tokens.get(customer) ?? '', { ...nps(), subject: customer }),
      ),
      ...Array.from({ length: 3 }, () => call('DELETE', `answers?subject=${customer}`, KEY)),
    ]);
    await call('DELETE', `answers?subject=${customer}`, KEY);
    assert.deepEqual((await account(customer)).ledger, []);
  });
}
