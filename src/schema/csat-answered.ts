import { eventSchema, lang, revision } from './event.ts';
import { about, asked, comment } from './question-fields.ts';

/** `lojal.csat.answered.v1`: how satisfied a customer is, 1 to 5. */
export const csatAnswered = eventSchema('csat', 'CSAT answered', {
  type: 'object',
  description: 'The answer.',
  additionalProperties: false,
  required: ['score', 'lang', 'revision'],
  properties: {
    score: { type: 'integer', minimum: 1, maximum: 5, description: 'From 1, very dissatisfied, to 5, very satisfied.' },
    comment,
    product: about,
    asked,
    lang,
    revision,
  },
});
