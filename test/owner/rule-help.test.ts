/** The help sentences of the form of rules: each is translated, and each translation has the code and the facts of its sentence. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { programSchema } from '../../src/config/program-schema.ts';
import { ruleHelpFiles } from '../../src/locales/rule-help-files.ts';
import sv from '../../src/locales/sv.owner.ts';
import { choiceName, codeName, labelOf } from '../../src/owner/programme/form/form-labels.ts';
import { type FormNode, FormTree } from '../../src/owner/programme/form/form-node.ts';
import type { JsonSchema } from '../../src/owner/programme/form/json-schema.ts';
import { Translator } from '../../src/owner/shared/translator.ts';

function* sentencesOf(schema: unknown, isRoot = true): Generator<string> {
  if (typeof schema !== 'object' || schema === null) return;
  // The form shows the sentence of the whole program nowhere.
  if ('description' in schema && typeof schema.description === 'string' && !isRoot) yield schema.description;
  for (const part of Object.values(schema)) yield* sentencesOf(part, false);
}

/** Each code of a help sentence with the name in its place. */
function codesOf(node: FormNode, words: Translator): Record<string, string | undefined> {
  const codes = node.schema.description?.match(/`[^`]+`/g) ?? [];
  return Object.fromEntries(codes.map((code) => [code, codeName(words, node, code.slice(1, -1))]));
}

test('where a word is a key and a choice, the help has the name that its field shows', () => {
  const words = new Translator('sv', sv);
  const program = {
    rewards: [{}],
    earn: [{}],
    points: {},
    tiers: { levels: [{}] },
    ask: { mine: {} },
    messages: { birthday: {} },
  };
  const root = new FormTree(programSchema as unknown as JsonSchema).node(
    programSchema as unknown as JsonSchema,
    program,
  );
  const at = (place: string): FormNode => {
    let found: FormNode | undefined = root;
    for (const key of place.split('.')) found = found?.children.find(({ path }) => String(path.at(-1)) === key);
    assert.ok(found, place);
    return found;
  };
  const names = (place: string) => codesOf(at(place), words);
  assert.deepEqual(names('rewards.0.product'), { '`product`': 'En produkt' });
  assert.deepEqual(names('rewards.0.partner'), { '`partner`': 'Från en partner' });
  assert.equal(names('rewards.0.kind')['`shipping`'], 'Fri frakt');
  assert.deepEqual(names('earn.0.every'), {
    '`visit`': 'Ett besök på en sida',
    '`nps`': 'Rekommendationsfrågan',
    '`join`': 'Att gå med',
    '`birthday`': 'Födelsedagen',
    '`anniversary`': 'Årsdagen av den första ordern',
    '`review`': 'Ett omdöme',
  });
  assert.deepEqual(names('tiers.levels.0.from'), { '`metric`': 'Vad som räknas', '`spend`': 'Köpt för' });
  assert.deepEqual(names('tiers.period'), { '`months`': 'Månader' });
  // Keys that stand for themselves.
  assert.equal(names('ask.mine.again')['`after`'] ?? 'Efter', 'Efter');
  assert.deepEqual(names('messages.birthday'), { '`birthday`': 'Födelsedagen', '`earn`': 'Sätt att tjäna poäng' });
  assert.equal(choiceName(words, 'shipping', 'counts'), 'Frakt');
  assert.equal(labelOf(words, at('messages.birthday')), 'Födelsedag');
});

const sentences = [...new Set(sentencesOf(programSchema))];
/** What a translation must repeat: code, placeholders, numbers and names of standards. */
const fixedParts = (text: string): readonly string[] =>
  (text.match(/`[^`]+`|\{[^}]+\}|\d+(?:[.,]\d+)?|docs\/[\w.]+|ISO|IANA/g) ?? [])
    .map((one) => one.replace(',', '.'))
    .sort();

for (const [language, load] of Object.entries(ruleHelpFiles))
  test(`${language}: every sentence, none of a former version, with its code and numbers`, async () => {
    const { default: help } = await load();
    assert.deepEqual(Object.keys(help).sort(), [...sentences].sort());
    for (const [english, text] of Object.entries(help)) {
      assert.notEqual(text, english);
      assert.deepEqual(fixedParts(text), fixedParts(english), text);
      assert.match(text, /[.!?]$/, text);
    }
  });
