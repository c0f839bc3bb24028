import { eventSchema, lang, product, revision, text } from './event.ts';

/** `lojal.nps.answered.v1`: how likely a customer is to recommend the shop, 0 to 10. */
export const npsAnswered = eventSchema('nps-answered', 'lojal.nps.answered.v1', 'NPS answered', {
  type: 'object',
  description: 'The answer.',
  additionalProperties: false,
  required: ['score', 'lang', 'revision'],
  properties: {
    score: { type: 'integer', minimum: 0, maximum: 10, description: 'From 0, not at all likely, to 10.' },
    comment: text(2000, 'Why, in the words of the customer.'),
    contact: { type: 'boolean', description: 'Whether the shop may write to the customer about this answer.' },
    product: {
      description: 'What was asked about, if it was not the shop itself: a name, or a product.',
      anyOf: [text(200, 'The name as the customer saw it, at least 1 character.', 1), product],
    },
    lang,
    revision,
  },
});
