/** docs/theming.md, the manifest and the style sheets agree. Run `test/helpers/theming.ts` to write the tables. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { documented, isPlain, PAGE, sheets, used, written } from './helpers/theming.ts';

for (const { tag, properties } of documented())
  test(`${tag}: the manifest lists the custom properties of its style sheets`, () => {
    const found = used(tag);
    assert.ok(found.size > 7, 'no properties found');
    assert.deepEqual(properties.map(({ name }) => name).sort(), [...found.keys()].sort());
    for (const { name, default: given } of properties) {
      const own = found.get(name) ?? '';
      assert.equal(given, isPlain(own) ? own : undefined, name);
    }
  });

test('no style sheet uses rem or sets a property that belongs to the shop', () => {
  for (const { tag } of documented()) {
    assert.ok(sheets(tag).length > 1000);
    assert.doesNotMatch(sheets(tag), /[\d.]rem\b/);
    assert.doesNotMatch(sheets(tag), /[{;]\s*--lojal-[\w-]+\s*:/);
  }
});

test('the tables of docs/theming.md match the source', () => {
  const page = readFileSync(PAGE, 'utf8');
  assert.equal(page, written(page), 'run: node --import tsx test/helpers/theming.ts');
});

test('each look of the gallery sets only custom properties', () => {
  const folder = new URL('../demo/public/', import.meta.url);
  const looks = readdirSync(folder).filter((name) => /^look\.\w+\.css$/.test(name));
  assert.equal(looks.length, 5);
  const known = new Set(documented().flatMap(({ properties }) => properties.map(({ name }) => name)));
  for (const look of looks) {
    const css = readFileSync(new URL(look, folder), 'utf8').replace(/\/\*.*?\*\//gs, '');
    const [, inner = ''] = /^\s*:root \{([^{}]*)\}\s*$/.exec(css) ?? [];
    const names = [...inner.matchAll(/^\s*([\w-]+):/gm)].map(([, name = '']) => name);
    assert.ok(names.length > 10, look);
    for (const name of names) {
      assert.match(name, /^(--|color-scheme$)/, `${look} sets ${name}`);
      assert.ok(!name.startsWith('--lojal-') || known.has(name), `${look} sets ${name}, which nothing reads`);
    }
  }
});
