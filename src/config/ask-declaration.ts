/**
 * What the asking rules may contain: when a question is asked (here), and its words (`wording-declaration.ts`).
 * `ask-docs.ts` describes each key.
 */
import { QUESTION_KINDS } from '../registry.ts';
import { id } from './common-declarations.ts';
import type { ObjectType } from './vocabulary.ts';

/** Rules beyond this number are not read. */
export const MOST_RULES = 20;

/** As an upper bound of a customer's orders: no bound. */
export const ANY_ORDERS = 1e9;

/** Days of 24 hours; a century stands for "never". */
const days = { type: 'number', minimum: 0, maximum: 36_500 } as const;
const seconds = { type: 'number', minimum: 0, maximum: 86_400 } as const;
const orders = { type: 'number', minimum: 0, maximum: ANY_ORDERS } as const;
const paths = {
  type: 'list',
  noun: 'pattern',
  maximum: 50,
  items: { type: 'string', pattern: /^[/*][\s\S]{0,199}$/u, format: 'path' },
  default: [],
} as const;

/** When one question is asked. */
export const ruleDeclaration = {
  type: 'object',
  fields: {
    /** A rule whose name is a kind needs no `kind`. */
    kind: { type: 'enum', values: QUESTION_KINDS },
    mode: { type: 'enum', values: ['corner', 'tab'], default: 'corner' },
    after: {
      type: 'object',
      required: ['event'],
      fields: {
        event: { type: 'string', pattern: /^[\s\S]{1,60}$/u, format: 'event' },
        days: { ...days, default: 0 },
        within: { ...days, default: 60 },
      },
    },
    urls: { type: 'object', default: {}, fields: { allow: paths, deny: paths } },
    delay: { ...seconds, default: 5 },
    scroll: { type: 'number', minimum: 0, maximum: 100, default: 0 },
    dwell: { ...seconds, default: 0 },
    exit: { type: 'boolean', default: false },
    segment: {
      type: 'object',
      default: {},
      fields: {
        tier: {
          type: 'list',
          noun: 'tier',
          maximum: 50,
          items: id,
          default: [],
        },
        orders: {
          type: 'object',
          default: {},
          fields: { min: { ...orders, default: 0 }, max: { ...orders, default: ANY_ORDERS } },
        },
        lang: {
          type: 'list',
          noun: 'language',
          maximum: 50,
          items: {
            type: 'string',
            pattern: /^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/u,
            format: 'language',
          },
          default: [],
        },
      },
    },
    sample: { type: 'number', minimum: 0, maximum: 1, default: 1 },
    again: {
      type: 'object',
      default: {},
      fields: {
        shown: { ...days, default: 7 },
        dismissed: { ...days, default: 30 },
        answered: { ...days, default: 90, defaultByKind: { review: 0 } },
      },
    },
    showings: { type: 'number', minimum: 1, maximum: 1000, default: 3 },
    priority: { type: 'number', minimum: -1000, maximum: 1000, default: 0 },
  },
} as const satisfies ObjectType;

/** The value of `ask`: `cooldown`, the days between any two questions that come by themselves, and rules by name. */
export const askDeclaration = { cooldown: { ...days, default: 7 }, rule: ruleDeclaration } as const;
