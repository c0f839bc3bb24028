/** What the server finds wrong with a program: each message is a sentence in the owner's language, with the name of the field. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FORMATS } from '../../src/config/formats.ts';
import { programSchema } from '../../src/config/program-schema.ts';
import { owner } from '../../src/locales/en.owner.ts';
import sv from '../../src/locales/sv.owner.ts';
import { nodeFor, placeName } from '../../src/owner/programme/form/fault-places.ts';
import { faultSentence, translatedFault } from '../../src/owner/programme/form/fault-sentence.ts';
import { type FormNode, FormTree } from '../../src/owner/programme/form/form-node.ts';
import { withValue } from '../../src/owner/programme/form/form-path.ts';
import type { JsonSchema } from '../../src/owner/programme/form/json-schema.ts';
import { Translator } from '../../src/owner/shared/translator.ts';
import { checkProgram } from '../../src/server/checked-program.ts';
import { Problem } from '../../src/server/problem.ts';

const schema = programSchema as unknown as JsonSchema;
const treeOf = (program: unknown): FormNode => new FormTree(schema).node(schema, program);
const english = new Translator('en', owner);
const swedish = new Translator('sv', sv);

function faultsOf(program: unknown): Problem['faults'] {
  try {
    checkProgram(program);
    return [];
  } catch (error) {
    assert.ok(error instanceof Problem, String(error));
    return error.faults;
  }
}

/** A program with every key, of which few values are right: objects are empty, lists have an item, and texts are empty. */
function filled(given: JsonSchema, depth = 0): unknown {
  const { $ref } = given;
  const found = $ref === undefined ? given : schema.$defs?.[$ref.replace('#/$defs/', '')];
  const { type, properties, items, anyOf } = found ?? {};
  if (anyOf) return 'a';
  if (type === 'array') return items ? [filled(items, depth + 1)] : [];
  if (type !== 'object') return type === 'string' ? 'a' : type === 'boolean' ? true : 0;
  return Object.fromEntries(Object.entries(properties ?? {}).map(([key, one]) => [key, filled(one, depth + 1)]));
}

function* nodesOf(node: FormNode): Generator<FormNode> {
  yield node;
  for (const child of node.children) yield* nodesOf(child);
}

/** What an owner may write in a field, in JSON too. */
const ODD: readonly unknown[] = [
  '',
  ' ',
  'x',
  5,
  -1,
  1.5,
  1e15,
  0.123456789,
  true,
  null,
  {},
  [],
  ['', 5, {}],
  { sv: 5 },
  { sv: '' },
  { '?': 'x' },
  { namee: 1 },
  'x'.repeat(3000),
  Array(1500).fill('a'),
  [{ id: 'a' }, { id: 'a' }],
  { x: {} },
  { nps: { after: { event: '' } } },
  { sv: { '?': 'x' } },
  { sv: { a: { one: 'x' } } },
  { deep: { deep: { deep: { deep: { deep: { deep: 1 } } } } } },
  Object.fromEntries(Array.from({ length: 600 }, (_, i) => [`a${i}`, 'x'])),
];

test('every message that the reader gives for a field of the form has a sentence', () => {
  const base = filled(schema) as object;
  const seen = new Set<string>();
  const unknown = new Set<string>();
  const level = (i: number) => ({ id: `l${i}`, name: 'L', from: 100 - i });
  const programs = [
    base,
    { tiers: { levels: [level(0), level(1)] } },
    { tiers: { levels: [] } },
    { tiers: { levels: Array.from({ length: 9 }, (_, i) => level(-i)) } },
    {
      rewards: [
        { id: 'a', name: 'A', points: 1 },
        { id: 'a', name: 'B', points: 2 },
      ],
    },
    { timeZone: 'Europe/Nowhere' },
    { points: { valeu: 1 } },
    { ask: { mine: {} } },
    // One key of the program at a time, so that the list of faults is not cut.
    ...Object.entries(base).flatMap(([key, value]) =>
      [...nodesOf(treeOf({ [key]: value }))]
        // The rules of all questions are the same.
        .filter(
          ({ path: [first, rule = 'nps'] }) =>
            first === key && (key !== 'ask' || rule === 'nps' || rule === 'cooldown'),
        )
        .flatMap(({ path }) => ODD.map((odd) => withValue({ [key]: value }, path, odd))),
    ),
  ];
  for (const program of programs) {
    for (const fault of faultsOf(program)) {
      const { path, message } = fault;
      if (seen.has(message)) continue;
      seen.add(message);
      const said = translatedFault(english, nodeFor(treeOf(program), fault), message);
      if (!said || /\{|undefined|NaN/.test(said)) unknown.add(`${path}: ${message} → ${said}`);
    }
  }
  assert.deepEqual([...unknown], []);
  assert.ok(seen.size > 40, [...seen].join('\n'));
});

test('every format of a program has a sentence, and so has what the save adds', () => {
  const node = treeOf({});
  // A program names no customer.
  const formats = Object.entries(FORMATS).filter(([format]) => format !== 'customer');
  for (const message of [
    ...formats.map(([, accepted]) => `must be ${accepted}`),
    'must stay: the ledgers are in this currency',
    'must not be before 2026-11-27: what was earned stays',
    'must be a time zone that this server knows, as Europe/Stockholm',
    'has 31 more faults',
  ])
    assert.ok(translatedFault(english, node, message), message);
  assert.equal(translatedFault(english, node, 'must be what a later version wants'), undefined);
});

test('the place has the names of the fields, and the sentence the numbers and choices of the language', () => {
  const program = {
    nmae: 1,
    currency: 'kr',
    name: { sv: 5 },
    points: { value: -1 },
    tiers: {
      levels: [
        { id: 'a', name: 'A', from: 0 },
        { id: 'b', name: { sv: 'Guld' } },
      ],
    },
    rewards: [{ id: 'r', name: 'Kaffe', points: 1, kind: 'freight' }],
  };
  const root = treeOf(program);
  const said = faultsOf(program).map((fault) => {
    const node = nodeFor(root, fault);
    return `${placeName(swedish, root, fault)}: ${faultSentence(swedish, node, fault.message)}`;
  });
  assert.deepEqual(
    said.map((text) => text.replaceAll('\u00a0', ' ')),
    [
      'Namn › svenska: Måste vara en text.',
      'Namn: Måste vara en text.',
      'Valuta: Måste vara en valutas tre bokstäver, till exempel EUR.',
      'Poäng › Värde: Måste vara ett tal från 0 till 1 000 000.',
      'Nivåer › Nivåer › Guld › Från: Fyll i det här.',
      'Belöningar › Kaffe › Typ: Måste vara något av: Rabatt i pengar, Rabatt i procent, Fri frakt, En produkt, En gåva, En gåva till ett ändamål, Från en partner, En länk.',
      'nmae: Det här fältet finns inte. Menade du name?',
    ],
  );
  const later = { path: 'program.points.value', message: 'must be what a later version wants' };
  assert.match(faultSentence(swedish, nodeFor(root, later), later.message), /^Servern säger: this must be what/);
  assert.equal(placeName(swedish, root, { path: 'from', message: '' }), 'Gäller från');
});
