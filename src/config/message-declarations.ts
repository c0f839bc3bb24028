/** What a program may contain about messages. `message-docs.ts` describes each key. Late: only a page that shows a message reads them. */
import { link } from './common-declarations.ts';
import type { ObjectType } from './vocabulary.ts';

const days = { type: 'number', minimum: 0, maximum: 36_500 } as const;

/** What every message may have. */
const common = {
  text: { type: 'text', filled: true },
  url: link,
  holdout: { type: 'number', minimum: 0, maximum: 1, default: 0 },
} as const;

export const messagesDeclaration = {
  type: 'object',
  late: true,
  fields: {
    near: {
      type: 'object',
      fields: { within: { type: 'number', minimum: 0, maximum: 1, default: 0.2 }, ...common },
    },
    expiring: { type: 'object', fields: { days: { ...days, default: 14 }, ...common } },
    lapsed: { type: 'object', fields: { days: { ...days, default: 120 }, ...common } },
    birthday: { type: 'object', fields: common },
  },
} as const satisfies ObjectType;
