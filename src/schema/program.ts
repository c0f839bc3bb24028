/** JSON Schema of the program, for editors and servers. What it accepts `parseProgram` reads without a fault, but for
 * what a schema cannot say: levels out of order, two levels or rewards alike, rates finer than 6 decimals, asking rules
 * deeper than 5 levels or of more than 1,000 values. */

import { askSchema } from './ask.ts';

const languages = '^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$';
const plurals = ['zero', 'one', 'two', 'few', 'many', 'other'] as const;
const line = { type: 'string', maxLength: 500 } as const;
const text = { $ref: '#/$defs/text' } as const;
const id = {
  type: 'string',
  pattern: '^[\\s\\S]{1,200}$',
  description: 'Your own name for it. It must not change later.',
} as const;
const amount = 100_000_000_000;

const byLanguage = (value: object) =>
  ({
    type: 'object',
    propertyNames: { pattern: languages },
    additionalProperties: value,
    minProperties: 1,
    maxProperties: 500,
  }) as const;

const forms = (value: object) =>
  ({
    type: 'object',
    required: ['other'],
    additionalProperties: false,
    properties: Object.fromEntries(plurals.map((category) => [category, value])),
  }) as const;

const link = {
  type: 'string',
  pattern:
    '^(?:https://[^\\s\\\\/?#]|http://(?:localhost|127\\.0\\.0\\.1|\\[::1\\])(?![^:/?#])|/(?!/)|\\./|[?#])[^\\s\\\\]{0,2000}$',
} as const;

export const programSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: 'urn:lojal:schema:program:v1',
  title: 'Lojal program',
  description: 'What your loyalty program is. Everything is optional; at most 32 KiB.',
  type: 'object',
  additionalProperties: false,
  properties: {
    name: { ...text, description: 'What the program is called.' },
    currency: {
      type: 'string',
      pattern: '^[A-Za-z]{3}$',
      default: 'EUR',
      description: 'The currency of every amount here and in accounts: three letters of ISO 4217.',
    },
    points: {
      type: 'object',
      additionalProperties: false,
      description: 'How points are earned, what they are called and when they are lost.',
      properties: {
        perUnit: {
          type: 'number',
          minimum: 0,
          maximum: 1_000_000,
          default: 1,
          description: 'Points for 1 of the currency (1 €); each order is rounded down. At most 6 decimals.',
        },
        value: {
          type: 'number',
          minimum: 0,
          maximum: 1_000_000,
          description: 'What one point is worth, in the currency: 0.01 is one cent. Without it no worth is shown.',
        },
        label: {
          description:
            'Your word for points: one text, plural forms ({"one":"bean","other":"beans"}), or these by language.',
          anyOf: [
            line,
            forms(text),
            {
              ...byLanguage({ anyOf: [line, forms(line)] }),
              propertyNames: { pattern: languages, not: { enum: plurals } },
            },
          ],
        },
        expire: {
          type: 'object',
          additionalProperties: false,
          required: ['after'],
          description: 'When points are lost. Without it they never are.',
          properties: {
            after: {
              type: 'string',
              pattern: '^P(?=.*[1-9])(\\d{1,3}Y)?(\\d{1,3}M)?$',
              description: 'After how many months or years, counted from the day of the order: P12M, P1Y, P1Y6M.',
            },
          },
        },
      },
    },
    tiers: {
      type: 'object',
      additionalProperties: false,
      required: ['levels'],
      description: 'The levels that a customer climbs.',
      properties: {
        metric: {
          enum: ['spend', 'points', 'orders'],
          default: 'spend',
          description: 'What is counted: money spent, points earned (spending them changes nothing), or orders.',
        },
        period: {
          enum: ['lifetime', 'rolling', 'calendar-year'],
          default: 'lifetime',
          description:
            'Over which time: for ever; the last `months`; or the calendar year, where a level is kept to the end of the next.',
        },
        months: {
          type: 'integer',
          minimum: 1,
          maximum: 1200,
          default: 12,
          description: 'Length of a rolling period.',
        },
        levels: {
          type: 'array',
          minItems: 1,
          maxItems: 7,
          description: 'From the lowest to the highest. More than 7 are read, but customers do not follow them.',
          items: {
            type: 'object',
            additionalProperties: false,
            required: ['id', 'name', 'from'],
            properties: {
              id,
              name: text,
              from: {
                type: 'number',
                minimum: 0,
                maximum: amount,
                description: 'Where the level begins: in the currency for `spend` (200 is 200 €), else a whole number.',
              },
              perks: {
                type: 'array',
                maxItems: 50,
                items: text,
                description: 'What this level gives, in a few words each.',
              },
            },
          },
        },
      },
      if: { required: ['metric'], properties: { metric: { enum: ['points', 'orders'] } } },
      // biome-ignore lint/suspicious/noThenProperty: the keyword of JSON Schema
      then: { properties: { levels: { items: { properties: { from: { type: 'integer' } } } } } },
    },
    rewards: {
      type: 'array',
      maxItems: 200,
      description: 'What points can be exchanged for.',
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['id', 'name', 'points'],
        properties: {
          id,
          name: text,
          points: { type: 'integer', minimum: 1, maximum: amount, description: 'Its price in points.' },
          url: { ...link, description: 'Where it can be had: https: or a path on your site.' },
        },
      },
    },
    ask: askSchema,
    strings: {
      ...byLanguage({
        type: 'object',
        propertyNames: { pattern: '^[A-Za-z][\\w.-]{0,59}$' },
        additionalProperties: { anyOf: [line, forms(line)] },
        minProperties: 1,
        maxProperties: 500,
      }),
      description: 'Your own words in place of ours: by language, then by key; plural forms where a number decides.',
    },
    privacyUrl: { ...link, description: 'Your privacy page, linked beside every form.' },
    incentive: { ...text, description: 'What you give for a review, if anything. It is shown beside the stars.' },
    consent: {
      type: 'object',
      additionalProperties: false,
      required: ['text', 'version'],
      description: 'Your own words for the consent to publish a review.',
      properties: {
        text,
        version: { ...line, description: 'Change it whenever the text changes; it is stored with each consent.' },
      },
    },
  },
  $defs: {
    link,
    text: {
      description: 'A text of at most 500 characters, or one by language: {"en":"Silver","sv":"Silver"}.',
      anyOf: [line, byLanguage(line)],
    },
  },
} as const;
