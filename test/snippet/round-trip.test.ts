/** A snippet, pasted back, is the same configuration; so is an address. Nothing in either becomes code. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { parseFullProgram } from '../../src/config/full-program.ts';
import { programSchema } from '../../src/config/program-schema.ts';
import { ELEMENTS, type ElementName } from '../../src/registry.ts';
import { readFragment, writeFragment } from '../../src/snippet/address-fragment.ts';
import { checkedConfiguration } from '../../src/snippet/checked-configuration.ts';
import { readTokens } from '../../src/snippet/html-tokens.ts';
import { KNOWN_ATTRIBUTES } from '../../src/snippet/known-attributes.ts';
import { onPlatform } from '../../src/snippet/platform-values.ts';
import { readSnippet } from '../../src/snippet/read-snippet.ts';
import {
  type AttributeList,
  EMPTY_CONFIGURATION,
  PLATFORMS,
  type ShopConfiguration,
} from '../../src/snippet/shop-configuration.ts';
import { WORDPRESS_CUSTOMER } from '../../src/snippet/template-code.ts';
import { programAttributes, writeSnippet } from '../../src/snippet/write-snippet.ts';
import { configurations } from './random-configurations.ts';

const RUNS = 1_000;
const validate = new Ajv2020({ strict: false, validateFormats: false }).compile(programSchema);

/** What a snippet of npm says: it has no script tag. */
function written(configuration: ShopConfiguration): ShopConfiguration {
  if (configuration.platform !== 'npm') return configuration;
  const script: AttributeList = programAttributes(configuration.script).map(([name, value]) => [
    `data-${name === 'src' ? 'program' : name}`,
    value,
  ]);
  return { ...configuration, script };
}

function readBack(configuration: ShopConfiguration): ShopConfiguration {
  const { head, body, json } = writeSnippet(configuration);
  const read = readSnippet(head + body, configuration.isInline ? '' : json);
  if (typeof read === 'string') assert.fail(read);
  const left = read.notes.filter(({ isKept }) => !isKept);
  assert.deepEqual(left, [], 'everything is taken over');
  return read.value;
}

test(`${RUNS} random configurations: the snippet pasted back, and the address, give the same, and the program is valid`, async () => {
  await fc.assert(
    fc.asyncProperty(configurations(...PLATFORMS), async (configuration) => {
      const again = readBack(configuration);
      assert.deepEqual(again, written(configuration));
      const [first, second] = [writeSnippet(configuration), writeSnippet(again)];
      assert.deepEqual([second.head, second.body, second.json], [first.head, first.body, first.json]);
      const kept = await readFragment(`#${await writeFragment(configuration, { lang: 'sv' })}`);
      if (typeof kept === 'string') assert.fail(kept);
      assert.deepEqual(kept.value, configuration);
      assert.deepEqual(kept.view, { lang: 'sv' });
      assert.ok(validate(configuration.program), JSON.stringify(validate.errors));
      assert.deepEqual(parseFullProgram(configuration.program).faults, []);
    }),
    { numRuns: RUNS, includeErrorInReport: true },
  );
});

test('whatever a text is, the snippet has the tags of its elements and no other', () => {
  fc.assert(
    fc.property(configurations('plain', 'shopify', 'wordpress'), (configuration) => {
      const { head, body } = writeSnippet(configuration);
      // PHP is gone before a browser reads the page.
      const html = (head + body).replaceAll(WORDPRESS_CUSTOMER, '').replace('<?php } );', '');
      const tags = [...readTokens(html)].flatMap((one) => (one.kind === 'open' ? [one.name] : []));
      const others = tags.filter((tag) => !['link', 'style', 'script'].includes(tag));
      assert.deepEqual(
        others,
        configuration.elements.map(({ name }) => `lojal-${name}`),
      );
      assert.equal(tags.filter((tag) => tag === 'script').length, configuration.isInline ? 2 : 1);
    }),
    { numRuns: 300 },
  );
});

test('a snippet by hand comes out with the same meaning, and what is unknown is named', () => {
  const read = readSnippet(`<!doctype html><!-- our club -->
    <style>body { margin: 0 } :root { --lojal-accent: #1d5260 ; --lojal-radius:6px; --lojal-z: 5 }</style>
    <SCRIPT async src='https://cdn.example/v1/lojal.js?x=1' data-program=/club.json data-foo="1" data-points=12></script>
    <script>track()</script>
    <lojal-tier variant="ring" colour=red onclick="steal()">Members get <b>more</b> &amp; more</lojal-tier>
    <lojal-nope></lojal-nope>`);
  if (typeof read === 'string') assert.fail(read);
  const { value, notes } = read;
  assert.deepEqual(value.script, [
    ['async', ''],
    ['src', 'https://cdn.example/v1/lojal.js?x=1'],
    ['data-program', '/club.json'],
    ['data-foo', '1'],
    ['data-points', '12'],
  ]);
  assert.deepEqual(value.looks, { accent: '#1d5260', radius: '6px' });
  assert.deepEqual(value.elements, [
    {
      name: 'tier',
      attributes: [
        ['variant', 'ring'],
        ['colour', 'red'],
      ],
      text: 'Members get more & more',
    },
  ]);
  assert.deepEqual(
    notes.map(({ kind, where, what, isKept }) => `${kind} ${where} ${what} ${isKept}`),
    [
      'unknown-tag page <script> false',
      'markup lojal-tier <b> false',
      'unknown-attribute script data-foo true',
      'unknown-attribute lojal-tier colour true',
      'refused-attribute lojal-tier onclick false',
      'unknown-tag page nope false',
      'look --lojal-z 5 false',
    ],
  );
});

test('what is no snippet, and a program that is no JSON, are told apart', () => {
  assert.equal(readSnippet('<p>Hello</p>'), 'no-snippet');
  assert.equal(readSnippet(''), 'no-snippet');
  assert.equal(readSnippet('<lojal-points></lojal-points>', '{'), 'not-json');
  assert.equal(readSnippet('<lojal-points></lojal-points>', '[1]'), 'not-json');
  assert.equal(typeof readSnippet('<lojal-points>'), 'object');
});

test('a hostile address gives a message, or a configuration without code', async () => {
  for (const fragment of ['', '#', '#1.', '#1.AAAA', '#1.<script>', '#x', `#1.${'A'.repeat(5000)}`])
    assert.equal(await readFragment(fragment), 'damaged', fragment.slice(0, 20));
  assert.equal(await readFragment('#2.AAAA'), 'newer');
  assert.equal(await readFragment(`#1.${'A'.repeat(100_001)}`), 'too-large');
  const bomb = await writeFragment({ ...EMPTY_CONFIGURATION, program: { name: 'a'.repeat(1_000_000) } });
  assert.ok(bomb.length < 5_000);
  assert.equal(await readFragment(bomb), 'too-large');
  let nested: unknown = {};
  for (let i = 0; i < 50_000; i++) nested = { n: nested };
  assert.deepEqual(checkedConfiguration({ program: nested }).value.program, {});
  const hostile = {
    ...EMPTY_CONFIGURATION,
    platform: 'wordpress' as const,
    script: [
      ['src', 'java\nscript:alert(1)'],
      ['data-base', 'data:text/javascript,alert(1)'],
      ['onload', 'alert(1)'],
      ['data-customer', '<?php system("id") ?>'],
      ['data-lang', "{{ 'PHNjcmlwdD4' | base64_decode }}"],
      ['x" onload="alert(1)', ''],
      ['data-currency', '"><script>alert(1)</script>'],
    ] as AttributeList,
    elements: [
      {
        name: 'points' as const,
        attributes: [
          ['style', 'x'],
          ['onclick', 'x'],
        ] as AttributeList,
        text: '<?= `id` ?>',
      },
    ],
    looks: { accent: 'red}</style><script>alert(1)</script>', surface: 'url(//evil.example)', text: '#fff' },
  };
  const read = await readFragment(await writeFragment(hostile));
  if (typeof read === 'string') assert.fail(read);
  assert.deepEqual(read.value.script, [['data-currency', '"><script>alert(1)</script>']]);
  assert.deepEqual(read.value.elements, [{ name: 'points', attributes: [], text: '' }]);
  assert.deepEqual(read.value.looks, { text: '#fff' });
  assert.equal(read.notes.filter(({ isKept }) => !isKept).length, 11);
  const { head, body } = writeSnippet(read.value);
  assert.doesNotMatch((head + body).replace('<?php } );', '').replace('{ ?>', ''), /<\?|<script>|alert\(1\)<\//);
});

test('a long text that is no snippet is read at once', () => {
  const start = performance.now();
  for (const part of ['</a ', '</aa', '<style>--lojal-a', '--lojal-a'])
    readSnippet(`<lojal-points></lojal-points><style>${part.repeat(50_000)}`);
  for (const part of ['</a ', '</aa', '<a ']) assert.equal(readSnippet(part.repeat(50_000)), 'no-snippet');
  assert.ok(performance.now() - start < 5_000);
});

test('npm writes no attribute that runs code, and a theme names its files by their filter', () => {
  const script: AttributeList = [
    ['src', '/x/lojal.js'],
    ['data-onclick', 'alert(1)'],
    ['data-points', '5'],
  ];
  const npm = writeSnippet({ ...EMPTY_CONFIGURATION, script, platform: 'npm' });
  assert.match(npm.body, /<lojal-program points="5">/);
  const { preload, head } = writeSnippet(onPlatform(EMPTY_CONFIGURATION, 'shopify'));
  assert.match(preload, /href="\{\{ 'lojal\.balance\.js' \| asset_url \}\}"/);
  assert.match(head, /data-customer="\{\{ customer\.id \}\}"/);
});

test('the attributes that this page knows are those of the elements', async () => {
  for (const [name, { module, class: own }] of Object.entries(ELEMENTS)) {
    const found = (await import(`../../src/${module}.ts`))[own].observedAttributes as readonly string[];
    const known = KNOWN_ATTRIBUTES[name as ElementName];
    assert.deepEqual([...known].sort(), found.filter((one) => one !== 'lang').sort(), name);
  }
});

test('a configuration of any shape can be used', () => {
  fc.assert(
    fc.property(fc.anything(), (value) => {
      const { value: checked } = checkedConfiguration(value);
      assert.doesNotThrow(() => writeSnippet(checked));
      assert.deepEqual(checkedConfiguration(checked).value, checked);
    }),
    { numRuns: 300 },
  );
});
