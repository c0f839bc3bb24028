import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { CloudEvent } from 'cloudevents';
import { events } from '../../src/schema/events.ts';
import { createEndpoint } from '../../src/server/index.ts';
import { asked, ces, choice, csat, exit, nps, review } from '../server/samples.ts';
import { fakeStore, type ProblemBody, post } from '../server/stores.ts';

/** Data that each event type accepts and rejects: the published schema and the endpoint must agree. */

type Sample = (data?: object, more?: object) => { readonly type: string; readonly data: object };
type Case = readonly [what: string, data: object];
type Refusal = readonly [what: string, data: object, path: string];

const ajv = new Ajv2020({ strict: true });
formats.default(ajv);
const list = (count: number, of: (i: number) => string) => Array.from({ length: count }, (_, i) => of(i));
const x = (count: number) => 'x'.repeat(count);

const scored = (most: number): readonly Case[] => [
  ...list(most, (i) => String(i + 1)).map((score): Case => [`a score of ${score}`, { score: Number(score) }]),
  ['no words', { comment: undefined }],
  ['2,000 characters', { comment: '🎵'.repeat(2000) }],
];
const badlyScored = (most: number): readonly Refusal[] => [
  ['a score of 0', { score: 0 }, 'data.score'],
  [`a score of ${most + 1}`, { score: most + 1 }, 'data.score'],
  ['half a score', { score: 2.5 }, 'data.score'],
  ['a score of text', { score: '3' }, 'data.score'],
  ['no score', { score: undefined }, 'data.score'],
  ['2,001 characters', { comment: x(2001) }, 'data.comment'],
  ['words that are none', { comment: null }, 'data.comment'],
  ['a contact', { contact: true }, 'data.contact'],
  ['choices', { choices: ['a'] }, 'data.choices'],
];

const choosing: readonly Case[] = [
  ['one', { choices: ['a'], texts: ['A'], other: undefined }],
  ['twenty', { choices: list(20, (i) => `option ${i}`), texts: list(20, (i) => `Option ${i}`) }],
  ['other alone', { choices: ['other'], texts: ['Something else'], other: 'The smell of cardboard' }],
  ['other without words', { choices: ['other'], texts: ['Something else'], other: undefined }],
  ['an id and a text at their longest', { choices: ['🎵'.repeat(200)], texts: ['🎵'.repeat(500)] }],
  ['two options that read alike', { choices: ['a', 'b'], texts: ['Price', 'Price'] }],
  ['other at its longest', { other: x(500) }],
];
const badlyChosen: readonly Refusal[] = [
  ['nothing chosen', { choices: [] }, 'data.choices'],
  ['no choices', { choices: undefined }, 'data.choices'],
  ['21 choices', { choices: list(21, String) }, 'data.choices'],
  ['one twice', { choices: ['a', 'b', 'a'] }, 'data.choices'],
  ['an empty id', { choices: [''] }, 'data.choices[0]'],
  ['an id of 201 characters', { choices: ['a', x(201)] }, 'data.choices[1]'],
  ['an id that is a number', { choices: [1] }, 'data.choices[0]'],
  ['choices that are no list', { choices: 'a' }, 'data.choices'],
  ['no texts', { texts: undefined }, 'data.texts'],
  ['an empty list of texts', { texts: [] }, 'data.texts'],
  ['21 texts', { texts: list(21, String) }, 'data.texts'],
  ['a text of 501 characters', { texts: ['a', 'b', x(501)] }, 'data.texts[2]'],
  ['a text with a NUL', { texts: ['a\u0000'] }, 'data.texts[0]'],
  ['other of 501 characters', { other: x(501) }, 'data.other'],
  ['a score', { score: 3 }, 'data.score'],
];

/** Cases that are the same for each type. */
const common: readonly Case[] = [
  ['no word of what was asked', { asked: undefined }],
  ['what was asked', { asked }],
  ["the shop's own question", { asked: { ...asked, version: 'own' } }],
  ['a question at its longest', { asked: { ...asked, text: '🎵'.repeat(1000), version: x(40) } }],
  ['the first page', { asked: { ...asked, page: '/' } }],
  ['a page at its longest', { asked: { ...asked, page: `/${x(499)}` } }],
  ['a page in escapes', { asked: { ...asked, page: '/sk%C3%A5p/%3Fx%23;a=1,b' } }],
  ['a moment with an offset', { asked: { ...asked, at: '2026-11-21T21:10:41+01:00' } }],
];
const commonRefusals: readonly Refusal[] = [
  ['a question of 1,001 characters', { asked: { ...asked, text: x(1001) } }, 'data.asked.text'],
  ...Object.keys(asked).map(
    (name): Refusal => [
      `what was asked without its ${name}`,
      { asked: { ...asked, [name]: undefined } },
      `data.asked.${name}`,
    ],
  ),
  ['a version of 41 characters', { asked: { ...asked, version: x(41) } }, 'data.asked.version'],
  ['a version that is a number', { asked: { ...asked, version: 1 } }, 'data.asked.version'],
  ['a day', { asked: { ...asked, at: '2026-11-21' } }, 'data.asked.at'],
  ['a query', { asked: { ...asked, page: '/orders?mail=ana@shop.example' } }, 'data.asked.page'],
  ['a fragment', { asked: { ...asked, page: '/orders#token=1' } }, 'data.asked.page'],
  ['a whole address', { asked: { ...asked, page: 'https://shop.example/orders' } }, 'data.asked.page'],
  ['no page', { asked: { ...asked, page: '' } }, 'data.asked.page'],
  ['a page of 501 characters', { asked: { ...asked, page: `/${x(500)}` } }, 'data.asked.page'],
  ['a referrer', { asked: { ...asked, referrer: '/' } }, 'data.asked.referrer'],
  ['nothing asked', { asked: null }, 'data.asked'],
  ['no language', { lang: undefined }, 'data.lang'],
  ['no revision', { revision: undefined }, 'data.revision'],
  ['another field', { points: 5 }, 'data.points'],
];
const named: readonly Case[] = [
  ['the name of a product', { product: 'Blue Lines' }],
  ['a product', { product: { id: 'lp-7', name: 'Blue Lines', url: 'https://shop.example/lp-7' } }],
];
const wordy: Case = ['2,000 characters more', { comment: x(2000) }];
const misnamed: Refusal = ['a product without an id', { product: { name: 'Blue Lines' } }, 'data.product.id'];

const kinds: readonly [Sample, readonly Case[], readonly Refusal[]][] = [
  [nps, named, [misnamed]],
  [review, [], []],
  [csat, [...scored(5), ...named], [...badlyScored(5), misnamed]],
  [ces, [...scored(7), ...named], [...badlyScored(7), misnamed]],
  [choice, [...choosing, ...named], [...badlyChosen, misnamed, ['words', { comment: 'x' }, 'data.comment']]],
  [
    exit,
    [...choosing, ...named, wordy],
    [...badlyChosen, misnamed, ['2,001 characters', { comment: x(2001) }, 'data.comment']],
  ],
];

for (const [sample, accepted, refused] of kinds) {
  const { type } = sample();
  const schema = Object.values(events).find((one) => one.properties.type.const === type);
  assert.ok(schema, type);
  const isValid = ajv.compile(JSON.parse(JSON.stringify(schema)));

  describe(type, () => {
    for (const [what, data] of [...common, ...accepted]) {
      test(`accepts ${what}`, async () => {
        const event: object = JSON.parse(JSON.stringify(sample(data)));
        assert.ok(isValid(event), ajv.errorsText(isValid.errors));
        assert.ok(new CloudEvent(event, true).validate());
        const store = fakeStore();
        assert.equal((await post(createEndpoint({ store }), event)).status, 201);
        assert.deepEqual(store.events, [event]);
      });
    }
    for (const [what, data, path] of [...commonRefusals, ...refused]) {
      test(`rejects ${what}`, async () => {
        const event = JSON.parse(JSON.stringify(sample(data)));
        assert.equal(isValid(event), false);
        const store = fakeStore();
        const response = await post(createEndpoint({ store }), event);
        // The published schema names every field; the server also stores fields that only a newer widget knows.
        if (isValid.errors?.every(({ keyword }) => keyword === 'additionalProperties')) {
          assert.equal(response.status, 201);
          return assert.deepEqual(store.events, [event]);
        }
        // Kept in quarantine, not among the answers.
        assert.equal(response.status, 202);
        const { faults = [] } = (await response.json()) as ProblemBody;
        assert.ok(
          faults.some((fault) => fault.path === path),
          JSON.stringify(faults),
        );
        assert.deepEqual(store.events, []);
      });
    }
  });
}
