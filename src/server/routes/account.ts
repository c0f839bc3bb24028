import { Hono } from 'hono';
import type { Store } from '../db/store.ts';
import { calendarDay } from '../ledger/calendar-day.ts';
import { wireAccount } from '../ledger/wire-account.ts';
import { type Identify, missingToken } from '../middleware/identity.ts';
import { preflightResponse } from '../middleware/origin.ts';
import type { Limiter } from '../middleware/rate-limiter.ts';
import type { EndpointOptions, Env } from '../options.ts';
import { Problem } from '../problem.ts';
import type { LoadedProgram } from '../program-source.ts';

interface AccountOptions extends Pick<EndpointOptions, 'account'> {
  readonly store: Store;
  readonly program: (() => Promise<LoadedProgram>) | undefined;
  readonly identify: Identify | undefined;
  readonly limiter: (onError: (error: unknown) => void) => Limiter;
}

/** `/account`: the account of the token's customer. */
export function accountRoutes({ account, program, store, identify, limiter }: AccountOptions): Hono<Env> {
  return new Hono<Env>()
    .get('/account', async (c) => {
      const subject = await identify?.(c.req.raw);
      if (subject === undefined) throw missingToken();
      await limiter((error) => c.set('error', error)).subject(subject);
      if (!account && program) {
        const { program: rules, rulesAt } = await program();
        const today = calendarDay(Date.now(), rules.timeZone);
        const [json, replies, ask] = await Promise.all([
          wireAccount(store.ledger, rules, subject, today, rulesAt),
          store.inbox.replies(subject),
          store.inbox.wishes(subject),
        ]);
        const fromOwner = { ...(replies.length > 0 && { replies }), ...(ask.length > 0 && { ask }) };
        return Response.json({ ...json, ...fromOwner }, { headers: { 'Cache-Control': 'no-store, private' } });
      }
      let known: unknown;
      try {
        known = await account?.(subject, c.req.raw);
      } catch (thrown) {
        c.set('shopFailed', true);
        throw thrown;
      }
      if (known === undefined || known === null) throw new Problem(404, 'This customer has no account.');
      return Response.json(known, { headers: { 'Cache-Control': 'no-store, private' } });
    })
    .options(() => preflightResponse('GET'))
    .all(() => {
      throw new Problem(405, 'This route accepts GET.', { headers: { Allow: 'GET, HEAD, OPTIONS' } });
    });
}
