/** The help sentences of the form of rules: each is translated, and each translation has the code and the facts of its sentence. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { programSchema } from '../../src/config/program-schema.ts';
import { ruleHelpFiles } from '../../src/locales/rule-help-files.ts';

function* sentencesOf(schema: unknown, isRoot = true): Generator<string> {
  if (typeof schema !== 'object' || schema === null) return;
  // The form shows the sentence of the whole program nowhere.
  if ('description' in schema && typeof schema.description === 'string' && !isRoot) yield schema.description;
  for (const part of Object.values(schema)) yield* sentencesOf(part, false);
}

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
