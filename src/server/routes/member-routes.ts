import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { Hono } from 'hono';
import { toMajor, toMinor } from '../../loyalty/money.ts';
import { text } from '../../schema/event.ts';
import { compileLater } from '../compile-later.ts';
import { calendarDay } from '../ledger/calendar-day.ts';
import type { MemberFacts } from '../ledger/members.ts';
import { checkContentType, JSON_BODY, readBody, readJson } from '../middleware/body.ts';
import type { Env } from '../options.ts';
import { Problem } from '../problem.ts';
import { toFaults } from '../schema-faults.ts';
import { invalidBody, isSubject } from '../validate.ts';
import { needProgram, type OrderOptions } from './orders.ts';

interface MemberBody {
  readonly membership?: { readonly until: string } | null;
  readonly joined?: string;
  readonly tags?: readonly string[];
  readonly cost?: number;
}

const day = { type: 'string', format: 'date', pattern: '^(19[7-9]\\d|[2-9]\\d{3})-' };
const schema = {
  type: 'object',
  additionalProperties: false,
  properties: {
    membership: {
      anyOf: [
        { type: 'null' },
        { type: 'object', additionalProperties: false, required: ['until'], properties: { until: day } },
      ],
    },
    joined: day,
    tags: { type: 'array', maxItems: 50, uniqueItems: true, items: text(100, 'A word of the shop.', 1) },
    cost: { type: 'number', minimum: 0, maximum: 1e11 },
  },
};

const compile = compileLater(() =>
  formats.default(new Ajv2020({ strict: true, allErrors: true, verbose: true })).compile<MemberBody>(schema),
);

/** @throws Problem 422 */
function checkMember(body: unknown): MemberBody {
  const validator = compile();
  if (validator(body)) return body;
  throw invalidBody(toFaults(validator.errors ?? []), 'The member');
}

const wire = ({ customer, memberUntil, joined, tags, cost }: MemberFacts, currency: string) => ({
  customer,
  ...(memberUntil !== undefined && { membership: { until: memberUntil } }),
  ...(joined !== undefined && { joined }),
  tags,
  ...(cost !== undefined && { cost: toMajor(cost, currency) }),
});

/** `/members/<customer>`: what only the shop knows of a customer. */
export function memberRoutes({ store, keys, program }: OrderOptions): Hono<Env> {
  return new Hono<Env>()
    .put('/members/:customer', async (c) => {
      keys.require(c, 'shop');
      const { program: rules } = await needProgram(program);
      const { currency, timeZone } = rules;
      checkContentType(c.req.header('content-type') ?? null, JSON_BODY);
      const customer = c.req.param('customer');
      if (!isSubject(customer))
        throw new Problem(422, 'The customer must be your opaque id, never an e-mail address, nor "." or "..".');
      const { membership, joined, tags, cost } = checkMember(readJson(await readBody(c.req.raw)));
      const change = {
        ...(membership !== undefined && { memberUntil: membership === null ? null : membership.until }),
        joined,
        tags,
        ...(cost !== undefined && { cost: toMinor(cost, currency) }),
      };
      const facts = await store.ledger.changeMember(rules, customer, change, calendarDay(Date.now(), timeZone));
      return Response.json(wire(facts, currency));
    })
    .all('/members/:customer', () => {
      throw new Problem(405, 'This route accepts PUT.', { headers: { Allow: 'PUT' } });
    });
}
