import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createEndpoint } from '../../src/server/index.ts';
import { nps } from './samples.ts';
import { ADDRESS, fakeStore, noErrors, type ProblemBody, post } from './stores.ts';

const KIB = 1024;
const handler = createEndpoint({ store: fakeStore(), log: noErrors });

/** An endless body, the bytes that were read, and whether reading was cancelled. */
function endless(cancel: () => Promise<void> = async () => {}) {
  const seen = { taken: 0, cancelled: false };
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      seen.taken += KIB;
      controller.enqueue(new Uint8Array(KIB).fill(0x20));
    },
    cancel() {
      seen.cancelled = true;
      return cancel();
    },
  });
  return { body, seen };
}

const send = (body: ReadableStream<Uint8Array> | null, headers: Record<string, string> = {}) =>
  handler(
    new Request(ADDRESS, {
      method: 'POST',
      body,
      headers: { 'content-type': 'text/plain', ...headers },
      duplex: 'half',
    } as RequestInit),
  );
const detailOf = async (response: Response) => ((await response.json()) as ProblemBody).detail;

for (const [what, cancel] of [
  ['', undefined],
  [', whose sender does not let it go', () => new Promise<never>(() => {})],
  [', whose end fails', () => Promise.reject(new Error('gone'))],
] as const) {
  test(`an endless body${what} is read up to 16 KiB`, async () => {
    const { body, seen } = endless(cancel);
    const response = await send(body);
    assert.equal(response.status, 413);
    assert.equal(await detailOf(response), 'The body is larger than 16384 bytes.');
    assert.ok(seen.taken <= 18 * KIB, `${seen.taken} bytes were taken`);
    assert.ok(seen.cancelled);
  });
}

test('a body with a too large Content-Length is not read', async () => {
  const { body, seen } = endless();
  assert.equal((await send(body, { 'content-length': String(16 * KIB + 1) })).status, 413);
  assert.ok(seen.taken <= KIB, `${seen.taken} bytes were taken`);
});

for (const announced of ['5', '0', '-1', 'x', '1e9x']) {
  test(`a body with the Content-Length ${announced} is read up to 16 KiB`, async () => {
    const { body, seen } = endless();
    assert.equal((await send(body, { 'content-length': announced })).status, 413);
    assert.ok(seen.taken <= 18 * KIB, `${seen.taken} bytes were taken`);
  });
}

test('a body of 16 KiB with its Content-Length is accepted in chunks of any size', async () => {
  const bytes = new TextEncoder().encode(JSON.stringify(nps()).padEnd(16 * KIB));
  for (const size of [1, 1000, bytes.length]) {
    let at = 0;
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        controller.enqueue(bytes.slice(at, at + size));
        at += size;
        if (at >= bytes.length) controller.close();
      },
    });
    assert.equal((await send(body, { 'content-length': String(bytes.length) })).status, 201);
  }
});

test('an incomplete and a missing body are rejected', async () => {
  const broken = await send(new ReadableStream({ pull: (controller) => controller.error(new Error('gone')) }));
  assert.equal(broken.status, 400);
  assert.equal(await detailOf(broken), 'The body is incomplete.');
  for (const response of [await send(null), await post(handler, ' \n')]) {
    assert.equal(response.status, 400);
    assert.equal(await detailOf(response), 'The body is empty.');
  }
});

test('a body without a content type is rejected', async () => {
  const response = await handler(new Request(ADDRESS, { method: 'POST', body: Buffer.from(JSON.stringify(nps())) }));
  assert.equal(response.status, 415);
});

for (const [type, status] of [
  ['text/plain', 201],
  ['TEXT/PLAIN;CHARSET=UTF-8', 201],
  ['text/plain ; charset="utf-8"', 201],
  ['text/plain; charset=utf8', 201],
  ['text/plain; format=flowed; charset=utf-8', 201],
  ['application/cloudevents+json', 201],
  ['', 415],
  ['text/html', 415],
  ['text/plainer', 415],
  ['application/json', 415],
  ['application/cloudevents-batch+json', 415],
  ['multipart/form-data; boundary=text/plain', 415],
  ['text/plain; charset=utf-16', 415],
  ['text/plain; charset=', 415],
  ['text/plain; charset="utf-8', 415],
  ['text/plain; format=flowed; charset=latin1', 415],
] as const) {
  test(`a body of type "${type}" is ${status === 201 ? 'accepted' : 'rejected'}`, async () => {
    const response = await post(handler, nps(), { 'content-type': type });
    assert.equal(response.status, status);
    if (status === 201) return;
    const wanted = 'The content type must be application/cloudevents+json, or text/plain, in UTF-8.';
    assert.equal(await detailOf(response), wanted);
  });
}
