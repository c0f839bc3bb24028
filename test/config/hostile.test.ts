import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { parseAccount } from '../../src/config/account-reader.ts';
import { accountDeclaration } from '../../src/config/ledger-declaration.ts';
import type { Fault } from '../../src/config/parsed.ts';
import { programDeclaration } from '../../src/config/program-declaration.ts';
import { parseProgram } from '../../src/config/program-reader.ts';
import { snapshot } from '../../src/loyalty/snapshot.ts';
import type { Account, Program } from '../../src/loyalty/types.ts';
import { nested, revoked, ringOf, thrower } from '../fixtures/hostile.ts';

const PROGRAM = Object.keys(programDeclaration.fields);
const ACCOUNT = Object.keys(accountDeclaration.fields);

function usable(json: unknown): { program: Program; account: Account; faults: readonly Fault[] } {
  const before = Object.getOwnPropertyNames(Object.prototype).join();
  const program = parseProgram(json);
  const account = parseAccount(json, 'EUR');
  const { rewards, points, standing } = snapshot(program.value, account.value, '2026-01-01');
  assert.ok(Array.isArray(rewards));
  for (const number of [
    points?.spendable,
    points?.pending,
    points?.worth,
    standing?.value,
    standing?.ratio,
    standing?.remaining,
  ])
    assert.ok(number === undefined || Number.isFinite(number));
  for (const key of Object.keys(program.value)) assert.ok(PROGRAM.includes(key), key);
  for (const key of Object.keys(account.value)) assert.ok(ACCOUNT.includes(key), key);
  const faults = [...program.faults, ...account.faults];
  assert.ok(faults.length <= 42);
  for (const fault of faults) {
    assert.ok(
      Object.values(fault).every((text) => typeof text === 'string' && text.length < 400),
      JSON.stringify(fault),
    );
    assert.ok(fault.path !== '' && (fault.accepted || fault.found || fault.outcome) !== '', JSON.stringify(fault));
  }
  assert.equal(Object.getOwnPropertyNames(Object.prototype).join(), before);
  assert.equal(({} as Record<string, unknown>).polluted, undefined);
  return { program: program.value, account: account.value, faults };
}

const ring = ringOf([...PROGRAM, ...ACCOUNT], { name: 'x' });
const deep = nested(1e6);
const getter = (key: string) =>
  Object.defineProperty({}, key, {
    enumerable: true,
    get() {
      throw new Error('no');
    },
  });

const nasty: readonly unknown[] = [
  undefined,
  null,
  0,
  -0,
  Number.NaN,
  1n,
  '',
  Symbol('s'),
  () => 1,
  [],
  thrower,
  revoked,
  ring,
  deep,
  new Array(4e9),
  new Date(),
  new Map(),
  /x/,
  Object.create(null),
  Object.create({ name: 'inherited', points: 5 }),
  'x'.repeat(1e7),
  {
    toJSON() {
      throw new Error('no');
    },
  },
  { toString: null, valueOf: null },
  JSON.parse('{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}'),
  { length: 5, 0: 1 },
];

test('hostile values at any place leave a usable program and no changed prototype', () => {
  for (const value of nasty) {
    usable(value);
    for (const key of new Set([...PROGRAM, ...ACCOUNT])) {
      usable({ [key]: value });
      usable({ [key]: [value, { id: value, at: value, kind: 'order', name: value, url: value }] });
      usable({
        [key]: {
          levels: [value, { id: value, name: value, from: value, perks: value }],
          label: value,
          expire: value,
          en: value,
          text: value,
        },
      });
    }
  }
  for (const key of [...PROGRAM, ...ACCOUNT]) usable(getter(key));
});

test('random values under the known keys', () => {
  const any = fc.anything({
    withNullPrototype: true,
    withBigInt: true,
    withDate: true,
    withMap: true,
    withSparseArray: true,
    withTypedArray: true,
    withObjectString: true,
    key: fc.oneof(
      fc.string(),
      fc.constantFrom('__proto__', 'constructor', 'levels', 'id', 'from', 'name', 'kind', 'at', 'spend', 'en', 'other'),
    ),
  });
  fc.assert(
    fc.property(any, (value) => void usable(value)),
    { numRuns: 1000 },
  );
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom(...PROGRAM, ...ACCOUNT), any), (value) => void usable(value)),
    { numRuns: 1000 },
  );
});

test('a property that throws is left out, and the others are read', () => {
  const json = Object.assign(getter('tiers'), { name: 'Nord', rewards: [thrower, { id: 'a', name: 'A', points: 5 }] });
  const { program, faults } = usable(json);
  assert.deepEqual([program.name, program.rewards.length, program.tiers], ['Nord', 1, undefined]);
  assert.ok(faults.some(({ path, code }) => path === 'tiers' && code === 'lojal/unreadable-value'));
});

test('inherited properties are not read', () => {
  assert.deepEqual(parseProgram(Object.create({ name: 'x', currency: 'SEK' })).value, parseProgram({}).value);
  assert.deepEqual(parseAccount(Object.create({ points: 5 }), 'EUR').value, {});
});

test('texts by language are objects without a prototype', () => {
  const { name } = parseProgram({ name: { en: 'A', toString: 'B' } }).value;
  assert.equal(typeof name === 'object' && Object.getPrototypeOf(name), null);
});

test('the asking rules are copied without a __proto__', () => {
  const { ask } = parseProgram(
    JSON.parse('{"ask":{"__proto__":{"polluted":1},"nps":{"__proto__":{"polluted":1},"sample":1}}}'),
  ).value;
  assert.deepEqual(ask, { nps: { sample: 1 } });
});
