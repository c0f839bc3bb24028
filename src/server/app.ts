import { type Context, Hono } from 'hono';
import { matchedRoutes } from 'hono/route';
import { isUnavailable } from './db/unavailable.ts';
import { createKeyCheck } from './middleware/api-keys.ts';
import { createIdentify } from './middleware/identity.ts';
import { describeError, logErrors } from './middleware/log.ts';
import { createOriginCheck } from './middleware/origin.ts';
import { isOwnPage, readOwnerSession } from './middleware/owner-session.ts';
import { createLimiter } from './middleware/rate-limiter.ts';
import { requestId } from './middleware/request-id.ts';
import { createRequestMetrics } from './middleware/request-metrics.ts';
import type { EndpointOptions, Env } from './options.ts';
import { Problem } from './problem.ts';
import { createProgramSource } from './program-source.ts';
import { createEndpointSender } from './receivers/endpoint-sender.ts';
import { allRoutes } from './routes/all-routes.ts';
import { healthRoutes } from './routes/health.ts';
import { createSavedProgram } from './saved-program.ts';
import { createShopifyProxy } from './shopify/shopify-proxy.ts';

/** A fetch-style handler. Never rejects: every error becomes a response. */
export type Handler = (request: Request) => Promise<Response>;

/** When to send a request again that the database could not handle, in seconds. */
const RETRY_SECONDS = '10';

/** Headers of every response that does not set them itself. */
const defaultHeaders = { Vary: 'Origin', 'X-Content-Type-Options': 'nosniff', 'Cache-Control': 'no-store' };

/**
 * Creates the reference server: stores answers and exports them to the owner. Every rejected request gets an
 * `application/problem+json` that names the fault. State is kept in the database only, so any number of processes can
 * share one database.
 *
 * @throws TypeError for an invalid option, for example an origin with a path or a key that does not fit the algorithm
 */
export function createEndpoint(options: EndpointOptions): Handler {
  const { store, origins = [], path = '/apps/lojal', log = logErrors } = options;
  const isKnown = createOriginCheck(origins);
  const identify = options.identity && createIdentify(options.identity);
  const proxy = options.shopifyProxy && createShopifyProxy(options.shopifyProxy, options.identity);
  const limiter = createLimiter(options);
  const keys = createKeyCheck(options);
  if (options.anonymous === false && !options.identity) {
    throw new TypeError('anonymous: false needs the option identity: without it no customer can prove who they are.');
  }
  const app = new Hono<Env>();

  app.use(async (c, next) => {
    const start = performance.now();
    c.set('request', requestId(c.req.header('x-request-id')));
    await next();
    c.res.headers.set('X-Request-Id', c.get('request'));
    if (c.req.method !== 'GET') sender.wake();
    for (const [name, value] of Object.entries(defaultHeaders)) {
      if (!c.res.headers.has(name)) c.res.headers.set(name, value);
    }
    const ms = performance.now() - start;
    metrics.request({ method: c.req.method, route: routeOf(c), status: c.res.status, seconds: ms / 1000 });
    writeLog(c, c.get('error'), ms);
  });

  app.route(path, healthRoutes(store));

  app.use(async (c, next) => {
    const origin = c.req.header('origin');
    // The owner's page may have an address of its own, which no shop names.
    const isOwner = c.req.path.startsWith(`${path}/owner/`) && isOwnPage(c);
    if (!isOwner && !isKnown(c.req.raw)) throw new Problem(403, 'Pages of this origin may not use this endpoint.');
    await next();
    if (origin === undefined) return;
    c.res.headers.set('Access-Control-Allow-Origin', origin);
    c.res.headers.set('Access-Control-Expose-Headers', 'Retry-After, X-Request-Id');
  });

  app.use(async (c, next) => {
    try {
      // Count before reading the body. Do not count preflights: a rejected preflight would hide the 429 from the page.
      // The shop's backend sends the orders of all customers from one address, and so does a proxy. A wrong key or signature counts.
      const isBackend = keys.has(c.req.header('authorization') ?? null, 'shop');
      const isProxy = c.req.path === `${path}/shopify/token` && proxy?.customerOf(c.req.raw) !== undefined;
      if (c.req.method !== 'OPTIONS' && !isBackend && !isProxy)
        await limiter((error) => c.set('error', error)).address(c.req.raw);
      await next();
    } catch (thrown) {
      // The shop's `account` function may throw any value, but Hono passes only errors to `onError`.
      throw thrown instanceof Error ? thrown : new Error('A value that is not an Error was thrown.');
    }
  });

  const metrics = createRequestMetrics();
  const saved = options.program === undefined ? createSavedProgram(store.programs) : undefined;
  const program = saved?.current ?? createProgramSource(options.program);
  const sender = createEndpointSender(options, program, metrics);
  const onExportError = (c: Context<Env>, error: unknown) => writeLog(c, error, 0);
  app.use(readOwnerSession(store.sessions, keys));
  app.route(
    path,
    allRoutes({ ...options, path, metrics, identify, limiter, keys, program, proxy, saved, sender, onExportError }),
  );

  app.notFound(() => new Problem(404, 'There is no route at this address.').response());
  app.onError((error, c) => {
    if (error instanceof Problem) return error.response();
    c.set('error', error);
    if (!c.get('shopFailed') && isUnavailable(error)) {
      return new Problem(503, 'The database is not available. Send the same request again later.', {
        headers: { 'Retry-After': RETRY_SECONDS },
      }).response();
    }
    return new Problem(500, 'The server failed. Send the same request again later.').response();
  });

  function writeLog(c: Context<Env>, error: unknown, ms: number): void {
    const id = c.get('id');
    try {
      log({
        time: new Date().toISOString(),
        request: c.get('request'),
        level: error === undefined ? 'info' : 'error',
        method: c.req.method,
        route: routeOf(c),
        status: c.res.status,
        ms: Math.round(ms),
        ...(id !== undefined && { id }),
        ...(error !== undefined && { error: describeError(error) }),
      });
    } catch {
      // A failing log must not reject an answer.
    }
  }

  return async (request) => app.fetch(request);
}

/** The pattern of the route; `/*` if none matched. */
function routeOf(c: Context<Env>): string {
  const matched = matchedRoutes(c).findLast(({ path }) => path !== '/*');
  return matched?.path.replace(/\{.*\}/, '') ?? '/*';
}
