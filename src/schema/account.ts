/** JSON Schema of the account. What it accepts `parseAccount` reads without a fault, but for a refund whose `of` names no
 * order of the ledger, which a schema cannot say. */

const amount = 100_000_000_000;
const id = { type: 'string', pattern: '^[\\s\\S]{1,200}$' } as const;
const day = { type: 'string', format: 'date', pattern: '^\\d{4}-' } as const;
const count = { type: 'integer', minimum: 0, maximum: amount } as const;
const money = { type: 'number', minimum: 0, maximum: amount } as const;

const entryId = { ...id, description: 'Unique in this ledger; of two entries with one id the first counts.' } as const;
const at = { ...day, description: 'The calendar date, in the time zone of your shop.' } as const;
const points = { ...count, description: 'Points.' } as const;

const entry = (kind: string, title: string, required: readonly string[], properties: object) =>
  ({
    title,
    type: 'object',
    additionalProperties: false,
    required: ['id', 'at', 'kind', ...required],
    properties: { id: entryId, at, kind: { const: kind }, ...properties },
  }) as const;

export const accountSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: 'urn:lojal:schema:account:v1',
  title: 'Lojal account',
  description:
    'What your shop knows of one customer: totals, a ledger from which they are computed, or both; then a total wins. At most 8 MiB.',
  type: 'object',
  additionalProperties: false,
  properties: {
    id: {
      type: 'string',
      pattern: '^[^@]{1,200}$',
      description: 'Your own opaque id for the customer. Never an e-mail address.',
    },
    points: {
      type: 'integer',
      minimum: -amount,
      maximum: amount,
      description: 'Points that can be spent now; may be below 0.',
    },
    pending: { ...count, description: 'Points that are earned but cannot be spent yet; not part of `points`.' },
    earned: { ...count, description: 'Points ever earned. It is what a tier counted in points looks at.' },
    spend: {
      type: 'number',
      minimum: -amount,
      maximum: amount,
      description: 'Money spent, in the program’s currency: 412.5.',
    },
    orders: { ...count, description: 'Number of orders.' },
    expiring: { ...count, description: 'Points that are lost next; together with `expires`.' },
    expires: { ...day, description: 'The first day on which they are gone.' },
    ledger: {
      type: 'array',
      maxItems: 1_000_000,
      description: 'The customer’s history, in any order.',
      items: {
        oneOf: [
          entry('order', 'An order', ['spend'], {
            spend: { ...money, description: 'What was paid, in the program’s currency.' },
            points: { ...count, description: 'What it earned, where that is not `spend` × `perUnit`.' },
            pending: { type: 'boolean', description: 'Its points cannot be spent yet.' },
          }),
          entry('refund', 'A refund', ['spend', 'of'], {
            spend: { ...money, description: 'What was paid back, in the program’s currency.' },
            points: {
              ...count,
              description: 'How many points it takes back, where that does not follow from the money.',
            },
            of: { ...id, description: 'The id of the order.' },
          }),
          entry('redeem', 'Points spent', ['points'], { points }),
          entry('bonus', 'Points given', ['points'], {
            points,
            why: {
              description: 'The reason, as the customer reads it: a text, or one by language.',
              anyOf: [
                { type: 'string', maxLength: 500 },
                {
                  type: 'object',
                  propertyNames: { pattern: '^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$' },
                  additionalProperties: { type: 'string', maxLength: 500 },
                  minProperties: 1,
                  maxProperties: 500,
                },
              ],
            },
          }),
        ],
      },
    },
  },
  dependentRequired: { expiring: ['expires'], expires: ['expiring'] },
} as const;
