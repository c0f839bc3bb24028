/** What a ledger may contain. `account-docs.ts` describes each key. A file of its own, because it is loaded late. */
import { count, money, totalsDeclaration } from './account-declaration.ts';
import { MOST_RULES } from './ask-declaration.ts';
import { currency, id, LARGEST, link, times } from './common-declarations.ts';
import type { ObjectType, VariantsType } from './vocabulary.ts';

const entry = { id, at: { type: 'date' } } as const;
const why = { type: 'text' } as const;
/** Which rule of the program gave the points, and from which day they can be spent. */
const earned = { rule: id, available: { type: 'date' } } as const;

/** What multiplied the points of an order. */
const factor = {
  type: 'object',
  required: ['by', 'times', 'points'],
  fields: {
    by: { type: 'enum', values: ['tier', 'membership', 'campaign'] },
    id,
    times,
    points: { ...count, minimum: -LARGEST },
  },
} as const satisfies ObjectType;

/** One entry of the ledger. */
export const entryDeclaration = {
  type: 'variants',
  kinds: {
    order: {
      type: 'object',
      required: ['id', 'at', 'spend'],
      fields: {
        ...entry,
        spend: money,
        currency,
        points: count,
        pending: { type: 'boolean' },
        ...earned,
        campaign: id,
        times: { type: 'number', minimum: 0, maximum: 1e9, decimals: 6 },
        base: count,
        factors: { type: 'list', noun: 'factor', items: factor, maximum: 3 },
      },
    },
    refund: {
      type: 'object',
      required: ['id', 'at', 'spend', 'of'],
      fields: { ...entry, spend: money, currency, of: id, points: count },
    },
    redeem: {
      type: 'object',
      required: ['id', 'at', 'points'],
      fields: { ...entry, points: count, reward: id, code: { type: 'line' } },
    },
    release: { type: 'object', required: ['id', 'at', 'of'], fields: { ...entry, of: id } },
    bonus: { type: 'object', required: ['id', 'at', 'points'], fields: { ...entry, points: count, why, ...earned } },
    adjust: {
      type: 'object',
      required: ['id', 'at', 'points'],
      fields: { ...entry, points: { ...count, minimum: -LARGEST }, why },
    },
    carried: {
      type: 'object',
      required: ['id', 'at', 'points', 'spend', 'orders', 'left'],
      fields: {
        ...entry,
        points: count,
        spend: money,
        orders: count,
        left: count,
        available: { type: 'date' },
        pending: { type: 'boolean' },
      },
    },
  },
} as const satisfies VariantsType;

/** What a server adds to the account of a customer. Late: only the parts that earn and redeem read these keys. */
const held = {
  codes: {
    type: 'list',
    noun: 'code',
    maximum: 1000,
    late: true,
    items: {
      type: 'object',
      required: ['id', 'reward', 'code', 'state'],
      fields: {
        id,
        reward: id,
        code: { type: 'line' },
        state: { type: 'enum', values: ['issued', 'used', 'expired', 'returned'] },
        expires: { type: 'date' },
      },
    },
  },
  referral: {
    type: 'object',
    required: ['code', 'url'],
    fields: { code: { type: 'line' }, url: link },
    late: true,
  },
  membership: { type: 'object', required: ['until'], fields: { until: { type: 'date' } }, late: true },
  earned: { type: 'json', late: true },
  birthday: {
    type: 'object',
    required: ['month', 'day'],
    fields: {
      month: { type: 'number', integer: true, minimum: 1, maximum: 12 },
      day: { type: 'number', integer: true, minimum: 1, maximum: 31 },
    },
    late: true,
  },
  replies: {
    type: 'list',
    noun: 'reply',
    maximum: 50,
    unique: ['id'],
    late: true,
    items: {
      type: 'object',
      required: ['id', 'at', 'text'],
      fields: { id, at: { type: 'line' }, text: { type: 'text', filled: true }, url: link },
    },
  },
  ask: { type: 'list', noun: 'question', items: id, maximum: MOST_RULES, late: true },
  recent: { type: 'list', noun: 'recent entry', items: entryDeclaration, maximum: 1000, late: true },
} as const;

/** What a server adds, without the rest of the account. */
export const heldDeclaration = { type: 'object', fields: held } as const satisfies ObjectType;

/** An account with its ledger. */
export const accountDeclaration = {
  ...totalsDeclaration,
  fields: {
    ...totalsDeclaration.fields,
    ledger: { type: 'list', noun: 'entry', items: entryDeclaration, maximum: 1e6 },
    ...held,
  },
} as const satisfies ObjectType;
