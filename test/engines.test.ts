/** docs/engines.md says what runs where. `test/helpers/engines.ts`, run, writes its tables. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { PAGE, written } from './helpers/engines.ts';

test('the tables of the engines are those of the tests', () => {
  const page = readFileSync(PAGE, 'utf8');
  assert.equal(page, written(page), 'run: node --import tsx test/helpers/engines.ts');
});
