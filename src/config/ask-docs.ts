/** The descriptions of the asking rules, for the JSON Schema and `docs/asking.md`. */
import type { ruleDeclaration } from './ask-declaration.ts';
import type { Docs } from './vocabulary.ts';
import type { wordingDeclaration } from './wording-declaration.ts';

export const askDescription = 'When customers are asked for their opinion: rules by the name of the question.';

export const cooldownDoc = {
  description: 'Days between any two questions that come by themselves.',
  example: '14',
};

export const ruleDocs: Docs<typeof ruleDeclaration> = {
  description: 'When one question is asked, and its words. All conditions must hold at once.',
  fields: {
    kind: {
      description: 'The kind of question. Required where the name of the rule is not itself a kind.',
      example: '"choice"',
    },
    mode: {
      description: 'How the question comes: a card in the corner, or a small tab that the customer can open.',
      example: '"tab"',
    },
    after: {
      description:
        'Ask only after an event that your page tracked, for example with `lojal.track("purchase", { order })`. Each order counts once.',
      fields: {
        event: { description: 'The name of the event.', example: '"purchase"' },
        days: { description: 'Days of 24 hours from the event until the question may come.', example: '7' },
        within: { description: 'Days after that in which the question may still come.', example: '30' },
      },
    },
    urls: {
      description:
        'Ask only on these pages, by their path. `*` stands for any characters. Questions never come in the cart or at the checkout.',
      fields: {
        allow: { description: 'Only on these paths. Without any, on all.', example: '["/account*"]' },
        deny: { description: 'Never on these paths. Wins over `allow`.', example: '["/support/*"]' },
      },
    },
    delay: { description: 'Seconds since the page was opened.', example: '20' },
    scroll: { description: 'Percent of the page that the customer has scrolled past.', example: '60' },
    dwell: { description: 'Seconds for which the page was visible.', example: '20' },
    exit: {
      description:
        'Ask only when the customer is about to leave: the mouse at the top edge, a fast scroll up, or the back gesture on a touch screen.',
      example: 'true',
    },
    segment: {
      description: 'Ask only these customers.',
      fields: {
        tier: { description: 'Ids of levels. Without any, all customers.', example: '["gold"]' },
        orders: {
          description: 'The number of orders, both bounds included.',
          fields: {
            min: { description: 'The fewest orders.', example: '2' },
            max: { description: 'The most orders. The default stands for any number.', example: '10' },
          },
        },
        lang: { description: 'Languages of the page. Without any, all.', example: '["sv", "en-GB"]' },
      },
    },
    sample: {
      description: 'The fraction of customers who are asked: 0.25 is one in four. It is stable for each customer.',
      example: '0.25',
    },
    again: {
      description: 'Days until the question may come again.',
      fields: {
        shown: { description: 'Days after the question was shown.', example: '14' },
        dismissed: { description: 'Days after the question was closed without an answer.', example: '60' },
        answered: {
          description:
            'Days after the question was answered. A review with `after` comes once per order instead; without `after` it waits the default of the other kinds.',
          example: '365',
        },
      },
    },
    showings: {
      description: 'The number of showings without an answer after which the question never comes again.',
      example: '2',
    },
    priority: {
      description:
        'Of several questions that could come, the one with the highest priority comes. Of equal ones, the first in the program.',
      example: '10',
    },
  },
};

export const wordingDocs: Docs<typeof wordingDeclaration> = {
  description: 'The words of a question.',
  fields: {
    question: {
      description:
        'Your own question in place of the built-in one. `{name}` stands for the shop or product that is asked about.',
      example: '"Why do you shop with us?"',
    },
    version: {
      description: 'The version of your question. It is stored with each answer.',
      example: '"2026-11"',
    },
    options: {
      description: 'The options of a `choice` or `exit` question.',
      items: {
        description: 'One option.',
        fields: {
          id: { description: 'Stored with the answer. It must not change later.', example: '"price"' },
          text: { description: 'The text that customers read.', example: '"The prices"' },
        },
      },
    },
    several: {
      description: 'Whether customers can choose more than one option. Without it, one.',
      example: 'true',
    },
    other: {
      description:
        'Whether the last option is "Something else", with a text field. Without it, only an `exit` question without `options` has this option.',
      example: 'true',
    },
    shuffle: {
      description: 'Whether options come in a random order, so that none is favoured. Without it, they do.',
      example: 'false',
    },
    next: {
      description: 'A link in the thanks.',
      fields: {
        text: { description: 'The text of the link.', example: '"See new records"' },
        url: { description: '`https:`, or a path on your site.', example: '"/new"' },
      },
    },
    testimonial: {
      description:
        'Whether a customer who would recommend you is then asked for words that you may quote in your marketing. Without it, no.',
      example: 'true',
    },
  },
};
