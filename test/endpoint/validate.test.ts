import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Problem } from '../../src/endpoint/problem.ts';
import { createValidator } from '../../src/endpoint/validate.ts';
import { consent, nps, review } from './samples.ts';

const validate = createValidator();
const KINDS = ['nps', 'review', 'csat', 'ces', 'choice', 'exit'];
const TYPES = KINDS.map((kind) => `"lojal.${kind}.answered.v1"`).join(' or ');
const NO_PAIR = 'No NUL character and no half of a surrogate pair';
const strange = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, i) => [`x${i}`, i]));

/** What is posted, what is wrong with it in one sentence, and each fault as `path: message`. */
const faulty: readonly [string, unknown, string, string[]][] = [
  ...[null, undefined, [], [nps()], 'text', 7].map((body): [string, unknown, string, string[]] => [
    JSON.stringify(body)?.slice(0, 20) ?? 'nothing',
    body,
    'the event must be an object.',
    [': must be an object'],
  ]),
  ['no type', { ...nps(), type: undefined }, `type must be ${TYPES}.`, [`type: must be ${TYPES}`]],
  ['an empty object', {}, `type must be ${TYPES}.`, [`type: must be ${TYPES}`]],
  ['no score', nps({ score: undefined }), 'data.score is missing.', ['data.score: is missing']],
  ['no id', nps({}, { id: undefined }), 'id is missing.', ['id: is missing']],
  ['a field too many', nps({ points: 5 }), 'data.points is not a known field.', ['data.points: is not a known field']],
  [
    'a name that begins as a place',
    nps({ '1x': 5 }),
    'data.1x is not a known field.',
    ['data.1x: is not a known field'],
  ],
  [
    'a long name of a field',
    nps({ ['x'.repeat(41)]: 5 }),
    `data.${'x'.repeat(40)} is not a known field.`,
    [`data.${'x'.repeat(40)}: is not a known field`],
  ],
  ['another version', nps({}, { specversion: '2' }), 'specversion must be "1.0".', ['specversion: must be "1.0"']],
  [
    'an unknown word',
    review({ author: { display: 'loud' } }),
    'data.author.display must be "full" or "initial" or "anonymous".',
    ['data.author.display: must be "full" or "initial" or "anonymous"'],
  ],
  [
    'the eleventh place of a list',
    review({ consent: { ...consent, scopes: [...'abcdefghij', 10] } }),
    'data.consent.scopes must NOT have more than 10 items, and 1 more fault.',
    ['data.consent.scopes: must NOT have more than 10 items', 'data.consent.scopes[10]: must be string'],
  ],
  [
    'a pattern that does not fit',
    nps({}, { source: 'https://shop.example/a' }),
    `source does not fit. Wanted: The origin of the page, without a path: https://shop.example. ${NO_PAIR}.`,
    [`source: does not fit. Wanted: The origin of the page, without a path: https://shop.example. ${NO_PAIR}`],
  ],
  [
    'two faults',
    nps({ score: 11, revision: 0 }),
    'data.score must be <= 10, and 1 more fault.',
    ['data.score: must be <= 10', 'data.revision: must be >= 1'],
  ],
  [
    'more faults than anyone reads',
    nps(strange(30)),
    'data.x0 is not a known field, and 19 more faults.',
    Array.from({ length: 20 }, (_, i) => `data.x${i}: is not a known field`),
  ],
];

for (const [what, body, says, faults] of faulty) {
  test(`what is said about ${what}`, () => {
    assert.throws(
      () => validate(body),
      (problem) => {
        assert.ok(problem instanceof Problem);
        assert.equal(problem.status, 422);
        assert.equal(problem.message, `The event is not valid: ${says}`);
        assert.deepEqual(
          problem.faults.map(({ path, message }) => `${path}: ${message}`),
          faults,
        );
        return true;
      },
    );
  });
}

test('a valid event is given back as it is', () => {
  for (const event of [nps(), review()]) assert.equal(validate(event), event);
});
