import { type Context, Hono } from 'hono';
import { checkContentType, JSON_BODY, readBody, readJson, WIRE } from './body.ts';
import { sha256 } from './digest.ts';
import { exportAnswers } from './export.ts';
import type { EndpointOptions, Env } from './handle.ts';
import { type Identify, noToken } from './identity.ts';
import type { Limiter } from './limit.ts';
import { preflight } from './origin.ts';
import { checkOwner } from './owner.ts';
import { Problem } from './problem.ts';
import { readDecision, readSubject, settle } from './settle.ts';
import type { AnswerEvent } from './validate.ts';

interface AnswerOptions extends Pick<EndpointOptions, 'store' | 'ownerKey'> {
  readonly identify: Identify | undefined;
  readonly limiter: (onError: (error: unknown) => void) => Limiter;
  readonly validate: (event: unknown) => AnswerEvent;
  /** Hears of an export that broke off after its head was sent. */
  readonly onBroken: (c: Context<Env>, error: unknown) => void;
}

/** `/answers`: posted by customers' browsers; exported, decided about and erased by the owner. */
export function answerRoutes(options: AnswerOptions): Hono<Env> {
  const { store, ownerKey, identify, limiter, validate, onBroken } = options;
  const onlyOwner = (c: Context) => checkOwner(c.req.header('authorization') ?? null, ownerKey);

  return new Hono<Env>()
    .post('/answers', async (c) => {
      const { raw } = c.req;
      checkContentType(raw.headers.get('content-type'), WIRE);
      const proved = await identify?.(raw);
      const bytes = await readBody(raw);
      const event = validate(readJson(bytes));
      const { id, subject } = event;
      c.set('id', id);
      if (subject !== undefined) {
        if (identify && proved === undefined) throw noToken();
        if (identify && proved !== subject) throw new Problem(403, 'The token is for somebody else.');
        await limiter((error) => c.set('error', error)).subject(subject);
      }
      const verified = subject !== undefined && proved === subject;
      return settle(event, await store.put(event, sha256(bytes), verified));
    })
    .get((c) => {
      onlyOwner(c);
      const { searchParams } = new URL(c.req.url);
      return exportAnswers(store, searchParams, c.req.header('accept'), (error) => onBroken(c, error));
    })
    .delete(async (c) => {
      onlyOwner(c);
      const subject = readSubject(new URL(c.req.url).searchParams);
      return Response.json({ erased: await store.erase(subject) });
    })
    .options(() => preflight('GET, POST'))
    .all(() => {
      throw new Problem(405, 'This takes GET, POST and DELETE.', {
        headers: { Allow: 'DELETE, GET, HEAD, OPTIONS, POST' },
      });
    })
    .patch('/answers/:id{[A-Za-z0-9_-]{16,64}}', async (c) => {
      onlyOwner(c);
      checkContentType(c.req.header('content-type') ?? null, JSON_BODY);
      const state = readDecision(readJson(await readBody(c.req.raw)));
      const id = c.req.param('id');
      const outcome = await store.decide(id, state);
      if (outcome === 'unknown') throw new Problem(404, 'There is no answer with this id.');
      if (outcome === 'not-a-review') throw new Problem(409, 'Only a review is decided about.');
      c.set('id', id);
      return Response.json({ id, state });
    })
    .all('/answers/:id{[A-Za-z0-9_-]{16,64}}', () => {
      throw new Problem(405, 'This takes PATCH.', { headers: { Allow: 'PATCH' } });
    });
}
