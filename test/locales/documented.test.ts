/** docs/languages.md lists every text that a shop can replace. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { balanceFiles } from '../../src/locales/languages.ts';
import { PAGE, written } from '../helpers/texts.ts';

const page = readFileSync(PAGE, 'utf8');

test('the table of keys matches the source', () => {
  assert.equal(page, written(page), 'run: node --import tsx test/helpers/texts.ts');
});

test('every language is named', () => {
  const names = new Intl.DisplayNames('en', { type: 'language' });
  const [, intro = ''] = page.split('\n\n');
  for (const tag of ['en', ...Object.keys(balanceFiles)])
    assert.ok(intro.includes(names.of(tag)?.replace(' Bokmål', ' (Bokmål)') ?? tag), tag);
});
