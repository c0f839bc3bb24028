/** The descriptions of the entries of a ledger, for the JSON Schema and `docs/program.md`. */
import type { entryDeclaration } from './ledger-declaration.ts';
import type { Docs } from './vocabulary.ts';

const id = {
  description: 'Unique in this ledger. Of two entries with the same id, the first counts.',
  example: '"order:10042"',
};
const at = { description: 'The calendar date, in the time zone of your shop.', example: '"2026-02-03"' };

const currency = {
  description: 'The currency of the amount. An entry in another currency than the account cannot be used.',
  example: '"SEK"',
};

const rule = {
  description: 'Your id of the rule that gave the points. Nothing is computed from it.',
  example: '"order"',
};
const available = {
  description: 'The first day on which the points can be spent. Until then they are pending.',
  example: '"2026-02-17"',
};
const why = {
  description: 'The reason, as the customer reads it: a text, or one by language.',
  example: '"Birthday"',
};

export const entryDocs: Docs<typeof entryDeclaration>['kinds'] = {
  order: {
    description: 'An order.',
    fields: {
      id,
      at,
      spend: { description: 'The amount paid, in the currency of the program.', example: '49.9' },
      currency,
      points: { description: 'Points earned, where they are not `spend` × `perUnit`.', example: '100' },
      pending: { description: 'Whether these points cannot be spent yet.', example: 'true' },
      rule,
      available,
      campaign: {
        description: 'Your id of the campaign that multiplied the points. Nothing is computed from it.',
        example: '"june"',
      },
      times: {
        description:
          'What your shop multiplied the points by. Nothing is computed from it: write the product as `points`.',
        example: '2',
      },
      base: { description: 'The points before they were multiplied.', example: '49' },
      factors: {
        description: 'What multiplied the points, and how many points each added. Nothing is computed from it.',
        items: {
          description: 'One of them.',
          fields: {
            by: { description: 'What multiplied them.', example: '"tier"' },
            id: { description: 'The id of the level or the campaign.', example: '"gold"' },
            times: { description: 'By how much.', example: '2' },
            points: {
              description: 'The points that were added; below 0 for points that were taken.',
              example: '49',
            },
          },
        },
      },
    },
  },
  refund: {
    description: 'A refund of an order.',
    fields: {
      id,
      at,
      spend: { description: 'The amount paid back, in the currency of the program.', example: '10' },
      currency,
      of: { description: 'The id of the order.', example: '"order:10042"' },
      points: {
        description: 'Points taken back, where they do not follow from the amount.',
        example: '20',
      },
    },
  },
  redeem: {
    description: 'Points that were spent.',
    fields: {
      id,
      at,
      points: { description: 'The number of points, without a sign.', example: '200' },
      reward: { description: 'The id of the reward. Nothing is computed from it.', example: '"vinyl10"' },
      code: {
        description: 'The code that the customer received. No element shows it.',
        example: '"K7WQ-3HXR-M9PD"',
      },
    },
  },
  release: {
    description:
      'Gives back what a redemption took, to the orders and bonuses from which the points were taken. Points that have expired meanwhile stay expired.',
    fields: { id, at, of: { description: 'The id of the redemption.', example: '"redeem:r1"' } },
  },
  bonus: {
    description: 'Points that were given.',
    fields: {
      id,
      at,
      points: { description: 'The number of points.', example: '50' },
      why,
      rule,
      available,
    },
  },
  carried: {
    description:
      'All orders and bonuses of one day, in the state after the whole history. A server sends these in place of a long history.',
    fields: {
      id,
      at,
      points: { description: 'The points earned, less what refunds took back.', example: '120' },
      spend: { description: 'The money spent, less refunds.', example: '120' },
      orders: { description: 'The number of orders.', example: '2' },
      left: { description: 'The points of that day that can still be spent.', example: '20' },
      available,
      pending: { description: 'Whether these points cannot be spent yet.', example: 'true' },
    },
  },
  adjust: {
    description: 'A correction by your shop. It changes the points that can be spent, and no tier.',
    fields: {
      id,
      at,
      points: { description: 'The number of points; below 0 to take points.', example: '-20' },
      why,
    },
  },
};
