/** Reads what the owner changes of a customer. */
import { Ajv2020 } from 'ajv/dist/2020.js';
import { compileLater } from '../compile-later.ts';
import type { PointAdjustment } from '../customers/adjust-points.ts';
import { toFaults } from '../schema-faults.ts';
import { isStorable } from '../storable.ts';
import { invalidBody } from '../validate.ts';

/** The most points that one correction gives or takes. */
const MOST_POINTS = 10_000_000;

const adjustment = {
  type: 'object',
  additionalProperties: false,
  required: ['id', 'points', 'why'],
  properties: {
    id: { type: 'string', pattern: '^[A-Za-z0-9_-]{16,64}$', description: 'An id of 16 to 64 letters and digits.' },
    points: {
      type: 'integer',
      minimum: -MOST_POINTS,
      maximum: MOST_POINTS,
      not: { const: 0 },
      description: `A whole number, not 0, of at most ${MOST_POINTS}.`,
    },
    why: { type: 'string', minLength: 1, maxLength: 200 },
  },
};

const questions = {
  type: 'object',
  additionalProperties: false,
  required: ['questions'],
  properties: {
    questions: {
      type: 'array',
      maxItems: 5,
      uniqueItems: true,
      items: { type: 'string', minLength: 1, maxLength: 100 },
    },
  },
};

function compile<Body>(schema: object) {
  const create = compileLater(() =>
    new Ajv2020({ strict: true, allErrors: true, verbose: true }).compile<Body>(schema),
  );
  /** @throws Problem 422 */
  return (body: unknown): Body => {
    const validator = create();
    if (!validator(body)) throw invalidBody(toFaults(validator.errors ?? []), 'The body');
    if (!isStorable(body)) throw invalidBody([{ path: '', message: 'has a NUL or a lone surrogate' }], 'The body');
    return body;
  };
}

/** @throws Problem 422 */
export const readAdjustment = compile<Omit<PointAdjustment, 'customer'>>(adjustment);

const readBody = compile<{ readonly questions: readonly string[] }>(questions);

/** @throws Problem 422 */
export const readQuestions = (body: unknown): readonly string[] => readBody(body).questions;
