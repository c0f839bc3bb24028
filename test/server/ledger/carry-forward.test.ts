/** A ledger that was carried forward gives the numbers of the whole ledger, on every later day. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseAccount } from '../../../src/config/account-reader.ts';
import { parseFullProgram } from '../../../src/config/full-program.ts';
import { parseProgram } from '../../../src/config/program-reader.ts';
import { snapshot } from '../../../src/loyalty/snapshot.ts';
import { carryForward } from '../../../src/server/ledger/carry-forward.ts';
import { wireEntry } from '../../../src/server/ledger/wire-account.ts';
import { nextDay } from '../../loyalty/oracle.ts';
import { history, today } from '../../rules/histories.ts';

const levels = [
  { id: 'a', name: 'A', from: 0 },
  { id: 'b', name: 'B', from: 20 },
  { id: 'c', name: 'C', from: 50 },
];
const program = fc.record({
  points: fc.constantFrom({}, { expire: { after: 'P12M' } }, { expire: { after: 'P90D' } }, { perUnit: 0.7 }),
  tiers: fc.record({
    metric: fc.constantFrom('spend', 'points', 'orders'),
    period: fc.constantFrom('lifetime', 'rolling', 'calendar-year'),
    levels: fc.constant(levels),
  }),
});

test('the same points, tier and expiry as from the whole ledger', () => {
  let carried = 0;
  fc.assert(
    fc.property(program, history, today, fc.integer({ min: 0, max: 800 }), (json, entries, day, later) => {
      const past = entries.filter(({ at }) => at <= day);
      const ids = new Set(past.map(({ id }) => id));
      const whole = past.filter(({ of }) => of === undefined || ids.has(of));
      const { value: page } = parseProgram(json);
      const { value: full } = parseFullProgram(json);
      const account = parseAccount({ ledger: whole }, 'EUR');
      assert.deepEqual(account.faults, []);
      const short = carryForward(full, account.value.ledger ?? [], day);
      carried += short.length;
      // As a page receives them.
      const sent = parseAccount(
        { ledger: JSON.parse(JSON.stringify(short.map((one) => wireEntry(one, 'EUR')))) },
        'EUR',
      );
      assert.deepEqual(sent.faults, []);
      const on = nextDay(day, later);
      assert.deepEqual(snapshot(page, sent.value, on), snapshot(page, account.value, on));
    }),
    { numRuns: Number(process.env.RUNS ?? 5000) },
  );
  assert.ok(carried > 1000);
});
