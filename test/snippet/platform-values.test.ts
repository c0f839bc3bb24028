/** What a snippet says of the customer and the program, by platform, and with a server. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { costOf, type FileSizes } from '../../src/configurator/file-sizes.ts';
import { onPlatform, withInlineProgram, withServer } from '../../src/snippet/platform-values.ts';
import { readSnippet } from '../../src/snippet/read-snippet.ts';
import {
  attributeOf,
  EMPTY_CONFIGURATION,
  PLATFORMS,
  type ShopConfiguration,
  withAttribute,
} from '../../src/snippet/shop-configuration.ts';
import { writeSnippet } from '../../src/snippet/write-snippet.ts';

const SERVER = 'https://loyalty.example/apps/lojal';
/** Attributes of the tag that win over the server. */
const HIDING = /data-(program|points|spend|orders)|\b(src|points|spend|orders)="(\/lojal\.json|\d)/;
const written = (configuration: ShopConfiguration): string => {
  const { head, body } = writeSnippet(configuration);
  return (head + body).replace(/<lojal-(?!program)[^>]*>/g, '');
};

test('with a server, no example value of the program or the customer is left; without it they come back', () => {
  for (const platform of PLATFORMS) {
    const before = onPlatform(EMPTY_CONFIGURATION, platform);
    const after = withServer(before, SERVER);
    assert.doesNotMatch(written(after), HIDING, platform);
    assert.match(written(after), /customer=/, platform);
    assert.equal(attributeOf(after.script, 'data-server'), SERVER);
    const back = withServer(after, undefined);
    assert.deepEqual(new Map(back.script), new Map(before.script), platform);
    // Neither another platform nor the program in the page brings the values back.
    for (const other of PLATFORMS) {
      assert.doesNotMatch(written(onPlatform(after, other)), HIDING, `${platform} to ${other}`);
      assert.doesNotMatch(
        written(onPlatform(onPlatform(after, other), platform)),
        HIDING,
        `${platform}, ${other}, back`,
      );
    }
    assert.equal(
      attributeOf(withInlineProgram(withInlineProgram(after, true), false).script, 'data-program'),
      undefined,
    );
  }
});

test('values that the owner has written stay with a server', () => {
  const script = withAttribute(EMPTY_CONFIGURATION.script, 'data-points', '77');
  const own = withServer({ ...EMPTY_CONFIGURATION, script }, SERVER);
  assert.equal(attributeOf(own.script, 'data-points'), '77');
  const inline = withServer(withServer(withInlineProgram(EMPTY_CONFIGURATION, true), SERVER), undefined);
  assert.equal(attributeOf(inline.script, 'data-program'), undefined);
});

test('Shopify and WordPress name the customer, and no number that they do not know', () => {
  for (const platform of ['shopify', 'wordpress'] as const) {
    const { head } = writeSnippet(onPlatform(EMPTY_CONFIGURATION, platform));
    assert.match(head, /data-customer="(\{\{|<\?php)/);
    assert.doesNotMatch(head, /data-(points|spend|orders)/, platform);
  }
});

test('a panel of the tag is an element for npm', () => {
  const script = withAttribute(EMPTY_CONFIGURATION.script, 'data-panel', 'start');
  const npm = onPlatform({ ...EMPTY_CONFIGURATION, script }, 'npm');
  assert.match(writeSnippet(npm).body, /<lojal-panel position="start">/);
  assert.equal(onPlatform(onPlatform(npm, 'plain'), 'npm').elements.filter(({ name }) => name === 'panel').length, 1);
});

test('one file: no preload lines, and the bytes of what the page loads in its language', () => {
  const sizes: FileSizes = Object.fromEntries(
    [
      ['lojal.all.js', 1000],
      ['lojal.js', 1],
      ['lojal.sv.js', 10],
      ['lojal.sv.ask.js', 20],
      ['lojal.sv.club.js', 40],
    ].map(([file, bytes]) => [file, { bytes: Number(bytes), imports: [] }]),
  );
  const page = (file: string, names: readonly ('points' | 'nps' | 'earn')[]): ShopConfiguration => {
    const read = readSnippet(
      `<script src="/lojal/${file}" async data-program="/lojal.json"></script>${names.map((name) => `<lojal-${name}></lojal-${name}>`).join('')}`,
    );
    if (typeof read === 'string') assert.fail(read);
    if (file !== 'lojal.js') assert.equal(writeSnippet(read.value).preload, '');
    return read.value;
  };
  const bytes = (file: string, names: readonly ('points' | 'nps' | 'earn')[], language: string): number =>
    costOf(sizes, page(file, names), language).bytes;
  assert.equal(bytes('lojal.all.js', ['points', 'nps'], 'en'), 1000);
  assert.equal(bytes('lojal.all.js', ['points'], 'sv'), 1010);
  assert.equal(bytes('lojal.all.js', ['nps'], 'sv'), 1020);
  assert.equal(bytes('lojal.all.js', ['nps', 'earn'], 'sv'), 1070);
  // The file of a release has one more language, and loads nothing for another one.
  assert.equal(bytes('lojal.sv.all.js', ['points'], 'sv'), 1070);
  assert.equal(bytes('lojal.sv.all.js', ['points'], 'de'), 1070);
  assert.match(writeSnippet(page('lojal.js', ['nps'])).preload, /lojal\.nps\.js/);
});
