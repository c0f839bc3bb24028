/** Imported balances: nothing is given twice, and a newer file corrects by the difference. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseFullProgram } from '../../../src/config/full-program.ts';
import { mint } from '../samples.ts';
import { withStores } from '../stores.ts';

const TODAY = '2026-11-27';
const { value: program } = parseFullProgram({ points: { perUnit: 1 } });

withStores('Imported points', (bench) => {
  const balance = (customer: string, points: number, more: object = {}) => ({
    customer,
    source: customer,
    points,
    at: '2026-03-01',
    ...more,
  });
  const book = async (...balances: ReturnType<typeof balance>[]) =>
    (await bench.store.ledger.importPoints(balances, TODAY, false)).map(({ state }) => state);
  const entries = async (customer: string) =>
    (await bench.store.ledger.ledger(program, customer)).map((entry) => ({ ...entry }));

  test('a balance becomes one correction, and the same file changes nothing', async () => {
    const one = mint();
    const two = mint();
    const rows = [balance(one, 500, { why: 'Old club' }), balance(two, 0)];
    assert.deepEqual(await book(...rows), ['new', 'known']);
    assert.deepEqual(await book(balance(one, 500, { at: TODAY }), balance(two, 0)), ['known', 'known']);
    assert.deepEqual(await entries(one), [
      { kind: 'adjust', id: `import:${one}`, at: '2026-03-01', points: 500, why: 'Old club' },
    ]);
    assert.deepEqual(await entries(two), []);
  });

  test('a changed balance is corrected by the difference, down from today on', async () => {
    const customer = mint();
    for (const points of [500, 700, 300, 300, 0, 40]) await book(balance(customer, points));
    assert.deepEqual(
      (await entries(customer)).map(({ id, at, ...entry }) => [
        id.replace(customer, ''),
        at,
        'points' in entry && entry.points,
      ]),
      [
        ['import:', '2026-03-01', 500],
        ['import.2:', '2026-03-01', 200],
        ['import.3:', TODAY, -400],
        ['import.4:', TODAY, -300],
        ['import.5:', '2026-03-01', 40],
      ],
    );
  });

  test('a dry run says the same and changes nothing', async () => {
    const customer = mint();
    const dry = (points: number) => bench.store.ledger.importPoints([balance(customer, points)], TODAY, true);
    assert.equal((await dry(5))[0]?.state, 'new');
    assert.deepEqual(await entries(customer), []);
    await book(balance(customer, 5));
    assert.equal((await dry(5))[0]?.state, 'known');
    assert.equal((await dry(6))[0]?.state, 'changed');
    assert.equal((await entries(customer)).length, 1);
  });

  test('rows with ids are separate balances, and are not mixed with a balance by customer', async () => {
    const customer = mint();
    const rows = [balance(customer, 5, { source: 'a:1' }), balance(customer, 7, { source: 'b.2:x' })];
    assert.deepEqual(await book(...rows), ['new', 'new']);
    assert.deepEqual(await book(...rows), ['known', 'known']);
    assert.deepEqual(await book(balance(customer, 12)), ['mixed']);
    assert.equal((await entries(customer)).length, 2);
    const other = mint();
    await book(balance(other, 12));
    assert.deepEqual(await book(balance(other, 12, { source: 'c' })), ['mixed']);
    assert.equal((await entries(other)).length, 1);
  });

  test('points that orders have earned are reported, those of other customers are not', async () => {
    const customer = mint();
    const order = { id: mint(), customer, at: '2026-02-03', currency: 'EUR', total: 40, status: 'paid' } as const;
    await bench.store.ledger.changeOrders(program, [{ id: order.id, customer, apply: () => order }], TODAY);
    const outcomes = await bench.store.ledger.importPoints([balance(customer, 5), balance(mint(), 5)], TODAY, false);
    assert.deepEqual(
      outcomes.map(({ hasEarned }) => hasEarned),
      [true, false],
    );
  });

  test('the same file from several processes at once is booked once', async () => {
    const customers = Array.from({ length: 20 }, mint);
    const rows = customers.map((customer) => balance(customer, 10));
    await Promise.all([book(...rows), book(...rows.toReversed()), book(...rows)]);
    for (const customer of customers) assert.equal((await entries(customer)).length, 1);
  });
});
