import { Ajv2020 } from 'ajv/dist/2020.js';
import { Hono } from 'hono';
import { toMajor } from '../../loyalty/money.ts';
import type { CalendarDate, FriendReward, FullProgram } from '../../loyalty/types.ts';
import { text } from '../../schema/event.ts';
import { compileLater } from '../compile-later.ts';
import { calendarDay } from '../ledger/calendar-day.ts';
import type { ClaimOutcome } from '../ledger/invitations.ts';
import { referralUrl } from '../ledger/referral-url.ts';
import { checkContentType, PAGE_JSON, readBody, readJson } from '../middleware/body.ts';
import { type Identify, missingToken } from '../middleware/identity.ts';
import { preflightResponse } from '../middleware/origin.ts';
import type { Limiter } from '../middleware/rate-limiter.ts';
import type { Env } from '../options.ts';
import { Problem } from '../problem.ts';
import { toFaults } from '../schema-faults.ts';
import { invalidBody } from '../validate.ts';
import { needProgram, type OrderOptions } from './orders.ts';

/** When to try again after too many friends have accepted, in seconds: a day. */
const LATER = '86400';

interface ReferralOptions extends Pick<OrderOptions, 'store' | 'program'> {
  readonly identify: Identify | undefined;
  readonly limiter: (onError: (error: unknown) => void) => Limiter;
}

interface ClaimBody {
  readonly id: string;
  readonly code: string;
}

const schema = {
  type: 'object',
  additionalProperties: false,
  required: ['id', 'code'],
  properties: {
    id: {
      type: 'string',
      pattern: '^[A-Za-z0-9_-]{16,64}$',
      description: '16 to 64 letters, digits, - and _: random, new for each invitation that a friend accepts.',
    },
    code: text(200, "The code in the advocate's link.", 1),
  },
};

const compile = compileLater(() =>
  new Ajv2020({ strict: true, allErrors: true, verbose: true }).compile<ClaimBody>(schema),
);

/** @throws Problem 422 */
function checkClaim(body: unknown): ClaimBody {
  const validator = compile();
  if (validator(body)) return body;
  throw invalidBody(toFaults(validator.errors ?? []), 'The claim');
}

/** What a friend gets. Money is in major units; a percentage stays as it is. */
function wireReward({ expireAfter, value, minimum, ...reward }: FriendReward, currency: string) {
  return {
    ...reward,
    ...(value !== undefined && { value: reward.kind === 'discount' ? toMajor(value, currency) : value }),
    ...(minimum !== undefined && { minimum: toMajor(minimum, currency) }),
    currency,
  };
}

/** What a friend gets, before there is a code: the time until the code ends is a duration. */
function wireOffer(reward: FriendReward, currency: string) {
  const { months, days } = reward.expireAfter ?? { months: 0, days: 0 };
  const after = `P${months > 0 ? `${months}M` : ''}${days > 0 ? `${days}D` : ''}`;
  return { ...wireReward(reward, currency), ...(reward.expireAfter && { expire: { after } }) };
}

function wireClaim({ claim: { code, reward, expires } }: Extract<ClaimOutcome, { claim: unknown }>, currency: string) {
  if (!reward) return {};
  return { code, reward: { ...wireReward(reward, currency), ...(expires !== undefined && { expires }) } };
}

const refused: Readonly<Record<Exclude<ClaimOutcome['kind'], 'new' | 'known'>, () => Problem>> = {
  'unknown-code': () => new Problem(404, 'There is no invitation with this code.'),
  'own-link': () => new Problem(409, 'This is your own link. It gives you nothing.'),
  'other-code': () => new Problem(409, 'This id belongs to another invitation.'),
  'too-many': () =>
    new Problem(429, 'Too many friends have accepted this invitation lately. Try again later.', {
      headers: { 'Retry-After': LATER },
    }),
};

const dayOf = ({ timeZone }: FullProgram): CalendarDate => calendarDay(Date.now(), timeZone);

/** `/referral`: the link of an advocate, and what became of it. `/claims`: a friend accepts an invitation. */
export function referralRoutes({ store, program, identify, limiter }: ReferralOptions): Hono<Env> {
  const { ledger } = store;
  const need = async () => {
    const { program: rules } = await needProgram(program);
    const { referral, currency } = rules;
    if (!referral) throw new Problem(404, 'The program has no referral.');
    return { referral, currency, today: dayOf(rules) };
  };
  return new Hono<Env>()
    .get('/referral', async (c) => {
      const { referral, currency, today } = await need();
      const customer = await identify?.(c.req.raw);
      if (customer === undefined) throw missingToken();
      await limiter((error) => c.set('error', error)).subject(customer);
      const code = await ledger.needAdvocateCode(customer);
      const { advocate, friend, url } = referral;
      return Response.json(
        {
          code,
          url: referralUrl(url, code),
          ...(advocate && { advocate }),
          ...(friend && { friend: wireOffer(friend, currency) }),
          invitations: await ledger.invitations(referral, customer, today),
        },
        { headers: { 'Cache-Control': 'no-store, private' } },
      );
    })
    .options(() => preflightResponse('GET'))
    .all(() => {
      throw new Problem(405, 'This route accepts GET.', { headers: { Allow: 'GET, HEAD, OPTIONS' } });
    })
    .post('/claims', async (c) => {
      const { referral, currency, today } = await need();
      const customer = await identify?.(c.req.raw);
      if (customer !== undefined) await limiter((error) => c.set('error', error)).subject(customer);
      checkContentType(c.req.header('content-type') ?? null, PAGE_JSON);
      const { id, code } = checkClaim(readJson(await readBody(c.req.raw)));
      const outcome = await ledger.acceptInvitation(referral, { id, code, customer }, today);
      if (!('claim' in outcome)) throw refused[outcome.kind]();
      return Response.json(wireClaim(outcome, currency), { status: outcome.kind === 'new' ? 201 : 200 });
    })
    .options(() => preflightResponse('POST'))
    .all(() => {
      throw new Problem(405, 'This route accepts POST.', { headers: { Allow: 'OPTIONS, POST' } });
    });
}
