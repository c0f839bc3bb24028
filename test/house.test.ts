import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

/** The rules of the house (CONTRIBUTING.md), as far as a program can see them. */

const src = fileURLToPath(new URL('../src/', import.meta.url));
const files = readdirSync(src, { recursive: true })
  .map(String)
  .filter((file) => file.endsWith('.ts'))
  .map((file) => file.split('\\').join('/'));
const read = (file: string): string => readFileSync(join(src, file), 'utf8');
const code = (file: string): string => read(file).replace(/\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*$/gm, '');

/** What each layer may import from other layers. */
const MAY: Readonly<Record<string, readonly RegExp[]>> = {
  core: [],
  schema: [],
  i18n: [/^core\//],
  delivery: [/^core\//],
  elements: [/^core\//, /^i18n\//],
  // Of the elements only what they share with the program, never an element.
  program: [/^core\//, /^i18n\//, /^delivery\//, /^elements\/(events|link|numeric|warn)\.ts$/],
  endpoint: [/^core\//, /^schema\//],
};
const DOORS = /^(index|define|embed\/\w+|endpoint\/index)\.ts$/;
/** Packages that a layer may use; nobody else may. */
const PACKAGES: Readonly<Record<string, RegExp>> = {
  elements: /^lit$/,
  program: /^lit$/,
  // Their types.
  frameworks: /^(react|vue|svelte)(\/|$)/,
  endpoint: /^(hono|@hono\/node-server|ajv|ajv-formats|csv-stringify|drizzle-orm|jose|pg|@electric-sql\/pglite|node:)/,
  schema: /^node:/,
};

/** Every import of a file: `[what is imported, whether only its types are]`. */
function imports(file: string): [string, boolean][] {
  const found = [
    ...code(file).matchAll(/(?:import|export)\s+(type\s)?[^'";]*?from\s+'([^']+)'|import\s*\(?\s*'([^']+)'/g),
  ];
  return found.map(([, type, from, bare]) => [(from ?? bare) as string, Boolean(type)]);
}

for (const file of files)
  test(`src/${file} imports only what its layer may`, () => {
    const layer = file.split('/')[0] as string;
    for (const [from, type] of imports(file)) {
      if (!from.startsWith('.')) {
        if (!file.includes('/')) continue;
        assert.match(from, PACKAGES[layer] ?? /^$/, `${from} is not for ${layer}`);
        continue;
      }
      const target = posix.join(dirname(file).split('\\').join('/'), from);
      assert.ok(files.includes(target), `${from} does not exist`);
      if (type) continue;
      const inside = target.split('/')[0] === layer;
      if (!inside) assert.ok(!DOORS.test(target), `${from} is a door`);
      if (inside || !MAY[layer]) continue;
      assert.ok(
        MAY[layer]?.some((allowed) => allowed.test(target)),
        `${layer} may not import ${target}`,
      );
    }
  });

const FORBIDDEN: Readonly<Record<string, RegExp>> = {
  core: /\b(document|window|fetch|Date\.now|Math\.random|localStorage)\b/,
  elements: /\b(fetch|localStorage|sessionStorage|indexedDB|innerHTML|unsafeHTML)\b|style="/,
};

for (const [layer, words] of Object.entries(FORBIDDEN))
  test(`${layer} keeps away from what is not its business`, () => {
    for (const file of files.filter((one) => one.startsWith(`${layer}/`))) assert.doesNotMatch(code(file), words, file);
  });

test('a file is one idea: at most 150 lines, an element or types 250', () => {
  for (const file of files.filter((one) => !/^(schema|i18n)/.test(one))) {
    const most = /^(elements\/(points|tier|nps|review|survey|prompt)|program\/program|core\/types)\.ts$/.test(file)
      ? 260
      : 160;
    const lines = read(file).split('\n').length;
    assert.ok(lines <= most, `${file} has ${lines} lines`);
  }
});

test('no any, no non-null assertion, no silenced compiler, no rem', () => {
  for (const file of files.filter((one) => !/^(schema|i18n)/.test(one))) {
    assert.doesNotMatch(code(file), /:\s*any\b|\bas any\b|@ts-(ignore|nocheck|expect-error)/, file);
    assert.doesNotMatch(code(file), /[\d.]rem\b/, file);
  }
});

test('four sizes of text and two weights: each other pair costs a visitor the setting up of a font', () => {
  for (const file of files.filter((one) => /^elements\/.*\.styles\.ts$/.test(one)))
    for (const [, what, value] of code(file).matchAll(/font-(size|weight):\s*([^;]+);/g))
      assert.match(
        value as string,
        what === 'size' ? /^(0\.875em|1\.125em|2\.25em|inherit|clamp\(14px, 1em, 32px\))$/ : /^(400|var\(--strong\))$/,
        `${file}: font-${what}: ${value}`,
      );
});
