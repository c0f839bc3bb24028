/** A second try hides no failure that stays, and names each failure that does not. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Tally } from '../helpers/tally.js';

const result = (passed: number, failed: number, names: readonly string[] = []) => ({
  code: failed ? 1 : 0,
  late: false,
  output: [...names.map((name) => `FAILED ${name}`), `node tests: ${passed} passed, ${failed} failed`, ''].join('\n'),
});
const silent = () => {};

test('a test that passes in its second try is named and does not count as failed', async () => {
  const tally = new Tally();
  tally.count('a', result(4, 1, ['a › slow']), async () => result(5, 0));
  await tally.trySecondTime(silent);
  assert.deepEqual([tally.passed, tally.failed, tally.lines], [5, 0, ['UNSTABLE a › slow']]);
});

test('a test that fails twice counts once', async () => {
  const tally = new Tally();
  tally.count('a', result(4, 1, ['a › wrong']), async () => result(4, 1, ['a › wrong']));
  await tally.trySecondTime(silent);
  assert.deepEqual([tally.passed, tally.failed, tally.lines], [4, 1, ['FAILED a › wrong']]);
});

test('a file without `again` gets no second try', async () => {
  const tally = new Tally();
  tally.count('a', result(4, 1, ['a › wrong']));
  await tally.trySecondTime(silent);
  assert.deepEqual([tally.passed, tally.failed], [4, 1]);
});

test('five files that fail get no second try', async () => {
  const tally = new Tally();
  for (const name of 'abcde')
    tally.count(name, result(1, 1, [name]), async () => assert.fail('it was tried a second time'));
  await tally.trySecondTime(silent);
  assert.deepEqual([tally.passed, tally.failed, tally.lines.length], [5, 5, 5]);
});

test('a second try that does not end, or has no count, is a failure', async () => {
  for (const second of [
    { code: null, late: true, output: 'node tests: 5 passed, 0 failed\n' },
    { code: 0, late: false, output: '' },
  ]) {
    const tally = new Tally();
    tally.count('a', result(4, 1, ['a › slow']), async () => second);
    await tally.trySecondTime(silent);
    assert.equal(tally.failed, 1);
  }
});
