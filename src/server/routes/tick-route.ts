import { Hono } from 'hono';
import { calendarDay } from '../ledger/calendar-day.ts';
import { tick } from '../ledger/tick.ts';
import type { Env } from '../options.ts';
import { Problem } from '../problem.ts';
import { needProgram, type OrderOptions } from './orders.ts';

/** `/tick`: the shop's scheduler lets the server do what time brings. */
export function tickRoutes({ store, keys, program }: OrderOptions): Hono<Env> {
  return new Hono<Env>()
    .post('/tick', async (c) => {
      keys.require(c, 'shop');
      const { program: rules } = await needProgram(program);
      const today = calendarDay(Date.now(), rules.timeZone);
      const report = await tick(store.ledger, rules, today, (error) => c.set('error', error));
      return Response.json(report, { status: report.failed.length > 0 ? 503 : 200 });
    })
    .all('/tick', () => {
      throw new Problem(405, 'This route accepts POST.', { headers: { Allow: 'POST' } });
    });
}
