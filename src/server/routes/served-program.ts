import { Hono } from 'hono';
import { preflightResponse } from '../middleware/origin.ts';
import type { Env } from '../options.ts';
import { Problem } from '../problem.ts';
import type { LoadedProgram } from '../program-source.ts';
import { needProgram } from './orders.ts';

/** How long a page may use a program without asking again, in seconds. */
const FRESH = 60;

/** `/program`: the program, as the shop wrote it. */
export function programRoutes(program: (() => Promise<LoadedProgram>) | undefined): Hono<Env> {
  return new Hono<Env>()
    .get('/program', async (c) => {
      const { text, etag } = await needProgram(program);
      const headers = { ETag: etag, 'Cache-Control': `public, max-age=${FRESH}` };
      const known = (c.req.header('if-none-match') ?? '').split(',').map((tag) => tag.trim().replace(/^W\//, ''));
      if (known.includes(etag) || known.includes('*')) return new Response(null, { status: 304, headers });
      return new Response(text, { headers: { ...headers, 'Content-Type': 'application/json' } });
    })
    .options(() => preflightResponse('GET'))
    .all(() => {
      throw new Problem(405, 'This route accepts GET.', { headers: { Allow: 'GET, HEAD, OPTIONS' } });
    });
}
