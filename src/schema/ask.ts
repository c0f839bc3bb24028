/** JSON Schema of the asking rules. What it accepts `askFaults` finds nothing wrong with, but for two options alike. */

const days = { type: 'number', minimum: 0, maximum: 36_500 } as const;
const patterns = {
  type: 'array',
  maxItems: 50,
  items: { type: 'string', pattern: '^[/*][\\s\\S]{0,199}$' },
} as const;
const text = { $ref: '#/$defs/text' } as const;
const flag = (description: string) => ({ type: 'boolean', description }) as const;

const id = { type: 'string', pattern: '^[\\s\\S]{1,200}$' } as const;

const rule = {
  type: 'object',
  additionalProperties: false,
  description: 'When one question is asked, all of it together, and its words.',
  properties: {
    kind: {
      enum: ['nps', 'review', 'csat', 'ces', 'choice', 'exit'],
      description: 'What is asked. Needed where the name of the rule is not one of these itself.',
    },
    mode: {
      enum: ['corner', 'tab'],
      default: 'corner',
      description: 'A card in the corner, or a small tab that the customer may open.',
    },
    after: {
      type: 'object',
      additionalProperties: false,
      required: ['event'],
      description: 'Only after something that your page told of: lojal.track("purchase", { order }).',
      properties: {
        event: { type: 'string', pattern: '^[\\s\\S]{1,60}$', description: 'The name that you gave to it.' },
        days: { ...days, default: 0, description: 'Not before so many days of 24 hours after it.' },
        within: { ...days, default: 60, description: 'And then for so many days; after that it is too late.' },
      },
    },
    urls: {
      type: 'object',
      additionalProperties: false,
      description:
        'On which pages, by their path; * stands for anything: /products/*. Never in the cart or at the checkout.',
      properties: {
        allow: { ...patterns, description: 'Only on these. Without any: everywhere.' },
        deny: { ...patterns, description: 'Not on these; wins over `allow`.' },
      },
    },
    delay: {
      type: 'number',
      minimum: 0,
      maximum: 86_400,
      default: 5,
      description: 'Seconds after the page was opened.',
    },
    scroll: {
      type: 'number',
      minimum: 0,
      maximum: 100,
      default: 0,
      description: 'Percent of the page that were seen.',
    },
    dwell: {
      type: 'number',
      minimum: 0,
      maximum: 86_400,
      default: 0,
      description: 'Seconds for which the page was in view.',
    },
    exit: flag('Only when the customer is about to leave the page.'),
    segment: {
      type: 'object',
      additionalProperties: false,
      description: 'Whom: all of it together.',
      properties: {
        tier: { type: 'array', maxItems: 50, items: id, description: 'Ids of levels.' },
        orders: {
          type: 'object',
          additionalProperties: false,
          description: 'How many orders, both bounds included.',
          properties: {
            min: { type: 'number', minimum: 0, maximum: 1e9 },
            max: { type: 'number', minimum: 0, maximum: 1e9 },
          },
        },
        lang: {
          type: 'array',
          maxItems: 50,
          items: { type: 'string', pattern: '^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$' },
          description: 'Languages of the page: sv, en-GB.',
        },
      },
    },
    sample: {
      type: 'number',
      minimum: 0,
      maximum: 1,
      default: 1,
      description:
        'The part of all customers that is asked: 0.25 is one in four. The same customer always falls the same way.',
    },
    again: {
      type: 'object',
      additionalProperties: false,
      description: 'Days until it may come again.',
      properties: {
        shown: { ...days, default: 7, description: 'After it was shown.' },
        dismissed: { ...days, default: 30, description: 'After it was closed without an answer.' },
        answered: { ...days, default: 90, description: 'After it was answered. A review comes once per order.' },
      },
    },
    showings: {
      type: 'number',
      minimum: 1,
      maximum: 1000,
      default: 3,
      description: 'After so many showings without an answer it never comes again.',
    },
    priority: {
      type: 'number',
      minimum: -1000,
      maximum: 1000,
      default: 0,
      description: 'Of several questions that could come, the highest does; of equals the first.',
    },
    question: { ...text, description: 'Your own question in place of ours.' },
    version: { type: 'string', maxLength: 500, description: 'The version of your question; stored with each answer.' },
    options: {
      type: 'array',
      maxItems: 20,
      description: 'What can be chosen.',
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['id', 'text'],
        properties: { id: { ...id, description: 'Stored with the answer. It must not change later.' }, text },
      },
    },
    several: flag('Whether more than one option may be chosen.'),
    other: flag('Whether there is an option "Other", with room for words. It is the last one.'),
    shuffle: flag('Whether options come in another order each time, so that none is favoured.'),
    next: {
      type: 'object',
      additionalProperties: false,
      required: ['text', 'url'],
      description: 'A link in the thanks.',
      properties: { text, url: { $ref: '#/$defs/link' } },
    },
    testimonial: flag('Whether a promoter is then asked for words for your own marketing.'),
  },
} as const;

const kinds = ['nps', 'review', 'csat', 'ces', 'choice', 'exit'] as const;

export const askSchema = {
  type: 'object',
  description: 'When customers are asked for their opinion: rules by the name of the question.',
  maxProperties: 21,
  properties: {
    cooldown: { ...days, default: 7, description: 'Days between any two questions that come by themselves.' },
    ...Object.fromEntries(kinds.map((kind) => [kind, rule])),
  },
  additionalProperties: { ...rule, required: ['kind'] },
} as const;
