/** The descriptions of a program's keys, for the JSON Schema and `docs/program.md`. */
import { campaignsDocs, earnDocs, membershipDocs, ownIdDoc, referralDocs, rewardsDocs } from './club-docs.ts';
import { messagesDocs } from './message-docs.ts';
import type { programDeclaration } from './program-declaration.ts';
import type { Docs } from './vocabulary.ts';

export const programDocs: Docs<typeof programDeclaration> = {
  description: 'What your loyalty program is. Every key is optional. At most 32 KiB.',
  fields: {
    name: { description: 'The name of the loyalty program.', example: '"Nord Records Club"' },
    shop: {
      description:
        'The name of the shop. Questions, reviews and the consent use this name. Without it they use `name`.',
      example: '"Nord Records"',
    },
    currency: {
      description: 'The currency of every amount in the program and in accounts: three letters of ISO 4217.',
      example: '"SEK"',
    },
    timeZone: {
      description:
        'The time zone of your shop, a name of the IANA database. It decides which day is today. Without it, the time zone of the customer does.',
      example: '"Europe/Stockholm"',
    },
    points: {
      description: 'How customers earn points, what the points are called and when they expire.',
      fields: {
        perUnit: {
          description: 'Points for one unit of the currency, for example 1 €. Each order is rounded down.',
          example: '0.5',
        },
        value: {
          description:
            'What one point is worth, in the currency: 0.01 is one cent. Without it no value in money is shown.',
          example: '0.01',
        },
        label: {
          description: 'Your word for points: one text, plural forms, or either of these by language.',
          example: '{ "one": "bean", "other": "beans" }',
        },
        expire: {
          description: 'When points expire. Without it they never do.',
          fields: {
            after: {
              description:
                'The time from the day of the order: years, months, weeks and days, as an ISO 8601 duration. `P90D` is 90 days.',
              example: '"P1Y6M"',
            },
          },
        },
        counts: {
          description:
            'Which parts of an order beside the goods earn points and count for tiers, when a server books orders.',
          example: '["tax", "shipping"]',
        },
        available: {
          description: 'When the points of an order can be spent. Without it at once.',
          fields: {
            after: {
              description: 'The time from the day of the order, for example your return window.',
              example: '"P14D"',
            },
          },
        },
        clawback: {
          description:
            'What a refund does if the points were spent: the balance goes below 0 (`below-zero`), or at most to 0 (`to-zero`).',
          example: '"to-zero"',
        },
      },
    },
    tiers: {
      description: 'The levels that customers reach.',
      fields: {
        metric: {
          description:
            'What counts towards a level: money spent, points earned, or the number of orders. Spending points changes nothing.',
          example: '"orders"',
        },
        period: {
          description:
            'The time that counts: all of it, the last months (`months`), or the calendar year. A level of a calendar year lasts to the end of the next year.',
          example: '"rolling"',
        },
        months: { description: 'The length of a rolling period, in months.', example: '6' },
        levels: {
          description:
            'The levels, from the lowest to the highest. Customers remember up to 5; a server takes at most 7.',
          items: {
            description: 'One level.',
            fields: {
              id: ownIdDoc,
              name: { description: 'The name that customers read.', example: '{ "en": "Gold", "sv": "Guld" }' },
              from: {
                description:
                  'Where the level begins: an amount in the currency when `metric` is `spend`, else a whole number.',
                example: '200',
              },
              perks: { description: 'What the level gives, in a few words each.', example: '["Free shipping"]' },
              times: {
                description: 'What the server multiplies the points of an order by while a customer has this level.',
                example: '1.5',
              },
            },
          },
        },
      },
    },
    rewards: rewardsDocs,
    earn: earnDocs,
    campaigns: campaignsDocs,
    referral: referralDocs,
    membership: membershipDocs,
    messages: messagesDocs,
    measure: {
      description:
        'Whether pages tell the server how often each question and message was shown, closed, answered and left. Counts by day, nothing about a customer. Without it, no.',
      example: 'true',
    },
    ask: 'When customers are asked questions.',
    strings: {
      description:
        'Your own texts in place of the built-in ones: by language, then by key. A text that depends on a number has plural forms.',
      example: '{ "fi": { "thanks": "Kiitos, ystävä!", "stars": { "one": "{n} tähti", "other": "{n} tähteä" } } }',
    },
    autosave: {
      description:
        'What is sent of a question when the customer leaves the page without pressing "Send": the score or the choice (`score`), the words too (`all`), or nothing (`none`). A sentence beside the text field tells the customer. Reviews are only sent by "Send".',
      example: '"none"',
    },
    corner: {
      description: 'The side of a card and of its tab: where a line of the page begins (`start`) or ends (`end`).',
      example: '"start"',
    },
    signInUrl: {
      description: 'The page where customers sign in or create an account. Guests get a link to it.',
      example: '"/account/login"',
    },
    privacyUrl: { description: 'Your privacy page. It is linked below every form.', example: '"/privacy"' },
    incentive: {
      description: 'What you give for a review, if anything. It is shown beside the stars.',
      example: '"50 points"',
    },
    consent: {
      description: 'Your own words for the consent to publish a review.',
      fields: {
        text: { description: 'The words that the customer agrees to.', example: '"You may publish my review."' },
        version: {
          description: 'The version of the text. Change it whenever the text changes; it is stored with each consent.',
          example: '"2026-11"',
        },
      },
    },
  },
};
