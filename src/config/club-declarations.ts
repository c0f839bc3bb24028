/**
 * The parts of a program by which points are earned and spent at a server. `program-docs.ts` describes each key. All keys are late:
 * a page that shows points and tiers needs none of them.
 */
import { id, LARGEST, link, times } from './common-declarations.ts';
import type { ListType, ObjectType } from './vocabulary.ts';

const text = { type: 'text' } as const;
const amount = { type: 'number', minimum: 0, maximum: LARGEST } as const;
const points = { type: 'number', integer: true, minimum: 1, maximum: LARGEST } as const;
const after = { type: 'object', required: ['after'], fields: { after: { type: 'duration' } } } as const;

/** What a customer can do for points. `order` is not among them: what an order earns follows from `points`. */
export const earnDeclaration = {
  type: 'list',
  noun: 'rule',
  maximum: 50,
  unique: ['id'],
  default: [],
  late: true,
  items: {
    type: 'object',
    required: ['id', 'when', 'points'],
    fields: {
      id,
      when: { type: 'enum', values: ['join', 'review', 'nps', 'birthday', 'anniversary', 'visit'] },
      points,
      every: { type: 'duration' },
      name: text,
      url: link,
    },
  },
} as const satisfies ListType;

export const campaignsDeclaration = {
  type: 'list',
  noun: 'campaign',
  maximum: 200,
  unique: ['id'],
  default: [],
  late: true,
  items: {
    type: 'object',
    required: ['id', 'from', 'until', 'times'],
    fields: {
      id,
      name: text,
      from: { type: 'date' },
      until: { type: 'date' },
      times,
      products: { type: 'list', noun: 'product', items: id, maximum: 1000 },
      tiers: { type: 'list', noun: 'level', items: id, maximum: 50 },
      holdout: { type: 'number', minimum: 0, maximum: 1, default: 0 },
    },
  },
} as const satisfies ListType;

/** The keys of a reward that a server needs, beside its name and price. */
export const rewardFields = {
  kind: {
    type: 'enum',
    values: ['discount', 'percent', 'shipping', 'product', 'gift', 'donation', 'partner', 'link'],
    default: 'link',
    late: true,
  },
  value: { ...amount, late: true },
  minimum: { ...amount, late: true },
  product: { ...id, late: true },
  expire: { ...after, late: true },
  cause: { ...text, late: true },
  partner: { ...text, late: true },
} as const;

export const referralDeclaration = {
  type: 'object',
  late: true,
  fields: {
    friend: {
      type: 'object',
      required: ['kind'],
      fields: {
        kind: { type: 'enum', values: ['discount', 'percent', 'shipping', 'product', 'gift'] },
        name: text,
        value: amount,
        minimum: amount,
        product: id,
        expire: after,
      },
    },
    advocate: {
      type: 'object',
      required: ['points'],
      fields: { points, per: { type: 'number', integer: true, minimum: 1, maximum: 1000, default: 1 } },
    },
    qualifies: {
      type: 'object',
      default: {},
      fields: { minimum: { ...amount, default: 0 }, after: { type: 'duration' } },
    },
    most: { type: 'number', integer: true, minimum: 1, maximum: 1000, default: 20 },
    url: { ...link, default: '/' },
  },
} as const satisfies ObjectType;

export const membershipDeclaration = {
  type: 'object',
  late: true,
  required: ['name', 'price', 'period'],
  fields: {
    name: text,
    price: amount,
    period: { type: 'duration' },
    url: link,
    perks: { type: 'list', noun: 'perk', items: text, maximum: 50, default: [] },
    times: { ...times, default: 1 },
  },
} as const satisfies ObjectType;
