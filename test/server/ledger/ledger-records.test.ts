/** Everything of the ledger tables, page after page. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseFullProgram } from '../../../src/config/full-program.ts';
import type { LedgerRecords } from '../../../src/server/ledger/ledger-records.ts';
import { mint } from '../samples.ts';
import { withStores } from '../stores.ts';

const TODAY = '2026-11-27';
const { value: program } = parseFullProgram({
  rewards: [{ id: 'r', name: 'R', points: 100, kind: 'discount', value: 5, minimum: 20 }],
  referral: { url: 'https://shop.example/', friend: { kind: 'discount', value: 10 }, advocate: { points: 50 } },
});

withStores('The records of the ledger', (bench) => {
  async function all<Kind extends keyof LedgerRecords>(kind: Kind): Promise<readonly LedgerRecords[Kind][]> {
    const found: LedgerRecords[Kind][] = [];
    let pages = 0;
    for await (const page of bench.store.ledger.records(kind)) {
      found.push(...page);
      assert.ok(page.length <= 500);
      pages++;
    }
    assert.ok(pages >= found.length / 500);
    return found;
  }

  test('an empty store has none', async () => {
    for (const kind of ['orders', 'ledger', 'codes', 'members'] as const) assert.deepEqual(await all(kind), []);
  });

  test('every order, entry and customer once, over the border of a page', async () => {
    const { ledger } = bench.store;
    const orders = Array.from({ length: 1_000 }, (_, i) => ({
      id: `${mint()}${i % 3 ? '' : ' Å"\\'}`,
      customer: `c ${i % 7 ? i : 0}`,
      at: '2026-02-03',
      currency: 'EUR',
      total: 10,
      status: 'paid' as const,
    }));
    const changes = orders.map((order) => ({ id: order.id, customer: order.customer, apply: () => order }));
    await ledger.changeOrders(program, changes, TODAY);
    const ids = (of: readonly { id: string }[]) => of.map(({ id }) => id).sort();
    assert.deepEqual(ids(await all('orders')), ids(orders));
    const entries = await all('ledger');
    assert.deepEqual(ids(entries.map(({ order }) => ({ id: String(order) }))), ids(orders));
    assert.deepEqual(entries[0]?.entry.kind, 'order');
    const customers = [...new Set(orders.map(({ customer }) => customer))].sort();
    assert.deepEqual((await all('members')).map(({ customer }) => customer).sort(), customers);
  });

  test('codes of rewards, of friends and of pools, and what the shop knows of a customer', async () => {
    const { ledger } = bench.store;
    const customer = mint();
    const order = { id: mint(), customer, at: '2026-02-03', currency: 'EUR', total: 500, status: 'paid' } as const;
    await ledger.changeOrders(program, [{ id: order.id, customer, apply: () => order }], TODAY);
    const redeem = (id: string) => ledger.redeem(program, { id, customer, reward: program.rewards[0] } as never, TODAY);
    await redeem(mint());
    const referral = program.referral;
    assert.ok(referral);
    const advocate = await ledger.needAdvocateCode(customer);
    await ledger.acceptInvitation(referral, { id: mint(), code: advocate }, TODAY);
    await ledger.addCodes('other', ['POOL-1']);
    await ledger.changeMember(
      program,
      customer,
      { joined: '2026-01-02', tags: ['vip'], cost: 1250, memberUntil: '2027-01-01' },
      TODAY,
    );
    const codes = await all('codes');
    assert.deepEqual(
      codes.map(({ reward, state, worth, customer, advocate, points }) => [
        reward,
        state,
        worth?.value,
        customer,
        advocate,
        points,
      ]),
      [
        ['r', 'issued', 500, customer, null, 100],
        [null, 'issued', 1000, null, customer, null],
        ['other', 'free', undefined, null, null, null],
      ],
    );
    assert.deepEqual(
      (await all('members')).find((one) => one.customer === customer),
      {
        customer,
        joined: '2026-01-02',
        birthday: null,
        memberUntil: '2027-01-01',
        tags: ['vip'],
        cost: 1250,
        referral: advocate,
      },
    );
  });
});
