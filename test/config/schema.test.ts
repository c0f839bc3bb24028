import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import test from 'node:test';
import type { Ajv2020 as Ajv } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { parseAccount } from '../../src/config/account-reader.ts';
import { accountSchema } from '../../src/config/account-schema.ts';
import { askFaults } from '../../src/config/ask-faults.ts';
import type { Fault } from '../../src/config/parsed.ts';
import { parseProgram } from '../../src/config/program-reader.ts';
import { programSchema } from '../../src/config/program-schema.ts';
import * as example from '../fixtures/program.ts';
import { count, id, object, programJson, text } from './arbitraries.ts';

const require = createRequire(import.meta.url);
const { Ajv2020 } = require('ajv/dist/2020.js') as { Ajv2020: new (options: object) => Ajv };
const addFormats = require('ajv-formats') as (ajv: Ajv) => void;
const ajv = new Ajv2020({ strict: true, strictRequired: false, allowUnionTypes: true, strictTypes: false });
addFormats(ajv);
const program = ajv.compile(programSchema);
const account = ajv.compile(accountSchema);

/** Faults that a schema cannot express. */
const BEYOND =
  /lojal\/(duplicate|levels-unsorted|too-precise|unreadable-value|unknown-entry|currency-differs)|of at most 5 levels/;
const within = (faults: readonly Fault[]) => faults.filter((fault) => !BEYOND.test(Object.values(fault).join(' ')));

test('the schemas accept a complete program and accounts of both forms', () => {
  assert.ok(program(example.program), ajv.errorsText(program.errors));
  assert.ok(account(example.totals), ajv.errorsText(account.errors));
  assert.ok(account(example.ledger), ajv.errorsText(account.errors));
});

test('random programs: the schema accepts exactly what is read without a fault', () => {
  let [yes, no] = [0, 0];
  fc.assert(
    fc.property(programJson, (made) => {
      const accepted = program(made);
      const own = (made as { ask?: unknown } | undefined)?.ask;
      const faults = [...parseProgram(made).faults, ...(own === undefined ? [] : askFaults(own))];
      assert.deepEqual(accepted ? within(faults) : [], [], 'accepted, but faulty');
      if (!accepted) assert.ok(faults.length > 0, `refused without a fault: ${ajv.errorsText(program.errors)}`);
      accepted ? yes++ : no++;
    }),
    { numRuns: 3000 },
  );
  assert.ok(Math.min(yes, no) > (yes + no) / 30, `${yes} accepted, ${no} refused`);
});

test('random accounts: the schema accepts exactly what is read without a fault', () => {
  const at = fc.constantFrom('2026-01-01', '2024-02-29');
  const spend = fc.oneof(
    count,
    count.map((n) => n / 100),
  );
  const currency = fc.constantFrom('EUR', 'eur', 'SEK');
  const entry = fc.oneof(
    object({ kind: fc.constant('order'), id, at, spend, currency, points: count, pending: fc.boolean() }, [
      'kind',
      'id',
      'at',
      'spend',
    ]),
    object({ kind: fc.constant('refund'), id, at, spend, points: count, of: id }, ['kind', 'id', 'at', 'spend', 'of']),
    object({ kind: fc.constant('redeem'), id, at, points: count }, ['kind', 'id', 'at', 'points']),
    object({ kind: fc.constant('bonus'), id, at, points: count, why: text }, ['kind', 'id', 'at', 'points']),
  );
  const json = fc
    .tuple(
      object({
        id,
        currency,
        points: fc.integer(),
        pending: count,
        lifetime: count,
        spend: fc.oneof(fc.integer(), spend),
        orders: count,
        expiring: count,
        expires: at,
        ledger: fc.array(entry, { maxLength: 3 }),
      }),
      fc.boolean(),
    )
    .map(([made, both]) => {
      if (both || !made) return made;
      const { expiring, expires, ...others } = made as Record<string, unknown>;
      return others;
    });
  let [yes, no] = [0, 0];
  fc.assert(
    fc.property(json, (made) => {
      const accepted = account(made);
      const { faults } = parseAccount(made, 'EUR');
      assert.deepEqual(accepted ? within(faults) : [], [], 'accepted, but faulty');
      // A second entry with the same id is dropped without a fault.
      if (!accepted) assert.ok(faults.length > 0, `refused without a fault: ${ajv.errorsText(account.errors)}`);
      accepted ? yes++ : no++;
    }),
    { numRuns: 3000 },
  );
  assert.ok(Math.min(yes, no) > (yes + no) / 30, `${yes} accepted, ${no} refused`);
});
