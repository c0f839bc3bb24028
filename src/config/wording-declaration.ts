/** What a rule of `ask` may say about the words of its question, beside when the question is asked. */
import { link } from './common-declarations.ts';
import { ID_LETTERS, MOST_OPTIONS } from './config-limits.ts';
import { versionDeclaration } from './version-declaration.ts';
import type { ObjectType } from './vocabulary.ts';

const text = { type: 'text', filled: true } as const;
const boolean = { type: 'boolean' } as const;

export const wordingDeclaration = {
  type: 'object',
  fields: {
    question: text,
    version: versionDeclaration,
    options: {
      type: 'list',
      noun: 'option',
      maximum: MOST_OPTIONS,
      unique: ['id'],
      items: {
        type: 'object',
        required: ['id', 'text'],
        fields: {
          id: {
            type: 'string',
            pattern: new RegExp(`^(?=[\\s\\S]*\\S)[\\s\\S]{1,${ID_LETTERS}}$`, 'u'),
            format: 'id',
          },
          text,
        },
      },
    },
    several: boolean,
    other: boolean,
    shuffle: boolean,
    next: {
      type: 'object',
      required: ['text', 'url'],
      fields: { text, url: link },
    },
    testimonial: boolean,
  },
} as const satisfies ObjectType;
