import { type Context, Hono } from 'hono';
import { QUESTIONS } from '../../registry.ts';
import { ruleChanges } from '../inbox/rule-changes.ts';
import type { Env } from '../options.ts';
import { Problem } from '../problem.ts';
import type { SavedProgram } from '../saved-program.ts';
import type { InboxOptions } from './inbox-options.ts';
import { answerType } from './inbox-query.ts';
import { readQuestionScope } from './question-scope.ts';

interface QuestionOptions extends InboxOptions {
  /** Absent where the shop gives the program as a value or a file: then nothing is known of former rules. */
  readonly saved: SavedProgram | undefined;
}

/** `/owner/choices` and `/owner/wordings`: what was asked, and what was chosen. */
export function questionRoutes({ saved, ...options }: QuestionOptions): Hono<Env> {
  const { store, keys } = options;

  /** @throws Problem 400 or 422 for a query that cannot be read */
  async function readRequest(c: Context<Env>) {
    keys.require(c, 'read');
    const query = new URL(c.req.url).searchParams;
    const of = query.get('of') ?? '';
    if (!Object.hasOwn(QUESTIONS, of)) throw new Problem(400, `of must be ${Object.keys(QUESTIONS).join(' or ')}.`);
    return { of, type: answerType(of), scope: await readQuestionScope(query, options) };
  }

  return new Hono<Env>()
    .get('/owner/choices', async (c) => {
      const { type, scope } = await readRequest(c);
      const { from, until, timeZone } = scope;
      const questions = await store.inbox.choices(type, scope);
      return Response.json({ from, until, timeZone, questions });
    })
    .all('/owner/choices', () => {
      throw new Problem(405, 'This route accepts GET.', { headers: { Allow: 'GET, HEAD' } });
    })
    .get('/owner/wordings', async (c) => {
      const { of, type, scope } = await readRequest(c);
      const { from, until, timeZone } = scope;
      const wordings = await store.inbox.wordings(type, scope);
      const versions = saved ? (await saved.read()).versions : [];
      const rules = ruleChanges(versions, of, from, until);
      return Response.json({ from, until, timeZone, wordings, rules });
    })
    .all('/owner/wordings', () => {
      throw new Problem(405, 'This route accepts GET.', { headers: { Allow: 'GET, HEAD' } });
    });
}
