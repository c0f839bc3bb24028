import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AnswerEdits } from '../../src/owner/answers/answer-edits.ts';
import type { Answer } from '../../src/owner/api/answer-types.ts';
import type { ClientRequest, OwnerClient } from '../../src/owner/api/owner-client.ts';
import { RequestFault } from '../../src/owner/api/request-fault.ts';
import { sampleAnswer } from './owner-samples.ts';

/** A client whose responses the test gives, one after the other. */
function create() {
  const sent: { request: ClientRequest; resolve: (answer: Answer) => void; reject: (error: unknown) => void }[] = [];
  const client = {
    json: (_: string, request: ClientRequest) =>
      new Promise((resolve, reject) => sent.push({ request, resolve: resolve as never, reject })),
  } as unknown as OwnerClient;
  let stored = { ...sampleAnswer(0), handled: false, note: 'old' };
  const edits = new AnswerEdits(client, () => {});
  const put = (answer: Answer) => {
    stored = { ...answer, handled: answer.handled, note: answer.note ?? '' };
  };
  return {
    edits,
    sent,
    change: (change: object) => edits.send(stored.id, change, () => stored, put),
    shown: () => edits.shown(stored),
    stored: () => stored,
  };
}

const tick = () => new Promise((resolve) => setImmediate(resolve));

test('a change is shown before the server has it, and stays', async () => {
  const { change, shown, sent, stored, edits } = create();
  const done = change({ handled: true });
  assert.equal(shown().handled, true);
  assert.equal(stored().handled, false);
  await tick();
  assert.equal(sent[0]?.request.headers?.['If-Match'], '"1"');
  sent[0]?.resolve({ ...stored(), handled: true });
  assert.equal(await done, true);
  assert.equal(shown().handled, true);
  assert.equal(edits.isSaving(stored().id), false);
});

test('a change that fails is undone, and the others stay', async () => {
  const { change, shown, sent, stored, edits } = create();
  const first = change({ handled: true });
  const second = change({ note: 'new' });
  await tick();
  assert.equal(sent.length, 1, 'one at a time');
  sent[0]?.reject(new RequestFault(500, ''));
  assert.equal(await first, false);
  assert.deepEqual([shown().handled, shown().note], [false, 'new']);
  const failure = edits.failures.get(stored().id)?.error;
  assert.ok(failure instanceof RequestFault && failure.status === 500);
  await tick();
  sent[1]?.resolve({ ...stored(), note: 'new' });
  assert.equal(await second, true);
  assert.equal(shown().note, 'new');
});

test('after an edit by the customer, changes that were made for the old text are not sent', async () => {
  const { change, shown, sent, stored } = create();
  const all = [change({ handled: true }), change({ note: 'new' })];
  await tick();
  sent[0]?.reject(new RequestFault(412, ''));
  assert.deepEqual(await Promise.all(all), [false, false]);
  assert.equal(sent.length, 1);
  assert.deepEqual([shown().handled, shown().note], [stored().handled, 'old']);
});

test('the next change ends the sentence about the last one', async () => {
  const { change, sent, stored, edits } = create();
  const first = change({ handled: true });
  await tick();
  sent[0]?.reject(new Error('the page'));
  await first;
  assert.ok(edits.failures.has(stored().id));
  void change({ handled: true });
  assert.ok(!edits.failures.has(stored().id));
});
