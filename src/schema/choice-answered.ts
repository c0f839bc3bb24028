import { eventSchema, lang, revision } from './event.ts';
import { about, asked, chosen } from './question-fields.ts';

/** `lojal.choice.answered.v1`: what a customer chose of the options that the shop gave. */
export const choiceAnswered = eventSchema('choice', 'Choice answered', {
  type: 'object',
  description: 'The answer.',
  additionalProperties: false,
  required: ['choices', 'texts', 'lang', 'revision'],
  properties: { ...chosen, product: about, asked, lang, revision },
});
