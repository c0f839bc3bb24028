/** What is taken for a record, which of two is newer, and how long each waits and is kept. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { classifyResponse } from '../../src/outbox/classify-response.ts';
import {
  type AnswerRecord,
  isExpired,
  isNewer,
  isWaiting,
  type PauseRecord,
  pauseKey,
  readRecord,
} from '../../src/outbox/record.ts';
import { parseRetryAfter } from '../../src/outbox/retry-policy.ts';
import { tombstone, update } from '../../src/outbox/transitions.ts';

const DAY = 86_400_000;
const NOW = Date.UTC(2026, 10, 21);
const answer: AnswerRecord = {
  v: 1,
  kind: 'answer',
  state: 'pending',
  key: 'answer:a',
  id: 'a',
  revision: 1,
  edit: 1,
  at: NOW,
  nextAt: 0,
  body: '{}',
  endpoint: 'https://shop.example/answers',
  type: 'text/plain',
  created: NOW,
  attempts: 0,
};
const pause: PauseRecord = {
  v: 1,
  kind: 'pause',
  key: 'pause:x',
  revision: 0,
  edit: 1,
  at: NOW,
  nextAt: 0,
  failures: 1,
  byServer: true,
};

test('a record is read when every field is what it must be, and not when one is not', () => {
  const done = tombstone(answer, NOW, 'sent');
  for (const record of [answer, pause, done]) {
    assert.equal(readRecord(record), record);
    for (const field of ['v', 'kind', 'key', 'revision', 'edit', 'at', 'nextAt'])
      for (const value of [undefined, null, Number.NaN, '1', 2n, {}, []])
        if (!(field === 'key' && value === '1'))
          assert.equal(readRecord({ ...record, [field]: value }), undefined, `${record.kind} ${field}`);
  }
  for (const field of ['body', 'endpoint', 'type'])
    for (const value of [undefined, 5, {}]) assert.equal(readRecord({ ...answer, [field]: value }), undefined, field);
  for (const field of ['created', 'attempts'])
    for (const value of [undefined, '5', Number.NaN])
      assert.equal(readRecord({ ...answer, [field]: value }), undefined, field);
  for (const value of [undefined, null, 5, 'x', [], {}, { ...answer, kind: 'letter' }, { ...pause, v: 2 }])
    assert.equal(readRecord(value), undefined);
});

test('newer: by revision, then the tombstone, then by edits', () => {
  const later = { ...answer, edit: 5 };
  const done = tombstone(answer, NOW, 'sent');
  assert.equal(done.edit, 2);
  for (const [a, b, is] of [
    [answer, undefined, true],
    [undefined, answer, false],
    [undefined, undefined, false],
    [answer, answer, false],
    [later, answer, true],
    [answer, later, false],
    [done, later, true],
    [later, done, false],
    [{ ...answer, revision: 2 }, done, true],
    [done, { ...answer, revision: 2 }, false],
    [{ ...done, edit: 9 }, done, true],
  ] as const)
    assert.equal(isNewer(a, b), is, JSON.stringify([a, b]));
});

test('it waits from its last change until its time, and never for more than a day', () => {
  const held = { ...answer, nextAt: NOW + 1000 };
  assert.deepEqual(
    [NOW - 1, NOW, NOW + 999, NOW + 1000].map((now) => isWaiting(held, now)),
    [false, true, true, false],
  );
  const gone = { ...answer, nextAt: 1e300 };
  assert.deepEqual(
    [NOW + DAY - 1, NOW + DAY].map((now) => isWaiting(gone, now)),
    [true, false],
  );
  assert.equal(isWaiting(undefined, NOW), false);
});

test('a tombstone and a pause are kept for a day, a parked answer for thirty, any other for good', () => {
  const done = tombstone(answer, NOW, 'sent');
  for (const record of [done, pause]) {
    assert.equal(isExpired(record, NOW + DAY), false, record.kind);
    assert.equal(isExpired(record, NOW + DAY + 1), true, record.kind);
    // From the future: a clock that is a day or two wrong may still be mended.
    assert.equal(isExpired(record, NOW - 3 * DAY), false, record.kind);
    assert.equal(isExpired(record, NOW - 3 * DAY - 1), true, record.kind);
  }
  assert.equal(isExpired({ ...answer, state: 'parked' }, NOW + 30 * DAY), false);
  assert.equal(isExpired({ ...answer, state: 'parked' }, NOW + 30 * DAY + 1), true);
  assert.equal(isExpired(answer, NOW + 1000 * DAY), false);
  assert.equal(isExpired({ ...answer, state: 'parked' }, NOW - 1000 * DAY), false);
});

test('each change is one edit more, and keys tell customers apart', () => {
  assert.deepEqual(update(answer, NOW + 5, { attempts: 3 }), { ...answer, attempts: 3, edit: 2, at: NOW + 5 });
  assert.equal(pauseKey('https://a'), 'pause:https://a');
  assert.equal(pauseKey('https://a', 'c_1'), 'pause:https://a c_1');
});

test('Retry-After: a date ends where it ends; the edges of the answers that are good', () => {
  const date = new Date(NOW + 5000).toUTCString();
  assert.equal(parseRetryAfter(`${date} `, NOW), 5000);
  for (const junk of [`${date}x`, `${date} +0200`, '5s', 's5'])
    assert.equal(parseRetryAfter(junk, NOW), undefined, junk);
  assert.deepEqual(
    [199, 200, 299, 300, 399, 400, 499, 500].map((status) => classifyResponse(status, 'cors', 'unclear', false)),
    ['retry', 'done', 'done', 'gone', 'gone', 'refused', 'refused', 'retry'],
  );
});

test('of two copies of a pause the one that was written later counts: its edits start anew after a success', () => {
  const anew = { ...pause, edit: 1, at: NOW + 1 };
  const before = { ...pause, edit: 9 };
  assert.deepEqual([isNewer(anew, before), isNewer(before, anew)], [true, false]);
  assert.deepEqual([isNewer({ ...anew, edit: 2 }, anew), isNewer(anew, { ...anew, edit: 2 })], [true, false]);
  const [word, older] = [{ ...answer, at: NOW - 1, edit: 2 }, answer];
  assert.equal(isNewer(word, older), true, 'an answer is newer by its edits, whatever the clock says');
});
