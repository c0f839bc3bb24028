import { Hono } from 'hono';
import { calendarDay } from '../ledger/calendar-day.ts';
import { type TickReport, tick } from '../ledger/tick.ts';
import type { Env } from '../options.ts';
import { Problem } from '../problem.ts';
import type { DeliverySender } from '../receivers/delivery-sender.ts';
import { needProgram, type OrderOptions } from './orders.ts';

interface TickOptions extends OrderOptions {
  readonly sender: DeliverySender;
}

/** `/tick`: the shop's scheduler lets the server do what time brings. */
export function tickRoutes({ store, keys, program, sender }: TickOptions): Hono<Env> {
  return new Hono<Env>()
    .post('/tick', async (c) => {
      keys.require(c, 'shop');
      const { program: rules } = await needProgram(program);
      const today = calendarDay(Date.now(), rules.timeZone);
      const report = await tick(store.ledger, rules, today, (error) => c.set('error', error));
      const { ran, failed } = await sendDue(report, sender, (error) => c.set('error', error));
      await store.maintenance.recordTick(failed);
      return Response.json({ ran, failed }, { status: failed.length > 0 ? 503 : 200 });
    })
    .all('/tick', () => {
      throw new Problem(405, 'This route accepts POST.', { headers: { Allow: 'POST' } });
    });
}

/** Sends webhooks after what the other tasks have changed. */
async function sendDue(
  { ran, failed }: TickReport,
  sender: DeliverySender,
  onError: (error: unknown) => void,
): Promise<TickReport> {
  try {
    return { ran: { ...ran, webhooks: await sender.sendDue() }, failed };
  } catch (error) {
    onError(error);
    return { ran, failed: [...failed, 'webhooks'] };
  }
}
