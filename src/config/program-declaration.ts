/** What a program may contain. `program-docs.ts` describes each key. */

import {
  campaignsDeclaration,
  earnDeclaration,
  membershipDeclaration,
  referralDeclaration,
  rewardFields,
} from './club-declarations.ts';
import { currency, id, LARGEST, link, times } from './common-declarations.ts';
import { messagesDeclaration } from './message-declarations.ts';
import type { ObjectType } from './vocabulary.ts';

const text = { type: 'text' } as const;
const rate = { type: 'number', minimum: 0, maximum: 1e6, decimals: 6 } as const;

/** `metric` stands before `levels`, because it says how to read `from`. */
const tiersDeclaration = {
  type: 'object',
  required: ['levels'],
  fields: {
    metric: { type: 'enum', values: ['spend', 'points', 'orders'], default: 'spend' },
    period: { type: 'enum', values: ['lifetime', 'rolling', 'calendar-year'], default: 'lifetime' },
    months: { type: 'number', integer: true, minimum: 1, maximum: 1200, default: 12 },
    levels: {
      type: 'list',
      noun: 'level',
      minimum: 1,
      advised: 7,
      maximum: 50,
      unique: ['id', 'from'],
      items: {
        type: 'object',
        required: ['id', 'name', 'from'],
        fields: {
          id,
          name: text,
          from: { type: 'number', unit: 'metric', minimum: 0, maximum: LARGEST },
          perks: { type: 'list', noun: 'perk', items: text, maximum: 50, default: [] },
          times: { ...times, default: 1, late: true },
        },
      },
    },
  },
} as const satisfies ObjectType;

/** `currency` stands before `tiers`, because two levels differ by at least one minor unit. */
export const programDeclaration = {
  type: 'object',
  fields: {
    name: text,
    shop: text,
    currency: { ...currency, default: 'EUR' },
    /** The form of a name only: whether the zone exists is known to `Intl`, which a first paint does not call. */
    timeZone: {
      type: 'string',
      pattern: /^[A-Za-z][\w+/-]{1,60}$/u,
      format: 'time-zone',
    },
    points: {
      type: 'object',
      default: {},
      fields: {
        perUnit: { ...rate, default: 1 },
        value: rate,
        label: { type: 'label' },
        expire: { type: 'object', required: ['after'], fields: { after: { type: 'duration' } } },
        counts: {
          type: 'list',
          noun: 'part',
          items: { type: 'enum', values: ['tax', 'shipping'] },
          maximum: 2,
          default: ['tax'],
          late: true,
        },
        available: { type: 'object', required: ['after'], fields: { after: { type: 'duration' } }, late: true },
        clawback: { type: 'enum', values: ['below-zero', 'to-zero'], default: 'below-zero', late: true },
      },
    },
    tiers: tiersDeclaration,
    rewards: {
      type: 'list',
      noun: 'reward',
      maximum: 200,
      unique: ['id'],
      default: [],
      items: {
        type: 'object',
        required: ['id', 'name', 'points'],
        fields: {
          id,
          name: text,
          points: { type: 'number', integer: true, minimum: 1, maximum: LARGEST },
          url: link,
          ...rewardFields,
        },
      },
    },
    earn: earnDeclaration,
    campaigns: campaignsDeclaration,
    referral: referralDeclaration,
    membership: membershipDeclaration,
    messages: messagesDeclaration,
    measure: { type: 'boolean', late: true },
    ask: { type: 'json' },
    strings: { type: 'strings' },
    autosave: { type: 'enum', values: ['score', 'all', 'none'], default: 'score' },
    corner: { type: 'enum', values: ['start', 'end'], default: 'end' },
    privacyUrl: link,
    signInUrl: { ...link, late: true },
    incentive: text,
    consent: { type: 'object', required: ['text', 'version'], fields: { text, version: { type: 'line' } } },
  },
} as const satisfies ObjectType;
