/** Where points came from and went: the months add up to what customers hold. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseAccount } from '../../../src/config/account-reader.ts';
import { parseProgram } from '../../../src/config/program-reader.ts';
import { replay } from '../../../src/loyalty/ledger.ts';
import { PointsFlow } from '../../../src/server/metrics/points-flow.ts';
import { nextDay } from '../../loyalty/oracle.ts';
import { history, programOf, rules, today } from '../../rules/histories.ts';

const seed = Math.floor(Math.random() * 2 ** 31);

/** The flow of one ledger, and its replay. */
function flowOf(json: object, ledger: readonly object[], day: string) {
  const program = parseProgram(json).value;
  const { ledger: entries = [] } = parseAccount({ ledger }, program.currency).value;
  const flow = new PointsFlow(day, program.points.expireAfter);
  const balance = replay(program, entries, day);
  flow.add(entries, balance.lots);
  return { months: flow.months, ...balance };
}
const sum = (months: readonly { issued: number; redeemed: number; expired: number }[]) => ({
  issued: months.reduce((all, one) => all + one.issued, 0),
  redeemed: months.reduce((all, one) => all + one.redeemed, 0),
  expired: months.reduce((all, one) => all + one.expired, 0),
});

test('what was issued in a year less what was redeemed and expired is what customers hold', () => {
  fc.assert(
    fc.property(rules, history, today, (made, written, day) => {
      // The flow has twelve months. A code that is given back after its points have expired brings nothing back.
      const recent = written.filter(({ at, kind }) => at > nextDay(day, -330) && at <= day && kind !== 'release');
      const ledger = recent.filter(({ kind, of }) => kind !== 'refund' || recent.some(({ id }) => id === of));
      const { months, spendable, pending } = flowOf(programOf(made), ledger, day);
      const { issued, redeemed, expired } = sum(months);
      const taken = ledger.reduce(
        (all, { kind, points = 0 }) => all + (kind === 'adjust' && points < 0 ? -points : 0),
        0,
      );
      // Points that wait longer than they count have expired, too.
      assert.equal(issued - redeemed - expired - taken, spendable + pending);
    }),
    { numRuns: 500, seed },
  );
});

test('each month has its own: refunds lower what was issued, a code that came back was not redeemed', () => {
  const program = { currency: 'EUR', points: { perUnit: 1, expire: { after: 'P6M' } } };
  const { months } = flowOf(
    program,
    [
      { id: 'a', at: '2025-11-30', kind: 'order', spend: 999 },
      { id: 'b', at: '2025-12-01', kind: 'order', spend: 100 },
      { id: 'c', at: '2026-03-31', kind: 'redeem', points: 30 },
      { id: 'd', at: '2026-09-01', kind: 'order', spend: 80 },
      { id: 'e', at: '2026-09-02', kind: 'redeem', points: 50 },
      { id: 'f', at: '2026-10-02', kind: 'release', of: 'e' },
      { id: 'g', at: '2026-10-03', kind: 'refund', spend: 20, of: 'd' },
      { id: 'h', at: '2026-11-01', kind: 'adjust', points: 7 },
      { id: 'i', at: '2026-12-01', kind: 'order', spend: 500 },
    ],
    '2026-11-27',
  );
  assert.deepEqual(
    months.map(({ month }) => month),
    '2025-12 2026-01 2026-02 2026-03 2026-04 2026-05 2026-06 2026-07 2026-08 2026-09 2026-10 2026-11'.split(' '),
  );
  const of = (month: string) => {
    const { issued, redeemed, expired } = months.find((one) => one.month === month) ?? assert.fail(month);
    return [issued, redeemed, expired];
  };
  assert.deepEqual(of('2025-12'), [100, 0, 0]);
  assert.deepEqual(of('2026-03'), [0, 30, 0]);
  // Of the first order all 999 points, less the 30 that were redeemed from them.
  assert.deepEqual(of('2026-05'), [0, 0, 969]);
  assert.deepEqual(of('2026-06'), [0, 0, 100]);
  assert.deepEqual(of('2026-09'), [60, 0, 0]);
  assert.deepEqual(of('2026-10'), [0, 0, 0]);
  assert.deepEqual(of('2026-11'), [7, 0, 0]);
});
