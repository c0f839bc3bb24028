import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { parseAccount } from '../../src/config/account-reader.ts';
import { parseProgram } from '../../src/config/program-reader.ts';
import { history as historyOf } from '../../src/loyalty/history.ts';
import { replay } from '../../src/loyalty/ledger.ts';
import { history, programOf, rules, today } from '../rules/histories.ts';

const RUNS = { numRuns: Number(process.env.RUNS ?? 1500) };

test('what the entries left is what can be spent, less the debt', () => {
  fc.assert(
    fc.property(rules, history, today, (made, written, day) => {
      const program = parseProgram(programOf(made)).value;
      const ledger = parseAccount({ ledger: written }, program.currency).value.ledger ?? [];
      const { spendable, debt } = replay(program, ledger, day);
      const left = historyOf(program, ledger, day).reduce((sum, item) => sum + (item.left ?? 0), 0);
      assert.equal(left - debt, spendable);
    }),
    RUNS,
  );
});

test('without expiry, what the entries gave and took is what can be spent or is pending', () => {
  fc.assert(
    fc.property(rules, history, today, (made, written, day) => {
      const program = parseProgram(programOf({ ...made, expireAfter: undefined, expireDays: undefined })).value;
      const ledger = parseAccount({ ledger: written }, program.currency).value.ledger ?? [];
      const { spendable, pending } = replay(program, ledger, day);
      const sum = historyOf(program, ledger, day).reduce((all, { points }) => all + points, 0);
      assert.equal(sum, spendable + pending);
    }),
    RUNS,
  );
});
