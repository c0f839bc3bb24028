import { Hono } from 'hono';
import type { CalendarDate, FullProgram, ProgramReward } from '../../loyalty/types.ts';
import { calendarDay } from '../ledger/calendar-day.ts';
import type { LedgerStore } from '../ledger/ledger-store.ts';
import { codeKey } from '../ledger/mint-code.ts';
import type { RedeemOutcome } from '../ledger/redeem.ts';
import type { Redemption } from '../ledger/redemption.ts';
import { stateOn } from '../ledger/use-codes.ts';
import { checkContentType, PAGE_JSON, readBody, readJson } from '../middleware/body.ts';
import { type Identify, missingToken } from '../middleware/identity.ts';
import { preflightResponse } from '../middleware/origin.ts';
import type { Limiter } from '../middleware/rate-limiter.ts';
import type { CodeRequest, EndpointOptions, Env } from '../options.ts';
import { Problem } from '../problem.ts';
import { needProgram, type OrderOptions } from './orders.ts';

/** How long the shop's function may take to make a code, in milliseconds. */
const CODE_TIMEOUT = 10_000;
/** The longest code of a shop. */
const LONGEST_CODE = 200;
const ID = /^[A-Za-z0-9_-]{1,64}$/;

interface RedemptionOptions extends Pick<OrderOptions, 'store' | 'program'>, Pick<EndpointOptions, 'codes'> {
  readonly identify: Identify | undefined;
  readonly limiter: (onError: (error: unknown) => void) => Limiter;
}

const wire = (redemption: Redemption, today: CalendarDate) => {
  const { id, reward, code, expires } = redemption;
  return { id, reward: reward.id, code, points: reward.points, expires, state: stateOn(redemption, today) };
};

/** What the page asks for. @throws Problem 422 */
function readRequest(json: unknown): { readonly id: string; readonly name: string } {
  const { id, reward } = Object(json) as { id?: unknown; reward?: unknown };
  if (typeof id !== 'string' || !ID.test(id))
    throw new Problem(422, 'id must be 1 to 64 letters, digits, "-" or "_", new for each redemption.');
  if (typeof reward !== 'string') throw new Problem(422, 'reward must be the id of a reward of the program.');
  return { id, name: reward };
}

/** @throws Problem 422 for a reward that has no code */
function findReward(name: string, program: FullProgram): ProgramReward {
  const reward = program.rewards.find((one) => one.id === name);
  if (!reward) throw new Problem(422, 'reward must be the id of a reward of the program.');
  if (reward.kind === 'link') throw new Problem(422, 'This reward has a page of its own, and no code.');
  return reward;
}

const conflict: Readonly<Record<Exclude<RedeemOutcome['kind'], 'new' | 'known' | 'busy'>, string>> = {
  'other-reward': 'This id belongs to the redemption of another reward.',
  'not-enough': 'You do not have enough points for this reward.',
  'no-codes': 'There are no codes left for this reward.',
};

/** The code from the shop's function; nothing if the function fails, takes too long, or returns no code. */
async function askShop(
  codes: NonNullable<EndpointOptions['codes']>,
  request: CodeRequest,
  onError: (error: unknown) => void,
): Promise<string | undefined> {
  const controller = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  try {
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        const error = new Error('The function `codes` took too long.');
        controller.abort(error);
        reject(error);
      }, CODE_TIMEOUT);
    });
    const code = await Promise.race([codes(request, controller.signal), late]);
    if (
      typeof code === 'string' &&
      codeKey(code) !== '' &&
      code.length <= LONGEST_CODE &&
      !/[\p{Cc}\p{Cs}]/u.test(code)
    )
      return code;
    throw new Error('The function `codes` returned no code.');
  } catch (error) {
    onError(error);
    return undefined;
  } finally {
    clearTimeout(timer);
  }
}

/** `/redemptions`: customers exchange points for rewards, and give unused codes back. */
export function redemptionRoutes({ store, program, codes, identify, limiter }: RedemptionOptions): Hono<Env> {
  const ledger: LedgerStore = store.ledger;
  const need = async (request: Request, onError: (error: unknown) => void) => {
    const { program: rules } = await needProgram(program);
    const customer = await identify?.(request);
    if (customer === undefined) throw missingToken();
    await limiter(onError).subject(customer);
    return { rules, customer, today: calendarDay(Date.now(), rules.timeZone) };
  };

  return new Hono<Env>()
    .post('/redemptions', async (c) => {
      const onError = (error: unknown) => c.set('error', error);
      const { rules, customer, today } = await need(c.req.raw, onError);
      checkContentType(c.req.header('content-type') ?? null, PAGE_JSON);
      const { id, name } = readRequest(readJson(await readBody(c.req.raw)));
      const before = await ledger.redemption(customer, id);
      // The program may have changed since.
      const reward = before?.reward.id === name ? before.reward : findReward(name, rules);
      const reserves = codes !== undefined && reward.kind !== 'donation';
      const outcome = await ledger.redeem(rules, { customer, id, reward, reserves }, today);
      if (!('redemption' in outcome)) throw new Problem(409, conflict[outcome.kind]);
      const { kind, redemption } = outcome;
      if (kind === 'known') return Response.json(wire(redemption, today));
      if (kind === 'busy')
        throw new Problem(503, 'The code of this redemption is being made.', { headers: { 'Retry-After': '5' } });
      if (!codes || !reserves) return Response.json(wire(redemption, today), { status: 201 });
      const made = await askShop(codes, { id, customer, reward: reward.id, points: reward.points }, onError);
      const issued = await ledger.settle(redemption, made, today);
      if (!issued) throw new Problem(503, 'There is no code at the moment. Your points are free again.');
      return Response.json(wire(issued, today), { status: 201 });
    })
    .options(() => preflightResponse('POST'))
    .all(() => {
      throw new Problem(405, 'This route accepts POST.', { headers: { Allow: 'OPTIONS, POST' } });
    })
    .delete('/redemptions/:id', async (c) => {
      const { customer, today } = await need(c.req.raw, (error) => c.set('error', error));
      const id = c.req.param('id');
      const redemption = ID.test(id) ? await ledger.returnCode(customer, id, today) : undefined;
      if (!redemption || redemption.state === 'failed') throw new Problem(404, 'There is no redemption with this id.');
      const state = stateOn(redemption, today);
      if (state === 'used') throw new Problem(409, 'The code has been used.');
      if (state === 'expired') throw new Problem(410, 'The code has expired.');
      if (state === 'reserved') throw new Problem(409, 'The code of this redemption is being made.');
      return Response.json(wire(redemption, today));
    })
    .options(() => preflightResponse('DELETE'))
    .all(() => {
      throw new Problem(405, 'This route accepts DELETE.', { headers: { Allow: 'DELETE, OPTIONS' } });
    });
}
