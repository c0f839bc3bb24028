import assert from 'node:assert/strict';
import test from 'node:test';
import { inspect } from 'node:util';
import fc from 'fast-check';
import { type ChoiceOption, choiceOptions, orderOptions } from '../../src/config/choice-options.ts';
import { MOST_OPTIONS } from '../../src/config/config-limits.ts';
import { flag, isFilledText, next, own, question, type SettingReader, version } from '../../src/config/wording.ts';

const read = <T>([read]: SettingReader<T>, value: unknown): T | undefined => read(value);
const LONG = 'x'.repeat(500);
const thrower = Object.defineProperty({}, 'en', {
  enumerable: true,
  get: () => {
    throw new Error('no');
  },
});

test('only own properties are read', () => {
  assert.equal(own({ a: 1 }, 'a'), 1);
  assert.equal(own(Object.create({ a: 1 }), 'a'), undefined);
  assert.equal(own({}, 'constructor'), undefined);
  assert.equal(own(JSON.parse('{"__proto__":5}'), '__proto__'), 5);
  for (const none of [undefined, null, 5, true]) assert.equal(own(none, 'a'), undefined);
  assert.equal(own(thrower, 'en'), undefined);
});

const table: readonly [string, SettingReader<unknown>, readonly unknown[], readonly unknown[]][] = [
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
  test(`${name}: accepted values are returned unchanged, others are refused`, () => {
    for (const value of taken) assert.deepEqual(read(reader, value), value);
    for (const value of refused) assert.equal(read(reader, value), undefined, inspect(value));
  });

test('a text by language is copied, so that a later change by the shop has no effect', () => {
  const given = { en: 'Why?' };
  const taken = read(question, given);
  given.en = '<changed>';
  assert.deepEqual(taken, { en: 'Why?' });
});

test('options are texts or { id, text }, each id once, at most 20', () => {
  assert.deepEqual(read(choiceOptions, ['a', { id: 'b', text: { en: 'B', sv: 'Be' } }]), [
    { id: 'a', text: 'a' },
    { id: 'b', text: { en: 'B', sv: 'Be' } },
  ]);
  assert.deepEqual(read(choiceOptions, ['a', 'a', { id: 'a', text: 'A' }]), [{ id: 'a', text: 'a' }]);
  assert.deepEqual(read(choiceOptions, ['', 5, null, {}, { id: 'a' }, { text: 'b' }, { id: '', text: 'c' }, 'd']), [
    { id: 'd', text: 'd' },
  ]);
  assert.equal(
    read(
      choiceOptions,
      Array.from({ length: 30 }, (_, i) => `o${i}`),
    )?.length,
    MOST_OPTIONS,
  );
  for (const none of [[], [''], {}, 'a|b', null, undefined, 5, { length: 3 }, new Array(3)])
    assert.equal(read(choiceOptions, none), undefined);
});

test('random settings: what the readers accept can be shown and sent', () => {
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
    typeof text === 'string' ? isFilledText(text) : Object.values(text as object).every((one) => isFilledText(one));
  fc.assert(
    fc.property(fc.oneof(anything, likely, fc.array(fc.oneof(likely, anything))), (value) => {
      const [text, list, link] = [read(question, value), read(choiceOptions, value), read(next, value)];
      assert.ok(text === undefined || shown(text));
      assert.ok(link === undefined || (shown(link.text) && isFilledText(link.url, 2000)));
      if (!list) return;
      assert.ok(list.length > 0 && list.length <= MOST_OPTIONS);
      assert.equal(new Set(list.map(({ id }) => id)).size, list.length);
      for (const { id, text } of list) assert.ok(isFilledText(id, 200) && shown(text));
    }),
    { numRuns: 2000 },
  );
});

const list = (...ids: string[]): ChoiceOption[] => ids.map((id) => ({ id, text: id.toUpperCase() }));
const ids = (options: readonly ChoiceOption[]): string[] => options.map(({ id }) => id);
const OTHER = { id: 'other', text: 'Something else' };

test('options are sorted by their places; equal places keep their order', () => {
  const places: Readonly<Record<string, number>> = { a: 3, b: 1, c: 2 };
  assert.deepEqual(ids(orderOptions(list('a', 'b', 'c'), undefined, (id) => places[id] ?? 0)), ['b', 'c', 'a']);
  assert.deepEqual(ids(orderOptions(list('c', 'a', 'b'), undefined, () => 0)), ['c', 'a', 'b']);
});

test('"something else" comes last, in the shop’s words where the list has them', () => {
  const first = (id: string): number => (id === 'other' ? -1 : 0);
  assert.deepEqual(orderOptions(list('a', 'b'), OTHER, first).at(-1), OTHER);
  assert.deepEqual(orderOptions(list('other', 'a'), OTHER, first), list('a', 'other'));
  assert.deepEqual(ids(orderOptions(list('other', 'a'), undefined, first)), ['a', 'other']);
});

test('"something else" counts towards the limit of 20', () => {
  const many = list(...Array.from({ length: MOST_OPTIONS }, (_, i) => `o${i}`));
  assert.equal(orderOptions(many, undefined, () => 0).length, MOST_OPTIONS);
  const shown = orderOptions(many, OTHER, () => 0);
  assert.deepEqual([shown.length, shown.at(-1)?.id, shown.at(-2)?.id], [MOST_OPTIONS, 'other', `o${MOST_OPTIONS - 2}`]);
});
