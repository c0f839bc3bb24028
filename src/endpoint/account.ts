import { Hono } from 'hono';
import type { EndpointOptions, Env } from './handle.ts';
import { type Identify, noToken } from './identity.ts';
import type { Limiter } from './limit.ts';
import { preflight } from './origin.ts';
import { Problem } from './problem.ts';

interface AccountOptions extends Pick<EndpointOptions, 'account'> {
  readonly identify: Identify | undefined;
  readonly limiter: (onError: (error: unknown) => void) => Limiter;
}

/** `/account`: the account of the customer whom the token names, for nobody else. */
export function accountRoutes({ account, identify, limiter }: AccountOptions): Hono<Env> {
  return new Hono<Env>()
    .get('/account', async (c) => {
      const subject = await identify?.(c.req.raw);
      if (subject === undefined) throw noToken();
      await limiter((error) => c.set('error', error)).subject(subject);
      const known = await account?.(subject, c.req.raw);
      if (known === undefined || known === null) throw new Problem(404, 'There is no account of this customer.');
      return Response.json(known, { headers: { 'Cache-Control': 'no-store, private' } });
    })
    .options(() => preflight('GET'))
    .all(() => {
      throw new Problem(405, 'This takes GET.', { headers: { Allow: 'GET, HEAD, OPTIONS' } });
    });
}
