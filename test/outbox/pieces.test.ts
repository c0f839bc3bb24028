/** The small parts by tables, and storage that others have written to. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { classifyResponse } from '../../src/outbox/classify-response.ts';
import { pending } from '../../src/outbox/pending.ts';
import { backoff, parseRetryAfter } from '../../src/outbox/retry-policy.ts';
import { outboundAnswer, World } from './world.ts';

test('backoff: full jitter under a doubling ceiling, then half an hour', () => {
  const ceilings = [1, 2, 4, 8, 16, 32, 64, 128, 256, 300].map((s) => s * 1000);
  ceilings.forEach((ceiling, n) => {
    assert.equal(
      backoff(n, () => 0),
      0,
    );
    assert.equal(
      backoff(n, () => 0.5),
      ceiling / 2,
    );
  });
  for (const n of [10, 11, 1000, 1e6])
    assert.equal(
      backoff(n, () => 0.5),
      1_800_000,
    );
});

test('Retry-After: seconds or date, 1 s to 24 h, junk ignored', () => {
  const now = Date.UTC(2026, 10, 21, 12);
  const date = (ms: number) => new Date(now + ms).toUTCString();
  const day = 86_400_000;
  for (const [value, wait] of [
    ['120', 120_000],
    [' 7 ', 7000],
    ['0', 1000],
    ['99999999999', day],
    ['9'.repeat(400), day],
    [date(5000), 5000],
    [date(-5000), 1000],
    [date(10 * 365 * day), day],
    ['-5', undefined],
    ['soon', undefined],
    ['soon 5', undefined],
    ['1.5', undefined],
    ['1e3', undefined],
    ['', undefined],
    ['junk GMT', undefined],
    [null, undefined],
  ] as const) {
    assert.equal(parseRetryAfter(value, now), wait, String(value));
  }
});

test('every status has its class', () => {
  const table: Record<string, number[]> = {
    done: [200, 201, 202, 204, 206, 299, 409],
    retry: [0, 304, 408, 425, 429, 500, 501, 502, 503, 504, 520, 599, 100],
    identity: [401, 403],
    gone: [300, 301, 302, 307, 308, 404, 405, 410],
    refused: [400, 402, 406, 411, 414, 418, 431, 451],
    never: [413, 415, 422],
  };
  for (const [name, all] of Object.entries(table)) {
    for (const status of all) assert.equal(classifyResponse(status, 'cors', 'unclear', false), name, String(status));
  }
  assert.equal(classifyResponse(0, 'opaqueredirect', 'unclear', false), 'gone');
  assert.equal(classifyResponse(0, 'opaque', 'unclear', false), 'retry');
});

test('pending: only answers count, and a denied storage is no storage', () => {
  const before = Object.getOwnPropertyDescriptor(globalThis, 'localStorage');
  const put = (value: unknown) =>
    Object.defineProperty(globalThis, 'localStorage', {
      configurable: true,
      get: () => {
        if (value === 'denied') throw new Error('SecurityError');
        return value;
      },
    });
  for (const [value, is] of [
    ['denied', false],
    [undefined, false],
    [{}, false],
    [{ theirs: '1', 'lojal:pause:x': '1' }, false],
    [{ 'lojal:answer:x': '1' }, true],
  ] as const) {
    put(value);
    assert.equal(pending(), is);
  }
  if (before) Object.defineProperty(globalThis, 'localStorage', before);
  else Reflect.deleteProperty(globalThis, 'localStorage');
});

const slipLike = fc.record(
  {
    v: fc.oneof(fc.constant(1), fc.constant(2), fc.anything()),
    kind: fc.oneof(fc.constantFrom('answer', 'tombstone', 'pause'), fc.anything()),
    key: fc.oneof(fc.constantFrom('answer:x', 'pause:https://shop.example/apps/lojal/answers'), fc.anything()),
    id: fc.oneof(fc.constant('x'), fc.anything()),
    revision: fc.oneof(fc.integer(), fc.anything()),
    edit: fc.oneof(fc.integer(), fc.anything()),
    at: fc.oneof(fc.integer(), fc.anything()),
    nextAt: fc.oneof(fc.integer(), fc.double(), fc.anything()),
    attempts: fc.oneof(fc.integer(), fc.anything()),
    created: fc.oneof(fc.integer(), fc.anything()),
    body: fc.oneof(fc.constant(outboundAnswer('x').body), fc.anything()),
    endpoint: fc.oneof(fc.constant('https://shop.example/apps/lojal/answers'), fc.anything()),
    type: fc.oneof(fc.constant('text/plain'), fc.anything()),
    failures: fc.oneof(fc.nat(), fc.anything()),
    parkedAt: fc.anything(),
    customer: fc.anything(),
  },
  { requiredKeys: [] },
);

test('corrupt, foreign and newer records are left alone and harm nobody', async () => {
  let errors = 0;
  const count = () => errors++;
  process.on('unhandledRejection', count);
  await fc.assert(
    fc.asyncProperty(fc.array(fc.oneof(slipLike, fc.anything()), { maxLength: 4 }), async (junk) => {
      const world = new World();
      const foreign = new Map<string, string>();
      junk.forEach((value, i) => {
        let text: string | undefined;
        try {
          text = JSON.stringify(value);
        } catch {}
        const key = `lojal:${i % 2 ? 'answer:x' : `pause:${outboundAnswer('x').endpoint}`}`;
        world.local.set(key, text ?? 'undefined');
        if ((value as { v?: unknown })?.v !== 1) foreign.set(key, text ?? 'undefined');
        else foreign.delete(key);
        try {
          world.database.set(`junk${i}`, structuredClone(value));
        } catch {}
      });
      const size = [...world.database.keys()].length;
      const tab = world.tab();
      await Promise.all([tab.outbox.save(outboundAnswer('mine')), world.pass(1000)]);
      world.answer = () => 500;
      await Promise.all([tab.outbox.save(outboundAnswer('later')), world.pass(1000)]);
      world.answer = () => 201;
      // A pause of ours that was read from the junk may last a day.
      await world.pass(26 * 3_600_000);
      for (const id of ['mine', 'later']) assert.ok(world.rows.has(id), id);
      for (const [key, text] of foreign) assert.equal(world.local.get(key), text);
      assert.ok([...world.database.keys()].filter((it) => it.startsWith('junk')).length === size);
      assert.ok(world.calls.length < 100, `a storm of ${world.calls.length}`);
    }),
    { numRuns: 300 },
  );
  process.off('unhandledRejection', count);
  assert.equal(errors, 0);
  assert.deepEqual(Object.keys(Object.prototype), []);
});
