import { type Context, Hono } from 'hono';
import { addDays } from '../../loyalty/dates.ts';
import { QUESTIONS } from '../../registry.ts';
import type { QuestionPeriod } from '../inbox/question-counts.ts';
import { ruleChanges } from '../inbox/rule-changes.ts';
import { calendarDay, SERVER_ZONE } from '../ledger/calendar-day.ts';
import type { Env } from '../options.ts';
import { Problem } from '../problem.ts';
import type { SavedProgram } from '../saved-program.ts';
import { type InboxOptions, programOrNothing } from './inbox-options.ts';
import { answerType, isDay } from './inbox-query.ts';

interface QuestionOptions extends InboxOptions {
  /** Absent where the shop gives the program as a value or a file: then nothing is known of former rules. */
  readonly saved: SavedProgram | undefined;
}

/** Days of the period without `from`. */
const USUAL_DAYS = 90;

/** `/owner/choices` and `/owner/wordings`: what was asked, and what was chosen. */
export function questionRoutes({ store, keys, program, saved }: QuestionOptions): Hono<Env> {
  /** @throws Problem 400 for a query that cannot be read */
  async function readPeriod(c: Context<Env>): Promise<QuestionPeriod> {
    keys.require(c, 'read');
    const timeZone = (await programOrNothing(program))?.program.timeZone ?? SERVER_ZONE;
    const of = c.req.query('of') ?? '';
    if (!Object.hasOwn(QUESTIONS, of)) throw new Problem(400, `of must be ${Object.keys(QUESTIONS).join(' or ')}.`);
    const tomorrow = addDays(calendarDay(Date.now(), timeZone), 1);
    const until = c.req.query('until') ?? tomorrow;
    const from = c.req.query('from') ?? (isDay(until) ? addDays(until, -USUAL_DAYS) : until);
    if (!isDay(from) || !isDay(until) || from >= until)
      throw new Problem(400, 'from and until must be days, as 2026-12-31, from before until.');
    return { type: answerType(of), from, until, timeZone };
  }

  return new Hono<Env>()
    .get('/owner/choices', async (c) => {
      const { from, until, timeZone, type } = await readPeriod(c);
      const questions = await store.inbox.choices({ type, from, until, timeZone });
      return Response.json({ from, until, timeZone, questions });
    })
    .all('/owner/choices', () => {
      throw new Problem(405, 'This route accepts GET.', { headers: { Allow: 'GET, HEAD' } });
    })
    .get('/owner/wordings', async (c) => {
      const { from, until, timeZone, type } = await readPeriod(c);
      const wordings = await store.inbox.wordings({ type, from, until, timeZone });
      const versions = saved ? (await saved.read()).versions : [];
      const rules = ruleChanges(versions, c.req.query('of') ?? '', from, until);
      return Response.json({ from, until, timeZone, wordings, rules });
    })
    .all('/owner/wordings', () => {
      throw new Problem(405, 'This route accepts GET.', { headers: { Allow: 'GET, HEAD' } });
    });
}
