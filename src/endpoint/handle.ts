import { type Context, Hono } from 'hono';
import { matchedRoutes } from 'hono/route';
import { accountRoutes } from './account.ts';
import { answerRoutes } from './answers.ts';
import { checkHealth } from './health.ts';
import { createIdentify, type IdentityOptions } from './identity.ts';
import { createLimiter, type LimitOptions } from './limit.ts';
import { describe, type LogEntry, logErrors } from './log.ts';
import { createOriginCheck } from './origin.ts';
import { Problem } from './problem.ts';
import { createValidator } from './validate.ts';

/** A fetch-style handler. It never throws. */
export type Handler = (request: Request) => Promise<Response>;

export interface EndpointOptions extends LimitOptions {
  /** Origins whose pages may post, besides the endpoint's own: `https://shop.example`. */
  readonly origins?: readonly string[] | undefined;
  /** Opens the export, moderation and erasure. Without it they are closed to everyone. */
  readonly ownerKey?: string | undefined;
  /** Which tokens prove who a customer is. Without it tokens are not looked at, and a subject is only a claim. */
  readonly identity?: IdentityOptions | undefined;
  /** What the shop knows of a customer, as JSON (`lojal/schema/account.json`); nothing for one that is not known. */
  readonly account?: ((subject: string, request: Request) => unknown) | undefined;
  /** Where the routes begin; `/apps/lojal`. */
  readonly path?: string | undefined;
  /** Hears of each request, without a word of what it held; as it is, errors go to the standard error stream. */
  readonly log?: ((entry: LogEntry) => void) | undefined;
}

/** What the routes leave for the log. */
export interface Env {
  Variables: { id?: string; error?: unknown };
}

const always = { Vary: 'Origin', 'X-Content-Type-Options': 'nosniff', 'Cache-Control': 'no-store' };

/**
 * The reference endpoint: takes answers, and gives the owner an export of them. Every request that is not fulfilled
 * gets an `application/problem+json` that names the fault. Nothing that matters is kept in the process: any number of
 * them on one database behave as one.
 *
 * @throws TypeError for an option that cannot be meant: an origin that no browser would send, a key that does not fit
 */
export function createEndpoint(options: EndpointOptions): Handler {
  const { store, origins = [], path = '/apps/lojal', log = logErrors } = options;
  const isKnown = createOriginCheck(origins);
  const identify = options.identity && createIdentify(options.identity);
  const limiter = createLimiter(options);
  const app = new Hono<Env>();

  app.use(async (c, next) => {
    const start = performance.now();
    await next();
    for (const [name, value] of Object.entries(always)) {
      if (!c.res.headers.has(name)) c.res.headers.set(name, value);
    }
    write(c, c.get('error'), performance.now() - start);
  });

  app.get(`${path}/health`, async (c) => {
    const error = await checkHealth(store);
    c.set('error', error);
    return Response.json({ status: error ? 'down' : 'ok' }, { status: error ? 503 : 200 });
  });

  app.use(async (c, next) => {
    const origin = c.req.header('origin');
    if (!isKnown(c.req.raw)) throw new Problem(403, 'Pages of this origin may not use this endpoint.');
    await next();
    if (origin === undefined) return;
    c.res.headers.set('Access-Control-Allow-Origin', origin);
    c.res.headers.set('Access-Control-Expose-Headers', 'Retry-After');
  });

  app.use(async (c, next) => {
    try {
      // Before the body is read; a preflight costs nothing, and refused it would hide why.
      if (c.req.method !== 'OPTIONS') await limiter((error) => c.set('error', error)).address(c.req.raw);
      await next();
    } catch (thrown) {
      // What a shop's own function throws may be no error, and such pass by `onError`.
      throw thrown instanceof Error ? thrown : new Error('What was thrown is no error.');
    }
  });

  const shared = { ...options, identify, limiter, validate: createValidator() };
  app.route(path, answerRoutes({ ...shared, onBroken: (c, error) => write(c, error, 0) }));
  app.route(path, accountRoutes(shared));

  app.notFound(() => new Problem(404, 'There is nothing at this address.').response());
  app.onError((error, c) => {
    if (error instanceof Problem) return error.response();
    c.set('error', error);
    return new Problem(500, 'Something went wrong here. The same request may be sent again later.').response();
  });

  function write(c: Context<Env>, error: unknown, ms: number): void {
    const id = c.get('id');
    try {
      log({
        time: new Date().toISOString(),
        level: error === undefined ? 'info' : 'error',
        method: c.req.method,
        route:
          matchedRoutes(c)
            .findLast(({ path }) => path !== '/*')
            ?.path.replace(/\{.*\}/, '') ?? '/*',
        status: c.res.status,
        ms: Math.round(ms),
        ...(id !== undefined && { id }),
        ...(error !== undefined && { error: describe(error) }),
      });
    } catch {
      // A log that cannot be written is no reason to refuse an answer.
    }
  }

  return async (request) => app.fetch(request);
}
