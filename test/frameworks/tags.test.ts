import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { LojalNps, LojalPoints, LojalProgram, LojalReview, LojalSurvey, LojalTier } from '../../src/index.ts';

/** The types of src/frameworks/ name exactly the properties and events that the elements have. */

const source = readFileSync(new URL('../../src/frameworks/tags.ts', import.meta.url), 'utf8');
const elements = {
  'lojal-points': LojalPoints,
  'lojal-tier': LojalTier,
  'lojal-nps': LojalNps,
  'lojal-review': LojalReview,
  'lojal-survey': LojalSurvey,
  'lojal-program': LojalProgram,
};

/** The text of a type or interface, from its name to the line that ends it. */
const declared = (name: string): string =>
  new RegExp(`(?:interface|type) ${name}\\b([\\s\\S]*?)\\n(?:}|(?=type |interface |\\n))`).exec(source)?.[1] ?? '';

/** The words in quotes of one member of an interface; a type that it names stands for its own. */
function words(text: string): string[] {
  const own = [...text.matchAll(/'([^']+)'/g)].map(([, word]) => word as string);
  return [...own, ...[...text.matchAll(/\b(Prompt|Totals)\b/g)].flatMap(([, name]) => words(declared(name as string)))];
}
const member = (name: string, tag: string): string =>
  new RegExp(`'${tag}':([\\s\\S]*?);\\n`).exec(`${declared(name)};\n`)?.[1] ?? assert.fail(`${name} has no ${tag}`);

for (const [tag, element] of Object.entries(elements)) {
  // Asked for first: that makes the element's properties.
  const { observedAttributes } = element;
  const properties = [...element.elementProperties].filter(([, { state }]) => !state);

  test(`the attributes of ${tag} in the types are those of the element`, () => {
    const attributed = properties.filter(([, { attribute }]) => attribute !== false).map(([name]) => String(name));
    assert.deepEqual(words(member('Attributed', tag)).sort(), attributed.sort());
  });

  test(`what ${tag} takes as a property alone is in the types`, () => {
    const rich = properties.filter(([, { attribute }]) => attribute === false).map(([name]) => String(name));
    assert.deepEqual(words(member('Rich', tag)).sort(), rich.sort());
  });

  test(`every attribute of ${tag} is its property's name in kebab case, as the types take it to be`, () => {
    const kebab = properties
      .filter(([, { attribute }]) => attribute !== false)
      .map(([name]) => String(name).replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`));
    assert.deepEqual([...observedAttributes].sort(), kebab.sort());
  });

  test(`the events of ${tag} in the types are those that it says it fires`, () => {
    const name = tag.replace('lojal-', '');
    const file = name === 'program' ? 'program/program' : `elements/${name}`;
    const code = readFileSync(new URL(`../../src/${file}.ts`, import.meta.url), 'utf8');
    const fired = [...code.matchAll(/@fires (\S+)/g)].map(([, event]) => event as string);
    const known = eventsOf(member('Events', tag));
    // The program hears also what the elements inside of it say.
    if (name === 'program') assert.ok(fired.every((event) => known.includes(event)));
    else assert.deepEqual(known.sort(), fired.sort());
  });
}

function eventsOf(text: string): string[] {
  const own = [...text.matchAll(/'(lojal-\w+)':/g)].map(([, word]) => word as string);
  return text.includes('QuestionEvents') ? [...own, ...eventsOf(declared('QuestionEvents'))] : own;
}
