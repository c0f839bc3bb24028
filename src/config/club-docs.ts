/** The descriptions of the keys by which points are earned and spent at a server. */
import type {
  campaignsDeclaration,
  earnDeclaration,
  membershipDeclaration,
  referralDeclaration,
  rewardFields,
} from './club-declarations.ts';
import type { programDeclaration } from './program-declaration.ts';
import type { Docs } from './vocabulary.ts';

export const ownIdDoc = 'Your own name for it. It is stored and must not change later.';

const rewardDocs: Docs<{ type: 'object'; fields: typeof rewardFields }>['fields'] = {
  kind: {
    description:
      'What the customer gets. All but `link` give a code: an amount off (`discount`), a part off (`percent`), free shipping (`shipping`), a product (`product`), a gift (`gift`), a donation in the name of the customer (`donation`), or something from a partner (`partner`).',
    example: '"discount"',
  },
  value: {
    description: 'The amount off in the currency (`discount`), or the percentage (`percent`).',
    example: '10',
  },
  minimum: { description: 'The least amount of goods for which the code can be used.', example: '50' },
  product: { description: 'Your id of the product (`product`).', example: '"fjord-lp"' },
  expire: {
    description: 'When the code ends. Without it never.',
    fields: { after: { description: 'The time from the day of the redemption.', example: '"P3M"' } },
  },
  cause: { description: 'What the donation is for (`donation`).', example: '"Trees for Lapland"' },
  partner: { description: 'The partner who gives the reward (`partner`).', example: '"Café Nord"' },
};

export const rewardsDocs: Docs<(typeof programDeclaration)['fields']['rewards']> = {
  description: 'What customers can exchange points for.',
  items: {
    description: 'One reward.',
    fields: {
      id: ownIdDoc,
      name: { description: 'The name that customers read.', example: '"10 € off vinyl"' },
      points: { description: 'The price in points.', example: '1000' },
      url: {
        description: 'The page where customers get the reward: `https:`, or a path on your site.',
        example: '"/rewards/vinyl10"',
      },
      ...rewardDocs,
    },
  },
};

export const earnDocs: Docs<typeof earnDeclaration> = {
  description: 'What customers can do for points, beside orders. A server gives the points.',
  items: {
    description: 'One rule.',
    fields: {
      id: ownIdDoc,
      when: {
        description:
          'What is rewarded: joining, a review or an NPS answer of a customer with a token (whatever it says), the birthday, the anniversary of the first paid order, or a visit to `url`.',
        example: '"review"',
      },
      points: { description: 'The points that it gives.', example: '20' },
      every: {
        description:
          'The least time between two times. Default: `visit` once, `nps` 90 days. `join` is always once, `birthday` and `anniversary` at most once a year, and `review` once for each order or product that the customer bought.',
        example: '"P90D"',
      },
      name: {
        description: 'What the customer reads, for example for a visit.',
        example: '"Follow us on Instagram"',
      },
      url: { description: 'Where a visit leads: `https:`, or a path on your site.', example: '"/club"' },
    },
  },
};

export const campaignsDocs: Docs<typeof campaignsDeclaration> = {
  description: 'Times in which orders earn more. Of several, the one that gives an order the most points counts.',
  items: {
    description: 'One campaign.',
    fields: {
      id: ownIdDoc,
      name: { description: 'The name that customers read.', example: '"Double points"' },
      from: { description: 'The first day.', example: '"2026-06-01"' },
      until: { description: 'The first day on which it no longer holds.', example: '"2026-06-08"' },
      times: { description: 'What the points are multiplied by.', example: '2' },
      products: {
        description: 'Your ids of the products whose part of an order is multiplied. Without it the whole order is.',
        example: '["fjord-lp"]',
      },
      tiers: { description: 'The ids of the levels for which it holds. Without it for all.', example: '["gold"]' },
      holdout: {
        description: 'The fraction of customers who are left out, so that the effect can be measured.',
        example: '0.1',
      },
    },
  },
};

export const referralDocs: Docs<typeof referralDeclaration> = {
  description: 'What a friend and the customer who invites the friend (the advocate) get. Invitations need a server.',
  fields: {
    friend: {
      description: 'What the friend gets, as a code. Without it nothing.',
      fields: {
        kind: { description: 'As in `rewards`.', example: '"discount"' },
        name: { description: 'What the friend reads, for example for a gift.', example: '"A tote bag"' },
        value: { description: 'As in `rewards`.', example: '10' },
        minimum: { description: 'As in `rewards`.', example: '50' },
        product: { description: 'As in `rewards`.', example: '"tote"' },
        expire: {
          description: 'When the code ends. Without it never.',
          fields: { after: { description: 'The time from the day of the claim.', example: '"P1M"' } },
        },
      },
    },
    advocate: {
      description: 'What the advocate gets. Without it nothing.',
      fields: {
        points: { description: 'The points.', example: '500' },
        per: { description: 'How many friends one reward takes.', example: '3' },
      },
    },
    qualifies: {
      description: 'Which first order of the friend counts.',
      fields: {
        minimum: { description: 'The least amount of that order, counting only what earns points.', example: '50' },
        after: { description: 'The time from that order to the reward: your return window.', example: '"P14D"' },
      },
    },
    most: { description: 'The most friends for whom one advocate is rewarded in a calendar year.', example: '10' },
    url: { description: 'The page that the link of the advocate leads to.', example: '"/welcome"' },
  },
};

export const membershipDocs: Docs<typeof membershipDeclaration> = {
  description: 'A membership that customers pay for.',
  fields: {
    name: { description: 'The name that customers read.', example: '"Nord Plus"' },
    price: { description: 'The price of a period, in the currency.', example: '29' },
    period: { description: 'The length of a period.', example: '"P1Y"' },
    url: { description: 'The page where customers buy it.', example: '"/plus"' },
    perks: { description: 'What it gives, in a few words each.', example: '["Free returns"]' },
    times: { description: 'What the server multiplies the points of an order by.', example: '2' },
  },
};
