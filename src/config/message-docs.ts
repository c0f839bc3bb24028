/** The descriptions of the keys of messages. */
import type { messagesDeclaration } from './message-declarations.ts';
import type { Docs } from './vocabulary.ts';

/** The keys that every message has, with an example of its text. */
const common = (placeholders: string, text: string) => ({
  text: {
    description: `Your own sentence in place of the built-in one.${placeholders}`,
    example: text,
  },
  url: { description: 'The page that a link in the message leads to. Without it, no link.', example: '"/new"' },
  holdout: {
    description: 'The fraction of customers who never get the message, so that the effect can be measured.',
    example: '0.1',
  },
});

export const messagesDocs: Docs<typeof messagesDeclaration> = {
  description: 'What customers are told by a card in the corner.',
  fields: {
    near: {
      description: 'The next level is near.',
      fields: {
        within: {
          description: 'The part of the way from one level to the next that may still be missing.',
          example: '0.1',
        },
        ...common(' `{amount}` is what is missing, `{level}` the next level.', '"Only {amount} to {level}!"'),
      },
    },
    expiring: {
      description: 'Points expire soon.',
      fields: {
        days: { description: 'How many days before the points expire.', example: '30' },
        ...common(
          ' `{amount}` are the points, `{date}` is the first day without them.',
          '"Use {amount} before {date}."',
        ),
      },
    },
    lapsed: {
      description: 'The customer has not ordered for long. Needs an account with a ledger.',
      fields: {
        days: { description: 'The least number of days since the last order.', example: '180' },
        ...common('', '"Good to see you. We have new records."'),
      },
    },
    birthday: {
      description:
        'The points of a birthday have been given within the last 7 days. Needs a rule with `birthday` in `earn`, and an account with a ledger.',
      fields: common(' `{amount}` are the points.', '"Happy birthday! Enjoy {amount}."'),
    },
  },
};
