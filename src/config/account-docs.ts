/** The descriptions of an account's keys, for the JSON Schema and `docs/program.md`. */
import { entryDocs } from './entry-docs.ts';
import type { accountDeclaration } from './ledger-declaration.ts';
import type { Docs } from './vocabulary.ts';

export const accountDocs: Docs<typeof accountDeclaration> = {
  description:
    'What your shop knows of one customer: totals, a ledger, or both. Totals that are missing are computed from the ledger. At most 8 MiB.',
  fields: {
    id: { description: 'Your own opaque id for the customer. Never an e-mail address.', example: '"c_1042"' },
    currency: {
      description:
        'The currency of the amounts in this account. Where it differs from the currency of the program, no money is shown. Without it, the amounts are in the currency of the program.',
      example: '"SEK"',
    },
    points: { description: 'Points that can be spent now. May be below 0.', example: '1280' },
    pending: {
      description: 'Points that are earned but cannot be spent yet. They are not part of `points`.',
      example: '40',
    },
    lifetime: { description: 'All points ever earned. Tiers that count points use this number.', example: '3100' },
    spend: { description: 'Money spent, in the currency of the program.', example: '412.5' },
    orders: { description: 'The number of orders.', example: '9' },
    expiring: { description: 'Points that expire next. Write `expires` as well.', example: '120' },
    expires: {
      description:
        'The first day on which these points are gone: the last day to use them is the day before. Write `expiring` as well.',
      example: '"2027-01-01"',
    },
    codes: {
      description: 'The codes of the customer, newest first. From a server.',
      items: {
        description: 'One code.',
        fields: {
          id: { description: 'The id of the redemption.', example: '"r1"' },
          reward: { description: 'The id of the reward.', example: '"vinyl10"' },
          code: { description: 'The code.', example: '"K7WQ-3HXR-M9PD"' },
          state: { description: 'What became of it.', example: '"issued"' },
          expires: { description: 'The first day on which it no longer works.', example: '"2026-09-01"' },
        },
      },
    },
    referral: {
      description:
        'The link by which the customer invites friends. The server sends the link after the first `GET referral`.',
      fields: {
        code: { description: 'The code in the link.', example: '"q7wm3hxr9pdk"' },
        url: { description: 'The link.', example: '"/?lojal-referral=q7wm3hxr9pdk"' },
      },
    },
    membership: {
      description: 'The membership that the customer has paid for. From a server.',
      fields: { until: { description: 'The first day on which it no longer holds.', example: '"2027-02-01"' } },
    },
    earned: {
      description: 'When each rule of `earn` last gave points, by its id. From a server.',
      example: '{ "review": "2026-05-02" }',
    },
    birthday: {
      description: 'The birthday that the customer told. From a server.',
      fields: {
        month: { description: 'The month, from 1.', example: '2' },
        day: { description: 'The day of the month.', example: '29' },
      },
    },
    replies: {
      description: 'What you replied to answers of the customer: each is told once, as a message. From a server.',
      items: {
        description: 'One reply.',
        fields: {
          id: { description: 'Your own id for the reply.', example: '"reply-7"' },
          at: {
            description: 'When you replied: a date, or a time of RFC 3339. The oldest is told first.',
            example: '"2026-11-20"',
          },
          text: { description: 'What the customer reads.', example: '"Thank you. We now ship in paper."' },
          url: { description: 'The page that a link in the message leads to.', example: '"/news/paper"' },
        },
      },
    },
    ask: {
      description: 'Names of questions that you want this customer to be asked. From a server.',
      example: '["why"]',
    },
    recent: {
      description: 'The last entries, where `ledger` has been carried forward. Nothing is computed from them.',
      items: { kinds: entryDocs },
    },
    ledger: {
      description: 'The history of the customer, in any order. At most 1,000,000 entries.',
      items: { kinds: entryDocs },
    },
  },
};
