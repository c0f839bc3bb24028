import { SUPPLIED, WRITTEN } from '../config/answer-limits.ts';
import { eventSchema, lang, moment, product, revision, text } from './event.ts';
import { asked } from './question-fields.ts';

const author = {
  type: 'object',
  description: 'How the customer wants to be named.',
  additionalProperties: false,
  required: ['display'],
  properties: {
    name: text(WRITTEN.name, 'The name that the customer gave.'),
    display: {
      enum: ['full', 'initial', 'anonymous'],
      description: 'What may be shown of the name: all of it, only the initial of the last name, or nothing.',
    },
  },
};

const consent = {
  type: 'object',
  description: 'What the customer agreed to, kept so that it can be proved later.',
  additionalProperties: false,
  required: ['publish', 'scopes', 'text', 'version', 'at'],
  properties: {
    publish: { type: 'boolean', description: 'Whether the review may be published.' },
    scopes: {
      type: 'array',
      maxItems: 10,
      items: text(40, 'One place or use, at least 1 character: site, marketing.', 1),
      description: 'Where it may be published, and for what it may be used.',
    },
    text: text(SUPPLIED.consent.text, 'The very words that the customer agreed to, at least 1 character.', 1),
    version: text(SUPPLIED.consent.version, "The shop's name for this wording, at least 1 character.", 1),
    at: moment('When the customer decided.'),
  },
};

/** `lojal.review.answered.v1`: stars from 1 to 5, words, and the consent to publish them. */
export const reviewAnswered = eventSchema('review', 'Review answered', {
  type: 'object',
  description: 'The review.',
  additionalProperties: false,
  required: ['rating', 'consent', 'lang', 'revision'],
  properties: {
    rating: { type: 'integer', minimum: 1, maximum: 5, description: 'Stars, from 1 to 5.' },
    title: text(WRITTEN.title, 'One line over the review.'),
    body: text(WRITTEN.body, 'The review in the words of the customer.'),
    author,
    product,
    order: text(SUPPLIED.order, "The shop's own id of the order."),
    consent,
    incentive: text(SUPPLIED.incentive, 'What was given or promised for the review, in words; absent if nothing was.'),
    purpose: {
      enum: ['review', 'testimonial'],
      description: 'A review of a product, which is what an absent purpose means, or words about the shop itself.',
    },
    website: text(
      200,
      'Empty: the field that people never see. What fills it in is a program, so the review is suspect.',
    ),
    seconds: {
      type: 'integer',
      minimum: 0,
      maximum: 86_400,
      description: 'Seconds from the form being shown to its being sent, a day at most. Under 2 is suspect.',
    },
    asked,
    lang,
    revision,
  },
});
