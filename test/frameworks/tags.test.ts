/** The types of src/frameworks/ name exactly the properties and events that the elements have. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import type { LitElement } from 'lit';
import { ELEMENT_NAMES, ELEMENTS } from '../../src/registry.ts';

const source = readFileSync(new URL('../../src/frameworks/tags.ts', import.meta.url), 'utf8');
const elements = await Promise.all(
  ELEMENT_NAMES.map(async (name) => {
    const row = ELEMENTS[name];
    const element: typeof LitElement = (await import(`../../src/${row.module}.ts`))[row.class];
    return [`lojal-${name}`, row.module, element] as const;
  }),
);

/** The source of a type or interface. */
const declared = (name: string): string =>
  new RegExp(`(?:interface|type) ${name}\\b([\\s\\S]*?)\\n(?:}|(?=type |interface |\\n))`).exec(source)?.[1] ?? '';

/** The quoted words of one member of an interface, including those of the types that it names. */
function words(text: string): string[] {
  const own = [...text.matchAll(/'([^']+)'/g)].map(([, word]) => word as string);
  return [...own, ...[...text.matchAll(/\b(Prompt|Totals)\b/g)].flatMap(([, name]) => words(declared(name as string)))];
}
const member = (name: string, tag: string): string =>
  new RegExp(`'${tag}':([\\s\\S]*?);\\n`).exec(`${declared(name)};\n`)?.[1] ?? assert.fail(`${name} has no ${tag}`);

for (const [tag, module, element] of elements) {
  // Reading `observedAttributes` creates the properties of the class.
  const { observedAttributes } = element;
  // A launcher is no element of Lit: its attributes have no properties, and its properties no attributes.
  const own = Object.entries(Object.getOwnPropertyDescriptors(element.prototype)).filter(([, { set }]) => set);
  const declarations: Iterable<[PropertyKey, { attribute?: unknown; state?: boolean }]> = element.elementProperties ?? [
    ...observedAttributes.map((name): [string, object] => [name, {}]),
    ...own.map(([name]): [string, object] => [name, { attribute: false }]),
  ];
  const properties = [...declarations].filter(([, { state }]) => !state);

  test(`the types have every attribute of ${tag}, and no other`, () => {
    const attributed = properties.filter(([, { attribute }]) => attribute !== false).map(([name]) => String(name));
    assert.deepEqual(words(member('Attributed', tag)).sort(), attributed.sort());
  });

  test(`the types have every property of ${tag} without an attribute, and no other`, () => {
    const rich = properties.filter(([, { attribute }]) => attribute === false).map(([name]) => String(name));
    assert.deepEqual(words(member('Rich', tag)).sort(), rich.sort());
  });

  test(`every attribute of ${tag} is the name of its property in kebab case`, () => {
    const kebab = properties
      .filter(([, { attribute }]) => attribute !== false)
      .map(([name]) => String(name).replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`));
    assert.deepEqual([...observedAttributes].sort(), kebab.sort());
  });

  test(`the types have every event that ${tag} documents, and no other`, () => {
    const code = readFileSync(new URL(`../../src/${module}.ts`, import.meta.url), 'utf8');
    const fired = [...code.matchAll(/@fires (\S+)/g)].map(([, event]) => event as string);
    const known = eventsOf(member('Events', tag));
    // The events of the elements inside a program reach it, too.
    if (tag === 'lojal-program') assert.ok(fired.every((event) => known.includes(event)));
    else assert.deepEqual(known.sort(), fired.sort());
  });
}

function eventsOf(text: string): string[] {
  const own = [...text.matchAll(/'(lojal-\w+)':/g)].map(([, word]) => word as string);
  return text.includes('QuestionEvents') ? [...own, ...eventsOf(declared('QuestionEvents'))] : own;
}
