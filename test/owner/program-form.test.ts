/** The data model of the owner's form of a program: nothing is lost, whatever the program has. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import { programSchema } from '../../src/config/program-schema.ts';
import { balanceFiles } from '../../src/locales/languages.ts';
import { faultsByPlace, nodeFor } from '../../src/owner/programme/form/fault-places.ts';
import {
  decimalMark,
  durationParts,
  kindFor,
  oneUnitDuration,
  shownText,
  valueOfText,
} from '../../src/owner/programme/form/field-text.ts';
import { type FormNode, FormTree } from '../../src/owner/programme/form/form-node.ts';
import { pathText, valueAt, withMoved, withValue } from '../../src/owner/programme/form/form-path.ts';
import type { JsonSchema } from '../../src/owner/programme/form/json-schema.ts';
import { newItem } from '../../src/owner/programme/form/new-item.ts';
import { groupsOf } from '../../src/owner/programme/form/program-groups.ts';
import { languagesOf } from '../../src/owner/programme/form/program-languages.ts';
import { reshaped } from '../../src/owner/programme/form/text-shapes.ts';
import { WIDGET_LANGUAGES } from '../../src/owner/shared/widget-languages.ts';
import { programJson } from '../config/arbitraries.ts';
import * as example from '../fixtures/program.ts';

const schema = programSchema as unknown as JsonSchema;
const treeOf = (program: unknown): FormNode => new FormTree(schema, languagesOf(program)).node(schema, program);
const folder = new URL('../../demo/programs/', import.meta.url);
const samples: readonly unknown[] = [
  example.program,
  JSON.parse(readFileSync(new URL('../../demo/lojal.json', import.meta.url), 'utf8')),
  ...readdirSync(folder).map((name) => JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as unknown),
];

const isLeaf = ({ kind, shape, children }: FormNode): boolean =>
  kind !== 'object' && kind !== 'list' && (kind !== 'text' || (shape === 'once' && children.length === 0));

function* leavesOf(node: FormNode): Generator<FormNode> {
  if (isLeaf(node)) yield node;
  else for (const child of node.children) yield* leavesOf(child);
}

/** The program, put together again from what the fields of the form have, each read back from its text. */
function reread(program: unknown): unknown {
  let made = program;
  for (const node of leavesOf(treeOf(program))) {
    if (node.value === undefined) continue;
    const kind = node.kind === 'text' ? 'line' : (node.kind as 'line');
    const text = shownText(kind, node.value);
    const parts = kind === ('duration' as string) ? durationParts(node.value) : undefined;
    const read = parts ? oneUnitDuration(parts.n, parts.unit) : valueOfText(kind, text);
    // An empty text cannot be told from none: the form does not touch it until the owner types.
    made = withValue(made, node.path, node.value === '' ? '' : read, node.keep);
  }
  return made;
}

/** The places of everything that is neither an object with keys nor a list with items. */
function places(value: unknown, path: (string | number)[] = []): string[] {
  const entries = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  if (entries.length === 0) return [JSON.stringify(path)];
  return entries.flatMap(([key, one]) => places(one, [...path, Array.isArray(value) ? Number(key) : key]));
}

/** Each place of the program is in one field, and no field shows what is not there. */
function assertCovered(program: unknown): void {
  const root = treeOf(program);
  const inFields = [...leavesOf(root)]
    .filter(({ value }) => value !== undefined)
    .flatMap(({ value, path }) => places(value, [...path]));
  const isEmptyHere = (place: string) => {
    const value = valueAt(program, JSON.parse(place));
    return typeof value === 'object' && value !== null;
  };
  // An empty object or list has no field of its own, and stays what it is.
  const expected = places(program).filter((place) => !isEmptyHere(place));
  assert.deepEqual(inFields.filter((place) => !isEmptyHere(place)).sort(), expected.sort());
}

test('a program that is loaded and saved is the same JSON, with its keys in the same order', () => {
  for (const program of samples) {
    assertCovered(program);
    assert.equal(JSON.stringify(reread(program)), JSON.stringify(program));
  }
});

test('no field of the demo programs is JSON', () => {
  for (const program of samples)
    for (const { kind, path, value } of leavesOf(treeOf(program)))
      if (value !== undefined) assert.notEqual(kind, 'json', pathText(path));
});

test('random programs, with faults and without, survive the form', () => {
  fc.assert(
    fc.property(programJson, (given) => {
      const program = JSON.parse(JSON.stringify(given ?? null)) as unknown;
      assertCovered(program);
      assert.equal(JSON.stringify(reread(program)), JSON.stringify(program));
    }),
    { numRuns: 150 },
  );
});

test('any JSON in any place survives the form', () => {
  const paths = samples.flatMap((program) => places(program).map((place) => [program, JSON.parse(place)] as const));
  const odd = fc.oneof(
    fc.jsonValue({ maxDepth: 2 }),
    fc.constantFrom('a\r\nb', 'a\nb', '\0', '', ' ', '1e5', '__proto__'),
  );
  fc.assert(
    fc.property(fc.constantFrom(...paths), fc.boolean(), odd, ([sample, path], isAbove, value) => {
      const at = isAbove ? path.slice(0, -1) : path;
      const program = JSON.parse(JSON.stringify(withValue(sample, at, JSON.parse(JSON.stringify(value))))) as unknown;
      assertCovered(program);
      assert.equal(JSON.stringify(reread(program)), JSON.stringify(program));
    }),
    { numRuns: 150 },
  );
});

test('the keys that JavaScript objects inherit are keys like others', () => {
  const odd = JSON.parse(
    '{"__proto__": {"x": 1}, "toString": 2, "name": {"constructor": "a", "sv": "b"}, "points": {"label": {"toString": "c", "other": "d"}}, "ask": {"hasOwnProperty": {"kind": "nps"}}}',
  ) as unknown;
  assertCovered(odd);
  assert.equal(JSON.stringify(reread(odd)), JSON.stringify(odd));
  const changed = withValue(odd, ['__proto__', 'x'], 5);
  assert.equal(JSON.stringify(changed), JSON.stringify(odd).replace('"x":1', '"x":5'));
  assert.equal(({} as { x?: number }).x, undefined);
  assert.equal(valueAt({}, ['toString', 'name']), undefined);
});

test('each key of a program is in one group', () => {
  for (const program of [...samples, { $schema: './program.json', 'x-own': [1], name: 5 }]) {
    const root = treeOf(program);
    const inGroups = groupsOf(root).flatMap(({ nodes }) => nodes.map(({ path }) => path[0]));
    assert.deepEqual([...inGroups].sort(), root.children.map(({ path }) => path[0]).sort());
    assert.ok(Object.keys(program as object).every((key) => inGroups.includes(key)));
  }
});

test('a change at a place is that change alone', () => {
  const json = fc.jsonValue({ maxDepth: 3 });
  const steps = fc.array(fc.nat(5), { minLength: 1, maxLength: 3 });
  fc.assert(
    fc.property(json, steps, json, (given, choices, value) => {
      const root = JSON.parse(JSON.stringify(given)) as unknown;
      // A path that the value has, as far as it goes.
      const path: (string | number)[] = [];
      for (let at = root; typeof at === 'object' && at !== null && path.length < choices.length; ) {
        const keys = Object.keys(at);
        const key = keys[(choices[path.length] ?? 0) % Math.max(1, keys.length)];
        if (key === undefined) break;
        path.push(Array.isArray(at) ? Number(key) : key);
        at = valueAt(at, [path.at(-1) as string]);
      }
      if (path.length === 0) return;
      // The oracle: a copy that is changed in place. An own `__proto__` is out of reach for it.
      if (path.includes('__proto__')) return;
      const before = JSON.stringify(root);
      const expected = JSON.parse(before) as Record<string | number, unknown>;
      const holder = path
        .slice(0, -1)
        .reduce<Record<string | number, unknown>>((one, key) => one[key] as never, expected);
      holder[path.at(-1) as string] = JSON.parse(JSON.stringify(value));
      assert.equal(JSON.stringify(withValue(root, path, value)), JSON.stringify(expected));
      assert.equal(JSON.stringify(root), before, 'the given value stays');
    }),
  );
});

test('a removed value takes the empty objects with it that the form shows as one field', () => {
  const program = { name: 'Club', points: { expire: { after: 'P6M' } } };
  const nodes = [...leavesOf(treeOf(program))];
  const after = nodes.find(({ path }) => pathText(path) === 'points.expire.after');
  assert.ok(after);
  assert.deepEqual(withValue(program, after.path, undefined, after.keep), { name: 'Club', points: {} });
  const set = withValue({ name: 'Club', points: {} }, after.path, 'P1Y', after.keep);
  assert.deepEqual(set, { name: 'Club', points: { expire: { after: 'P1Y' } } });
  assert.deepEqual(withValue({}, ['tiers', 'metric'], 'orders'), { tiers: { metric: 'orders' } });
  assert.deepEqual(withValue({ a: [1, 2, 3] }, ['a', 1], undefined), { a: [1, 3] });
});

test('items move', () => {
  assert.deepEqual(withMoved(['a', 'b', 'c'], 0, 2), ['b', 'c', 'a']);
  assert.deepEqual(withMoved(['a', 'b', 'c'], 2, 0), ['c', 'a', 'b']);
  assert.deepEqual(withMoved(['a', 'b'], 5, 0), ['a', 'b']);
});

test('numbers are read as people write them', () => {
  for (const [text, value] of [
    ['1', 1],
    ['1.50', 1.5],
    ['0,01', 0.01],
    ['.5', 0.5],
    [' 7 ', 7],
    ['1e3', 1000],
    ['-2', -2],
    ['', undefined],
    [' ', undefined],
  ] as const)
    assert.equal(valueOfText('number', text), value, text);
  // Finnish and Swedish write a comma, and what they write is what they see again.
  for (const [language, shown] of [
    ['sv-SE', '0,01'],
    ['fi', '0,01'],
    ['en', '0.01'],
    ['ar-EG', '0.01'],
  ] as const) {
    assert.equal(shownText('number', 0.01, decimalMark(language)), shown);
    assert.equal(valueOfText('number', shown), 0.01);
  }
  for (const text of ['x', '1.2.3', '1,000,5', '0x10', 'Infinity', 'NaN', '1e999', '1 000', '--1'])
    assert.throws(() => valueOfText('number', text), RangeError, text);
});

test('durations of one unit have two inputs, others are texts', () => {
  const duration = { type: 'string', pattern: '^P(?=.*[1-9])(?:(\\d{1,3})Y)?' };
  assert.equal(kindFor(duration, 'P90D'), 'duration');
  assert.equal(kindFor(duration, 'P1Y6M'), 'line');
  assert.equal(kindFor(duration, 'P012M'), 'line');
  assert.equal(kindFor(duration, 5), 'json');
  for (const n of [0, -1, 1.5, Number.NaN, 10_000]) assert.equal(oneUnitDuration(n, 'D'), undefined);
  for (const text of ['0', 'x', 'P0D', 'P1Y6M']) assert.throws(() => valueOfText('duration', text), RangeError);
});

test('a text changes between one, by number and by language', () => {
  assert.deepEqual(reshaped('Points', 'byLanguage', 'sv'), { sv: 'Points' });
  assert.deepEqual(reshaped({ en: 'bean', sv: 'böna' }, 'once', 'en'), 'bean');
  assert.deepEqual(reshaped('bean', 'byNumber', 'en'), { one: 'bean', other: 'bean' });
  assert.deepEqual(reshaped({ one: 'bean', other: 'beans' }, 'once', 'en'), 'beans');
  assert.deepEqual(reshaped(undefined, 'byLanguage', 'en'), { en: '' });
});

test('the languages are those of the texts of the program', () => {
  assert.deepEqual(languagesOf(samples[1]), ['en', 'sv']);
  assert.deepEqual(languagesOf({ name: { fi: 'a' }, points: { label: { one: 'b', other: 'c' } } }), ['fi']);
  assert.deepEqual(languagesOf({ points: { label: { da: { one: 'b', other: 'c' } } } }), ['da']);
  // `id`, `is` and `it` are language tags too, but not as keys of what is no text.
  const added = {
    rewards: [{ id: 'reward-6' }],
    earn: [{ id: 'earn-1' }],
    campaigns: [{ id: 'a', name: { nb: 'b' } }],
  };
  assert.deepEqual(languagesOf(added), ['nb']);
  assert.deepEqual(
    languagesOf({ ask: { id: { kind: 'nps' }, is: {} }, it: { other: 'x' }, strings: { se: { to: 'y' } } }),
    [],
  );
  assert.deepEqual(languagesOf({ name: { constructor: 'a', __proto__: 1, 'not a tag': 'c', sv: 'b' } }), ['sv']);
  for (const odd of [undefined, null, [], 'sv', { rewards: 5, points: [] }]) assert.deepEqual(languagesOf(odd), []);
  assert.deepEqual([...WIDGET_LANGUAGES].sort(), ['en', ...Object.keys(balanceFiles)].sort());
});

test('a new item has an id that is free', () => {
  const rewards = (items: readonly unknown[]) => {
    const found = treeOf({ rewards: items }).children.find(({ path }) => path[0] === 'rewards');
    assert.ok(found);
    return newItem(found);
  };
  assert.deepEqual(rewards([]), { id: 'reward-1' });
  assert.deepEqual(rewards([{ id: 'a' }]), { id: 'reward-2' });
  assert.deepEqual(rewards([{ id: 'reward-2' }, 5]), { id: 'reward-3' });
  assert.deepEqual(rewards([{ id: 'reward-2' }]), { id: 'reward-3' });
});

test('a fault stands at the innermost field of its place', () => {
  const root = treeOf(samples[1]);
  const placed = (path: string) => pathText(nodeFor(root, { path, message: 'x' }).path);
  assert.equal(placed('program.tiers.levels[2].from'), 'tiers.levels[2].from');
  assert.equal(placed('program.tiers.levels[2].form'), 'tiers.levels[2]');
  assert.equal(placed('program.tiers.levels[20]'), 'tiers.levels');
  assert.equal(placed('program.names'), '');
  assert.equal(placed('program'), '');
  assert.equal(placed('program.name.en'), 'name');
  const all = faultsByPlace(root, [
    { path: 'program.currency', message: 'must stay' },
    { path: 'program.currency', message: 'must be one' },
  ]);
  assert.deepEqual([...all], [['currency', ['must stay', 'must be one']]]);
});
