/** The account of a customer with a long ledger: small, soon there, and exact. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { parseAccount } from '../../../src/config/account-reader.ts';
import { parseFullProgram } from '../../../src/config/full-program.ts';
import { parseProgram } from '../../../src/config/program-reader.ts';
import { snapshot } from '../../../src/loyalty/snapshot.ts';
import { wireAccount } from '../../../src/server/ledger/wire-account.ts';
import { nextDay } from '../../loyalty/oracle.ts';
import { mint } from '../samples.ts';
import { withStores } from '../stores.ts';

const json = {
  points: { expire: { after: 'P24M' }, available: { after: 'P14D' } },
  tiers: {
    period: 'rolling',
    levels: [
      { id: 'a', name: 'A', from: 0 },
      { id: 'b', name: 'B', from: 50_000 },
    ],
  },
};
const TODAY = '2026-11-27';

withStores('a long ledger', (bench) => {
  test('10,000 entries are carried forward: exact, under 100 kB, and soon computed', async () => {
    const customer = mint();
    const { value: program } = parseFullProgram(json);
    for (let from = 0; from < 10_000; from += 1_000) {
      const orders = Array.from({ length: 1_000 }, (_, i) => ({
        id: `${customer}-${from + i}`,
        customer,
        // Nine orders a day.
        at: nextDay(TODAY, -Math.floor((9_999 - from - i) / 9)),
        currency: 'EUR',
        total: 10 + ((from + i) % 97) / 100,
        status: 'paid' as const,
      }));
      await bench.store.ledger.changeOrders(
        program,
        orders.map((order) => ({ id: order.id, customer, apply: () => order })),
        TODAY,
      );
    }
    const started = performance.now();
    const account = await wireAccount(bench.store.ledger, program, customer, TODAY);
    const ms = performance.now() - started;
    const text = JSON.stringify(account);
    const kB = {
      raw: text.length / 1e3,
      gzip: gzipSync(text).length / 1e3,
      brotli: brotliCompressSync(text).length / 1e3,
    };
    console.log(`an account of 10,000 entries: ${ms.toFixed(0)} ms, ${JSON.stringify(kB)} kB`);
    assert.ok(kB.gzip < 100);
    // A tenth of a second on a quiet machine; other files run beside this one.
    assert.ok(ms < 10_000, `${ms} ms`);
    const page = parseProgram(json).value;
    const short = parseAccount(JSON.parse(text), 'EUR');
    assert.deepEqual(short.faults, []);
    assert.equal((account.recent as unknown[]).length, 100);
    const whole = { ledger: await bench.store.ledger.ledger(program, customer) };
    for (const days of [0, 1, 14, 200, 365, 729, 730, 731])
      assert.deepEqual(
        snapshot(page, short.value, nextDay(TODAY, days)),
        snapshot(page, { id: customer, ...whole }, nextDay(TODAY, days)),
      );
  });
});
