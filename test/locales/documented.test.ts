/** docs/languages.md lists every text that a shop can replace. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { balanceFiles } from '../../src/locales/languages.ts';
import { DATA, PAGE, written } from '../helpers/texts.ts';

const page = readFileSync(PAGE, 'utf8');

test('the table of keys matches the source', () => {
  assert.equal(page, written(page), 'run: node --import tsx test/helpers/texts.ts');
});

test('no file of English words is missing in the table', () => {
  const folder = new URL('../../src/locales/', import.meta.url);
  // The words of the owner's page and of the configurator are not for customers.
  const files = readdirSync(folder).filter((name) => /^en\.(?!owner|programme|configurator)\w+\.ts$/.test(name));
  assert.ok(files.length > 10);
  for (const file of files) {
    const keys = [...readFileSync(new URL(file, folder), 'utf8').matchAll(/^ {2}(\w+): /gm)].map(([, key]) => key);
    assert.ok(keys.length > 0, file);
    for (const key of keys.filter((one = '') => !DATA.test(one)))
      assert.ok(page.includes(`| \`${key}\` |`), `${file}: ${key}`);
  }
});

test('every language is named', () => {
  const names = new Intl.DisplayNames('en', { type: 'language' });
  const [, intro = ''] = page.split('\n\n');
  for (const tag of ['en', ...Object.keys(balanceFiles)])
    assert.ok(intro.includes(names.of(tag)?.replace(' Bokmål', ' (Bokmål)') ?? tag), tag);
});
