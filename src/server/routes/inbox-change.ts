/** Reads what the owner changes of an answer. */
import { Ajv2020 } from 'ajv/dist/2020.js';
import { compileLater } from '../compile-later.ts';
import type { AnswerChange } from '../inbox/handle-answer.ts';
import { decisions } from '../moderation.ts';
import { toFaults } from '../schema-faults.ts';
import { isStorable } from '../storable.ts';
import { invalidBody } from '../validate.ts';

const words = (maxLength: number) => ({
  description: `A text of at most ${maxLength} letters, or null.`,
  anyOf: [{ type: 'null' }, { type: 'string', minLength: 1, maxLength }],
});

const schema = {
  type: 'object',
  additionalProperties: false,
  minProperties: 1,
  properties: {
    state: { enum: decisions, description: `One of ${decisions.join(', ')}.` },
    reason: words(500),
    reply: words(2_000),
    handled: { type: 'boolean' },
    note: words(5_000),
    tags: { type: 'array', maxItems: 20, uniqueItems: true, items: { type: 'string', minLength: 1, maxLength: 50 } },
  },
};

const compile = compileLater(() =>
  new Ajv2020({ strict: true, allErrors: true, verbose: true }).compile<AnswerChange>(schema),
);

/** @throws Problem 422 */
export function readAnswerChange(body: unknown): AnswerChange {
  const validator = compile();
  if (!validator(body)) throw invalidBody(toFaults(validator.errors ?? []), 'The change');
  if (!isStorable(body)) throw invalidBody([{ path: '', message: 'has a NUL or a lone surrogate' }], 'The change');
  return body;
}
