/** The structure of src/ (docs/architecture.md): layers, file names, sizes and forbidden words. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const src = fileURLToPath(new URL('../src/', import.meta.url));
const files = readdirSync(src, { recursive: true })
  .map(String)
  .filter((file) => file.endsWith('.ts'))
  .map((file) => file.split('\\').join('/'));
const read = (file: string): string => readFileSync(join(src, file), 'utf8');
const code = (file: string): string => read(file).replace(/\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*$/gm, '');

/** The values that each layer may import from other layers. Any layer may import types, and `registry.ts` and `json.ts`, which import nothing. */
const MAY: Readonly<Record<string, readonly RegExp[]>> = {
  // At run time nothing. The types of what a shop writes derive from the declarations in config, which import nothing back.
  loyalty: [],
  // The limits of what a page supplies and a customer writes are also those of an event.
  schema: [/^config\/(\w+-schema|answer-limits|config-limits)\.ts$/],
  outbox: [],
  config: [/^loyalty\//],
  // The declaration of the asking rules: plain data, from which the types of a rule derive.
  rules: [/^loyalty\//, /^config\/ask-declaration\.ts$/],
  locales: [/^loyalty\//],
  // Statistics of the owner's numbers: pure functions of counts.
  metrics: [/^loyalty\//],
  // What a shop pastes into its pages: pure text in, pure text out.
  snippet: [/^config\/reader\.ts$/],
  diagnostics: [/^(loyalty|config)\//],
  elements: [/^(loyalty|config|locales|diagnostics)\//],
  // Of the elements only what they share with the program.
  provider: [
    // The sample of a hold-out is the one that the server computes.
    /^rules\/sampling\.ts$/,
    /^(loyalty|config|locales|outbox|diagnostics|triggers)\//,
    /^elements\/shared\/(events|program-consumer|program-data|club-host|number-attribute|page-theme)\.ts$/,
  ],
  // The provider loads the triggers. They see of it only the interface of a program.
  triggers: [
    /^(loyalty|config|rules|locales|diagnostics)\//,
    /^elements\/shared\/(events|program-consumer|program-data|number-attribute)\.ts$/,
  ],
  // The sample of a hold-out is the one that pages compute.
  server: [/^(loyalty|config|schema|metrics)\//, /^rules\/sampling\.ts$/],
  // The page of the shop owner. It runs in its own window, so it may be larger than what a customer loads.
  owner: [/^(loyalty|config|locales|metrics)\//, /^snippet\/(address-fragment|shop-configuration)\.ts$/],
  configurator: [
    /^(loyalty|config|rules|locales|snippet)\//,
    // The form of the rules, and how simple they are.
    /^owner\/(programme|shared)\//,
    // The colours of an element, and their contrast.
    /^diagnostics\/contrast\.ts$/,
    // How the server reads a file of orders and books them: pure functions.
    /^server\/(import\/(order-rows|order-columns|find-columns)|ledger\/(book-order|customer-state|normal-order))\.ts$/,
  ],
  cli: [/^(loyalty|config|schema|diagnostics|server)\//],
};
/** Files that import nothing, so every layer may import them. */
const ALONE = /^(registry|json)\.ts$/;
const ENTRY_POINTS = /^(index|define|loader\/[\w-]+|server\/index|cli\/command)\.ts$/;
/** The packages that a layer may use. */
const PACKAGES: Readonly<Record<string, RegExp>> = {
  elements: /^lit$/,
  provider: /^lit$/,
  triggers: /^lit$/,
  diagnostics: /^lit$/,
  // All parts of the script, which the build generates.
  loader: /^lojal:(parts|folder)$/,
  // Types only.
  frameworks: /^(react|vue|svelte)(\/|$)/,
  server:
    /^(hono|@hono\/node-server|ajv|ajv-formats|csv-parse|csv-stringify|drizzle-orm|jose|nodemailer|pg|@electric-sql\/pglite|node:)/,
  // Playwright drives the browser of the doctor. Optional.
  cli: /^(jose|node:|playwright-core$)/,
  configurator: /^lit$/,
  owner: /^(lit|d3-scale|d3-shape|@tanstack\/lit-virtual)/,
  schema: /^node:/,
};

/** The imports of a file: `[module, whether only types are imported]`. */
function imports(file: string): [string, boolean][] {
  const found = [
    ...code(file).matchAll(/(?:import|export)\s+(type\s)?[^'";]*?from\s+'([^']+)'|(?<!')\bimport\s*\(?\s*'([^']+)'/g),
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
      if (type || ALONE.test(target)) continue;
      const inside = target.split('/')[0] === layer;
      if (!inside) assert.ok(!ENTRY_POINTS.test(target), `${from} is an entry point`);
      if (inside || !MAY[layer]) continue;
      assert.ok(
        MAY[layer]?.some((allowed) => allowed.test(target)),
        `${layer} may not import ${target}`,
      );
    }
  });

const FORBIDDEN: Readonly<Record<string, RegExp>> = {
  loyalty: /\b(document|window|fetch|Date\.now|Math\.random|localStorage)\b/,
  elements: /\b(fetch|localStorage|sessionStorage|indexedDB|innerHTML|unsafeHTML)\b|style="/,
};

for (const [layer, words] of Object.entries(FORBIDDEN))
  test(`${layer} uses no forbidden browser API`, () => {
    for (const file of files.filter((one) => one.startsWith(`${layer}/`))) assert.doesNotMatch(code(file), words, file);
  });

test('a file has at most 160 lines, an element, the program or the types 260', () => {
  for (const file of files.filter((one) => !/^(schema|locales)|-schema\.ts$/.test(one))) {
    const most =
      /^(elements\/[\w-]+\/(points|tier|nps|review|survey|prompt|customer-message|earn|rewards|referral|activity)|provider\/program|loyalty\/types|registry)\.ts$/.test(
        file,
      )
        ? 260
        : 160;
    const lines = read(file).split('\n').length;
    assert.ok(lines <= most, `${file} has ${lines} lines`);
  }
});

test('no any, no non-null assertion, no silenced compiler, no rem', () => {
  for (const file of files.filter((one) => !/^(schema|locales)|-schema\.ts$/.test(one))) {
    assert.doesNotMatch(code(file), /:\s*any\b|\bas any\b|@ts-(ignore|nocheck|expect-error)/, file);
    assert.doesNotMatch(code(file), /[\d.]rem\b/, file);
  }
});

test('the code on pages of shops does not call `Array.from`, which MooTools and Prototype.js replace', () => {
  // The owner's page and its statistics run where no other script does.
  for (const file of files.filter((one) => !/^(server|owner|metrics|cli|configurator|snippet)\//.test(one)))
    assert.doesNotMatch(code(file), /\bArray\.from\b/, file);
});

test('styles use four font sizes and two weights, because each further pair has to be set up on the device', () => {
  for (const file of files.filter((one) => /^elements\/.*\.styles\.ts$/.test(one)))
    for (const [, what, value] of code(file).matchAll(/font-(size|weight):\s*([^;]+);/g))
      assert.match(
        value as string,
        what === 'size'
          ? /^(0\.875em|1\.125em|2\.25em|inherit|clamp\(14px, 1em, 32px\)|max\(16px, 1em\))$/
          : /^(400|var\(--strong\))$/,
        `${file}: font-${what}: ${value}`,
      );
});

/** The files that each file imports, including for types only and by `import()`. */
const graph = new Map(
  files.map((file) => [
    file,
    imports(file)
      .filter(([from]) => from.startsWith('.'))
      .map(([from]) => posix.join(posix.dirname(file), from)),
  ]),
);

/** One circle of a graph, or nothing. */
function circle(edges: ReadonlyMap<string, readonly string[]>): string[] | undefined {
  const done = new Set<string>();
  const path: string[] = [];
  const visit = (node: string): string[] | undefined => {
    if (path.includes(node)) return [...path.slice(path.indexOf(node)), node];
    if (done.has(node)) return undefined;
    path.push(node);
    for (const next of edges.get(node) ?? []) {
      const found = visit(next);
      if (found) return found;
    }
    path.pop();
    done.add(node);
    return undefined;
  };
  for (const node of edges.keys()) {
    const found = visit(node);
    if (found) return found;
  }
  return undefined;
}

test('a circle is found, and a shared import is none', () => {
  const edges = (pairs: Record<string, string[]>) => new Map(Object.entries(pairs));
  assert.deepEqual(circle(edges({ a: ['b'], b: ['c'], c: ['b'] })), ['b', 'c', 'b']);
  assert.equal(circle(edges({ a: ['b', 'c'], b: ['d'], c: ['d'], d: [] })), undefined);
});

test('no files import each other in a circle, types included', () => {
  assert.ok([...graph.values()].flat().length > 400, 'the imports are found');
  assert.equal(circle(graph)?.join(' → '), undefined);
});

test('folders import values from each other in one direction', () => {
  const folders = new Map<string, string[]>();
  for (const file of files.filter((one) => one.includes('/'))) {
    const folder = file.split('/')[0] as string;
    const targets = imports(file)
      .filter(([from, type]) => from.startsWith('.') && !type)
      .map(([from]) => posix.join(posix.dirname(file), from).split('/')[0] as string)
      .filter((target) => target !== folder && !ALONE.test(target));
    folders.set(folder, [...(folders.get(folder) ?? []), ...targets]);
  }
  assert.equal(circle(folders)?.join(' → '), undefined);
});

/** Files of the same name in different folders, each with the reason. */
const SAME_NAME: Readonly<Record<string, readonly string[]>> = {
  // The entry points `lojal` and `lojal/server`.
  'index.ts': ['index.ts', 'server/index.ts'],
  // The points of a customer: computed, and shown.
  'points.ts': ['elements/points/points.ts', 'loyalty/points.ts'],
  // The events of the widget: on the page, and in the requests.
  'events.ts': ['elements/shared/events.ts', 'schema/events.ts'],
};

test('no two files have the same name, except where they are the same thing from two sides', () => {
  const byName = new Map<string, string[]>();
  for (const file of files) byName.set(posix.basename(file), [...(byName.get(posix.basename(file)) ?? []), file]);
  const same = [...byName].filter(([, all]) => all.length > 1).map(([name, all]) => [name, all.sort()]);
  assert.deepEqual(Object.fromEntries(same), SAME_NAME);
});

/** Files that may export what another file defines. */
const REEXPORTS: readonly string[] = [
  'index.ts',
  'server/index.ts',
  // The types of texts and dates belong to the declarations, and to the values computed from them.
  'loyalty/types.ts',
];

test('only entry points export what another file defines: the build divides the files, not the modules', () => {
  for (const file of files.filter((one) => !REEXPORTS.includes(one)))
    assert.doesNotMatch(code(file), /\bexport\s+(type\s+)?(\*|\{[^}]*\})\s*(as\s+\w+\s*)?from\b/, file);
});

test('no two files export values of the same name', () => {
  const owners = new Map<string, string[]>();
  for (const file of files.filter((one) => !REEXPORTS.includes(one) && !/^locales|\.styles\.ts$/.test(one)))
    for (const [, name = ''] of code(file).matchAll(
      /^export (?:async )?(?:abstract )?(?:function\*?|class|const|let) (\w+)/gm,
    ))
      owners.set(name, [...(owners.get(name) ?? []), file]);
  const shared = [...owners].filter(([, all]) => all.length > 1);
  assert.deepEqual(Object.fromEntries(shared), {});
});
