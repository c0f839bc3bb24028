import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import fc from 'fast-check';
import { events } from '../../src/schema/events.ts';
import { createEndpoint } from '../../src/server/index.ts';
import { ces, choice, csat, exit, mint, nps, review } from './samples.ts';
import { post, withStores } from './stores.ts';

// A validator removes the fields that no schema names: the server keeps them.
const ajv = new Ajv2020({ removeAdditional: true });
formats.default(ajv);
const valid = Object.values(events).map((schema) => ajv.compile(schema));

const odd = ['\u0000', '\ud83d', '\udfff\ud800', '\ufffe', '\u202e', "'", '\\', '🎵'];
const words = fc
  .tuple(fc.string({ unit: 'binary', maxLength: 40 }), fc.constantFrom('', '', ...odd))
  .map(([text, end]) => text + end);
const number = fc.oneof(fc.integer({ min: -1, max: 12 }), fc.constantFrom(2 ** 31, 2 ** 53, -0), fc.double());
const time = fc.oneof(
  fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
  fc.constantFrom(
    '2999-12-31T23:59:59+14:59',
    '1970-01-01T00:00:00-14:59',
    '2026-11-21 20:11:05Z',
    '2016-12-31T23:59:60Z',
  ),
);

/** Mostly a value of the right type, including known troublemakers; sometimes any value. */
const about = (arbitrary: fc.Arbitrary<unknown>) =>
  fc.oneof({ weight: 5, arbitrary }, { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 3 }) });
const some = (fields: Record<string, fc.Arbitrary<unknown>>) =>
  fc
    .subarray(Object.entries(fields), { maxLength: 2 })
    .chain((picked) => fc.record(Object.fromEntries(picked.map(([name, arbitrary]) => [name, about(arbitrary)]))));

const envelope = { source: fc.webUrl(), time, subject: words };
const asked = fc.record({ text: words, version: words, at: time, page: words.map((path) => `/${path}`) });
const ofNps = { asked, comment: words, product: words, score: number, revision: number, contact: fc.boolean() };
const hidden = { website: words, seconds: number };
const ofChoice = {
  asked,
  choices: fc.array(words, { maxLength: 3 }),
  texts: fc.array(words, { maxLength: 3 }),
  other: words,
  revision: number,
};
const ofReview = {
  asked,
  ...hidden,
  title: words,
  body: words,
  order: words,
  incentive: words,
  rating: number,
  revision: number,
};
const stray = fc.constantFrom({}, {}, {}, {}, {}, JSON.parse('{"__proto__":1}'), { toString: 1 });

/** Changes some fields of a valid event. */
const bent = fc.oneof(
  fc
    .tuple(fc.constantFrom(nps, csat, ces), some(ofNps), some(envelope), stray)
    .map(([sample, data, more, extra]) => bend(sample(data, { ...more, id: mint() }), extra)),
  fc
    .tuple(fc.constantFrom(choice, exit), some(ofChoice), some(envelope), stray)
    .map(([sample, data, more, extra]) => bend(sample(data, { ...more, id: mint() }), extra)),
  fc
    .tuple(some(ofReview), some(envelope), stray)
    .map(([data, more, extra]) => bend(review(data, { ...more, id: mint() }), extra)),
);

function bend(event: object, extra: object): string {
  const inside = JSON.stringify(extra).slice(1, -1);
  return JSON.stringify(event).replace('"data":{', `"data":{${inside && `${inside},`}`);
}

/** Truncates a valid body or changes one byte. */
const torn = fc
  .tuple(fc.constantFrom(nps, review, ces, exit), fc.nat(400), fc.option(fc.integer({ min: 0, max: 255 })))
  .map(([sample, at, byte]) => {
    const bytes = new TextEncoder().encode(JSON.stringify(sample()));
    if (byte === null) return bytes.slice(0, at);
    bytes[at % bytes.length] = byte;
    return bytes;
  });

/** Per database. */
const RUNS = 10_000;

withStores('Any body', (bench) => {
  test('no body results in a server error, and nothing invalid is stored', async () => {
    const failures: string[] = [];
    const handler = createEndpoint({
      store: bench.store,
      limits: false,
      log: ({ error }) => error && failures.push(error),
    });
    const seen = new Map<number, number>();
    const bodies = fc.oneof(
      { weight: 4, arbitrary: bent },
      { weight: 2, arbitrary: torn },
      { weight: 1, arbitrary: fc.json() },
      { weight: 1, arbitrary: fc.uint8Array({ maxLength: 200 }) },
    );
    await fc.assert(
      fc.asyncProperty(bodies, async (body) => {
        const { status } = await post(handler, body);
        seen.set(status, (seen.get(status) ?? 0) + 1);
        assert.ok([200, 201, 202, 400, 409, 422].includes(status), `${status} ${failures.at(-1)}`);
      }),
      { numRuns: RUNS },
    );
    assert.deepEqual(failures, []);
    const kept = await bench.store.page('0', RUNS);
    for (const { event } of kept)
      assert.ok(
        valid.some((isValid) => isValid(structuredClone(event))),
        JSON.stringify(event),
      );
    // Otherwise the bodies were too similar, and the test shows nothing.
    for (const status of [201, 202, 400, 422]) assert.ok((seen.get(status) ?? 0) > 5, `${status}: ${seen.get(status)}`);
    assert.equal(kept.length, seen.get(201));
    for (const { properties } of Object.values(events))
      assert.ok(
        kept.some(({ event }) => event.type === properties.type.const),
        properties.type.const,
      );
  });
});
