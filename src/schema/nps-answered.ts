import { eventSchema, lang, revision } from './event.ts';
import { about, asked, comment } from './question-fields.ts';

/** `lojal.nps.answered.v1`: how likely a customer is to recommend the shop, 0 to 10. */
export const npsAnswered = eventSchema('nps', 'NPS answered', {
  type: 'object',
  description: 'The answer.',
  additionalProperties: false,
  required: ['score', 'lang', 'revision'],
  properties: {
    score: { type: 'integer', minimum: 0, maximum: 10, description: 'From 0, not at all likely, to 10.' },
    comment,
    contact: { type: 'boolean', description: 'Whether the shop may write to the customer about this answer.' },
    product: about,
    asked,
    lang,
    revision,
  },
});
