import { eventSchema, lang, revision } from './event.ts';
import { about, asked, chosen, comment } from './question-fields.ts';

/** `lojal.exit.answered.v1`: why a customer is leaving. */
export const exitAnswered = eventSchema('exit', 'Exit answered', {
  type: 'object',
  description: 'The answer.',
  additionalProperties: false,
  required: ['choices', 'texts', 'lang', 'revision'],
  properties: { ...chosen, comment, product: about, asked, lang, revision },
});
