import { Ajv2020 } from 'ajv/dist/2020.js';
import { Hono } from 'hono';
import { ID_LETTERS } from '../../config/config-limits.ts';
import type { FullProgram } from '../../loyalty/types.ts';
import { text } from '../../schema/event.ts';
import { compileLater } from '../compile-later.ts';
import { calendarDay } from '../ledger/calendar-day.ts';
import { type Action, type ActionOutcome, ASKED } from '../ledger/customer-actions.ts';
import { wireBirthday, wireEntry } from '../ledger/wire-account.ts';
import { monthDay } from '../ledger/yearly-day.ts';
import { checkContentType, PAGE_JSON, readBody, readJson } from '../middleware/body.ts';
import { type Identify, missingToken } from '../middleware/identity.ts';
import { preflightResponse } from '../middleware/origin.ts';
import type { Limiter } from '../middleware/rate-limiter.ts';
import type { Env } from '../options.ts';
import { Problem } from '../problem.ts';
import { toFaults } from '../schema-faults.ts';
import { invalidBody } from '../validate.ts';
import { needProgram, type OrderOptions } from './orders.ts';

interface ActionOptions extends Pick<OrderOptions, 'store' | 'program'> {
  readonly identify: Identify | undefined;
  readonly limiter: (onError: (error: unknown) => void) => Limiter;
}

interface ActionBody {
  readonly id: string;
  readonly rule: string;
  readonly month?: number;
  readonly day?: number;
}

const schema = {
  type: 'object',
  additionalProperties: false,
  required: ['id', 'rule'],
  properties: {
    id: {
      type: 'string',
      pattern: '^[A-Za-z0-9_-]{1,64}$',
      description: '1 to 64 letters, digits, - and _, new for each action.',
    },
    rule: text(ID_LETTERS, 'The id of a rule of the program.', 1),
    month: { type: 'integer', minimum: 1, maximum: 12 },
    day: { type: 'integer', minimum: 1, maximum: 31 },
  },
};

const compile = compileLater(() =>
  new Ajv2020({ strict: true, allErrors: true, verbose: true }).compile<ActionBody>(schema),
);

const refuse = (path: string, message: string): Problem => invalidBody([{ path, message }], 'The action');

/** @throws Problem 422 */
function checkAction(body: unknown): ActionBody {
  const validator = compile();
  if (validator(body)) return body;
  throw invalidBody(toFaults(validator.errors ?? []), 'The action');
}

/** @throws Problem 422 for a rule whose points a page cannot ask for, and for a birthday without a day */
function checkRule({ earn }: FullProgram, name: string, birthday: string | undefined): void {
  const rule = earn.find(({ id }) => id === name);
  if (!rule) throw refuse('rule', 'must be the id of a rule of the program');
  if (!ASKED.includes(rule.when))
    throw refuse('rule', `is of the kind ${rule.when}, whose points the server gives by itself`);
  if (rule.when === 'birthday' && birthday === undefined) throw refuse('month', 'and day are required for a birthday');
}

/** The birthday of an action; nothing without month and day. @throws Problem 422 for a day that no year has */
function readBirthday({ month, day }: ActionBody): string | undefined {
  if (month === undefined && day === undefined) return undefined;
  const birthday = month === undefined || day === undefined ? undefined : monthDay(month, day);
  if (birthday === undefined) throw refuse(month === undefined ? 'month' : 'day', 'must be a day of the calendar');
  return birthday;
}

/** The entry. Of a birthday that was told: what is stored, with the entry if the birthday is today. */
function wire({ id, rule, entry, birthday }: Action, { currency }: FullProgram): object {
  const given = entry && wireEntry(entry, currency);
  return birthday === undefined ? { ...given } : { id, rule, birthday: wireBirthday(birthday), entry: given };
}

/** @throws Problem 409 or 422 for an action that was not accepted */
function accepted(outcome: ActionOutcome): Extract<ActionOutcome, { action: unknown }> {
  if ('action' in outcome) return outcome;
  if (outcome.kind === 'no-rule') throw refuse('rule', 'must be the id of a rule of the program');
  if (outcome.kind === 'other-action') throw new Problem(409, 'This id belongs to another action.');
  const { until } = outcome;
  const again = until === undefined ? '' : `, and is possible again from ${until} on`;
  throw new Problem(409, `This was done already${again}.`, { until });
}

/** `/actions`: customers join, visit a page, and tell their birthday. */
export function actionRoutes({ store, program, identify, limiter }: ActionOptions): Hono<Env> {
  const { ledger } = store;
  return new Hono<Env>()
    .post('/actions', async (c) => {
      const { program: rules } = await needProgram(program);
      const customer = await identify?.(c.req.raw);
      if (customer === undefined) throw missingToken();
      await limiter((error) => c.set('error', error)).subject(customer);
      checkContentType(c.req.header('content-type') ?? null, PAGE_JSON);
      const body = checkAction(readJson(await readBody(c.req.raw)));
      const { id, rule } = body;
      const birthday = readBirthday(body);
      // The program may have changed since.
      if (!(await ledger.action(customer, id))) checkRule(rules, rule, birthday);
      const today = calendarDay(Date.now(), rules.timeZone);
      const { kind, action } = accepted(await ledger.act(rules, { customer, id, rule, birthday }, today));
      return Response.json(wire(action, rules), { status: kind === 'new' ? 201 : 200 });
    })
    .options(() => preflightResponse('POST'))
    .all(() => {
      throw new Problem(405, 'This route accepts POST.', { headers: { Allow: 'OPTIONS, POST' } });
    });
}
