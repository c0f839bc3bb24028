import { Ajv2020 } from 'ajv/dist/2020.js';
import { Hono } from 'hono';
import { VERSION_LETTERS } from '../../config/config-limits.ts';
import type { FullProgram } from '../../loyalty/types.ts';
import { QUESTION_KINDS } from '../../registry.ts';
import { text } from '../../schema/event.ts';
import { compileLater } from '../compile-later.ts';
import { RECEPTIONS, type Reception } from '../db/seen-counts.ts';
import { calendarDay } from '../ledger/calendar-day.ts';
import { checkContentType, PAGE_JSON, readBody, readJson } from '../middleware/body.ts';
import { preflightResponse } from '../middleware/origin.ts';
import type { Env } from '../options.ts';
import { Problem } from '../problem.ts';
import { toFaults } from '../schema-faults.ts';
import { invalidBody } from '../validate.ts';
import { needProgram, type OrderOptions } from './orders.ts';

/** The most letters of a name. */
const NAME_LETTERS = 60;
/** When to try again after the counts of a day are full, in seconds: an hour. */
const LATER = '3600';

const schema = {
  type: 'object',
  additionalProperties: false,
  required: ['name', 'version', 'what'],
  properties: {
    name: text(NAME_LETTERS, 'The name of the question or the message.', 1),
    version: text(VERSION_LETTERS, 'The version of the wording, or an empty text.'),
    what: { enum: RECEPTIONS, description: 'How the question or the message was received.' },
  },
};

const compile = compileLater(() =>
  new Ajv2020({ strict: true, allErrors: true, verbose: true }).compile<Reception>(schema),
);

/** @throws Problem 422 */
function checkReception(body: unknown): Reception {
  const validator = compile();
  if (validator(body)) return body;
  throw invalidBody(toFaults(validator.errors ?? []), 'The count');
}

/** The names of the questions and messages that a program has. */
export const receivedNames = ({ ask, messages = {} }: FullProgram): string[] => [
  ...new Set([
    ...QUESTION_KINDS,
    ...Object.keys(ask ?? {}),
    ...Object.keys(messages).map((name) => `message:${name}`),
    'message:reply',
    'testimonial',
  ]),
];

/** `/seen`: a page counts how a question or a message was received. Who it was is neither sent nor stored. */
export function seenRoutes({ store, program }: Pick<OrderOptions, 'store' | 'program'>): Hono<Env> {
  return new Hono<Env>()
    .post('/seen', async (c) => {
      const { program: rules } = await needProgram(program);
      if (!rules.measure) throw new Problem(404, 'The program does not measure.');
      checkContentType(c.req.header('content-type') ?? null, PAGE_JSON);
      const reception = checkReception(readJson(await readBody(c.req.raw)));
      const day = calendarDay(Date.now(), rules.timeZone);
      if (!(await store.countSeen(day, reception, receivedNames(rules))))
        throw new Problem(429, 'There are too many names or versions on this day.', {
          headers: { 'Retry-After': LATER },
        });
      return c.body(null, 204);
    })
    .options('/seen', () => preflightResponse('POST'))
    .all('/seen', () => {
      throw new Problem(405, 'This route accepts POST.', { headers: { Allow: 'OPTIONS, POST' } });
    });
}
