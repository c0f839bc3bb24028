import { type Context, Hono } from 'hono';
import { checkContentType, JSON_BODY, readBody, readJson } from '../middleware/body.ts';
import { preflightResponse } from '../middleware/origin.ts';
import type { Env } from '../options.ts';
import { Problem } from '../problem.ts';
import { readDecision, readRevision, readSubject } from './answer-responses.ts';
import { exportAnswers } from './export.ts';
import { type ReceiveOptions, receiveAnswer } from './receive-answer.ts';

interface AnswerOptions extends ReceiveOptions {
  /** Called if an export fails after its headers were sent. */
  readonly onExportError: (c: Context<Env>, error: unknown) => void;
}

/** `/answers`: browsers post answers; the owner exports, moderates and erases them. */
export function answerRoutes(options: AnswerOptions): Hono<Env> {
  const { store, keys, onExportError } = options;

  return new Hono<Env>()
    .post('/answers', (c) => receiveAnswer(c, options))
    .get((c) => {
      const actor = keys.require(c, 'read');
      const { searchParams } = new URL(c.req.url);
      return exportAnswers(store, searchParams, c.req.header('accept'), actor, (error) => onExportError(c, error));
    })
    .delete(async (c) => {
      const actor = keys.require(c, 'erase');
      const subject = readSubject(new URL(c.req.url).searchParams);
      return Response.json({ erased: await store.erase(subject, actor) });
    })
    .options(() => preflightResponse('GET, POST'))
    .all(() => {
      throw new Problem(405, 'This route accepts GET, POST and DELETE.', {
        headers: { Allow: 'DELETE, GET, HEAD, OPTIONS, POST' },
      });
    })
    .patch('/answers/:id{[A-Za-z0-9_-]{16,64}}', async (c) => {
      const actor = keys.require(c, 'moderate');
      checkContentType(c.req.header('content-type') ?? null, JSON_BODY);
      const revision = readRevision(c.req.header('if-match'));
      const state = readDecision(readJson(await readBody(c.req.raw)));
      const id = c.req.param('id');
      const outcome = await store.moderate(id, state, revision, actor);
      if (outcome === 'unknown') throw new Problem(404, 'There is no answer with this id.');
      if (outcome === 'not-a-review') throw new Problem(409, 'Only reviews have a state.');
      if (outcome === 'other-revision') {
        throw new Problem(412, 'Another revision of this review is stored. Read the review again before you decide.');
      }
      c.set('id', id);
      return Response.json({ id, state }, { headers: { ETag: `"${revision}"` } });
    })
    .all('/answers/:id{[A-Za-z0-9_-]{16,64}}', () => {
      throw new Problem(405, 'This route accepts PATCH.', { headers: { Allow: 'PATCH' } });
    });
}
