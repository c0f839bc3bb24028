import { Hono } from 'hono';
import { type Comment, keyWords } from '../../metrics/keyness.ts';
import type { Store } from '../db/store.ts';
import type { InboxAnswer } from '../inbox/inbox-answer.ts';
import type { InboxFilter } from '../inbox/search-answers.ts';
import type { Env } from '../options.ts';
import { Problem } from '../problem.ts';
import type { InboxOptions } from './inbox-options.ts';
import { answerType, readInboxQuery } from './inbox-query.ts';
import { readQuestionScope } from './question-scope.ts';

/** The scores of the unhappy and of the happy customers. */
const GROUPS = {
  nps: ['0-6', '9-10'],
  csat: ['1-2', '4-5'],
  review: ['1-2', '4-5'],
} as const;

const kinds = Object.keys(GROUPS) as readonly (keyof typeof GROUPS)[];

/** The most answers of a group, the newest ones, and how many are read at a time. */
const [MOST, PAGE_SIZE] = [5_000, 500];

/** Letters of an example. */
const EXAMPLE_LETTERS = 200;

/** What the customer wrote. */
function wordsIn({ event: { data } }: InboxAnswer): Comment | undefined {
  const texts = [data.title, data.body, data.comment].filter((one) => typeof one === 'string' && one.trim() !== '');
  return texts.length > 0
    ? { text: texts.join('. '), lang: typeof data.lang === 'string' ? data.lang : 'en' }
    : undefined;
}

/** The newest comments, with the ids of their answers. */
async function readComments(store: Store, filter: InboxFilter) {
  const found: { readonly id: string; readonly comment: Comment }[] = [];
  for (let before: string | undefined; ; ) {
    const { answers, next } = await store.inbox.search(filter, PAGE_SIZE, before);
    for (const answer of answers) {
      const comment = wordsIn(answer);
      if (comment) found.push({ id: answer.id, comment });
    }
    if (next === undefined || found.length >= MOST) return found.slice(0, MOST);
    before = next;
  }
}

/** `/owner/words`: the words by which unhappy and happy customers differ. */
export function wordRoutes(options: InboxOptions): Hono<Env> {
  const { store, keys } = options;
  return new Hono<Env>()
    .get('/owner/words', async (c) => {
      keys.require(c, 'read');
      const { searchParams: query } = new URL(c.req.url);
      const of = kinds.find((kind) => kind === (query.get('of') ?? 'nps'));
      if (!of) throw new Problem(400, `of must be ${kinds.join(' or ')}.`);
      // A condition that is ignored would show the words of others.
      if (query.has('tier')) throw new Problem(400, 'Use segment=tier:<id> in place of tier.');
      const scope = await readQuestionScope(query, options);
      const { from, until, timeZone, customers } = scope;
      const subjects = customers && (await store.inbox.customers(answerType(of), scope));
      for (const name of ['of', 'segment']) query.delete(name);
      query.set('kind', of);
      const [unhappy, happy] = await Promise.all(
        GROUPS[of].map((score) => {
          query.set('score', score);
          return readComments(store, { ...readInboxQuery(query, undefined, timeZone).filter, from, until, subjects });
        }),
      );
      if (!unhappy || !happy) throw new Error('Two groups were read.');
      const groups = [unhappy, happy] as const;
      const words = keyWords([unhappy.map(({ comment }) => comment), happy.map(({ comment }) => comment)]);
      return Response.json({
        of,
        from,
        until,
        timeZone,
        n: { unhappy: unhappy.length, happy: happy.length },
        words: words.map(({ word, group, counts, keyness, examples }) => ({
          word,
          group: group === 0 ? 'unhappy' : 'happy',
          counts: { unhappy: counts[0], happy: counts[1] },
          keyness,
          examples: examples.flatMap((place) => {
            const { id, comment } = groups[group][place] ?? {};
            return id === undefined || !comment
              ? []
              : [{ id, text: [...comment.text].slice(0, EXAMPLE_LETTERS).join('') }];
          }),
        })),
      });
    })
    .all('/owner/words', () => {
      throw new Problem(405, 'This route accepts GET.', { headers: { Allow: 'GET, HEAD' } });
    });
}
