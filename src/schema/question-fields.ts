import { ABOUT, SUPPLIED, WRITTEN } from '../config/answer-limits.ts';
import { ID_LETTERS, MOST_OPTIONS, TEXT_LETTERS } from '../config/config-limits.ts';
import { moment, product, type Schema, text } from './event.ts';

/** What the answers to different questions have in common. */

/** The question as the customer saw it. Optional: the first widgets did not say it. */
export const asked: Schema = {
  type: 'object',
  description: 'What was asked, when and where, kept so that the answer can be understood later.',
  additionalProperties: false,
  required: ['text', 'version', 'at', 'page'],
  properties: {
    text: text(SUPPLIED.asked.text, 'The question in the very words that were shown.'),
    version: text(
      SUPPLIED.asked.version,
      "The version of these words: Lojal's own, such as lojal-2; or the shop's name for its own, else own.",
    ),
    at: moment('When the question was shown, by the clock of the device.'),
    page: {
      type: 'string',
      maxLength: SUPPLIED.asked.page,
      pattern: '^/[^?#\\u0000\\uD800-\\uDFFF]*$',
      description: 'The path of the page on which it was shown, without query and fragment: /account/orders.',
    },
  },
};

/** The product that a question named. */
export const about: Schema = {
  description: 'What was asked about, if it was not the shop itself: a name, or a product.',
  anyOf: [text(ABOUT, 'The name as the customer saw it, at least 1 character.', 1), product],
};

/** The words after a score or a choice. */
export const comment = text(WRITTEN.comment, 'Why, in the words of the customer.');

/** The options that a customer chose, twice: for a program to count, and for a person to read. */
export const chosen = {
  choices: {
    type: 'array',
    minItems: 1,
    maxItems: MOST_OPTIONS,
    uniqueItems: true,
    items: text(ID_LETTERS, 'The id of an option, at least 1 character.', 1),
    description:
      'The ids of what was chosen, 1 to 20, each once: one unless several could be; other for something else.',
  },
  texts: {
    type: 'array',
    minItems: 1,
    maxItems: MOST_OPTIONS,
    items: text(TEXT_LETTERS, 'An option in the words that were shown.'),
    description: 'The same options in the words that were shown, in the order of the ids.',
  },
  other: text(WRITTEN.other, 'What else it is, in the words of the customer.'),
} as const;
