import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { test } from 'node:test';
import { withoutTurn } from '../helpers/turns.js';

test('each file that takes turns exists, and has its turn in one of three runs', () => {
  const left = ['0', '1', '2'].map((rotation) => withoutTurn(rotation));
  const all = [...new Set(left.flat())];
  assert.ok(all.length > 5);
  for (const path of all) {
    assert.ok(existsSync(new URL(`../../${path}`, import.meta.url)), path);
    assert.equal(left.filter((paths) => !paths.includes(path)).length, 1, path);
  }
  assert.deepEqual(withoutTurn('all'), []);
});
