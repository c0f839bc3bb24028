import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { parseAccount, parseProgram } from '../../src/core/parse.ts';
import { snapshot } from '../../src/core/snapshot.ts';
import type { Account, Fault, Program } from '../../src/core/types.ts';

const PROGRAM = [
  'name',
  'currency',
  'points',
  'tiers',
  'rewards',
  'ask',
  'strings',
  'privacyUrl',
  'incentive',
  'consent',
];
const ACCOUNT = ['id', 'points', 'pending', 'earned', 'spend', 'orders', 'expiring', 'expires', 'ledger'];

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
      Object.values(fault).every((text) => typeof text === 'string' && text.length < 400 && text.length > 0),
      JSON.stringify(fault),
    );
  }
  assert.equal(Object.getOwnPropertyNames(Object.prototype).join(), before);
  assert.equal(({} as Record<string, unknown>).polluted, undefined);
  return { program: program.value, account: account.value, faults };
}

const thrower = new Proxy(
  {},
  {
    get: () => {
      throw new Error('no');
    },
    has: () => {
      throw new Error('no');
    },
    ownKeys: () => {
      throw new Error('no');
    },
    getOwnPropertyDescriptor: () => {
      throw new Error('no');
    },
    getPrototypeOf: () => {
      throw new Error('no');
    },
  },
);
const revoked = (() => {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
})();
const ring: Record<string, unknown> = { name: 'x' };
for (const key of [...PROGRAM, ...ACCOUNT]) ring[key] = ring;
let deep: unknown = 1;
for (let i = 0; i < 1e6; i++) deep = i % 2 ? [deep] : { ask: deep };
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

test('whatever is given, wherever it stands, leaves something usable and harms nobody', () => {
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

test('anything at all under the known keys', () => {
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

test('one property that throws costs that property alone', () => {
  const json = Object.assign(getter('tiers'), { name: 'Nord', rewards: [thrower, { id: 'a', name: 'A', points: 5 }] });
  const { program, faults } = usable(json);
  assert.deepEqual([program.name, program.rewards.length, program.tiers], ['Nord', 1, undefined]);
  assert.ok(faults.some(({ path, found }) => path === 'tiers' && found === 'unreadable'));
});

test('what stands on a prototype is not read', () => {
  assert.deepEqual(parseProgram(Object.create({ name: 'x', currency: 'SEK' })).value, parseProgram({}).value);
  assert.deepEqual(parseAccount(Object.create({ points: 5 }), 'EUR').value, {});
});

test('texts by language have no prototype to be found in', () => {
  const { name } = parseProgram({ name: { en: 'A', toString: 'B' } }).value;
  assert.equal(typeof name === 'object' && Object.getPrototypeOf(name), null);
});

test('the asking rules are copied without a __proto__', () => {
  const { ask } = parseProgram(
    JSON.parse('{"ask":{"__proto__":{"polluted":1},"nps":{"__proto__":{"polluted":1},"sample":1}}}'),
  ).value;
  assert.deepEqual(ask, { nps: { sample: 1 } });
});
