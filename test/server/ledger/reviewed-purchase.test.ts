/** A customer who invents what they review does not earn for each invention. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseFullProgram } from '../../../src/config/full-program.ts';
import { mint, review } from '../samples.ts';
import { withStores } from '../stores.ts';

const TODAY = '2026-05-01';
const { value: program } = parseFullProgram({ earn: [{ id: 'words', when: 'review', points: 20 }] });
const { value: monthly } = parseFullProgram({ earn: [{ id: 'words', when: 'review', points: 20, every: 'P1M' }] });

withStores('the purchase of a review', (bench) => {
  const lines = (...products: readonly string[]) => products.map((product) => ({ product, quantity: 1, total: 10 }));
  const book = async (customer: string, more: object = {}, id: string = mint()): Promise<string> => {
    const body = { id, customer, at: '2026-02-03', currency: 'EUR', total: 60, status: 'paid', ...more };
    await bench.store.ledger.changeOrders(program, [{ id, customer, apply: () => body as never }], TODAY);
    return id;
  };
  const write = async (customer: string, order?: string, product?: string, today = TODAY, by = program) => {
    const event = { ...review({ order, product: product && { id: product, name: 'P' } }), subject: customer };
    await bench.store.insert(event as never, mint(), true, true);
    return bench.store.ledger.rewardAnswer(by, { answer: event.id, customer }, today);
  };
  const ids = async (customer: string) =>
    (await bench.store.ledger.ledger(program, customer)).filter(({ kind }) => kind === 'bonus').map(({ id }) => id);

  test('invented orders and products together give points once', async () => {
    const customer = mint();
    for (let i = 0; i < 5; i++) {
      await write(customer, undefined, `invented-${i}`);
      await write(customer, `invented-${i}`);
      await write(customer, `invented-${i}`, `invented-${i}`);
    }
    assert.deepEqual(await ids(customer), ['review']);
  });

  test('with `every`, they give points again after its time', async () => {
    const customer = mint();
    const given = [];
    for (const day of ['2026-01-31', '2026-02-27', '2026-02-28', '2026-03-28'])
      given.push(await write(customer, undefined, `invented-${day}`, day, monthly));
    assert.deepEqual(given, [1, 0, 1, 1]);
  });

  test('each paid order and each bought product gives points once', async () => {
    const customer = mint();
    const order = await book(customer, { lines: lines('lp-1', 'lp-2', "'); --") });
    for (let i = 0; i < 2; i++) {
      await write(customer, order, 'lp-1');
      await write(customer, order, 'invented');
      await write(customer, undefined, 'lp-1');
      await write(customer, 'invented', 'lp-2');
      await write(customer, undefined, "'); --");
      await write(customer, undefined, 'lp-3');
    }
    assert.deepEqual(await ids(customer), [`review:${order}`, 'review:lp-1', 'review:lp-2', "review:'); --", 'review']);
  });

  test('an order of another customer, or one that is not paid, counts as invented', async () => {
    const [customer, other] = [mint(), mint()];
    const theirs = await book(other, { lines: lines('theirs') });
    const pending = await book(customer, { status: 'pending', lines: lines('pending') });
    const cancelled = await book(customer, { lines: lines('cancelled') });
    await book(customer, { status: 'cancelled', lines: lines('cancelled') }, cancelled);
    const moved = await book(customer, { lines: lines('moved') });
    await book(other, { lines: lines('moved') }, moved);
    for (const order of [theirs, pending, cancelled, moved]) await write(customer, order);
    for (const product of ['theirs', 'pending', 'cancelled', 'moved']) await write(customer, undefined, product);
    assert.deepEqual(await ids(customer), ['review']);
  });

  test('20 reviews at once give what they give one after the other', async () => {
    const customer = mint();
    const order = await book(customer, { lines: lines('lp-1') });
    await Promise.all(
      Array.from({ length: 20 }, (_, i) =>
        write(customer, i % 2 ? order : undefined, i % 3 ? 'lp-1' : `invented-${i}`),
      ),
    );
    assert.deepEqual((await ids(customer)).sort(), ['review', `review:${order}`, 'review:lp-1'].sort());
  });
});
