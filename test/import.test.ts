/** The built package in Node: its modules, its types and its manifest. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { LitElement } from 'lit';
import { ELEMENT_NAMES, ELEMENTS, PARTS, QUESTION_ELEMENTS, QUESTION_KINDS } from '../src/registry.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

const run = (source: string): string =>
  execFileSync(process.execPath, ['--input-type=module', '-e', source], { cwd: root, encoding: 'utf8' }).trim();

test('every ES module can be imported in Node and registers nothing', () => {
  const modules = [
    'index',
    ...['config', 'diagnostics', 'elements', 'locales', 'loyalty', 'outbox', 'provider', 'rules', 'triggers'].flatMap(
      (folder) =>
        readdirSync(new URL(`../dist/${folder}/`, import.meta.url), { recursive: true })
          .map(String)
          .filter((file) => file.endsWith('.js'))
          .map((file) => `${folder}/${file.slice(0, -3)}`),
    ),
  ];
  assert.ok(modules.length > 100);
  // In Node, Lit adds a `customElements` of its own.
  const list = JSON.stringify(modules.map((name) => `./dist/${name}.js`));
  assert.equal(
    run(
      `const names = Object.getOwnPropertyNames(globalThis); for (const file of ${list}) await import(file); console.log(Object.getOwnPropertyNames(globalThis).filter((name) => !names.includes(name) && !/^(lit|reactiveElement|trustedTypes|customElements)/.test(name)).join())`,
    ),
    '',
  );
});

test('define can be imported in Node, twice, and does nothing there', () => {
  assert.equal(
    run("import { define } from 'lojal/define'; define(); define('shop'); console.log(typeof define)"),
    'function',
  );
});

test('the package exports the elements, the readers and the schemas, with types', () => {
  const names = run("console.log(Object.keys(await import('lojal')).sort().join(' '))");
  for (const name of [...ELEMENT_NAMES.map((one) => ELEMENTS[one].class), 'parseAccount', 'parseProgram', 'snapshot'])
    assert.ok(names.split(' ').includes(name), name);
  for (const file of [
    'index.d.ts',
    'define.d.ts',
    'elements/points/points.d.ts',
    'loyalty/snapshot.d.ts',
    'server/index.d.ts',
    'custom-elements.json',
    'schema/program.json',
    'schema/account.json',
    ...QUESTION_KINDS.map((kind) => `schema/${kind}-answered.json`),
  ])
    assert.ok(readFileSync(new URL(`../dist/${file}`, import.meta.url)).length > 100, file);
});

test('the manifest names each tag with its attributes, events, parts and properties', async () => {
  const { modules } = JSON.parse(readFileSync(new URL('../dist/custom-elements.json', import.meta.url), 'utf8')) as {
    modules: {
      declarations?: {
        tagName?: string;
        attributes?: { name: string }[];
        events?: { name: string }[];
        cssParts?: { name: string }[];
        cssProperties?: { name: string }[];
      }[];
    }[];
  };
  const tags = new Map(
    modules.flatMap(({ declarations = [] }) =>
      declarations.filter((one) => one.tagName).map((one) => [one.tagName, one] as const),
    ),
  );
  assert.deepEqual([...tags.keys()].sort(), ELEMENT_NAMES.map((name) => `lojal-${name}`).sort());
  for (const name of ELEMENT_NAMES) {
    const { module, class: exported } = ELEMENTS[name];
    const { observedAttributes } = (await import(`../src/${module}.ts`))[exported] as typeof LitElement;
    const found = tags.get(`lojal-${name}`)?.attributes?.map((attribute) => attribute.name) ?? [];
    assert.ok(observedAttributes.length > 0, name);
    for (const attribute of observedAttributes) assert.ok(found.includes(attribute), `${name} ${attribute}: ${found}`);
  }
  for (const tag of QUESTION_ELEMENTS.map((name) => `lojal-${name}`))
    assert.ok(
      tags.get(tag)?.events?.some(({ name }) => name === 'lojal-answer'),
      tag,
    );
  for (const tag of ELEMENT_NAMES.filter((name) => name !== 'program').map((name) => `lojal-${name}`)) {
    assert.ok(
      tags.get(tag)?.cssParts?.some(({ name }) => /^(card|line|launcher)$/.test(name)),
      tag,
    );
    assert.ok(
      tags.get(tag)?.cssProperties?.some(({ name }) => name === '--lojal-accent'),
      tag,
    );
  }
});

test('the files of an element import only files that its page requests at once', () => {
  const imported = (file: string) => {
    const code = readFileSync(new URL(`../dist/${file}`, import.meta.url), 'utf8');
    return [...code.matchAll(/(?:\bfrom|\bimport)\s*"\.\/(lojal\.[\w.-]+\.js)"/g)].map(([, name]) => name as string);
  };
  assert.deepEqual(imported('lojal.nps.js').sort(), ['lojal.base.js', 'lojal.prompt.js'], 'imports are found');
  for (const name of ELEMENT_NAMES) {
    const page = ['base', ...PARTS[name]].map((part) => `lojal.${part}.js`);
    // Another file would be requested only after these have arrived, and no budget counts it.
    for (const file of page)
      for (const other of imported(file)) assert.ok(page.includes(other), `${file} imports ${other}`);
  }
});
