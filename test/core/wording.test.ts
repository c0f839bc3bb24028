import assert from 'node:assert/strict';
import test from 'node:test';
import { inspect } from 'node:util';
import fc from 'fast-check';
import { arrange, MOST, type Option, options } from '../../src/core/options.ts';
import { flag, isLine, next, own, question, type Reader, version } from '../../src/core/wording.ts';

const read = <T>([read]: Reader<T>, value: unknown): T | undefined => read(value);
const LONG = 'x'.repeat(500);
const thrower = Object.defineProperty({}, 'en', {
  enumerable: true,
  get: () => {
    throw new Error('no');
  },
});

test('a property is taken only where the object has it itself', () => {
  assert.equal(own({ a: 1 }, 'a'), 1);
  assert.equal(own(Object.create({ a: 1 }), 'a'), undefined);
  assert.equal(own({}, 'constructor'), undefined);
  assert.equal(own(JSON.parse('{"__proto__":5}'), '__proto__'), 5);
  for (const none of [undefined, null, 5, true]) assert.equal(own(none, 'a'), undefined);
  assert.equal(own(thrower, 'en'), undefined);
});

const table: readonly [string, Reader<unknown>, readonly unknown[], readonly unknown[]][] = [
  [
    'question',
    question,
    ['Why?', LONG, { en: 'Why?' }, { en: 'Why?', 'sv-FI': 'Varför?' }],
    ['', '  ', `${LONG}x`, {}, { en: '' }, { en: 5 }, { en: { sv: 'x' } }, ['Why?'], null, 5, true, thrower],
  ],
  ['version', version, ['2026-11', 'x'.repeat(40)], ['', ' ', 'x'.repeat(41), 7, null, {}]],
  ['flag', flag, [true, false], ['true', 1, 0, null, {}]],
  [
    'next',
    next,
    [
      { text: 'On', url: '/on' },
      { text: { en: 'On' }, url: 'javascript:alert(1)' },
    ],
    [{ text: 'On' }, { url: '/on' }, { text: 'On', url: '' }, { text: 5, url: '/on' }, { text: 'On', url: 5 }, 'On'],
  ],
];
for (const [name, reader, taken, refused] of table)
  test(`${name}: what is taken, as it is, and what is refused`, () => {
    for (const value of taken) assert.deepEqual(read(reader, value), value);
    for (const value of refused) assert.equal(read(reader, value), undefined, inspect(value));
  });

test('a text by language is a copy, so that nothing changes it later', () => {
  const given = { en: 'Why?' };
  const taken = read(question, given);
  given.en = '<changed>';
  assert.deepEqual(taken, { en: 'Why?' });
});

test('options are texts or { id, text }, each id once, and at most as many as an answer may hold', () => {
  assert.deepEqual(read(options, ['a', { id: 'b', text: { en: 'B', sv: 'Be' } }]), [
    { id: 'a', text: 'a' },
    { id: 'b', text: { en: 'B', sv: 'Be' } },
  ]);
  assert.deepEqual(read(options, ['a', 'a', { id: 'a', text: 'A' }]), [{ id: 'a', text: 'a' }]);
  assert.deepEqual(read(options, ['', 5, null, {}, { id: 'a' }, { text: 'b' }, { id: '', text: 'c' }, 'd']), [
    { id: 'd', text: 'd' },
  ]);
  assert.equal(
    read(
      options,
      Array.from({ length: 30 }, (_, i) => `o${i}`),
    )?.length,
    MOST,
  );
  for (const none of [[], [''], {}, 'a|b', null, undefined, 5, { length: 3 }, new Array(3)])
    assert.equal(read(options, none), undefined);
});

test('whatever a shop writes, the readers take it or leave it, and what they take can be shown and sent', () => {
  const anything = fc.anything({ withNullPrototype: true, withSparseArray: true, withBigInt: true });
  const likely = fc.record(
    {
      id: fc.oneof(fc.string(), anything),
      text: fc.oneof(fc.string(), anything),
      url: fc.oneof(fc.string(), anything),
    },
    { requiredKeys: [] },
  );
  const shown = (text: unknown): boolean =>
    typeof text === 'string' ? isLine(text) : Object.values(text as object).every((one) => isLine(one));
  fc.assert(
    fc.property(fc.oneof(anything, likely, fc.array(fc.oneof(likely, anything))), (value) => {
      const [text, list, link] = [read(question, value), read(options, value), read(next, value)];
      assert.ok(text === undefined || shown(text));
      assert.ok(link === undefined || (shown(link.text) && isLine(link.url, 2000)));
      if (!list) return;
      assert.ok(list.length > 0 && list.length <= MOST);
      assert.equal(new Set(list.map(({ id }) => id)).size, list.length);
      for (const { id, text } of list) assert.ok(isLine(id, 200) && shown(text));
    }),
    { numRuns: 2000 },
  );
});

const list = (...ids: string[]): Option[] => ids.map((id) => ({ id, text: id.toUpperCase() }));
const ids = (options: readonly Option[]): string[] => options.map(({ id }) => id);
const OTHER = { id: 'other', text: 'Something else' };

test('options stand by their places; those in the same place as they were written', () => {
  const places: Readonly<Record<string, number>> = { a: 3, b: 1, c: 2 };
  assert.deepEqual(ids(arrange(list('a', 'b', 'c'), undefined, (id) => places[id] ?? 0)), ['b', 'c', 'a']);
  assert.deepEqual(ids(arrange(list('c', 'a', 'b'), undefined, () => 0)), ['c', 'a', 'b']);
});

test('something else comes last, in the shop’s words where the list has it', () => {
  const first = (id: string): number => (id === 'other' ? -1 : 0);
  assert.deepEqual(arrange(list('a', 'b'), OTHER, first).at(-1), OTHER);
  assert.deepEqual(arrange(list('other', 'a'), OTHER, first), list('a', 'other'));
  assert.deepEqual(ids(arrange(list('other', 'a'), undefined, first)), ['a', 'other']);
});

test('something else is one of the most that an answer may hold', () => {
  const many = list(...Array.from({ length: MOST }, (_, i) => `o${i}`));
  assert.equal(arrange(many, undefined, () => 0).length, MOST);
  const shown = arrange(many, OTHER, () => 0);
  assert.deepEqual([shown.length, shown.at(-1)?.id, shown.at(-2)?.id], [MOST, 'other', `o${MOST - 2}`]);
});
