import { type Context, Hono } from 'hono';
import { toMajor } from '../../loyalty/money.ts';
import type { CalendarDate } from '../../loyalty/types.ts';
import { calendarDay } from '../ledger/calendar-day.ts';
import type { UsableCode } from '../ledger/redemption.ts';
import { stateOn } from '../ledger/use-codes.ts';
import { checkContentType, JSON_BODY, readBody, readJson } from '../middleware/body.ts';
import { preflightResponse } from '../middleware/origin.ts';
import type { Env } from '../options.ts';
import { Problem } from '../problem.ts';
import { isStorable } from '../storable.ts';
import { needProgram, type OrderOptions } from './orders.ts';

/** How long a page may show a total without asking again, in seconds. */
const FRESH = 60;

/** What a code is worth, and its state. Money is in major units. */
function wire(usable: UsableCode, currency: string, today: CalendarDate) {
  const { customer, advocate, code, reward, expires, order } = usable;
  const { id, kind, value, minimum, product } = reward;
  return {
    code,
    ...(id !== undefined && { reward: id }),
    kind,
    ...(value !== undefined && { value: kind === 'discount' ? toMajor(value, currency) : value }),
    ...(minimum !== undefined && { minimum: toMajor(minimum, currency) }),
    ...(product !== undefined && { product }),
    currency,
    ...(customer !== undefined && { customer }),
    ...(advocate !== undefined && { referral: { advocate } }),
    state: stateOn(usable, today),
    ...(expires !== undefined && { expires }),
    ...(order !== undefined && { order }),
  };
}

const unknown = () => new Problem(404, 'There is no such code.');

/** `/codes`: the shop's checkout reads and uses codes. `/rewards/<id>/total`: what customers have given for a reward. */
export function codeRoutes({ store, keys, program }: OrderOptions): Hono<Env> {
  const need = async (c: Context<Env>) => {
    keys.require(c, 'shop');
    const { program: rules } = await needProgram(program);
    return { currency: rules.currency, today: calendarDay(Date.now(), rules.timeZone) };
  };
  return new Hono<Env>()
    .get('/codes/:code', async (c) => {
      const { currency, today } = await need(c);
      const code = c.req.param('code');
      const found = isStorable(code) ? await store.ledger.findCode(code) : undefined;
      if (!found) throw unknown();
      return Response.json(wire(found, currency, today));
    })
    .all(() => {
      throw new Problem(405, 'This route accepts GET.', { headers: { Allow: 'GET, HEAD' } });
    })
    .post('/codes/:code/use', async (c) => {
      const { currency, today } = await need(c);
      checkContentType(c.req.header('content-type') ?? null, JSON_BODY);
      const { order } = Object(readJson(await readBody(c.req.raw))) as { order?: unknown };
      if (typeof order !== 'string' || order === '' || order.length > 200 || !isStorable(order))
        throw new Problem(422, 'order must be your id of the order, 1 to 200 characters.');
      const code = c.req.param('code');
      const found = isStorable(code) ? await store.ledger.markUsed(code, order, today) : undefined;
      if (!found) throw unknown();
      const state = stateOn(found, today);
      if (state === 'expired') throw new Problem(410, 'This code has expired.');
      if (state !== 'used') throw new Problem(409, 'This code was given back.');
      if (found.order !== order) throw new Problem(409, 'Another order has used this code.');
      return Response.json(wire(found, currency, today));
    })
    .all(() => {
      throw new Problem(405, 'This route accepts POST.', { headers: { Allow: 'POST' } });
    })
    .get('/rewards/:id/total', async (c) => {
      const { program: rules } = await needProgram(program);
      const reward = rules.rewards.find(({ id }) => id === c.req.param('id'));
      if (reward?.kind !== 'donation') throw new Problem(404, 'The program has no donation with this id.');
      const total = await store.ledger.redeemed(reward.id);
      return Response.json(
        { reward: reward.id, ...total },
        { headers: { 'Cache-Control': `public, max-age=${FRESH}` } },
      );
    })
    .options(() => preflightResponse('GET'))
    .all(() => {
      throw new Problem(405, 'This route accepts GET.', { headers: { Allow: 'GET, HEAD, OPTIONS' } });
    });
}
