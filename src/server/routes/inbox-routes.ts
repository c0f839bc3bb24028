import { Hono } from 'hono';
import type { Store } from '../db/store.ts';
import type { InboxAnswer } from '../inbox/inbox-answer.ts';
import { calendarDay } from '../ledger/calendar-day.ts';
import { tierOf } from '../ledger/customer-snapshot.ts';
import { checkContentType, JSON_BODY, readBody, readJson } from '../middleware/body.ts';
import type { Env } from '../options.ts';
import { Problem } from '../problem.ts';
import type { LoadedProgram } from '../program-source.ts';
import { readRevision } from './answer-responses.ts';
import { readAnswerChange } from './inbox-change.ts';
import { exportInbox } from './inbox-export.ts';
import { type InboxOptions, programOrNothing } from './inbox-options.ts';
import { type InboxQuery, readInboxQuery } from './inbox-query.ts';

/** Answers in memory at a time, and the most that the page is told the number of. */
const [PAGE_SIZE, MOST_COUNTED] = [200, 10_000];
/** How long Today looks back for unhappy customers, in days: a later reply surprises. */
const UNHAPPY_DAYS = 90;
/** The answers of a block of Today. */
const FIRST = 5;

const noAnswer = () => new Problem(404, 'There is no answer with this id.');

/** The pages of a selection, one after the other. */
async function* readPages(
  store: Store,
  { filter, tier, before }: InboxQuery,
  loaded: LoadedProgram | undefined,
): AsyncGenerator<readonly InboxAnswer[]> {
  const tiers = new Map<string, string | undefined>();
  const isIn = async ({ event: { subject } }: InboxAnswer) => {
    if (subject === undefined || !loaded) return false;
    if (!tiers.has(subject)) tiers.set(subject, await tierOf(store.ledger, loaded, subject));
    return tiers.get(subject) === tier;
  };
  for (let cursor = before; ; ) {
    const { answers, next } = await store.inbox.search(filter, PAGE_SIZE, cursor);
    if (tier === undefined) yield answers;
    else {
      const found: InboxAnswer[] = [];
      for (const answer of answers) if (await isIn(answer)) found.push(answer);
      yield found;
    }
    if (next === undefined) return;
    cursor = next;
  }
}

/** Ends after `limit` answers. */
async function* firstOf(pages: AsyncIterable<readonly InboxAnswer[]>, limit: number | undefined) {
  let left = limit ?? Number.POSITIVE_INFINITY;
  for await (const page of pages) {
    yield page.slice(0, left);
    left -= page.length;
    if (left <= 0) return;
  }
}

/** `/owner/answers` and `/owner/today`: the owner's inbox. */
export function inboxRoutes({ store, keys, program }: InboxOptions): Hono<Env> {
  async function page(query: InboxQuery, loaded: LoadedProgram | undefined): Promise<Response> {
    const { filter, tier, limit = PAGE_SIZE, before } = query;
    if (tier === undefined) {
      const found = await store.inbox.search(filter, limit, before);
      // To count words, every answer would be read.
      const isCounted = before === undefined && filter.q === undefined;
      const total = isCounted ? await store.inbox.count(filter, MOST_COUNTED) : undefined;
      return Response.json({ answers: found.answers, next: found.next ?? null, ...(total !== undefined && { total }) });
    }
    const answers: InboxAnswer[] = [];
    for await (const some of firstOf(readPages(store, query, loaded), limit + 1)) answers.push(...some);
    const shown = answers.slice(0, limit);
    return Response.json({ answers: shown, next: answers.length > limit ? (shown.at(-1)?.cursor ?? null) : null });
  }

  return new Hono<Env>()
    .get('/owner/answers', async (c) => {
      const actor = keys.require(c, 'read');
      const loaded = await programOrNothing(program);
      const { searchParams } = new URL(c.req.url);
      const query = readInboxQuery(searchParams, c.req.header('accept'), loaded?.program.timeZone);
      if (query.format === 'json') return page(query, loaded);
      await store.audit({ actor, action: 'export', detail: { inbox: true } });
      const delimiter = { ndjson: undefined, csv: ',', 'csv-semicolon': ';' } as const;
      return exportInbox(firstOf(readPages(store, query, loaded), query.limit), delimiter[query.format]);
    })
    .all('/owner/answers', () => {
      throw new Problem(405, 'This route accepts GET.', { headers: { Allow: 'GET, HEAD' } });
    })
    .get('/owner/answers/:id{[A-Za-z0-9_-]{16,64}}', async (c) => {
      keys.require(c, 'read');
      const answer = await store.inbox.read(c.req.param('id'));
      if (!answer) throw noAnswer();
      return Response.json(answer, { headers: { ETag: `"${answer.revision}"`, 'Cache-Control': 'no-store, private' } });
    })
    .patch('/owner/answers/:id{[A-Za-z0-9_-]{16,64}}', async (c) => {
      const actor = keys.require(c, 'moderate');
      checkContentType(c.req.header('content-type') ?? null, JSON_BODY);
      const revision = readRevision(c.req.header('if-match'));
      const change = readAnswerChange(readJson(await readBody(c.req.raw)));
      const id = c.req.param('id');
      const outcome = await store.inbox.handle(id, change, revision, actor);
      if (outcome === 'unknown') throw noAnswer();
      if (outcome === 'not-a-review') throw new Problem(409, 'Only reviews have a state.');
      if (outcome === 'unreachable')
        throw new Problem(409, 'No token proved who wrote this answer, so no page can show a reply.');
      if (outcome === 'other-revision')
        throw new Problem(412, 'The customer has changed this answer. Read the answer again before you change it.');
      c.set('id', id);
      return Response.json(outcome, { headers: { ETag: `"${revision}"` } });
    })
    .all('/owner/answers/:id{[A-Za-z0-9_-]{16,64}}', () => {
      throw new Problem(405, 'This route accepts GET and PATCH.', { headers: { Allow: 'GET, HEAD, PATCH' } });
    })
    .get('/owner/today', async (c) => {
      keys.require(c, 'read');
      const timeZone = (await programOrNothing(program))?.program.timeZone;
      const since = calendarDay(Date.now() - UNHAPPY_DAYS * 86_400_000, timeZone);
      const block = async (filter: Parameters<Store['inbox']['search']>[0]) => {
        const [n, { answers }] = await Promise.all([
          store.inbox.count(filter, MOST_COUNTED),
          store.inbox.search(filter, FIRST),
        ]);
        return { n, answers };
      };
      const unhappy = { unhappy: true, contact: true, handled: false, from: since, timeZone };
      return Response.json({
        day: calendarDay(Date.now(), timeZone),
        unhappy: { ...(await block(unhappy)), from: since },
        reviews: await block({ state: 'pending' }),
        suspect: await store.inbox.count({ state: 'suspect' }, MOST_COUNTED),
      });
    })
    .all('/owner/today', () => {
      throw new Problem(405, 'This route accepts GET.', { headers: { Allow: 'GET, HEAD' } });
    });
}
