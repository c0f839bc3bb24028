import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

/** What an npm user gets, in plain Node, from the built folder. */

const root = fileURLToPath(new URL('..', import.meta.url));

const run = (source: string): string =>
  execFileSync(process.execPath, ['--input-type=module', '-e', source], { cwd: root, encoding: 'utf8' }).trim();

test('every ES module can be imported in Node and registers nothing', () => {
  const modules = [
    'index',
    ...['elements', 'core', 'i18n', 'delivery', 'program'].flatMap((folder) =>
      readdirSync(new URL(`../dist/${folder}/`, import.meta.url))
        .filter((file) => file.endsWith('.js'))
        .map((file) => `${folder}/${file.slice(0, -3)}`),
    ),
  ];
  assert.ok(modules.length > 40);
  // Lit itself puts up a `customElements` of its own there.
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

test('the package exports what the contract names, with types', () => {
  const names = run("console.log(Object.keys(await import('lojal')).sort().join(' '))");
  for (const name of [
    'LojalNps',
    'LojalPoints',
    'LojalProgram',
    'LojalReview',
    'LojalTier',
    'parseAccount',
    'parseProgram',
    'snapshot',
  ])
    assert.ok(names.split(' ').includes(name), name);
  for (const file of [
    'index.d.ts',
    'define.d.ts',
    'elements/points.d.ts',
    'core/snapshot.d.ts',
    'endpoint/index.d.ts',
    'custom-elements.json',
    'schema/program.json',
    'schema/account.json',
    'schema/nps-answered.json',
    'schema/review-answered.json',
    'schema/csat-answered.json',
    'schema/ces-answered.json',
    'schema/choice-answered.json',
    'schema/exit-answered.json',
  ])
    assert.ok(readFileSync(new URL(`../dist/${file}`, import.meta.url)).length > 100, file);
});

test('the manifest names each tag with its attributes, events, parts and properties', () => {
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
  assert.deepEqual([...tags.keys()].sort(), [
    'lojal-nps',
    'lojal-points',
    'lojal-program',
    'lojal-review',
    'lojal-survey',
    'lojal-tier',
  ]);
  const attributes: Record<string, string[]> = {
    'lojal-program': ['src', 'endpoint', 'account', 'customer', 'currency', 'storage', 'color-scheme'],
    'lojal-points': ['points', 'pending', 'expiring', 'expires', 'label', 'variant'],
    'lojal-tier': ['value', 'metric', 'variant', 'cart'],
    'lojal-nps': ['product-name', 'testimonial', 'mode', 'name'],
    'lojal-survey': ['kind', 'question', 'options', 'several', 'other', 'product-name', 'name', 'mode'],
    'lojal-review': ['product', 'product-name', 'product-url', 'order', 'rating', 'purpose', 'mode'],
  };
  for (const [tag, names] of Object.entries(attributes)) {
    const found = tags.get(tag)?.attributes?.map(({ name }) => name) ?? [];
    for (const name of names) assert.ok(found.includes(name), `${tag} ${name}: ${found}`);
  }
  for (const tag of ['lojal-nps', 'lojal-review', 'lojal-survey'])
    assert.ok(
      tags.get(tag)?.events?.some(({ name }) => name === 'lojal-answer'),
      tag,
    );
  for (const tag of ['lojal-points', 'lojal-tier', 'lojal-nps', 'lojal-review', 'lojal-survey']) {
    assert.ok(
      tags.get(tag)?.cssParts?.some(({ name }) => name === 'card'),
      tag,
    );
    assert.ok(
      tags.get(tag)?.cssProperties?.some(({ name }) => name === '--lojal-accent'),
      tag,
    );
  }
});
