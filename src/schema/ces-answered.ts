import { eventSchema, lang, revision } from './event.ts';
import { about, asked, comment } from './question-fields.ts';

/** `lojal.ces.answered.v1`: how far a customer agrees that something was easy, 1 to 7. */
export const cesAnswered = eventSchema('ces', 'CES answered', {
  type: 'object',
  description: 'The answer.',
  additionalProperties: false,
  required: ['score', 'lang', 'revision'],
  properties: {
    score: { type: 'integer', minimum: 1, maximum: 7, description: 'From 1, strongly disagree, to 7, strongly agree.' },
    comment,
    product: about,
    asked,
    lang,
    revision,
  },
});
