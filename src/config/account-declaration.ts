/** What an account may contain beside its ledger. `account-docs.ts` describes each key. */
import { currency, LARGEST } from './common-declarations.ts';
import { CUSTOMER_LETTERS } from './config-limits.ts';
import type { ObjectType } from './vocabulary.ts';

export const count = { type: 'number', integer: true, minimum: 0, maximum: LARGEST } as const;
export const money = { type: 'number', unit: 'money', minimum: 0, maximum: LARGEST } as const;
/** The totals of an account, which the quick check reads. */
export const totalsDeclaration = {
  type: 'object',
  fields: {
    id: {
      type: 'string',
      pattern: new RegExp(`^[^@]{1,${CUSTOMER_LETTERS}}$`, 'u'),
      format: 'customer',
    },
    currency,
    points: { ...count, minimum: -LARGEST },
    pending: count,
    lifetime: count,
    spend: { ...money, minimum: -LARGEST },
    orders: count,
    expiring: count,
    expires: { type: 'date' },
  },
  together: ['expiring', 'expires'],
} as const satisfies ObjectType;
