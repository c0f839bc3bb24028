/** docs/program.md and docs/asking.md: their tables are generated, and their examples are read without a fault. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { PAGES, updated } from '../../scripts/docs-reference.js';
import { accountDocs } from '../../src/config/account-docs.ts';
import { parseAccount } from '../../src/config/account-reader.ts';
import { ruleDeclaration } from '../../src/config/ask-declaration.ts';
import { ruleDocs, wordingDocs } from '../../src/config/ask-docs.ts';
import { askFaults } from '../../src/config/ask-faults.ts';
import { accountDeclaration } from '../../src/config/ledger-declaration.ts';
import { programDeclaration } from '../../src/config/program-declaration.ts';
import { programDocs } from '../../src/config/program-docs.ts';
import { parseProgram } from '../../src/config/program-reader.ts';
import { parse } from '../../src/config/reader.ts';
import type { AnyDocs } from '../../src/config/schema-of.ts';
import { readerOf } from '../../src/config/value-reader.ts';
import type { ValueType } from '../../src/config/vocabulary.ts';
import { wordingDeclaration } from '../../src/config/wording-declaration.ts';

for (const [name, url] of Object.entries(PAGES)) {
  const page = readFileSync(url, 'utf8');

  test(`docs/${name}: the tables are up to date (npm run generate writes them)`, () => {
    assert.equal(updated(page), page);
    assert.ok(/<!-- reference: /.test(page));
  });

  test(`docs/${name}: every JSON example is read without a fault`, () => {
    const blocks = [...page.matchAll(/(?:<!-- read: (\w+) -->\n)?```json\n([\s\S]*?)```/g)];
    assert.ok(blocks.length > 0);
    for (const [, kind, text = ''] of blocks) {
      const json = JSON.parse(text) as { ask?: unknown };
      assert.ok(kind, `say whether this is a program or an account: ${text}`);
      const { faults } = kind === 'account' ? parseAccount(json, 'EUR') : parseProgram(json);
      assert.deepEqual([...faults, ...(json.ask === undefined || kind === 'account' ? [] : askFaults(json.ask))], []);
    }
  });
}

/** Every example of the documentation, with the declaration that should accept it. */
function* examples(type: ValueType, docs: AnyDocs | undefined): Generator<[ValueType, string]> {
  const { example, fields, items, kinds } = (typeof docs === 'object' ? docs : {}) as {
    example?: string;
    fields?: Readonly<Record<string, AnyDocs>>;
    items?: AnyDocs;
    kinds?: Readonly<Record<string, AnyDocs>>;
  };
  if (example !== undefined) yield [type, example];
  if (type.type === 'object')
    for (const [key, field] of Object.entries(type.fields)) yield* examples(field, fields?.[key]);
  if (type.type === 'list') yield* examples(type.items, items);
  if (type.type === 'variants')
    for (const [kind, one] of Object.entries(type.kinds)) yield* examples(one, kinds?.[kind]);
}

test('every example in the tables is read without a fault', () => {
  let seen = 0;
  for (const [declaration, docs] of [
    [programDeclaration, programDocs],
    [accountDeclaration, accountDocs],
    [ruleDeclaration, ruleDocs],
    [wordingDeclaration, wordingDocs],
  ] as const)
    for (const [type, example] of examples(declaration, docs as AnyDocs)) {
      seen++;
      assert.deepEqual(parse(readerOf(type), JSON.parse(example), 'the example', undefined).faults, [], example);
    }
  assert.ok(seen > 50, `${seen} examples`);
});
