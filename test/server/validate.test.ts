import assert from 'node:assert/strict';
import { test } from 'node:test';
import { QUESTION_KINDS } from '../../src/registry.ts';
import { Problem } from '../../src/server/problem.ts';
import { createValidator } from '../../src/server/validate.ts';
import { consent, nps, review } from './samples.ts';

const validate = createValidator();
const TYPES = QUESTION_KINDS.map((kind) => `"lojal.${kind}.answered.v1"`).join(' or ');
const NO_PAIR = 'No NUL character, no lone surrogate';

/** An event, the summary of its faults, and each fault as `path: message`. */
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
    `source does not match. Expected: The origin of the page, without a path: https://shop.example. ${NO_PAIR}.`,
    [`source: does not match. Expected: The origin of the page, without a path: https://shop.example. ${NO_PAIR}`],
  ],
  [
    'two faults',
    nps({ score: 11, revision: 0 }),
    'data.score must be <= 10, and 1 more fault.',
    ['data.score: must be <= 10', 'data.revision: must be >= 1'],
  ],
  [
    'more faults than anyone reads',
    review({ consent: { ...consent, scopes: Array(30).fill(1) } }),
    'data.consent.scopes must NOT have more than 10 items, and 19 more faults.',
    [
      'data.consent.scopes: must NOT have more than 10 items',
      ...Array.from({ length: 19 }, (_, i) => `data.consent.scopes[${i}]: must be string`),
    ],
  ],
  ...[
    nps({ later: 'a\u0000b' }),
    nps({ later: { words: ['\ud83d'] } }),
    nps({ '\udfff': 1 }),
    nps({}, { later: 'a\u0000b' }),
    nps({ later: JSON.parse('['.repeat(40) + ']'.repeat(40)) }),
  ].map((body, i): [string, unknown, string, string[]] => [
    `an unknown field that cannot be stored (${i})`,
    body,
    'the event has a field with a NUL, a lone surrogate or too many levels.',
    [': has a field with a NUL, a lone surrogate or too many levels'],
  ]),
];

for (const [what, body, says, faults] of faulty) {
  test(`the faults of ${what}`, () => {
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

test('a valid event is returned unchanged', () => {
  for (const event of [nps(), review()]) assert.equal(validate(event), event);
});

test('fields that the schema does not name are kept, at every level', () => {
  const json = JSON.stringify(
    review({ later: { deep: [1, 'å'] }, author: { name: 'Ana', display: 'full', pronoun: 'she' } }, { lojalnew: true }),
  ).replace('{', '{"__proto__":{"type":"x"},"constructor":1,');
  const event = JSON.parse(json);
  assert.equal(validate(event), event);
  assert.equal(JSON.stringify(event), json);
});
