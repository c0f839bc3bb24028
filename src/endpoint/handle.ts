import { createHash } from 'node:crypto';
import { Hono } from 'hono';
import { checkContentType, readBody, readJson } from './body.ts';
import { exportAnswers } from './export.ts';
import type { Outcome } from './judge.ts';
import { describe } from './log.ts';
import { createOriginCheck, preflight } from './origin.ts';
import { checkOwner } from './owner.ts';
import { Problem } from './problem.ts';
import type { Store } from './store.ts';
import { type AnswerEvent, createValidator } from './validate.ts';

/** A fetch-style handler. It never throws. */
export type Handler = (request: Request) => Promise<Response>;

export interface EndpointOptions {
  readonly store: Store;
  /** Origins whose pages may post, besides the endpoint's own: `https://shop.example`. */
  readonly origins?: readonly string[] | undefined;
  /** Opens the export. Without it the export is closed to everyone. */
  readonly ownerKey?: string | undefined;
  /** Where the routes begin; `/apps/lojal`. */
  readonly path?: string | undefined;
  /** Gets one line for each unexpected error, never a word of an answer; `console.error`. */
  readonly log?: ((line: string) => void) | undefined;
}

const always = { Vary: 'Origin', 'X-Content-Type-Options': 'nosniff', 'Cache-Control': 'no-store' };

/**
 * The reference endpoint: takes answers and gives the owner an export of them. Every request that is not fulfilled
 * gets an `application/problem+json` that names the fault.
 *
 * @throws TypeError for an origin that no browser would send
 */
export function createEndpoint(options: EndpointOptions): Handler {
  const { store, origins = [], ownerKey, path = '/apps/lojal', log = console.error } = options;
  const isKnown = createOriginCheck(origins);
  const validate = createValidator();
  const app = new Hono();

  app.use(async (c, next) => {
    const origin = c.req.header('origin');
    const known = isKnown(c.req.raw);
    if (known) await next();
    else c.res = new Problem(403, 'Pages of this origin may not use this endpoint.').response();
    for (const [name, value] of Object.entries(always)) c.res.headers.set(name, value);
    if (known && origin !== undefined) c.res.headers.set('Access-Control-Allow-Origin', origin);
  });

  app
    .post(`${path}/answers`, async ({ req: { raw } }) => {
      checkContentType(raw.headers.get('content-type'));
      const bytes = await readBody(raw);
      const event = validate(readJson(bytes));
      return settle(event, await store.put(event, createHash('sha256').update(bytes).digest('hex')));
    })
    .get(async ({ req }) => {
      checkOwner(req.header('authorization') ?? null, ownerKey);
      const lines = await exportAnswers(store, new URL(req.url).searchParams, (error) => log(describe(error)));
      return new Response(lines, { headers: { 'Content-Type': 'application/x-ndjson' } });
    })
    .options(() => new Response(null, { status: 204, headers: preflight }))
    .all(() => {
      throw new Problem(405, 'This takes GET and POST.', { headers: { Allow: 'GET, HEAD, OPTIONS, POST' } });
    });

  app.notFound(() => new Problem(404, 'There is nothing at this address.').response());
  app.onError((error) => {
    if (error instanceof Problem) return error.response();
    log(describe(error));
    return new Problem(500, 'Something went wrong here. The same request may be sent again later.').response();
  });

  return async (request) => app.fetch(request);
}

/** @throws Problem 409, 422 */
function settle({ id, data: { revision } }: AnswerEvent, outcome: Outcome): Response {
  switch (outcome) {
    case 'older':
      throw new Problem(409, 'A newer revision of this answer is stored.', {
        faults: [{ path: 'data.revision', message: 'is older than the one that is stored' }],
      });
    case 'other-answer':
      throw new Problem(422, 'Another answer has this id: its type, source or subject differs.', {
        faults: [{ path: 'id', message: 'belongs to another answer' }],
      });
    case 'other-bytes':
      throw new Problem(422, 'This revision is stored with other bytes. An edit needs a higher revision.', {
        faults: [{ path: 'data.revision', message: 'is stored with other bytes' }],
      });
    default:
      return Response.json({ id, revision, stored: true }, { status: outcome === 'stored' ? 201 : 200 });
  }
}
