/** A fact that is declared once reaches the reader, the quick check, the schema and the reference pages. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { reference } from '../../scripts/docs-reference.js';
import { FILE, quickCheck, readerCode } from '../../scripts/quick-check.js';
import { parseAccount } from '../../src/config/account-reader.ts';
import { askDeclaration, ruleDeclaration } from '../../src/config/ask-declaration.ts';
import { cooldownDoc, ruleDocs } from '../../src/config/ask-docs.ts';
import { readAskingRules } from '../../src/config/ask-reader.ts';
import { askSchema, ruleSchema } from '../../src/config/ask-schema.ts';
import { parseFullProgram } from '../../src/config/full-program.ts';
import { accountDeclaration } from '../../src/config/ledger-declaration.ts';
import { programDeclaration } from '../../src/config/program-declaration.ts';
import { programDocs } from '../../src/config/program-docs.ts';
import { parseProgram } from '../../src/config/program-reader.ts';
import { programSchema } from '../../src/config/program-schema.ts';
import { quickProgram } from '../../src/config/quick-check.ts';
import * as quickReaders from '../../src/config/quick-readers.ts';
import { type AnyDocs, schemaOf } from '../../src/config/schema-of.ts';
import type { ObjectType, ValueType } from '../../src/config/vocabulary.ts';

/** Every value of a declaration with a default or an example: its path, type and documentation. */
function* walk(
  type: ValueType,
  docs: AnyDocs | undefined,
  path = '',
): Generator<[string, ValueType, AnyDocs | undefined]> {
  yield [path, type, docs];
  const { fields, items, kinds } = (typeof docs === 'object' ? docs : {}) as Readonly<Record<string, AnyDocs>>;
  const of = (all: AnyDocs | undefined, key: string) => (all as Readonly<Record<string, AnyDocs>> | undefined)?.[key];
  if (type.type === 'object')
    for (const [key, field] of Object.entries(type.fields)) yield* walk(field, of(fields, key), `${path}.${key}`);
  if (type.type === 'list') yield* walk(type.items, items, `${path}[]`);
  if (type.type === 'variants')
    for (const [kind, one] of Object.entries(type.kinds)) yield* walk(one, of(kinds, kind), `${path}(${kind})`);
}

/** The value at a path of a program that was read; in a list, of its first item. */
const at = (value: unknown, path: string): unknown =>
  path
    .split(/\.|(?=\[)/)
    .filter(Boolean)
    .reduce<unknown>((one, key) => (one as Readonly<Record<string, unknown>>)[key === '[]' ? 0 : key], value);

/** A copy of a declaration in which the default at `path` is another. */
function withDefault<T extends ValueType>(type: T, [key = '', ...path]: readonly string[], value: unknown): T {
  if (!key) return { ...type, default: value };
  if (type.type === 'list') return { ...type, items: withDefault(type.items, path, value) };
  const { fields } = type as ObjectType;
  return { ...type, fields: { ...fields, [key]: withDefault(fields[key] as ValueType, path, value) } };
}

/** The quick check of a declaration, from the code that `npm run generate` writes. */
const quickReader = (type: ValueType): quickReaders.QuickReader =>
  new Function(...Object.keys(quickReaders), `return ${readerCode(type)}`)(...Object.values(quickReaders));

const LEVELS = { tiers: { levels: [{ id: 'a', name: 'A', from: 0 }] } };
const pages = reference();

test('the generated quick check is up to date (npm run generate writes the file)', () => {
  assert.equal(readFileSync(FILE, 'utf8'), quickCheck());
});

test('every default of a program: the full reader, the quick check and the schema agree', () => {
  let seen = 0;
  for (const [path, type] of walk(programDeclaration, programDocs)) {
    if (type.default === undefined || type.type === 'object') continue;
    // A key of an object that is not there, and of an item of an empty list, has no value.
    if (/^\.(earn|campaigns|rewards|referral|membership|messages)[[.]/.test(path)) continue;
    seen++;
    if (type.late) assert.deepEqual(at(parseFullProgram(LEVELS).value, path), type.default, path);
    else assert.deepEqual(at(parseProgram(LEVELS).value, path), type.default, path);
    assert.deepEqual(at(quickProgram(LEVELS), path), type.late ? undefined : type.default, path);
    const schema = path
      .split(/\.|(?=\[)/)
      .filter(Boolean)
      .reduce<Readonly<Record<string, unknown>>>(
        (one, key) => (key === '[]' ? one.items : (one.properties as typeof one)[key]) as typeof one,
        programSchema as Readonly<Record<string, unknown>>,
      );
    assert.deepEqual(schema.default, type.default, path);
  }
  assert.ok(seen >= 7, `${seen} defaults`);
});

test('every default of a rule: the reader and the schema agree', () => {
  const [rule] = readAskingRules({ nps: {} }).rules;
  let seen = 0;
  for (const [path, type] of walk(ruleDeclaration, ruleDocs)) {
    if (type.default === undefined || type.type === 'object') continue;
    seen++;
    // An object without a default is read only where it is written.
    const made = path.startsWith('.after') ? readAskingRules({ nps: { after: { event: 'x' } } }).rules[0] : rule;
    assert.deepEqual(at(made, path), type.default, path);
    const schema = path
      .split('.')
      .filter(Boolean)
      .reduce((one, key) => (one.properties as typeof one)[key] as typeof one, ruleSchema as Record<string, unknown>);
    assert.deepEqual(schema.default, type.default, path);
  }
  assert.ok(seen >= 17, `${seen} defaults`);
});

test('another cooldown in the declaration is another cooldown in the reader, the schema and the page', () => {
  const changed = { ...askDeclaration, cooldown: { ...askDeclaration.cooldown, default: 11 } };
  assert.equal(readAskingRules({}, changed).cooldown, 11);
  assert.equal(readAskingRules({ cooldown: 'x' }, changed).cooldown, 11);
  assert.equal((schemaOf(changed.cooldown, cooldownDoc) as { default: number }).default, 11);
  assert.match(reference({ ask: changed }).asking, /`cooldown` .*\| `11` \|/);
  assert.match(pages.asking, /`cooldown` .*\| `7` \|/);
  assert.equal((askSchema.properties as Readonly<Record<string, { default?: unknown }>>).cooldown?.default, 7);
});

test('another default in the declaration of a rule is another default in the reader, the schema and the page', () => {
  const rule = withDefault(ruleDeclaration, ['again', 'dismissed'], 45);
  const changed = { ...askDeclaration, rule };
  assert.equal(readAskingRules({ nps: {} }, changed).rules[0]?.again.dismissed, 45);
  assert.match(JSON.stringify(schemaOf(rule, ruleDocs as AnyDocs)), /"dismissed":\{[^}]*"default":45/);
  assert.match(reference({ ask: changed }).asking, /`again\.dismissed` .*\| `45` \|/);
});

test('another default in the declaration of a program is another default in both readers, the schema and the page', () => {
  for (const [path, value, wrong] of [
    ['currency', 'SEK', 5],
    ['points.perUnit', 2, 'x'],
    ['tiers.months', 6, 0],
    ['tiers.period', 'rolling', 'x'],
  ] as const) {
    const keys = path.split('.');
    const changed = withDefault(programDeclaration, keys, value) as ObjectType;
    assert.equal(at(parseProgram(LEVELS, changed).value, path), value);
    assert.equal(at(quickProgram(LEVELS, quickReader(changed)), path), value);
    // A wrong value takes the default, and the message says so.
    const faulty = keys.reduceRight<unknown>(
      (inner, key) => ({ ...(key === 'tiers' && LEVELS.tiers), [key]: inner }),
      wrong,
    );
    const { value: mended, faults } = parseProgram(
      path.startsWith('tiers') ? { tiers: { ...LEVELS.tiers, [keys[1] as string]: wrong } } : faulty,
      changed,
    );
    assert.equal(at(mended, path), value);
    assert.equal(faults[0]?.outcome, `${value} is used`);
    assert.ok(JSON.stringify(schemaOf(changed)).includes(`"default":${JSON.stringify(value)}`));
    assert.match(
      reference({ program: changed }).program,
      new RegExp(`\`${path.replace('.', '\\.')}\` .*\\| \`${value}\` \\|`),
    );
  }
});

test('another bound in the declaration of an account is another bound in both readers and the schema', () => {
  const { orders } = accountDeclaration.fields;
  const changed = {
    ...accountDeclaration,
    fields: { ...accountDeclaration.fields, orders: { ...orders, maximum: 5 } },
  };
  assert.equal(parseAccount({ orders: 5 }, 'EUR', changed).value.orders, 5);
  const [fault] = parseAccount({ orders: 6 }, 'EUR', changed).faults;
  assert.deepEqual([fault?.accepted, fault?.outcome], ['a whole number from 0 to 5', 'It was ignored']);
  assert.match(JSON.stringify(schemaOf(changed)), /"orders":\{[^}]*"maximum":5\}/);
  const quick = quickReader({ type: 'object', fields: { orders: changed.fields.orders } });
  assert.deepEqual(quick({ orders: 5 }), { orders: 5 });
  assert.throws(() => quick({ orders: 6 }));
});

test('a key that is added to the declaration is read by both readers and stands in the schema', () => {
  const changed: ObjectType = {
    ...programDeclaration,
    fields: { ...programDeclaration.fields, measure: { type: 'boolean', default: false } },
  };
  assert.equal((parseProgram({ measure: true }, changed).value as { measure?: boolean }).measure, true);
  assert.equal((quickProgram({}, quickReader(changed)) as { measure?: boolean }).measure, false);
  assert.match(JSON.stringify(schemaOf(changed)), /"measure":\{"type":"boolean","default":false\}/);
});

test('a default is a value that its own declaration accepts', () => {
  for (const declaration of [programDeclaration, ruleDeclaration])
    for (const [path, type] of walk(declaration, undefined))
      if (type.default !== undefined) assert.doesNotThrow(() => quickReader(type)(type.default), path);
});
